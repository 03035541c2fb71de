"""All that a window says in any way: what is painted, what widgets hold, what screen readers are told."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import product

from PySide6.QtGui import QAccessible, QPainter, QPainterPath
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QComboBox,
    QLabel,
    QLineEdit,
    QListView,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)

from gui.diagram import Diagram

_TOLD = (QAccessible.Text.Name, QAccessible.Text.Value, QAccessible.Text.Description)
_MOST_ROWS, _MOST_COLUMNS, _MOST_PARTS = 24, 12, 30
"""Of a table or of what is painted, more are not asked one by one, but so many from the first to the last."""


def said(window: QWidget, *without: QWidget) -> Iterator[tuple[str, str]]:
    """Yield everything that can be read or heard, with who says it; nothing of some parts."""
    yield "window", window.windowTitle()
    for widget in window.findChildren(QWidget):
        if not widget.isVisible() or any(part is widget or part.isAncestorOf(widget) for part in without):
            continue
        for text in _held(widget):
            yield type(widget).__name__, text
        if not isinstance(widget, QAbstractItemView):  # Qt lets go of its cells; they say the same
            yield from _heard(QAccessible.queryAccessibleInterface(widget), type(widget).__name__)
        for text in (*_painted(widget), *_labels(widget)):
            yield f"painted {type(widget).__name__}", text


def _held(widget: QWidget) -> Iterator[str]:
    yield from (widget.toolTip(), widget.statusTip(), widget.accessibleName(), widget.accessibleDescription())
    if isinstance(widget, QLabel | QAbstractButton | QLineEdit):
        yield widget.text()
    if isinstance(widget, QPlainTextEdit | QTextEdit):
        yield widget.toPlainText()
    if isinstance(widget, QComboBox):
        yield from (widget.itemText(number) for number in range(widget.count()))
    if isinstance(widget, QAbstractItemView) and (model := widget.model()) is not None:
        columns = 1 if isinstance(widget, QListView) else model.columnCount()  # a list's can't be asked
        rows = _spread(model.rowCount(), _MOST_ROWS)
        for place in product(rows, _spread(columns, _MOST_COLUMNS)):
            yield str(model.index(*place).data())


def _spread(count: int, most: int) -> Iterable[int]:
    """Number things from 0; of many only some, the first and the last of them among them."""
    return range(count) if count <= most else sorted({n * (count - 1) // (most - 1) for n in range(most)})


def _heard(interface, who: str, depth: int = 0) -> Iterator[tuple[str, str]]:
    """Ask the parts that are painted; widgets in it are asked by themselves."""
    if interface is None or depth > 4:
        return
    for kind in _TOLD:
        yield f"{who} to screen readers", interface.text(kind)
    for number in _spread(interface.childCount(), _MOST_PARTS):
        child = interface.child(number)
        if child is not None and not isinstance(child.object(), QWidget):
            yield from _heard(child, who, depth + 1)


def _labels(widget: QWidget) -> list[str]:
    """Read what the diagram paints from its own numbers' pictures."""
    return [label.text for label in widget.picture().all_labels()] if isinstance(widget, Diagram) else []


def _painted(widget: QWidget) -> list[str]:
    with _listening() as texts:
        widget.render(QPainterlessImage(widget), renderFlags=QWidget.RenderFlag.DrawWindowBackground)
    return texts


def QPainterlessImage(widget: QWidget):
    """Make something of the size of a widget to paint on."""
    from PySide6.QtGui import QImage

    return QImage(max(widget.width(), 1), max(widget.height(), 1), QImage.Format.Format_ARGB32_Premultiplied)


@contextmanager
def _listening() -> Iterator[list[str]]:
    """Write down every text that Python paints."""
    texts: list[str] = []
    draw, static, add = QPainter.drawText, QPainter.drawStaticText, QPainterPath.addText

    def note(*args):
        texts.extend(arg for arg in args if isinstance(arg, str))

    def drawn(self, *args):
        note(*args)
        return draw(self, *args)

    def drawn_static(self, *args):
        texts.extend(arg.text() for arg in args if hasattr(arg, "text"))
        return static(self, *args)

    def added(self, *args):
        note(*args)
        return add(self, *args)

    QPainter.drawText, QPainter.drawStaticText, QPainterPath.addText = drawn, drawn_static, added
    try:
        yield texts
    finally:
        QPainter.drawText, QPainter.drawStaticText, QPainterPath.addText = draw, static, add
