"""Undo and redo as a table: what was done, and what is left to undo and to redo."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.session.history import History, Place


def played(script: str) -> History[str]:
    """Run a script: `a` records "a", `a:g` in the group g, `~g` gives g up, `<` undoes, `>` does again."""
    history = History("")
    for word in script.split():
        if word == "<":
            history = history.undo()
        elif word == ">":
            history = history.redo()
        elif word.startswith("~"):
            history = history.cancelled(word[1:])
        else:
            state, _, group = word.partition(":")
            history = history.record(state, f"set {state}", group or None)
    return history


@pytest.mark.parametrize(
    ("script", "present", "past", "future"),
    [
        ("", "", "", ""),
        ("<", "", "", ""),
        (">", "", "", ""),
        ("a", "a", "set a", ""),
        ("a b", "b", "set a, set b", ""),
        ("a b <", "a", "set a", "set b"),
        ("a b < <", "", "", "set b, set a"),
        ("a b < < <", "", "", "set b, set a"),
        ("a b < < >", "a", "set a", "set b"),
        ("a b < < > > >", "b", "set a, set b", ""),
        ("a b < c", "c", "set a, set c", ""),
        ("a b < c >", "c", "set a, set c", ""),
        # One drag is one undo, named by how far it came, and goes back to where it began.
        ("a:g b:g c:g", "c", "set c", ""),
        ("a:g b:g c:g <", "", "", "set c"),
        ("a:g b:g c:g < >", "c", "set c", ""),
        ("a:g b:h", "b", "set a, set b", ""),
        ("a:g x b:g", "b", "set a, set x, set b", ""),
        ("x a:g b:g <", "x", "set x", "set b"),
        # The next drag of the same handle after undo or redo is one of its own.
        ("a:g < > b:g <", "a", "set a", "set b"),
        ("a:g b:g < c:g", "c", "set c", ""),
        ("x a:g < b:g <", "x", "set x", "set b"),
        ("a:g b c < d:g", "d", "set a, set b, set d", ""),
        ("a:g b < c:g", "c", "set a, set c", ""),
        # What is given up was never there, and what could be done again still can.
        ("a:g ~g", "", "", ""),
        ("x a:g b:g ~g", "x", "set x", ""),
        ("x y < a:g b:g ~g", "x", "set x", "set y"),
        ("x y < < a:g b:g ~g", "", "", "set y, set x"),
        ("x y < a:g b:g ~g >", "y", "set x, set y", ""),
        ("x y < a:g b:g", "b", "set x, set b", ""),
        ("x a:g ~g b:g", "b", "set x, set b", ""),
        ("x y < a:g ~g b:g <", "x", "set x", "set b"),
        # Only the gesture that is under way can be given up.
        ("~g", "", "", ""),
        ("a ~g", "a", "set a", ""),
        ("a:h ~g", "a", "set a", ""),
        ("a:g b ~g", "b", "set a, set b", ""),
        ("a:g < ~g", "", "", "set a"),
        ("a:g < > ~g", "a", "set a", ""),
        ("x y < a:g < ~g", "x", "set x", "set a"),
    ],
)
def test_history(script, present, past, future):
    history = played(script)
    assert history.present == present
    assert ", ".join(entry.label for entry in history.past) == past
    assert ", ".join(entry.label for entry in history.future) == future
    assert history.undo_label == past.rpartition(", ")[2]
    assert history.redo_label == future.rpartition(", ")[2]


def test_the_same_state_is_no_change():
    history = played("a b <")
    assert history.record(history.present, "again") is history
    first = History("")
    assert first.undo() is first
    assert first.redo() is first


def test_a_group_that_is_back_where_it_began_is_none():
    history = played("x y <")
    moved = history.record("a", "drag", "g", Place(3, 7))
    assert moved.record(moved.before("g"), "drag", "g").past == history.past
    assert moved.record(moved.before("g"), "drag", "g").future == history.future
    assert moved.record(moved.before("g"), "put", "other").undo_label == "put"


def test_before_and_continues():
    history = played("x a:g b:g")
    assert (history.continues("g"), history.before("g")) == (True, "x")
    for group in ("h", None):
        assert (history.continues(group), history.before(group)) == (False, "b")
    for script in ("x a:g y", "x a:g <", "x", ""):
        later = played(script)
        assert not later.continues("g")
        assert later.before("g") is later.present


def test_each_entry_knows_where_its_state_was_left():
    first, inside, last, undone, redone = (Place(n, 7, 9) for n in range(5))
    history = History("").record("a", "a", "g", first).record("b", "b", "g", inside)
    history = history.record("c", "c", None, last, moves=True)
    assert [(entry.place, entry.moves) for entry in history.past] == [(first, False), (last, True)]
    back = history.undo(undone)
    assert [(entry.place, entry.moves) for entry in back.future] == [(undone, True)]
    assert [(entry.place, entry.moves) for entry in back.redo(redone).past] == [
        (first, False),
        (redone, True),
    ]


@given(st.lists(st.sampled_from(["a", "b", "c:g", "d:g", "e:h", "<", ">"]), max_size=20))
def test_undo_and_redo_are_inverse(words):
    history = played(" ".join(words))
    if history.past:
        assert history.undo().redo().present is history.present
        assert len(history.undo().past) == len(history.past) - 1
    if history.future:
        assert history.redo().undo().present is history.present
    states = [history.present]
    while history.past:
        history = history.undo()
        states.append(history.present)
    assert history.present == ""
    for state in reversed(states):
        assert history.present is state
        history = history.redo()
