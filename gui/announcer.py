"""What is said aloud to those who do not see the window: steps, changes, and what became of files."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QTimer, Signal
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QMainWindow

from engine.nn.types import Ref
from engine.session import actions as act
from engine.session.frame import Frame
from gui.accessible import announce
from gui.desk import Desk, Shown
from gui.look import Look
from gui.short_number import whole
from gui.words import aloud, kind_named

__all__ = ["Announcer", "held_from", "spoken_change"]

translate = QCoreApplication.translate
_SAID = act.ByHand | act.OfRuns | act.PlaceNodes | act.Reset | act.Reroll | act.Undo | act.Redo
"""Changes that are said; what training did is read off, it comes too fast to be heard."""
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
        case act.SetSettings() | act.PlaceNodes() | act.Reset() | act.Reroll() | act.KeepRun():
            return action.label
        case act.NameRun() | act.DeleteRun() | act.TakeUpRun():
            return action.label
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


def held_from(action: act.Action, frame: Frame) -> str:
    """Say from when on a changed weight holds, where the window shows what became of it since.

    Parameters
    ----------
    action : Action
    frame : Frame
        The moment after it.
    """
    is_of_network = isinstance(action, act.SetSettings) and action.changes.keys() == {"network"}
    if not (is_of_network or isinstance(action, act.SetParameter)):
        return ""
    if not frame.is_over or frame.playhead.playing:
        return ""
    if frame.update == 0:
        return translate("Announcer", "Changed at the start: the first update was computed anew with it.")
    text = translate("Announcer", "Changed at the start of update {number}, which was computed anew with it.")
    return text.format(number=whole(frame.update))


class Announcer(Desk):
    """Says sentences about a window; changes only once the hand rests.

    Parameters
    ----------
    window : QMainWindow
    shown : Shown

    Signals
    -------
    told(sentence)
        A change does not hold from where it was made, as those who see the window can't see either.
    """

    told = Signal(str)

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
        if not (QAccessible.isActive() or held_from(action, self._shown.frame)):
            return
        if isinstance(action, _SAID):
            self._action = action
            self._rest.start()
        elif isinstance(action, act.Cancel):
            self._rest.stop()
            self.say(translate("Announcer", "given up"))

    def _on_rest_timeout(self) -> None:
        if self._action is None:
            return
        self.say(spoken_change(self._action, self._shown.frame, self._shown.look))
        if sentence := held_from(self._action, self._shown.frame):
            self.told.emit(sentence)
