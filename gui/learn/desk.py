"""The desk of lessons: opens those of the course, of files, and those made on the spot; records drafts."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from random import SystemRandom
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QMainWindow

from gui.desk import Shown
from gui.files.places import ask_lesson
from gui.learn.live_file import LiveFile
from gui.learn.player import Player
from gui.learn.recording import RecordingDesk
from gui.regions import Regions
from gui.store import Store

if TYPE_CHECKING:
    from engine.lessons.lesson import Lesson

__all__ = ["LessonDesk"]

_SEEDS = 2**16


class LessonDesk(Player):
    """A player that lessons are brought to.

    Parameters
    ----------
    store : Store
    regions : Regions
    shown : Shown
    leave_then : callable
        Asks what is to become of unsaved changes, and goes on.
    window : QMainWindow

    Attributes
    ----------
    recording : RecordingDesk
    """

    def __init__(
        self,
        store: Store,
        regions: Regions,
        shown: Shown,
        leave_then: Callable[[Callable[[], None]], None],
        window: QMainWindow,
    ) -> None:
        super().__init__(store, regions, shown, window)
        self._leave_then = leave_then
        self._live = LiveFile(self)
        self._live.saved.connect(self.reload)
        self.recording = RecordingDesk(store, window)
        self.recording.written.connect(self.open_file)
        self.recording.refused.connect(self.refused)
        self.recording.told.connect(self.told)

    @property
    def file(self) -> Path | None:
        """The file of the lesson that is open; None for one of the course."""
        return self._live.file

    def open(self, number: int) -> None:
        """Open a lesson of the course by its number, from 1."""
        from gui.learn.course import files, lesson_in

        self.begin(lesson_in(files()[number - 1]))

    def begin(self, lesson: Lesson, at: int = 0) -> None:
        """Open a lesson of the course at a step, from 0."""
        self._leave_then(lambda: self._begin(lesson, None, at))

    def spot_the_slip(self) -> None:
        """Open a round of updates that each hide one slip."""
        from engine.lessons.play import begun
        from engine.lessons.practice import spot_the_slip

        def begin() -> None:
            seed = SystemRandom().randrange(_SEEDS)
            self._live.follow(None)
            self.show(begun(spot_the_slip(seed), seed))

        self._leave_then(begin)

    def ask_file(self) -> None:
        """Ask for the file of a lesson and open it."""
        ask_lesson(self.window, self.open_file)

    def open_file(self, file: Path) -> None:
        """Open a lesson of the user's; it is read again whenever it is saved."""
        lesson = self._read(file)
        if lesson is not None:
            self._leave_then(lambda: self._begin(lesson, file))

    def reload(self) -> None:
        """Read the file of the lesson again and keep the step."""
        from engine.lessons.play import carried

        file = self._live.file
        lesson = None if file is None else self._read(file)
        if lesson is not None and self.play is not None:
            self.turn(carried(self.play, lesson))

    def record(self) -> None:
        """Begin to record what is done, as the draft of a lesson; or end."""
        self.recording.toggle()

    def begin_again(self) -> None:
        """Go back to the first step, with new numbers where the lesson draws them."""
        if self.play is not None:
            self._begin(self.play.lesson, self._live.file)

    def end(self) -> None:
        """Put everything back as it was without a lesson; its file is watched no more."""
        self._live.follow(None)
        super().end()

    def _read(self, file: Path) -> Lesson | None:
        from engine.lessons.reading import LessonError
        from gui.learn.course import lesson_of_file

        try:
            return lesson_of_file(file)
        except LessonError as error:
            self.refused.emit(str(error))
            return None

    def _begin(self, lesson: Lesson, file: Path | None, at: int = 0) -> None:
        from engine.lessons.play import begun

        self._live.follow(file)
        self.show(begun(lesson, SystemRandom().randrange(_SEEDS), at))
