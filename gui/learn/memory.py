"""The file that remembers what was learnt. It stays on this machine, and trouble with it is told once."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from functools import reduce
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, QTimer, Signal

from engine.session.files import replace_file
from gui.user_folder import user_folder

if TYPE_CHECKING:
    # The modules of lessons are not wanted before the window has been painted.
    from engine.lessons.play import Play
    from engine.lessons.progress import Progress

__all__ = ["ASIDE", "NAME", "ProgressMemory"]

translate = QCoreApplication.translate
NAME, ASIDE = "progress.json", "progress-unreadable.json"
WAIT_MS = 400
"""Answers that follow one another are written together."""


class ProgressMemory(QObject):
    """Holds what somebody has learnt, and writes what is news shortly after.

    What is news is noted once more on what the file says by then: two windows that are open at the same
    time keep each other's progress.

    Parameters
    ----------
    remembers : bool
        Whether there is a file: not for pictures and tests.
    parent : QObject, optional

    Signals
    -------
    changed()
        There is other progress.
    troubled(sentence)
        Progress can't be read, or can't be written; told once each.
    """

    changed = Signal()
    troubled = Signal(str)

    def __init__(self, remembers: bool, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._remembers = remembers
        self._known: Progress | None = None
        self._news: list[Callable[[Progress], Progress]] = []
        self._last: tuple[Play, int] | None = None
        self._told = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(WAIT_MS)
        self._timer.timeout.connect(self.flush)

    @property
    def progress(self) -> Progress:
        """All that is remembered; read when it is first asked for."""
        if self._known is None:
            self._known = self._read()
        return self._known

    @property
    def file(self) -> Path | None:
        """Where it is kept; None where it is not."""
        with suppress(OSError):
            return user_folder() / NAME if self._remembers else None
        return None

    def note(self, before: Play | None, play: Play, number: int) -> None:
        """Remember what a play has come to.

        Parameters
        ----------
        before : Play or None
            What it was.
        play : Play
        number : int
            Of its lesson, from 1.
        """
        from engine.lessons.progress import after
        from gui.learn.returned import reviews

        reviewing = reviews(before, play, number)

        def noted(progress: Progress) -> Progress:
            return reduce(lambda so_far, review: review(so_far), reviewing, after(progress, play, number))

        self._take(noted, is_further=not reviewing and self._is_of_last(play))
        self._last = None if reviewing else (play, number)

    def reset(self) -> None:
        """Forget all of it."""
        from engine.lessons.progress import Progress

        self._last = None
        self._take(lambda _progress: Progress())

    def flush(self) -> None:
        """Write now what waits to be written."""
        self._timer.stop()
        if not self._news or not self._remembers:
            return
        from engine.lessons.progress import to_text

        try:
            now = reduce(lambda so_far, news: news(so_far), self._news, self._read())
            replace_file(user_folder() / NAME, to_text(now))
        except OSError as error:
            self._tell(error)  # and try again with the next news, or when the window closes
            return
        self._news, self._last = [], None
        if now != self._known:
            self._known = now
            self.changed.emit()

    def _is_of_last(self, play: Play) -> bool:
        """Say whether the news noted last are of the same play: then these hold all of them."""
        last = self._last
        return last is not None and (last[0].lesson is play.lesson and last[0].seed == play.seed)

    def _take(self, news: Callable[[Progress], Progress], *, is_further: bool = False) -> None:
        now = news(self.progress)
        if now == self.progress:
            return
        if is_further and self._news:
            self._news.pop()
        self._news.append(news)
        self._known = now
        self._timer.start()
        self.changed.emit()

    def _read(self) -> Progress:
        """Return what the file says; one that is no progress is set aside, and told of."""
        from engine.lessons.progress import Progress, ProgressError

        with suppress(OSError):  # there is none yet, or no way to get at it
            file = self.file
            if file is not None:
                try:
                    return _read(file)
                except ProgressError as error:
                    file.replace(file.with_name(ASIDE))
                    self.troubled.emit(_set_aside(file, error))
        return Progress()

    def _tell(self, error: OSError) -> None:
        """Say once that nothing can be remembered."""
        if not self._told:
            self._told = True
            text = translate("Course", "Your progress can't be remembered: {file}: {reason}.")
            self.troubled.emit(text.format(file=NAME, reason=error.strerror or error))


def _read(file: Path) -> Progress:
    """Read a file.

    Raises
    ------
    ProgressError
        If it holds no progress.
    OSError
        If it cannot be read, or is not there.
    """
    from engine.lessons.progress import LARGEST, ProgressError, from_text

    with file.open("rb") as opened:
        content = opened.read(4 * LARGEST + 1)  # a character takes four bytes at most
    try:
        return from_text(content.decode("utf-8"))
    except UnicodeDecodeError:
        raise ProgressError("the file is no text in UTF-8") from None


def _set_aside(file: Path, error: ValueError) -> str:
    text = translate(
        "Course", "{file} could not be understood ({reason}), so progress begins anew. It is kept as {aside}."
    )
    return text.format(file=file, reason=error, aside=ASIDE)
