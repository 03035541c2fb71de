"""The one place in the window where the session changes."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from engine.session.actions import Action
from engine.session.session import Session
from engine.session.update import update


class Store(QObject):
    """Holds the session, sends every action through `engine.update`, and says what changed.

    Signals
    -------
    changed(old, new)
        The session is another one; only then.
    dispatched(action)
        An action was carried out, for recorders; after `changed`.
    refused(sentence)
        An action carried a value that the document cannot take; nothing changed.
    held(sentence)
        An action would tell what a question withholds; nothing changed.

    Attributes
    ----------
    guard : callable or None
        Says of the session as it is, the session as it would be and the action why it may not be so now;
        empty where it may.
    """

    changed = Signal(object, object)
    dispatched = Signal(object)
    refused = Signal(str)
    held = Signal(str)

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.guard: Callable[[Session, Session, Action], str] | None = None

    @property
    def session(self) -> Session:
        """The session as it is now."""
        return self._session

    def dispatch(self, action: Action) -> None:
        """Carry out an action."""
        old = self._session
        try:
            new = update(old, action)
        except ValueError as error:
            self.refused.emit(str(error))
            return
        why_not = self.guard(old, new, action) if self.guard is not None else ""
        if why_not:
            self.held.emit(why_not)
            return
        self._session = new
        if self._session is not old:
            self.changed.emit(old, self._session)
        self.dispatched.emit(action)
