"""Asks where the take-away goes, on the lecturer's own window, and writes it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from types import MappingProxyType

from PySide6.QtCore import QCoreApplication, QObject, QTimer
from PySide6.QtWidgets import QWidget

from engine.lessons.lecture import Ballot
from engine.session.files import replace_bytes
from gui.export.file_question import FileQuestion
from gui.learn.course import number_of
from gui.present.presenter import Presenter
from gui.present.take_away.contents import Stop, TakeAway
from gui.present.take_away.html import html_made
from gui.present.take_away.making import Making
from gui.present.take_away.pdf import pdf_made

__all__ = ["TakeAwayDesk", "taken_from"]

translate = QCoreApplication.translate

_ENDINGS = MappingProxyType({"HTML": "html", "PDF": "pdf"})
_MAKERS: dict[str, Callable[[TakeAway], Making]] = {
    ".html": html_made, ".htm": html_made, ".pdf": pdf_made,
}  # fmt: skip


class TakeAwayDesk(QObject):
    """Makes take-aways of one lecture.

    Parameters
    ----------
    presenter : Presenter
        It is told how it went, and asks for it with "take_away".
    console : QWidget
        Where the question for the file stands: a window that the audience doesn't see.
    aspect : float, optional
        As in `set_aspect`.
    """

    def __init__(self, presenter: Presenter, console: QWidget, aspect: float = 16 / 9) -> None:
        super().__init__(console)
        self._presenter, self._folder = presenter, ""
        self._aspect = aspect
        self._making: Making | None = None
        self._file = Path()
        self._turns = QTimer(self)
        self._turns.setInterval(0)
        self._turns.timeout.connect(self._on_turn)
        presenter.asked.connect(self._on_asked)

    def _on_asked(self, what: str) -> None:
        if what == "take_away":
            self.ask()

    def set_aspect(self, aspect: float) -> None:
        """Give pictures the shape of the audience view, width over height: marks are where they were."""
        self._aspect = aspect

    def ask(self) -> FileQuestion:
        """Ask for the file."""
        console = self.parent()
        if not isinstance(console, QWidget):
            raise TypeError(console)
        question = FileQuestion(
            translate("TakeAway", "take-away"),
            self._presenter.lecture.lesson.title,
            "HTML",
            self._folder,
            console,
            translate("TakeAway", "Save the take-away"),
            _ENDINGS,
        )
        question.fileSelected.connect(self._on_file_selected)
        question.open()
        return question

    def _on_file_selected(self, name: str) -> None:
        self.save(Path(name))

    def save(self, file: Path) -> None:
        """Write what was shown so far, as the ending of the name says, and tell the lecturer how it went."""
        make = _MAKERS.get(file.suffix.lower())
        if make is None:
            text = translate("TakeAway", "“{file}”: a take-away is an .html or a .pdf file.")
            self._presenter.told.emit(text.format(file=file.name))
        elif self._making is not None:
            self._presenter.told.emit(translate("TakeAway", "The last take-away is still being written."))
        else:
            self._making, self._file = make(taken_from(self._presenter, self._aspect)), file
            self._turns.start()

    def _on_turn(self) -> None:
        """Make one more stop; the windows have their turn before the next one."""
        if self._making is None:
            return
        try:
            next(self._making)
        except StopIteration as end:
            self._write(bytes(end.value))
        except MemoryError:
            self._end(_trouble(self._file, translate("TakeAway", "there is not enough memory")))

    def _write(self, content: bytes) -> None:
        try:
            replace_bytes(self._file, content)
        except OSError as error:
            self._end(_trouble(self._file, error.strerror or str(error)))
        else:
            self._folder = str(self._file.parent)
            self._end(translate("TakeAway", "Saved “{file}”.").format(file=self._file.name))

    def _end(self, sentence: str) -> None:
        self._turns.stop()
        self._making = None
        self._presenter.told.emit(sentence)


def _trouble(file: Path, reason: str) -> str:
    text = translate("TakeAway", "“{file}” cannot be written: {reason}.")
    return text.format(file=file, reason=reason)


def taken_from(presenter: Presenter, aspect: float = 16 / 9) -> TakeAway:
    """Gather what was shown so far: every stop as far as the room came in it."""
    lecture = presenter.lecture
    lesson = lecture.lesson
    visited = [_stop(presenter, at, press) for at, press in sorted(presenter.furthest.items())]
    return TakeAway(
        visited,
        title=lesson.title,
        number=number_of(lesson),
        file=lesson.name,
        seed=lecture.seed,
        language=lesson.language or "en",
        aspect=aspect,
    )


def _stop(presenter: Presenter, at: int, press: int) -> Stop:
    step = presenter.lecture.lesson.steps[at]
    slide = presenter.slide_at(at, press)
    ballot = presenter.lecture.ballots.get(step.id, Ballot())
    return Stop(slide, ballot, step.notes, presenter.marks.of(slide.stop))
