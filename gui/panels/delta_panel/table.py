"""The table of all δs as a drawing: for each node its δ = arrived × slope, its terms and its state.

Two lines a node where there is room; where there is not, three: the product stands beside the terms
and the state under them, so that no text is cut.
"""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QRectF

from engine.nn.types import Ref
from engine.session.actions import Action
from gui.look import Look
from gui.panels.delta_panel.drawing import (
    CENTRE,
    RIGHT,
    Box,
    Drawing,
    Label,
    Spot,
    Style,
    elided,
    widest,
    width_of,
)
from gui.theme import SMALL_PX

__all__ = ["DeltaLine", "DeltaTable", "TermChip"]

translate = QCoreApplication.translate
_ROW, _HEAD, _PAD, _GAP = 60.0, 22.0, 8.0, 6.0
_UPPER, _LINE = 6.0, 25.0
_CHIP, _CHIP_PAD, _CHIP_GAP = 21.0, 14.0, 4.0
_TEXT, _STRONG, _SMALL = Style(), Style(bold=True), Style(SMALL_PX)


@dataclass(frozen=True, slots=True)
class TermChip:
    """One δ term that comes back to a node."""

    name: str
    refs: frozenset[Ref] = frozenset()
    action: Action | None = None
    said: str = ""


@dataclass(frozen=True, slots=True)
class DeltaLine:
    """All that is said of one node: texts, what they stand for, and how many more terms there are."""

    node: str
    name: str
    number: str
    product: str
    chips: tuple[TermChip, ...]
    state: str
    refs: frozenset[Ref]
    action: Action | None
    said: str
    left: int = 0
    in_play: bool = False
    in_focus: bool = False


@dataclass(frozen=True, slots=True)
class DeltaTable:
    """Every δ, output first."""

    lines: tuple[DeltaLine, ...]

    def draw(self, width: float, look: Look) -> Drawing:
        """Place the lines of each node one under the other."""
        stacked = self._is_stacked(width, look)
        row, head = _heights(stacked, look)
        named = self._named(width, look)
        boxes, labels, spots = [], _header(width, named, head, look), []
        for i, line in enumerate(self.lines):
            rect = QRectF(0, head + i * row, width, row - 1)
            boxes += _frame(line, rect, look)
            labels += _upper(line, rect, named, look)
            spots.append(Spot(rect, line.refs, line.action, line.said, "delta", 8.0))
            beside = line.product if stacked else line.state
            chips, marks, room = _chips(line, rect, beside, look)
            boxes += [box for box, _ in chips]
            labels += [label for _, label in chips]
            spots += marks
            labels += _sides(line, rect, room, stacked, look)
        return Drawing(head + row * len(self.lines), tuple(boxes), tuple(labels), tuple(spots))

    def row_ends(self, number: int, width: float, look: Look) -> tuple[float, float]:
        """Return where a row begins and ends, px from the top; rows are counted from 0."""
        row, head = _heights(self._is_stacked(width, look), look)
        return head + number * row, head + (number + 1) * row

    def _named(self, width: float, look: Look) -> float:
        """Return the room of the nodes' names: all of it where δ and its number leave it."""
        value = widest((_value(line) for line in self.lines), _STRONG, look.scale)
        room = width - 2 * _PAD - 2 * _GAP - value
        return min(widest((line.node for line in self.lines), _TEXT, look.scale), max(room, width * 0.2))

    def _is_stacked(self, width: float, look: Look) -> bool:
        """Say whether two lines are too few for some node.

        Numbers that are still to come are given room already, so that the table keeps its shape.
        """
        scale, least = look.scale, look.number(-1.0)
        value = widest((f"{line.name} = {least}" for line in self.lines), _STRONG, scale)
        value = max(value, widest((_value(line) for line in self.lines), _STRONG, scale))
        product = width_of(f"= {least} × {look.number(1.0)}", _SMALL, scale)
        product = max(product, widest((line.product for line in self.lines), _SMALL, scale))
        node = widest((line.node for line in self.lines), _TEXT, scale)
        upper = node + 2 * _GAP + value + _GAP + product + 2
        lower = max((_least_lower(line, scale) for line in self.lines), default=0.0)
        return max(upper, lower) > width - 2 * _PAD


def _heights(stacked: bool, look: Look) -> tuple[int, int]:
    """Return the height of a row and of the header, px."""
    return round((_ROW + stacked * _LINE) * look.scale), round(_HEAD * look.scale)


def _value(line: DeltaLine) -> str:
    return f"{line.name} = {line.number}"


def _least_lower(line: DeltaLine, scale: float) -> float:
    """Measure the first term, the count of the others, and the state beside them."""
    chip = max((width_of(chip.name, _SMALL, scale) for chip in line.chips[:1]), default=0.0)
    more = width_of("+00", _SMALL, scale) + 8 + _CHIP_GAP if line.left or len(line.chips) > 1 else 0.0
    return chip + _CHIP_PAD + _CHIP_GAP + more + _GAP + width_of(line.state, _SMALL, scale) + 1


