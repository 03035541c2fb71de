"""How things are drawn at the moment: theme, digits, motion. Panels are handed one, never a setting."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from engine.nn.digits import consistent, precise
from engine.nn.notation import number
from engine.nn.types import Ref, Symbol
from gui.theme import LIGHT, Theme

_COSTS: frozenset[Symbol] = frozenset({"J", "J_new"})
_POINT = re.compile(r"(?<=\d)\.(?=\d)")
_DIGITS = 3
"""So many digits of a cost are written at least, as long as so many decimals are: J must be seen to fall."""


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
    power : int or None
        A power of ten that all numbers are written with; None where each is written as it needs.
    """

    theme: Theme = LIGHT
    decimals: int = 3
    point: str = "."
    motion: float = 0.6
    scale: float = 1.0
    power: int | None = None

    def number(self, value: float | None) -> str:
        """Write a number as everywhere on screen; unknown is ``?``."""
        return number(value, self.decimals, self.point, self.power)

    def number_of(self, ref: Ref, value: float | None) -> str:
        """Write the number of a quantity; that of a cost with so many digits that it is seen to fall."""
        if ref.symbol == "t" and value is not None:  # a count
            return f"{value:.0f}"
        return self.cost(value) if ref.symbol in _COSTS else self.number(value)

    def pointed(self, text: str) -> str:
        """Give numbers that somebody chose, such as 0.9 in a formula, the decimal point in use."""
        return text if self.point == "." else _POINT.sub(self.point, text)

    def pointed_tex(self, tex: str) -> str:
        """Do the same in LaTeX, where a bare comma would be set with a gap after it."""
        return tex if self.point == "." else _POINT.sub(f"{{{self.point}}}", tex)

    def cost(self, value: float | None) -> str:
        """Write a cost."""
        if value is None or self.power is not None:
            return self.number(value)
        return precise(value, self.decimals, self.point, self._digits)

    def comparing(self, before: float | None, after: float | None) -> Look:
        """Write numbers with so many decimals that before + change = after as they are read."""
        if before is None or after is None:
            return self
        decimals, power = consistent(before, after, self.decimals)
        return self if power is not None else replace(self, decimals=decimals)

    def comparing_costs(self, before: float | None, after: float | None) -> Look:
        """Write two costs and their difference so that they agree as they are read."""
        if before is None or after is None:
            return self
        decimals, power = consistent(before, after, self.decimals, self._digits)
        return replace(self, decimals=decimals, power=power)

    def telling_apart(self, before: float | None, after: float | None) -> Look:
        """Write two costs as everywhere, unless they would be read as one."""
        return self.comparing_costs(before, after) if self.cost(before) == self.cost(after) else self

    @property
    def _digits(self) -> int:
        return min(_DIGITS, self.decimals)

    def px(self, size: float) -> int:
        """Scale a size of text from pixels at 100 %."""
        return max(1, round(size * self.scale))
