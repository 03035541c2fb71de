"""New documents for data sets."""

from __future__ import annotations

import numpy as np
import pytest

from engine import Session, actions, frame_of, update
from engine.data.dataset import DataNotes, DataSet
from engine.data.generators import RECIPES, make
from engine.session import setup
from engine.session.making import new_document, usual_output


@pytest.mark.parametrize("name", RECIPES)
def test_every_data_set_gets_a_network_that_can_be_walked(name):
    document = new_document(make(name), hidden=(3,))
    session = update(Session.start(document), actions.StepUpdate(1))
    assert frame_of(session).update == 1
    assert document.title == name


@pytest.mark.parametrize(
    ("Y", "classes", "wanted"),
    [
        (np.eye(3), ("a", "b", "c"), ("softmax", "softmax_ce")),
        (np.eye(2)[[0, 1, 1]], ("no", "yes"), ("softmax", "softmax_ce")),
        ([[0.0], [1.0], [0.0]], ("no", "yes"), ("sigmoid", "bce")),
        ([[0.3], [1.7], [-2.0]], (), ("linear", "half_squared")),
    ],
)
def test_the_output_layer_is_chosen_by_the_labels(Y, classes, wanted):
    data = DataSet(np.zeros((3, 2)), np.array(Y), DataNotes(classes=classes))
    assert usual_output(data) == wanted
    document = new_document(data)
    assert (document.network.activations[-1], document.cost) == wanted
    assert document.network.L == 1


def test_settings_go_into_the_document_and_the_seed_draws_the_weights():
    data = make("xor")
    first, second = (
        new_document(data, (2,), seed=seed, eta=0.5, optimizer="adam", title="mine") for seed in (1, 2)
    )
    assert (first.eta, first.optimizer, first.title, first.seed) == (0.5, "adam", "mine", 1)
    assert not np.array_equal(first.network.W[1], second.network.W[1])
    assert np.array_equal(first.network.W[1], new_document(data, (2,), seed=1).network.W[1])


def test_the_names_of_functions_have_one_spelling():
    document = new_document(make("xor"), optimizer="adam( 0.5 )", schedule=" constant() ")
    assert (document.optimizer, document.schedule) == ("adam(0.5)", "constant")


@pytest.mark.parametrize(("l1", "l2", "there"), [(0, 0, False), (0.1, 0, True), (0, 0.1, True)])
def test_either_weight_makes_a_penalty(l1, l2, there):
    assert new_document(make("xor"), l1=l1, l2=l2).has_penalty is there


@pytest.mark.parametrize(("kept", "measured"), [(0, "batch"), (1, "all")])
def test_rows_kept_for_testing_do_not_count_where_J_is_measured(kept, measured, monkeypatch):
    monkeypatch.setattr(setup, "MOST_MEASURED", 3 * 3)
    document = new_document(make("xor"), test=np.arange(kept))
    assert document.network.parameters == 3
    assert document.measured == measured


def test_an_output_that_does_not_fit_the_labels_is_refused():
    with pytest.raises(ValueError, match="labels between 0 and 1"):
        new_document(make("sine"), (3,), output=("sigmoid", "bce"))
