"""What is wanted of a picture, and the making of it: no dialog, no file."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from PySide6.QtCore import QPointF, QRectF, QSize, QSizeF
from PySide6.QtGui import QPainter

from engine.session.frame import Frame
from gui import words
from gui.export.formats import Format, Plate
from gui.export.sizes import fit, refuse_dots, scaled
from gui.export.sources import Source
from gui.look import Look
from gui.theme import DARK, LIGHT, ROOM_DARK, ROOM_LIGHT, Theme

__all__ = ["Order", "Tone", "plate_of", "theme_of"]

Tone = Literal["screen", "light", "dark"]


@dataclass(frozen=True, slots=True)
class Order:
    """What is wanted.

    Attributes
    ----------
    source : int
        Number of what it is of, in the list of sources.
    form : {"PNG", "SVG", "PDF"}
    size : int or (int, int)
        So many times what is on screen, or width and height in px.
    tone : {"screen", "light", "dark"}
        The theme.
    """

    source: int = 0
    form: Format = "PNG"
    size: int | tuple[int, int] = 2
    tone: Tone = "screen"


def plate_of(order: Order, source: Source, frame: Frame, look: Look) -> Plate:
    """Prepare a picture of a moment.

    Raises
    ------
    SizeError
        If a PNG of that size has too many dots.
    """
    look = replace(look, theme=theme_of(order.tone, look), motion=0.0)
    natural = source.natural(frame, look)
    shown = natural.width(), natural.height()
    size = scaled(shown, order.size) if isinstance(order.size, int) else order.size
    if order.form == "PNG":
        refuse_dots(size)
    laid = fit(shown, size, source.fills)
    page = QSizeF(*laid.page)

    def paint(painter: QPainter) -> None:
        painter.fillRect(QRectF(QPointF(), page), look.theme.colour(source.ground))
        painter.translate(*laid.offset)
        source.paint(painter, frame, look, QSize(*laid.inner))

    title = f"{source.name} – {frame.document.title or 'Upstream'}"
    return Plate(paint, page, QSize(*size), title, words.spoken(frame, look))


def theme_of(tone: Tone, look: Look) -> Theme:
    """Return the theme of a picture: for a room where the window is dressed for one."""
    if tone == "screen":
        return look.theme
    if look.theme.room:
        return ROOM_DARK if tone == "dark" else ROOM_LIGHT
    return DARK if tone == "dark" else LIGHT
