"""The desk of presenting: from the program's window to a lecture, and back again."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMainWindow, QMenu

from gui.desk import Desk, Shown
from gui.files.menus import show_over
from gui.learn.course_desk import CourseDesk
from gui.learn.desk import LessonDesk
from gui.notice import Notice
from gui.settings import SettingsDesk

if TYPE_CHECKING:
    # What presents is not wanted before somebody does.
    from pathlib import Path

    from engine.lessons.lesson import Lesson
    from gui.present.kept import Pending
    from gui.present.memory import LectureMemory
    from gui.present.stage_door import PresentSession

__all__ = ["PresentDesk"]


class PresentDesk(Desk):
    """Opens the windows of a lecture. The program's own window is out of sight until they are closed.

    Parameters
    ----------
    learning : LessonDesk
        The lesson that is open there is the one to present, from the step in play on.
    course : CourseDesk
        Offers its lessons where none is open.
    settings : SettingsDesk
    shown : Shown
    window : QMainWindow

    Attributes
    ----------
    lecture : PresentSession or None
        While one is given.

    Signals
    -------
    noticed(notice)
        A lecture that was not ended is offered, or something can't be done.
    """

    noticed = Signal(object)

    def __init__(
        self,
        learning: LessonDesk,
        course: CourseDesk,
        settings: SettingsDesk,
        shown: Shown,
        window: QMainWindow,
    ) -> None:
        super().__init__(window)
        self._learning, self._course, self._settings, self._shown = learning, course, settings, shown
        self._menu: QMenu | None = None
        self.lecture: PresentSession | None = None

    def present(self) -> None:
        """Present the lesson that is open; without one, ask which."""
        play = self._learning.play
        if self.lecture is not None:
            self.lecture.come_forward()
        elif play is not None:
            self._open(play.lesson, self._learning.file, play.at)
        else:
            self._ask_which()

    def _ask_which(self) -> None:
        """Let the user choose a lesson of the course."""
        if self._menu is None:
            self._menu = QMenu(self.window)
        self._menu.clear()
        for number, words in enumerate(self._course.titles, 1):
            self._menu.addAction(words.replace("&", "&&"), partial(self.open, number))
        show_over(self.window, self._menu)

    def open(self, number: int) -> None:
        """Present a lesson of the course, from 1."""
        from gui.learn.course import files, lesson_in

        self._open(lesson_in(files()[number - 1]))

    def _open(self, lesson: Lesson, file: Path | None = None, at: int = 0) -> None:
        from gui.present.stage_door import open_lecture

        self.lecture = open_lecture(
            lesson, file, at, look=self._shown.look, on_left=self._on_left, memory=self._memory()
        )
        self.window.hide()

    def _on_left(self) -> None:
        """Come back to the program's own window, which is as it was."""
        self.lecture = None
        self.window.show()
        self.window.activateWindow()

    def tell(self, sentence: str) -> bool:
        """Tell the lecturer something that no box may come up for; False where no lecture is given."""
        if self.lecture is None:
            return False
        self.lecture.presenter.told.emit(sentence)
        return True

    # A lecture that was not ended

    def offer_last(self) -> None:
        """Offer to go on with a lecture that was not ended."""
        memory = self._memory()
        memory.troubled.connect(self._on_memory_troubled)
        pending = memory.pending()
        if pending is not None:
            answers = (
                (self.tr("Go on"), partial(self._resume, memory, pending)),
                (self.tr("Forget it"), partial(memory.discard, pending)),
            )
            self.noticed.emit(Notice(pending.sentence, answers))

    def _resume(self, memory: LectureMemory, pending: Pending) -> None:
        from gui.present.stage_door import resume_lecture

        try:
            self.lecture = resume_lecture(pending, memory, look=self._shown.look, on_left=self._on_left)
        except ValueError as error:
            self.noticed.emit(Notice(str(error)))
            return
        self.window.hide()

    def _memory(self) -> LectureMemory:
        from gui.present.memory import LectureMemory

        return LectureMemory(self._settings.remembers, self)

    def _on_memory_troubled(self, sentence: str) -> None:
        self.noticed.emit(Notice(sentence))
