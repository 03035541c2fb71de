"""All that was drawn in a lecture, by stop: a value, and the functions that make the next one. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from math import isfinite
from types import MappingProxyType
from typing import Any, cast

from gui.present.marks.stroke import MOST_POINTS, At, Stroke, Tool

__all__ = ["MOST_STOPS", "MOST_STROKES", "Marks", "drawn", "erased", "from_data", "undone", "unlit"]

MOST_STROKES = 200
"""Of a stop; where there are more, the oldest go."""
MOST_STOPS = 1000
"""In a file; no lecture has so many."""


@dataclass(frozen=True, slots=True)
class Marks:
    """The marks of a lecture.

    Attributes
    ----------
    by_stop : Mapping
        The strokes of each stop that has any, by `Slide.stop`, the oldest first.
    """

    by_stop: Mapping[str, tuple[Stroke, ...]] = field(default_factory=lambda: MappingProxyType({}))

    def of(self, stop: str) -> tuple[Stroke, ...]:
        """Return the strokes of a stop, the oldest first."""
        return self.by_stop.get(stop, ())

    def to_data(self) -> dict[str, list[dict[str, Any]]]:
        """Return it as plain lists and texts, to be saved."""
        return {
            stop: [{"tool": stroke.tool, "points": [list(at) for at in stroke.points]} for stroke in strokes]
            for stop, strokes in self.by_stop.items()
        }


def drawn(marks: Marks, stop: str, stroke: Stroke) -> Marks:
    """Add a stroke to a stop; there is one spotlight at most, the last."""
    before = unlit(marks, stop) if stroke.tool == "spotlight" else marks
    return _with(before, stop, (*before.of(stop), stroke)[-MOST_STROKES:])


def undone(marks: Marks, stop: str) -> Marks:
    """Take the last stroke of a stop away."""
    return _with(marks, stop, marks.of(stop)[:-1])


def erased(marks: Marks, stop: str) -> Marks:
    """Take all strokes of a stop away."""
    return _with(marks, stop, ())


def unlit(marks: Marks, stop: str) -> Marks:
    """Take the spotlight of a stop away."""
    return _with(marks, stop, tuple(stroke for stroke in marks.of(stop) if stroke.tool != "spotlight"))


def _with(marks: Marks, stop: str, strokes: tuple[Stroke, ...]) -> Marks:
    if strokes == marks.of(stop):
        return marks
    others = {name: own for name, own in marks.by_stop.items() if name != stop}
    return Marks(MappingProxyType({**others, stop: strokes} if strokes else others))


# From a file


def from_data(data: object) -> Marks:
    """Read what `Marks.to_data` wrote.

    Raises
    ------
    ValueError
        If it is not that; the sentence says what is wrong.
    """
    if not isinstance(data, dict) or not all(isinstance(stop, str) for stop in data):
        raise ValueError("the marks are no table with the stops of a lecture")
    if len(data) > MOST_STOPS:
        raise ValueError(f"there are marks of {len(data)} stops: more than {MOST_STOPS} are not read")
    read = {stop: _strokes_of(stop, entries) for stop, entries in data.items()}
    return Marks(MappingProxyType({stop: strokes for stop, strokes in read.items() if strokes}))


def _strokes_of(stop: str, entries: object) -> tuple[Stroke, ...]:
    if not isinstance(entries, list) or len(entries) > MOST_STROKES:
        raise ValueError(f"the marks of {_short(stop)} are no list of {MOST_STROKES} strokes at most")
    return tuple(_stroke_of(stop, entry) for entry in entries)


def _stroke_of(stop: str, entry: object) -> Stroke:
    if not isinstance(entry, dict) or set(entry) != {"tool", "points"}:
        raise ValueError(f"a mark of {_short(stop)} is not told by its tool and its points")
    tool, points = entry["tool"], entry["points"]
    if not isinstance(tool, str) or not isinstance(points, list) or len(points) > MOST_POINTS:
        raise ValueError(f"a mark of {_short(stop)} has no tool, or no list of {MOST_POINTS} points at most")
    try:
        return Stroke(cast("Tool", tool), tuple(_at_of(point) for point in points))
    except ValueError as error:
        raise ValueError(f"in the marks of {_short(stop)}, {error}") from None


def _at_of(point: object) -> At:
    if not isinstance(point, list) or len(point) != 2 or not all(_is_share(share) for share in point):
        raise ValueError("a point is not told by two shares from 0 to 1")
    return float(point[0]), float(point[1])


def _is_share(value: object) -> bool:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return False
    return 0 <= value <= 1 and isfinite(value)


def _short(stop: str) -> str:
    """Name a stop in a sentence: whoever wrote the file may have called it anything."""
    return repr(stop if len(stop) <= 60 else f"{stop[:59]}…")
