"""The diagram to look at: a widget painted from a picture that is made purely from the frame."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QHideEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from engine.nn.types import Ref
from engine.session.frame import Frame
from gui.diagram.canvas import Canvas, paint_moving
from gui.diagram.compose import compose
from gui.diagram.geometry import Box
from gui.diagram.hit import Hits
from gui.diagram.layout import Layout, TextSizes, arrange
from gui.diagram.motion import Motion, is_next
from gui.diagram.overlay import paint_light, paint_selection
from gui.diagram.picture import Picture
from gui.diagram.text import measure_with, sizes_of
from gui.look import Look


class DiagramView(QWidget):
    """Paints the network at a moment, what is known of it and what travels in it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = Look()
        self._frame: Frame | None = None
        self._layout: Layout | None = None
        self._layout_of: tuple[tuple[int, ...], QSize, TextSizes] | None = None
        self._picture: Picture | None = None
        self._hits: Hits | None = None
        self._canvas = Canvas()
        self._lit: frozenset[Ref] = frozenset()
        self._motion = Motion(self)
        self._motion.valueChanged.connect(self.update)
        self._motion.finished.connect(self.update)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    # What it is told

    @property
    def moving(self) -> bool:
        """Values are on their way at this instant."""
        return self._motion.runs

    def show_frame(self, frame: Frame) -> None:
        """Draw a moment; one step forward lets its values travel."""
        if frame is self._frame:
            return
        old, self._frame = self._frame, frame
        self._motion.stop()
        self._forget()
        if old is not None and is_next(old, frame):
            self._set_in_motion()

    def _set_in_motion(self) -> None:
        """Let what the step sends travel and what it makes settle, where anybody can see it."""
        if self._look.motion > 0 and self.isVisible() and self.picture().moves:
            self._motion.begin(self._look.motion)

    def light(self, refs: frozenset[Ref]) -> None:
        """Light up quantities that were pointed at somewhere."""
        if refs != self._lit:
            self._lit = refs
            self.update()

    def set_look(self, look: Look) -> None:
        """Change theme, digits, text size or motion, live."""
        if look != self._look:
            self._look = look
            if look.motion <= 0:
                self._motion.stop()
            self._forget()

    def sizeHint(self) -> QSize:
        """Return the size at which a small network shows every number."""
        return QSize(740, 490)

    def minimumSizeHint(self) -> QSize:
        """Return the smallest size at which the diagram can be read."""
        return QSize(360, 260)

    # What it shows

    def picture(self) -> Picture:
        """Return what is painted, made anew where something changed.

        Raises
        ------
        RuntimeError
            Before the first frame.
        """
        if self._frame is None:
            raise RuntimeError("the diagram was given no frame yet")
        if self._picture is None:
            measure = measure_with(self._look.scale)
            self._picture = compose(self._frame, self._arranged(self._frame), self._look, measure)
        return self._picture

    def hits(self) -> Hits:
        """Return what can be pointed at in the picture."""
        if self._hits is None:
            backward = self._frame is not None and self._frame.step.phase == "backward"
            self._hits = Hits(self.picture(), backward)
        return self._hits

    def _arranged(self, frame: Frame) -> Layout:
        wanted = (frame.network.sizes, self.size(), sizes_of(frame, self._look))
        if self._layout is None or self._layout_of != wanted:
            self._layout_of = wanted
            self._layout = arrange(wanted[0], self.width(), self.height(), wanted[2])
        return self._layout

    def _forget(self) -> None:
        self._picture = self._hits = None
        self._canvas.forget()
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Make everything fit anew."""
        if self._layout_of is None or self._layout_of[1] != event.size():
            self._forget()

    def hideEvent(self, event: QHideEvent) -> None:
        """Let nothing run where nobody sees it."""
        self._motion.stop()

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the still picture, then what travels and settles, then the marks."""
        # As a context: a painter that outlives an exception takes the program down with it.
        with QPainter(self) as painter:
            if self._frame is None:
                painter.fillRect(self.rect(), QColor(self._look.theme.background))
                return
            picture, look = self.picture(), self._look
            ratio = self.devicePixelRatioF()
            painter.drawPixmap(0, 0, self._canvas.pixmap(picture, look, self.size(), ratio, self.moving))
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            if self.moving:
                paint_moving(painter, picture, look, self._motion.progress)
            self.paint_marks(painter, self._frame)

    def texts(self) -> list[Box]:
        """Tell where texts stand, which no mark strikes through."""
        return [label.box for label in self.picture().all_labels()]

    def paint_marks(self, painter: QPainter, frame: Frame) -> None:
        """Paint what is selected and what is lit."""
        theme = self._look.theme
        texts = self.texts()
        if frame.selected is not None:
            paint_selection(painter, self.hits().shapes([frame.selected]), theme, texts)
        if shown := [ref for ref in self._lit if ref.sample in (None, frame.playhead.sample)]:
            paint_light(painter, self.hits().shapes(shown), theme, texts)
