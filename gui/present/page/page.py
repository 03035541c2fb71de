"""The audience view of one slide: laid out once, painted to any painter, in units of its own."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from gui.present.page.arranging import Arranged, arranged
from gui.present.page.figures import Figures, Placed
from gui.present.page.lines import Bar, Head
from gui.present.page.measures import HEIGHT
from gui.present.slide import Slide
from gui.present.views import ViewPainter

__all__ = ["Page"]

_SMOOTH = QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing


class Page:
    """A slide on a page of a shape.

    Parameters
    ----------
    slide : Slide
    aspect : float
        Width of the page over its height.
    views : ViewPainter, optional
        Paints what stands beside the diagram; one for many pages makes its panels once.

    Attributes
    ----------
    slide : Slide
    size : tuple of float
        Width and height, in units.
    """

    def __init__(self, slide: Slide, aspect: float = 16 / 9, views: ViewPainter | None = None) -> None:
        self.slide = slide
        self.size = (HEIGHT * aspect, HEIGHT)
        self._arranged: Arranged = arranged(slide, self.size[0])
        room, sizes = self._arranged.figures, self._arranged.sizes
        self._figures = None
        if room is not None:
            self._figures = Figures(slide, room, sizes, views or ViewPainter())
        self._head, self._bar = Head(slide, sizes), Bar(slide)

    @property
    def diagrams(self) -> tuple[Placed, ...]:
        """The diagrams with their boxes."""
        return self._figures.placed if self._figures else ()

    @property
    def arrangement(self) -> Arranged:
        """Where everything stands."""
        return self._arranged

    @property
    def moves(self) -> bool:
        """Say whether the step in play lets something travel."""
        return self._figures is not None and self._figures.moves

    def paint(self, painter: QPainter, progress: float = 1.0) -> None:
        """Paint it, in units: while values travel (0 is the start), or with all at rest (1)."""
        self.paint_still(painter)
        self.paint_diagrams(painter, progress)

    def paint_still(self, painter: QPainter) -> None:
        """Paint all but the diagrams."""
        width, height = self.size
        painter.setRenderHints(_SMOOTH)
        painter.fillRect(QRectF(0, 0, width, height), self.slide.look.theme.colour("background"))
        if self._figures is not None:
            self._figures.paint_still(painter)
        for block, box in self._arranged.blocks:
            block.paint(painter, box)
        self._head.paint(painter, width)
        self._bar.paint(painter, width)

    def paint_diagrams(self, painter: QPainter, progress: float = 1.0) -> None:
        """Paint the diagrams over the rest."""
        if self._figures is not None:
            painter.setRenderHints(_SMOOTH)
            self._figures.paint_diagrams(painter, progress)

    def texts(self) -> tuple[str, ...]:
        """Return everything that can be read on it, in the order of reading."""
        figures = self._figures.texts() if self._figures is not None else ()
        return (
            *self._head.texts(),
            *figures,
            *(t for block, _ in self._arranged.blocks for t in block.texts()),
        )
