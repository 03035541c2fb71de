"""The field that opens over a weight of the audience view: large, and it says nothing to the room."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QFontMetrics, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from gui.fonts import ui_font
from gui.hands.number_field import NumberField
from gui.hands.targets import Target
from gui.look import Look
from gui.theme import Theme

__all__ = ["RoomField"]

_TEXT = 0.045
"""Size of its text, a share of the height of the view."""
_LETTERS = 8
"""So many digits have room; a longer number scrolls."""
_DRIVING = frozenset({Qt.Key.Key_Escape, Qt.Key.Key_F5, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown})
"""Keys of a clicker: they drive the lecture, whoever types."""
_AWAY = (Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason)
"""Another window has the keyboard for a while."""


class RoomField(NumberField):
    """Sets one quantity: Enter accepts. Tab, a click elsewhere and Backspace in the empty field give up.

    Esc is not its own: a clicker sends it. Why a text can't be taken is said to the lecturer alone
    (`refused`); it stays in the field.

    Signals
    -------
    closed()
        The number was accepted or given up.
    """

    closed = Signal()

    def __init__(self, view: QWidget) -> None:
        super().__init__(view)
        self.target: Target | None = None
        self._view = view
        self._theme = Look().theme
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.finished.connect(self._on_finished)
        self.hide()

    def open(self, target: Target, look: Look, over: QPoint) -> None:
        """Open with the number selected.

        Parameters
        ----------
        target : Target
            What it sets.
        look : Look
        over : QPoint
            Where its middle stands, as far as the view has room.
        """
        self.follow(target, look)
        self._fit(over)
        self.show()
        self.raise_()
        self.activateWindow()
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def follow(self, target: Target, look: Look) -> None:
        """Show the quantity as it stands now."""
        self.target, self._theme = target, look.theme
        self.setAccessibleName(f"{target.name} {target.when}".strip())
        self.show_target(target, look)

    def close_field(self) -> None:
        """Close, and hand the keyboard back; what was typed and not accepted is forgotten."""
        if self.target is not None:
            self.give_up()

    def _on_finished(self) -> None:
        if self.target is None:
            return
        self.target = None
        had_keyboard = self.hasFocus()
        self.hide()
        self.forget()
        if had_keyboard:
            self._view.setFocus(Qt.FocusReason.OtherFocusReason)
        self.closed.emit()

    def _fit(self, over: QPoint) -> None:
        """Take the size that the height of the view gives, all of it inside the view."""
        theme, px = self._theme, max(round(_TEXT * self._view.height()), 12)
        font = ui_font(px)
        border = max(px // 10, 2)
        self.setFont(font)
        self.setStyleSheet(_sheet(theme, px, border))
        metrics = QFontMetrics(font)
        name = metrics.horizontalAdvance(self._lead)
        self.setTextMargins(name, 0, 0, 0)
        width = name + metrics.horizontalAdvance("0" * _LETTERS) + 2 * (border + px // 2)
        place = QRect(0, 0, width, round(1.8 * px))
        place.moveCenter(over)
        room = self._view.rect()
        place.moveLeft(max(min(place.left(), room.right() - width), 0))
        place.moveTop(max(min(place.top(), room.bottom() - place.height()), 0))
        self.setGeometry(place)

    @property
    def _lead(self) -> str:
        """What stands before the number."""
        return f"{self.target.name} = " if self.target is not None else ""

    def paintEvent(self, event: QPaintEvent) -> None:
        """Write the name of the quantity before its number."""
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setPen(QColor(self._theme.muted))
        painter.setFont(self.font())
        inside = self.rect().adjusted(self.font().pixelSize() // 2, 0, 0, 0)
        painter.drawText(inside, Qt.AlignmentFlag.AlignVCenter, self._lead)

    # Keys and focus

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave the keys of a clicker to the lecture; Backspace in the empty field gives up."""
        if event.key() in _DRIVING:
            event.ignore()
        elif event.key() == Qt.Key.Key_Backspace and not self.text():
            self.close_field()
        else:
            super().keyPressEvent(event)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Give up where Tab would go on: there is nothing else on the audience view."""
        self.close_field()
        return True

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Give up: in a lecture nothing is set that was not confirmed."""
        QLineEdit.focusOutEvent(self, event)
        if event.reason() not in _AWAY:
            self.close_field()


def _sheet(theme: Theme, px: int, border: int) -> str:
    """Dress it in the theme of the room, whatever that of the program is."""
    return (
        f"QLineEdit {{ font-size: {px}px; color: {theme.ink}; background: {theme.surface};"
        f" border: {border}px solid {theme.forward}; border-radius: {px // 3}px;"
        f" padding: 0 {px // 2 - border}px;"
        f" selection-background-color: {theme.forward}; selection-color: {theme.on_fill}; }}"
    )
