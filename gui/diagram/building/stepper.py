"""``− 3 +`` over a column: one node fewer, how many there are, one more."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QMenu, QWidget

from engine.session.frame import Frame
from gui.diagram.building.edit import Edit, has_run_away
from gui.diagram.building.inputs import any_input, further_inputs, remove_input
from gui.diagram.building.menu import fill
from gui.diagram.building.step_button import StepButton
from gui.diagram.building.structure import add_node, remove_node
from gui.diagram.text import font_of, width_of
from gui.look import Look

__all__ = ["Stepper", "height_of"]

translate = QCoreApplication.translate
_SIDE, _PAD = 24, 6


def height_of(look: Look) -> int:
    """Return the height of a stepper, px."""
    return look.px(_SIDE)


class Stepper(QWidget):
    """The buttons of one column.

    Signals
    -------
    asked(Edit)
        What is to be done.
    """

    asked = Signal(object)

    def __init__(self, parent: QWidget, layer: int) -> None:
        super().__init__(parent)
        self.layer = layer
        self._look, self._count = Look(), 0
        self._frame: Frame | None = None
        self._told: object = None
        self._floats = self._is_short = False
        self.minus, self.plus = StepButton(self, adds=False), StepButton(self, adds=True)
        self.minus.clicked.connect(self._on_minus_clicked)
        self.plus.clicked.connect(self._on_plus_clicked)
        self.setAttribute(Qt.WidgetAttribute.WA_NoMousePropagation)
        self.hide()

    def set_look(self, look: Look) -> None:
        """Draw in another look."""
        self._look = look
        for button in (self.minus, self.plus):
            button.set_look(look)
        self._arrange()

    def show_frame(self, frame: Frame) -> None:
        """Show how many nodes there are, and what can be done."""
        self._frame, net = frame, frame.network
        setup = frame.setup
        selected = frame.selected if self.layer == 0 else None
        told = net.sizes, setup.batch_size, setup.notes, frame.names, selected, has_run_away(frame)
        if told == self._told:
            return
        self._told, self._count = told, net.sizes[self.layer]
        self._offer(frame)
        text = translate("Building", "Layer {layer}, nodes: {count}")
        self.setAccessibleName(text.format(layer=self.layer, count=self._count))
        self._arrange()
        self.update()

    def _offer(self, frame: Frame) -> None:
        """Say what the buttons do; the keyboard stays on one that can be pressed."""
        both = self.minus, self.plus
        keyboard = next((button for button in both if button.hasFocus()), None)
        for button, edit, name in zip(both, self._edits(frame), self._names(), strict=True):
            button.offer(name, edit.refusal)
        if keyboard is not None and not keyboard.isEnabled():
            (self.plus if keyboard is self.minus else self.minus).setFocus(Qt.FocusReason.OtherFocusReason)

    def float_over(self, floats: bool) -> None:
        """Keep what is below from being read through it, where it stands over nodes."""
        if floats != self._floats:
            self._floats = floats
            self.update()

    def shorten(self, is_short: bool) -> None:
        """Show the number alone, where there is no room for the buttons: the pointer brings them."""
        if is_short != self._is_short:
            self._is_short = is_short
            self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents, is_short)
            for button in (self.minus, self.plus):
                button.setHidden(is_short)
            self._arrange()
            self.update()

    def width_of_number(self) -> int:
        """Return the width of the number, px."""
        return round(width_of("plain", self._look.scale, "88" if self._count < 100 else "888"))

    def sizeHint(self) -> QSize:
        """Return the room of both buttons and the number."""
        side, pad = height_of(self._look), self._look.px(_PAD)
        return QSize(2 * side + self.width_of_number() + pad, side)

    def _arrange(self) -> None:
        size = self.sizeHint()
        if self._is_short:
            size.setWidth(self.width_of_number())
        self.resize(size)
        self.plus.move(QPoint(size.width() - self.plus.width(), 0))

    def _edits(self, frame: Frame) -> tuple[Edit, Edit]:
        """Return what − and + do."""
        if self.layer == 0:
            return remove_input(frame), any_input(frame)
        return remove_node(frame, self.layer), add_node(frame, self.layer)

    def _names(self) -> tuple[str, str]:
        if self.layer == 0:
            return translate("Building", "Remove the last further input"), translate(
                "Building", "Add an input"
            )
        fewer = translate("Building", "Remove a node from layer {layer}").format(layer=self.layer)
        return fewer, translate("Building", "Add a node to layer {layer}").format(layer=self.layer)

    def _on_minus_clicked(self) -> None:
        if self._frame is not None:
            self.asked.emit(self._edits(self._frame)[0])

    def _on_plus_clicked(self) -> None:
        if self._frame is None:
            return
        if self.layer:
            self.asked.emit(self._edits(self._frame)[1])
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        fill(menu, list(further_inputs(self._frame)), self.asked.emit)
        menu.popup(self.plus.mapToGlobal(QPoint(0, self.plus.height())))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the number."""
        theme = self._look.theme
        with QPainter(self) as painter:
            if self._floats:
                painter.setRenderHint(QPainter.RenderHint.Antialiasing)
                painter.setPen(QColor(theme.line))
                painter.setBrush(QColor(theme.surface))
                painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 7, 7)
            painter.setFont(font_of("plain", self._look.scale))
            painter.setPen(QColor(theme.muted if self._is_short else theme.ink))
            inner = QRect(self.minus.width(), 0, self.plus.x() - self.minus.width(), self.height())
            inner = self.rect() if self._is_short else inner
            painter.drawText(inner, Qt.AlignmentFlag.AlignCenter, str(self._count))
