"""What a picture can be of: the diagram, and every panel that can make a twin of itself."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Protocol, runtime_checkable

import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget

from engine.session.frame import Frame
from gui.diagram import Diagram
from gui.diagram.portrait import Portrait
from gui.look import Look
from gui.theme import apply_theme

__all__ = ["DiagramSource", "PanelSource", "Portrayed", "Source", "panel_sources", "sources_of"]


class Source(Protocol):
    """Something that a picture can be of."""

    @property
    def name(self) -> str:
        """As the user reads it."""

    @property
    def widget(self) -> QWidget:
        """What is on screen."""

    @property
    def fills(self) -> bool:
        """Whether it spreads over all the room it is given."""

    @property
    def ground(self) -> str:
        """Token of the theme for what is behind it."""

    def natural(self, frame: Frame, look: Look) -> QSize:
        """Return the size on screen, or that of all there is where only a part is on screen."""

    def paint(self, painter: QPainter, frame: Frame, look: Look, size: QSize) -> None:
        """Paint a moment in a size: no pointer, no focus."""


@runtime_checkable
class Portrayed(Protocol):
    """A panel that a picture can be made of."""

    @property
    def picture_name(self) -> str:
        """What a picture of it is called."""

    def twin(self, frame: Frame, look: Look) -> QWidget:
        """Make another panel that shows the same of a moment, without what is only there to be pressed."""


@dataclass(frozen=True, slots=True)
class DiagramSource:
    """The network diagram."""

    name: str
    widget: Diagram
    fills: bool = True
    ground: str = "background"

    def natural(self, _frame: Frame, _look: Look) -> QSize:
        """Return the size on screen."""
        return _size_of(self.widget)

    def paint(self, painter: QPainter, frame: Frame, look: Look, size: QSize) -> None:
        """Paint the layers straight to the painter: the pixmap on screen is none of it."""
        self.portrait(frame, look, size).paint(painter)

    def portrait(self, frame: Frame, look: Look, size: QSize) -> Portrait:
        """Return what the diagram shows of a moment, with maps in its nodes where they are on screen."""
        return Portrait(frame, look, size, self.widget.maps_for(frame))


@dataclass(frozen=True, slots=True)
class PanelSource:
    """A panel.

    Attributes
    ----------
    twin : callable
        See `Portrayed.twin`.
    """

    name: str
    widget: QWidget
    twin: Callable[[Frame, Look], QWidget]
    fills: bool
    ground: str = "surface"

    def natural(self, frame: Frame, look: Look) -> QSize:
        """Return the size on screen; where a part of it is scrolled out of sight, that of the whole."""
        size = _size_of(self.widget)
        if self.fills:
            return size
        with self._made(frame, look, size) as twin:
            return QSize(size.width(), size.height() + _missing(twin))

    def paint(self, painter: QPainter, frame: Frame, look: Look, size: QSize) -> None:
        """Paint a twin that nobody points at."""
        with self._made(frame, look, size) as twin:
            twin.render(painter, QPoint())

    @contextmanager
    def _made(self, frame: Frame, look: Look, size: QSize) -> Iterator[QWidget]:
        """Make a twin in another look, laid out as though it were on screen, and let go of it again."""
        twin = self.twin(frame, look)
        twin.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
        apply_theme(twin, look.theme, look.scale)
        # A style sheet ends the inheritance of palettes: words without a colour of their own need one.
        twin.setStyleSheet(f"QWidget {{ color: {look.theme.ink}; }}\n{twin.styleSheet()}")
        twin.resize(size)
        twin.show()
        for part in (twin, *twin.findChildren(QWidget)):
            QApplication.sendPostedEvents(part, QEvent.Type.LayoutRequest)
        try:
            yield twin
        finally:
            twin.close()
            # At once: left to the event loop, its Python half could be taken apart before its Qt half.
            shiboken6.delete(twin)


def sources_of(diagram: Diagram, panels: Iterable[object]) -> tuple[Source, ...]:
    """List what pictures can be made of, the diagram first."""
    name = QCoreApplication.translate("Pictures", "Network diagram")
    return DiagramSource(name, diagram), *panel_sources(panels)


def panel_sources(panels: Iterable[object]) -> Iterator[Source]:
    """Yield what pictures can be made of among some panels."""
    for panel in panels:
        if isinstance(panel, QWidget) and isinstance(panel, Portrayed):
            # A panel whose words scroll beside what fills it says so itself.
            fills = getattr(panel, "fills_picture", panel.findChild(QScrollArea) is None)
            yield PanelSource(panel.picture_name, panel, panel.twin, fills=fills)


def _size_of(widget: QWidget) -> QSize:
    """Return the size on screen; of what is hidden, the size it would like."""
    return widget.size() if widget.isVisible() else widget.sizeHint().expandedTo(widget.minimumSize())


def _missing(twin: QWidget) -> int:
    """Return how many px of height the scroll areas lack (below 0: have too many)."""
    missing = 0
    for area in twin.findChildren(QScrollArea):
        page = area.widget()
        inside = None if page is None else page.layout()
        if area.isVisible() and inside is not None:
            wanted = inside.totalHeightForWidth(area.viewport().width())
            missing += wanted - area.viewport().height()
    return missing
