"""The panel: training, its start, and the weights, one under the other."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from engine.nn.types import Ref
from engine.session.frame import Frame
from gui.look import Look
from gui.panel import SurfacePanel
from gui.panels.training_settings.selected_part import SelectedPart
from gui.panels.training_settings.train_part import TrainFor
from gui.panels.training_settings.training_part import TrainingPart
from gui.panels.training_settings.weights_part import WeightsPart

__all__ = ["TrainingSettings"]

_SIDE, _BETWEEN = 18, 8


class TrainingSettings(SurfacePanel):
    """How the run is trained, and what its weights begin with.

    It follows the update in play: at an earlier one that had other settings it shows those.

    Signals
    -------
    updates_asked(count)
        Training is to go on by so many updates.
    until_asked(J, label)
        Training is to go on until J is below a number; the label names it for undo.
    """

    updates_asked = Signal(int)
    until_asked = Signal(float, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = Look()
        self._frame: Frame | None = None
        self.training, self.train_for = TrainingPart(), TrainFor()
        self.weights, self.selected = WeightsPart(), SelectedPart()
        column = QVBoxLayout(self)
        column.setContentsMargins(_SIDE, 6, _SIDE, 6)
        column.setSpacing(_BETWEEN)
        for part in (self.training, self.train_for, self.weights, self.selected):
            column.addWidget(part)
        for part in (self.training, self.weights, self.selected):
            part.dispatched.connect(self.dispatched)
            part.pointed.connect(self.pointed)
        self.train_for.updates_asked.connect(self.updates_asked)
        self.train_for.until_asked.connect(self.until_asked)

    def explain(self, meanings: Mapping[str, str]) -> None:
        """Say in tips what the names mean: texts of the glossary by the ids of its words."""
        for part in (self.training, self.train_for, self.weights, self.selected):
            part.explain(meanings)

    def show_frame(self, frame: Frame) -> None:
        """Show the settings of the update in play."""
        self._frame = frame
        for part in (self.training, self.train_for, self.weights, self.selected):
            part.show_frame(frame, self._look)

    def light(self, refs: frozenset[Ref]) -> None:
        """Light up what is pointed at."""
        self.training.light(refs)
        self.selected.light(refs)

    def set_look(self, look: Look) -> None:
        """Write the numbers in another way."""
        self._look = look
        if self._frame is not None:
            self.show_frame(self._frame)
