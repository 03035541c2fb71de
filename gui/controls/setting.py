"""A setting as something that can be typed and stepped: the batch size, a penalty, a number of Adam."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from engine.session.actions import Action
from engine.session.typed import parse_number
from gui.hands.settable import Steps
from gui.hands.targets import Pace
from gui.look import Look
from gui.short_number import short

__all__ = ["Doubling", "Setting", "Still"]

_EXACT = 2**53
"""From here on not every whole number is a float."""


class Still:
    """What is typed only: keys and wheel leave it as it is."""

    def stepped(self, value: float, _steps: int, _pace: Pace) -> float:
        """Return the value."""
        return value


@dataclass(frozen=True, slots=True)
class Doubling:
    """Counts from 1 to `high`: a step doubles or halves, a fine one is 1."""

    high: int

    def stepped(self, value: float, steps: int, pace: Pace) -> float:
        """Go to the next power of two, or to the next count."""
        for _ in range(abs(steps)):
            here = int(value)
            if pace == "fine":
                value = here + (1 if steps > 0 else -1)
            else:
                value = 1 << (here.bit_length() if steps > 0 else max((here - 1).bit_length() - 1, 0))
            value = min(max(value, 1), self.high)
        return value


@dataclass(frozen=True, slots=True)
class Setting:
    """A number among the settings, as it stands.

    Attributes
    ----------
    ref : str
        Its name in the program.
    value : float
    scale : Steps
        How it answers to wheel and keys.
    make : callable
        Takes a value and the group of a gesture, and returns the action that sets it.
    refuse : callable
        Says in a sentence why it can't have a value; an empty text where it can.
    low, high : float
        Where steps end.
    is_whole : bool
        It is a count, or a number that only tells one from another.
    """

    ref: str
    value: float
    scale: Steps
    make: Callable[[float, str], Action] = field(compare=False)
    refuse: Callable[[float], str] = field(compare=False)
    low: float
    high: float
    is_whole: bool = False

    def action(self, value: float, group: str) -> Action:
        """Return the action that sets it."""
        return self.make(value, group)

    def within(self, value: float) -> float:
        """Return the value nearest to one that it may have."""
        return min(max(value, self.low), self.high)

    def refusal(self, value: float) -> str:
        """Say why it can't have a value; nothing where it can."""
        return self.refuse(value)

    def at(self, value: float) -> Setting:
        """Return the same with another value."""
        return replace(self, value=value)

    def text(self, value: float, look: Look, *, in_full: bool) -> str:
        """Write a value: as somebody chose it, without zeros at its end."""
        del in_full  # it always is
        return str(int(value)) if self.is_whole else short(value, look.point)

    def read(self, text: str) -> float:
        """Read what was typed; a long whole number keeps its last digits."""
        value = parse_number(text)
        bare = text.strip()
        return int(bare) if abs(value) >= _EXACT and bare.isascii() and bare.isdigit() else value
