"""A small table: what it is, along what it came or goes, and its number."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRectF

from engine.nn.types import Ref
from engine.session.actions import Action
from gui.look import Look
from gui.panels.delta_panel.drawing import RIGHT, Box, Drawing, Label, Spot, Style, elided, widest, width_of
from gui.theme import SMALL_PX

__all__ = ["Row", "Rows"]

_ONE, _TWO, _HEAD, _GAP, _PAD = 29.0, 45.0, 22.0, 12.0, 6.0
_TEXT, _STRONG, _SMALL = Style(), Style(bold=True), Style(SMALL_PX)


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table; `strong` marks the one in play."""

    name: str
    along: str = ""
    value: str = ""
    refs: frozenset[Ref] = frozenset()
    action: Action | None = None
    said: str = ""
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Rows:
    """A table of three columns with a header; `more` says what was left out.

    Where name, way and number have no room side by side, the way goes under the name.
    """

    header: tuple[str, str, str]
    rows: tuple[Row, ...]
    more: str = ""
    role: str = "delta"

    def draw(self, width: float, look: Look) -> Drawing:
        """Lay out the header and the rows under one another."""
        value = widest((row.value for row in self.rows), _STRONG, look.scale)
        value = max(value, width_of(self.header[2], _SMALL, look.scale))
        labels, boxes, spots = self._head(width, value, look), [], []
        y = round(_HEAD * look.scale)
        boxes.append(Box(QRectF(0, y - 1, width, 1), fill=look.theme.line))
        stacked = self._is_stacked(width - 2 * _PAD - value - _GAP, look.scale)
        for row in self.rows:
            texts, height = _row(row, y, width, value, stacked, look)
            rect = QRectF(0, y, width, height)
            if row.strong:
                boxes.append(Box(rect, fill=look.theme.soft(self.role)))
            boxes.append(Box(QRectF(0, y + height - 1, width, 1), fill=look.theme.line))
            labels += texts
            spots.append(Spot(rect, row.refs, row.action, row.said, self.role, 4.0))
            y += round(height)
        if self.more:
            labels.append(
                Label(QRectF(_PAD, y, width - 2 * _PAD, 24 * look.scale), self.more, _SMALL, "muted")
            )
            y += round(24 * look.scale)
        return Drawing(y, tuple(boxes), tuple(labels), tuple(spots))

    def _is_stacked(self, room: float, scale: float) -> bool:
        """Say whether some row has no room for name and way side by side: then no row has."""
        return any(
            row.along and width_of(row.name, _TEXT, scale) + _GAP + width_of(row.along, _TEXT, scale) > room
            for row in self.rows
        )

    def _head(self, width: float, room: float, look: Look) -> list[Label]:
        name, along, value = self.header
        height = _HEAD * look.scale - 2
        end = width - _PAD - room - _GAP
        split = _PAD + width_of(name, _SMALL, look.scale) + _GAP
        return [
            Label(QRectF(_PAD, 0, split - _PAD, height), name, _SMALL, "muted"),
            Label(QRectF(split, 0, max(end - split, 0), height), along, _SMALL, "muted", RIGHT),
            Label(QRectF(width - _PAD - room, 0, room, height), value, _SMALL, "muted", RIGHT),
        ]


def _row(
    row: Row, y: float, width: float, value: float, stacked: bool, look: Look
) -> tuple[list[Label], float]:
    """Place the texts of one row; the way stands beside the name, or under it where rows are stacked."""
    style, scale = _STRONG if row.strong else _TEXT, look.scale
    left = width - 2 * _PAD - value - _GAP
    name = elided(row.name, _TEXT, scale, left)
    under = stacked and bool(row.along)
    height, line = round((_TWO if under else _ONE) * scale), 20 * scale if under else round(_ONE * scale)
    top = y + 3 if under else y
    labels = [
        Label(QRectF(_PAD, top, width_of(name, _TEXT, scale) + 1, line), name, _TEXT),
        Label(QRectF(width - _PAD - value, top, value, line), row.value, style, align=RIGHT),
    ]
    if under:
        lower = QRectF(_PAD, top + line - 1, width - 2 * _PAD, line)
        labels.append(Label(lower, elided(row.along, _SMALL, scale, lower.width()), _SMALL, "muted"))
    else:
        along = width_of(row.along, _TEXT, scale) + 1
        labels.append(Label(QRectF(_PAD + left - along, y, along, line), row.along, _TEXT, "muted", RIGHT))
    return labels, height
