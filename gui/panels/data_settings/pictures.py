"""The pictures of data sets, painted when they are first seen and kept."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPixmap

from gui.panels.data_settings.origin import made
from gui.panels.data_settings.swatch import paint_swatch
from gui.theme import LIGHT, Theme

__all__ = ["Pictures"]

_DOT = 0.06
"""Radius of a dot as a share of the picture."""
_MOST = 64
"""More pictures, of tiles in many sizes, are not kept."""


class Pictures:
    """Square pictures of data sets in one theme; three dots stand for all others."""

    def __init__(self) -> None:
        self._theme = LIGHT
        self._painted: dict[tuple[str, int], QPixmap] = {}

    def set_theme(self, theme: Theme) -> None:
        """Paint anew in another theme."""
        if theme != self._theme:
            self._theme = theme
            self._painted.clear()

    def picture(self, name: str, side: float, ratio: float) -> QPixmap:
        """Return the picture of a data set.

        Parameters
        ----------
        name : str
            A recipe or a bundled data set; the dots where it is empty.
        side : float
            Px.
        ratio : float
            Dots of the screen to a px.
        """
        key = name, round(side * ratio)
        if key not in self._painted:
            if len(self._painted) >= _MOST:
                self._painted.clear()
            self._painted[key] = self._new_picture(name, side, ratio)
        return self._painted[key]

    def _new_picture(self, name: str, side: float, ratio: float) -> QPixmap:
        dots = round(side * ratio)
        pixmap = QPixmap(dots, dots)
        pixmap.setDevicePixelRatio(ratio)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(0, 0, side, side)
        if name:
            paint_swatch(painter, box, made(name), self._theme)
        else:
            self._paint_dots(painter, box)
        painter.end()
        return pixmap

    def _paint_dots(self, painter: QPainter, box: QRectF) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.colour("muted"))
        radius = _DOT * box.width()
        for by in (-1, 0, 1):
            painter.drawEllipse(box.center() + QPointF(by * box.width() / 4, 0), radius, radius)
