"""The console: what the lecturer sees on the laptop, and the room does not."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from time import monotonic
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent, QShowEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QMainWindow,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from gui.hands.visit import Home
from gui.look import Look
from gui.present.console.dressing import dress
from gui.present.console.help_page import HelpPage
from gui.present.console.keys_line import KeysLine, OtherKeys
from gui.present.console.menus import fill_menus, menu_text
from gui.present.console.message import Message
from gui.present.console.pace_bar import PaceView
from gui.present.console.prompts import Prompts
from gui.present.console.stop_notes import StopNotes
from gui.present.console.this_stop import NextPress, NextStop, ThisStop
from gui.present.console.thumbnail import Thumbnail
from gui.present.console.words import hidden_told
from gui.present.page.pages import Pages
from gui.theme import set_role

if TYPE_CHECKING:
    from gui.present.keys.table import KeyTable
    from gui.present.presenter import Presenter
    from gui.present.slide import Slide

__all__ = ["ConsoleWindow"]

_SIZE = QSize(1180, 680)
_LEAST = QSize(560, 400)
_SHARES = (58, 42)
_ROWS = 6


class ConsoleWindow(QMainWindow):
    """Where the lecture is, the next press, the answers in clear, the time, and what is live.

    Parameters
    ----------
    presenter : Presenter
    keys : KeyTable
    look : Look
        The user's, not the room's.
    now : callable
        A clock that only goes forward, in seconds.

    Signals
    -------
    closed()
        The user wants to close it: that asks to leave. It stays until it is closed by the program.
    """

    closed = Signal()

    def __init__(
        self, presenter: Presenter, keys: KeyTable, look: Look, now: Callable[[], float] = monotonic
    ) -> None:
        super().__init__()
        self._presenter, self._keys, self._look, self._now = presenter, keys, look, now
        self._told_keys = keys.keys
        self._is_stale = True
        self._place = presenter.lecture.at, presenter.lecture.press
        self.setWindowTitle(self.tr("Upstream – console"))
        self.actions_by_id = fill_menus(self.menuBar(), presenter, keys)
        self.this_stop, self.next_press, self.stop_notes = ThisStop(), NextPress(), StopNotes(presenter)
        self.thumbnail, self.hidden, self.pace = Thumbnail(), QLabel(), PaceView(now)
        self.next_stop, self.other_keys = NextStop(), OtherKeys(keys)
        self.message, self.prompts = Message(), Prompts(presenter, _ROWS, margin=14)
        self.keys_line, self.help_page = KeysLine(keys), HelpPage(keys)
        self.pages = QStackedWidget()
        self._lay_out()
        self._listen()
        self.set_look(look)
        self.resize(_SIZE)
        self.setMinimumSize(_LEAST)

    def _lay_out(self) -> None:
        self.hidden.setWordWrap(True)
        self.hidden.setTextFormat(Qt.TextFormat.PlainText)
        work = QWidget()
        row = QHBoxLayout(work)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        self.left = _column(self.this_stop, self.next_press, self.message, self.stop_notes)
        self.right = _column(self.thumbnail, self.hidden, self.pace, self.next_stop, self.other_keys)
        for area, share in zip((self.left, self.right), _SHARES, strict=True):
            row.addWidget(area, share)
        self.pages.addWidget(work)
        self.pages.addWidget(self.help_page)
        whole = QWidget()
        set_role(whole, "surface")
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.pages, 1)
        column.addWidget(self.prompts)
        column.addWidget(self.keys_line)
        self.setCentralWidget(whole)
        self._home = whole
        Home(whole)

    def _listen(self) -> None:
        presenter = self._presenter
        presenter.turned.connect(self._on_turned)
        for signal in (presenter.covered, presenter.froze, presenter.paced):
            signal.connect(self.refresh)
        presenter.told.connect(self.message.tell)
        presenter.asked.connect(self._on_asked)
        self.help_page.closed.connect(self._toggle_help)
        self.pace.toggled.connect(self._toggle_clock)

    def set_look(self, look: Look) -> None:
        """Wear another theme or text size."""
        self._look = look
        dress(self, look)
        for part in (
            self.this_stop, self.next_press, self.stop_notes, self.thumbnail, self.pace, self.next_stop,
            self.other_keys, self.message, self.prompts, self.keys_line, self.help_page,
        ):  # fmt: skip
            part.set_look(look)

    def set_aspect(self, aspect: float) -> None:
        """Take the proportions of the audience's display, width by height."""
        self.thumbnail.set_aspect(aspect)
        self.next_press.picture.set_aspect(aspect)

    def share(self, pages: Pages) -> None:
        """Show pages that the audience view shows, too."""
        self.thumbnail.view.share(pages)
        self.next_press.picture.pages = pages

    # What is shown

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up with the lecture."""
        super().showEvent(event)
        self._home.setFocus(Qt.FocusReason.OtherFocusReason)
        if self._is_stale:
            self.refresh()

    def refresh(self) -> None:
        """Follow the lecture; nothing while nobody looks."""
        self._is_stale = not self.isVisible()
        if self._is_stale:
            return
        presenter = self._presenter
        lecture, slide = presenter.lecture, presenter.slide
        self.this_stop.show_place(lecture)
        self.next_press.show_press(lecture, presenter.cover, partial(_next_slide, presenter))
        self.stop_notes.refresh()
        self.thumbnail.show_slide(slide, presenter)
        hidden = hidden_told(slide)
        nothing = self.tr("Nothing is hidden")
        self.hidden.setText(self.tr("Hidden now: {names}").format(names=hidden) if hidden else nothing)
        self.pace.show_pace(presenter.pace, lecture.at)
        self.next_stop.show_place(lecture)
        self.prompts.refresh()
        if self._keys.keys is not self._told_keys:
            self._tell_keys()

    def _tell_keys(self) -> None:
        """Write the keys anew: the user has changed them."""
        self._told_keys = self._keys.keys
        for name, action in self.actions_by_id.items():
            action.setText(menu_text(name, self._keys))
        for part in (self.keys_line, self.other_keys, self.help_page):
            part.set_look(self._look)

    # What happens

    def _on_turned(self) -> None:
        presenter = self._presenter
        lecture = presenter.lecture
        presenter.pace = presenter.pace.begun(self._now())
        if (lecture.at, lecture.press) != self._place:
            self._move(lecture.at, lecture.press)
        self.refresh()

    def _move(self, at: int, press: int) -> None:
        """Follow to another place: what was being asked is over; a vote goes on while the stop does."""
        is_other_stop = at != self._place[0]
        self._place = at, press
        self.message.turn(at, press)
        if is_other_stop or self.prompts.current is not self.prompts.vote:
            self.prompts.close_all()
        if is_other_stop:
            self.left.verticalScrollBar().setValue(0)

    def _on_asked(self, what: str) -> None:
        if not self.isVisible():
            return
        if what == "help":
            self._toggle_help()
        elif self.prompts.ask(what):
            self.pages.setCurrentIndex(0)

    def _toggle_help(self) -> None:
        self.pages.setCurrentIndex(1 - self.pages.currentIndex())

    def _toggle_clock(self) -> None:
        pace, now = self._presenter.pace, self._now()
        self._presenter.pace = pace.stopped(now) if pace.is_running else pace.started(now)
        self.pace.show_pace(self._presenter.pace, self._presenter.lecture.at)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Ask to leave where the user closes it; close where the program does."""
        if event.spontaneous():
            event.ignore()
            self.closed.emit()
        else:
            super().closeEvent(event)


def _next_slide(presenter: Presenter) -> Slide | None:
    """Make the slide of the next press; none at the end. Under a cover the picture comes back first."""
    if presenter.cover:
        return presenter.slide
    return presenter.slide_ahead


class _Page(QWidget):
    """What scrolls: as high as it is in the width that it has. Qt would ask for what a narrow one needs."""

    def minimumSizeHint(self) -> QSize:
        """Ask for width only."""
        return QSize(super().minimumSizeHint().width(), 1)


def _column(*parts: QWidget) -> QScrollArea:
    """Put parts under one another, in an area that scrolls where they are too high."""
    page = _Page()
    set_role(page, "page")
    column = QVBoxLayout(page)
    column.setContentsMargins(14, 10, 14, 10)
    column.setSpacing(9)
    for part in parts:
        column.addWidget(part)
    column.addStretch(1)
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(page)
    set_role(area, "surface")
    return area
