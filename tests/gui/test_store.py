"""The store: one door, and it says what came of it."""

from __future__ import annotations

from engine.nn.types import Ref
from engine.session import actions as act
from engine.session.session import Session
from gui.store import Store


def heard(store: Store) -> list[tuple[str, object]]:
    said: list[tuple[str, object]] = []
    store.changed.connect(lambda old, new: said.append(("changed", (old, new))))
    store.dispatched.connect(lambda action: said.append(("dispatched", action)))
    store.refused.connect(lambda sentence: said.append(("refused", sentence)))
    return said


def test_an_action_changes_the_session_and_says_so(qapp):
    store = Store(Session.start())
    before, said = store.session, heard(store)
    store.dispatch(act.Step(1))
    assert store.session.playhead.step == 2
    assert said == [("changed", (before, store.session)), ("dispatched", act.Step(1))]


def test_an_action_that_changes_nothing_is_not_called_a_change(qapp):
    store = Store(Session.start())
    said = heard(store)
    store.dispatch(act.Step(-1))
    assert said == [("dispatched", act.Step(-1))]


def test_a_value_that_cannot_be_taken_is_refused_in_a_sentence(qapp):
    store = Store(Session.start())
    before, said = store.session, heard(store)
    store.dispatch(act.SetParameter(Ref("W", 2, (0, 0)), float("nan"), "set w₂"))
    assert store.session is before
    assert said == [("refused", "a weight or bias must be a finite number, not nan")]
