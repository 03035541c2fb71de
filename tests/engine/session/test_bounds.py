"""What is kept is bounded: undo forgets the oldest change first, and a run has only so many stages."""

from __future__ import annotations

import pytest

from engine import Ref, Session, actions, update
from engine.session import changes, edits
from engine.session.document import two_nodes
from engine.session.runlog import memory_of
from engine.session.trainer import train

W2 = Ref("W", 2, (0, 0))


def trained(session, updates=200):
    return update(session, train(session.document, updates).action("train", follow=True))


def test_logs_that_share_memory_are_counted_once():
    session = trained(Session.start(two_nodes()))
    once = memory_of([session.document.log])
    assert once >= 201 * 8
    edited = update(update(session, actions.Seek(3, 150)), actions.SetParameter(W2, 0.1, "set"))
    assert memory_of([session.document.log, edited.document.log]) == once


def test_undo_forgets_the_oldest_changes_where_runs_take_too_much_memory(monkeypatch):
    session = trained(Session.start(two_nodes()))
    monkeypatch.setattr(changes, "MOST_MEMORY", 3 * memory_of([session.document.log]))
    for seed in range(10):
        session = trained(update(session, actions.Reroll(seed, f"re-roll {seed}")))
    labels = [entry.label for entry in session.history.past]
    assert 0 < len(labels) < 10
    assert labels[-2:] == ["re-roll 9", "train"]
    undone = update(update(session, actions.Undo()), actions.Undo())
    assert undone.document.seed == 8


def test_edits_share_their_past_so_that_many_can_be_undone(monkeypatch):
    session = update(trained(Session.start(two_nodes())), actions.Seek(3, 150))
    monkeypatch.setattr(changes, "MOST_MEMORY", 3 * memory_of([session.document.log]))
    for n in range(50):
        session = update(session, actions.SetParameter(W2, n / 100, f"set {n}"))
    assert len(session.history.past) == 51


def test_a_run_is_changed_at_so_many_updates_at_most(monkeypatch):
    monkeypatch.setattr(edits, "MOST_STAGES", 3)
    session = trained(Session.start(two_nodes()))
    for n in (10, 20, 30):
        session = trained(update(update(session, actions.Seek(3, n)), actions.SetEta(n / 7, "rate")))
    there = update(session, actions.Seek(3, 40))
    with pytest.raises(ValueError, match="one run can be changed at 3 updates"):
        update(there, actions.SetEta(0.3, "rate"))
    assert update(update(there, actions.Seek(3, 15)), actions.SetEta(0.3, "rate")).document.log.updates == 15
