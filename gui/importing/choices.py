"""How the file is written: what was found, and a list for each to say otherwise."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QCoreApplication, QSignalBlocker, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QComboBox, QLabel, QWidget

from gui.importing.named import fields_grid, name_over
from gui.importing.reading import TableReading, Writing
from gui.translation import QT_TRANSLATE_NOOP

__all__ = ["WritingFields"]

translate = QCoreApplication.translate
_NAMES = {
    "separator": QT_TRANSLATE_NOOP("ImportDialog", "&Between the cells"),
    "decimal": QT_TRANSLATE_NOOP("ImportDialog", "&Decimal mark"),
    "header": QT_TRANSLATE_NOOP("ImportDialog", "&First row"),
    "encoding": QT_TRANSLATE_NOOP("ImportDialog", "&Encoding"),
}
_BESIDE_WORDS = 3.6
"""What of a list are no words, its arrow and borders, in heights of a letter."""
_CHOICES: dict[str, dict[Any, str]] = {
    "separator": {
        ",": QT_TRANSLATE_NOOP("ImportDialog", "comma"),
        ";": QT_TRANSLATE_NOOP("ImportDialog", "semicolon"),
        "\t": QT_TRANSLATE_NOOP("ImportDialog", "tab"),
        "|": QT_TRANSLATE_NOOP("ImportDialog", "bar"),
    },
    "decimal": {
        ".": QT_TRANSLATE_NOOP("ImportDialog", "point"),
        ",": QT_TRANSLATE_NOOP("ImportDialog", "comma"),
    },
    "header": {
        True: QT_TRANSLATE_NOOP("ImportDialog", "names"),
        False: QT_TRANSLATE_NOOP("ImportDialog", "data"),
    },
    "encoding": {"utf-8": "UTF-8", "utf-16": "UTF-16", "cp1252": "Windows-1252", "latin-1": "Latin-1"},
}


class WritingFields(QWidget):
    """Four lists, "as found" chosen in each at first.

    Signals
    -------
    changed()
    """

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.lists: dict[str, QComboBox] = {}
        self._labels: list[QLabel] = []
        self._grid, self._beside = fields_grid(self), 0
        for key, name in _NAMES.items():
            field = QComboBox()
            field.setMinimumContentsLength(1)  # else the widest list would keep the dialog wide
            field.addItem("", None)
            for value, words in _CHOICES[key].items():
                field.addItem(translate("ImportDialog", words), value)
            field.currentIndexChanged.connect(self._on_list_changed)
            self._labels.append(name_over(field, translate("ImportDialog", name)))
            self.lists[key] = field
        self._place(len(_NAMES))

    def _place(self, beside: int) -> None:
        """Put so many lists side by side, each with its name above it."""
        if beside == self._beside:
            return
        self._beside = beside
        for number, (label, field) in enumerate(zip(self._labels, self.lists.values(), strict=True)):
            line, column = divmod(number, beside)
            self._grid.addWidget(label, 2 * line, column)
            self._grid.addWidget(field, 2 * line + 1, column)
        for column in range(len(_NAMES)):
            self._grid.setColumnStretch(column, int(column < beside))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let two stand under the others where their words need the room."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Put all side by side where the longest words fit, else two and two."""
        widest = max(map(_needed, self.lists.values())) + self._grid.horizontalSpacing()
        self._place(len(_NAMES) if len(_NAMES) * widest <= self.width() else len(_NAMES) // 2)

    def show_found(self, reading: TableReading) -> None:
        """Say in each list what was found, with what is chosen in the others."""
        for key, field in self.lists.items():
            is_chosen = getattr(reading.writing, key) is not None
            value = getattr(reading.found if is_chosen else reading.layout, key)
            found = translate("ImportDialog", "{found} (as found)")
            field.setItemText(0, found.format(found=translate("ImportDialog", _CHOICES[key][value])))
        self._fit()

    def writing(self) -> Writing:
        """Return what is chosen."""
        return Writing(**{key: field.currentData() for key, field in self.lists.items()})

    def show_writing(self, writing: Writing) -> None:
        """Choose something, without telling."""
        for key, field in self.lists.items():
            values = [None, *_CHOICES[key]]
            with QSignalBlocker(field):
                field.setCurrentIndex(values.index(getattr(writing, key)))

    def _on_list_changed(self) -> None:
        self.changed.emit()


def _needed(field: QComboBox) -> int:
    """Return the width in which the words of a list are read whole."""
    metrics = field.fontMetrics()
    widest = max(metrics.horizontalAdvance(field.itemText(n)) for n in range(field.count()))
    return widest + round(_BESIDE_WORDS * metrics.height())
