"""Undo for any value: past, present, future. No inverse is ever written by hand."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True, eq=False)
class Entry(Generic[T]):
    """A state that can be returned to, and the name of the change that left it."""

    state: T
    label: str
    group: str | None


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

    def record(self, state: T, label: str, group: str | None = None) -> History[T]:
        """Make `state` the present.

        Consecutive changes of one `group` are one undo: all pixels of a drag. A change to the same
        value is none.
        """
        if state is self.present:
            return self
        if group is not None and self.past and self.past[-1].group == group and not self.future:
            return History(state, self.past)
        return History(state, (*self.past, Entry(self.present, label, group)))

    def undo(self) -> History[T]:
        """Go back one entry; the same history where there is none."""
        if not self.past:
            return self
        last = self.past[-1]
        undone = Entry(self.present, last.label, last.group)
        return History(last.state, self.past[:-1], (*self.future, undone))

    def redo(self) -> History[T]:
        """Take back one undo; the same history where there is none."""
        if not self.future:
            return self
        last = self.future[-1]
        return History(last.state, (*self.past, Entry(self.present, last.label, None)), self.future[:-1])

    @property
    def undo_label(self) -> str:
        """Name of the change that undo would take back; empty where there is none."""
        return self.past[-1].label if self.past else ""

    @property
    def redo_label(self) -> str:
        """Name of the change that redo would make again; empty where there is none."""
        return self.future[-1].label if self.future else ""
