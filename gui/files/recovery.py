"""Offers what was open and unsaved when the program, or the machine, went down."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QCoreApplication, QDateTime, QLocale, Signal
from PySide6.QtWidgets import QMainWindow

from engine.session.reading import DocumentError
from gui.desk import Desk
from gui.files import questions
from gui.files.copies import Copy, Work, abandoned
from gui.files.keeper import FOLDER
from gui.user_folder import user_folder

translate = QCoreApplication.translate


class Recovery(Desk):
    """Goes through the copies that others left behind, one after another.

    Parameters
    ----------
    window : QMainWindow

    Signals
    -------
    picked(work, then)
        A work is to be opened; `then` is called when its copy is needed no more.
    refused(sentence)
        A copy cannot be read.
    """

    picked = Signal(object, object)
    refused = Signal(str)

    def __init__(self, window: QMainWindow) -> None:
        super().__init__(window)
        self._left: list[Copy] = []

    def offer(self) -> None:
        """Look for copies and offer the first."""
        try:
            self._left = abandoned(user_folder(FOLDER))
        except OSError:
            return  # a folder that cannot be read holds nothing to offer; the keeper says so
        self._offer_next()

    def _offer_next(self) -> None:
        while self._left:
            copy = self._left.pop(0)
            try:
                work = copy.read()
            except DocumentError as error:
                self._set_aside(copy, error)
                continue
            self._offer(copy, work)
            return

    def _offer(self, copy: Copy, work: Work) -> None:
        title = " ".join(work.document.title.split())
        name = work.file.name if work.file is not None else title or self.tr("Untitled")
        questions.after_crash(
            self.window, name, _when(work.at),
            partial(self._open, copy, work), partial(self._discard, copy), partial(self._leave, copy),
        )  # fmt: skip

    def _open(self, copy: Copy, work: Work) -> None:
        self.picked.emit(work, partial(self._discard, copy))

    def _discard(self, copy: Copy) -> None:
        copy.remove()
        self._offer_next()

    def _leave(self, copy: Copy) -> None:
        copy.release()
        self._offer_next()

    def _set_aside(self, copy: Copy, error: DocumentError) -> None:
        try:
            aside = copy.set_aside()
        except OSError:
            copy.release()
            return
        sentence = self.tr("A copy of unsaved work cannot be read and is kept as {file}: {problem}")
        self.refused.emit(sentence.format(file=aside, problem=error))


def _when(at: int) -> str:
    """Write a time of day, and the day where it is another."""
    moment, locale = QDateTime.fromSecsSinceEpoch(at), QLocale()
    time = locale.toString(moment.time(), QLocale.FormatType.ShortFormat)
    if moment.date() == QDateTime.currentDateTime().date():
        return translate("Files", "at {time}").format(time=time)
    date = locale.toString(moment.date(), QLocale.FormatType.ShortFormat)
    return translate("Files", "on {date} at {time}").format(date=date, time=time)
