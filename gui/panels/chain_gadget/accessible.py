"""The board for those who hear it: its spots, those of x and of the wiggle as numbers that can be set."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import cast

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtWidgets import QWidget

from gui.accessible import Key, Role, Told, describe
from gui.panels.chain_gadget.drawing import Spot
from gui.panels.chain_gadget.words import aloud_or_unknown

__all__ = ["SpotTree"]


class SpotTree:
    """The spots by their numbers, in the order of the eye.

    Parameters
    ----------
    board : QWidget
    spots : callable
        Returns what can be pointed at.
    here : callable
        Returns the number of the spot that is pointed at.
    change : callable
        Sets the number of a path.
    """

    def __init__(
        self,
        board: QWidget,
        spots: Callable[[], Sequence[Spot]],
        here: Callable[[], int | None],
        change: Callable[[str, float], None],
    ) -> None:
        self._spots, self._here, self._change = spots, here, change
        describe(board)

    def children(self, at: Key | None) -> Sequence[int]:
        """List the spots."""
        return range(len(self._spots())) if at is None else ()

    def parent(self, at: Key) -> Key | None:
        """Return nothing: all spots are parts of the board."""

    def told(self, at: Key | None) -> Told:
        """Say what a spot is, and its number."""
        if at is None or not self.holds(at):
            return Told("", Role.Grouping, QRectF())
        spot = self._spots()[cast("int", at)]
        role = Role.StaticText if spot.number is None else Role.SpinBox
        value = aloud_or_unknown(spot.value) if spot.value else ""
        return Told(spot.name, role, spot.rect, value, spot.number, help=spot.help)

    def holds(self, at: Key) -> bool:
        """Say whether there are so many spots."""
        return cast("int", at) < len(self._spots())

    def focus(self) -> int | None:
        """Return the spot that is pointed at."""
        return self._here()

    def at(self, point: QPointF) -> int | None:
        """Return the spot at a point, the topmost."""
        hits = [i for i, spot in enumerate(self._spots()) if spot.rect.contains(point)]
        return hits[-1] if hits else None

    def set_number(self, at: Key, number: float) -> None:
        """Set x, or the wiggle."""
        if self.holds(at) and self._spots()[cast("int", at)].number is not None:
            self._change(self._spots()[cast("int", at)].path, number)
