"""Undo for any value: past, present, future. No inverse is ever written by hand."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Generic, TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Place:
    """Where in time somebody stands.

    Attributes
    ----------
    update, step : int
    seen : int
        How much of the state had been looked at.
    """

    update: int = 0
    step: int = 1
    seen: int = 0


@dataclass(frozen=True, slots=True, eq=False)
class Entry(Generic[T]):
    """A state that can be returned to, and the change that left it.

    Attributes
    ----------
    state : T
    label : str
        Name of the change.
    group : str or None
        What it is part of.
    place : Place
        Where the user stood when the state was left.
    moves : bool
        The change took the user along: back and forth in the history goes there and back.
    dropped : tuple of Entry
        What could have been done again before it.
    """

    state: T
    label: str
    group: str | None
    place: Place = field(default_factory=Place)
    moves: bool = False
    dropped: tuple[Entry[T], ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class History(Generic[T]):
    """The present state with what came before it and what was undone.

    Attributes
    ----------
    present : T
    past, future : tuple of Entry
        Nearest last.
    """

    present: T
    past: tuple[Entry[T], ...] = ()
    future: tuple[Entry[T], ...] = ()

    def record(
        self,
        state: T,
        label: str,
        group: str | None = None,
        place: Place | None = None,
        *,
        moves: bool = False,
    ) -> History[T]:
        """Make `state` the present.

        Consecutive changes of one `group` are one undo, named by the last of them: all pixels of a drag.
        A change to the same value is none, and a drag back to where it began is none either.
        """
        if state is self.present:
            return self
        if group is not None and self.continues(group):
            if state is self.before(group):
                return self.cancelled(group)
            return History(state, (*self.past[:-1], replace(self.past[-1], label=label)))
        entry = Entry(self.present, label, group, place or Place(), moves, self.future)
        return History(state, (*_settled(self.past), entry))

    def shortened(self) -> History[T]:
        """Forget the oldest entry."""
        return History(self.present, self.past[1:], self.future)

    def continues(self, group: str | None) -> bool:
        """Say whether a change of a group belongs to the last one."""
        return group is not None and bool(self.past) and self.past[-1].group == group and not self.future

    def before(self, group: str | None) -> T:
        """Return the state that a group of changes began with: the present one where it is new."""
        return self.past[-1].state if self.continues(group) else self.present

    def cancelled(self, group: str) -> History[T]:
        """Take a group of changes back as though they had never been made."""
        if not self.continues(group):
            return self
        last = self.past[-1]
        return History(last.state, self.past[:-1], last.dropped)

    def undo(self, place: Place | None = None) -> History[T]:
        """Go back one entry; the same history where there is none. `place` is in the present state."""
        if not self.past:
            return self
        last = self.past[-1]
        undone = Entry(self.present, last.label, last.group, place or Place(), last.moves)
        return History(last.state, self.past[:-1], (*self.future, undone))

    def redo(self, place: Place | None = None) -> History[T]:
        """Take back one undo; the same history where there is none. `place` is in the present state."""
        if not self.future:
            return self
        last = self.future[-1]
        done = Entry(self.present, last.label, None, place or Place(), last.moves)
        return History(last.state, (*self.past, done), self.future[:-1])

    @property
    def undo_label(self) -> str:
        """Name of the change that undo would take back; empty where there is none."""
        return self.past[-1].label if self.past else ""

    @property
    def redo_label(self) -> str:
        """Name of the change that redo would make again; empty where there is none."""
        return self.future[-1].label if self.future else ""


def _settled(past: tuple[Entry[T], ...]) -> tuple[Entry[T], ...]:
    """Let the last entry forget what could have been made again before it: nothing takes it back any more."""
    if not past or not past[-1].dropped:
        return past
    return (*past[:-1], replace(past[-1], dropped=()))
