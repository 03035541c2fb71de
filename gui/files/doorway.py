"""What comes to a window from outside: files dropped on it, the wish to close it, its turn to be active."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent, QMimeData, QObject, Signal
from PySide6.QtGui import QCloseEvent, QDropEvent
from PySide6.QtWidgets import QWidget

SUFFIX = ".upstream"
TABLES = (".csv", ".tsv")
LESSON = ".toml"


class Doorway(QObject):
    """Stands at the door of a window.

    Parameters
    ----------
    window : QWidget

    Signals
    -------
    closing(event)
        The window is about to close; who ignores the event keeps it open.
    dropped(file)
        A document was dropped on the window.
    table_dropped(file)
        A table was dropped on the window.
    lesson_dropped(file)
        A lesson was dropped on the window.
    activated()
        The user came back to the window.
    """

    closing = Signal(object)
    dropped = Signal(object)
    table_dropped = Signal(object)
    lesson_dropped = Signal(object)
    activated = Signal()

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        window.setAcceptDrops(True)
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """See every event of the window before it does."""
        if isinstance(event, QCloseEvent):
            self.closing.emit(event)
            return not event.isAccepted()
        if event.type() == QEvent.Type.WindowActivate:
            self.activated.emit()
        if isinstance(event, QDropEvent):  # entering, moving and dropping
            return self._carry(event)
        return super().eventFilter(watched, event)

    def _carry(self, event: QDropEvent) -> bool:
        file = dropped_file(event.mimeData())
        if file is None:
            return False
        event.acceptProposedAction()
        if event.type() == QEvent.Type.Drop:
            kinds = {SUFFIX: self.dropped, LESSON: self.lesson_dropped}
            kinds.get(file.suffix.lower(), self.table_dropped).emit(file)
        return True


def dropped_file(data: QMimeData) -> Path | None:
    """Return the first document, table or lesson among what is dragged; None where there is none."""
    files = (Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile())
    return next((file for file in files if file.suffix.lower() in (SUFFIX, *TABLES, LESSON)), None)
