"""Runs that edits leave behind: when one is kept, how often, and what of it."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from engine import Ref, Session, actions, frame_of, update
from engine.session.codec import parse, to_text
from engine.session.document import MOST_GHOSTS, same_document, two_nodes
from engine.session.replay import network_at
from engine.session.training import train

W2 = Ref("W", 2, (0, 0))


def did(session: Session, *steps: actions.Action) -> Session:
    for action in steps:
        session = update(session, action)
    return session


def trained(session: Session, updates: int) -> Session:
    return update(session, train(session.document, updates).action("Train"))


def numbers(session: Session) -> list[int]:
    return [number for number, _ in frame_of(session).ghosts]


CHANGES = {
    "w": actions.SetParameter(W2, -0.8, "x"),
    "x": actions.SetData(Ref("x", 0, (0,)), 1.0, "x"),
    "eta": actions.SetEta(0.5, "x"),
    "reset": actions.Reset("x"),
    "re-roll": actions.Reroll(3, "x"),
}
each_change = pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)


@each_change
def test_the_old_run_stays_as_it_was(change):
    before = did(trained(Session.start(two_nodes()), 20), actions.Seek(9, 7))
    after = update(before, change)
    (ghost,) = after.document.ghosts
    assert (ghost.number, ghost.document.run, after.document.run, frame_of(after).run) == (1, 1, 2, 2)
    assert same_document(ghost.document, before.document)
    assert frame_of(after).ghosts[0][1].tolist() == frame_of(before).curve.tolist()
    assert np.shares_memory(ghost.document.log.curve(), before.document.log.curve())
    undone = update(after, actions.Undo())
    assert (undone.document.ghosts, undone.document.run) == ((), 1)


@each_change
def test_where_nothing_lies_beyond_nothing_is_left_behind(change):
    for start in (Session.start(two_nodes()), did(Session.start(two_nodes()), actions.Seek(9))):
        after = update(start, change)
        assert (after.document.ghosts, after.document.run) == ((), 1)


@pytest.mark.parametrize("name", ["w", "x", "eta"])
def test_at_the_end_of_a_run_nothing_is_left_behind(name):
    end = did(trained(Session.start(two_nodes()), 20), actions.Seek(9, 20))
    after = update(end, CHANGES[name])
    assert (after.document.ghosts, after.document.run) == ((), 1)
    assert after.document.log.updates == 20
    one_before = did(end, actions.Seek(9, 19), CHANGES[name])
    assert numbers(one_before) == [1]


@pytest.mark.parametrize("name", ["w", "x", "eta"])
def test_what_was_seen_of_an_untrained_run_is_left_behind_too(name):
    walked = did(Session.start(two_nodes()), actions.Seek(22, 5), actions.Seek(1, 2))
    after = update(walked, CHANGES[name])
    assert [curve.size for _, curve in frame_of(after).ghosts] == [7]
    assert frame_of(after).ghosts[0][1].tolist() == frame_of(walked).curve.tolist()
    there = did(Session.start(two_nodes()), actions.Seek(1, 5), CHANGES[name])
    assert numbers(there) == []
    assert there.document.log.curve().size == 5


@pytest.mark.parametrize("walked", [True, False])
def test_a_whole_drag_leaves_one_ghost(walked):
    session = Session.start(two_nodes())
    session = did(session, actions.Seek(22, 9)) if walked else trained(session, 9)
    session = did(session, actions.Seek(3, 4))
    whole = frame_of(session).curve.tolist()
    for number in range(30):
        session = update(session, actions.SetParameter(W2, 0.7 - number / 100, "drag", "g"))
        assert (numbers(session), session.document.run) == ([1], 2)
        assert frame_of(session).ghosts[0][1].tolist() == whole
    assert did(session, actions.Cancel("g")).document.ghosts == ()
    session = update(session, actions.SetParameter(W2, 0.1, "drag", "h"))
    assert numbers(session) == [1]


def test_the_oldest_goes_when_there_are_too_many_and_no_number_comes_again():
    session, runs = Session.start(two_nodes()), [1]
    for number in range(10):
        session = did(trained(session, 12), actions.Seek(1, 3), actions.SetEta(0.9 - number / 20, "rate"))
        runs.append(session.document.run)
    assert runs == list(range(1, 12))
    assert numbers(session) == runs[-MOST_GHOSTS - 1 : -1]
    assert all(ghost.document.ghosts == () for ghost in session.document.ghosts)
    assert same_document(parse(to_text(session.document))[0], session.document)
    for number in reversed(runs[:-1]):
        session = did(session, actions.Undo())
        assert session.document.run == number
        session = did(session, actions.Undo())


def test_runs_after_undo_have_numbers_of_their_own():
    session = did(trained(Session.start(two_nodes()), 12), actions.Seek(1, 3))
    first = did(session, actions.SetEta(0.5, "rate"), actions.Undo(), actions.SetEta(0.25, "rate"))
    assert (numbers(first), first.document.run) == ([1], 2)
    second = did(trained(first, 9), actions.Seek(1, 1), actions.SetEta(0.1, "rate"))
    assert (numbers(second), second.document.run) == ([1, 2], 3)


def test_a_run_that_was_left_behind_could_be_gone_on_with():
    before = did(trained(Session.start(two_nodes()), 130), actions.Seek(1, 50), actions.SetEta(0.3, "rate"))
    before = did(trained(before, 100), actions.Seek(1, 60))
    after = update(before, actions.SetParameter(W2, 0.0, "w"))
    for document in (after.document, parse(to_text(after.document))[0]):
        ghost = document.ghosts[-1].document
        for n in (0, 49, 50, 51, 99, 100, 120, 149, 150):
            assert (
                network_at(ghost, n).to_vector().tolist()
                == network_at(before.document, n).to_vector().tolist()
            )
        further = trained(Session.start(ghost), 5).document
        assert further.log.curve().tolist() == trained(before, 5).document.log.curve().tolist()


def test_opening_another_document_leaves_the_ghosts_to_it():
    session = did(trained(Session.start(two_nodes()), 12), actions.Seek(1, 3), actions.SetEta(0.5, "rate"))
    other = replace(two_nodes(), run=7)
    assert numbers(did(session, actions.Open(other))) == []
    assert frame_of(did(session, actions.Open(other))).run == 7
    assert numbers(did(Session.start(), actions.Open(session.document))) == [1]
