"""A part of the panel as a value: boxes, labels, and spots that can be pointed at.

Every painted part is a pure function from its content, a width and the look to a `Drawing`; one
widget, `gui.panels.delta_panel.drawn.DrawnPart`, paints them all and answers to mouse and keys.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Protocol

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF

from engine.nn.types import Ref
from engine.session.actions import Action
from gui.fonts import code_font, ui_font
from gui.look import Look
from gui.theme import BASE_PX

__all__ = [
    "Box",
    "Content",
    "Drawing",
    "Label",
    "Spot",
    "Style",
    "elided",
    "font_of",
    "line_height",
    "width_of",
]

LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
CENTRE = Qt.AlignmentFlag.AlignCenter


@dataclass(frozen=True, slots=True)
class Style:
    """How a piece of text looks: its size at 100 %, its weight, and whether it is code."""

    px: float = BASE_PX
    bold: bool = False
    code: bool = False


@dataclass(frozen=True, slots=True)
class Label:
    """One line of text in a rectangle; `role` is a token of the theme."""

    rect: QRectF
    text: str
    style: Style = Style()
    role: str = "ink"
    align: Qt.AlignmentFlag = LEFT


@dataclass(frozen=True, slots=True)
class Box:
    """A filled or outlined rectangle; colours are opaque ``#RRGGBB``."""

    rect: QRectF
    fill: str = ""
    line: str = ""
    radius: float = 0.0


@dataclass(frozen=True, slots=True)
class Spot:
    """A place that stands for quantities: it lights up with them and can be chosen.

    Attributes
    ----------
    rect : QRectF
    refs : frozenset of Ref
        Emitted while it is pointed at; lit when one of them is.
    action : Action or None
        Dispatched by a click.
    said : str
        For tool tips and screen readers.
    role : str
        The colour of its light.
    """

    rect: QRectF
    refs: frozenset[Ref] = frozenset()
    action: Action | None = None
    said: str = ""
    role: str = "delta"
    radius: float = 6.0


@dataclass(frozen=True, slots=True)
class Drawing:
    """All that a part paints in one width, from the back to the front."""

    height: float
    boxes: tuple[Box, ...] = ()
    labels: tuple[Label, ...] = ()
    spots: tuple[Spot, ...] = ()


class Content(Protocol):
    """What a part shows: a value with `==`, so that nothing is redrawn when nothing changed."""

    def draw(self, width: float, look: Look) -> Drawing:
        """Lay the part out in a width."""


@lru_cache(maxsize=128)
def font_of(style: Style, scale: float) -> QFont:
    """Return the font of a style at a text size."""
    weight = QFont.Weight.DemiBold if style.bold else QFont.Weight.Normal
    return (code_font if style.code else ui_font)(style.px * scale, weight)


@lru_cache(maxsize=128)
def _metrics(style: Style, scale: float) -> QFontMetricsF:
    return QFontMetricsF(font_of(style, scale))


@lru_cache(maxsize=8192)
def width_of(text: str, style: Style, scale: float) -> float:
    """Measure a line of text, in px."""
    return _metrics(style, scale).horizontalAdvance(text)


def line_height(style: Style, scale: float) -> float:
    """Return the height of a line, in px."""
    return _metrics(style, scale).height()


def elided(text: str, style: Style, scale: float, room: float) -> str:
    """Shorten a text to a width by dots, where it must be."""
    if width_of(text, style, scale) <= room:
        return text
    return _metrics(style, scale).elidedText(text, Qt.TextElideMode.ElideRight, max(room, 0.0))


def widest(texts: Iterable[str], style: Style, scale: float) -> float:
    """Measure the widest of some texts; 0 where there are none."""
    return max((width_of(text, style, scale) for text in texts), default=0.0)
