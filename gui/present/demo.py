"""``upstream --demo LESSON``: straight into a lecture, without the program's own window."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtWidgets import QApplication

from engine.cli import CommandError
from engine.lessons import lecture as lectures
from engine.lessons.faults import LessonError
from engine.lessons.lesson import Lesson
from gui.learn.course import files, lesson_in, lesson_of_file
from gui.look import Look
from gui.present.memory import LectureMemory
from gui.present.stage_door import PresentSession
from gui.settings.desk import remembered_look

if TYPE_CHECKING:
    from gui.files.unforeseen import Unforeseen

__all__ = ["Demo", "lesson_called"]


def lesson_called(name: str) -> tuple[Lesson, Path | None]:
    """Read the lesson that the command line names: a file, or the number of one of the course.

    Raises
    ------
    CommandError
        If there is none, or it is broken; one sentence.
    """
    if name.isdecimal():
        number, most = int(name[:9]), len(files())
        if not 1 <= number <= most:
            raise CommandError(f"there is no lesson {name[:9]}: the course has 1 to {most}")
        return lesson_in(files()[number - 1]), None
    file = Path(name)
    if file.exists() and not file.is_file():
        raise CommandError(f"{name}: is {'a folder' if file.is_dir() else 'no file'}, not a lesson")
    try:
        lesson = lesson_of_file(file)
        lectures.stage(lectures.begun(lesson))
    except LessonError as error:
        raise CommandError(str(error)) from None
    return lesson, file


class Demo(QObject):
    """One lecture that is the whole program.

    Parameters
    ----------
    name : str
        Of the lesson, as on the command line.
    remembers : bool
        Whether settings are those of the user, and the lecture is kept while it is given.

    Signals
    -------
    first_painted()
        The room sees something.

    Raises
    ------
    CommandError
        As `lesson_called`.
    """

    first_painted = Signal()

    def __init__(self, name: str, *, remembers: bool) -> None:
        super().__init__()
        lesson, file = lesson_called(name)
        look = remembered_look() if remembers else Look()
        self._memory = LectureMemory(remembers, self)
        self._session = PresentSession(lectures.begun(lesson), self._memory, file, look, _quit)
        self._session.audience.view.painted.connect(self._on_view_painted)
        self._is_painted = False
        self._catcher: Unforeseen | None = None

    def begin(self) -> None:
        """Show the first stop; when the lecture is left, the program ends."""
        pending = self._memory.pending()
        self._session.begin()
        if pending is not None:
            self._session.offer(pending)

    @property
    def place(self) -> str:
        """Where the lecture is, such as "stop 12 of 12"."""
        slide = self._session.presenter.slide
        return f"stop {slide.at + 1} of {slide.stops}"

    def catch_errors(self) -> None:
        """Tell the lecturer of errors that nobody foresaw; no box comes up before the room."""
        from gui.files.unforeseen import Unforeseen

        self._catcher = Unforeseen(self._session.console)
        self._catcher.teller = self._tell
        self._catcher.install()

    def _tell(self, sentence: str) -> bool:
        self._session.presenter.told.emit(sentence)
        return True

    def walk(self) -> int:
        """Press to the end, painting every picture; return how many presses that took."""
        presenter, count = self._session.presenter, 0
        while not self._is_painted:
            QApplication.processEvents()
        while not lectures.is_last(presenter.lecture):
            presenter.next()
            QApplication.processEvents()
            count += 1
        return count

    def end(self) -> None:
        """Clear away what is left of it, while all of it still hangs together."""
        if self._catcher is not None:
            self._catcher.uninstall()
        self._session.close()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    def _on_view_painted(self) -> None:
        self._session.audience.view.painted.disconnect(self._on_view_painted)
        self._is_painted = True
        self.first_painted.emit()


def _quit() -> None:
    QApplication.quit()
