"""A painted widget whose parts stand one after the other: tiles, columns, bars."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import cast

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtWidgets import QWidget

from gui.accessible.homes import describe
from gui.accessible.tree import Key, Role, Told

__all__ = ["Listed"]


class Listed:
    """The parts by their numbers, from 0.

    Parameters
    ----------
    widget : QWidget
    role : Role
        Of the widget.
    tell : callable
        Says what a part is.
    count : callable
        Returns how many parts there are.
    here : callable
        Returns the part that the keyboard is on, or None.
    part_at : callable
        Returns the part at a point, px, or None.
    """

    def __init__(
        self,
        widget: QWidget,
        role: Role,
        tell: Callable[[int], Told],
        count: Callable[[], int],
        here: Callable[[], int | None],
        part_at: Callable[[QPointF], int | None],
    ) -> None:
        self._whole = Told("", role, QRectF())
        self._tell, self._count, self._here, self._part_at = tell, count, here, part_at
        describe(widget)

    def children(self, at: Key | None) -> Sequence[int]:
        """List the parts."""
        return range(self._count()) if at is None else ()

    def parent(self, at: Key) -> Key | None:
        """Return nothing: all are parts of the widget."""

    def told(self, at: Key | None) -> Told:
        """Say what a part is."""
        return self._whole if at is None or not self.holds(at) else self._tell(cast("int", at))

    def holds(self, at: Key) -> bool:
        """Say whether there are so many parts."""
        return 0 <= cast("int", at) < self._count()

    def focus(self) -> int | None:
        """Return the part that the keyboard is on."""
        return self._here()

    def at(self, point: QPointF) -> int | None:
        """Return the part at a point."""
        return self._part_at(point)

    def set_number(self, at: Key, number: float) -> None:
        """Do nothing: no part has a number to change."""
