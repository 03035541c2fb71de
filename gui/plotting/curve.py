"""One curve of a plot. Imports pyqtgraph, which takes 200 ms: to be imported after the first paint.

Of pyqtgraph only the making of paths is used: it hands an array to Qt as fast as that can be done. Its scene
painted each plot by itself, and with it the whole window, as often as there are plots.
"""

from __future__ import annotations

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QRectF, QSizeF
from PySide6.QtGui import QPainter, QPainterPath, QPen

from engine.nn.types import Array, freeze

__all__ = ["Curve"]

_FAR = 1e4
"""Px beyond the plot where a line may as well end; Qt cannot paint much farther."""
_NOTHING = freeze(np.empty(0))


class Curve:
    """A line through points.

    Attributes
    ----------
    pen : QPen
    smooth : bool
        Antialiased; a long way up and down takes ten times as long then.
    """

    def __init__(self) -> None:
        self.pen = QPen()
        self.smooth = True
        self._x = self._y = _NOTHING
        self._path = QPainterPath()
        self._path_of: object = None

    def set_points(self, x: Array, y: Array) -> None:
        """Take other points; what is not finite becomes a gap."""
        self._x, self._y = x, y
        self._path_of = None

    def paint(self, painter: QPainter, shown: QRectF, px: QSizeF) -> None:
        """Paint it.

        Parameters
        ----------
        painter : QPainter
            Its origin is the top left of the plot.
        shown : QRectF
            The part of the plane that the plot shows; its top is the lowest number.
        px : QSizeF
            Of the plot.
        """
        wanted = shown.getRect(), px.toTuple()
        if wanted != self._path_of:
            self._path_of = wanted
            self._path = self._made(shown, px)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, self.smooth)
        painter.strokePath(self._path, self.pen)

    def _made(self, shown: QRectF, px: QSizeF) -> QPainterPath:
        x = (self._x - shown.left()) * (px.width() / shown.width())
        y = (shown.bottom() - self._y) * (px.height() / shown.height())
        path: QPainterPath = pg.arrayToQPath(x, y.clip(-_FAR, _FAR), connect="finite")
        return path
