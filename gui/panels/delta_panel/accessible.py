"""A painted part of the panel for those who hear it: its text, and its spots as buttons."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import cast

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtWidgets import QWidget

from gui.accessible import Key, Role, Told, describe
from gui.panels.delta_panel.drawing import Drawing

__all__ = ["SpotTree"]


class SpotTree:
    """The spots of a drawing by their numbers.

    Parameters
    ----------
    part : QWidget
    drawing : callable
        Returns what is painted.
    here : callable
        Returns the number of the spot that is pointed at.
    """

    def __init__(self, part: QWidget, drawing: Callable[[], Drawing], here: Callable[[], int | None]) -> None:
        self._drawing, self._here = drawing, here
        describe(part)

    def children(self, at: Key | None) -> Sequence[int]:
        """List the spots."""
        return range(len(self._drawing().spots)) if at is None else ()

    def parent(self, at: Key) -> Key | None:
        """Return nothing: all spots are parts of the widget."""

    def told(self, at: Key | None) -> Told:
        """Say what a spot stands for, and all texts that are painted in it."""
        if at is None or not self.holds(at):
            whole = " ".join(label.text for label in self._drawing().labels)
            return Told("", Role.Grouping, QRectF(), value=whole)
        spot = self._drawing().spots[cast("int", at)]
        inside = " ".join(
            label.text for label in self._drawing().labels if spot.rect.contains(label.rect.center())
        )
        role = Role.StaticText if spot.action is None else Role.Button
        return Told(spot.said or inside, role, spot.rect, value=inside if spot.said else "")

    def holds(self, at: Key) -> bool:
        """Say whether there are so many spots."""
        return cast("int", at) < len(self._drawing().spots)

    def focus(self) -> int | None:
        """Return the spot that is pointed at."""
        return self._here()

    def at(self, point: QPointF) -> int | None:
        """Return the spot at a point."""
        found = (i for i, spot in enumerate(self._drawing().spots) if spot.rect.contains(point))
        return next(found, None)

    def set_number(self, at: Key, number: float) -> None:
        """Do nothing: a spot has no number to change."""
