"""What lies over the lines of a plot and is measured in pixels: points, arrows, names."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QGraphicsItem, QGraphicsWidget, QStyleOptionGraphicsItem, QWidget

__all__ = ["Overlay"]


class Overlay(QGraphicsItem):
    """A layer over a box of the scene that one function paints, in px from the box's top left.

    A plot's own items for points and arrows take ten times as long to be set.

    Parameters
    ----------
    box : QGraphicsWidget
        It owns the layer.
    paint : callable
    """

    def __init__(self, box: QGraphicsWidget, paint: Callable[[QPainter], None]) -> None:
        super().__init__(box)
        self._box, self._paint = box, paint
        self.setZValue(10.0)

    def boundingRect(self) -> QRectF:
        """Return the whole box."""
        return self._box.rect()

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        """Let the plot paint."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint(painter)
