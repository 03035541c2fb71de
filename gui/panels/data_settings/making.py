"""The actions that change the data in use, or why they can't be changed so."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication

from engine.data.recipe import Number, Parameter
from engine.session.actions import Action, Cancel, SetSettings
from gui.panels.data_settings.gestures import Gestures
from gui.panels.data_settings.in_use import Changes, InUse
from gui.panels.data_settings.splits import Split
from gui.panels.data_settings.texts import name_of

__all__ = ["Making"]

translate = QCoreApplication.translate


class Making:
    """Makes actions for the rows of the panel, which hold this and not the panel itself.

    Parameters
    ----------
    gestures : Gestures
    say : callable
        Shows why something can't be; an empty sentence where it can.
    """

    def __init__(self, gestures: Gestures, say: Callable[[str], None]) -> None:
        self._gestures, self._say = gestures, say

    def action(self, group: str, label: str, change: Callable[[InUse], Changes]) -> Action:
        """Return the action that changes the data; if they can't be so, say why and give it up."""
        try:
            changes = change(self._gestures.before(group))
        except ValueError as error:
            self._say(str(error))
            return Cancel(group)
        self._say("")
        return SetSettings(changes, label, group)

    def with_number(self, parameter: Parameter, value: Number, group: str) -> Action:
        """Return the action that makes the data set with another number."""
        label = translate("DataSettings", "set {name}").format(name=name_of(parameter))
        return self.action(group, label, lambda data: data.with_number(parameter.name, value))

    def with_split(self, split: Split, group: str) -> Action:
        """Return the action that keeps other rows for testing."""
        label = translate("DataSettings", "choose the test rows")
        return self.action(group, label, lambda data: data.with_split(split))
