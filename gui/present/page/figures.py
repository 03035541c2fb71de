"""The pictures of a page: the diagram, or two copies of it, and the view that stands beside it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPicture

from engine.nn.types import Ref
from engine.session.frame import Frame
from gui.diagram.portrait import Portrait
from gui.look import Look
from gui.present.page.block import Words
from gui.present.page.measures import GAP, Sizes
from gui.present.slide import Slide
from gui.present.views import ViewPainter

__all__ = ["Figures", "Placed"]

_DIAGRAM = 0.6
"""Share of the width that the diagram has beside a view."""
_BROAD = 1.5
"""A box so many times as wide as it is high has diagram and view beside one another."""
_HEADERS, _NODE, _MOST_NODES = 86.0, 74.0, 3
_LEAST = QSize(220, 150)
"""What a view beside a diagram needs, in units."""
_MIDDLE = Qt.AlignmentFlag.AlignHCenter


@dataclass(frozen=True, slots=True)
class Placed:
    """A diagram and its box on the page; with its name and its cost where there are two."""

    portrait: Portrait
    box: QRectF
    name: str = ""
    cost: str = ""


class Figures:
    """All pictures of a slide, made for one box.

    Parameters
    ----------
    slide : Slide
    box : QRectF
    sizes : Sizes
    views : ViewPainter
    """

    def __init__(self, slide: Slide, box: QRectF, sizes: Sizes, views: ViewPainter) -> None:
        self._slide, self._sizes = slide, sizes
        self._look = replace(slide.look, scale=sizes.of_pictures)
        diagram, beside = _shared(slide, box)
        self.placed = self._placed(diagram) if diagram is not None else ()
        self._view: QPicture | None = None
        self._said: tuple[str, ...] = ()
        if beside is not None:
            self._view, self._said = _recorded(views, replace(slide, look=self._look), beside)

    @staticmethod
    def any_in(slide: Slide) -> bool:
        """Say whether a slide has a picture at all."""
        return _has_diagram(slide) or _has_view(slide)

    @staticmethod
    def height_wanted(slide: Slide) -> float:
        """Return the height that a diagram over text wants; 0 where no nodes stand under one another."""
        is_tall = _has_diagram(slide) and max(slide.frame.network.sizes) > 1
        return _wanted(slide) if is_tall else 0.0

    def _placed(self, box: QRectF) -> tuple[Placed, ...]:
        slide = self._slide
        if not slide.copies:
            return (Placed(self._portrait(slide.frame, box), box),)
        line, count = self._sizes.px("name") * 1.5, len(slide.copies)
        room = (box.width() - GAP * (count - 1)) / count
        found = []
        for i, (name, frame) in enumerate(slide.copies):
            at = QRectF(box.left() + i * (room + GAP), box.top() + line, room, box.height() - 2 * line)
            found.append(Placed(self._portrait(frame, at), at, name, f"J = {_cost_now(frame, slide.look)}"))
        return tuple(found)

    def _portrait(self, frame: Frame, box: QRectF) -> Portrait:
        slide = self._slide
        size = QSize(max(1, int(box.width())), max(1, int(box.height())))
        return Portrait(frame, self._look, size, lit=slide.lit, is_zoomed=slide.is_zoomed)

    @property
    def moves(self) -> bool:
        """Say whether something travels in a diagram."""
        return any(placed.portrait.moves for placed in self.placed)

    def paint_still(self, painter: QPainter) -> None:
        """Paint all but the diagrams."""
        for placed in self.placed:
            if placed.name:
                self._paint_names(painter, placed)
        if self._view is not None:
            painter.save()
            self._view.play(painter)
            painter.restore()

    def paint_diagrams(self, painter: QPainter, progress: float) -> None:
        """Paint the diagrams while values travel (0 is the start), or with all at rest (1)."""
        for placed in self.placed:
            painter.save()
            if self._slide.is_zoomed:  # the rest of the network is larger than the box
                painter.setClipRect(placed.box, Qt.ClipOperation.IntersectClip)
            painter.translate(placed.box.topLeft())
            placed.portrait.paint(painter, progress)
            painter.restore()

    def _paint_names(self, painter: QPainter, placed: Placed) -> None:
        theme, px = self._slide.look.theme, self._sizes.px("name")
        line, box = px * 1.5, placed.box
        name = Words(placed.name, px, theme.ink, is_strong=True)
        name.paint(painter, QRectF(box.left(), box.top() - line, box.width(), line), _MIDDLE)
        cost = Words(placed.cost, px, theme.cost, is_strong=True)
        cost.paint(painter, QRectF(box.left(), box.bottom(), box.width(), line), _MIDDLE)

    def texts(self) -> tuple[str, ...]:
        """Return all that can be read in them."""
        found = [text for placed in self.placed for text in _read(placed)]
        return (*found, *self._said)


def _cost_now(frame: Frame, look: Look) -> str:
    """Write the cost of the weights as they stand: of the new ones, once the update has run forward again."""
    return look.cost(frame.value(Ref("J_new" if frame.is_over else "J", frame.network.L)))


def _recorded(views: ViewPainter, slide: Slide, box: QRectF) -> tuple[QPicture, tuple[str, ...]]:
    """Have the view painted once: strokes to be painted again, and what can be read in it."""
    picture = QPicture()
    with QPainter(picture) as painter:
        painter.setClipRect(box)
        views.paint(painter, slide, box)
    return picture, views.texts(slide)


def _read(placed: Placed) -> tuple[str, ...]:
    named = (placed.name, placed.cost) if placed.name else ()
    return (*named, *placed.portrait.picture.texts())


def _has_diagram(slide: Slide) -> bool:
    return slide.chain is None and ("diagram" in slide.panels or bool(slide.copies))


def _has_view(slide: Slide) -> bool:
    return slide.chain is not None or bool(slide.twins) or (bool(slide.view) and not slide.copies)


def _wanted(slide: Slide) -> float:
    """Return the height that a diagram wants: for its headers, and for so many nodes under one another."""
    return _HEADERS + _NODE * min(max(slide.frame.network.sizes), _MOST_NODES)


def _shared(slide: Slide, box: QRectF) -> tuple[QRectF | None, QRectF | None]:
    """Share a box among the diagram and the view, which goes where it would have too little."""
    if not (_has_diagram(slide) and _has_view(slide)):
        return (box if _has_diagram(slide) else None), (box if _has_view(slide) else None)
    first, second = QRectF(box), QRectF(box)
    if box.width() >= _BROAD * box.height():
        first.setWidth((box.width() - GAP) * _DIAGRAM)
        second.setLeft(first.right() + GAP)
    else:
        first.setHeight(max((box.height() - GAP) / 2.0, _wanted(slide)))
        second.setTop(first.bottom() + GAP)
    is_seen = second.width() >= _LEAST.width() and second.height() >= _LEAST.height()
    return (first, second) if is_seen else (box, None)
