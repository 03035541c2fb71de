"""The audience view as a widget: one page, scaled to fill it."""

from __future__ import annotations

from collections.abc import Callable
from math import floor
from typing import Protocol

from PySide6.QtCore import QPointF, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QPixmap, QResizeEvent, QTransform
from PySide6.QtWidgets import QWidget

from gui.accessible import Role, Whole
from gui.diagram.motion import Motion, is_next
from gui.present.page.measures import HEIGHT
from gui.present.page.page import Page
from gui.present.page.pages import Pages
from gui.present.slide import Slide

__all__ = ["Hand", "Layer", "PageView", "shape_of"]

Layer = Callable[[QPainter, Page], None]
"""Paints over the page, in its units."""

_LEAST_ASPECT, _MOST_ASPECT = 1.2, 2.4
"""A page is never narrower or wider; what is left of the window stays empty."""
_FINENESS = 100
"""Shapes that differ by less than a hundredth are one: a small picture shares the page of a large one."""
_COVERS = {"black": "#000000", "white": "#FFFFFF"}


class Hand(Protocol):
    """Is told of the mouse, in units of the page; says whether it did something."""

    def press(self, event: QMouseEvent, at: tuple[float, float]) -> bool:
        """Take a press."""

    def move(self, event: QMouseEvent, at: tuple[float, float]) -> bool:
        """Take a move, with or without a button down."""

    def release(self, event: QMouseEvent, at: tuple[float, float]) -> bool:
        """Take a release."""

    def double_click(self, event: QMouseEvent, at: tuple[float, float]) -> bool:
        """Take a double click."""


