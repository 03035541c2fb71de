"""The small plot in a box: the curve, the point, its tangent, and where the wiggle takes the point."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPolygonF

from engine.nn.chain.probing import BoxCurve, usual_range
from gui.look import Look
from gui.panels.chain_gadget.drawing import Axes, Block, Drawing, Grip, Mark, Picture
from gui.panels.chain_gadget.moment import Moment

__all__ = ["axes_of", "draw_plot"]

_PAD = 5.0
_POINT, _GHOST = 4.0, 3.5
_REACH = 0.22
"""Half the width of a tangent, as a share of the plot."""


def axes_of(curve: BoxCurve, rect: QRectF, value: float | None) -> Axes:
    """Return how the numbers of a curve stand in the plot of a rectangle; the value is among them."""
    inside = rect.adjusted(_PAD, _PAD, -_PAD, -_PAD)
    return Axes(inside, (float(curve.inputs[0]), float(curve.inputs[-1])), usual_range(curve.outputs, value))


def draw_plot(moment: Moment, number: int, rect: QRectF, look: Look, is_there: bool) -> Drawing:
    """Draw the plot of a box; `is_there`: the wiggle has come through it."""
    drawn, curve = Drawing(), moment.curve(number)
    before, after = moment.named(curve.source) if curve.source else None, moment.value(number)
    axes = axes_of(curve, rect, None if before is None else after)
    drawn.blocks.append(Block(rect, fill=look.theme.background, radius=6.0))
    drawn.pictures += [Picture(rect, line, "muted") for line in _pieces(axes, curve)]
    if before is None:
        return drawn
    goal = None
    if after is not None:
        _tangent(moment, number, axes, (before, after), drawn)
        goal = _goal(moment, number, axes, (before, after)) if is_there else None
        dots = [(goal, _GHOST, "forward", True), (axes.at(before, after), _POINT, "delta", False)]
        drawn.marks += [
            Mark(at, radius * look.scale, role, hollow)
            for at, radius, role, hollow in dots
            if at is not None and rect.contains(at)
        ]
    if curve.source == moment.chain.variable:
        drawn.grips.append(Grip(rect, axes, goal))
    return drawn


def _goal(moment: Moment, number: int, axes: Axes, point: tuple[float, float]) -> QPointF | None:
    """Return where the wiggle takes the point; None where that is unknown."""
    across, up = moment.wiggle(moment.number_of(moment.curve(number).source)), moment.wiggle(number)
    return None if across is None or up is None else axes.at(point[0] + across, point[1] + up)


def _pieces(axes: Axes, curve: BoxCurve) -> list[QPolygonF]:
    """Return the curve, broken where it has no value, and where it leaves the plot to come from beyond."""
    pieces, now, before = [], QPolygonF(), np.nan
    low, high = axes.y
    for x, y in zip(curve.inputs.tolist(), curve.outputs.tolist(), strict=True):
        if now.size() and (not np.isfinite(y) or (before > high and y < low) or (before < low and y > high)):
            pieces.append(now)
            now = QPolygonF()
        if np.isfinite(y):
            now.append(axes.at(x, min(max(y, _far(axes, -1)), _far(axes, 1))))
        before = y
    return [piece for piece in (*pieces, now) if piece.size() > 1]


def _far(axes: Axes, way: int) -> float:
    """Return a height far outside of the plot: further, painters lose count."""
    low, high = axes.y
    return (low if way < 0 else high) + way * 10 * (high - low)


def _tangent(moment: Moment, number: int, axes: Axes, point: tuple[float, float], drawn: Drawing) -> None:
    links = [link for link in moment.links_into(number) if link.source == moment.curve(number).source]
    slope = moment.slope(links[0]) if links else None
    if slope is None:
        return
    reach = _REACH * (axes.x[1] - axes.x[0])
    steepness = abs(slope) * (axes.x[1] - axes.x[0]) / (axes.y[1] - axes.y[0])
    reach /= max(1.0, steepness)  # a steep one is no longer than a flat one
    (x, y), around = point, (-reach, reach)
    line = QPolygonF([axes.at(x + way, y + slope * way) for way in around])
    drawn.pictures.append(Picture(axes.rect, line, "delta", 2.0))
