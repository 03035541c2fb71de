"""What panels have in common: their signals, the surface they lie on, and that they need not light up."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from engine.nn.types import Ref
from gui.theme import set_role

__all__ = ["SurfacePanel"]


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
