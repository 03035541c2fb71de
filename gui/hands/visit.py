"""The keyboard on a visit: from a field or a notice it goes back to where it was before."""

from __future__ import annotations

from typing import cast

import shiboken6
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QMouseEvent, QWindow
from PySide6.QtWidgets import QApplication, QWidget

__all__ = ["Home", "Visit"]


class Home(QObject):
    """Marks the widget of a window that the keyboard goes to where it has nowhere else to go.

    Parameters
    ----------
    host : QWidget
    """

    def __init__(self, host: QWidget) -> None:
        super().__init__(host)


class Visit(QObject):
    """Notes where the keyboard was before it came to a widget, and gives it back.

    A press of the mouse anywhere else in the window ends a visit too, also on what takes no keys itself.

    Parameters
    ----------
    host : QWidget
        What is visited, its children with it.

    Attributes
    ----------
    before : QWidget or None
        Where the keyboard was; of visits that followed one another, before the first.
    """

    def __init__(self, host: QWidget) -> None:
        super().__init__(host)
        self.before: QWidget | None = None
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._on_app_focus_changed)

    def end(self, reason: Qt.FocusReason) -> None:
        """Give the keyboard back; nothing where it is elsewhere already."""
        goal = self.before if self._is_there(self.before) else self._home()
        if goal is not None and self._holds(QApplication.focusWidget()):
            goal.setFocus(reason)

    @property
    def _host(self) -> QWidget:
        return cast("QWidget", self.parent())

    def _holds(self, widget: QWidget | None) -> bool:
        return widget is not None and (widget is self._host or self._host.isAncestorOf(widget))

    def _is_there(self, widget: QWidget | None) -> bool:
        """Say whether a widget can still have the keyboard."""
        if widget is None or not shiboken6.isValid(widget):
            return False
        return widget.isVisible() and widget.isEnabled() and widget.window() is self._host.window()

    def _home(self) -> QWidget | None:
        mark = self._host.window().findChild(Home)
        return None if mark is None else cast("QWidget", mark.parent())

    def _on_app_focus_changed(self, old: QWidget | None, new: QWidget | None) -> None:
        is_here, was_here = self._holds(new), self._holds(old)
        if is_here == was_here:
            return
        self._watch_mouse(is_here)
        if is_here and old is not None and old.window() is self._host.window():
            self.before = _origin(old)

    def _watch_mouse(self, watch: bool) -> None:
        """Hear of presses of the mouse anywhere in the window."""
        handle = cast("QWindow | None", self._host.window().windowHandle())
        if handle is not None and watch:
            handle.installEventFilter(self)
        elif handle is not None:
            handle.removeEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """End the visit where the mouse is pressed elsewhere."""
        if isinstance(event, QMouseEvent) and event.type() == QEvent.Type.MouseButtonPress:
            window = self._host.window()
            if not self._holds(window.childAt(event.position().toPoint())):
                self.end(Qt.FocusReason.MouseFocusReason)
        return False


def _origin(widget: QWidget) -> QWidget | None:
    """Return a widget, or where the keyboard had come from if it was only on a visit there."""
    here: QWidget | None = widget
    while here is not None:
        visit = here.findChild(Visit, options=Qt.FindChildOption.FindDirectChildrenOnly)
        if visit is not None:
            return visit.before
        here = here.parentWidget()
    return widget
