"""A field of the import with its name above it."""

from __future__ import annotations

from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from gui.theme import set_role

__all__ = ["fields_grid", "name_over"]


def name_over(field: QWidget, words: str) -> QLabel:
    """Return the name of a field, with the key that leads there behind its "&"."""
    label = QLabel(words)
    set_role(label, "muted")
    label.setBuddy(field)
    field.setAccessibleName(words.replace("&", ""))
    return label


def fields_grid(holder: QWidget) -> QGridLayout:
    """Make the grid in which fields stand side by side, their names above them."""
    grid = QGridLayout(holder)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(14)
    grid.setVerticalSpacing(4)
    return grid
