"""The decision map: what the network says over two of its inputs."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QLineF, QRectF, QSizeF, Qt
from PySide6.QtGui import QFontMetricsF, QImage, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from engine.nn.types import Array
from engine.session.plane import Plane
from gui.panels.network_map.data_plot import DataPlot

__all__ = ["MapPlot", "Shown"]

_MARGIN = 10.0
"""Px at the right, so that the last number is not cut."""
_UNDER_WORDS, _RING, _BEGIN = 2.0, 2.0, 4.0
"""Px under the words above the map, and around them."""


@dataclass(frozen=True, slots=True, eq=False)
class Shown:
    """What a map shows.

    Attributes
    ----------
    plane : Plane
    image : QImage or None
        None where ŷ is withheld.
    border : ndarray, shape (pieces, 4)
        As shares of the box, from below.
    names : tuple of str
        Of the input across and the one up.
    told : str
        Where the other inputs are held; empty where there are none.
    """

    plane: Plane
    image: QImage | None
    border: Array
    names: tuple[str, ...]
    told: str = ""


class MapPlot(DataPlot):
    """A square with ŷ as its colour, the data points over it."""

    can_be_named = False
    least_left = 28
    is_square = True
    room = 0.0

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: Shown | None = None

    def show_map(self, shown: Shown) -> None:
        """Show another map."""
        old, self._shown = self._shown, shown
        if old is None or (old.plane, old.names, old.told) != (shown.plane, shown.names, shown.told):
            self.draw()
        self.update()

    def draw(self) -> None:
        """Set the axes."""
        if self._shown is None:
            return
        plane, told = self._shown.plane, self._shown.told
        self.over = QFontMetricsF(self.font_small).height() + _UNDER_WORDS if told else 0.0
        ends = list(zip(plane.low, plane.high, strict=True))
        self.set_named_axes(ends, self._shown.names, _MARGIN)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the map, and above it where it cuts through the other inputs."""
        super().paintEvent(event)
        if self._shown is None or not self._shown.told:
            return
        with QPainter(self) as painter:
            painter.setFont(self.font_small)
            painter.setPen(self.look.theme.colour("muted"))
            room = QRectF(_BEGIN, _RING, self.width() - 2 * _BEGIN, self.over)
            metrics = QFontMetricsF(self.font_small)
            text = metrics.elidedText(self._shown.told, Qt.TextElideMode.ElideRight, room.width())
            painter.drawText(room, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop, text)

    def paint_curves(self, painter: QPainter, shown: QRectF, px: QSizeF) -> None:
        """Paint map and border."""
        found = self._shown
        if found is None:
            return
        box = QRectF(0.0, 0.0, px.width(), px.height())
        if found.image is None:
            painter.setPen(self.look.theme.colour("muted"))
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, "?")
        else:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawImage(box, found.image)
            self._paint_border(painter, found.border, px)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
        painter.setPen(QPen(self.look.theme.colour("line"), 1.0))
        painter.drawRect(box.adjusted(0.5, 0.5, -0.5, -0.5))

    def _paint_border(self, painter: QPainter, border: Array, px: QSizeF) -> None:
        """Paint the line on which ŷ is in the middle."""
        if not len(border):
            return
        ends = border * (px.width(), px.height(), px.width(), px.height())
        ends[:, 1::2] = px.height() - ends[:, 1::2]
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self.look.theme.colour("ink"), 1.2))
        painter.drawLines([QLineF(*piece) for piece in ends.tolist()])
