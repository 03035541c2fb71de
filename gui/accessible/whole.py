"""A painted widget that has no parts, only a role."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtWidgets import QWidget

from gui.accessible.homes import describe
from gui.accessible.tree import Key, Role, Told

__all__ = ["Whole"]


class Whole:
    """A painted widget without parts: only its role, and its name and description as they were set.

    Parameters
    ----------
    widget : QWidget
    role : Role
    """

    def __init__(self, widget: QWidget, role: Role) -> None:
        self._told = Told("", role, QRectF())
        describe(widget)

    def children(self, at: Key | None) -> Sequence[Key]:
        """Return nothing."""
        return ()

    def parent(self, at: Key) -> Key | None:
        """Return nothing."""

    def told(self, at: Key | None) -> Told:
        """Tell the role."""
        return self._told

    def holds(self, at: Key) -> bool:
        """Say no: there are no parts."""
        return False

    def focus(self) -> Key | None:
        """Return nothing."""

    def at(self, point: QPointF) -> Key | None:
        """Return nothing."""

    def set_number(self, at: Key, number: float) -> None:
        """Do nothing."""
