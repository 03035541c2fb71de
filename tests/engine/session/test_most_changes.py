"""What undo holds is bounded: in number, and in what could have been made again before a change."""

from __future__ import annotations

from engine import Ref, Session, actions, update
from engine.session import changes
from engine.session.document import two_nodes

WEIGHT = Ref("W", 1, (0, 0))


def changed(session: Session, value: float) -> Session:
    return update(session, actions.SetParameter(WEIGHT, value, "set w"))


def test_the_oldest_changes_are_forgotten(monkeypatch):
    monkeypatch.setattr(changes, "MOST_CHANGES", 5)
    session = Session.start(two_nodes())
    for value in range(1, 9):
        session = changed(session, float(value))
    assert len(session.history.past) == 5
    for _ in range(9):
        session = update(session, actions.Undo())
    assert session.document.network.W[1][0, 0] == 3.0


def test_what_an_earlier_change_dropped_is_let_go():
    session = changed(changed(Session.start(two_nodes()), 1.0), 2.0)
    session = changed(update(session, actions.Undo()), 3.0)
    assert session.history.past[-1].dropped
    session = changed(session, 4.0)
    assert not any(entry.dropped for entry in session.history.past)
