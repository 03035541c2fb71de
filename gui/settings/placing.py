"""Where the window stands: as it was left, but never where no screen shows it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QRect, QSize, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMainWindow

from gui.settings.desk import SettingsDesk
from gui.settings.settings import WindowPlace

__all__ = ["USUAL", "Placing", "fitted"]

USUAL = QSize(1440, 900)
SIDE, TITLE = 8, 40
"""Px that the borders and the title take at most, which the system draws around a window."""


def fitted(place: QRect, screens: Sequence[QRect]) -> QRect:
    """Return a place that a screen shows whole: the one given, or the nearest to it that there is.

    Parameters
    ----------
    place : QRect
        Of a window without its frame.
    screens : sequence of QRect
        What each screen has free, the main one first.
    """
    if any(screen.contains(place) for screen in screens):
        return place
    nearest = max(screens, key=lambda screen: _area(screen.intersected(place)))
    room = nearest.adjusted(SIDE, TITLE, -SIDE, -SIDE)
    size = place.size().boundedTo(room.size())
    x = min(max(place.x(), room.x()), room.x() + room.width() - size.width())
    y = min(max(place.y(), room.y()), room.y() + room.height() - size.height())
    return QRect(x, y, size.width(), size.height())


def _area(rect: QRect) -> int:
    return rect.width() * rect.height() if rect.isValid() else 0


class Placing(QObject):
    """Puts a window where it stood last, and remembers where it stands when it is closed.

    Parameters
    ----------
    window : QMainWindow
    desk : SettingsDesk
    """

    def __init__(self, window: QMainWindow, desk: SettingsDesk) -> None:
        super().__init__(window)
        self._desk = desk
        room = window.screen().availableGeometry()
        window.resize(USUAL.boundedTo(room.size() - QSize(2 * SIDE, SIDE + TITLE)))
        if desk.settings.window is not None:
            _put(window, desk.settings.window)
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Remember the place when the window is closed."""
        if event.type() == QEvent.Type.Close and isinstance(watched, QMainWindow):
            if watched.isVisible():
                self._desk.change(window=_place_of(watched))
            self._desk.flush()
        return False


def _put(window: QMainWindow, place: WindowPlace) -> None:
    main = QGuiApplication.primaryScreen()
    others = (screen for screen in QGuiApplication.screens() if screen is not main)
    free = [screen.availableGeometry() for screen in (main, *others)]
    window.setGeometry(fitted(QRect(place.x, place.y, place.width, place.height), free))
    if place.maximized:
        window.setWindowState(Qt.WindowState.WindowMaximized)


def _place_of(window: QMainWindow) -> WindowPlace:
    rect = window.normalGeometry()
    return WindowPlace(rect.x(), rect.y(), rect.width(), rect.height(), window.isMaximized())
