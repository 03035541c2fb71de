"""The desk of the course: the list of lessons, what was learnt so far, and where to go on."""

from __future__ import annotations

from functools import partial
from random import SystemRandom
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QMainWindow, QMenu

from gui.desk import Desk, Shown
from gui.files.menus import show_over
from gui.learn.desk import LessonDesk
from gui.learn.memory import ProgressMemory
from gui.look import Look
from gui.notice import Notice
from gui.regions import Regions
from gui.settings import SettingsDesk
from gui.tab_order import focusables

if TYPE_CHECKING:
    # What reads lessons is not wanted before the window has been painted.
    from engine.lessons.headline import Headline
    from engine.lessons.play import Play
    from gui.learn.progress_page import ProgressPage
    from gui.panels.course import CourseEntry

__all__ = ["CourseDesk"]

_SEEDS = 2**16


class CourseDesk(Desk):
    """Fills the list of lessons and the menu of them, opens what is chosen there, and notes what came of it.

    Parameters
    ----------
    learning : LessonDesk
    regions : Regions
    settings : SettingsDesk
    shown : Shown
    window : QMainWindow

    Attributes
    ----------
    memory : ProgressMemory
    menu : QMenu

    Signals
    -------
    troubled(sentence)
        Progress can't be read or written.
    noticed(notice)
        Something is offered.
    """

    troubled = Signal(str)
    noticed = Signal(object)

    def __init__(
        self,
        learning: LessonDesk,
        regions: Regions,
        settings: SettingsDesk,
        shown: Shown,
        window: QMainWindow,
    ) -> None:
        super().__init__(window)
        self._learning, self._regions, self._settings, self._shown = learning, regions, settings, shown
        self.memory, self.menu = ProgressMemory(settings.remembers, self), QMenu(window)
        self._heads: list[Headline] = []
        self._play: Play | None = None
        self._page: ProgressPage | None = None
        self.memory.troubled.connect(self.troubled)
        self.memory.changed.connect(self._on_memory_changed)
        learning.turned.connect(self._on_learning_turned)
        learning.finished.connect(self.offer_next)
        settings.changed.connect(self._tell)
        settings.flushing.connect(self.memory.flush)
        regions.course.opened.connect(self.open)
        regions.course.path_asked.connect(self._on_course_path_asked)

    # The list

    def begin(self) -> None:
        """Fill list and menu, now that the window has been painted: a lesson a turn of the event loop."""
        from gui.learn.course import files
        from gui.learn.entries import headline_in

        left = files()[len(self._heads) :]
        if left:
            self._heads.append(headline_in(left[0]))
            self._list_in_menu(len(self._heads), self._heads[-1])
            self._tell()
            QTimer.singleShot(0, self, self.begin)

    def _list_in_menu(self, number: int, head: Headline) -> None:
        self.menu.addAction(self._words(number, head).replace("&", "&&"), partial(self.open, number))

    def _words(self, number: int, head: Headline) -> str:
        return self.tr("Lesson {number}: {title}").format(number=number, title=head.title)

    @property
    def titles(self) -> tuple[str, ...]:
        """What the lessons are called, in their order: "Lesson 3: Derivative calculation"."""
        return tuple(self._words(number, head) for number, head in enumerate(self._heads, 1))

    @property
    def entries(self) -> tuple[CourseEntry, ...]:
        """All lessons, with what is known of them."""
        from gui.learn.course import files
        from gui.learn.entries import entry_of

        numbers = range(1, len(files()) + 1)
        return tuple(entry_of(number, self._heads, self.memory.progress) for number in numbers)

    def _tell(self) -> None:
        from gui.learn.entries import paths

        if self._heads:
            self._regions.course.show_course(self.entries, paths(), self._settings.settings.path)

    def show_menu(self) -> None:
        """Show the menu of the lessons."""
        show_over(self.window, self.menu)

    def show_list(self) -> None:
        """Leave the lesson and go to the list."""
        self._learning.close()
        self._settings.learn()
        if self._regions.left.isHidden():
            self._regions.toggle_left()
        self._regions.course.go_to_list()

    def _on_course_path_asked(self, path: str) -> None:
        self._settings.change(path=path)

    # Opening a lesson

    def open(self, number: int) -> None:
        """Open a lesson, from 1: where it was left, or else with what is due to return in it."""
        from gui.learn.course import files, lesson_in
        from gui.learn.entries import at_step, headline_in
        from gui.learn.returned import with_questions

        file, progress = files()[number - 1], self.memory.progress
        head = headline_in(file)
        done = progress.lessons.get(head.id)
        at = 0 if done is None or done.has_passed else at_step(head, done)
        lesson = lesson_in(file)
        if not at:
            lesson = with_questions(lesson, number, progress, SystemRandom().randrange(_SEEDS))
        self._learning.begin(lesson, at)

    def offer_next(self) -> None:
        """Say that a lesson is at its end, and offer what comes next."""
        from gui.learn.course import files, number_of

        play = self._learning.play
        if play is None:
            return
        following = number_of(play.lesson) + 1
        answers = [(self.tr("All lessons"), self.show_list)]
        if 1 < following <= len(files()):
            text = self.tr("Lesson {number}: {title}")
            title = self._heads[following - 1].title if len(self._heads) >= following else ""
            answers.insert(0, (text.format(number=following, title=title), partial(self.open, following)))
        text = self.tr("That was “{title}”. What next?")
        told = text.format(title=play.lesson.title)
        self.noticed.emit(Notice(told, tuple(answers), about=self._shown.frame.document))

    def go_to_card(self) -> None:
        """Put the keyboard on the first thing to do in a lesson that was opened."""
        first = next(iter(focusables(self._learning.card)), None)
        if first is not None:
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    # What came of it

    def _on_learning_turned(self) -> None:
        from gui.learn.course import files, number_of

        before, self._play = self._play, self._learning.play
        if self._play is not None and self._play is not before and (number := number_of(self._play.lesson)):
            from engine.lessons.progress import LATER

            last = len(files()) - LATER  # what is met later than here returns in the last lesson
            self.memory.note(before, self._play, min(number, last))

    def _on_memory_changed(self) -> None:
        self._tell()
        if self._page is not None:
            self._page.show_progress(self.entries, self.memory.progress)

    def show_progress(self) -> None:
        """Show what was learnt so far."""
        if self._page is None:
            from gui.learn.progress_page import ProgressPage

            self._page = ProgressPage(self.window, self.memory.file)
            self._page.reset_asked.connect(self.memory.reset)
        self._page.set_look(self._shown.look)
        self._page.show_progress(self.entries, self.memory.progress)
        self._page.show()
        self._page.raise_()
        self._page.activateWindow()

    def set_look(self, look: Look) -> None:
        """Wear another theme or text size."""
        if self._page is not None:
            self._page.set_look(look)
