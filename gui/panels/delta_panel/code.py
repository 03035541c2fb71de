"""The same step in NumPy: its line marked, between the one before and the one after."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRectF

from engine.nn.types import Ref
from engine.session.actions import Action
from gui.look import Look
from gui.panels.delta_panel.drawing import Box, Drawing, Label, Spot, Style, elided, width_of

__all__ = ["Code", "Line"]

_STYLE = Style(12, code=True)
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
        """Lay the lines out, broken at spaces where they are too long."""
        line, room = round(_LINE * look.scale), width - 2 * _PAD
        boxes, labels, spots, y = [], [], [], _TOP
        for statement in self.lines:
            pieces = _wrapped(statement.text, room, look.scale)
            for i, piece in enumerate(pieces):
                rect = QRectF(_PAD, y + i * line, room, line)
                if statement.here:
                    marked = width_of(piece, _STYLE, look.scale) + 6
                    box = QRectF(_PAD - 3, rect.y(), min(marked, room + 6), line)
                    boxes.append(Box(box, look.theme.soft(self.role)))
                role = self.role if statement.here else "ink"
                labels.append(Label(rect, elided(piece, _STYLE, look.scale, room), _STYLE, role))
            rect = QRectF(_PAD - 5, y, room + 10, line * len(pieces))
            spots.append(Spot(rect, statement.refs, statement.action, statement.said, self.role, 4.0))
            y += line * len(pieces)
        card = Box(QRectF(0, 0, width, y + _TOP), look.theme.background, radius=_RADIUS)
        return Drawing(y + _TOP, (card, *boxes), tuple(labels), tuple(spots))


def _wrapped(text: str, room: float, scale: float) -> list[str]:
    """Break a statement at its spaces; what follows the first line is indented."""
    lines = [""]
    for word in text.split(" "):
        longer = f"{lines[-1]} {word}" if lines[-1].strip() else lines[-1] + word
        if lines[-1].strip() and width_of(longer, _STYLE, scale) > room:
            lines.append(_INDENT + word)
        else:
            lines[-1] = longer
    return lines
