"""Which display the audience view goes to, and which the console: decided from what is plugged in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

__all__ = ["Display", "Places", "named_apart", "placed"]

Box = tuple[int, int, int, int]
"""Left, top, width, height."""


@dataclass(frozen=True, slots=True)
class Display:
    """One display that is plugged in.

    Attributes
    ----------
    name : str
        No two have the same.
    box : tuple of int
        Left, top, width, height on the desktop, in px.
    is_primary : bool
        Where the desktop has its bar: of a laptop, its own.
    """

    name: str
    box: Box
    is_primary: bool = False

    @property
    def area(self) -> int:
        """How large it is, in px²."""
        return self.box[2] * self.box[3]


@dataclass(frozen=True, slots=True)
class Places:
    """Where the windows are: the names of two displays, the console's None where there is one only."""

    audience: str
    console: str | None


def placed(displays: Sequence[Display], wanted: Sequence[str] = ()) -> Places:
    """Decide where the windows go.

    A display that shows what another shows is none of its own: the console on it would be seen by the room.

    Parameters
    ----------
    displays : sequence of Display
        At least one.
    wanted : sequence of str
        Where the audience view had better be; the first of them that is there. If none is, the largest
        display that is not the primary one is taken.
    """
    primary = next((each for each in displays if each.is_primary), displays[0])
    others = [each for each in displays if each is not primary and not _overlap(each, primary)]
    if not others:
        return Places(primary.name, None)
    largest = max(others, key=lambda each: each.area)
    there = {each.name: each for each in (primary, *others)}
    chosen = next((there[name] for name in wanted if name in there), largest)
    return Places(chosen.name, primary.name if chosen is not primary else largest.name)


def named_apart(names: Sequence[str]) -> list[str]:
    """Give a number to those that are called the same, from the second on."""
    return [
        name if (before := names[:at].count(name)) == 0 else f"{name} ({before + 1})"
        for at, name in enumerate(names)
    ]


def _overlap(one: Display, other: Display) -> bool:
    (x, y, w, h), (left, top, width, height) = one.box, other.box
    return x < left + width and left < x + w and y < top + height and top < y + h
