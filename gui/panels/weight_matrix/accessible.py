"""The grid for those who hear it: its cells as numbers that can be set."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import cast

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtWidgets import QWidget

from engine.session.actions import Action
from gui.accessible import Key, Role, Told, describe
from gui.hands.targets import new_group, target_of
from gui.look import Look
from gui.panels.weight_matrix.contents import Contents
from gui.panels.weight_matrix.grid import Grid, Spot
from gui.quantities import quantity
from gui.words import aloud

__all__ = ["CellTree"]

_MOST = 2000
"""So many cells are told one by one; of a larger layer only the one that the keyboard is on."""


class CellTree:
    """The cells, row by row.

    Parameters
    ----------
    widget : QWidget
    contents, grid, look, here : callable
        Return what is shown, where, how numbers are written, and where the keyboard is.
    change : callable
        Carries out an action.
    """

    def __init__(
        self,
        widget: QWidget,
        contents: Callable[[], Contents | None],
        grid: Callable[[], Grid],
        look: Callable[[], Look],
        here: Callable[[], Spot | None],
        change: Callable[[Action], None],
    ) -> None:
        self._contents, self._grid, self._look, self._here = contents, grid, look, here
        self._change = change
        describe(widget)

    def children(self, at: Key | None) -> Sequence[Spot]:
        """List the cells."""
        shown, here = self._contents(), self._here()
        if at is not None or shown is None:
            return ()
        if shown.rows * shown.columns > _MOST:
            return () if here is None or here.part != "cell" else (here,)
        return [Spot("cell", j, k) for j in range(shown.rows) for k in range(shown.columns)]

    def parent(self, at: Key) -> Key | None:
        """Return nothing: all cells are parts of the widget."""

    def told(self, at: Key | None) -> Told:
        """Say what a cell is, and its number."""
        shown, spot = self._contents(), cast("Spot", at)
        if at is None or shown is None or not self.holds(at):
            return Told("", Role.Table, QRectF())
        ref = shown.parameter(spot)
        target = target_of(ref, shown.frame) if shown.face == "W" else None
        return Told(
            name=", ".join(filter(None, (quantity(ref, shown.frame.names), shown.state(spot)))),
            role=Role.Cell if target is None else Role.SpinBox,
            box=self._grid().box(spot),
            value=aloud(self._look().number(shown.number(spot))),
            number=None if target is None else target.value,
            help=shown.name(spot),
            selected=shown.frame.selected == ref,
        )

    def holds(self, at: Key) -> bool:
        """Say whether the layer has such a cell."""
        shown, spot = self._contents(), cast("Spot", at)
        return shown is not None and spot.row < shown.rows and spot.column < shown.columns

    def focus(self) -> Spot | None:
        """Return where the keyboard is."""
        here = self._here()
        return here if here is not None and here.part == "cell" else None

    def at(self, point: QPointF) -> Spot | None:
        """Return the cell at a point."""
        spot = None if self._contents() is None else self._grid().at(point)
        return spot if spot is not None and spot.part == "cell" else None

    def set_number(self, at: Key, number: float) -> None:
        """Set a weight or a bias."""
        shown = self._contents()
        if shown is None or shown.face != "W" or not self.holds(at):
            return
        target = target_of(shown.parameter(cast("Spot", at)), shown.frame)
        if target is not None and not target.refusal(number):
            self._change(target.action(number, new_group()))
