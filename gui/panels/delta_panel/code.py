"""The same step in NumPy: its line marked, between the one before and the one after."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRectF

from engine.nn.types import Ref
from engine.session.actions import Action
from gui.look import Look
from gui.panels.delta_panel.drawing import Box, Drawing, Label, Spot, Style, elided, width_of

__all__ = ["Code", "Line"]

_STYLES = (Style(12, code=True), Style(11, code=True))
_OPERATORS = frozenset({"@", "*", "**", "+", "-", "/", "=", ">", "<"})
_LINE, _PAD, _TOP, _RADIUS = 19.0, 12.0, 8.0, 8.0
_INDENT = "    "


@dataclass(frozen=True, slots=True)
class Line:
    """A statement; `here` marks the step in play."""

    text: str
    here: bool = False
    refs: frozenset[Ref] = frozenset()
    action: Action | None = None
    said: str = ""


@dataclass(frozen=True, slots=True)
class Code:
    """A few statements on a card."""

    lines: tuple[Line, ...]
    role: str = "delta"

    def draw(self, width: float, look: Look) -> Drawing:
        """Lay the lines out, in smaller letters or broken before an operator where they are too long."""
        line, room = round(_LINE * look.scale), width - 2 * _PAD
        style = self._style(room, look.scale)
        boxes, labels, spots, y = [], [], [], _TOP
        for statement in self.lines:
            pieces = _wrapped(statement.text, room, style, look.scale)
            for i, piece in enumerate(pieces):
                rect = QRectF(_PAD, y + i * line, room, line)
                if statement.here:
                    marked = width_of(piece, style, look.scale) + 6
                    box = QRectF(_PAD - 3, rect.y(), min(marked, room + 6), line)
                    boxes.append(Box(box, look.theme.soft(self.role)))
                role = self.role if statement.here else "ink"
                labels.append(Label(rect, elided(piece, style, look.scale, room), style, role))
            rect = QRectF(_PAD - 5, y, room + 10, line * len(pieces))
            spots.append(Spot(rect, statement.refs, statement.action, statement.said, self.role, 4.0))
            y += line * len(pieces)
        card = Box(QRectF(0, 0, width, y + _TOP), look.theme.background, radius=_RADIUS)
        return Drawing(y + _TOP, (card, *boxes), tuple(labels), tuple(spots))

    def _style(self, room: float, scale: float) -> Style:
        """Choose the largest letters in which no line breaks; the smallest where one must."""
        for style in _STYLES:
            if all(width_of(line.text, style, scale) <= room for line in self.lines):
                return style
        return _STYLES[-1]


def _wrapped(text: str, room: float, style: Style, scale: float) -> list[str]:
    """Break a statement where it may be; what follows the first line is indented."""
    lines = [""]
    for unit in _units(text):
        longer = f"{lines[-1]} {unit}" if lines[-1].strip() else lines[-1] + unit
        if lines[-1].strip() and width_of(longer, style, scale) > room:
            lines.append(_INDENT + unit)
        else:
            lines[-1] = longer
    return lines


def _units(text: str) -> list[str]:
    """Split a statement at the spaces where it may be broken: outside of [ ], and before an operator."""
    units: list[str] = []
    for word in text.split(" "):
        before = units[-1] if units else ""
        inside = before.count("[") > before.count("]")
        hangs = before.rpartition(" ")[2] in _OPERATORS or word == "="
        if before and (inside or hangs):
            units[-1] = f"{before} {word}"
        else:
            units.append(word)
    return units
