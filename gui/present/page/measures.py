"""How large things are on the page, in its own units: the page is so many high, whatever the screen."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["BOTTOM", "GAP", "HEIGHT", "MARGIN", "STEPS", "TOP", "Sizes", "decimals_from"]

HEIGHT = 460.0
"""Of the page. So 12 units are 2.6 % of it, 19 are 4 %, 23 are 5 %."""

MARGIN, GAP = 18.0, 8.0
TOP, BOTTOM = 32.0, HEIGHT - 18.0
"""Between them stands what is between the head line and the bar of stops."""

_KINDS: dict[str, tuple[int, int]] = {
    "head": (14, 12),
    "name": (16, 13),
    "caption": (16, 12),
    "why": (15, 12),
    "small": (13, 12),
    "status": (16, 12),
    "question": (21, 19),
    "card": (19, 19),
    "answer": (23, 19),
    "table": (17, 16),
    "formula": (29, 23),
    "factor": (23, 19),
}
"""Usual and least size of each kind of text at a text size of 100 %."""

STEPS = (0.0, 0.25, 0.5, 0.75, 1.0)
"""How far towards its least size text may go where room is short, tried in this order."""


@dataclass(frozen=True, slots=True)
class Sizes:
    """The sizes of all text on a page.

    Attributes
    ----------
    scale : float
        Text size as a multiple of the usual one.
    squeeze : float
        0 for the sizes that are wished for, 1 for the least ones.
    """

    scale: float = 1.0
    squeeze: float = 0.0

    def px(self, kind: str) -> int:
        """Return the size of a kind of text, in units: never less than its least."""
        usual, least = _KINDS[kind]
        wished = max(usual * self.scale, least)
        return round(least + (wished - least) * (1.0 - self.squeeze))

    @property
    def of_pictures(self) -> float:
        """Text size in pictures as a multiple of the usual one, which is their least."""
        return 1.0 + max(self.scale - 1.0, 0.0) * (1.0 - self.squeeze)

    def least(self, kind: str) -> int:
        """Return the least size of a kind of text."""
        return _KINDS[kind][1]


def decimals_from(decimals: int) -> tuple[int, ...]:
    """Return with how many decimals numbers are written: as wished, and with fewer where room is short."""
    return (decimals, *(fewer for fewer in (4, 3) if fewer < decimals))
