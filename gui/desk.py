"""What serves a window: a desk does one kind of work for it, and knows what is on its screen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QMainWindow

from engine.session.frame import Frame
from gui.look import Look

__all__ = ["Desk", "Shown"]


@dataclass(slots=True)
class Shown:
    """What is on screen now: the window writes it, its desks read it."""

    frame: Frame
    look: Look


class Desk(QObject):
    """Serves a window, and holds it as Qt's parent only.

    A reference in Python would make a circle: a window that is closed would then live on until the
    garbage collector takes it apart in any order, while Qt still asks it things.

    Parameters
    ----------
    window : QMainWindow
    """

    def __init__(self, window: QMainWindow) -> None:
        super().__init__(window)

    @property
    def window(self) -> QMainWindow:
        """The window that is served."""
        return cast("QMainWindow", self.parent())
