"""What the board paints, as values: blocks, lines of text, formulas, curves, and spots to point at."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import lru_cache

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPolygonF

from gui.fonts import ui_font
from gui.formula import Typeset, typeset
from gui.look import Look

__all__ = [
    "CENTRE",
    "LEFT",
    "Axes",
    "Block",
    "Drawing",
    "Grip",
    "Label",
    "Mark",
    "Maths",
    "Picture",
    "Spot",
    "fitting",
    "font_of",
    "line_of",
    "width_of",
]

LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
CENTRE = Qt.AlignmentFlag.AlignCenter
_SMALLEST = 0.7
"""A formula is set smaller by so much at most; one that is wider still is written as text, and shortened."""


@dataclass(frozen=True, slots=True)
class Block:
    """A filled or outlined rectangle; colours are opaque ``#RRGGBB``."""

    rect: QRectF
    fill: str = ""
    line: str = ""
    radius: float = 8.0


@dataclass(frozen=True, slots=True)
class Label:
    """One line of text; `role` is a token of the theme."""

    rect: QRectF
    text: str
    px: float = 13.0
    bold: bool = False
    role: str = "ink"
    align: Qt.AlignmentFlag = CENTRE


@dataclass(frozen=True, slots=True, eq=False)
class Maths:
    """A typeset formula with its top left; `text` is the same to be read."""

    formula: Typeset
    at: QPointF
    text: str
    role: str = "ink"


@dataclass(frozen=True, slots=True)
class Mark:
    """A dot on a curve, or between two boxes; hollow where it tells where the point goes."""

    at: QPointF
    radius: float
    role: str
    hollow: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Picture:
    """A line of a plot or an arrow, within a rectangle."""

    rect: QRectF
    line: QPolygonF
    role: str
    width: float = 1.5


@dataclass(frozen=True, slots=True)
class Spot:
    """A place that stands for a path: pointed at, told, and where `number` is given also set.

    Attributes
    ----------
    rect : QRectF
    path : str
        Of the lessons, such as ``du[1]``.
    name, value, help : str
        What it is, its number as it is written, where it comes from.
    number : float or None
        Of what can be set.
    box : int
        The number of the box that it is part of, where it is the box itself; else 0.
    """

    rect: QRectF
    path: str
    name: str
    value: str = ""
    help: str = ""
    number: float | None = None
    box: int = 0


@dataclass(frozen=True, slots=True)
class Axes:
    """How numbers stand in a rectangle."""

    rect: QRectF
    x: tuple[float, float]
    y: tuple[float, float]

    def at(self, x: float, y: float) -> QPointF:
        """Return the place of a point."""
        across = (x - self.x[0]) / (self.x[1] - self.x[0])
        up = (y - self.y[0]) / (self.y[1] - self.y[0])
        return QPointF(
            self.rect.left() + across * self.rect.width(), self.rect.bottom() - up * self.rect.height()
        )

    def input_at(self, px: float) -> float:
        """Return the input at a place."""
        share = (px - self.rect.left()) / max(self.rect.width(), 1.0)
        return self.x[0] + min(max(share, 0.0), 1.0) * (self.x[1] - self.x[0])


@dataclass(frozen=True, slots=True)
class Grip:
    """A plot along the variable: x and x + Δx can be dragged there."""

    rect: QRectF
    axes: Axes
    goal: QPointF | None

    def moved(self, by: QPointF) -> Grip:
        """Return the same elsewhere."""
        axes = replace(self.axes, rect=self.axes.rect.translated(by))
        return Grip(self.rect.translated(by), axes, None if self.goal is None else self.goal + by)


@dataclass(slots=True)
class Drawing:
    """All that is painted in one size, from back to front; parts are put in one after another."""

    height: float = 0.0
    blocks: list[Block] = field(default_factory=list)
    pictures: list[Picture] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    maths: list[Maths] = field(default_factory=list)
    labels: list[Label] = field(default_factory=list)
    spots: list[Spot] = field(default_factory=list)
    grips: list[Grip] = field(default_factory=list)

    def take(self, other: Drawing) -> None:
        """Put in all of another drawing."""
        self.blocks += other.blocks
        self.pictures += other.pictures
        self.marks += other.marks
        self.maths += other.maths
        self.labels += other.labels
        self.spots += other.spots
        self.grips += other.grips

    def move(self, dx: float, dy: float) -> None:
        """Put all of it elsewhere."""
        by = QPointF(dx, dy)
        self.blocks = [replace(part, rect=part.rect.translated(by)) for part in self.blocks]
        self.pictures = [
            replace(
                part,
                rect=part.rect if part.rect.isNull() else part.rect.translated(by),
                line=part.line.translated(by),
            )
            for part in self.pictures
        ]
        self.marks = [replace(part, at=part.at + by) for part in self.marks]
        self.maths = [replace(part, at=part.at + by) for part in self.maths]
        self.labels = [replace(part, rect=part.rect.translated(by)) for part in self.labels]
        self.spots = [replace(part, rect=part.rect.translated(by)) for part in self.spots]
        self.grips = [part.moved(by) for part in self.grips]

    def texts(self) -> list[str]:
        """List every text that is painted or told."""
        told = [text for spot in self.spots for text in (spot.name, spot.value, spot.help)]
        return [*(label.text for label in self.labels), *(maths.text for maths in self.maths), *told]

    def write(self, rect: QRectF, tex: str, text: str, px: float, look: Look, role: str = "ink") -> None:
        """Put a formula into the middle of a rectangle, smaller where it has to be, or as short text."""
        formula = fitting(look.pointed_tex(tex), px * look.scale, rect.width())
        text = look.pointed(text)
        if formula is None:
            self.labels.append(line_of(Label(rect, text, px * _SMALLEST, role=role), look))
            return
        at = QPointF(rect.center().x() - formula.width / 2, rect.center().y() - formula.height / 2)
        self.maths.append(Maths(formula, at, text, role))


def fitting(tex: str, px: float, room: float) -> Typeset | None:
    """Typeset a formula as large as a width allows; None where it would get too small."""
    formula = typeset([(tex, False)], px)
    if formula.width > room:
        smaller = px * room / formula.width
        return typeset([(tex, False)], smaller) if smaller >= px * _SMALLEST else None
    return formula


@lru_cache(maxsize=64)
def font_of(px: float, bold: bool) -> QFont:
    """Return the font of a line, in px as it is painted."""
    return ui_font(px, QFont.Weight.DemiBold if bold else QFont.Weight.Normal)


@lru_cache(maxsize=64)
def _metrics(px: float, bold: bool) -> QFontMetricsF:
    return QFontMetricsF(font_of(px, bold))


def width_of(text: str, px: float, bold: bool, look: Look) -> float:
    """Measure a line of text, px as it is painted."""
    return _metrics(px * look.scale, bold).horizontalAdvance(text)


def line_of(label: Label, look: Look) -> Label:
    """Shorten a line by dots where it has no room."""
    room = label.rect.width()
    if width_of(label.text, label.px, label.bold, look) <= room:
        return label
    metrics = _metrics(label.px * look.scale, label.bold)
    return replace(label, text=metrics.elidedText(label.text, Qt.TextElideMode.ElideRight, room))
