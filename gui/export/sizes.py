"""How large a picture is to be: multiples of what is on screen, sizes of slides, or one's own. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

__all__ = [
    "LARGEST",
    "MOST_DOTS",
    "SCALES",
    "SLIDES",
    "SMALLEST",
    "Fit",
    "SizeError",
    "fit",
    "read_size",
    "refuse_dots",
    "scaled",
]

translate = QCoreApplication.translate
Pixels = tuple[int, int]

SMALLEST, LARGEST = 16, 16_384
"""Px of one side; more than this hardly any program opens."""
MOST_DOTS = 64_000_000
"""Of a PNG: they take 256 MB of memory while it is made."""
SCALES = (1, 2, 3, 4, 6, 8)
SLIDES: tuple[Pixels, ...] = ((1280, 720), (1920, 1080), (3840, 2160))


class SizeError(ValueError):
    """A size that no picture can have; the message is a sentence."""


@dataclass(frozen=True, slots=True)
class Fit:
    """How a picture is laid out on its page, in px of the screen.

    Attributes
    ----------
    page : tuple of float
        Width and height of all that is painted; the file's size is a multiple of it.
    inner : tuple of int
        Width and height that the panel is given.
    offset : tuple of float
        Where its top left is on the page.
    """

    page: tuple[float, float]
    inner: Pixels
    offset: tuple[float, float]


def scaled(natural: Pixels, factor: int) -> Pixels:
    """Return a multiple of a size, kept within what a side may have."""
    width, height = natural
    factor_ = min(factor, LARGEST / max(width, height))
    return max(round(width * factor_), SMALLEST), max(round(height * factor_), SMALLEST)


def fit(natural: Pixels, size: Pixels, fills: bool) -> Fit:
    """Lay a picture out: text as large as the size has room for.

    Parameters
    ----------
    natural : tuple of int
        Width and height on screen, px.
    size : tuple of int
        Width and height of the file, px.
    fills : bool
        Whether the panel spreads over room that is left at two sides; else it stands in the middle.
    """
    factor = min(size[0] / natural[0], size[1] / natural[1])
    page = size[0] / factor, size[1] / factor
    if fills:
        return Fit(page, (round(page[0]), round(page[1])), (0.0, 0.0))
    return Fit(page, natural, ((page[0] - natural[0]) / 2, (page[1] - natural[1]) / 2))


def read_size(width: str, height: str) -> Pixels:
    """Read the size that was typed.

    Raises
    ------
    SizeError
        If one of the two is no size.
    """
    return _side(width, translate("Pictures", "width")), _side(height, translate("Pictures", "height"))


def _side(text: str, name: str) -> int:
    typed = text.strip()
    if not re.fullmatch(r"[0-9]{1,6}", typed):
        sentence = translate("Pictures", "The {side} must be a whole number of pixels, but is “{typed}”.")
        raise SizeError(sentence.format(side=name, typed=typed[:40]))
    if not SMALLEST <= int(typed) <= LARGEST:
        sentence = translate("Pictures", "The {side} must be {least} to {most} pixels, but is {typed}.")
        raise SizeError(sentence.format(side=name, least=SMALLEST, most=LARGEST, typed=int(typed)))
    return int(typed)


def refuse_dots(size: Pixels) -> None:
    """Refuse an image with too many dots; drawings made of lines may be of any size.

    Raises
    ------
    SizeError
        If it has too many.
    """
    dots = size[0] * size[1]
    if dots > MOST_DOTS:
        sentence = translate(
            "Pictures",
            "A PNG of {width} × {height} has {dots} million pixels, and at most {most} million can be drawn; "
            "SVG and PDF are sharp at any size.",
        )
        words = {
            "width": size[0],
            "height": size[1],
            "dots": round(dots / 1e6),
            "most": round(MOST_DOTS / 1e6),
        }
        raise SizeError(sentence.format(**words))
