"""What is told about runs: how far each came, where they part, and in which settings they differ."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from engine import Document, Network, Ref, Session, actions, update
from engine.session.document import two_nodes
from engine.session.replay import curve_of
from engine.session.runs import TOLD, Change, Comparison, compare, runs_of
from engine.session.setup import SETTINGS
from engine.session.training import train

W2, X1 = Ref("W", 2, (0, 0)), Ref("x", 0, (0,))
KEEP = actions.KeepRun("keep")


def did(session: Session, *steps: actions.Action) -> Session:
    for action in steps:
        session = update(session, action)
    return session


def trained(session: Session, updates: int) -> Session:
    return update(session, train(session.document, updates).action("Train"))


def changed(**changes) -> actions.SetSettings:
    return actions.SetSettings(changes, "change settings")


def parted_at(update_: int, *edits: actions.Action) -> Comparison:
    """Run 1 of 30 updates beside run 2, which was changed at an update and went on for 20."""
    session = did(trained(Session.start(four()), 30), actions.Seek(1, update_), *edits)
    return compare(trained(session, 20).document, (1, 2))


def four() -> Document:
    X, Y = [[0, 0], [0, 1], [1, 0], [1, 1]], [[0], [1], [1], [0]]
    return Document(Network.random((2, 3, 1), ("tanh", "sigmoid"), seed=5), X, Y, batch=3, eta=0.5)


def told(found: Comparison) -> dict[str, tuple]:
    return {
        difference.setting: tuple(
            tuple((change.update, change.value) for change in changes) for changes in difference.values
        )
        for difference in found.differences
    }


def test_the_runs_of_a_document():
    session = did(trained(Session.start(two_nodes()), 20), actions.NameRun(1, "first", "x"), KEEP)
    session = did(session, actions.Seek(1, 7), actions.SetParameter(W2, -4.0, "w"))
    session = trained(session, 3)
    first, second, third = runs_of(session.document)
    curve = session.document.log.curve()
    assert (first.number, first.name, first.updates, first.kept, first.in_play) == (
        1,
        "first",
        20,
        True,
        False,
    )
    assert (second.number, second.name, second.updates, second.kept) == (2, "", 20, False)
    assert (third.number, third.updates, third.in_play) == (3, 10, True)
    assert (first.J, first.lowest, first.lowest_at) == (second.J, second.lowest, 20)
    assert (third.J, third.lowest, third.lowest_at) == (curve[-1], curve.min(), 6)


def test_a_run_that_has_only_begun_has_its_first_cost():
    (run,) = runs_of(two_nodes())
    assert run.J == run.lowest == curve_of(two_nodes(), 1)[0]
    assert (run.number, run.updates, run.lowest_at) == (1, 0, 0)
    edited = did(trained(Session.start(two_nodes()), 9), actions.Seek(1, 4), actions.SetEta(0.1, "rate"))
    one, two = runs_of(edited.document)
    assert (one.updates, two.updates, two.J) == (9, 4, one_at(edited.document, 4))


def one_at(document: Document, update_: int) -> float:
    return float(document.ghosts[0].document.log.curve()[update_])


def test_a_cost_that_is_no_number_is_never_the_lowest():
    log = two_nodes().log.grown(np.array([3.0, np.nan, 2.0, 2.0, np.nan]))
    (run,) = runs_of(replace(two_nodes(), log=log))
    assert (run.lowest, run.lowest_at, run.updates) == (2.0, 2, 4)
    assert np.isnan(run.J)


SETTING = {
    "cost": ("squared", "half_squared"),
    "optimizer": ("adam", "sgd"),
    "eta": (0.25, 0.5),
    "schedule": ("cosine(50)", "constant"),
    "batch": (2, 3),
    "seed": (7, 0),
    "shuffle": ("none", "keyed"),
    "init": ("he", "xavier"),
    "l1": (0.01, 0.0),
    "l2": (0.02, 0.0),
    "test": (1, 0),
}


@pytest.mark.parametrize("setting", SETTING)
def test_each_setting_is_told_with_the_update_it_was_changed_at(setting):
    new, old = SETTING[setting]
    found = parted_at(12, changed(**{setting: np.array([2]) if setting == "test" else new}))
    assert found.parted == 12
    differences = told(found)
    assert differences.pop(setting) == (((0, old),), ((0, old), (12, new)))
    assert differences.keys() <= ({"data"} if setting == "test" else set())


def test_networks_are_told_by_shape_activations_and_what_cannot_move():
    net = Network.random((2, 4, 1), ("relu", "sigmoid"), seed=1)
    net = net.with_cut([Ref("W", 1, (3, 1))]).with_locked([Ref("b", 2, (0,)), W2])
    differences = told(parted_at(8, changed(network=net)))
    assert differences["sizes"] == (((0, (2, 3, 1)),), ((0, (2, 3, 1)), (8, (2, 4, 1))))
    assert differences["activations"][1] == ((0, ("tanh", "sigmoid")), (8, ("relu", "sigmoid")))
    assert differences["cut"][1] == ((0, ()), (8, ("w[1][4,2]",)))
    assert differences["locked"][1] == ((0, ()), (8, ("b[2][1]", "w[2][1,1]")))
    assert differences["weights"] == (((8, 1),), ((8, 2),))
    assert len(differences) == 5


def test_weights_and_data_are_told_apart_by_numbers():
    assert told(parted_at(9, actions.SetParameter(W2, 3.0, "w"))) == {"weights": (((9, 1),), ((9, 2),))}
    assert told(parted_at(9, actions.SetData(X1, 3.0, "x"))) == {"data": (((0, 1),), ((0, 1), (9, 2)))}
    assert told(parted_at(0, actions.Reroll(9, "x")))["weights"] == (((0, 1),), ((0, 2),))


def test_the_same_setting_twice_is_no_difference():
    session = did(trained(Session.start(four()), 30), actions.Seek(1, 9), actions.SetEta(0.1, "rate"))
    session = did(trained(session, 20), KEEP)
    found = compare(trained(session, 5).document, (2, 3))
    assert (found.parted, found.differences, found.at) == (None, (), 29)
    assert found.J[0] == found.J[1]


def test_three_runs_side_by_side_at_the_last_update_of_the_shortest():
    session = did(trained(Session.start(four()), 30), actions.Seek(1, 20), actions.SetEta(0.1, "rate"))
    session = did(trained(session, 30), actions.Seek(1, 10), actions.SetEta(0.9, "rate"))
    document = trained(session, 4).document
    found = compare(document, (3, 1, 2))
    assert [run.number for run in found.runs] == [3, 1, 2]
    assert [run.in_play for run in found.runs] == [True, False, False]
    assert (found.parted, found.at) == (10, 14)
    assert found.J[1] == found.J[2] != found.J[0]
    assert tuple(float(curve_of(run, 15)[14]) for run in (
        document, document.ghosts[0].document, document.ghosts[1].document
    )) == found.J  # fmt: skip
    assert told(found)["eta"] == (((0, 0.5), (10, 0.9)), ((0, 0.5),), ((0, 0.5), (20, 0.1)))
    assert compare(document, (1, 2)).parted == 20


def test_a_run_that_ended_before_the_change_was_not_parted_from():
    session = did(trained(Session.start(four()), 10), KEEP)
    session = did(trained(session, 20), actions.Seek(1, 25), actions.SetEta(0.1, "rate"))
    document = trained(session, 9).document
    assert compare(document, (1, 2)).parted is None
    assert compare(document, (1, 3)).parted is None
    assert compare(document, (2, 3)).parted == 25


def test_every_setting_is_compared():
    told_otherwise = {"network", "X", "Y", "moments", "notes"}
    assert TOLD.keys() | told_otherwise == set(SETTINGS) | {"sizes", "activations", "cut", "locked"}


@pytest.mark.parametrize(("numbers", "words"), [((1,), "two runs or more"), ((1, 4), "there is no run 4")])
def test_what_cannot_be_compared(numbers, words):
    with pytest.raises(ValueError, match=words):
        compare(two_nodes(), numbers)


def test_a_change_is_a_value():
    assert Change(3, "adam") == Change(3, "adam")


def test_a_run_that_is_taken_up_is_the_run_that_was_kept():
    kept = did(trained(Session.start(four()), 10), actions.KeepRun("keep"))
    on = update(kept, train(kept.document, 10).action("Train", follow=True))
    assert on.playhead.update == 19
    again = did(on, actions.TakeUpRun(1, "go on"))
    assert again.document.log.updates == 10
    assert again.playhead.update == 9
    assert again.playhead.costs_seen <= 11
