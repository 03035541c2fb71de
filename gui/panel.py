"""What panels have in common: the face that they show to the window, and the surface they lie on."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import Qt, Signal, SignalInstance
from PySide6.QtWidgets import QWidget

from engine.nn.types import Ref
from engine.session.frame import Frame
from gui.look import Look
from gui.theme import set_role

__all__ = ["Panel", "SurfacePanel"]


class Panel(Protocol):
    """The face that every panel shows to the window."""

    @property
    def pointed(self) -> SignalInstance:
        """Says which quantities the mouse or the keyboard is on."""

    @property
    def dispatched(self) -> SignalInstance:
        """Says which action the user asked for."""

    def show_frame(self, frame: Frame) -> None:
        """Draw a moment."""

    def light(self, refs: frozenset[Ref]) -> None:
        """Light up quantities that were pointed at somewhere."""

    def set_look(self, look: Look) -> None:
        """Draw in another look."""


class SurfacePanel(QWidget):
    """A panel on the surface colour.

    Signals
    -------
    pointed(refs)
        frozenset of Ref: what the mouse or the keyboard is on; empty when it is on nothing.
    dispatched(action)
        An action that the user asked for.
    """

    pointed = Signal(object)
    dispatched = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_role(self, "surface")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)

    def light(self, refs: frozenset[Ref]) -> None:
        """Light up quantities that were pointed at somewhere; here, where none is shown, do nothing."""
