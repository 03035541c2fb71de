"""What deeds are made with: the words behind their name, and what the lesson knows."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from engine.lessons.faults import meant, short
from engine.lessons.stage import Stage, Start

__all__ = ["Does", "Known", "Maker", "chosen", "nothing_bundled", "parted", "whole"]


def nothing_bundled(file: str) -> bytes:
    """Refuse to read a file of the program: nobody said how."""
    raise ValueError(f"{file} is not at hand here")


@dataclass(frozen=True, slots=True, eq=False)
class Known:
    """What a deed may need to know of its lesson.

    Attributes
    ----------
    starts : mapping of str to Start
    read_bundled : callable
        Returns what a file of ``resources/data`` holds.
    key : tuple of str
        The ids of lesson and step: what new numbers are drawn with, besides the seed of the play.
    """

    starts: Mapping[str, Start] = field(default_factory=dict)
    read_bundled: Callable[[str], bytes] = nothing_bundled
    key: tuple[str, str] = ("", "")


@dataclass(frozen=True, slots=True, eq=False)
class Does:
    """What a deed does, as in `engine.lessons.lesson.Deed`."""

    run: Callable[[Stage], Stage]
    updates: Callable[[Stage], int] = lambda _stage: 0
    changes: bool = False


Maker = Callable[[str, Known], Does]
"""Takes what stands behind the name of a deed; ValueError where it makes no sense."""


def whole(text: str, what: str, least: int, most: int) -> int:
    """Read a whole number; ValueError in a sentence that begins with what it is."""
    if not re.fullmatch(r"[0-9]{1,9}", text) or not least <= int(text) <= most:
        raise ValueError(f"{what} is a whole number from {least} to {most:,}, not {short(text)}")
    return int(text)


def chosen(text: str, known: tuple[str, ...], what: str) -> str:
    """Return a word that must be one of those known."""
    if text not in known:
        raise ValueError(f"{short(text)} is no {what}{meant(text, known)}")
    return text


def parted(text: str) -> list[str]:
    """Part a text at its commas, those in brackets excepted."""
    parts, deep, begin = [], 0, 0
    for at, letter in enumerate(text):
        deep += (letter in "([") - (letter in ")]")
        if letter == "," and not deep:
            parts.append(text[begin:at].strip())
            begin = at + 1
    parts.append(text[begin:].strip())
    if not all(parts):
        raise ValueError(
            f"{short(text)}: there is nothing beside a comma" if len(parts) > 1 else "it names nothing"
        )
    return parts
