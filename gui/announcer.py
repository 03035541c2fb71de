"""What is said aloud to those who do not see the window: steps, changes, and what became of files."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QTimer
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QMainWindow

from engine.nn.types import Ref
from engine.session import actions as act
from engine.session.frame import Frame
from gui.accessible import announce
from gui.desk import Desk, Shown
from gui.look import Look
from gui.words import aloud, kind_named

__all__ = ["Announcer", "spoken_change"]

translate = QCoreApplication.translate
_REST_MS = 400
"""A change is said when the hand has rested so long: a drag is a hundred changes, and one sentence."""


def spoken_change(action: act.Action, frame: Frame, look: Look) -> str:
    """Say what an action has changed, and what the cost is now; nothing where it changed no value.

    "weight w₂ set to 0.5; J is 0.224"

    Parameters
    ----------
    action : Action
    frame : Frame
        The moment after it.
    look : Look
    """
    match action:
        case act.SetParameter(ref=ref, value=value) | act.SetData(ref=ref, value=value):
            return _set(ref, value, frame, look)
        case act.SetEta(eta=eta):
            return _set(Ref("eta", 0), eta, frame, look)
        case act.SetSettings(label=label):
            return label
        case act.Undo():
            return translate("Announcer", "undone: {change}").format(change=frame.redo_label)
        case act.Redo():
            return translate("Announcer", "done again: {change}").format(change=frame.undo_label)
        case _:
            return ""


def _set(ref: Ref, value: float, frame: Frame, look: Look) -> str:
    text = translate("Announcer", "{quantity} set to {value}")
    said = text.format(quantity=kind_named(ref.at(None), frame.names), value=aloud(look.number(value)))
    cost = frame.value(Ref("J", frame.network.L))
    if cost is None:
        return said
    return translate("Announcer", "{change}; J is {J}").format(change=said, J=aloud(look.cost(cost)))


class Announcer(Desk):
    """Says sentences about a window; changes only once the hand rests.

    Parameters
    ----------
    window : QMainWindow
    shown : Shown
    """

    def __init__(self, window: QMainWindow, shown: Shown) -> None:
        super().__init__(window)
        self._shown = shown
        self._action: act.Action | None = None
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST_MS)
        self._rest.timeout.connect(self._on_rest_timeout)

    def say(self, sentence: str) -> None:
        """Say something at once."""
        announce(self.window, sentence)

    def heed(self, action: act.Action) -> None:
        """Hear of an action, and say what it changed once no other follows."""
        if not QAccessible.isActive():
            return
        if isinstance(action, act.ByHand | act.Undo | act.Redo):
            self._action = action
            self._rest.start()
        elif isinstance(action, act.Cancel):
            self._rest.stop()
            self.say(translate("Announcer", "given up"))

    def _on_rest_timeout(self) -> None:
        if self._action is not None:
            self.say(spoken_change(self._action, self._shown.frame, self._shown.look))
