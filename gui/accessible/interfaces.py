"""What Qt asks of a painted widget and of its parts, answered from the widget's tree.

Qt's cache deletes these objects, whoever owns them in Python: `gui.accessible.homes` keeps each alive
until Qt has deleted it, or until it is asked to.
"""

from __future__ import annotations

from typing import Protocol, cast, runtime_checkable

import shiboken6
from PySide6.QtCore import QObject, QPoint, QPointF, QRect, QRectF
from PySide6.QtGui import (
    QAccessible,
    QAccessibleInterface,
    QAccessibleValueInterface,
    QTextDocumentFragment,
    QWindow,
)
from PySide6.QtWidgets import QAccessibleWidget, QWidget

from gui.accessible.tree import Key, Role, Told, Tree

__all__ = ["Home", "Painted", "Part"]

_NOTHING = cast("QAccessibleInterface", None)
"""The null pointer, which PySide's stubs do not know of."""


class Value(QAccessibleValueInterface):
    """The number of a widget or of a part, for screen readers that ask for numbers or set them."""

    def __init__(self, of: Part | Home) -> None:
        super().__init__()
        self._of = of

    def currentValue(self) -> float | None:
        return self._of.told().number

    def setCurrentValue(self, value: float) -> None:
        self._of.set_number(float(value))

    def minimumValue(self) -> float:
        return self._of.told().ends[0]

    def maximumValue(self) -> float:
        return self._of.told().ends[1]

    def minimumStepSize(self) -> float:
        return 0.0


class Part(QAccessibleInterface):
    """One part of a painted widget."""

    def __init__(self, home: Home, key: Key) -> None:
        super().__init__()
        self.home, self.key = home, key
        self._number = Value(self)

    def told(self) -> Told:
        """Say what the part is."""
        return self.home.tree.told(self.key)

    def set_number(self, value: float) -> None:
        """Change the number."""
        self.home.tree.set_number(self.key, value)

    def isValid(self) -> bool:
        """Say whether there still is such a part."""
        return shiboken6.isValid(self.home) and self.home.isValid() and self.home.tree.holds(self.key)

    def object(self) -> QObject:
        """Return none: a part is no object of Qt."""
        return cast("QObject", None)

    def window(self) -> QWindow:
        """Return the widget's window."""
        return self.home.window()

    def relations(
        self, match: QAccessible.RelationFlag = QAccessible.RelationFlag.AllRelations
    ) -> list[tuple[QAccessibleInterface, QAccessible.RelationFlag]]:
        """Return none."""
        return []

    def parent(self) -> QAccessibleInterface:
        """Return the part it belongs to, or the widget."""
        above = self.home.tree.parent(self.key)
        return self.home if above is None else self.home.part(above)

    def childCount(self) -> int:
        """Count the parts."""
        return len(self.home.tree.children(self.key))

    def child(self, index: int) -> QAccessibleInterface:
        """Return a part by its place."""
        return self.home.nth(self.key, index)

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        """Return the place of a part; −1 where it has none."""
        return self.home.index(self.key, child)

    def childAt(self, x: int, y: int) -> QAccessibleInterface:
        """Return the part at a point of the screen."""
        return _NOTHING

    def text(self, kind: QAccessible.Text) -> str:
        """Return its name, its value or its description."""
        told = self.told()
        texts = {
            QAccessible.Text.Name: told.name,
            QAccessible.Text.Value: told.value,
            # Screen readers on Linux read no text that is a value, but they read a description.
            QAccessible.Text.Description: ". ".join(filter(None, (told.value, told.help))),
        }
        return texts.get(kind, "")

    def setText(self, kind: QAccessible.Text, text: str) -> None:
        """Do nothing: what is painted has no text to type into."""

    def rect(self) -> QRect:
        """Return where it is on the screen."""
        return self.home.on_screen(self.told().box)

    def role(self) -> Role:
        """Return what it is."""
        return self.told().role

    def state(self) -> QAccessible.State:
        """Say whether the keyboard is on it, whether it is selected, and whether it can be set."""
        state, told = QAccessible.State(), self.told()
        state.focusable = state.selectable = True
        state.focused = self.key == self.home.tree.focus() and self.home.state().focused
        state.selected = told.selected
        state.readOnly = told.number is None
        return state

    def interface_cast(self, kind: QAccessible.InterfaceType) -> int:
        """Return the address of the number, where there is one."""
        return _address(self._number if _asks_number(kind, self.told()) else None)


