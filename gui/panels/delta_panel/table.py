"""The table of all δs as a drawing: two lines a node, its δ = arrived × slope, its terms and its state."""

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

__all__ = ["DeltaLine", "DeltaTable", "TermChip", "row_ends"]

translate = QCoreApplication.translate
_ROW, _HEAD, _PAD, _GAP = 60.0, 22.0, 8.0, 6.0
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
        """Place two lines for each node: node, δ and its product; terms and state."""
        row, head = round(_ROW * look.scale), round(_HEAD * look.scale)
        named = min(widest((line.node for line in self.lines), _TEXT, look.scale), width * 0.36)
        boxes, labels, spots = [], _header(width, named, head, look), []
        for i, line in enumerate(self.lines):
            rect = QRectF(0, head + i * row, width, row - 1)
            boxes += _frame(line, rect, look)
            labels += _upper(line, rect, named, look)
            spots.append(Spot(rect, line.refs, line.action, line.said, "delta", 8.0))
            chips, marks, room = _chips(line, rect, look)
            boxes += [box for box, _ in chips]
            labels += [label for _, label in chips]
            spots += marks
            labels.append(_state(line, rect, room, look))
        return Drawing(head + row * len(self.lines), tuple(boxes), tuple(labels), tuple(spots))


def row_ends(number: int, look: Look) -> tuple[float, float]:
    """Return where a row begins and ends, px from the top; rows are counted from 0."""
    row, head = round(_ROW * look.scale), round(_HEAD * look.scale)
    return head + number * row, head + (number + 1) * row


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
    """Write node, δ = number and the product it is."""
    top, height = rect.y() + 6 * look.scale, 22 * look.scale
    known = line.number != "?"
    value = f"{line.name} = {line.number}"
    at, room = rect.x() + _PAD + named + 2 * _GAP, width_of(value, _STRONG, look.scale) + 1
    left = rect.right() - _PAD - at - room - _GAP
    return [
        Label(QRectF(_PAD, top, named, height), elided(line.node, _TEXT, look.scale, named), _TEXT),
        Label(QRectF(at, top, room, height), value, _STRONG, "delta" if known else "muted"),
        Label(
            QRectF(rect.right() - _PAD - left, top, max(left, 0), height),
            elided(line.product, _SMALL, look.scale, left), _SMALL, "muted", RIGHT,
        ),
    ]  # fmt: skip


def _chips(line: DeltaLine, rect: QRectF, look: Look) -> tuple[list[tuple[Box, Label]], list[Spot], float]:
    """Place the terms on the second line; return too what is left of its width for the state."""
    height, x, y = _CHIP * look.scale, _PAD, rect.y() + 31 * look.scale
    fill = look.theme.surface if line.in_play else look.theme.delta_soft
    drawn, spots = [], []
    shown = _fitting(line, rect.width(), look.scale)
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


def _fitting(line: DeltaLine, width: float, scale: float) -> int:
    """Count the terms that leave room for the state; one is always shown."""
    room = width - 2 * _PAD - _GAP - width_of(line.state, _SMALL, scale) - 1
    names = [width_of(chip.name, _SMALL, scale) + _CHIP_PAD + _CHIP_GAP for chip in line.chips]
    more = width_of("+00", _SMALL, scale) + 8 + _CHIP_GAP
    for count in range(len(names), 1, -1):
        rest = more if line.left or count < len(names) else 0.0
        if sum(names[:count]) + rest <= room:
            return count
    return 1


def _state(line: DeltaLine, rect: QRectF, room: float, look: Look) -> Label:
    height = _CHIP * look.scale
    at = QRectF(rect.right() - _PAD - room, rect.y() + 31 * look.scale, max(room, 0), height)
    return Label(
        at, elided(line.state, _SMALL, look.scale, room), _SMALL, "ink" if line.in_play else "muted", RIGHT
    )
