"""The part about the weights: what they begin with, the seed, and to begin again."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QPushButton

from engine.nn.named import split_name
from engine.session import actions as act
from engine.session.frame import Frame
from engine.session.setup import MOST_SEED, Setup
from gui.controls import words
from gui.controls.choice import ChoiceBox
from gui.controls.field_row import FieldRow
from gui.controls.named_row import NamedRow
from gui.look import Look
from gui.panels.training_settings import choices
from gui.panels.training_settings.numbers import numbers_of, seed_of
from gui.panels.training_settings.part import GAP, Part, show_numbers

__all__ = ["WeightsPart"]

translate = QCoreApplication.translate
_ALIKE = ("zeros", "constant")
"""Of these the nodes of a layer never become different."""


class WeightsPart(Part):
    """What the weights of a run begin with; whatever is set here begins it again."""

    def __init__(self) -> None:
        super().__init__(translate("TrainingSettings", "Weights"))
        self._frame: Frame | None = None
        self._shown: tuple[object, ...] = ()
        name = translate("TrainingSettings", "Initialise")
        self.init = ChoiceBox(name)
        self._init_row = NamedRow(name, self.init)
        self.add(self._init_row, "initialise", self._init_row.name, self.init)
        self.init_numbers = self.new_numbers(1, "initialise")
        self.seed = FieldRow(GAP, is_wide=True)
        self.add_field(self.seed, "seed")
        self.reroll = QPushButton(translate("TrainingSettings", "Re-roll"))
        self.reset = QPushButton(translate("TrainingSettings", "Reset"))
        self.reset.setAccessibleName(translate("TrainingSettings", "Reset to these weights"))
        self.add_buttons("seed", self.reroll, self.reset)
        self.init.chosen.connect(self._on_init_chosen)
        self.reroll.clicked.connect(self._on_reroll_clicked)
        self.reset.clicked.connect(self._on_reset_clicked)

    def show_frame(self, frame: Frame, look: Look) -> None:
        """Show the settings of the update in play; cheap where they are those shown already."""
        self._frame = frame
        self.reset.setEnabled(frame.trained > 0 or frame.curve.size > 1)
        shown = frame.setup.init, frame.setup.seed, look
        if self._shown != shown:
            self._shown = shown
            self._show(frame.setup, look)

    def _show(self, setup: Setup, look: Look) -> None:
        key = split_name(setup.init)[0]
        offered = choices.initialisers()
        self.init.show_choice(offered, key)
        alike = translate("TrainingSettings", "All the same: the nodes of a layer stay alike.")
        self._init_row.say(alike if key in _ALIKE else "")
        show_numbers(self.init_numbers, numbers_of(setup, "init"), look)
        self.seed.show_target(seed_of(setup), translate("TrainingSettings", "Seed"), look)
        self.reroll.setEnabled(setup.seed < MOST_SEED)

    def _on_init_chosen(self, key: str) -> None:
        if self._frame is not None:
            text = translate("TrainingSettings", "initialise: {name}")
            label = text.format(name=words.said(words.INITIALISERS, key))
            self.dispatched.emit(act.Reroll(self._frame.setup.seed, label, key))

    def _on_reroll_clicked(self) -> None:
        if self._frame is not None:
            setup = self._frame.setup
            label = translate("TrainingSettings", "re-roll the weights")
            self.dispatched.emit(act.Reroll(setup.seed + 1, label, setup.init))

    def _on_reset_clicked(self) -> None:
        self.dispatched.emit(act.Reset(translate("TrainingSettings", "reset the weights")))
