"""The sample in hand: which row of the data set it is, and the way to any other."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QCoreApplication, QSize, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from engine.nn.types import IntArray
from engine.session.actions import Action, ShowRow
from engine.session.frame import Frame
from gui.controls.note import Note
from gui.controls.setting import Setting
from gui.hands.number_field import NumberField
from gui.hands.targets import Pace
from gui.icons import themed_icon
from gui.look import Look
from gui.panels.data_settings.pair import Pair
from gui.short_number import whole
from gui.theme import set_role

__all__ = ["SampleRow"]

translate = QCoreApplication.translate
_ICON, _GAP = 14, 2
_LEAST_DIGITS, _AROUND = 3, 24
"""So many digits the field has room for, and px of its border, padding and cursor."""
_FAR = 10


@dataclass(frozen=True, slots=True, eq=False)
class _Trained:
    """Steps over the rows that are trained on: no update sees the others."""

    rows: IntArray

    def stepped(self, value: float, steps: int, pace: Pace) -> float:
        """Return the number, from 1, of the row so many rows on; the first or last one at the ends."""
        far = steps * (_FAR if pace == "coarse" else 1)
        place = int(np.searchsorted(self.rows, round(value) - 1)) + far
        return float(self.rows[min(max(place, 0), len(self.rows) - 1)] + 1)


class SampleRow(QWidget):
    """Says "Row 12 of 200", with buttons to the row before and after, and a field to go to any.

    Signals
    -------
    dispatched(action)
        Another row is to be shown.
    """

    dispatched = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._frame: Frame | None = None
        self._look = Look()
        self._rows: _Trained | None = None
        self._test: IntArray | None = None
        self.name, self.count, self.field = QLabel(self.tr("Row")), QLabel(), NumberField()
        self.before = self._new_button(self.tr("Row before"), -1)
        self.after = self._new_button(self.tr("Next row"), 1)
        self.field.setAccessibleName(self.tr("Sample in hand: row of the data set"))
        self.field.dispatched.connect(self.dispatched)
        note = Note()
        self.field.refused.connect(note.say)
        for label in (self.name, self.count):
            set_role(label, "muted")
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(_GAP)
        for part in (self.before, self.field, self.count, self.after):
            row.addWidget(part)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        self._pair = Pair(self.name, line, lambda: row.minimumSize().width())
        column.addWidget(self._pair)
        column.addWidget(note)

    def _new_button(self, name: str, by: int) -> QToolButton:
        button = QToolButton()
        button.setAccessibleName(name)
        button.setToolTip(name)
        button.clicked.connect(lambda: self._go(by))
        set_role(button, "fold")
        return button

    def show_frame(self, frame: Frame) -> None:
        """Show which row of the data set is in hand."""
        self._frame = frame
        setup = frame.setup
        if self._rows is None or setup.test is not self._test or len(self._rows.rows) != setup.samples:
            self._rows, self._test = _Trained(setup.training), setup.test
        count = len(setup.X)
        digits = "0" * max(len(str(count)), _LEAST_DIGITS)
        self.field.setFixedWidth(self.field.fontMetrics().horizontalAdvance(digits) + _AROUND)
        self.count.setText(self.tr("of {count}").format(count=whole(count)))
        self._pair.arrange()
        rows, here = self._rows.rows, self._here(frame)
        setting = Setting(
            "row", here + 1, self._rows, _show_row, self._refusal, int(rows[0]) + 1, int(rows[-1]) + 1, True
        )
        self.field.show_target(setting, self._look)
        self.before.setEnabled(here > int(rows[0]))
        self.after.setEnabled(here < int(rows[-1]))

    def set_look(self, look: Look) -> None:
        """Take over theme and text size."""
        self._look = look
        for button, picture in ((self.before, "back"), (self.after, "forward")):
            button.setIcon(themed_icon(picture, look.theme))
            button.setIconSize(QSize(look.px(_ICON), look.px(_ICON)))

    @staticmethod
    def _here(frame: Frame) -> int:
        return int(frame.rows[min(frame.playhead.sample, len(frame.rows) - 1)])

    def _go(self, by: int) -> None:
        if self._frame is not None and self._rows is not None:
            number = self._rows.stepped(self._here(self._frame) + 1, by, "usual")
            self.dispatched.emit(_show_row(number, ""))

    def _refusal(self, value: float) -> str:
        """Say why a row can't be shown."""
        if self._frame is None:
            return ""
        setup, row = self._frame.setup, round(value) - 1
        if value != row + 1 or not 0 <= row < len(setup.X):
            text = translate("SampleRow", "Rows are whole numbers from 1 to {count}.")
            return text.format(count=whole(len(setup.X)))
        if row in setup.test:
            text = translate("SampleRow", "Row {number} is kept for testing: no update sees it.")
            return text.format(number=whole(row + 1))
        return ""


def _show_row(value: float, _group: str) -> Action:
    return ShowRow(round(value) - 1)
