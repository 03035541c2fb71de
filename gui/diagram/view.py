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
from gui.diagram.label_layer import paint_label
from gui.diagram.layout import Controls, Layout
from gui.diagram.motion import Motion, is_next
from gui.diagram.node_labels import pointed_values
from gui.diagram.node_maps import NodeMaps
from gui.diagram.overlay import paint_light, paint_selection
from gui.diagram.picture import Label, Picture
from gui.diagram.staging import Stage, stage_of
from gui.diagram.text import measure_with, sizes_of
from gui.look import Look


class DiagramView(QWidget):
    """Paints the network at a moment, what is known of it and what travels in it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = Look()
        self._frame: Frame | None = None
        self._layout: Layout | None = None
        self._stage: Stage | None = None
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
        if self._picture is None:
            frame, measure = self._given(), measure_with(self._look.scale, self._look.theme.room)
            maps = self.node_maps(frame)
            self._picture = compose(frame, self._arranged(frame), self._look, measure, maps)
        return self._picture

    def hits(self) -> Hits:
        """Return what can be pointed at in the picture."""
        if self._hits is None:
            backward = self._frame is not None and self._frame.step.phase == "backward"
            self._hits = Hits(self.picture(), backward)
        return self._hits

    def standing(self) -> Layout:
        """Return where everything stands.

        Raises
        ------
        RuntimeError
            Before the first frame.
        """
        return self._arranged(self._given())

    def _given(self) -> Frame:
        if self._frame is None:
            raise RuntimeError("the diagram was given no frame yet")
        return self._frame

    def _arranged(self, frame: Frame) -> Layout:
        wanted = self.stage(frame)
        if self._layout is None or self._stage != wanted:
            self._stage, self._layout = wanted, wanted.layout()
        return self._layout

    def stage(self, frame: Frame) -> Stage:
        """Tell what the layout of a moment depends on."""
        size = float(self.width()), float(self.height())
        return stage_of(frame, size, sizes_of(frame, self._look), self.controls())

    def node_maps(self, _frame: Frame) -> NodeMaps | None:
        """Return what is shown inside of nodes; None for the curve of φ."""
        return None

    def controls(self) -> Controls:
        """Tell the room that is kept for what is pressed: none, where the diagram is only looked at."""
        return Controls()

    def _forget(self) -> None:
        self._picture = self._hits = None
        self._canvas.forget()
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Make everything fit anew."""
        size = event.size()
        if self._stage is None or (self._stage.width, self._stage.height) != (size.width(), size.height()):
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
        if shown := self._lit_now(frame):
            paint_light(painter, self.hits().shapes(shown), theme, texts)
        for label in self.pointed_values(frame):
            paint_label(painter, label, theme, self._look.scale)

    def pointed_values(self, frame: Frame) -> list[Label]:
        """Return the numbers of nodes that are lit and otherwise not to be read."""
        measure = measure_with(self._look.scale, self._look.theme.room)
        return pointed_values(self.picture(), frame, self._look, measure, self._lit_now(frame))

    def _lit_now(self, frame: Frame) -> list[Ref]:
        return [ref for ref in self._lit if ref.sample in (None, frame.playhead.sample)]
