"""The timeline as a widget: click, drag or press arrow keys to go anywhere in the update."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from engine.nn.microsteps import PHASES, MicroStep
from engine.nn.notation import Names
from engine.nn.types import Ref
from engine.session import actions
from engine.session.frame import Frame
from gui.accessible import describe, focus_moved, forget
from gui.focus_ring import RingedWidget
from gui.look import Look
from gui.panels.timeline.accessible import StepTree
from gui.panels.timeline.cells import Cell, Walk, cells_of, step_at
from gui.panels.timeline.painting import CellPainter
from gui.words import phase_name

__all__ = ["Timeline", "tip_of"]

translate = QCoreApplication.translate
_NAMED = 3
"""How many of the quantities that a step writes its tool tip names."""


def tip_of(frame: Frame, number: int, look: Look) -> str:
    """Say which step it is and what it writes: "Step 14 of 22 · δ₁ = −0.028"."""
    refs = _writes(frame, number)
    named = [
        f"{frame.names.text(ref, output=True)} = {look.number_of(ref, frame.value(ref))}"
        for ref in refs[:_NAMED]
    ]
    what = ", ".join(named) + (" …" if len(refs) > _NAMED else "")
    if not refs:
        what = translate("Timeline", "all gradients are known")
    text = translate("Timeline", "Step {number} of {count} · {what}")
    return text.format(number=number, count=len(frame.steps), what=what)


def _writes(frame: Frame, number: int) -> tuple[Ref, ...]:
    """Return what a step writes for the sample in view."""
    shown = (None, frame.playhead.sample)
    return tuple(ref for ref in frame.steps[number - 1].writes if ref.sample in shown)


def _drawn_of(frame: Frame) -> tuple[tuple[MicroStep, ...], int, Names]:
    """Return what the cells show of a frame."""
    return frame.steps, frame.number, frame.names


class Timeline(RingedWidget):
    """Every micro-step of the update in play as a cell.

    Signals
    -------
    pointed(refs)
        The mouse is on a step that writes these.
    dispatched(action)
        `Seek`: the user wants to be at another step.
    """

    pointed = Signal(object)
    dispatched = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._frame: Frame | None = None
        self._painter = CellPainter(Look())
        self._cells: tuple[Cell, ...] = ()
        self._walk: Walk | None = None
        self._around: int | None = None
        self._hovered = 0
        self._lit: frozenset[Ref] = frozenset()
        self._readers = _Readers()
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self.tr("Timeline"))
        describe(self)

    @property
    def accessible(self) -> StepTree:
        """The steps for those who hear them, made when asked for: a tree that is kept makes a circle."""
        return StepTree(self._place, self._tell, self._cell_box, self._step_at)

    def show_frame(self, frame: Frame) -> None:
        """Draw the steps of the update in play, those done and those to come."""
        before, self._frame = self._frame, frame
        self._describe(frame)
        if before is None or _drawn_of(before) != _drawn_of(frame):
            self._lay_out()
        if before is not None and len(before.steps) != len(frame.steps):
            forget(self)
        if self.hasFocus():
            focus_moved(self)

    def _describe(self, frame: Frame) -> None:
        """Tell screen readers where the playhead is."""
        here = tip_of(frame, frame.number, self._painter.look)
        self.setAccessibleDescription(f"{phase_name(frame.step.phase)}: {here}")

    def light(self, refs: frozenset[Ref]) -> None:
        """Mark the cells that write or read some quantities."""
        if refs != self._lit:
            self._lit = refs
            self.update()

    def set_look(self, look: Look) -> None:
        """Draw in another theme or text size."""
        self._painter = CellPainter(look)
        if self._frame is not None:
            self._describe(self._frame)
        self.updateGeometry()
        self._lay_out()

    def sizeHint(self) -> QSize:
        """Return one row of titles over one row of cells."""
        return QSize(700, round(self._painter.geometry.height))

    def minimumSizeHint(self) -> QSize:
        """Return the least room in which each phase still has its bar."""
        return QSize(320, round(self._painter.geometry.height))

    def cell_centre(self, number: int) -> QPoint:
        """Say where a step is drawn, in px of the widget."""
        centre = self._cell_box(number).center()
        return QPoint(round(centre.x()), round(centre.y()))

    def _lay_out(self) -> None:
        if self._frame is None:
            return
        draw, frame = self._painter, self._frame
        if self._walk is None or not self._walk.is_of(frame):
            self._walk = Walk(frame.steps, frame.names)
        titles = {phase: draw.measure(phase_name(phase)) for phase in PHASES}
        width = max(self.width() - 2 * draw.geometry.margin, 1.0)
        self._cells = cells_of(frame, width, draw.look.scale, titles, self._around, draw.measure, self._walk)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw titles, cells and marks."""
        painter = QPainter(self)
        theme = self._painter.look.theme
        painter.fillRect(self.rect(), theme.colour("surface"))
        if self._frame is not None:
            painter.translate(self._painter.geometry.margin, self._painter.geometry.top)
            self._painter.paint(painter, self._cells, self._frame.number)
            self._paint_marks(painter, self._frame)
            painter.resetTransform()
        self.paint_ring(painter, theme, QRectF(self.rect()).adjusted(5, 1, -5, -1), 8.0)
        painter.end()

    def _paint_marks(self, painter: QPainter, frame: Frame) -> None:
        refs = {frame.resolved(ref) for ref in self._lit}
        written = {frame.written[ref] for ref in refs if ref in frame.written}
        read = {number for ref in refs for number in self._readers.of(frame.steps).get(ref, ())}
        self._painter.marks(painter, self._cells, written, read)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fold or unfold layers as there is room."""
        self._lay_out()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Go to the step that was clicked; cells keep their places until the button is let go."""
        if event.button() == Qt.MouseButton.LeftButton and self._frame is not None:
            self._around = self._frame.number
            self._seek(self._step_at(event.position().x()))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Point at a step, or drag to it."""
        if self._frame is None:
            return
        number = self._step_at(event.position().x())
        self._hover(number)
        if self._around is not None:
            self._seek(number)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """End a drag."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._around = None
            self._lay_out()

    def leaveEvent(self, event: QEvent) -> None:
        """Point at nothing."""
        self._hover(0)

    def event(self, event: QEvent) -> bool:
        """Show the tool tip of the step under the mouse."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent) and self._frame is not None:
            number = self._step_at(event.pos().x())
            QToolTip.showText(event.globalPos(), tip_of(self._frame, number, self._painter.look), self)
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go through the update with the arrow keys, Home and End."""
        if self._frame is None or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            super().keyPressEvent(event)
            return
        here, last = self._frame.number, len(self._frame.steps)
        goal = {
            Qt.Key.Key_Left: here - 1,
            Qt.Key.Key_Right: here + 1,
            Qt.Key.Key_Home: 1,
            Qt.Key.Key_End: last,
        }.get(Qt.Key(event.key()))
        if goal is None:
            super().keyPressEvent(event)
        else:
            self._seek(min(max(goal, 1), last))

    def _step_at(self, x: float) -> int:
        return step_at(self._cells, x - self._painter.geometry.margin)

    def _place(self) -> tuple[int, int]:
        """Return the number of the step in play, and how many there are."""
        return (0, 0) if self._frame is None else (self._frame.number, len(self._frame.steps))

    def _tell(self, number: int) -> str:
        return "" if self._frame is None else tip_of(self._frame, number, self._painter.look)

    def _cell_box(self, number: int) -> QRectF:
        """Return where a step is drawn, px."""
        geometry = self._painter.geometry
        cell = next(cell for cell in self._cells if cell.first <= number <= cell.last)
        left = geometry.margin + cell.left + cell.width * (number - cell.first) / cell.steps
        return QRectF(left, geometry.top + geometry.titles, cell.width / cell.steps, geometry.cells)

    def _seek(self, number: int) -> None:
        if self._frame is not None and number != self._frame.number:
            self.dispatched.emit(actions.Seek(number))

    def _hover(self, number: int) -> None:
        if number == self._hovered or self._frame is None:
            return
        self._hovered = number
        self.pointed.emit(frozenset(_writes(self._frame, number)) if number else frozenset())


class _Readers:
    """The steps that read each quantity, found when first asked for."""

    def __init__(self) -> None:
        self._steps: Sequence[MicroStep] = ()
        self._found: dict[Ref, list[int]] = {}

    def of(self, steps: Sequence[MicroStep]) -> dict[Ref, list[int]]:
        """Return, for each quantity, the numbers of the steps that read it."""
        if steps is not self._steps:
            self._steps, self._found = steps, {}
            for number, step in enumerate(steps, 1):
                for ref in step.reads:
                    self._found.setdefault(ref, []).append(number)
        return self._found