def _header(width: float, named: float, height: float, look: Look) -> list[Label]:
    """Name the columns."""
    right = translate("AllDeltas", "= arrived × slope")
    room = width_of(right, _SMALL, look.scale) + 1
    return [
        Label(QRectF(_PAD, 0, named, height), translate("AllDeltas", "node"), _SMALL, "muted"),
        Label(QRectF(_PAD + named + 2 * _GAP, 0, width / 4, height), "δ", _SMALL, "muted"),
        Label(QRectF(width - _PAD - room, 0, room, height), right, _SMALL, "muted", RIGHT),
    ]


def _frame(line: DeltaLine, rect: QRectF, look: Look) -> list[Box]:
    """Rule a row off; tint those in play, and ring the one in focus."""
    if line.in_play:
        ring = rect.adjusted(0.75, 0.75, -0.75, -0.75)
        return [Box(ring, look.theme.delta_soft, look.theme.delta if line.in_focus else "", 8.0)]
    return [Box(QRectF(rect.x(), rect.bottom(), rect.width(), 1), look.theme.line)]


def _upper(line: DeltaLine, rect: QRectF, named: float, look: Look) -> list[Label]:
    """Write the node and δ = number."""
    top, height = rect.y() + _UPPER * look.scale, 22 * look.scale
    at, room = rect.x() + _PAD + named + 2 * _GAP, width_of(_value(line), _STRONG, look.scale) + 1
    role = "muted" if line.number == "?" else "delta"
    return [
        Label(QRectF(_PAD, top, named, height), elided(line.node, _TEXT, look.scale, named), _TEXT),
        Label(QRectF(at, top, room, height), _value(line), _STRONG, role),
    ]


def _chips(
    line: DeltaLine, rect: QRectF, beside: str, look: Look
) -> tuple[list[tuple[Box, Label]], list[Spot], float]:
    """Place the terms on the second line; return too what is left of its width for the text beside them."""
    height, x, y = _CHIP * look.scale, _PAD, rect.y() + (_UPPER + _LINE) * look.scale
    fill = look.theme.surface if line.in_play else look.theme.delta_soft
    drawn, spots = [], []
    shown = _fitting(line, rect.width(), beside, look.scale)
    for chip in line.chips[:shown]:
        at = QRectF(x, y, width_of(chip.name, _SMALL, look.scale) + _CHIP_PAD, height)
        drawn.append((Box(at, fill, radius=height / 2), Label(at, chip.name, _SMALL, "delta", CENTRE)))
        spots.append(Spot(at, chip.refs, chip.action, chip.said, "delta", height / 2))
        x = at.right() + _CHIP_GAP
    if left := line.left + len(line.chips) - shown:
        at = QRectF(x, y, width_of(f"+{left}", _SMALL, look.scale) + 8, height)
        drawn.append((Box(at), Label(at, f"+{left}", _SMALL, "muted", CENTRE)))
        x = at.right() + _CHIP_GAP
    return drawn, spots, rect.right() - _PAD - x - _GAP


def _fitting(line: DeltaLine, width: float, beside: str, scale: float) -> int:
    """Count the terms that leave room for a text beside them; one is always shown."""
    room = width - 2 * _PAD - _GAP - width_of(beside, _SMALL, scale) - 1
    names = [width_of(chip.name, _SMALL, scale) + _CHIP_PAD + _CHIP_GAP for chip in line.chips]
    more = width_of("+00", _SMALL, scale) + 8 + _CHIP_GAP
    for count in range(len(names), 1, -1):
        rest = more if line.left or count < len(names) else 0.0
        if sum(names[:count]) + rest <= room:
            return count
    return 1


def _sides(line: DeltaLine, rect: QRectF, room: float, stacked: bool, look: Look) -> list[Label]:
    """Write product and state at the right; `room` is what the terms leave of the second line."""
    whole = rect.width() - 2 * _PAD
    role = "ink" if line.in_play else "muted"
    return [
        _at_right(line.product, rect, stacked, room if stacked else whole, "muted", look),
        _at_right(line.state, rect, 1 + stacked, whole if stacked else room, role, look),
    ]


def _at_right(text: str, rect: QRectF, number: int, room: float, role: str, look: Look) -> Label:
    """Write a text at the right end of one of the lines of a row, counted from 0."""
    shown = elided(text, _SMALL, look.scale, room)
    width = width_of(shown, _SMALL, look.scale) + 1
    top = rect.y() + (_UPPER + number * _LINE) * look.scale
    at = QRectF(rect.right() - _PAD - width, top, width, _CHIP * look.scale)
    return Label(at, shown, _SMALL, role, RIGHT)
