"""Paints nodes: circle, symbols and numbers; and the cost's square."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from math import isfinite, sqrt

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from gui.diagram.curve_layer import CurvePainter
from gui.diagram.discs import Discs
from gui.diagram.geometry import Box, Spot
from gui.diagram.layout import Detail
from gui.diagram.map_layer import disc_side, paint_map
from gui.diagram.measures import Kind, measures_of
from gui.diagram.picture import CostMark, NodeMark, Row, Shares
from gui.diagram.text import font_of, line_height, width_of
from gui.formula import Typeset, typeset
from gui.theme import Theme, blend

_ROOMY = 52
"""From this radius on, px, a node's symbols and numbers stand wide."""
_RIM = 3.0
"""Between the rim of the cost and what is in it, px."""


@dataclass(frozen=True, slots=True)
class _Symbols:
    """Sizes of symbols, px at 100 %: of an input, with superscripts, as a rule, and in play."""

    large: float
    tall: float
    usual: float
    in_play: float


_SYMBOLS = {False: _Symbols(24, 15, 18, 18), True: _Symbols(26, 17.5, 19, 25)}
"""At a desk, and in a lecture room: there the smallest of their letters are as large as may be."""
_PROBE = 100.0
"""A size, px, at which a symbol is measured."""


class NodePainter:
    """Paints the nodes of one picture.

    Parameters
    ----------
    painter : QPainter
    theme : Theme
    scale : float
    detail : Detail
    discs : Discs
        What is kept of maps.
    """

    def __init__(self, painter: QPainter, theme: Theme, scale: float, detail: Detail, discs: Discs) -> None:
        self.painter, self.theme, self.scale, self.detail, self.discs = painter, theme, scale, detail, discs
        self.curves = CurvePainter(painter, theme)

    def prepare(self, nodes: Iterable[NodeMark]) -> None:
        """Make what is shown inside of nodes, for all of them together."""
        ratio = self.painter.device().devicePixelRatio()
        maps = ((node.map, disc_side(node.spot, ratio)) for node in nodes if node.map is not None)
        self.discs.prepare(((map_, side) for map_, side in maps if map_.values.ndim == 2), self.theme)

    def paint(self, node: NodeMark) -> None:
        """Paint one node."""
        self._circle(node)
        for row in node.rows:
            self._row(row, node)
        if node.curve is not None:
            self.curves.paint(node, node.curve)
        if node.shares is not None:
            self._bars(node.spot, node.shares)
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
        if node.map is not None:
            paint_map(painter, spot, node.map, theme, self.discs)
        else:
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
            return blend(theme.faint, theme.background, measures_of(theme).rim_share)
        if self.detail is Detail.DOT:
            return theme.delta if node.delta_known else theme.forward
        return theme.muted

    def _pen_width(self, node: NodeMark) -> float:
        if node.ring:
            return 3.0 if node.halo and self.detail is not Detail.DOT else 2.0
        return 1.5 if self.detail is not Detail.DOT else 1.0

    def _row(self, row: Row, node: NodeMark) -> None:
        """Paint a symbol and its number side by side, in the middle of the node."""
        formula, gap, kind = self._parts(row, node)
        number = self._width(kind, row.number) if row.number else 0.0
        width = (formula.width if formula else 0.0) + gap + number
        x = node.spot.x - width / 2
        if row.lit or node.map is not None:
            self._row_ground(row, node, width, formula.height if formula else 0.0)
        if formula is not None:
            middle = formula.baseline - 0.23 * 18 * self.scale  # half the height of a small letter
            ink = QColor(self.theme.muted if row.role == "muted" else self.theme.ink)
            formula.paint(self.painter, QPointF(x, row.y - middle), [], ink)
            x += formula.width + gap
        if row.number:
            self._number(row, kind, x, number)

    def _parts(self, row: Row, node: NodeMark) -> tuple[Typeset | None, float, Kind]:
        """Return the symbol of a row, the gap after it and the kind of its number.

        Where training ran away, "not a number" makes do with small type, or without the symbol.
        """
        kind: Kind = ("strong" if row.strong else "plain") if self.detail is Detail.FULL else "number"
        if not row.tex:
            return None, 0.0, kind
        if row.play is not None:
            return self._played(row, row.play)
        large, tall = node.layer == 0 and not row.number, "^" in row.tex
        size = _SYMBOLS[self.theme.room]
        formula = symbol(row.tex, (size.large if large else size.tall if tall else size.usual) * self.scale)
        if not row.number:
            return formula, 0.0, kind
        gap = (8 if node.spot.r > _ROOMY * self.scale else 5) * self.scale
        room = _chord(node.spot, abs(row.y - node.spot.y) + 4 * self.scale) - 4
        if formula.width + gap + self._width(kind, row.number) <= room:
            return formula, gap, kind
        gap = 4 * self.scale
        fits = formula.width + gap + self._width("number", row.number) <= room + 4
        return (formula, gap, "number") if fits else (None, 0.0, "number")

    def _played(self, row: Row, room: Box) -> tuple[Typeset | None, float, Kind]:
        """Return the parts of what is in play in a lecture room: the symbol only if it has room."""
        formula, gap = symbol(row.tex, _SYMBOLS[True].in_play * self.scale), 6 * self.scale
        fits = formula.width + gap + self._width("play", row.number) <= room.w - gap
        return (formula, gap, "play") if fits else (None, 0.0, "play")

    def _width(self, kind: Kind, text: str) -> float:
        return width_of(kind, self.scale, text, self.theme.room)

    def _line(self, kind: Kind) -> float:
        return line_height(kind, self.scale, self.theme.room)

    def _number(self, row: Row, kind: Kind, x: float, width: float) -> None:
        unknown = row.number == "?"
        self.painter.setFont(font_of(kind, self.scale, self.theme.room))
        self.painter.setPen(QColor(self.theme.muted if unknown else self.theme.hex(row.role)))
        high = self._line(kind)
        where = QRectF(x, row.y - high / 2, width + 2, high)
        self.painter.drawText(where, Qt.AlignmentFlag.AlignVCenter, row.number)

    def _row_ground(self, row: Row, node: NodeMark, width: float, tall: float) -> None:
        """Back the half of the node that is in play, and on a map every number, so that it can be read."""
        if row.play is not None:
            self._play_ground(row.play)
            return
        high = self._line("plain") + (5 if row.lit else 0)
        high = max(high, tall + 4) if node.map is not None else high
        away = abs(row.y - node.spot.y) + (high / 2 - 3 if row.lit else 0.0)
        width = max(min(width + (16 if row.lit else 12), _chord(node.spot, away) - 4), width)
        box = QRectF(node.spot.x - width / 2, row.y - high / 2, width, high)
        self.painter.setPen(Qt.PenStyle.NoPen)
        self.painter.setBrush(QColor(self.theme.forward_soft if row.lit else self.theme.surface))
        self.painter.drawRoundedRect(box, high / 2, high / 2)

    def _play_ground(self, box: Box) -> None:
        """Back what is in play in a lecture room, over the rim of its node."""
        self.painter.setPen(QPen(QColor(self.theme.forward), 1.5))
        self.painter.setBrush(QColor(self.theme.forward_soft))
        self.painter.drawRoundedRect(QRectF(box.x, box.y, box.w, box.h), box.h / 2, box.h / 2)

    def _bars(self, spot: Spot, shares: Shares) -> None:
        """Paint the shares of a softmax layer side by side, this node's own in full colour."""
        painter, theme = self.painter, self.theme
        wide, high = 0.9 * spot.r, 0.36 * spot.r
        foot, each = spot.y + 0.5 * high, wide / len(shares.values)
        painter.setPen(QPen(QColor(theme.faint), 1.0))
        painter.drawLine(QLineF(spot.x - wide / 2, foot, spot.x + wide / 2, foot))
        painter.setPen(Qt.PenStyle.NoPen)
        for i, value in enumerate(shares.values):
            if value is None or not isfinite(value):
                continue
            colour = theme.forward if i == shares.own else blend(theme.forward, theme.surface, 0.35)
            painter.setBrush(QColor(colour))
            left, tall = spot.x - wide / 2 + (i + 0.12) * each, max(value * high, 1.0)
            painter.drawRect(QRectF(left, foot - tall, 0.76 * each, tall))

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
        lines = [self._line(kind) for kind in cost.kinds] if theme.room else 2 * [self._line("small")]
        below = sum(lines if cost.new else lines[:1]) + 3
        formula = symbol("J", cost_symbol_px(box.h - below, self.scale))
        top = box.y + (box.h - formula.height - below) / 2
        formula.paint(painter, QPointF(box.cx - formula.width / 2, top), [], QColor(theme.cost))
        y = top + formula.height + 3
        told = ((cost.number, "ink"), (cost.new, "update"))
        for (text, role), kind, line in zip(told, cost.kinds, lines, strict=True):
            if text:
                painter.setFont(font_of(kind, self.scale * cost.squeeze, theme.room))
                painter.setPen(QColor(theme.muted if text == "?" else theme.hex(role)))
                painter.drawText(QRectF(box.x, y, box.w, line), Qt.AlignmentFlag.AlignCenter, text)
                y += line


def _chord(spot: Spot, away: float) -> float:
    """Return the room inside a circle so far above or below its middle."""
    return 2.0 * sqrt(max(spot.r**2 - away**2, 0.0))


def cost_symbol_px(room: float, scale: float) -> float:
    """Return the size of J that its square has so much room for, down: its rim touches no letter."""
    return min(24 * scale, max(room - 2 * _RIM, 0.0) / symbol("J", _PROBE).height * _PROBE)


@lru_cache(maxsize=256)
def symbol(tex: str, px: float) -> Typeset:
    """Typeset a symbol once."""
    return typeset(((tex, False),), px)
