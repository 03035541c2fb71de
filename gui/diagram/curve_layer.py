"""Paints the small curve inside a node: φ, where its own z is, and there the dot and the tangent."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from math import hypot, isfinite

import numpy as np
from PySide6.QtCore import QLineF, QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from engine.nn.activations import activation
from gui.diagram.geometry import Spot
from gui.diagram.picture import Curve, NodeMark
from gui.theme import Theme, blend

_SAMPLES = 33
_REACH = 4.0
"""The small curve shows φ at least from −4 to 4."""
_FARTHEST = 1e300
"""No curve is drawn around a larger z: training ran away, and twice as far no number reaches."""


@dataclass(frozen=True, slots=True)
class _Plot:
    """Where a value of φ stands inside its node."""

    spot: Spot
    name: str
    reach: float
    tight: bool = False
    """The symbols above and below carry superscripts, and leave less room."""

    @property
    def low(self) -> float:
        """Smallest value in view."""
        return sampled(self.name, self.reach)[1][0]

    @property
    def unit(self) -> tuple[float, float]:
        """Length of 1 along z and along φ, px."""
        low, high = sampled(self.name, self.reach)[1][:2]
        return 0.4 * self.spot.r / self.reach, (0.27 if self.tight else 0.34) * self.spot.r / (high - low)

    def at(self, z: float, a: float) -> QPointF:
        """Return the place of a value."""
        across, up = self.unit
        foot = self.spot.y + (0.1 if self.tight else 0.17) * self.spot.r
        return QPointF(self.spot.x + z * across, foot - (a - self.low) * up)

    def room(self, y: float) -> tuple[float, float]:
        """Return how far a line may go above and below a height, clear of the numbers."""
        above, below = (0.22, 0.15) if self.tight else (0.26, 0.26)
        return y - (self.spot.y - above * self.spot.r), self.spot.y + below * self.spot.r - y

    def line(self) -> QPolygonF:
        """Return φ itself."""
        zs, values = sampled(self.name, self.reach)
        return QPolygonF([self.at(z, a) for z, a in zip(zs, values[2:], strict=True)])


class CurvePainter:
    """Paints the curves of one picture; shows of a value no more than is known.

    Parameters
    ----------
    painter : QPainter
    theme : Theme
    """

    def __init__(self, painter: QPainter, theme: Theme) -> None:
        self.painter, self.theme = painter, theme

    def paint(self, node: NodeMark, curve: Curve) -> None:
        """Paint φ, a mark at z on its axis, and once a is known the tangent and the dot."""
        plot = _plot_of(node, curve)
        if plot is None:
            return
        self.painter.setBrush(Qt.BrushStyle.NoBrush)
        self.painter.setPen(QPen(QColor(self.theme.forward if node.reached else self.theme.faint), 1.5))
        self.painter.drawPolyline(plot.line())
        if curve.z is not None and (curve.a is None or curve.rises):
            self._tick(plot.at(curve.z, plot.low))
        if curve.slope is not None and curve.z is not None and curve.a is not None:
            self._tangent(plot, curve, plot.at(curve.z, curve.a), curve.slope)
        if not curve.rises:
            self.paint_dot(node, curve)

    def paint_dot(self, node: NodeMark, curve: Curve, share: float = 1.0) -> None:
        """Paint the dot at (z, a), or that share of its way up from the axis."""
        plot = _plot_of(node, curve)
        if plot is None or curve.z is None or curve.a is None:
            return
        self.painter.setPen(Qt.PenStyle.NoPen)
        self.painter.setBrush(QColor(self.theme.ink))
        self.painter.drawEllipse(plot.at(curve.z, plot.low + (curve.a - plot.low) * share), 3.2, 3.2)

    def _tick(self, foot: QPointF) -> None:
        self.painter.setPen(QPen(QColor(self.theme.muted), 2.0))
        self.painter.drawLine(foot - QPointF(0.0, 3.5), foot + QPointF(0.0, 2.0))

    def _tangent(self, plot: _Plot, curve: Curve, dot: QPointF, slope: float) -> None:
        across, up = plot.unit
        way = QPointF(across, -slope * up)
        # No longer than fits between the two numbers; a falling tangent goes below on its right.
        half = 0.4 * plot.spot.r / max(hypot(way.x(), way.y()), 1e-300)
        above, below = (max(room, 0.0) / max(abs(way.y()), 1e-300) for room in plot.room(dot.y()))
        left, right = (below, above) if way.y() < 0 else (above, below)
        colour = self.theme.delta if curve.strong else blend(self.theme.delta, self.theme.surface, 0.7)
        width = 2.6 if curve.strong else 1.5
        self.painter.setPen(QPen(QColor(colour), width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        self.painter.drawLine(QLineF(dot - way * min(half, left), dot + way * min(half, right)))


def _plot_of(node: NodeMark, curve: Curve) -> _Plot | None:
    """Return where the values of a curve stand; None where z is no number that can be drawn."""
    tight = any("^" in row.tex for row in node.rows)
    if curve.z is None:
        return _Plot(node.spot, curve.name, _REACH, tight)
    if not (isfinite(curve.z) and abs(curve.z) < _FARTHEST):
        return None
    return _Plot(node.spot, curve.name, round(max(_REACH, 1.15 * abs(curve.z)), 2), tight)


@lru_cache(maxsize=256)
def sampled(name: str, reach: float) -> tuple[tuple[float, ...], tuple[float, ...]]:
    """Sample φ from −reach to reach.

    Returns
    -------
    zs, values
        `values` begins with the lowest and the highest of them.
    """
    zs = np.linspace(-reach, reach, _SAMPLES)
    values = activation(name).value(zs)
    low, high = float(values.min()), float(values.max())
    return tuple(zs.tolist()), (low, high if high > low else low + 1.0, *values.tolist())
