"""The window that the room sees: the page, and nothing that is not meant for it."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QColor, QCursor, QMouseEvent, QPalette
from PySide6.QtWidgets import QVBoxLayout, QWidget

from gui.present.page.view import PageView
from gui.present.presenter import Presenter

if TYPE_CHECKING:
    from gui.present.console import Strip

__all__ = ["IDLE_MS", "AudienceWindow"]

IDLE_MS = 3000
"""A pointer that rests so long is in the way of what it points at."""

_MOVES = {QEvent.Type.MouseMove, QEvent.Type.MouseButtonPress, QEvent.Type.Wheel}


class AudienceWindow(QWidget):
    """Shows what the presenter shows, on a whole display.

    Parameters
    ----------
    presenter : Presenter
    parent : QWidget, optional

    Attributes
    ----------
    view : PageView
    strip : Strip or None
        The lecturer's notes below the page, where there is no display for the console.

    Signals
    -------
    reshaped(aspect)
        The page has other proportions, width by height.
    closing()
        The window system asks to close it; whether the lecture is over is for the lecturer to say.
    """

    reshaped = Signal(float)
    closing = Signal()

    def __init__(self, presenter: Presenter, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Window | Qt.WindowType.FramelessWindowHint)
        self.setWindowTitle(self.tr("Upstream – audience"))
        self._presenter = presenter
        self.strip: Strip | None = None
        self._is_over = False
        self._pointed = QPoint()
        self._hidden: QCursor | None = None
        self.view = PageView(self)
        self.view.setMouseTracking(True)
        self.view.installEventFilter(self)
        self._idle = QTimer(self)
        self._idle.setSingleShot(True)
        self._idle.setInterval(IDLE_MS)
        self._idle.timeout.connect(self._hide_pointer)
        self._column = self._arranged()
        self._paint_ground_black()
        presenter.turned.connect(self._show)
        presenter.froze.connect(self._show)
        presenter.covered.connect(self._cover)
        self._show()
        self._cover()

    def set_strip(self, strip: Strip) -> None:
        """Put the strip below the page; it is off until the lecturer asks for it."""
        self.strip = strip
        self._column.addWidget(strip)

    def end(self) -> None:
        """Close it: the lecture is over."""
        self._is_over = True
        self._idle.stop()
        self.close()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Ask the lecturer first: a key that closes windows is no word that the lecture is over."""
        if self._is_over:
            event.accept()
        else:
            event.ignore()
            self.closing.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Bring the pointer back when it moves; let no tip for the room come up."""
        if event.type() == QEvent.Type.ToolTip:
            return True
        if event.type() in _MOVES:
            self._note_pointer(event)
        elif event.type() == QEvent.Type.Resize:
            self.reshaped.emit(self.view.width() / max(self.view.height(), 1))
        return super().eventFilter(watched, event)

    def _note_pointer(self, event: QEvent) -> None:
        """Show the pointer; a window that comes up under a pointer at rest is told of a move that is none."""
        if event.type() == QEvent.Type.MouseMove:
            at = cast("QMouseEvent", event).globalPosition().toPoint()
            if at == self._pointed:
                return
            self._pointed = at
        if self._hidden is not None and self.view.cursor().shape() == Qt.CursorShape.BlankCursor:
            self.view.setCursor(self._hidden)
        self._hidden = None
        self._idle.start()

    def _hide_pointer(self) -> None:
        """Hide it, whatever a tool has made of it."""
        self._hidden = self.view.cursor()
        self.view.setCursor(Qt.CursorShape.BlankCursor)

    def _arranged(self) -> QVBoxLayout:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.view, 1)
        return layout

    def _paint_ground_black(self) -> None:
        palette = QPalette(self.palette())
        palette.setColor(QPalette.ColorRole.Window, QColor(Qt.GlobalColor.black))
        self.setPalette(palette)
        self.setAutoFillBackground(True)

    def _show(self) -> None:
        self.view.show_slide(self._presenter.shown)

    def _cover(self) -> None:
        self.view.set_cover(self._presenter.cover)
