"""The view "Weights as a matrix": the layer's grid, which layer and face it shows, and a read-out."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from engine.nn.types import Ref
from engine.session.frame import Frame
from gui.controls.choice import Choice, ChoiceBox
from gui.look import Look
from gui.panel import SurfacePanel
from gui.panels.weight_matrix.contents import Contents
from gui.panels.weight_matrix.faces import FACES
from gui.panels.weight_matrix.view import GridView
from gui.panels.weight_matrix.way import layer_in_play, layer_of
from gui.theme import set_role

__all__ = ["WeightMatrix"]

_LEAST = 110
"""Px at 100 %; a lower panel has no line for the read-out."""


class WeightMatrix(SurfacePanel):
    """One layer of weights as a grid; it turns to the layer that is selected, or in play."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._frame: Frame | None = None
        self._look = Look()
        self.layer, self.face = 1, "W"
        self._asked: Ref | None = None
        self._moment: object = None
        self.layers = ChoiceBox(self.tr("Layer of the matrix"))
        self.faces = ChoiceBox(self.tr("What the cells show"))
        self.layers.chosen.connect(self._on_layer_chosen)
        self.faces.chosen.connect(self._on_face_chosen)
        self.reading = QLabel()
        self.reading.setTextFormat(Qt.TextFormat.PlainText)
        self.reading.setMinimumWidth(1)
        set_role(self.reading, "small")
        self.view = GridView()
        self.view.pointed.connect(self.pointed)
        self.view.dispatched.connect(self.dispatched)
        self.view.said.connect(self._on_view_said)
        self._lay_out()
        self.setFocusProxy(self.view)
        self.setMinimumSize(240, 120)

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(6)
        row.addWidget(self.layers)
        row.addWidget(self.faces)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 2, 8, 4)
        column.setSpacing(2)
        column.addLayout(row)
        column.addWidget(self.view, 1)
        column.addWidget(self.reading)

    def sizeHint(self) -> QSize:
        """Return the size beside the curve."""
        return QSize(400, 190)

    # What is shown

    def show_frame(self, frame: Frame) -> None:
        """Show a moment: the layer of what was selected or has come in play since the last one."""
        before, self._frame = self._frame, frame
        self._follow(before, frame)
        self._show()

    def _follow(self, before: Frame | None, frame: Frame) -> None:
        L, asked = frame.network.L, None
        if before is None or frame.selected != before.selected:
            is_made_now = frame.selected is not None and frame.focus == frame.resolved(frame.selected)
            asked = layer_in_play(frame) if is_made_now else layer_of(frame.selected, L)
        if asked is None and (
            before is None or (before.update, before.number) != (frame.update, frame.number)
        ):
            asked = layer_in_play(frame)
        self.layer = min(max(asked or self.layer, 1), L)

    def _show(self) -> None:
        frame = self._frame
        if frame is None:
            return
        sizes = frame.network.sizes
        text = self.tr("layer {layer}")
        self.layers.show_choice(
            [
                Choice(str(layer), text.format(layer=layer), f"{sizes[layer]} × {sizes[layer - 1]}")
                for layer in range(1, frame.network.L + 1)
            ],
            str(self.layer),
        )
        translate = QCoreApplication.translate
        faces = [
            Choice(key, face.text, translate("WeightMatrix", face.remark)) for key, face in FACES.items()
        ]
        self.faces.show_choice(faces, self.face)
        self.view.show_contents(Contents(frame, self.layer, self.face))

    def light(self, refs: frozenset[Ref]) -> None:
        """Light up cells, rows and columns that stand for what is pointed at."""
        self.view.light(refs)

    def set_look(self, look: Look) -> None:
        """Wear another look."""
        self._look = look
        self.view.set_look(look)
        self._share_room()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the read-out to tool tips where the cells need the room."""
        super().resizeEvent(event)
        self._share_room()

    def _share_room(self) -> None:
        self.reading.setVisible(self.height() >= self._look.px(_LEAST))

    # What the hand does

    def _on_layer_chosen(self, key: str) -> None:
        self.layer = int(key)
        self._show()

    def _on_face_chosen(self, key: str) -> None:
        self.face = key
        self._show()

    def _on_view_said(self, sentence: str) -> None:
        """Write the read-out; with nothing pointed at, how the grid is read."""
        text = sentence or self.tr("forward reads rows, backward reads columns")
        if text != self.reading.text():
            self.reading.setText(text)
            self.reading.setToolTip(text if sentence else "")

    # A picture of it

    @property
    def picture_name(self) -> str:
        """What a picture of it is called."""
        return self.tr("Weights as a matrix")

    def twin(self, frame: Frame, look: Look) -> WeightMatrix:
        """Make another panel that shows the same of a moment, without the lists to choose from."""
        twin = WeightMatrix()
        twin.set_look(look)
        twin.show_frame(frame)
        twin.layer, twin.face = min(self.layer, frame.network.L), self.face
        twin._show()
        twin.layers.hide()
        twin.faces.hide()
        return twin
