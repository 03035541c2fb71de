"""Runs in words: what was changed by hand, and what a run without a name is called."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from engine import Document, Network, Session, actions, update
from engine.nn.types import Ref
from engine.session.codec import parse, to_text
from engine.session.flags import Flag, flags_of
from engine.session.frame import frame_of
from engine.session.training import train
from gui.look import Look
from gui.run_words import RunNames, change_of

W23 = Ref("W", 2, (0, 1))


def begun() -> Document:
    X = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])
    net = Network.random((2, 3, 1), ("tanh", "sigmoid"), seed=7)
    return Document(net, X, np.array([[0.0], [1.0], [1.0], [0.0]]), eta=0.5)


def at(number, document=None):
    session = Session.start(document or begun())
    session = update(session, train(session.document, 30).action("train"))
    return update(session, actions.Seek(1, number))


def changes(session):
    frame = frame_of(session)
    return [change_of(flag, frame.names, Look(point=",")) for flag in flags_of(session.document)]


def names(session):
    frame, known = frame_of(session), RunNames()
    documents = (session.document, *(ghost.document for ghost in session.document.ghosts))
    return [known.of(document, frame, Look()) for document in documents]


def cut(session):
    return actions.SetSettings({"network": session.document.network.with_cut([W23])}, "cut")


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ({"eta": 0.05}, "set η to 0,05"),
        ({"batch": 2}, "set the batch to 2"),
        ({"optimizer": "adam"}, "chose the optimiser Adam"),
        ({"optimizer": "momentum(0.8)"}, "chose the optimiser momentum (0,8)"),
        ({"cost": "bce"}, "chose the cost cross-entropy"),
        ({"l2": 0.1}, "set the penalty l2 to 0,1"),
        ({"schedule": "cosine(100)"}, "set the schedule of η to cosine (100)"),
        ({"seed": 12345}, "set the seed to 12345"),
        ({"test": np.array([0])}, "changed the data"),
        ({"shuffle": "none"}, "took the samples as they stand"),
    ],
)
def test_a_setting_is_told_with_what_it_became(settings, said):
    assert said in changes(update(at(10), actions.SetSettings(settings, "x")))


def test_one_weight_is_named_and_many_are_counted():
    session = at(10)
    assert changes(update(session, actions.SetParameter(W23, 0.9, "x"))) == ["set w⁽²⁾₁₂ to 0,9"]
    names_, look = frame_of(session).names, Look()
    refs = tuple(Ref("W", 1, (j, k)) for j in range(3) for k in range(2))
    assert change_of(Flag(3, "weights", refs=refs), names_, look) == "changed 6 weights"
    assert (
        change_of(Flag(3, "weights", refs=(*refs, Ref("b", 1, (0,)))), names_, look) == "changed the weights"
    )
    assert change_of(Flag(3, "cut", (), ("w[2][1,2]",), (W23,)), names_, look) == "cut w⁽²⁾₁₂"
    assert change_of(Flag(3, "cut", ("w[2][1,2]",), (), (W23,)), names_, look) == "restored w⁽²⁾₁₂"
    assert change_of(Flag(3, "locked", (), ("w[2][1,2]",), (W23,)), names_, look) == "locked w⁽²⁾₁₂"


def test_every_kind_of_change_has_words():
    from engine.session.runs import TOLD
    from gui.run_words import _ADDED, _SETTINGS

    assert {*TOLD, "data"} == {*_SETTINGS, *_ADDED}


@pytest.mark.parametrize("update_", [0, 12])
def test_a_run_without_a_name_is_told_by_what_parted_it(update_):
    assert names(update(at(update_), actions.SetEta(0.05, "η"))) == ["this run", "before you changed η"]
    changed = update(at(update_), actions.SetParameter(W23, 0.9, "x"))
    assert names(changed) == ["this run", "before you set w⁽²⁾₁₂"]


def test_a_name_that_was_given_comes_first():
    session = update(at(5), actions.SetEta(0.05, "η"))
    session = update(session, actions.NameRun(1, "fast", "name"))
    assert names(update(session, actions.NameRun(2, "slow", "name"))) == ["slow", "fast"]


def test_a_copy_is_told_by_how_far_it_came():
    assert names(update(at(5), actions.KeepRun("copy"))) == ["this run", "kept at update 30"]


def test_a_run_that_was_not_gone_on_from_has_its_number():
    session = update(at(5), actions.SetEta(0.05, "η"))
    session = update(session, train(session.document, 3).action("train"))
    session = update(update(session, actions.Seek(1, 7)), actions.SetEta(0.2, "η"))
    assert names(session) == ["this run", "before you changed η", "before you changed η"]
    session = update(session, actions.DeleteRun(2, "delete"))
    assert names(session) == ["this run", "before you changed η"]
    other = update(at(5), actions.Reroll(5, "re-roll"))
    assert names(other)[0] == "this run"
    assert names(other)[1].startswith("before you ")


def test_a_name_is_the_same_once_saved_and_opened():
    """Also where only other rows are kept for testing: what is told is told by values."""
    session = update(at(0), actions.SetSettings({"test": np.array([0])}, "keep a row"))
    session = update(session, actions.SetSettings({"test": np.array([1])}, "keep another"))
    opened, _ = parse(to_text(session.document))
    assert names(Session.start(opened)) == names(session)
    assert names(session)[1] == "before you changed the data"


def test_what_is_remembered_of_a_run_follows_how_the_next_one_begins():
    known, first = RunNames(), update(at(0), actions.SetEta(0.05, "η"))
    ghost = first.document.ghosts[0].document
    assert known.of(ghost, frame_of(first), Look()) == "before you changed η"
    again = replace(first.document, eta=ghost.eta, seed=5)
    assert known.of(ghost, frame_of(Session.start(again)), Look()) == "before you changed the seed"


def test_what_is_remembered_is_forgotten_with_the_runs():
    known = RunNames()
    session = update(at(5), actions.SetEta(0.05, "η"))
    for document in (session.document.ghosts[0].document,):
        known.of(document, frame_of(session), Look())
    assert len(known._parted) == 1
    again = update(update(at(6), actions.SetEta(0.1, "η")), actions.NameRun(2, "x", "x"))
    known.of(again.document.ghosts[0].document, frame_of(again), Look())
    assert [kept[0] for kept in known._parted.values()] == [again.document.ghosts[0].document]
