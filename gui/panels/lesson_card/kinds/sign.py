"""One of the signs + − 0 is chosen."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QFrame, QHBoxLayout, QToolButton, QWidget

from engine.lessons.lesson import Ask
from gui.panels.lesson_card.kinds.answering import Answering
from gui.theme import set_role

__all__ = ["SignAnswer"]

_SIGNS = ("+", "−", "0")
_SAME = {"-": "−"}


class SignAnswer(Answering):
    """Three buttons; arrows go from one to the next, and so do the keys + − 0.

    Parameters
    ----------
    ask : Ask
    order : tuple of int
        Of no use here.
    """

    def __init__(self, ask: Ask, order: tuple[int, ...] = ()) -> None:
        super().__init__()
        del ask, order
        frame, self._group = QFrame(), QButtonGroup(self)
        set_role(frame, "segments")
        inside = QHBoxLayout(frame)
        inside.setContentsMargins(1, 1, 1, 1)
        inside.setSpacing(0)
        names = (self.tr("positive"), self.tr("negative"), self.tr("zero"))
        for sign, name in zip(_SIGNS, names, strict=True):
            inside.addWidget(self._button(sign, name))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(frame)

    def _button(self, sign: str, name: str) -> QToolButton:
        button = QToolButton()
        button.setText(sign)
        button.setCheckable(True)
        button.setAccessibleName(name)
        button.setToolTip(name)
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        set_role(button, "segment")
        self._group.addButton(button)
        button.clicked.connect(self.changed)
        self.keep_enter(button)
        return button

    @property
    def _buttons(self) -> list[QAbstractButton]:
        return self._group.buttons()

    @property
    def answer(self) -> str | None:
        """The sign: ``+``, ``-`` or ``0``."""
        chosen = self._group.checkedButton()
        return chosen.text().replace("−", "-") if chosen is not None else None

    @property
    def is_in_line(self) -> bool:
        """Leave the rest of the line to the button."""
        return True

    def missing(self) -> str:
        """Ask for a sign."""
        return "" if self.answer else self.tr("Choose +, − or 0 first.")

    def put(self, answer: object) -> None:
        """Choose a sign."""
        sign = _SAME.get(str(answer), str(answer))
        for button in self._buttons:
            button.setChecked(button.text() == sign)

    def first(self) -> QWidget:
        """Go to what is chosen, or to the first."""
        return self._group.checkedButton() or self._buttons[0]

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Choose with the keys of the signs, too."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            sign = _SAME.get(event.text(), event.text())
            if sign in _SIGNS:
                self._buttons[_SIGNS.index(sign)].click()
                self._buttons[_SIGNS.index(sign)].setFocus(Qt.FocusReason.OtherFocusReason)
                return True
        return super().eventFilter(watched, event)

    def on_enter(self, watched: QObject) -> None:
        """Choose what the keyboard is on where nothing is chosen; else check."""
        if self.answer is None and isinstance(watched, QToolButton):
            watched.click()
        else:
            self.entered.emit()
