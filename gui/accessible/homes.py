"""Tells Qt, and screen readers through it, what is painted: asked for only when somebody listens."""

from __future__ import annotations

from functools import cache

import shiboken6
from PySide6.QtCore import QObject
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QAccessibleEvent,
    QAccessibleInterface,
    QAccessibleValueChangeEvent,
)
from PySide6.QtWidgets import QWidget

from gui.accessible.interfaces import Home
from gui.accessible.tree import Tree

__all__ = ["announce", "describe", "focus_moved", "forget", "value_changed"]


def describe(widget: QWidget) -> None:
    """Let a widget, whose attribute `accessible` is a `Tree`, be told by it."""
    _install()
    if QAccessible.isActive():  # Qt has asked while the widget was being made, and would keep that answer
        QAccessible.deleteAccessibleInterface(
            QAccessible.uniqueId(QAccessible.queryAccessibleInterface(widget))
        )


def focus_moved(widget: QWidget) -> None:
    """Tell screen readers that the keyboard has moved inside of a widget, or that the value there changed."""
    home = _home(widget)
    at = home.tree.focus() if home else None
    if home is None or at is None:
        return
    part = home.part(at)
    QAccessible.updateAccessibility(QAccessibleEvent(part, QAccessible.Event.Focus))


def value_changed(widget: QWidget) -> None:
    """Tell screen readers that the value at the keyboard's place changed."""
    home = _home(widget)
    at = home.tree.focus() if home else None
    if home is not None and at is not None:
        event = QAccessibleValueChangeEvent(home.part(at), home.tree.told(at).value)
        QAccessible.updateAccessibility(event)


def forget(widget: QWidget) -> None:
    """Forget what was made for a widget's parts: they are other parts now."""
    for home in _homes():
        if home.object() is widget:
            home.forget()
            if QAccessible.isActive():
                event = QAccessibleEvent(widget, QAccessible.Event.ObjectReorder)
                QAccessible.updateAccessibility(event)


def announce(widget: QWidget, sentence: str) -> None:
    """Have screen readers say a sentence; nothing where there is none that listens."""
    if QAccessible.isActive():
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(widget, sentence))


_kept: list[Home] = []


def _homes() -> list[Home]:
    """Return the interfaces of the painted widgets that are left; Qt deletes them with their widgets."""
    for gone in [home for home in _kept if not shiboken6.isValid(home)]:
        gone.forget()
        _kept.remove(gone)
    return _kept


def _home(widget: QWidget) -> Home | None:
    """Return a widget's interface where a screen reader is there to hear of it."""
    if not QAccessible.isActive():
        return None
    found = QAccessible.queryAccessibleInterface(widget)
    return found if isinstance(found, Home) else None


@cache
def _install() -> None:
    QAccessible.installFactory(_make)


def _make(_name: str, thing: QObject) -> QAccessibleInterface | None:
    if not isinstance(thing, QWidget) or not isinstance(getattr(thing, "accessible", None), Tree):
        return None
    _homes().append(Home(thing))
    return _kept[-1]
