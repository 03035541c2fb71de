"""The path of a run over two parameters: exact places, whole in the end, of this run only."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from engine.nn.network import Network
from engine.nn.rebuild import with_node
from engine.nn.types import Ref
from engine.session import actions, trail
from engine.session.document import Document, two_nodes
from engine.session.replay import network_at
from engine.session.session import Session
from engine.session.trail import MOST_PLACES, trail_of
from engine.session.training import train
from engine.session.update import update

W1, W2 = Ref("W", 1, (0, 0)), Ref("W", 2, (0, 0))
ALL = 1000


@pytest.fixture(autouse=True)
def _nothing_known():
    trail._known.clear()


def trained(updates, session=None):
    session = session or Session.start()
    return update(session, train(session.document, updates).action("train", follow=True))


def assert_exact(document, found):
    for number, place in zip(found.updates, found.places, strict=True):
        net = network_at(document, number)
        assert place.tolist() == [net.parameter(W1), net.parameter(W2)]


def test_before_training_the_path_is_one_place():
    found = trail_of(Session.start().document, W1, W2, 0, 1)
    assert (found.updates, found.places.tolist(), found.is_whole) == ((0,), [[0.2, 0.8]], True)


@pytest.mark.parametrize("updates", [1, 57, 130, 1234])
def test_every_place_is_where_the_parameters_were(updates):
    document = trained(updates).document
    found = trail_of(document, W1, W2, updates, ALL)
    assert found.is_whole
    assert (found.updates[0], found.updates[-1]) == (0, updates)
    assert len(found.updates) <= MOST_PLACES + 1
    assert_exact(document, found)


def test_updates_that_were_walked_and_never_trained_are_on_the_path():
    document = Session.start().document
    found = trail_of(document, W1, W2, 7, ALL)
    assert found.updates == tuple(range(8))
    assert_exact(document, found)


def test_a_long_path_is_told_by_and_by_from_its_end():
    document = trained(60).document
    found = trail_of(document, W1, W2, 60, 10)
    assert (found.updates, found.is_whole) == (tuple(range(51, 61)), False)
    assert trail_of(document, W1, W2, 60, 51).is_whole


def test_what_was_told_once_is_not_replayed_when_the_run_goes_on(monkeypatch):
    session = trained(60)
    trail_of(session.document, W1, W2, 60, ALL)
    asked = []
    monkeypatch.setattr(trail, "network_at", lambda *where: asked.append(where[1]) or network_at(*where))
    document = trained(20, session).document
    found = trail_of(document, W1, W2, 80, ALL)
    assert sorted(asked) == list(range(61, 81))
    assert_exact(document, found)


def test_an_edit_leads_elsewhere_and_undo_back():
    session = update(trained(20), actions.Seek(1, 10))
    before = trail_of(session.document, W1, W2, 12, ALL)
    edited = update(session, actions.SetParameter(W2, 3.0, "set w₂"))
    after = trail_of(edited.document, W1, W2, 12, ALL)
    assert after.places[:10].tolist() == before.places[:10].tolist()
    assert after.places[10, 1] == 3.0
    assert_exact(edited.document, after)
    undone = update(edited, actions.Undo())
    np.testing.assert_array_equal(trail_of(undone.document, W1, W2, 12, ALL).places, before.places)


def test_a_network_of_another_shape_begins_another_path():
    session = update(trained(20), actions.Seek(1, 10))
    wider = with_node(session.document.network, 1, "xavier", 0)
    edited = update(session, actions.SetSettings({"network": wider}, "add a node"))
    found = trail_of(edited.document, W1, W2, 12, ALL)
    assert found.updates == (10, 11, 12)
    assert_exact(edited.document, found)
    assert trail_of(edited.document, W1, W2, 8, ALL).updates == tuple(range(9))


def test_runs_of_other_settings_are_not_taken_for_one_another():
    slow, fast = (replace(two_nodes(), eta=eta) for eta in (0.1, 2.0))
    for document in (slow, fast, slow):
        assert_exact(document, trail_of(document, W1, W2, 5, ALL))


def test_only_so_many_places_are_remembered(monkeypatch):
    monkeypatch.setattr(trail, "_KEPT", 40)
    document = trained(60).document
    assert_exact(document, trail_of(document, W1, W2, 60, ALL))
    assert len(trail._known) <= 40


def test_parameters_of_any_layer():
    net = Network.random((2, 3, 1), ["tanh", "sigmoid"], seed=3)
    session = Session.start(Document(net, np.array([[0.3, 1.0]]), np.array([[1.0]])))
    a, b = Ref("W", 1, (2, 1)), Ref("b", 2, (0,))
    found = trail_of(session.document, a, b, 3, ALL)
    nets = [network_at(session.document, number) for number in range(4)]
    assert found.places.tolist() == [[each.parameter(a), each.parameter(b)] for each in nets]
