"""Scaling of the inputs as a visible step: what it is, and with which numbers."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from engine.data.scaling import Scaling
from gui.controls.choice import Choice, ChoiceBox
from gui.controls.note import Note
from gui.look import Look
from gui.panels.data_settings.in_use import SCALINGS, InUse
from gui.panels.data_settings.pair import Pair, room_of_choices
from gui.panels.data_settings.texts import breakable
from gui.short_number import short, whole
from gui.theme import set_role
from gui.translation import QT_TRANSLATE_NOOP

__all__ = ["ScalingRow", "told"]

translate = QCoreApplication.translate
_NAMES = {
    "": (QT_TRANSLATE_NOOP("ScalingRow", "as they are"), ""),
    "standardise": (
        QT_TRANSLATE_NOOP("ScalingRow", "standardised"),
        QT_TRANSLATE_NOOP("ScalingRow", "mean 0, deviation 1"),
    ),
    "min-max": (QT_TRANSLATE_NOOP("ScalingRow", "min–max"), QT_TRANSLATE_NOOP("ScalingRow", "from 0 to 1")),
}
_FEW = 3
"""The numbers of so many columns are listed."""


class ScalingRow(QWidget):
    """A choice, and under it what the step does.

    Signals
    -------
    chosen(kind)
        One of `SCALINGS`.
    """

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        name, self.kind, self.note = (
            QLabel(self.tr("Inputs")),
            ChoiceBox(self.tr("Scaling of the inputs")),
            Note("small"),
        )
        set_role(name, "muted")
        self.kind.chosen.connect(self.chosen)
        self._pair = Pair(name, self.kind, lambda: room_of_choices(self.kind))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(self._pair)
        column.addWidget(self.note)

    def show_data(self, data: InUse, look: Look) -> None:
        """Show how the inputs are scaled."""
        choices = [
            Choice(kind, *(translate("ScalingRow", text) if text else "" for text in _NAMES[kind]))
            for kind in SCALINGS
        ]
        self.kind.show_choice(choices, data.scaling)
        self._pair.arrange()
        steps = [step for step in data.setup.notes.scaling if step.of == "X"]
        text = " ".join(told(step, data, look) for step in steps)
        self.note.say(breakable(text))
        self.note.setAccessibleName(text)


def told(step: Scaling, data: InUse, look: Look) -> str:
    """Say what a step does: "(x1 − 0.012) / 1.034, measured on the 160 training rows"."""
    if step.kind == "divide":
        by = sorted({short(factor, look.point) for factor in step.factor})
        return translate("ScalingRow", "Divided by {number}.").format(number=", ".join(by))
    text = translate("ScalingRow", "Measured on the {count} training rows.")
    if len(step.columns) <= _FEW:
        text = translate("ScalingRow", "{columns}: measured on the {count} training rows.")
    return text.format(columns=", ".join(_columns(step, data, look)), count=whole(data.setup.samples))


def _columns(step: Scaling, data: InUse, look: Look) -> list[str]:
    names = data.setup.notes.inputs or tuple(f"x{k + 1}" for k in range(data.setup.X.shape[1]))
    return [
        f"({names[column]} {'−' if shift >= 0 else '+'} {look.number(abs(shift))}) / {look.number(factor)}"
        for column, shift, factor in zip(step.columns, step.shift, step.factor, strict=True)
    ]
