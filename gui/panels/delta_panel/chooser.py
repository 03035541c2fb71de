"""Which scalar of the step is shown in detail: chips for a few, previous and next for many."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRectF

from engine.nn.types import Ref
from engine.session.actions import Action
from gui.look import Look
from gui.panels.delta_panel.drawing import CENTRE, Box, Drawing, Label, Spot, Style, elided, width_of
from gui.theme import SMALL_PX

__all__ = ["Chip", "Chips", "Stepper"]

_HEIGHT, _GAP, _PAD = 24.0, 6.0, 10.0
_BEFORE, _AFTER = (
    "\N{SINGLE LEFT-POINTING ANGLE QUOTATION MARK}",
    "\N{SINGLE RIGHT-POINTING ANGLE QUOTATION MARK}",
)
_TEXT, _STRONG = Style(SMALL_PX), Style(SMALL_PX, bold=True)


@dataclass(frozen=True, slots=True)
class Chip:
    """One choice."""

    name: str
    refs: frozenset[Ref] = frozenset()
    action: Action | None = None
    said: str = ""
    chosen: bool = False
    role: str = "delta"


@dataclass(frozen=True, slots=True)
class Chips:
    """A row of chips, broken into lines where need be."""

    chips: tuple[Chip, ...]

    def draw(self, width: float, look: Look) -> Drawing:
        """Place the chips from left to right."""
        height, x, y = round(_HEIGHT * look.scale), 0.0, 0.0
        boxes, labels, spots = [], [], []
        for chip in self.chips:
            text = elided(chip.name, _STRONG, look.scale, width - 2 * _PAD)
            room = width_of(text, _STRONG, look.scale) + 2 * _PAD
            if x and x + room > width:
                x, y = 0.0, y + height + _GAP
            rect = QRectF(x, y, room, height)
            boxes.append(_pill(chip, rect, look))
            labels.append(_text(chip, rect, text))
            spots.append(Spot(rect, chip.refs, chip.action, chip.said, chip.role, height / 2))
            x += room + _GAP
        return Drawing(y + height, tuple(boxes), tuple(labels), tuple(spots))


@dataclass(frozen=True, slots=True)
class Stepper:
    """One choice among many, with the one before and the one after at its sides."""

    before: Chip
    here: Chip
    after: Chip
    count: str

    def draw(self, width: float, look: Look) -> Drawing:
        """Place the two arrows around the name and the count."""
        height = round(_HEIGHT * look.scale)
        text = elided(self.here.name, _STRONG, look.scale, width - 4 * height)
        named = width_of(text, _STRONG, look.scale) + 2 * _PAD
        places = (
            (self.before, QRectF(0, 0, height, height), _BEFORE),
            (self.here, QRectF(height + _GAP, 0, named, height), text),
            (self.after, QRectF(height + 2 * _GAP + named, 0, height, height), _AFTER),
        )
        end = places[-1][1].right() + _GAP
        count = Label(QRectF(end, 0, max(width - end, 0), height), self.count, _TEXT, "muted")
        return Drawing(
            height,
            tuple(_pill(chip, rect, look) for chip, rect, _ in places),
            (*(_text(chip, rect, text) for chip, rect, text in places), count),
            tuple(
                Spot(rect, chip.refs, chip.action, chip.said, chip.role, height / 2)
                for chip, rect, _ in places
            ),
        )


def _pill(chip: Chip, rect: QRectF, look: Look) -> Box:
    fill = look.theme.hex(chip.role) if chip.chosen else look.theme.surface
    return Box(
        rect.adjusted(0.5, 0.5, -0.5, -0.5), fill, "" if chip.chosen else look.theme.line, rect.height() / 2
    )


def _text(chip: Chip, rect: QRectF, text: str) -> Label:
    return Label(rect, text, _STRONG if chip.chosen else _TEXT, "on_fill" if chip.chosen else "ink", CENTRE)
