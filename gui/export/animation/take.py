"""Makes an animation in the event loop: a little at a time, so that the window stays alive."""

from __future__ import annotations

from collections.abc import Generator
from pathlib import Path
from time import perf_counter

from PySide6.QtCore import QCoreApplication, QObject, QTimer, Signal

from gui.export.animation.order import FilmError
from gui.export.animation.shooting import Shooting, Turn

__all__ = ["Take", "said_of"]

translate = QCoreApplication.translate
_SLICE_S = 0.008
"""Seconds of a turn, unless a single piece of work takes longer."""
_WAIT_MS = 4
"""Milliseconds until it is asked again whether the other thread is done."""


class Take(QObject):
    """One animation on its way into a file.

    Parameters
    ----------
    shooting : Shooting
    file : Path
    parent : QObject

    Signals
    -------
    progressed(done, total)
        So many pictures of all are painted.
    ended(sentence)
        Empty where the file is written; else what went wrong. Not said where it was cancelled.
    """

    progressed = Signal(int, int)
    ended = Signal(str)

    def __init__(self, shooting: Shooting, file: Path, parent: QObject) -> None:
        super().__init__(parent)
        self.file, self._total = file, shooting.film.ticks
        self._turns: Generator[Turn, None, None] | None = shooting.into(file)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._on_timeout)
        self._timer.start(0)
        app = QCoreApplication.instance()
        if app is not None:
            app.aboutToQuit.connect(self.cancel)

    @property
    def runs(self) -> bool:
        """Say whether there is still something to do."""
        return self._turns is not None

    def cancel(self) -> None:
        """Give up: nothing stays of it, and what was in the file's place is still there."""
        self._timer.stop()
        turns, self._turns = self._turns, None
        if turns is not None:
            turns.close()

    def _on_timeout(self) -> None:
        try:
            turn = self._worked()
        except (OSError, FilmError, MemoryError) as error:
            self._end(said_of(error, self.file))
            return
        if turn is None:
            self._end("")
            return
        self.progressed.emit(turn.done, self._total)
        self._timer.start(_WAIT_MS if turn.waits else 0)

    def _worked(self) -> Turn | None:
        """Work for a moment; None when all is done."""
        begin, turn = perf_counter(), None
        for turn in self._turns or ():
            if turn.waits or perf_counter() - begin > _SLICE_S:
                return turn
        return None

    def _end(self, sentence: str) -> None:
        self._turns = None
        self.ended.emit(sentence)


def said_of(error: Exception, file: Path) -> str:
    """Say in one sentence why an animation could not be made."""
    if isinstance(error, MemoryError):
        return translate("Animation", "There is not enough memory for pictures of that size.")
    if isinstance(error, OSError):
        text = translate("Animation", "“{file}” cannot be written: {reason}.")
        return text.format(file=file, reason=error.strerror or error)
    return str(error)
