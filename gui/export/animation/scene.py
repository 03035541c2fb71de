"""What an animation shows: one source, or diagram, δ panel and cost curve put together as in the window."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, QSize, QSizeF
from PySide6.QtGui import QImage, QPainter

from engine.session.frame import Frame
from gui.diagram.portrait import Portrait
from gui.export.formats import Plate, image_of
from gui.export.sizes import Pixels, fit
from gui.export.sources import DiagramSource, Source
from gui.look import Look

__all__ = ["Scene", "View", "views_of"]

translate = QCoreApplication.translate

_WINDOW: Pixels = 1280, 720
"""Px of the screen that diagram, δ panel and curve are laid out in, or more at two sides."""
_RIGHT, _RIGHT_SHARE = 400, 0.42
_BOTTOM, _BOTTOM_SHARE = 224, 0.4
"""Px at a text size of 100 % that the δ panel and the curve take, and the most of the whole."""
_LINE = 1


@dataclass(frozen=True, slots=True)
class View:
    """Something that can be filmed.

    Attributes
    ----------
    name : str
        As the user reads it.
    sources : tuple of Source
        One, or three: the diagram, what stands right of it, and what stands below.
    """

    name: str
    sources: tuple[Source, ...]

    def natural(self, frames: Iterable[Frame], look: Look) -> Pixels:
        """Return the size in px of the screen in which all of some moments has room."""
        if len(self.sources) > 1:
            return _WINDOW
        source = self.sources[0]
        asked = islice(frames, 1) if source.fills else frames
        sizes = [source.natural(frame, look) for frame in asked]
        return max(size.width() for size in sizes), max(size.height() for size in sizes)


def views_of(sources: Sequence[Source], window: Sequence[Source]) -> tuple[View, ...]:
    """List what can be filmed: the three of the window together, then each source by itself."""
    together = View(translate("Animation", "Diagram, δ panel, curve"), tuple(window))
    return together, *(View(source.name, (source,)) for source in sources)


@dataclass(frozen=True, slots=True)
class _Part:
    """A source in its place on the page."""

    source: Source
    place: QRectF

    @property
    def size(self) -> QSize:
        return self.place.size().toSize()


class Scene:
    """Paints moments of a view, all in one size.

    Parameters
    ----------
    view : View
    natural : (int, int)
        Px of the screen that it has room in.
    size : (int, int)
        Px of the pictures.
    look : Look
    """

    def __init__(self, view: View, natural: Pixels, size: Pixels, look: Look) -> None:
        self.size, self.look = QSize(*size), replace(look, motion=0.0)
        laid = fit(natural, size, len(view.sources) > 1 or view.sources[0].fills)
        self._page = QSizeF(*laid.page)
        self._ground = view.sources[0].ground if len(view.sources) == 1 else "line"
        inner = QRectF(QPointF(*laid.offset), QSizeF(*laid.inner))
        self._parts = (
            [_Part(view.sources[0], inner)]
            if len(view.sources) == 1
            else [_Part(*pair) for pair in zip(view.sources, _window(inner, look), strict=True)]
        )

    def plate(self, frame: Frame) -> Plate:
        """Prepare the picture of a moment with all at rest."""
        return self._plate([self._painted(part, frame) for part in self._parts])

    def still(self, frame: Frame) -> Iterator[QImage]:
        """Paint a moment with all at rest, part by part: the last image that is yielded has them all.

        Raises
        ------
        MemoryError
            If there is no room for it.
        """
        image: QImage | None = None
        for part in self._parts:
            plate = self._plate([self._painted(part, frame)], ground=image is None)
            image = image_of(plate, over=image)
            yield image

    def portrait(self, frame: Frame) -> Portrait | None:
        """Return what the diagram of it shows at a moment; None where there is none."""
        part = self._parts[0]
        if not isinstance(part.source, DiagramSource):
            return None
        return part.source.portrait(frame, self.look, part.size)

    def moving(self, still: QImage, portrait: Portrait, progress: float) -> QImage:
        """Return the picture with values on their way: only the diagram is another."""
        placed = self._placed(self._parts[0], lambda painter: portrait.paint(painter, progress))
        plate = self._plate([placed], ground=False)
        return image_of(plate, over=still)

    def _painted(self, part: _Part, frame: Frame) -> Callable[[QPainter], None]:
        return self._placed(part, lambda painter: part.source.paint(painter, frame, self.look, part.size))

    def _placed(self, part: _Part, paint: Callable[[QPainter], None]) -> Callable[[QPainter], None]:
        """Let a part be painted in its place, on its ground, and nowhere else."""

        def placed(painter: QPainter) -> None:
            painter.save()
            if len(self._parts) > 1:
                painter.setClipRect(part.place)
            painter.fillRect(part.place, self.look.theme.colour(part.source.ground))
            painter.translate(part.place.topLeft())
            paint(painter)
            painter.restore()

        return placed

    def _plate(self, paints: Sequence[Callable[[QPainter], None]], *, ground: bool = True) -> Plate:
        def paint(painter: QPainter) -> None:
            if ground:
                painter.fillRect(QRectF(QPointF(), self._page), self.look.theme.colour(self._ground))
            for each in paints:
                each(painter)

        return Plate(paint, self._page, self.size)


def _window(room: QRectF, look: Look) -> Iterator[QRectF]:
    """Share a page out: the diagram, the δ panel at its right, the curve under the diagram."""
    width, height = round(room.width()), round(room.height())
    right = min(look.px(_RIGHT), round(_RIGHT_SHARE * width))
    bottom = min(look.px(_BOTTOM), round(_BOTTOM_SHARE * height))
    left, top = width - right - _LINE, height - bottom - _LINE
    yield QRectF(0, 0, left, top)
    yield QRectF(left + _LINE, 0, right, height)
    yield QRectF(0, top + _LINE, left, bottom)
