"""What the lecturer has where there is one display only: a strip under the audience view, off by default."""

from __future__ import annotations

from collections.abc import Callable
from time import monotonic
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from engine.lessons.lecture import is_open, likely, step
from gui.look import Look
from gui.present.console.answers import behind
from gui.present.console.dressing import dress
from gui.present.console.help_page import HelpPage
from gui.present.console.line import Line
from gui.present.console.menus import StripMenu
from gui.present.console.message import Message
from gui.present.console.pace_bar import PaceView
from gui.present.console.pressing import PressButton
from gui.present.console.prompts import Prompts
from gui.present.console.words import hidden_told, next_press, place_told, title_of, unlinked
from gui.prose import ProseView
from gui.prose.markup import parse
from gui.prose.writing import spoken
from gui.theme import set_role

if TYPE_CHECKING:
    from gui.present.keys.table import KeyTable
    from gui.present.presenter import Presenter

__all__ = ["Strip"]

_SHARE, _HELP_SHARE = 0.22, 0.6
"""Of the window's height, at most: the audience keeps the rest."""
_ROWS, _LINES = 2, 2


class Strip(QFrame):
    """Stop, next press, notes, time and what is hidden, in a few lines; the bars that want something typed.

    Its menu has all that can be done.

    While it is off it shows itself for such a bar only, and goes with it.

    Parameters
    ----------
    presenter : Presenter
    keys : KeyTable
    look : Look
        The user's, not the room's.
    now : callable
        A clock that only goes forward, in seconds.
    """

    def __init__(
        self, presenter: Presenter, keys: KeyTable, look: Look, now: Callable[[], float] = monotonic
    ) -> None:
        super().__init__()
        self._presenter, self._now = presenter, now
        self._is_on, self._is_alone = False, True
        self._place = presenter.lecture.at, presenter.lecture.press
        self.place, self.title = Line("heading"), Line("strong")
        self.next, self.hidden = Line("strong"), Line("muted")
        self.notes, self.pace = ProseView(13, "muted"), PaceView(now, is_compact=True)
        self.show_me = PressButton(self.tr("Show me"), "compact")
        self.message, self.prompts = Message(), Prompts(presenter, _ROWS, is_private=False)
        self.help_page, self.menus = HelpPage(keys), StripMenu(presenter, keys)
        self._lay_out()
        self._listen()
        self.set_look(look)
        self.hide()

    def _lay_out(self) -> None:
        self.rows = (
            _row((self.menus, 0), (self.place, 0), (self.title, 1), (self.pace, 0)),
            _row((self.next, 3), (self.hidden, 2)),
            _row((self.notes, 1), (self.show_me, 0)),
        )
        self.place.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 6, 14, 6)
        column.setSpacing(4)
        for part in (*self.rows, self.message, self.prompts):
            column.addWidget(part)
        column.addWidget(self.help_page, 1)
        self.help_page.hide()
        set_role(self, "strip")

    def _listen(self) -> None:
        presenter = self._presenter
        presenter.turned.connect(self._on_turned)
        for signal in (presenter.covered, presenter.froze, presenter.paced):
            signal.connect(self.refresh)
        presenter.told.connect(self.message.tell)
        presenter.asked.connect(self._on_asked)
        self.prompts.changed.connect(self._settle)
        self.help_page.closed.connect(self._toggle_help)
        self.show_me.clicked.connect(presenter.show_me)

    def set_look(self, look: Look) -> None:
        """Wear another theme or text size."""
        theme = look.theme
        ground = f"background: {theme.surface}; border: none; border-top: 2px solid {theme.border};"
        dress(self, look, f'QFrame[role="strip"] {{ {ground} }}')
        for part in (self.notes, self.pace, self.message, self.prompts, self.help_page):
            part.set_look(look)
        self.notes.setMaximumHeight(_LINES * self.notes.line_height)

    # On and off

    @property
    def is_on(self) -> bool:
        """Whether it is shown all the time."""
        return self._is_on

    def set_on(self, is_on: bool) -> None:
        """Show it all the time, or for what is typed only."""
        self._is_on = is_on
        self._settle()

    def set_alone(self, is_alone: bool) -> None:
        """Serve as the console where there is none; beside one it is neither seen nor asked."""
        self._is_alone = is_alone
        if not is_alone:
            self.prompts.close_all()
            self.help_page.hide()
        self._settle()

    def _settle(self) -> None:
        """Be on screen as long as there is something to see."""
        is_asked, is_help = self.prompts.current is not None, self.help_page.isVisibleTo(self)
        self.message.set_quiet(is_quiet=not self._is_on)
        self.setVisible(self._is_alone and (self._is_on or is_asked or is_help))
        self.refresh()
        self._fit()

    def _fit(self) -> None:
        """Keep to a share of the window's height: lines without room are left out, the last first."""
        around = self.parentWidget()
        if around is None:
            return
        is_help = self.help_page.isVisibleTo(self)
        most = round((_HELP_SHARE if is_help else _SHARE) * around.height())
        self.setMaximumHeight(most)
        for row in self.rows:
            row.setVisible(self._is_on and not is_help)
        for row in reversed(self.rows):
            if self.sizeHint().height() <= most:
                break
            row.hide()

    def showEvent(self, event: QShowEvent) -> None:
        """Keep within its share of the window."""
        super().showEvent(event)
        around = self.parentWidget()
        if around is not None:
            around.installEventFilter(self)
        self._fit()

    def hideEvent(self, event: QHideEvent) -> None:
        """Mind the window no longer."""
        super().hideEvent(event)
        around = self.parentWidget()
        if around is not None:
            around.removeEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the height of the window."""
        if event.type() == QEvent.Type.Resize:
            self._fit()
        return super().eventFilter(watched, event)

    # What is shown

    def refresh(self) -> None:
        """Follow the lecture; nothing while nobody looks."""
        if self.isHidden():
            return
        presenter = self._presenter
        lecture, slide = presenter.lecture, presenter.slide
        here, hidden = step(lecture), hidden_told(slide)
        self.place.setText(place_told(presenter))
        self.title.setText(spoken(parse(title_of(here, lecture.at))))
        self.next.setText(self.tr("Next: {press}").format(press=next_press(lecture, presenter.cover)))
        self.hidden.setText(self.tr("Hidden: {names}").format(names=hidden) if hidden else "")
        self._refresh_notes()
        self.pace.show_pace(presenter.pace, lecture.at)
        self.prompts.refresh()

    def _refresh_notes(self) -> None:
        """Show the notes; once the answer is out, what lies behind the largest wrong group."""
        lecture = self._presenter.lecture
        card = None if is_open(lecture) else likely(lecture)
        said = "" if card is None else behind(card)
        self.notes.set_text(unlinked(said or step(lecture).notes))
        self.show_me.setVisible(card is not None and bool(card.ids))

    # What happens

    def _on_turned(self) -> None:
        presenter = self._presenter
        lecture = presenter.lecture
        presenter.pace = presenter.pace.begun(self._now())
        if (lecture.at, lecture.press) != self._place:
            is_other_stop = lecture.at != self._place[0]
            self._place = lecture.at, lecture.press
            self.message.turn(lecture.at, lecture.press)
            if is_other_stop or self.prompts.current is not self.prompts.vote:
                self.prompts.close_all()
        self.refresh()

    def _on_asked(self, what: str) -> None:
        if not self._is_alone:
            return
        if what == "notes":
            self.set_on(not self._is_on)
        elif what == "help":
            self._toggle_help()
        else:
            self.help_page.hide()
            self.show()  # what is hidden takes no keyboard
            self.prompts.ask(what)
            self._settle()

    def _toggle_help(self) -> None:
        self.help_page.setVisible(not self.help_page.isVisibleTo(self))
        self._settle()


def _row(*parts: tuple[QWidget, int]) -> QWidget:
    """Put parts beside one another, each with its share of the room that is left."""
    made = QWidget()
    row = QHBoxLayout(made)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(14)
    for part, share in parts:
        row.addWidget(part, share)
    return made
