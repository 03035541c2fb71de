"""The tiles for those who hear them: a list of data sets, the one in use selected."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import cast

from PySide6.QtCore import QPointF, QRectF

from gui.accessible import Key, Role, Told

__all__ = ["TileTree"]


class TileTree:
    """The numbers of the tiles, from 0.

    Parameters
    ----------
    tell : callable
        Says what a tile is.
    count : callable
        Returns how many tiles there are.
    here : callable
        Returns the tile that the keyboard is on.
    tile_at : callable
        Returns the tile at a point, px, or None.
    """

    def __init__(
        self,
        tell: Callable[[int], Told],
        count: Callable[[], int],
        here: Callable[[], int],
        tile_at: Callable[[QPointF], int | None],
    ) -> None:
        self._tell, self._count, self._here, self._tile_at = tell, count, here, tile_at

    def children(self, at: Key | None) -> Sequence[int]:
        """List the tiles."""
        return range(self._count()) if at is None else ()

    def parent(self, at: Key) -> Key | None:
        """Return nothing: all tiles are parts of the grid."""

    def told(self, at: Key | None) -> Told:
        """Say which data set a tile shows, and what that is about."""
        if at is None or not self.holds(at):
            return Told("", Role.List, QRectF())
        return self._tell(cast("int", at))

    def holds(self, at: Key) -> bool:
        """Say whether there is such a tile."""
        return 0 <= cast("int", at) < self._count()

    def focus(self) -> int:
        """Return the tile that the keyboard is on."""
        return self._here()

    def at(self, point: QPointF) -> int | None:
        """Return the tile at a point."""
        return self._tile_at(point)

    def set_number(self, at: Key, number: float) -> None:
        """Do nothing: a tile has no number to change."""
