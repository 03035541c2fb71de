r"""Formulas as pictures, with a box for every live term.

A formula is a row of parts, each plain or live. The parts are typeset together
(a plain part may open a brace that live ones sit in: ``\frac{``, live, ``}{``,
live, ``}``), and still each live part can be pointed at and coloured by itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QTransform

from gui.typeset import UNITS_PER_EM, Outline, outline

__all__ = ["Typeset", "typeset"]


@dataclass(frozen=True, slots=True, eq=False)
class Typeset:
    """One typeset formula: draws itself, and knows a box for each live part."""

    px: float
    """The size of the letters: one em."""
    width: float
    height: float
    baseline: float
    """From the top down to the baseline, px."""
    boxes: tuple[QRectF, ...]
    """One a live part, in the order given: the room its glyphs take, px from the top left."""
    speech: str
    """The formula in words."""
    plain: QPainterPath
    live: tuple[QPainterPath, ...]

    def paint(self, painter: QPainter, origin: QPointF, colours: Sequence[QColor], ink: QColor) -> None:
        """Draw the formula; new colours need no new typesetting.

        Parameters
        ----------
        painter : QPainter
            Should have antialiasing on.
        origin : QPointF
            Where the top left goes.
        colours : sequence of QColor
            One a live part.
        ink : QColor
            For everything else.

        Raises
        ------
        ValueError
            If there is not one colour for each live part.
        """
        painter.translate(origin)
        painter.fillPath(self.plain, ink)
        for path, colour in zip(self.live, colours, strict=True):
            painter.fillPath(path, colour)
        painter.translate(-origin)


def typeset(parts: Sequence[tuple[str, bool]], px: float, language: str = "en") -> Typeset:
    r"""Typeset a row of parts.

    Parameters
    ----------
    parts : sequence of (tex, live)
        A live part must be complete LaTeX by itself; plain parts may share braces.
    px : float
        The size of the letters: one em.
    language : str
        Of the spoken text.

    Raises
    ------
    ValueError
        If the parts together are no LaTeX that can be drawn.

    Examples
    --------
    >>> formula = typeset([(r"\delta_1", True), ("=", False), (r"\frac{1}{2}", True)], 20)
    >>> len(formula.boxes)
    2
    """
    return _typeset(tuple(parts), float(px), language)


@lru_cache(maxsize=128)
def _outlined(parts: tuple[tuple[str, bool], ...], language: str) -> tuple[Outline, tuple[str, ...]]:
    """Outline a row of parts for letters of any size; also return the marks of its live parts."""
    marks = tuple(_mark(number) for number in range(sum(live for _, live in parts)))
    return outline(_marked(parts, marks), language), marks


@lru_cache(maxsize=128)
def _typeset(parts: tuple[tuple[str, bool], ...], px: float, language: str) -> Typeset:
    drawn, marks = _outlined(parts, language)
    scale = px / UNITS_PER_EM
    place = QTransform.fromScale(scale, scale).translate(-drawn.frame.x(), -drawn.frame.y())
    live = tuple(place.map(drawn.paths.get(mark, QPainterPath())) for mark in marks)
    return Typeset(
        px=px,
        width=drawn.frame.width() * scale,
        height=drawn.frame.height() * scale,
        baseline=-drawn.frame.y() * scale,
        boxes=tuple(path.boundingRect() for path in live),
        speech=drawn.speech,
        plain=_united(place.map(path) for colour, path in drawn.paths.items() if colour not in marks),
        live=live,
    )


def _mark(number: int) -> str:
    """Return the colour, #000001 and so on, that stands for a live part until it is drawn."""
    return f"#{number + 1:06x}"


def _marked(parts: Sequence[tuple[str, bool]], marks: Sequence[str]) -> str:
    """Join the parts, each live one in its own colour."""
    colours = iter(marks)
    return " ".join(f"\\textcolor{{{next(colours)}}}{{{tex}}}" if live else tex for tex, live in parts)


def _united(paths: Iterable[QPainterPath]) -> QPainterPath:
    """Put paths into one."""
    result = QPainterPath()
    result.setFillRule(Qt.FillRule.WindingFill)
    for path in paths:
        result.addPath(path)
    return result