class PageView(QWidget):
    """Shows the page of a slide, as large as the widget is.

    Attributes
    ----------
    hand : Hand or None
        Is told of the mouse.
    is_still : bool
        Values never travel in it.

    Signals
    -------
    painted()
        The page was painted on the screen.
    """

    painted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.hand: Hand | None = None
        self.is_still = False
        self._slide: Slide | None = None
        self._page: Page | None = None
        self._pages, self._shape = Pages(), 0.0
        self._cover = ""
        self._layers: list[Layer] = []
        self._pixmap: QPixmap | None = None
        self._under: QPixmap | None = None
        self._motion = Motion(self)
        self._motion.valueChanged.connect(lambda _progress: self.update())
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setMouseTracking(True)
        self.accessible = Whole(self, Role.Document)
        self.setAccessibleName(self.tr("Audience view"))

    # What is shown

    @property
    def slide(self) -> Slide | None:
        """The slide that is shown."""
        return self._slide

    @property
    def page(self) -> Page | None:
        """Its page, in the shape of the widget; None before the first slide."""
        if self._page is None and self._slide is not None:
            self._page = self._pages.of(self._slide, self._aspect())
        return self._page

    def show_slide(self, slide: Slide) -> None:
        """Show another slide; values travel where it is one micro-step on."""
        before, self._slide = self._slide, slide
        self._forget()
        self._motion.stop()
        page = self.page
        travels = not self.is_still and before is not None and _travels(before, slide)
        if travels and page is not None and page.moves:
            self._motion.begin(slide.look.motion)
        self._describe()
        self.update()

    def share(self, pages: Pages) -> None:
        """Show pages that others show, too."""
        self._pages = pages
        self._forget()

    def keep_shape(self, aspect: float) -> None:
        """Show pages of one shape, whatever the shape of the widget: those of the audience."""
        self._shape = aspect
        self._forget()
        self.update()

    def prepare(self, slide: Slide) -> None:
        """Lay out a slide that is likely to be shown next."""
        self._pages.of(slide, self._aspect())

    def finish(self) -> None:
        """Let all that travels arrive."""
        self._motion.stop()
        self.update()

    @property
    def is_moving(self) -> bool:
        """Say whether values are on their way."""
        return self._motion.runs

    @property
    def cover(self) -> str:
        """What lies over the page: "", "black" or "white"."""
        return self._cover

    def set_cover(self, cover: str) -> None:
        """Cover the page, or uncover it."""
        self._cover = cover
        self._describe()
        self.update()

    def add_layer(self, layer: Layer) -> None:
        """Have something painted over the page; what was added last is uppermost."""
        self._layers.append(layer)
        self.update()

    def _describe(self) -> None:
        """Tell screen readers what can be read; of a covered page that is nothing."""
        page = None if self._cover else self.page
        self.setAccessibleDescription("\n".join(page.texts()) if page is not None else "")

    def _forget(self) -> None:
        self._page = self._pixmap = self._under = None

    # Where things are

    def _aspect(self) -> float:
        return shape_of(self._shape or self.width() / max(self.height(), 1))

    def _placing(self) -> QTransform:
        """Return the way from units of the page to px of the widget: as large as fits, in the middle."""
        width, height = HEIGHT * self._aspect(), HEIGHT
        scale = min(self.width() / width, self.height() / height) or 1.0
        left, top = (self.width() - width * scale) / 2.0, (self.height() - height * scale) / 2.0
        return QTransform.fromTranslate(left, top).scale(scale, scale)

    def to_page(self, point: QPointF) -> tuple[float, float]:
        """Turn px of the widget into units of the page."""
        back, _ = self._placing().inverted()
        at = back.map(point)
        return at.x(), at.y()

    def from_page(self, at: tuple[float, float]) -> QPointF:
        """Turn units of the page into px of the widget."""
        return self._placing().map(QPointF(*at))

    # Painting

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay the page out anew where its shape is another one."""
        super().resizeEvent(event)
        if self._page is None or abs(self._page.size[0] - HEIGHT * self._aspect()) > 1e-6:
            self._forget()
            self._describe()
        self._pixmap = self._under = None

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the page, what travels on it, and the layers over it; or the cover alone."""
        painter = QPainter(self)
        page = self.page
        if self._cover or page is None:
            painter.fillRect(self.rect(), QColor(_COVERS.get(self._cover, _COVERS["black"])))
            painter.end()
            return
        painter.drawPixmap(0, 0, self._still(page) if self._motion.runs else self._resting(page))
        painter.setTransform(self._placing())
        if self._motion.runs:
            page.paint_diagrams(painter, self._motion.progress)
        for layer in self._layers:
            painter.save()
            layer(painter, page)
            painter.restore()
        painter.end()
        self.painted.emit()

    def _still(self, page: Page) -> QPixmap:
        """Return the page without its diagrams, painted once."""
        ratio = self.devicePixelRatioF()
        if self._under is None or self._under.devicePixelRatio() != ratio:
            self._under = QPixmap((self.size().toSizeF() * ratio).toSize())
            self._under.setDevicePixelRatio(ratio)
            self._under.fill(page.slide.look.theme.colour("background"))
            with QPainter(self._under) as painter:
                painter.setTransform(self._placing(), combine=True)
                page.paint_still(painter)
        return self._under

    def _resting(self, page: Page) -> QPixmap:
        """Return the page with all at rest, painted once."""
        if self._pixmap is None or self._pixmap.devicePixelRatio() != self.devicePixelRatioF():
            pixmap = QPixmap(self._still(page))
            self._under = None  # the next motion is one of another page
            with QPainter(pixmap) as painter:
                painter.setTransform(self._placing(), combine=True)
                page.paint_diagrams(painter)
            self._pixmap = pixmap
        return self._pixmap

    # The mouse

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Hand a press on."""
        self._tell("press", event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Hand a move on."""
        self._tell("move", event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Hand a release on."""
        self._tell("release", event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Hand a double click on."""
        self._tell("double_click", event)

    def _tell(self, name: str, event: QMouseEvent) -> None:
        is_taken = self.hand is not None and not self._cover
        is_taken = is_taken and getattr(self.hand, name)(event, self.to_page(event.position()))
        event.setAccepted(bool(is_taken))


def shape_of(aspect: float) -> float:
    """Return the width over the height of the page for a view of some proportions."""
    return floor(min(max(aspect, _LEAST_ASPECT), _MOST_ASPECT) * _FINENESS) / _FINENESS


def _travels(before: Slide, slide: Slide) -> bool:
    """Say whether values travel from one slide to the next."""
    return slide.look.motion > 0 and before.frame is not slide.frame and is_next(before.frame, slide.frame)
