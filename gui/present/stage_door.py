"""The way to the stage: puts together all that a lecture is given with, and clears it away afterwards."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QAction

from engine.lessons import lecture as lectures
from engine.lessons.lecture import Lecture
from engine.lessons.lesson import Lesson
from gui.look import Look
from gui.present.ahead import Ahead
from gui.present.audience import AudienceWindow
from gui.present.autoplay import Autoplay
from gui.present.awake import Awake
from gui.present.console import ConsoleWindow, Strip
from gui.present.display_menu import DisplayMenu
from gui.present.hand import Hand
from gui.present.kept import Kept, Pending
from gui.present.keys import KeyTable, Router
from gui.present.loop import OpenDay
from gui.present.marks import Marks
from gui.present.memory import LectureMemory
from gui.present.pace import Pace
from gui.present.page.pages import Pages
from gui.present.presenter import Presenter
from gui.present.screens import Screens

if TYPE_CHECKING:
    from gui.present.take_away.desk import TakeAwayDesk

__all__ = ["PresentSession", "open_lecture", "resume_lecture"]


class PresentSession(QObject):
    """One lecture, with its windows and all that serves them.

    Parameters
    ----------
    lecture : Lecture
    memory : LectureMemory
    file : Path or None
        Of a lesson that the lecturer brought.
    look : Look or None
    on_left : callable or None
        Called when the lecture is over, before its windows go.

    Attributes
    ----------
    presenter : Presenter
    audience : AudienceWindow
    console : ConsoleWindow
    screens : Screens
    open_day : OpenDay
    """

    def __init__(
        self,
        lecture: Lecture,
        memory: LectureMemory,
        file: Path | None = None,
        look: Look | None = None,
        on_left: Callable[[], object] | None = None,
    ) -> None:
        super().__init__()
        self._memory, self._file, self._lesson = memory, file, lecture.lesson
        self._on_left = on_left
        self._is_open = True
        look, self._keys = look or Look(), KeyTable.of_user()
        self.presenter = Presenter(lecture, look, self)
        self.open_day = OpenDay(self.presenter)
        self.audience = AudienceWindow(self.presenter)
        self._strip = Strip(self.presenter, self._keys, look)
        self.audience.set_strip(self._strip)
        self.console = ConsoleWindow(self.presenter, self._keys, look)
        self.screens = Screens(self.presenter, self.audience, self.console)
        self.console.menuBar().addMenu(DisplayMenu(self.screens, self.console))
        self._router = Router(self.presenter, self._keys, self.open_day)
        self._take_away: TakeAwayDesk | None = None
        self._awake = Awake(self)
        Autoplay(self.presenter)
        Ahead(self.presenter, self.audience.view)
        self._share_pages()
        self._give_hands()
        self._listen()

    def _share_pages(self) -> None:
        """Lay every slide out once for all who show it."""
        pages = Pages()
        self.audience.view.share(pages)
        self.console.share(pages)

    def _give_hands(self) -> None:
        """Let the mouse work on the audience view and on its small picture alike."""
        large, small = self.audience.view, self.console.thumbnail.view
        hand = Hand(self.presenter, large)
        large.hand, small.hand = hand, Hand(self.presenter, small, hand.ink)

    def _listen(self) -> None:
        self.audience.view.painted.connect(self._on_view_painted)
        self.audience.reshaped.connect(self.console.set_aspect)
        self.audience.closing.connect(self._on_closing)
        self.console.closed.connect(self._on_closing)
        self.open_day.changed.connect(self._on_open_day_changed)
        self.presenter.turned.connect(self._keep)
        self.presenter.marked.connect(self._keep)
        self.presenter.left.connect(self._on_presenter_left)
        self.screens.placed.connect(self._on_screens_placed)
        self._memory.troubled.connect(self.presenter.told)

    def begin(self) -> None:
        """Show the windows."""
        for window in (self.audience, self.console):
            self._router.attach(window)
        self.screens.begin()
        if self._keys.trouble:
            self.presenter.told.emit(self._keys.trouble)

    def come_forward(self) -> None:
        """Bring the windows to the front."""
        self.screens.come_forward()

    def offer(self, pending: Pending) -> None:
        """Ask whether a lecture that was not ended goes on; it stays in the menus for later."""
        action = QAction(self.tr("Go on: {title}").format(title=pending.title.replace("&", "&&")), self)
        action.triggered.connect(partial(self._go_on, pending, action))
        self.console.menuBar().addAction(action)
        self._strip.menus.menu.addAction(action)
        for prompts in (self.console.prompts, self._strip.prompts):
            prompts.go_on.put(pending.sentence)
            prompts.go_on.confirmed.connect(action.trigger)
        self.presenter.asked.emit("go_on")

    def _go_on(self, pending: Pending, action: QAction) -> None:
        action.setVisible(False)
        try:
            lecture, marks = self._memory.resume(pending)
        except ValueError as error:
            self.presenter.told.emit(str(error))
        else:
            self.take_up(pending, lecture, marks)
            self.presenter.told.emit("")  # it was asked, and answered

    def take_up(self, pending: Pending, lecture: Lecture, marks: Marks) -> None:
        """Go on with a lecture as it was kept."""
        presenter, self._lesson, self._file = self.presenter, lecture.lesson, _file_of(pending)
        presenter.furthest = dict(pending.furthest)
        presenter.pace = replace(Pace.of(lecture.lesson), spent=pending.spent).started(monotonic())
        presenter.take_up(lecture, marks)

    def close(self) -> None:
        """Close the windows; what is kept is offered again, unless the lecture was left."""
        if not self._is_open:
            return
        self._is_open = False
        self._awake.release()
        self.screens.end()
        for window in (self.audience, self.console):
            self._router.detach(window)
        self._memory.close()
        self.audience.end()
        self.console.close()
        for thing in (self.audience, self.console, self):
            thing.deleteLater()

    def _on_closing(self) -> None:
        """Ask whether the lecture is over; a visitor of an open day is not asked."""
        if not self.open_day.is_running:
            self.presenter.leave()

    def _on_open_day_changed(self) -> None:
        """Take the lecturer's notes and menus away from visitors."""
        if self.open_day.is_running:
            self._strip.set_on(False)

    def _on_view_painted(self) -> None:
        self.audience.view.painted.disconnect(self._on_view_painted)
        QTimer.singleShot(0, self, self._settle_in)

    def _settle_in(self) -> None:
        """Do what can wait until the room sees something."""
        if not self._is_open:
            return
        from gui.present.take_away.desk import TakeAwayDesk

        view = self.audience.view
        self._take_away = TakeAwayDesk(
            self.presenter, self.screens.home, view.width() / max(view.height(), 1)
        )
        self.audience.reshaped.connect(self._take_away.set_aspect)
        self._awake.hold()
        self._keep()

    def _on_screens_placed(self) -> None:
        """Let questions for files stand over the lecturer's window, which may not be the console."""
        if self._take_away is not None:
            self._take_away.setParent(self.screens.home)

    def _on_presenter_left(self) -> None:
        if not self._is_open:
            return
        self._memory.forget()
        if self._on_left is not None:
            self._on_left()
        self.close()

    def _keep(self) -> None:
        """Keep how the lecture stands; nobody goes on with an open day."""
        presenter = self.presenter
        if self.open_day.is_running:
            return
        lecture, spent = presenter.lecture, presenter.pace.elapsed(monotonic())
        file = self._file if lecture.lesson is self._lesson else None
        self._memory.note(Kept(lecture, presenter.marks, file, dict(presenter.furthest), spent))


