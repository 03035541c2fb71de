"""Paints what stands beside the diagram, or in its place."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from gui.present.views.panel_part import PanelPart
from gui.present.views.part import Part
from gui.present.views.portraits import Portraits
from gui.present.views.table import TwinsPart

if TYPE_CHECKING:
    from gui.present.slide import Slide

__all__ = ["ViewPainter"]

_BETWEEN = 14.0
_LEAST = 120.0
"""A view that has less height is left out."""
_WIDE, _FOR_TWO = 1.8, 600.0
"""A box so many times as wide as high has two parts side by side, from so many units of width on."""
_USUAL = QRectF(0.0, 0.0, 400.0, 300.0)


class ViewPainter:
    """Paints the view, the chain and the table of a slide, in units of the page.

    It keeps what it made of the slide in hand; of a slide it knows nothing but what that slide holds.
    """

    def __init__(self) -> None:
        self._portraits = Portraits()
        self._slide: Slide | None = None
        self._made: tuple[Part, ...] = ()
        self._box = _USUAL

    def wants(self, slide: Slide) -> str:
        """Say where there is something to paint: "beside" the diagram, "instead" of it, or nowhere: ""."""
        if slide.chain is not None:
            return "instead"
        return "beside" if slide.view or slide.twins else ""

    def natural(self, slide: Slide, width: float) -> float:
        """Return the height that it would like, in a width."""
        heights = [part.natural(width) for part in self._parts(slide)]
        return sum(heights) + _BETWEEN * max(len(heights) - 1, 0)

    def paint(self, painter: QPainter, slide: Slide, box: QRectF) -> None:
        """Paint all of it into a box."""
        parts = self._parts(slide)
        self._box = QRectF(box)
        for part, place in _shared(parts, box):
            part.paint(painter, place)

    def texts(self, slide: Slide) -> tuple[str, ...]:
        """List every text that is painted, in the box that it was painted into last."""
        parts = self._parts(slide)
        return tuple(text for part, place in _shared(parts, self._box) for text in part.texts(place))

    def _parts(self, slide: Slide) -> tuple[Part, ...]:
        if slide is not self._slide:
            self._slide, self._made = slide, tuple(self._parts_of(slide))
        return self._made

    def _parts_of(self, slide: Slide) -> Iterator[Part]:
        """Yield the parts from top to bottom."""
        if slide.twins:
            yield TwinsPart(slide.twins, slide.look)
        if slide.chain is not None:
            from gui.present.views.chain_part import ChainPart

            is_asked = bool(slide.question)
            yield ChainPart(slide.chain, slide.withheld, slide.wiggle, slide.look, is_asked=is_asked)
        elif slide.view:
            yield PanelPart(self._portraits, slide.view, slide.frame, slide.lit, slide.look)


def _shared(parts: tuple[Part, ...], box: QRectF) -> Iterator[tuple[Part, QRectF]]:
    """Share a box: side by side where it is wide, else what is flexible has the height that others leave."""
    if len(parts) > 1 and box.width() >= max(_WIDE * box.height(), _FOR_TWO):
        wide = (box.width() - _BETWEEN * (len(parts) - 1)) / len(parts)
        for number, part in enumerate(parts):
            left = box.left() + number * (wide + _BETWEEN)
            yield part, QRectF(left, box.top(), wide, box.height())
        return
    fixed = [0.0 if part.is_flexible else part.natural(box.width()) for part in parts]
    free = box.height() - sum(fixed) - _BETWEEN * max(len(parts) - 1, 0)
    y = box.top()
    for part, height in zip(parts, fixed, strict=True):
        if not part.is_flexible or free >= min(_LEAST, box.height()):
            high = free if part.is_flexible else height
            yield part, QRectF(box.left(), y, box.width(), high)
            y += high + _BETWEEN
