"""A text on screen: it wraps, its links answer to mouse and keys, and a screen reader hears it in words."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QFocusEvent,
    QFontMetricsF,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui.accessible import Role, Whole
from gui.fonts import ui_font
from gui.look import Look
from gui.prose.markup import Block, parse
from gui.prose.writing import Wear, blank_document, links_of, spoken, write

__all__ = ["ProseView"]

_NARROWEST = 96
_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1}
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class ProseView(QWidget):
    """Shows light Markdown with inline mathematics, in the size and the theme of a look.

    A text with links takes the keyboard: arrows go from link to link, Enter follows one.

    Parameters
    ----------
    px : int
        Size of the letters at 100 %.
    role : str
        A token of the theme.
    is_strong : bool
        All of it is bold.

    Signals
    -------
    term_asked(id)
        A word of the glossary was asked for.
    clicked()
        The text was clicked beside its links.
    """

    term_asked = Signal(str)
    clicked = Signal()

    def __init__(
        self, px: int = 13, role: str = "ink", *, is_strong: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._wear = Wear(Look(), px, role, is_strong)
        self._text, self._blocks = "", tuple[Block, ...]()
        self._links, self._at = tuple[str, ...](), -1
        self._document, self._is_written = blank_document(), False
        self._pressed: str | None = None
        self.accessible = Whole(self, Role.StaticText)
        self.setMouseTracking(True)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    # What is shown

    @property
    def text(self) -> str:
        """The text, as it was written."""
        return self._text

    @property
    def spoken(self) -> str:
        """The text, as it is read out."""
        return spoken(self._blocks)

    @property
    def shown(self) -> str:
        """The words that stand on screen; a formula is one sign."""
        self._written(self.width())
        return self._document.toPlainText()

    def set_text(self, text: str) -> None:
        """Show another text; there is no room for one that is empty."""
        self.setVisible(bool(text.strip()))
        if text == self._text:
            return
        self._text, self._blocks = text, parse(text)
        self._links, self._at = links_of(self._blocks), -1
        self.setAccessibleName(self.spoken)
        self.setAccessibleDescription("")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus if self._links else Qt.FocusPolicy.NoFocus)
        self._rewrite()

    def set_look(self, look: Look) -> None:
        """Wear another theme, text size or decimal point."""
        self._dress(Wear(look, self._wear.px, self._wear.role, self._wear.is_strong))

    def set_role(self, role: str) -> None:
        """Wear another colour of the theme."""
        self._dress(Wear(self._wear.look, self._wear.px, role, self._wear.is_strong))

    def _dress(self, wear: Wear) -> None:
        if wear != self._wear:
            self._wear = wear
            self._rewrite()

    def _rewrite(self) -> None:
        self._is_written = False
        self.updateGeometry()
        self.update()

    def _written(self, width: float) -> None:
        """Write and lay out what is shown, where that is not done yet."""
        if not self._is_written:
            lit = self._links[self._at] if self._at >= 0 else ""
            write(self._document, self._blocks, self._wear, lit)
            self._is_written = True
        if self._document.textWidth() != width:
            self._document.setTextWidth(width)

    # Size

    def sizeHint(self) -> QSize:
        """Wish for one line, as far as a column goes."""
        self._written(-1)
        width = min(round(self._document.idealWidth() + 1), self._wear.look.px(280))
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """Ask for little width; layouts ask for the height that goes with it."""
        return QSize(min(_NARROWEST, self.sizeHint().width()), self.line_height)

    @property
    def line_height(self) -> int:
        """How high one line is, px."""
        return round(QFontMetricsF(ui_font(self._wear.look.px(self._wear.px))).height())

    def heightForWidth(self, width: int) -> int:
        """Return the height that the text takes in a width, with what is left free above and below."""
        if not self._blocks:
            return 0
        self._written(width)
        room = self.contentsMargins()
        return round(self._document.size().height() + 0.5) + room.top() + room.bottom()

    # Drawing

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the text."""
        self._written(self.width())
        painter = QPainter(self)
        painter.translate(0, self.contentsMargins().top())
        context = QAbstractTextDocumentLayout.PaintContext()
        context.palette = self.palette()
        self._document.documentLayout().draw(painter, context)
        painter.end()

    # Links

    def link_at(self, point: QPointF) -> str:
        """Return the word of the glossary that a place leads to; empty where it leads nowhere."""
        self._written(self.width())
        return self._document.documentLayout().anchorAt(point - QPointF(0, self.contentsMargins().top()))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show a hand over a link."""
        over = self.link_at(event.position())
        self.setCursor(Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.ArrowCursor)
        event.ignore()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Remember what a click began on."""
        is_left = event.button() == Qt.MouseButton.LeftButton
        self._pressed = self.link_at(event.position()) if is_left else None
        event.setAccepted(is_left)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Follow a link, if the mouse is still on it."""
        pressed, self._pressed = self._pressed, None
        if pressed and pressed == self.link_at(event.position()):
            self.term_asked.emit(pressed)
        elif pressed == "" and self.rect().contains(event.position().toPoint()):
            self.clicked.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk the links by the arrow keys; follow one by Enter."""
        key = Qt.Key(event.key())
        if key in _STEPS and self._links:
            self._stand_at(max(0, min(self._at + _STEPS[key], len(self._links) - 1)))
        elif key in _ENTER and self._at >= 0:
            self.term_asked.emit(self._links[self._at])
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """Keep Enter and the arrows from the shortcuts of the window, while a link has the keyboard."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride:
            is_own = event.key() in _ENTER or event.key() in _STEPS
            if self._links and is_own and not event.modifiers():
                event.accept()
                return True
        return super().event(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Stand at the first link when the keyboard comes here, at the last when it comes back."""
        super().focusInEvent(event)
        is_back = event.reason() == Qt.FocusReason.BacktabFocusReason
        self._stand_at(len(self._links) - 1 if is_back or not self._links else 0)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Stand at no link."""
        super().focusOutEvent(event)
        self._stand_at(-1)

    def _stand_at(self, at: int) -> None:
        if at != self._at:
            self._at = at
            said = self.tr("Glossary: {word}").format(word=self._links[at]) if at >= 0 else ""
            self.setAccessibleDescription(said)
            self._is_written = False
            self._written(self.width())
            self.update()
