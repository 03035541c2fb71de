"""Paints nodes: circle, numbers, the small curve with its tangent; and the cost's square."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPolygonF

from engine.nn.activations import activation
from gui.diagram.layout import Detail
from gui.diagram.picture import CostMark, Curve, NodeMark, Row
from gui.diagram.text import font_of, line_height, width_of
from gui.formula import Typeset, typeset
from gui.theme import Theme, blend

_SAMPLES = 33
_ROOMY = 52
"""From this radius on, px, a node's symbols and numbers stand wide."""
_REACH = 4.0
"""The small curve shows φ at least from −4 to 4."""


class NodePainter:
    """Paints the nodes of one picture.

    Parameters
    ----------
    painter : QPainter
    theme : Theme
    scale : float
    detail : Detail
    """

    def __init__(self, painter: QPainter, theme: Theme, scale: float, detail: Detail) -> None:
        self.painter, self.theme, self.scale, self.detail = painter, theme, scale, detail

    def paint(self, node: NodeMark) -> None:
        """Paint one node."""
        self._circle(node)
        for row in node.rows:
            self._row(row, node)
        if node.curve is not None:
            self._curve(node, node.curve)
        if node.stopped:
            self._stop(node)

    def _circle(self, node: NodeMark) -> None:
        painter, theme, spot = self.painter, self.theme, node.spot
        centre = QPointF(spot.x, spot.y)
        if node.halo:
            wide = 8.0 if self.detail is Detail.FULL else max(4.0, 0.2 * spot.r)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(theme.soft(node.ring or "forward")))
            painter.drawEllipse(centre, spot.r + wide, spot.r + wide)
        painter.setBrush(QColor(self._fill(node)))
        painter.setPen(QPen(QColor(self._outline(node)), self._pen_width(node)))
        painter.drawEllipse(centre, spot.r, spot.r)

    def _fill(self, node: NodeMark) -> str:
        if self.detail is not Detail.DOT or not node.reached:
            return self.theme.surface
        return self.theme.delta_soft if node.delta_known else self.theme.forward_soft

    def _outline(self, node: NodeMark) -> str:
        theme = self.theme
        if node.ring:
            return theme.hex(node.ring)
        if not node.reached:
            return blend(theme.faint, theme.background, 0.55)
        if self.detail is Detail.DOT:
            return theme.delta if node.delta_known else theme.forward
        return theme.muted

    def _pen_width(self, node: NodeMark) -> float:
        if node.ring:
            return 3.0 if node.halo and self.detail is not Detail.DOT else 2.0
        return 1.5 if self.detail is not Detail.DOT else 1.0

    def _row(self, row: Row, node: NodeMark) -> None:
        """Paint a symbol and its number side by side, in the middle of the node."""
        theme, painter = self.theme, self.painter
        large = node.layer == 0 and not row.number
        tall = "^" in row.tex
        formula = symbol(row.tex, (24 if large else 15 if tall else 18) * self.scale) if row.tex else None
        kind = ("strong" if row.strong else "plain") if self.detail is Detail.FULL else "number"
        number = width_of(kind, self.scale, row.number) if row.number else 0.0
        gap = (8 if node.spot.r > _ROOMY * self.scale else 5) * self.scale if formula and row.number else 0.0
        width = (formula.width if formula else 0.0) + gap + number
        x = node.spot.x - width / 2
        if row.lit:
            self._row_light(row, node, width)
        if formula is not None:
            middle = formula.baseline - 0.23 * 18 * self.scale  # half the height of a small letter
            ink = QColor(theme.muted if row.role == "muted" else theme.ink)
            formula.paint(painter, QPointF(x, row.y - middle), [], ink)
            x += formula.width + gap
        if row.number:
            unknown = row.number == "?"
            painter.setFont(font_of(kind, self.scale))
            painter.setPen(QColor(theme.muted if unknown else theme.hex(row.role)))
            high = line_height(kind, self.scale)
            where = QRectF(x, row.y - high / 2, number + 2, high)
            painter.drawText(where, Qt.AlignmentFlag.AlignVCenter, row.number)

    def _row_light(self, row: Row, node: NodeMark, width: float) -> None:
        """Back the half of the node that is in play."""
        high = line_height("plain", self.scale) + 5
        away = abs(row.y - node.spot.y) + high / 2 - 3
        chord = 2 * max(node.spot.r**2 - away**2, 0.0) ** 0.5 - 4  # the room inside the circle at that height
        width = max(min(width + 16, chord), width)
        box = QRectF(node.spot.x - width / 2, row.y - high / 2, width, high)
        self.painter.setPen(Qt.PenStyle.NoPen)
        self.painter.setBrush(QColor(self.theme.forward_soft))
        self.painter.drawRoundedRect(box, high / 2, high / 2)

    def _curve(self, node: NodeMark, curve: Curve) -> None:
        """Paint φ, the dot at the node's own z, and the tangent where its slope is known."""
        theme, painter, r = self.theme, self.painter, node.spot.r
        reach = _REACH if curve.z is None else max(_REACH, 1.15 * abs(curve.z))
        zs, values = sampled(curve.name, round(reach, 2))
        low, high = values[0], values[1]
        width, height = 0.8 * r, 0.34 * r

        def place(z: float, a: float) -> QPointF:
            up = (a - low) / (high - low) - 0.5
            return QPointF(node.spot.x + z / reach * width / 2, node.spot.y - up * height)

        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(theme.forward if node.reached else theme.faint), 1.5))
        painter.drawPolyline(QPolygonF([place(z, a) for z, a in zip(zs, values[2:], strict=True)]))
        if curve.z is None or not np.isfinite(curve.z):
            return
        dot = place(curve.z, float(activation(curve.name).value(np.array(curve.z))))
        if curve.slope is not None:
            self._tangent(node, curve, dot, QPointF(width / 2 / reach, -curve.slope * height / (high - low)))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.ink))
        painter.drawEllipse(dot, 3.2, 3.2)

    def _tangent(self, node: NodeMark, curve: Curve, dot: QPointF, way: QPointF) -> None:
        long = max(float(np.hypot(way.x(), way.y())), 1e-9)
        # No longer than fits between the two numbers.
        half = min(0.4 * node.spot.r / long, 0.23 * node.spot.r / max(abs(way.y()), 1e-9))
        colour = self.theme.delta if curve.strong else blend(self.theme.delta, self.theme.surface, 0.7)
        width = 2.6 if curve.strong else 1.5
        self.painter.setPen(QPen(QColor(colour), width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        self.painter.drawLine(QLineF(dot - way * half, dot + way * half))

    def _stop(self, node: NodeMark) -> None:
        """Paint ⊘: nothing passes this node upstream."""
        r = max(min(0.34 * node.spot.r, 9.0), 3.5)
        x, y = node.spot.x + 0.72 * node.spot.r, node.spot.y - 0.72 * node.spot.r
        self.painter.setBrush(QColor(self.theme.surface))
        self.painter.setPen(QPen(QColor(self.theme.delta), 2.0 if r > 5 else 1.2))
        self.painter.drawEllipse(QPointF(x, y), r, r)
        self.painter.drawLine(QLineF(x - 0.7 * r, y + 0.7 * r, x + 0.7 * r, y - 0.7 * r))

    def paint_cost(self, cost: CostMark) -> None:
        """Paint the cost's rounded square, with J and what it became."""
        painter, theme = self.painter, self.theme
        box = QRectF(cost.box.x, cost.box.y, cost.box.w, cost.box.h)
        if cost.ring:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(theme.soft(cost.ring)))
            painter.drawRoundedRect(box.adjusted(-6, -6, 6, 6), 14, 14)
        colour = theme.hex(cost.ring) if cost.ring else theme.cost
        colour = colour if cost.reached else blend(colour, theme.background, 0.6)
        painter.setPen(QPen(QColor(colour), 2.6 if cost.ring else 1.5))
        painter.setBrush(QColor(theme.cost_soft))
        painter.drawRoundedRect(box, 10, 10)
        self._cost_texts(cost)

    def _cost_texts(self, cost: CostMark) -> None:
        painter, theme, box = self.painter, self.theme, cost.box
        line = line_height("small", self.scale)
        rows = 3.2 if cost.new else 2.4
        formula = symbol("J", min(24 * self.scale, 1.4 * line * box.h / (rows * line)))
        top = box.y + (box.h - formula.height - (2 if cost.new else 1) * line - 3) / 2
        formula.paint(painter, QPointF(box.cx - formula.width / 2, top), [], QColor(theme.cost))
        y = top + formula.height + 3
        for text, role, kind in ((cost.number, "ink", "plain"), (cost.new, "update", "small")):
            if text:
                painter.setFont(font_of(kind, self.scale))
                painter.setPen(QColor(theme.muted if text == "?" else theme.hex(role)))
                painter.drawText(QRectF(box.x, y, box.w, line), Qt.AlignmentFlag.AlignCenter, text)
                y += line


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


@lru_cache(maxsize=256)
def symbol(tex: str, px: float) -> Typeset:
    """Typeset a symbol once."""
    return typeset(((tex, False),), px)


def lock_path(x: float, y: float, size: float, opened: bool) -> tuple[QPainterPath, QRectF]:
    """Return the shackle and the body of a padlock whose top left is at (x, y)."""
    body = QRectF(x, y + 0.45 * size, 0.8 * size, 0.55 * size)
    shackle = QPainterPath()
    arc = QRectF(x + 0.14 * size, y, 0.52 * size, 0.6 * size)
    if opened:
        arc.translate(0.0, -0.14 * size)
        shackle.moveTo(arc.left(), body.top())
        shackle.lineTo(arc.left(), arc.center().y())
        shackle.arcTo(arc, 180, -150)
        return shackle, body
    shackle.moveTo(arc.left(), body.top() + 1)
    shackle.lineTo(arc.left(), arc.center().y())
    shackle.arcTo(arc, 180, -180)
    shackle.lineTo(arc.right(), body.top() + 1)
    return shackle, body
