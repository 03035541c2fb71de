"""The one place in the window where the session changes."""

from __future__ import annotations

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
    """

    changed = Signal(object, object)
    dispatched = Signal(object)
    refused = Signal(str)

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session

    @property
    def session(self) -> Session:
        """The session as it is now."""
        return self._session

    def dispatch(self, action: Action) -> None:
        """Carry out an action."""
        old = self._session
        try:
            self._session = update(old, action)
        except ValueError as error:
            self.refused.emit(str(error))
            return
        if self._session is not old:
            self.changed.emit(old, self._session)
        self.dispatched.emit(action)
