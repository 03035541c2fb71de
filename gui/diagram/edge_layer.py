"""Paints all edges in one pass: few pens, all opaque, and lines handed over in bunches."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from engine.nn.types import Array
from gui.diagram.edges import FEW, BiasMark, EdgeMarks
from gui.diagram.layout import Layout
from gui.diagram.measures import measures_of
from gui.diagram.picture import Picture
from gui.diagram.stack_marks import crowd
from gui.diagram.text import font_of
from gui.theme import NEGATIVE_DASHES, Theme, blend

_SHARES = ((FEW // 3, 1.0), (48, 0.5), (120, 0.36), (10**9, 0.24))
"""Up to so many edges between two layers, an edge that is not in play has this share of its colour."""
_STUMP, _MOST_STUMPS = 0.12, 120
"""Share of a cut edge that is left at either end; of more such edges nothing is."""
_CONDENSED = 100
"""Edges of a condensed network are as pale as those of one with so many between two layers, or paler."""
_BUNDLE = 3.0
"""Width of a bundle of edges, px."""
_DOTS = (0.1, 5.0)
"""Dots where a cut edge was, and the gaps between them, in widths."""
_STEP = 0.5
"""Widths are rounded to this, px, so that many edges share a pen."""


class EdgeLayer:
    """Keeps the lines of a layout ready, and paints them as a picture says."""

    def __init__(self) -> None:
        self._layout: Layout | None = None
        self._lines: list[list[QLineF]] = []
        self._seen: list[NDArray[np.bool_]] = []

    def paint(self, painter: QPainter, picture: Picture, theme: Theme, scale: float) -> None:
        """Paint edges, bias edges and the lines to the cost."""
        self._prepare(picture)
        pens = _Pens(theme, _normal_share(picture.layout))
        _paint_bundles(painter, picture, theme)
        self._paint_cost_edges(painter, picture, theme)
        for marks, lines in zip(picture.edges, self._lines, strict=True):
            _paint_stumps(painter, marks, lines, theme)
        for level in (0, 1, 2):
            for marks, lines, seen in zip(picture.edges, self._lines, self._seen, strict=True):
                _paint_bunches(painter, marks, lines, (marks.levels == level) & seen, pens)
        for bias in picture.biases:
            _paint_bias(painter, bias, pens, theme, scale)

    def _prepare(self, picture: Picture) -> None:
        if picture.layout is not self._layout:
            self._layout = picture.layout
            self._lines = [_qlines(marks.lines) for marks in picture.edges]
            self._seen = [_in_view(marks.lines, picture.layout) for marks in picture.edges]

    @staticmethod
    def _paint_cost_edges(painter: QPainter, picture: Picture, theme: Theme) -> None:
        measures = picture.layout.measures
        in_play, other = max(2.2, measures.edge_in_play), max(1.4, measures.edge)
        for edge in picture.cost_edges:
            colour = theme.cost if edge.active else blend(theme.faint, theme.background, 0.8)
            painter.setPen(QPen(QColor(colour), in_play if edge.active else other))
            painter.drawLine(QLineF(*edge.line))


def _paint_bundles(painter: QPainter, picture: Picture, theme: Theme) -> None:
    """Paint what stands for many edges: a band without sign or size."""
    # Where a band has to stand out it is thin, or it would be taken for what matters.
    colour, width = (theme.border, measures_of(theme).edge) if theme.room else (theme.line, _BUNDLE)
    painter.setPen(QPen(QColor(colour), width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap))
    painter.drawLines([QLineF(*line) for line in picture.bundles])


def _normal_share(layout: Layout) -> float:
    """Return how full the colour of an edge is that is not in play: pale where there are many."""
    most = max(crowd(layout), _CONDENSED if layout.is_condensed else 0)
    return next(share for edges, share in _SHARES if most <= edges)


def _qlines(lines: Array) -> list[QLineF]:
    return [QLineF(*line) for line in lines.reshape(-1, 4).tolist()]


class _Pens:
    """The pens of one theme, by level, sign and width in steps."""

    def __init__(self, theme: Theme, normal: float) -> None:
        palest = measures_of(theme).edge_share
        shares = (max(min(0.3, 0.62 * normal), palest), max(normal, palest), 1.0)
        self._colours = [
            [QColor(blend(colour, theme.background, share)) for colour in (theme.forward, theme.negative)]
            for share in shares
        ]

    def pen(self, level: int, negative: bool, width: float) -> QPen:
        """Make a pen; a negative weight is dashed."""
        pen = QPen(self._colours[level][negative], width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap)
        if negative:
            pen.setDashPattern([dash / width for dash in NEGATIVE_DASHES])
        return pen


def _in_view(lines: Array, layout: Layout) -> NDArray[np.bool_]:
    """Say which lines may pass through the view."""
    low, high = np.minimum(lines[..., :2], lines[..., 2:]), np.maximum(lines[..., :2], lines[..., 2:])
    size = np.array([layout.width, layout.height])
    seen = np.logical_and(high >= 0.0, low <= size)
    return seen[..., 0] & seen[..., 1]


def _paint_bunches(
    painter: QPainter, marks: EdgeMarks, lines: list[QLineF], wanted: NDArray[np.bool_], pens: _Pens
) -> None:
    """Paint the wanted edges of one level, those with one pen together."""
    chosen = np.flatnonzero((wanted & ~marks.cut & ~marks.folded).ravel())
    if not chosen.size:
        return
    level = int(marks.levels.ravel()[chosen[0]])
    steps = np.rint(marks.widths.ravel()[chosen] / _STEP).astype(int)
    keys = 2 * steps + marks.negative.ravel()[chosen]
    for key in sorted(set(keys.tolist())):
        width = max(key // 2 * _STEP, 1.0)
        painter.setPen(pens.pen(level, bool(key % 2), width))
        painter.drawLines([lines[i] for i in chosen[keys == key].tolist()])


def _paint_stumps(painter: QPainter, marks: EdgeMarks, lines: list[QLineF], theme: Theme) -> None:
    """Leave of a connection that is cut its two ends, and between them faint dots; of many nothing."""
    cut = np.flatnonzero((marks.cut & ~marks.folded).ravel()).tolist()
    if len(cut) > _MOST_STUMPS:
        return
    colour = QColor(blend(theme.faint, theme.background, max(0.7, measures_of(theme).rim_share)))
    stump = QPen(colour, 1.5, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap)
    dots = QPen(stump)
    dots.setDashPattern(_DOTS)
    for i in cut:
        line = lines[i]
        painter.setPen(dots)
        painter.drawLine(QLineF(line.pointAt(_STUMP), line.pointAt(1.0 - _STUMP)))
        painter.setPen(stump)
        painter.drawLine(QLineF(line.p1(), line.pointAt(_STUMP)))
        painter.drawLine(QLineF(line.pointAt(1.0 - _STUMP), line.p2()))


def _paint_bias(painter: QPainter, bias: BiasMark, pens: _Pens, theme: Theme, scale: float) -> None:
    """Paint the constant 1 and its edge."""
    painter.setPen(pens.pen(bias.level, bias.negative, bias.width))
    painter.drawLine(QLineF(*bias.line))
    colour = theme.muted if bias.level else theme.faint
    painter.setPen(QPen(QColor(colour), 1.2))
    painter.setBrush(QColor(theme.surface))
    centre = QPointF(bias.one.x, bias.one.y)
    painter.drawEllipse(centre, bias.one.r, bias.one.r)
    painter.setFont(font_of("one", scale, theme.room))
    painter.setPen(QColor(theme.ink if bias.level else theme.muted))
    r = bias.one.r
    painter.drawText(QRectF(bias.one.x - r, bias.one.y - r, 2 * r, 2 * r), Qt.AlignmentFlag.AlignCenter, "1")
