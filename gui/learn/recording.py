"""What somebody does in the window, taken down and written as the draft of a lesson."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QMainWindow, QMessageBox

from engine.session.actions import Action
from engine.session.document import Document
from engine.session.files import replace_file
from engine.session.playhead import Playhead
from gui.desk import Desk
from gui.files.places import ask_save_lesson
from gui.files.questions import Answer, ask, nothing
from gui.store import Store
from resources import read_bytes

__all__ = ["RecordingDesk"]

MOST_ACTIONS = 100_000
"""More make no lesson that anybody would want to see, and take memory."""


@dataclass(slots=True)
class _Recording:
    """What was open when it began, and what was done since."""

    document: Document
    playhead: Playhead
    actions: list[Action] = field(default_factory=list)


class RecordingDesk(Desk):
    """Records a session, and writes it into a file when it ends.

    Nothing of a recording is lost unasked: giving up the dialog for the file goes on recording, and a window
    that is closed asks first.

    Parameters
    ----------
    store : Store
    window : QMainWindow

    Signals
    -------
    turned(is_on)
        It began to record, or ended.
    written(file)
        A draft was written, and may be opened.
    refused(sentence)
        The draft can't be written; it goes on recording.
    told(sentence)
        Something worth knowing.
    """

    turned, written = Signal(bool), Signal(object)
    refused, told = Signal(str), Signal(str)

    def __init__(self, store: Store, window: QMainWindow) -> None:
        super().__init__(window)
        self._store = store
        self._recording: _Recording | None = None
        store.dispatched.connect(self._on_store_dispatched)

    @property
    def is_on(self) -> bool:
        """Whether it records."""
        return self._recording is not None

    def toggle(self) -> None:
        """Begin to record; while it does, ask what is to become of it."""
        recording = self._recording
        if recording is None:
            self._begin()
        elif recording.actions:
            self._ask(None)
        else:
            self._end()
            self.told.emit(self.tr("Nothing was done, so nothing was recorded."))

    def _begin(self) -> None:
        session = self._store.session
        self._recording = _Recording(session.document, session.playhead)
        self.window.installEventFilter(self)
        self.turned.emit(True)

    def _end(self) -> None:
        self._recording = None
        self.window.removeEventFilter(self)
        self.turned.emit(False)

    def _on_store_dispatched(self, action: Action) -> None:
        recording = self._recording
        if recording is None or len(recording.actions) >= MOST_ACTIONS:
            return
        recording.actions.append(action)
        if len(recording.actions) == MOST_ACTIONS:
            self.told.emit(self.tr("The recording is full: what follows is not in it."))

    # what becomes of it

    def _ask(self, then: Callable[[], None] | None) -> None:
        """Ask what is to become of the recording; `then` follows where something else waits for that."""
        self.turned.emit(True)  # a menu ticks its switches by itself
        ask(
            self.window,
            self.tr("Recording"),
            self.tr("Save what was recorded as a lesson?"),
            (
                Answer(self.tr("&Save…"), partial(self._ask_file, then)),
                Answer(
                    self.tr("&Throw away"),
                    partial(self._throw_away, then),
                    QMessageBox.ButtonRole.DestructiveRole,
                ),
                Answer(self.tr("&Go on recording"), role=QMessageBox.ButtonRole.RejectRole),
            ),
        )

    def _throw_away(self, then: Callable[[], None] | None) -> None:
        self._end()
        (then or nothing)()

    def _ask_file(self, then: Callable[[], None] | None) -> None:
        if self._recording is not None:
            title = self._recording.document.title or self.tr("Recording")
            ask_save_lesson(self.window, title, lambda file: self._write(file, then))

    def _write(self, file: Path, then: Callable[[], None] | None) -> None:
        """Write the draft beside, then in place of what is there."""
        from engine.lessons.recording import draft

        recording = self._recording
        if recording is None:
            return
        try:
            text = draft(
                recording.document, recording.actions, partial(read_bytes, "data"), recording.playhead
            )
            replace_file(file, text)
        except ValueError as error:
            self.refused.emit(str(error))
            return
        except OSError as error:
            sentence = self.tr("{file} cannot be written: {reason}.")
            self.refused.emit(sentence.format(file=file, reason=error.strerror or error))
            return
        self._end()
        if then is None:
            self.written.emit(file)
        else:
            then()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Ask before a window is closed that records."""
        recording = self._recording
        if isinstance(event, QCloseEvent) and recording is not None and recording.actions:
            event.ignore()
            self._ask(self._close_window)
            return True
        return super().eventFilter(watched, event)

    def _close_window(self) -> None:
        self.window.close()
