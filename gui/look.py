"""How things are drawn at the moment: theme, digits, motion. Panels are handed one, never a setting."""

from __future__ import annotations

from dataclasses import dataclass

from engine.nn.notation import number
from gui.theme import LIGHT, Theme


@dataclass(frozen=True, slots=True)
class Look:
    """What every panel needs to know to draw itself.

    Attributes
    ----------
    theme : Theme
    decimals : int
        Digits after the point, 2 to 6.
    point : str
        Decimal separator.
    motion : float
        Seconds that a value takes along its edge; 0 where motion is reduced.
    scale : float
        Text size as a multiple of the usual one, 0.8 to 2.
    """

    theme: Theme = LIGHT
    decimals: int = 3
    point: str = "."
    motion: float = 0.6
    scale: float = 1.0

    def number(self, value: float | None) -> str:
        """Write a number as everywhere on screen; unknown is ``?``."""
        return number(value, self.decimals, self.point)

    def px(self, size: float) -> int:
        """Scale a size of text from pixels at 100 %."""
        return max(1, round(size * self.scale))
