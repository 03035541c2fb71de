"""Where the parts of an option card stand, for each way of laying it out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QRectF

from gui.present.page.block import NOWHERE
from gui.present.page.prose import Prose

__all__ = ["FEW_HANDS", "PAD", "WAYS", "Measures", "Places", "Way", "places"]

Way = Literal["across", "row", "down"]
"""The text beside the letter and the reason under it; all in one row; the text under the letter."""

WAYS: tuple[Way, ...] = ("across", "row", "down")
PAD = 7.0
FEW_HANDS = 62.0
"""The least room for bars."""
_BETWEEN, _GAP, _MARK = 10.0, 3.0, 22.0
_MOST_LINES, _LEAST_WHY = 4, 150.0
_MOST_LEAD = 0.45
"""Share of a card that its text has before the reason, at most."""


@dataclass(frozen=True, slots=True)
class Measures:
    """What a card measures of itself.

    Attributes
    ----------
    disc : float
        Across the letter.
    hands : tuple of float
        Width and height of the room for the bars.
    lead : float
        Width of the longest text of all cards, if no line of it ends.
    """

    disc: float
    hands: tuple[float, float]
    lead: float


@dataclass(frozen=True, slots=True)
class Places:
    """Boxes of the parts, from the top left of the card, and the height that they take."""

    disc: QRectF
    text: QRectF
    why: QRectF
    hands: QRectF
    mark: QRectF
    height: float


def places(way: Way, width: float, text: Prose, why: Prose | None, of: Measures) -> Places | None:
    """Lay a card out in a width; None where it is too narrow for that."""
    found = _LAID[way](width - 2 * PAD, text, why, of)
    return found if found is not None and found.height < NOWHERE else None


def _down(inner: float, text: Prose, why: Prose | None, of: Measures) -> Places | None:
    line = max(of.disc, of.hands[1])
    for_hands = inner - of.disc - _BETWEEN - _MARK
    if for_hands < min(of.hands[0], FEW_HANDS) or not _fits(text, why, inner, inner):
        return None
    high, below = text.height(inner), why.height(inner) if why else 0.0
    top = PAD + line + _GAP
    return Places(
        QRectF(PAD, PAD, of.disc, line),
        QRectF(PAD, top, inner, high),
        QRectF(PAD, top + high + _GAP, inner, below),
        QRectF(PAD + of.disc + _BETWEEN, PAD, for_hands, line),
        QRectF(PAD + inner - _MARK, PAD, _MARK, line),
        top + high + (_GAP + below if why else 0.0) + PAD,
    )


def _across(inner: float, text: Prose, why: Prose | None, of: Measures) -> Places | None:
    left, room = _between(inner, of)
    if not _fits(text, why, room, room):
        return None
    high, below = text.height(room), why.height(room) if why else 0.0
    both = high + (_GAP + below if why else 0.0)
    line = max(of.disc, of.hands[1], both)
    top = PAD + (line - both) / 2.0
    return _in_a_line(
        inner, line, of, QRectF(left, top, room, high), QRectF(left, top + high + _GAP, room, below)
    )


def _row(inner: float, text: Prose, why: Prose | None, of: Measures) -> Places | None:
    left, room = _between(inner, of)
    rest = room - of.lead - _BETWEEN
    if of.lead > min(_MOST_LEAD * inner, room) or not _fits(text, why, of.lead, rest):
        return None
    high, beside = text.height(of.lead), why.height(rest) if why else 0.0
    line = max(of.disc, of.hands[1], high, beside)
    return _in_a_line(
        inner,
        line,
        of,
        QRectF(left, PAD + (line - high) / 2.0, of.lead, high),
        QRectF(left + of.lead + _BETWEEN, PAD + (line - beside) / 2.0, rest, beside),
    )


_LAID = {"across": _across, "row": _row, "down": _down}


def _between(inner: float, of: Measures) -> tuple[float, float]:
    """Return where texts begin between the letter and the bars, and the width there."""
    left = of.disc + _BETWEEN
    return PAD + left, inner - left - (of.hands[0] + _BETWEEN if of.hands[0] else 0.0) - _MARK


def _fits(text: Prose, why: Prose | None, room: float, for_why: float) -> bool:
    is_short = 0.0 < text.width <= _MOST_LINES * room
    return is_short and (why is None or for_why >= _LEAST_WHY)


def _in_a_line(inner: float, line: float, of: Measures, text: QRectF, why: QRectF) -> Places:
    """Put letter, bars and mark at the ends of a line with the texts between them."""
    right = PAD + inner - _MARK
    return Places(
        QRectF(PAD, PAD, of.disc, line),
        text,
        why,
        QRectF(right - of.hands[0], PAD, of.hands[0], line),
        QRectF(right, PAD, _MARK, line),
        line + 2 * PAD,
    )
