"""What a list of lessons tells of each: read quickly, without looking whether the lesson can be played."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from typing import Any

from engine.lessons.faults import LessonError

__all__ = ["Headline", "headline"]

_KINDS = {"id": str, "title": str, "minutes": int, "needs": list, "step": list}


@dataclass(frozen=True, slots=True)
class Headline:
    """The head of a lesson.

    Attributes
    ----------
    id, title : str
    minutes : int
    needs : tuple of str
        Ids of the lessons that it builds on.
    steps : tuple of str
        Their ids.
    """

    id: str
    title: str
    minutes: int
    needs: tuple[str, ...]
    steps: tuple[str, ...]


def headline(text: str, name: str = "lesson") -> Headline:
    """Read the head of a lesson that is known to be right; `reading.read_lesson` tells what is wrong in one.

    Parameters
    ----------
    text : str
        TOML.
    name : str
        Of the file, for messages.

    Raises
    ------
    LessonError
        If it has none.
    """
    try:
        content: dict[str, Any] = tomllib.loads(text)
    except (ValueError, RecursionError):
        raise LessonError(name, 0, "is not TOML") from None
    for key, kind in _KINDS.items():
        if not isinstance(content.get(key), kind):
            raise LessonError(name, 0, f"{key} is missing, or is no {kind.__name__}")
    steps = tuple(str(step["id"]) for step in content["step"] if isinstance(step, dict) and "id" in step)
    needs = tuple(map(str, content["needs"]))
    return Headline(content["id"], content["title"], content["minutes"], needs, steps)
