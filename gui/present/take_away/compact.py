"""Outlines in few characters: an SVG whose paths are whole numbers, each counted from the point before."""

from __future__ import annotations

import re
from collections.abc import Iterator

__all__ = ["compacted"]

_PATH = re.compile(r'(?<= d=")[^"]*(?=")')
_ELEMENT = re.compile(r"Z|([MLC ])(-?[0-9.]+) (-?[0-9.]+)")
_Point = tuple[int, int]


def compacted(svg: str) -> str:
    """Write the outlines of a picture shorter, rounded to whole units of it.

    Parameters
    ----------
    svg : str
        As `gui.export.svg` writes it: in every path only M, L, C and Z, with absolute numbers.

    Examples
    --------
    >>> compacted('<path d="M10 10L10 20.2C10 30 20 30 22 40.4Z"/>')
    '<path d="M10 10l0 10c0 10 10 10 12 20Z"/>'
    """
    return _PATH.sub(lambda found: "".join(_words(found[0])), svg)


def _words(path: str) -> Iterator[str]:
    """Yield the commands; the three points of a curve are all counted from where it begins."""
    start = here = base = (0, 0)
    for found in _ELEMENT.finditer(path):
        command = found[1]
        if command is None:
            here = start
            yield "Z"
            continue
        point = (round(float(found[2])), round(float(found[3])))
        if command == "M":
            start = here = point
            yield f"M{point[0]} {point[1]}"
            continue
        base = base if command == " " else here
        here = point
        yield _word({"L": "l", "C": "c", " ": " "}[command], base, point)


def _word(command: str, base: _Point, point: _Point) -> str:
    """Write how far a point is from another; a minus sign parts numbers as a gap does."""
    dx, dy = point[0] - base[0], point[1] - base[1]
    first = "" if command == " " and dx < 0 else command
    return f"{first}{dx}{dy}" if dy < 0 else f"{first}{dx} {dy}"
