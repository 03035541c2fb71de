"""What is to become of the table on its way into the network: each step is chosen, none is taken silently."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QSpinBox, QWidget

from gui.importing.named import fields_grid, name_over
from gui.importing.reading import Wanted

__all__ = ["StepFields"]

_MOST_TEST = 90


class StepFields(QWidget):
    """Missing values, rows kept for testing, standardising.

    Signals
    -------
    changed()
    """

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.missing, self.test = QComboBox(), QSpinBox()
        self.missing.addItem(self.tr("Leave out their rows"), "drop")
        self.missing.addItem(self.tr("Mean of the column"), "mean")
        self.test.setRange(0, _MOST_TEST)
        self.test.setSingleStep(5)
        self.test.setSuffix(" %")
        self.standardise = QCheckBox(self.tr("&Standardise the inputs"))
        self.standardise.setToolTip(
            self.tr("(x − mean)/standard deviation of each input, measured on the rows trained with")
        )
        grid = fields_grid(self)
        fields = ((self.tr("&Missing values"), self.missing), (self.tr("&Kept for testing"), self.test))
        for number, (words, field) in enumerate(fields):
            grid.addWidget(name_over(field, words), 0, number)
            grid.addWidget(field, 1, number)
        grid.addWidget(self.standardise, 1, 2)
        for column, share in enumerate((2, 1, 2)):
            grid.setColumnStretch(column, share)
        self.missing.currentIndexChanged.connect(self._on_field_changed)
        self.test.valueChanged.connect(self._on_field_changed)
        self.standardise.toggled.connect(self._on_field_changed)

    def wanted(self, seed: int) -> Wanted:
        """Return what is chosen; the seed draws the rows that are kept."""
        missing: str = self.missing.currentData()
        return Wanted(missing, self.test.value(), self.standardise.isChecked(), seed)

    def _on_field_changed(self) -> None:
        self.changed.emit()
