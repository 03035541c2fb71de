"""The parts of a painted widget, as a screen reader hears of them. Plain values."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from typing import Protocol, runtime_checkable

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QAccessible

from engine.nn.notation import LARGE

__all__ = ["Key", "Role", "Told", "Tree"]

Key = Hashable
"""What a tree calls one of its parts."""
Role = QAccessible.Role


@dataclass(frozen=True, slots=True)
class Told:
    """What is told of one part.

    Attributes
    ----------
    name : str
    role : Role
    box : QRectF
        Where it is, px in its widget.
    value : str
        As it is read out; "unknown" where it must not be told.
    number : float or None
        The value of a part that can be changed; None where there is none, or it must not be told.
    ends : tuple of float
        The least and the greatest number that it can be.
    help : str
        What can be done with it, or where it came from.
    selected : bool
    """

    name: str
    role: Role
    box: QRectF
    value: str = ""
    number: float | None = None
    ends: tuple[float, float] = (-LARGE, LARGE)
    help: str = ""
    selected: bool = False


@runtime_checkable
class Tree(Protocol):
    """The parts of a painted widget; None stands for the widget itself, which has its name already."""

    def children(self, at: Key | None) -> Sequence[Key]:
        """List the parts of a part, in the order in which the eye goes over them."""

    def parent(self, at: Key) -> Key | None:
        """Return what a part belongs to."""

    def told(self, at: Key | None) -> Told:
        """Say what a part is."""

    def holds(self, at: Key) -> bool:
        """Say whether there still is such a part."""

    def focus(self) -> Key | None:
        """Return the part that the keyboard is on."""

    def at(self, point: QPointF) -> Key | None:
        """Return the part at a point of the widget, px."""

    def set_number(self, at: Key, number: float) -> None:
        """Change the value of a part, or of the widget where the key is None."""
