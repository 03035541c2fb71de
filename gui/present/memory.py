"""The file that a lecture is kept in while it is given: after a crash it goes on where it was."""

from __future__ import annotations

import time
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QLockFile, QObject, QTimer, Signal

from engine.session.files import replace_file
from engine.session.reading import DocumentError
from gui.lock_file import locked
from gui.user_folder import user_folder

if TYPE_CHECKING:
    # The modules of lessons are not wanted before the window has been painted.
    from engine.lessons.lecture import Lecture
    from engine.lessons.lesson import Lesson
    from gui.present.kept import Kept, Pending
    from gui.present.marks.marks import Marks

__all__ = ["ASIDE", "BEFORE", "NAME", "LectureMemory"]

translate = QCoreApplication.translate
NAME, ASIDE = "lecture.json", "lecture-unreadable.json"
BEFORE = "lecture-before.json"
"""One that was not ended, while another is given; the next one that is not ended takes its place."""
WAIT_MS = 400
"""Strokes and hands that follow one another are written together."""


class LectureMemory(QObject):
    """Keeps the lecture that is given, and offers one that was not ended.

    The file is under the lock of its process: a lecture that another window is giving is not offered.

    Parameters
    ----------
    remembers : bool
        Whether there is a file: not for pictures and tests.
    parent : QObject, optional

    Signals
    -------
    troubled(sentence)
        A lecture can't be kept, or one that was kept can't be read; told once each.
    """

    troubled = Signal(str)

    def __init__(self, remembers: bool = True, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._remembers = remembers
        self._lock: QLockFile | None = None
        self._kept: Kept | None = None
        self._resumed: Path | None = None
        self._has_moved = False
        self._told = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(WAIT_MS)
        self._timer.timeout.connect(self.flush)

    def note(self, kept: Kept) -> None:
        """Keep how a lecture stands, shortly after."""
        if self._remembers:
            self._kept = kept
            self._timer.start()

    def flush(self) -> None:
        """Write now what waits to be written."""
        self._timer.stop()
        if self._kept is None:
            return
        from gui.present.kept import text_of_kept

        try:
            if self._has_begun():
                replace_file(user_folder() / NAME, text_of_kept(self._kept, int(time.time())))
                self._forget_resumed()
        except OSError as error:
            self._tell(error)  # and try again at the next stop
            return
        self._kept = None

    def forget(self) -> None:
        """End the lecture properly: nothing of it is offered again."""
        self._timer.stop()
        self._kept = None
        with suppress(OSError):  # then it is offered once more
            if self._lock is not None or (self._resumed is not None and self._has_begun()):
                (user_folder() / NAME).unlink(missing_ok=True)
                self._forget_resumed()
        self.close()

    def close(self) -> None:
        """Leave what is kept to whoever asks next."""
        self.flush()
        if self._lock is not None:
            self._lock.unlock()
            self._lock = None

    def pending(self) -> Pending | None:
        """Return a lecture that was not ended; a file that is none is set aside, and told of."""
        if not self._remembers or self._lock is not None:
            return None
        with suppress(OSError):
            folder = user_folder()
            lock = locked(folder / NAME)
            if lock is None:
                return None
            try:
                found = (self._pending_in(folder / name) for name in (NAME, BEFORE))
                return next((pending for pending in found if pending is not None), None)
            finally:
                lock.unlock()
        return None

    def resume(self, pending: Pending) -> tuple[Lecture, Marks]:
        """Take a lecture up again.

        Raises
        ------
        ValueError
            If its lesson is gone or another one by now; one sentence. What was kept is set aside.
        """
        from gui.present.kept import taken_up

        try:
            found = taken_up(pending, _lesson_of(pending))
        except ValueError as error:
            if pending.path is not None:
                self._set_aside(pending.path)
            text = translate("Present", "The lecture {title} can't go on: {reason}. It is kept as {aside}.")
            raise ValueError(text.format(title=pending.title, reason=_bare(error), aside=ASIDE)) from None
        is_moved = self._has_moved and pending.path is not None and pending.path.name == NAME
        self._resumed = pending.path.with_name(BEFORE) if is_moved and pending.path else pending.path
        return found

    def discard(self, pending: Pending) -> None:
        """Give up a lecture that was not ended."""
        if pending.path is not None:
            with suppress(OSError):
                pending.path.unlink(missing_ok=True)

    def _pending_in(self, path: Path) -> Pending | None:
        from gui.present.kept import pending_of

        try:
            return replace(pending_of(_text_in(path)), path=path)
        except FileNotFoundError:
            return None
        except DocumentError as error:
            self._set_aside(path)
            text = translate("Present", "{file} could not be understood ({reason}). It is kept as {aside}.")
            self.troubled.emit(text.format(file=path, reason=_bare(error), aside=ASIDE))
            return None

    def _has_begun(self) -> bool:
        """Take the file for this lecture; False where another process is giving one."""
        if self._lock is None:
            file = user_folder() / NAME
            self._lock = locked(file)
            if self._lock is not None and file.exists() and self._resumed != file:
                file.replace(file.with_name(BEFORE))
                self._has_moved = True
        if self._lock is None:
            self._tell_once(translate("Present", "Another window gives a lecture: this one is not kept."))
        return self._lock is not None

    def _forget_resumed(self) -> None:
        """Remove what the lecture was taken up from, now that it is kept anew."""
        resumed, self._resumed = self._resumed, None
        if resumed is not None and resumed.name != NAME:
            resumed.unlink(missing_ok=True)

    def _set_aside(self, path: Path) -> None:
        with suppress(OSError):
            path.replace(path.with_name(ASIDE))

    def _tell(self, error: OSError) -> None:
        text = translate("Present", "The lecture can't be kept: {file}: {reason}.")
        self._tell_once(text.format(file=NAME, reason=error.strerror or error))

    def _tell_once(self, sentence: str) -> None:
        if not self._told:
            self._told = True
            self.troubled.emit(sentence)


def _text_in(path: Path) -> str:
    """Read a file of a bearable size.

    Raises
    ------
    DocumentError
        If it is too large, or no text.
    OSError
        If it cannot be read, or is not there.
    """
    from gui.present.kept import LARGEST

    if path.exists() and not path.is_file():
        raise DocumentError("it is no file")
    with path.open("rb") as opened:
        content = opened.read(LARGEST + 1)
    if len(content) > LARGEST:
        raise DocumentError("it is too large")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        raise DocumentError("it is no text in UTF-8") from None


def _lesson_of(pending: Pending) -> Lesson:
    """Read the lesson of a lecture.

    Raises
    ------
    LessonError
        If there is no such lesson any more, or it is broken.
    """
    from engine.lessons.faults import LessonError, short
    from gui.learn.course import files, lesson_in, lesson_of_file

    if not pending.course:
        file = Path(pending.file)
        if file.exists() and not file.is_file():  # reading a pipe would wait for ever
            raise LessonError(file.name, 0, "is no file")
        return lesson_of_file(file)
    if pending.course not in files():
        raise LessonError(short(pending.course), 0, "is no lesson of the course")
    return lesson_in(pending.course)


def _bare(error: Exception) -> str:
    """Return a reason to stand inside a sentence."""
    return " ".join(str(error).split()).removesuffix(".")
