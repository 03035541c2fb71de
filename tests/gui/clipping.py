"""Looks through a window for text that is cut off, and says where; used by test_clipping."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations, groupby

from PySide6.QtCore import QPoint, QRect, QRectF
from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import (
    QAbstractButton,
    QLabel,
    QLineEdit,
    QMenuBar,
    QScrollArea,
    QTabBar,
    QToolButton,
    QWidget,
)

from gui.diagram import Diagram
from gui.diagram.picture import padding_of
from gui.diagram.text import measure_with
from gui.formula_view import FormulaView
from gui.panels.delta_panel.drawing import CENTRE, RIGHT, Label, line_height, width_of
from gui.panels.delta_panel.drawn import DrawnPart
from gui.panels.timeline import Timeline
from gui.plotting.view import PlotView
from gui.words import phase_name

NUMBER = re.compile("[+−]?[0-9]+([.,][0-9]+)?(×10[⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+)?")
LEAST_PLOT = 90
"""Px of height, times the text size, below which nothing can be read off a plot."""
SLACK = 1.0
"""Px by which a text may miss its room: half a px of rounding on either side."""


def troubles(window) -> list[str]:
    """Say of every text that does not have the room it needs which it is, and what it lacks."""
    found = []
    for widget in (window, *window.findChildren(QWidget)):
        if not widget.isVisible() or widget.window() is not window:
            continue
        for kind, look in CHECKS.items():
            if isinstance(widget, kind):
                found += [f"{type(widget).__name__}: {said}" for said in look(widget, window)]
    return found


def _outside(widget: QWidget) -> Iterator[str]:
    """Look whether an ancestor cuts a widget off; a scroll area may, up and down, as one can scroll."""
    box = QRect(QPoint(0, 0), widget.size())
    here = widget
    while (parent := here.parentWidget()) is not None and not here.isWindow():
        box.moveTopLeft(box.topLeft() + here.pos())
        if isinstance(parent.parentWidget(), QScrollArea) and parent is parent.parentWidget().viewport():
            if box.left() < 0 or box.right() > parent.width():
                yield f"“{_text(widget)}” sticks out of its scroll area"
            return
        if not parent.rect().contains(box):
            by = f"{type(parent).__name__} {parent.size().toTuple()}"
            yield f"“{_text(widget)}” at {box.getRect()} is cut off by {by}"
            return
        here = parent


def _text(widget: QWidget) -> str:
    text = getattr(widget, "text", None)
    return (text() if callable(text) else widget.accessibleName())[:40]


def _label(label: QLabel, _window) -> Iterator[str]:
    if not label.text():
        return
    yield from _outside(label)
    if label.wordWrap():
        longest = max(
            (label.fontMetrics().horizontalAdvance(word) for word in _plain(label).split()), default=0
        )
        height = label.heightForWidth(label.width())
        if height > label.height() + SLACK:
            yield f"“{_text(label)}” needs {height} px of height, has {label.height()}"
        elif longest > label.contentsRect().width() + SLACK:
            yield f"a word of “{_text(label)}” needs {longest} px, has {label.contentsRect().width()}"
        return
    need, given = label.sizeHint(), label.size()
    if need.width() > given.width() + SLACK or need.height() > given.height() + SLACK:
        yield f"“{_text(label)}” needs {need.toTuple()}, has {given.toTuple()}"
    if "…" in label.text() and not label.toolTip():
        yield f"“{_text(label)}” is shortened, and no tool tip has the whole"


def _plain(label: QLabel) -> str:
    text = label.text()
    while "<" in text and ">" in text:
        start, end = text.index("<"), text.index(">")
        text = text[:start] + " " + text[end + 1 :]
    return text.replace("-", " ").replace("\N{WORD JOINER}", "")


def _button(button: QAbstractButton, _window) -> Iterator[str]:
    if isinstance(button.parentWidget(), QTabBar) or not (button.text() or button.icon()):
        return
    yield from _outside(button)
    need, given = button.minimumSizeHint(), button.size()
    if isinstance(button, QToolButton):
        need = button.sizeHint()
    if need.width() > given.width() + SLACK or need.height() > given.height() + SLACK:
        yield f"“{_text(button)}” needs {need.toTuple()}, has {given.toTuple()}"


def _line_edit(field: QLineEdit, _window) -> Iterator[str]:
    yield from _outside(field)
    need, given = field.fontMetrics().horizontalAdvance(field.text()), field.contentsRect().width() - 8
    if need > given + SLACK and not field.toolTip():
        yield f"“{field.text()}” needs {need} px, has {given}"
    if field.fontMetrics().height() > field.height() - 2:
        yield f"“{field.text()}” needs {field.fontMetrics().height()} px of height, has {field.height()}"


def _tabs(bar: QTabBar, _window) -> Iterator[str]:
    yield from _outside(bar)
    for index in range(bar.count()):
        need = bar.fontMetrics().horizontalAdvance(bar.tabText(index)) + 8
        if not bar.rect().contains(bar.tabRect(index)) or bar.tabRect(index).width() < need:
            yield f"tab “{bar.tabText(index)}” at {bar.tabRect(index).getRect()} in {bar.size().toTuple()}"


def _menu_bar(bar: QMenuBar, _window) -> Iterator[str]:
    for action in bar.actions():
        box = bar.actionGeometry(action)
        need = bar.fontMetrics().horizontalAdvance(action.text().replace("&", ""))
        if not bar.rect().contains(box) or box.width() < need or box.height() < bar.fontMetrics().height():
            yield f"menu “{action.text()}” at {box.getRect()} in {bar.size().toTuple()}"


def _formula(view: FormulaView, _window) -> Iterator[str]:
    yield from _outside(view)
    inside = QRectF(view.rect()).adjusted(-SLACK, -SLACK, SLACK, SLACK)
    for box in view.boxes():
        if not inside.contains(box):
            yield f"{view.accessibleName()[:40]}: a part at {box.getRect()} in {view.size().toTuple()}"


# What is painted


def _plot(view: PlotView, window) -> Iterator[str]:
    yield from _outside(view)
    least = LEAST_PLOT * window.look.scale
    if view.height() < least:
        yield f"{view.accessibleName()} needs {least:.0f} px of height, has {view.height()}"


def _overlaps(boxes: list[tuple[str, QRectF]]) -> Iterator[str]:
    for (first, a), (second, b) in combinations(boxes, 2):
        shared = a.intersected(b)
        if shared.width() > SLACK and shared.height() > SLACK:
            yield f"“{first}” and “{second}” overlap by {shared.width():.0f} × {shared.height():.0f} px"


def _drawn(part: DrawnPart, window) -> Iterator[str]:
    yield from _outside(part)
    drawing, scale = part.drawing(), window.look.scale
    if drawing.height > part.height() + SLACK:
        yield f"{part.accessibleName()} needs {drawing.height:.0f} px of height, has {part.height()}"
    inside = QRectF(0, 0, part.width(), drawing.height).adjusted(-SLACK, -SLACK, SLACK, SLACK)
    boxes = [(label, _ink(label, scale)) for label in drawing.labels if label.text.strip()]
    for label, box in boxes:
        said = f"{part.accessibleName()}: “{label.text}”"
        is_number = bool(NUMBER.fullmatch(label.text))  # half a number is another number
        if box.width() > label.rect.width() + SLACK and (is_number or not _told(part, label)):
            yield f"{said} needs {box.width():.0f} px, has {label.rect.width():.0f}"
        if not inside.contains(box):
            yield f"{said} at {box.getRect()} sticks out of {part.size().toTuple()}"
        if "…" in label.text and label.text.strip() != "…" and not _told(part, label):
            yield f"{said} is shortened, and no tool tip has the whole"
    for said in _overlaps([(label.text, box) for label, box in boxes]):
        yield f"{part.accessibleName()}: {said}"


def _told(part: DrawnPart, label: Label) -> bool:
    """Say whether a tool tip tells what a label is of."""
    return any(spot.said and spot.rect.contains(label.rect.center()) for spot in part.drawing().spots)


def _ink(label: Label, scale: float) -> QRectF:
    """Where a text really stands: in its rectangle, at the side it is aligned to."""
    width = width_of(label.text, label.style, scale)
    height = min(line_height(label.style, scale), label.rect.height())
    left = label.rect.x()
    if label.align == RIGHT:
        left = label.rect.right() - width
    elif label.align == CENTRE:
        left = label.rect.center().x() - width / 2
    return QRectF(left, label.rect.center().y() - height / 2, width, height)


def _diagram(diagram: Diagram, window) -> Iterator[str]:
    yield from _outside(diagram)
    measure = measure_with(window.look.scale)
    boxes = []
    for label in diagram.picture().all_labels():
        (width, height), (across, down) = (
            measure(label.kind, label.lines),
            padding_of(label.kind, label.fill),
        )
        box = QRectF(label.box.x, label.box.y, label.box.w, label.box.h)
        boxes.append((label.text, box))
        if width + across > box.width() + SLACK or height + down > box.height() + SLACK:
            need, given = (round(width), round(height)), box.size().toSize().toTuple()
            yield f"“{label.text}” needs {need}, has {given}"
        if not QRectF(diagram.rect()).contains(box):
            yield f"“{label.text}” at {box.getRect()} sticks out of {diagram.size().toTuple()}"
    yield from _overlaps(boxes)


def _timeline(timeline: Timeline, _window) -> Iterator[str]:
    yield from _outside(timeline)
    paint, cells = timeline._painter, timeline._cells
    height = QFontMetricsF(paint.font).height()
    if height > paint.geometry.titles + SLACK or height > paint.geometry.cells:
        yield f"a line needs {height:.0f} px of height"
    groups = [list(group) for _, group in groupby(cells, key=lambda cell: cell.phase)]
    ends = [group[0].left for group in groups[1:]] + [timeline.width() - paint.geometry.margin]
    for group, end in zip(groups, ends, strict=True):
        need, given = paint.measure(phase_name(group[0].phase)), end - group[0].left
        if need > given:
            yield f"title “{phase_name(group[0].phase)}” needs {need:.0f} px, has {given:.0f}"


CHECKS = {
    QLabel: _label,
    QAbstractButton: _button,
    QLineEdit: _line_edit,
    QTabBar: _tabs,
    QMenuBar: _menu_bar,
    FormulaView: _formula,
    DrawnPart: _drawn,
    Diagram: _diagram,
    PlotView: _plot,
    Timeline: _timeline,
}