def _asks_number(kind: QAccessible.InterfaceType, told: Told) -> bool:
    return kind == QAccessible.InterfaceType.ValueInterface and told.number is not None


def _address(interface: Value | None) -> int:
    """Return where an interface is; PySide's stubs say int, but a bare int crashes it."""
    return cast("int", shiboken6.VoidPtr(0 if interface is None else shiboken6.getCppPointer(interface)[0]))


class Home(QAccessibleWidget):
    """A painted widget with its parts, and with the widgets in it behind them."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget, cast("Painted", widget).accessible.told(None).role)
        self._parts: dict[Key, Part] = {}
        self._number = Value(self)

    @property
    def tree(self) -> Tree:
        """What the widget tells of its parts."""
        return cast("Painted", self.object()).accessible

    def told(self) -> Told:
        """Say what the widget is."""
        return self.tree.told(None)

    def set_number(self, value: float) -> None:
        """Change the widget's number."""
        self.tree.set_number(None, value)

    def interface_cast(self, kind: QAccessible.InterfaceType) -> int:
        """Return the address of the number, where there is one, or what every widget has."""
        return _address(self._number) if _asks_number(kind, self.told()) else super().interface_cast(kind)

    def part(self, key: Key) -> Part:
        """Return a part; the same one every time."""
        if key not in self._parts:
            self._parts[key] = Part(self, key)
            QAccessible.registerAccessibleInterface(self._parts[key])
        return self._parts[key]

    def forget(self) -> None:
        """Have Qt delete all parts."""
        for part in self._parts.values():
            QAccessible.deleteAccessibleInterface(QAccessible.uniqueId(part))
        self._parts.clear()

    def nth(self, above: Key | None, index: int) -> QAccessibleInterface:
        """Return the part at a place among those of another."""
        keys = self.tree.children(above)
        return self.part(keys[index]) if 0 <= index < len(keys) else _NOTHING

    def index(self, above: Key | None, child: QAccessibleInterface) -> int:
        """Return the place of a part; −1 where it has none."""
        keys = self.tree.children(above)
        return keys.index(child.key) if isinstance(child, Part) and child.key in keys else -1

    def on_screen(self, box: QRectF) -> QRect:
        """Translate a place in the widget to one on the screen."""
        widget = cast("QWidget", self.object())
        return box.toAlignedRect().translated(widget.mapToGlobal(QPoint(0, 0)))

    def text(self, kind: QAccessible.Text) -> str:
        """Return its name, its value or its description."""
        widget, told = cast("QWidget", self.object()), self.told()
        if kind == QAccessible.Text.Value:
            return told.value
        if kind == QAccessible.Text.Description:
            return widget.accessibleDescription() or told.value or _plain(widget.toolTip())
        return super().text(kind)

    def childCount(self) -> int:
        """Count the parts."""
        return len(self.tree.children(None)) + super().childCount()

    def child(self, index: int) -> QAccessibleInterface:
        """Return a part by its place."""
        own = len(self.tree.children(None))
        return self.nth(None, index) if index < own else super().child(index - own)

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        """Return the place of a part; −1 where it has none."""
        if isinstance(child, Part):
            return self.index(None, child)
        found = super().indexOfChild(child)
        return found if found < 0 else found + len(self.tree.children(None))

    def childAt(self, x: int, y: int) -> QAccessibleInterface:
        """Return the part at a point of the screen."""
        widget = cast("QWidget", self.object())
        key = self.tree.at(QPointF(widget.mapFromGlobal(QPoint(x, y))))
        return super().childAt(x, y) if key is None else self.part(key)

    def focusChild(self) -> QAccessibleInterface:
        """Return the part that the keyboard is on."""
        key = self.tree.focus() if self.state().focused else None
        return super().focusChild() if key is None else self.part(key)


def _plain(tip: str) -> str:
    """Return a tip without the marks that have it painted."""
    return QTextDocumentFragment.fromHtml(tip).toPlainText() if "<" in tip else tip


@runtime_checkable
class Painted(Protocol):
    """A widget that is told by a tree."""

    accessible: Tree
