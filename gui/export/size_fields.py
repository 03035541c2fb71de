"""The fields for the size of a picture: a list of usual ones, and width and height to type."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from gui.export.sizes import SCALES, SLIDES, Pixels, read_size

__all__ = ["SizeFields"]

_OWN = "own"


class SizeFields(QWidget):
    """Choose a multiple of what is on screen or a usual size, or type one.

    Parameters
    ----------
    size : int or (int, int)
        What is chosen at first.
    scaled : callable
        Returns width and height of a multiple.
    scales : sequence of int
        The multiples that are offered.
    parent : QWidget, optional

    Signals
    -------
    changed()
        Another size was chosen or typed.
    """

    changed = Signal()

    def __init__(
        self,
        size: int | Pixels,
        scaled: Callable[[int], Pixels],
        scales: Sequence[int] = SCALES,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._scaled, self._scales = scaled, scales
        self.usual = QComboBox()
        self.usual.setAccessibleName(self.tr("Size"))
        self.width_field, self.height_field = QLineEdit(), QLineEdit()
        self._fill_list()
        self._arrange()
        self._choose(size)
        self.usual.currentIndexChanged.connect(self._on_usual_changed)
        for field in (self.width_field, self.height_field):
            field.textEdited.connect(self._on_field_edited)

    def _fill_list(self) -> None:
        for factor in self._scales:
            words = self.tr("{count} times as large").format(count=factor)
            self.usual.addItem(self.tr("As on screen") if factor == 1 else words, factor)
        for width, height in SLIDES:
            self.usual.addItem(f"{width} × {height}", (width, height))
        self.usual.addItem(self.tr("My own"), _OWN)

    def _arrange(self) -> None:
        self.width_field.setAccessibleName(self.tr("Width in pixels"))
        self.height_field.setAccessibleName(self.tr("Height in pixels"))
        row = QHBoxLayout()
        row.setSpacing(6)
        for part in (self.width_field, QLabel("×"), self.height_field, QLabel(self.tr("px"))):
            row.addWidget(part)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.usual)
        column.addLayout(row)

    def _choose(self, size: int | Pixels) -> None:
        index = next((i for i in range(self.usual.count()) if self.usual.itemData(i) == size), -1)
        self.usual.setCurrentIndex(index if index >= 0 else self.usual.count() - 1)
        self._show(size if isinstance(size, tuple) else self._scaled(size))

    def _show(self, size: Pixels) -> None:
        self.width_field.setText(str(size[0]))
        self.height_field.setText(str(size[1]))

    def size_chosen(self) -> int | Pixels:
        """Return the multiple, or width and height.

        Raises
        ------
        SizeError
            If what is typed is no size.
        """
        chosen = self.usual.currentData()
        if chosen == _OWN:
            return read_size(self.width_field.text(), self.height_field.text())
        return chosen if isinstance(chosen, int) else (chosen[0], chosen[1])

    def refresh(self) -> None:
        """Write width and height anew: something else is pictured."""
        chosen = self.usual.currentData()
        if isinstance(chosen, int):
            self._show(self._scaled(chosen))

    def _on_usual_changed(self, _index: int) -> None:
        chosen = self.usual.currentData()
        if chosen != _OWN:
            self._show(self._scaled(chosen) if isinstance(chosen, int) else (chosen[0], chosen[1]))
        self.changed.emit()

    def _on_field_edited(self, _text: str) -> None:
        if self.usual.currentData() != _OWN:
            self.usual.setCurrentIndex(self.usual.count() - 1)
        else:
            self.changed.emit()
