"""The notice bar: a strip under the head bar that takes room of its own and covers nothing."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QToolButton, QWidget

from engine.nn.types import Ref
from engine.session.frame import Frame
from gui.accessible import announce
from gui.hands.visit import Visit
from gui.icons import icon
from gui.look import Look
from gui.notice import Answer, Notice
from gui.theme import set_role

__all__ = ["NoticeBar"]

_ICON_PX = 14


class NoticeBar(QFrame):
    """Says the newest notice until it is answered, closed, or no longer true; then the one before.

    Signals
    -------
    pointed(refs), dispatched(action)
        Never: what an answer does is part of the notice.
    """

    pointed = Signal(object)
    dispatched = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_role(self, "notice")
        self._notices: list[Notice] = []
        self._visit = Visit(self)
        self.text = QLabel()
        self.text.setTextFormat(Qt.TextFormat.PlainText)
        self.text.setWordWrap(True)
        self.text.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.buttons: list[QPushButton] = []
        self.cross = QToolButton()
        self.cross.setAccessibleName(self.tr("Close the notice"))
        self.cross.setToolTip(self.tr("Close the notice (Esc)"))
        self.cross.clicked.connect(self.close_notice)
        set_role(self.cross, "quiet")
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(16, 5, 10, 5)
        self._row.setSpacing(8)
        self._row.addWidget(self.text, 1)
        self._row.addWidget(self.cross)
        self.set_look(Look())
        self.hide()

    @property
    def notice(self) -> Notice | None:
        """What is said at the moment."""
        return self._notices[-1] if self._notices else None

    def show_notice(self, notice: Notice) -> None:
        """Say a notice, also to screen readers."""
        self._notices = [other for other in self._notices if other.text != notice.text] + [notice]
        self._say()
        announce(self, notice.text)

    def close_notice(self) -> None:
        """Take the notice away, and say the one before, if there is any."""
        if self._notices:
            self._notices.pop()
            self._say()

    def show_frame(self, frame: Frame) -> None:
        """Take away what is not true of this moment's document."""
        still = [notice for notice in self._notices if notice.about in (None, frame.document)]
        if len(still) < len(self._notices):
            self._notices = still
            self._say()

    def light(self, refs: frozenset[Ref]) -> None:
        """Do nothing: no quantity is shown here."""

    def set_look(self, look: Look) -> None:
        """Tint the cross and take the size of the text."""
        self.cross.setIcon(icon("close", look.theme.muted))
        self.cross.setIconSize(QSize(look.px(_ICON_PX), look.px(_ICON_PX)))

    def _say(self) -> None:
        """Write what is said now; a keyboard that was on what goes is given back."""
        self._visit.end(Qt.FocusReason.OtherFocusReason)
        for button in self.buttons:
            self._row.removeWidget(button)
            button.deleteLater()
        notice = self.notice
        self.buttons = [self._button(answer) for answer in notice.answers] if notice else []
        text = notice.text if notice else ""
        self.text.setText(text)
        self.setAccessibleName(text)
        self.setVisible(notice is not None)

    def _button(self, answer: Answer) -> QPushButton:
        words, do = answer
        button = QPushButton(words)
        button.clicked.connect(partial(self._on_button_clicked, do))
        self._row.insertWidget(self._row.count() - 1, button)
        return button

    def _on_button_clicked(self, do: Callable[[], object]) -> None:
        self.close_notice()
        do()
