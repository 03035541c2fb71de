"""An error that nobody foresaw: it is told in one sentence, written into a log, and the document stays."""

from __future__ import annotations

import platform
import sys
import threading
import traceback
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, qVersion
from PySide6.QtWidgets import QMainWindow, QMessageBox

from engine import __version__
from gui.desk import Desk
from gui.plain import plain_box
from gui.user_folder import user_folder

if TYPE_CHECKING:
    from collections.abc import Callable

    Hook = Callable[[type[BaseException], BaseException, TracebackType | None], object]

MOST_LOGS = 20
FOLDER = "logs"


class Unforeseen(Desk):
    """Catches every error that nothing else caught, of every thread, once.

    The hooks themselves touch no widget: they write the log and hand the sentence to the event loop.
    So an error in painting, or in telling of an error, cannot call itself for ever.

    Parameters
    ----------
    window : QMainWindow

    Attributes
    ----------
    teller : callable or None
        Says a sentence where no box may come up, as while a lecture is given; returns False where one may.

    Signals
    -------
    caught(sentence)
    """

    caught = Signal(str)

    def __init__(self, window: QMainWindow) -> None:
        super().__init__(window)
        self._seen: set[tuple[type, str, int]] = set()
        self._box: QMessageBox | None = None
        self.teller: Callable[[str], bool] | None = None
        self._before: Hook = sys.__excepthook__
        self._before_in_threads = threading.__excepthook__
        self.caught.connect(self._on_caught, Qt.ConnectionType.QueuedConnection)

    def install(self) -> None:
        """Begin to catch."""
        self._before, self._before_in_threads = sys.excepthook, threading.excepthook
        sys.excepthook = self._on_error
        threading.excepthook = self._on_thread_error

    def uninstall(self) -> None:
        """Leave errors to others again."""
        sys.excepthook = self._before
        threading.excepthook = self._before_in_threads

    def _on_thread_error(self, arguments: threading.ExceptHookArgs) -> None:
        if arguments.exc_value is not None and not issubclass(arguments.exc_type, SystemExit):
            self._on_error(arguments.exc_type, arguments.exc_value, arguments.exc_traceback)

    def _on_error(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if not issubclass(kind, Exception):  # Ctrl+C in the terminal
            self._before(kind, error, trace)
            return
        place = _place_of(kind, trace)
        if place in self._seen or len(self._seen) >= MOST_LOGS:
            return  # the same again: of a picture drawn sixty times a second, say
        self._seen.add(place)
        self._before(kind, error, trace)
        self.caught.emit(self._told(error))

    def _told(self, error: BaseException) -> str:
        what = " ".join(f"{type(error).__name__}: {error}".split())[:300]
        sentence = self.tr("Something happened that nobody foresaw: {what}.").format(what=what.rstrip(".:"))
        kept = self.tr("Your document is as it was; save it to be safe.")
        try:
            log = write_log(error)
        except OSError as trouble:
            where = self.tr("No log could be written: {problem}.").format(problem=trouble.strerror or trouble)
        else:
            where = self.tr("The details are in {log}").format(log=log)
        return f"{sentence}\n\n{kept}\n\n{where}"

    def _on_caught(self, sentence: str) -> None:
        if self.teller is not None and self.teller(" ".join(sentence.split())):
            return
        if self._box is not None:
            return  # one at a time; the others are in the logs
        self._box = plain_box(self.window, self.tr("An error"), sentence)
        self._box.setStandardButtons(QMessageBox.StandardButton.Close)
        self._box.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._box.finished.connect(self._on_box_finished)
        self._box.open()

    def _on_box_finished(self) -> None:
        self._box = None


def _place_of(kind: type, trace: TracebackType | None) -> tuple[type, str, int]:
    """Return what tells one error from another: its kind and the line that raised it."""
    frames = traceback.extract_tb(trace)
    return (kind, frames[-1].filename, frames[-1].lineno or 0) if frames else (kind, "", 0)


def write_log(error: BaseException) -> Path:
    """Write what is known of an error into the user's folder; the oldest logs give way.

    Raises
    ------
    OSError
        If it cannot be written.
    """
    folder, now = user_folder(FOLDER), datetime.now().astimezone()
    for old in sorted(folder.glob("*.txt"))[: -(MOST_LOGS - 1)]:
        old.unlink(missing_ok=True)
    log = folder / f"{now:%Y-%m-%d %H-%M-%S %f}.txt"
    versions = f"Upstream {__version__}, Python {platform.python_version()}, Qt {qVersion()}"
    about = f"{versions}, {platform.platform()}"
    log.write_text(
        f"{now.isoformat()}\n{about}\n\n{''.join(traceback.format_exception(error))}", encoding="utf-8"
    )
    return log
