"""The keyboard on a visit: from a field or a notice it goes back to where it was before."""

from __future__ import annotations

from typing import cast

import shiboken6
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QFocusEvent, QMouseEvent, QWindow
from PySide6.QtWidgets import QApplication, QWidget

__all__ = ["Home", "Visit"]

_WALKED = (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason)
_CAME_BACK = (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason)


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
    What Tab went to is no visit: the keyboard is at home there, and goes on from there.

    Parameters
    ----------
    host : QWidget
        What is visited, its children with it.

    Attributes
    ----------
    before : QWidget or None
        Where the keyboard was; of visits that followed one another, before the first.
    by_tab : bool
        The keyboard walked to the widget itself.
    """

    def __init__(self, host: QWidget) -> None:
        super().__init__(host)
        self.before: QWidget | None = None
        self.by_tab = False
        host.installEventFilter(self)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._on_app_focus_changed)

    def end(self, reason: Qt.FocusReason) -> None:
        """Give the keyboard back; nothing where it is elsewhere already."""
        goal = self.before if self._is_there(self.before) else self._home()
        if goal is not None and self._holds(QApplication.focusWidget()):
            goal.setFocus(reason)

    def finish(self, reason: Qt.FocusReason) -> None:
        """Give the keyboard back, unless Tab brought it: then it stays."""
        if not self.by_tab:
            self.end(reason)

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
        if handle is None or not shiboken6.isValid(handle):  # a window that is going loses the focus last
            return
        if watch:
            handle.installEventFilter(self)
        else:
            handle.removeEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Note how the keyboard comes; end the visit where the mouse is pressed elsewhere."""
        if watched is self.parent():
            if isinstance(event, QFocusEvent) and event.gotFocus() and event.reason() not in _CAME_BACK:
                self.by_tab = event.reason() in _WALKED
        elif isinstance(event, QMouseEvent) and event.type() == QEvent.Type.MouseButtonPress:
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
            return widget if visit.by_tab and here is widget else visit.before
        here = here.parentWidget()
    return widget
