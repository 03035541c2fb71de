"""The pictures of the stops, on white: they are printed, whatever the room was like."""

from __future__ import annotations

from base64 import b64encode
from dataclasses import replace
from functools import lru_cache

from PySide6.QtCore import QPointF, QSize, QSizeF
from PySide6.QtGui import QColor, QPainter

from gui.export.formats import Format, Plate, encode
from gui.export.painted import PaintedSink
from gui.export.tracing import Tracing
from gui.formula import typeset
from gui.look import Look
from gui.present.marks.layer import paint_marks
from gui.present.page import Page
from gui.present.take_away.compact import compacted
from gui.present.take_away.contents import Stop
from gui.present.views import ViewPainter
from gui.theme import ROOM_LIGHT

__all__ = ["PAPER", "Picture", "formula_uri", "paper", "uri_of"]

PAPER = ROOM_LIGHT
_LINES = 900
"""Of a picture made of dots."""
_MOST_BYTES = 200_000
"""Of a picture made of lines; a larger one is smaller as dots."""
_FINE = 16.0
"""Whole steps of an outline in a unit of the page: a third of a dot where it has 2160 lines."""
_EM = 16.0
_LARGER = 1.12
"""The letters of the formulas are smaller than those of the text at the same size."""
_TYPES: dict[Format, str] = {"SVG": "image/svg+xml", "PNG": "image/png"}


class Picture:
    """The page of a stop with what was drawn on it.

    Parameters
    ----------
    stop : Stop
    aspect : float
        Its width over its height.
    views : ViewPainter
        Paints what stands beside the diagrams; the same one for all pictures, one after the other.
    """

    def __init__(self, stop: Stop, aspect: float, views: ViewPainter) -> None:
        slide = replace(stop.slide, look=replace(stop.slide.look, theme=PAPER, motion=0.0))
        self._page, self._marks = Page(slide, aspect, views), stop.marks

    @property
    def size(self) -> QSizeF:
        """Its width and height, in units of the page."""
        return QSizeF(*self._page.size)

    @property
    def said(self) -> str:
        """All that can be read on it, in one line; ask once it was painted."""
        return " ".join(" ".join(self._page.texts()).split())

    def paint(self, painter: QPainter) -> None:
        """Paint it in these units."""
        self._page.paint(painter)
        paint_marks(painter, self._marks, self._page.size, PAPER)

    def paint_in_lines(self, painter: QPainter) -> None:
        """Paint it in lines, also what Qt would turn into dots on paper."""
        device = Tracing(PaintedSink(painter), self.size)  # a painter keeps none alive
        with QPainter(device) as tracer:
            self.paint(tracer)


def uri_of(picture: Picture, title: str) -> str:
    """Write a picture as an address that holds all of it: as lines, or where they are many as dots.

    Raises
    ------
    MemoryError
        If there is no room for it.
    """
    lines = compacted(encode(_enlarged(picture, title), "SVG").decode()).encode()
    if len(lines) <= _MOST_BYTES:
        return _uri("SVG", lines)
    dots = encode(Plate(picture.paint, picture.size, _size(picture), title), "PNG")
    return _uri("PNG", dots) if len(dots) < len(lines) else _uri("SVG", lines)


def _enlarged(picture: Picture, title: str) -> Plate:
    """Return the picture on so large a page that whole units of it are fine enough."""

    def paint(painter: QPainter) -> None:
        painter.scale(_FINE, _FINE)
        picture.paint(painter)

    return Plate(paint, picture.size * _FINE, _size(picture), title)


def _size(picture: Picture) -> QSize:
    return QSize(round(_LINES * picture.size.width() / picture.size.height()), _LINES)


def _uri(form: Format, content: bytes) -> str:
    return f"data:{_TYPES[form]};base64,{b64encode(content).decode('ascii')}"


@lru_cache(maxsize=256)
def formula_uri(tex: str) -> tuple[str, float, float, str]:
    """Draw a formula within a line of text.

    Returns
    -------
    tuple
        Its address, its height and how much of it is below the line, in em, and its words.

    Raises
    ------
    ValueError
        If it can't be drawn.
    """
    drawn = typeset([(rf"\textstyle {tex}", False)], _EM * _LARGER)

    def paint(painter: QPainter) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        drawn.paint(painter, QPointF(), (), QColor(PAPER.ink))

    room = QSizeF(drawn.width, drawn.height)
    plate = Plate(paint, room, QSize(round(drawn.width) or 1, round(drawn.height) or 1))
    below = (drawn.height - drawn.baseline) / _EM
    return _uri("SVG", encode(plate, "SVG")), drawn.height / _EM, below, drawn.speech


def paper(look: Look) -> Look:
    """Return a look for text on paper: of the usual size, and with the decimal point in use."""
    return replace(look, theme=PAPER, scale=1.0, motion=0.0)
