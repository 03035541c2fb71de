"""Keeps a copy of what is open and unsaved, never older than a few seconds, without holding up the window."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor

from PySide6.QtCore import QObject, QTimer, Signal

from engine.session.reading import DocumentError
from gui.files.copies import Copy, Work, own
from gui.user_folder import user_folder

INTERVAL_MS = 2000
"""From a change to its copy; with the time that writing takes it stays below the 5 s that are promised."""

FOLDER = "recovery"


class Keeper(QObject):
    """Writes a recovery copy in a thread beside the window: documents never change, so none is waited for.

    Parameters
    ----------
    work : callable
        Returns what is open and unsaved; None where everything is saved.
    interval_ms : int
    parent : QObject

    Signals
    -------
    failed(sentence)
        No copy can be written; said once.
    """

    failed = Signal(str)

    def __init__(
        self, work: Callable[[], Work | None], interval_ms: int = INTERVAL_MS, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._work = work
        self._copy: Copy | None = None
        self._written: Work | None = None
        self._said = False
        self._writer = ThreadPoolExecutor(1, "recovery")
        self._under_way: Future[None] | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(interval_ms)
        self._timer.timeout.connect(self._on_timer_timeout)

    def note(self) -> None:
        """Take note that the document changed, was saved or was given up."""
        if self._work() is None:
            self._drop()
        elif not self._timer.isActive():
            self._timer.start()

    def write_now(self) -> bool:
        """Write the copy at once and wait for it; return whether it is there."""
        self._begin()
        self._collect()
        return self._written is not None

    def close(self) -> None:
        """Stop: the program ends orderly, and nothing is left to recover."""
        self._drop()
        self._writer.shutdown()

    def _on_timer_timeout(self) -> None:
        if self._under_way is not None and not self._under_way.done():
            self._timer.start()
            return
        self._collect()
        work = self._work()
        if work is not None and (self._written is None or work.document is not self._written.document):
            self._begin()
            self._timer.start()  # comes back for the result

    def _begin(self) -> None:
        """Hand the work to the writer."""
        work = self._work()
        if work is None:
            return
        try:
            self._copy = self._copy or own(user_folder(FOLDER))
        except OSError as error:
            self._say(error)
            return
        self._written = work
        self._under_way = self._writer.submit(self._copy.write, work)

    def _collect(self) -> None:
        """Wait for the writer, and see what came of it."""
        if self._under_way is None:
            return
        try:
            self._under_way.result()
        except (OSError, DocumentError) as error:
            self._written = None
            self._say(error)
        self._under_way = None

    def _drop(self) -> None:
        """Remove the copy: there is nothing unsaved."""
        self._timer.stop()
        self._collect()
        if self._copy is not None:
            self._copy.remove()
        self._copy = self._written = None

    def _say(self, error: OSError | DocumentError) -> None:
        if not self._said:
            self._said = True
            sentence = self.tr("No copy of unsaved work can be kept, so save often: {problem}.")
            self.failed.emit(sentence.format(problem=getattr(error, "strerror", None) or error))
