"""What is kept is bounded: undo forgets the oldest change first, and a run has only so many stages."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from engine import Ref, Session, actions, update
from engine.session import changes, edits
from engine.session.document import bytes_beside, two_nodes
from engine.session.training import train

W2 = Ref("W", 2, (0, 0))


def trained(session, updates=200):
    return update(session, train(session.document, updates).action("train", follow=True))


def test_what_documents_share_is_counted_once():
    session = trained(Session.start(two_nodes()))
    document = session.document
    taken = bytes_beside(two_nodes(), [document])
    assert 201 * 8 < taken < 5000
    there = update(session, actions.Seek(3, 150))
    edited = update(there, actions.SetParameter(W2, 0.1, "set")).document
    assert bytes_beside(document, [edited, document, document]) == 0
    assert bytes_beside(two_nodes(), [edited, document]) == taken
    changed = update(there, actions.SetData(Ref("x", 0, (0,)), 0.1, "set")).document
    assert bytes_beside(document, [changed]) == changed.log.stages[0].setup.X.nbytes


def test_data_of_documents_count_too():
    document = replace(two_nodes(), X=np.ones((1000, 1)), Y=np.ones((1000, 1)))
    assert bytes_beside(document, [replace(document, eta=0.5)]) == 0
    assert bytes_beside(two_nodes(), [document]) == 16_000
    other = update(Session.start(document), actions.SetData(Ref("y", 2, (0,), 3), 0.5, "set")).document
    assert bytes_beside(document, [other]) == 8000


def test_undo_forgets_the_oldest_changes_where_runs_take_too_much_memory(monkeypatch):
    session = trained(Session.start(two_nodes()))
    monkeypatch.setattr(changes, "MOST_MEMORY", 3 * bytes_beside(two_nodes(), [session.document]))
    for seed in range(10):
        session = trained(update(session, actions.Reroll(seed, f"re-roll {seed}")))
    labels = [entry.label for entry in session.history.past]
    assert 0 < len(labels) < 10
    assert labels[-2:] == ["re-roll 9", "train"]
    undone = update(update(session, actions.Undo()), actions.Undo())
    assert undone.document.seed == 8


def test_edits_share_their_past_so_that_many_can_be_undone(monkeypatch):
    session = update(trained(Session.start(two_nodes())), actions.Seek(3, 150))
    monkeypatch.setattr(changes, "MOST_MEMORY", 3 * bytes_beside(two_nodes(), [session.document]))
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
