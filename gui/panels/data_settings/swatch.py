"""Paints a data set as a small picture: points in the plane, points of a curve, or a drawing's pixels."""

from __future__ import annotations

import math

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QImage, QPainter, QPen

from engine.data.classes import class_numbers
from engine.data.dataset import DataSet
from engine.nn.types import Array
from gui.colour_scale import SHADES, category, diverging, shades
from gui.theme import Theme, blend

__all__ = ["paint_swatch"]

_LEAST_PIXELS = 16
"""So many inputs, in a square number, are the pixels of a drawing."""
_MOST_POINTS = 150
"""More would be a blot."""
_FEW = 16
"""Up to so many points, the first class is hollow: told apart by more than its colour."""
_SIZES = ((8, 0.1), (40, 0.055), (_MOST_POINTS, 0.034))
"""Up to how many points, and their radius as a share of the picture."""


def paint_swatch(painter: QPainter, box: QRectF, data: DataSet, theme: Theme) -> None:
    """Paint a picture of a data set into a square.

    Parameters
    ----------
    painter : QPainter
        Antialiased.
    box : QRectF
    data : DataSet
    theme : Theme
    """
    side = math.isqrt(data.X.shape[1])
    if side * side == data.X.shape[1] >= _LEAST_PIXELS:
        _paint_pixels(painter, box, data.X[0].reshape(side, side), theme)
    else:
        _paint_points(painter, box, data.taken(range(min(data.samples, _MOST_POINTS))), theme)


def _paint_pixels(painter: QPainter, box: QRectF, pixels: Array, theme: Theme) -> None:
    """Paint a drawing, its largest numbers in ink."""
    low, high = pixels.min(), pixels.max()
    share = (pixels - low) / (high - low or 1.0)
    side = len(pixels)
    image = QImage(side, side, QImage.Format.Format_RGB32)
    for row in range(side):
        for column in range(side):
            image.setPixelColor(column, row, QColor(blend(theme.ink, theme.surface, share[row, column])))
    painter.drawImage(box, image)


def _paint_points(painter: QPainter, box: QRectF, data: DataSet, theme: Theme) -> None:
    share = next((share for most, share in _SIZES if data.samples <= most), _SIZES[-1][1])
    radius = share * box.width()
    colours, hollow = _colours(data, theme), _hollow(data)
    # The first two inputs; of one input, the curve.
    table = data.X[:, :2] if data.X.shape[1] > 1 else np.column_stack((data.X, data.Y[:, :1]))
    for (x, y), colour, is_hollow in zip(_placed(table, box, radius), colours, hollow, strict=True):
        painter.setPen(QPen(colour, max(0.4 * radius, 1.0)) if is_hollow else Qt.PenStyle.NoPen)
        painter.setBrush(QBrush(theme.colour("surface") if is_hollow else colour))
        painter.drawEllipse(QPointF(x, y), radius, radius)


def _placed(table: Array, box: QRectF, radius: float) -> list[tuple[float, float]]:
    """Fit points into a box, upwards; what does not vary stands in the middle."""
    low, span = table.min(axis=0), np.ptp(table, axis=0)
    share = np.where(span > 0, (table - low) / np.where(span > 0, span, 1.0), 0.5)
    inner = box.adjusted(radius + 1, radius + 1, -radius - 1, -radius - 1)
    xs = inner.left() + share[:, 0] * inner.width()
    ys = inner.bottom() - share[:, 1] * inner.height()
    return list(zip(xs.tolist(), ys.tolist(), strict=True))


def _colours(data: DataSet, theme: Theme) -> list[QColor]:
    """Return the colour of each point: of its class, or of its label on the one scale."""
    if data.notes.classes and data.Y.shape[1] > 1:
        return [category(theme, int(number)) for number in class_numbers(data.Y)]
    scale = diverging(theme)
    if data.notes.classes:
        places = np.where(class_numbers(data.Y) == 1, SHADES - 1, 0)
    elif data.X.shape[1] == 1:  # the height says the label
        return [theme.colour("forward")] * data.samples
    else:
        labels = data.Y[:, 0]
        places = shades(labels, float(labels.mean()), float(np.ptp(labels)) / 2 or 1.0)
    return [QColor(*map(int, scale[place, :3])) for place in places]


def _hollow(data: DataSet) -> list[bool]:
    """Say of each point whether it is drawn as a ring."""
    if data.samples > _FEW or len(data.notes.classes) != 2:
        return [False] * data.samples
    return [bool(number == 0) for number in class_numbers(data.Y)]
