"""What was learnt so far, lesson by lesson and mistake by mistake, in a window of its own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from html import escape
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QMainWindow,
    QMessageBox,
    QPushButton,
    QTextBrowser,
    QVBoxLayout,
)

from engine.lessons.progress import Met, Progress
from gui.files.questions import Answer, ask
from gui.learn.misconceptions import MISCONCEPTIONS
from gui.look import Look
from gui.panels.course import CourseEntry
from gui.theme import set_role

__all__ = ["ProgressPage"]

_SIZE = QSize(620, 640)
_SHARES = (58, 42)
"""Of a line, for what it is about and what is said of it."""
Row = tuple[str, str]


class ProgressPage(QDialog):
    """Tells of every lesson how far it was done, and of every mistake that was met whether it was repaired.

    Parameters
    ----------
    window : QMainWindow
    file : Path or None
        Where it is kept.

    Signals
    -------
    reset_asked()
        All of it is to be forgotten; the user was asked.
    """

    reset_asked = Signal()

    def __init__(self, window: QMainWindow, file: Path | None) -> None:
        super().__init__(window)
        self._look = Look()
        self._entries: tuple[CourseEntry, ...] = ()
        self._progress = Progress()
        self.setWindowTitle(self.tr("My progress"))
        self.browser = QTextBrowser()
        self.browser.setAccessibleName(self.tr("My progress"))
        self.where = QLabel(self._kept_in(file))
        self.where.setTextFormat(Qt.TextFormat.PlainText)
        self.where.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.where.setWordWrap(True)
        set_role(self.where, "muted")
        self.reset, self.close_button = QPushButton(self.tr("Reset…")), QPushButton(self.tr("Close"))
        self.reset.setAutoDefault(False)
        self.close_button.setDefault(True)
        self.reset.clicked.connect(self._on_reset_clicked)
        self.close_button.clicked.connect(self.close)
        self._lay_out()

    def _kept_in(self, file: Path | None) -> str:
        nothing = self.tr("Nothing of this leaves this machine.")
        if file is None:
            return f"{nothing} {self.tr('It is forgotten when the window closes.')}"
        return f"{nothing} {self.tr('It is kept in {file}.').format(file=file)}"

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.addWidget(self.reset)
        row.addStretch(1)
        row.addWidget(self.close_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 14, 14, 14)
        column.setSpacing(10)
        column.addWidget(self.browser, 1)
        column.addWidget(self.where)
        column.addLayout(row)

    def show_progress(self, entries: Sequence[CourseEntry], progress: Progress) -> None:
        """Tell of other progress."""
        self._entries, self._progress = tuple(entries), progress
        self.reset.setEnabled(progress != Progress())
        self._write()

    def set_look(self, look: Look) -> None:
        """Wear another theme or text size; the window grows with its text, as far as the screen allows."""
        if look.scale != self._look.scale or not self.isVisible():
            self.resize((_SIZE * look.scale).boundedTo(self.screen().availableGeometry().size() * 0.9))
        self._look = look
        self._write()

    def _on_reset_clicked(self) -> None:
        question = self.tr("Forget how far every lesson was done, and every mistake that was met?")
        role = QMessageBox.ButtonRole
        answers = (
            Answer(self.tr("Cancel"), role=role.RejectRole),
            Answer(self.tr("&Forget all of it"), self.reset_asked.emit, role.DestructiveRole),
        )
        ask(self, self.tr("Reset progress"), question, answers)

    # What is written

    def _write(self) -> None:
        theme, px = self._look.theme, self._look.px
        style = (
            f"<style>body, td {{ font-size: {px(13)}px; color: {theme.ink}; }}"
            f"h4 {{ font-size: {px(15)}px; margin: {px(12)}px 0 {px(4)}px 0; }}"
            f"p {{ color: {theme.muted}; margin: 0 0 {px(8)}px 0; }}</style>"
        )
        at = self.browser.verticalScrollBar().value()
        self.browser.setHtml(style + "".join(self._parts()))
        self.browser.verticalScrollBar().setValue(at)

    def _parts(self) -> Iterator[str]:
        mastered = sum(entry.state == "mastered" for entry in self._entries)
        text = self.tr("Lessons: {mastered} of {count} mastered")
        yield f"<h4>{escape(text.format(mastered=mastered, count=len(self._entries)))}</h4>"
        yield _table(map(self._lesson, self._entries))
        met = self._progress.misconceptions
        repaired = sum(each.is_repaired for each in met.values())
        text = self.tr("Mistakes: {repaired} of {count} repaired")
        yield f"<h4>{escape(text.format(repaired=repaired, count=len(met)))}</h4>"
        if met:
            yield _table(self._mistake(name, found) for name, found in sorted(met.items()))
        else:
            nothing = self.tr(
                "None so far. One that you meet is named here, and returns as a question two lessons later."
            )
            yield f"<p>{escape(nothing)}</p>"

    def _lesson(self, entry: CourseEntry) -> Row:
        return f"{entry.number}\u2002{entry.heading}", entry.progress_told

    def _mistake(self, name: str, met: Met) -> Row:
        known = MISCONCEPTIONS.get(name)
        count = len(met.places)
        times = self.tr("met once") if count == 1 else self.tr("met {count} times").format(count=count)
        return name if known is None else known.name, f"{times}, {self._outcome(met)}"

    def _outcome(self, met: Met) -> str:
        if met.is_repaired:
            return self.tr("repaired")
        if met.due is not None:
            return self.tr("returns in lesson {number} or later").format(number=met.due)
        return self.tr("not repaired yet")


def _table(rows: Iterable[Row]) -> str:
    lines = (
        f"<tr><td width='{_SHARES[0]}%'>{escape(what)}</td><td width='{_SHARES[1]}%'>{escape(told)}</td></tr>"
        for what, told in rows
    )
    return f"<table width='100%' cellpadding='3'>{''.join(lines)}</table>"