def open_lecture(
    lesson: Lesson,
    file: Path | None = None,
    at: int = 0,
    look: Look | None = None,
    on_left: Callable[[], object] | None = None,
    memory: LectureMemory | None = None,
) -> PresentSession:
    """Begin a lecture and show it.

    Parameters
    ----------
    lesson : Lesson
    file : Path, optional
        Of a lesson that the lecturer brought.
    at : int
        The stop to begin with, from 0.
    look : Look, optional
        The user's; the audience view wears the room's theme.
    on_left : callable, optional
        Called when the lecture is over, before its windows go.
    memory : LectureMemory, optional
        Keeps it while it is given; nothing does if missing.
    """
    memory = memory or LectureMemory(remembers=False)
    session = PresentSession(lectures.begun(lesson, at=at), memory, file, look, on_left)
    session.begin()
    return session


def resume_lecture(
    pending: Pending,
    memory: LectureMemory,
    look: Look | None = None,
    on_left: Callable[[], object] | None = None,
) -> PresentSession:
    """Go on with a lecture that was not ended, and show it.

    Raises
    ------
    ValueError
        If it can't go on; one sentence. There is no window then.
    """
    lecture, marks = memory.resume(pending)
    session = PresentSession(lecture, memory, _file_of(pending), look, on_left)
    session.take_up(pending, lecture, marks)
    session.begin()
    return session


def _file_of(pending: Pending) -> Path | None:
    return Path(pending.file) if pending.file else None
