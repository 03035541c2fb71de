"""Paints the cells of condensed layers, all of one layer as one small image."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPen

from gui.colour_scale import diverging, shades
from gui.diagram.stack_marks import StackMark
from gui.theme import Theme

__all__ = ["paint_stack"]

_ROOMY = 7.0
"""From this side on, px, cells are set apart by lines."""


def paint_stack(painter: QPainter, mark: StackMark, theme: Theme) -> None:
    """Paint one layer's cells in the colours of their activations; those drawn in full are marked."""
    stack = mark.stack
    box = QRectF(stack.box.x, stack.box.y, stack.box.w, stack.box.h)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, on=False)
    painter.drawImage(box, _image(mark, theme))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    if stack.side >= _ROOMY:
        painter.setPen(QPen(QColor(theme.line), 1.0))
        painter.drawRects([_cell(mark, j) for j in range(stack.n)])
    painter.setPen(QPen(QColor(theme.ink), 1.4))
    painter.drawRects([_cell(mark, j) for j in stack.shown])
    painter.restore()


def _cell(mark: StackMark, j: int) -> QRectF:
    cell = mark.stack.cell(j)
    return QRectF(cell.x, cell.y, cell.w, cell.h)


def _image(mark: StackMark, theme: Theme) -> QImage:
    """Return one pixel a cell; a cell that there is not shows the ground."""
    stack = mark.stack
    rows = round(stack.box.h / stack.side)
    pixels = np.zeros((rows * stack.columns, 4), dtype=np.uint8)
    pixels[: stack.n] = diverging(theme)[shades(mark.values, mark.middle, mark.reach)]
    image = QImage(pixels.tobytes(), stack.columns, rows, 4 * stack.columns, QImage.Format.Format_RGBA8888)
    return image.copy()
