"""What panels leave out, or arrange otherwise, where nothing can be pressed and nothing scrolled."""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QAbstractScrollArea, QLabel, QVBoxLayout, QWidget

from engine.session.slice import parameter_of
from gui.look import Look
from gui.panel import Panel
from gui.panels.cost_surface import CostSurface
from gui.panels.network_map import NetworkMap
from gui.panels.sample_table import SampleTable
from gui.theme import apply_theme, set_role

__all__ = ["dressed"]

_ROOMY = 460
"""Units of width from which words stand beside what they are about."""
_MARGIN = 8


def dressed(view: str, panel: QWidget, look: Look, size: QSize) -> QWidget:
    """Return what is painted of a panel that was made to be painted.

    Parameters
    ----------
    view : str
    panel : QWidget
        Nobody else has it.
    look : Look
    size : QSize
        Units that it will have.
    """
    for area in panel.findChildren(QAbstractScrollArea):
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    return _DRESSES[view](panel, look, size) if view in _DRESSES else panel


def _surface(panel: QWidget, _look: Look, size: QSize) -> QWidget:
    """Leave the map the room: its numbers are on the diagram, too."""
    side = cast("CostSurface", panel).side
    (side if size.width() < _ROOMY else side.about).hide()
    return panel


def _says(panel: QWidget, _look: Look, size: QSize) -> QWidget:
    """Put the words under the picture of a sample, which needs the width for its bars."""
    panel = cast("NetworkMap", panel)
    if size.width() >= _ROOMY or panel.views.plot is not None:
        return panel
    words = QLabel(" · ".join(panel.side.reading.text().split("\n")))
    words.setTextFormat(Qt.TextFormat.PlainText)
    words.setWordWrap(True)
    words.setContentsMargins(_MARGIN, 0, _MARGIN, 0)
    panel.side.hide()
    both = QWidget()
    set_role(both, "surface")
    both.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    column = QVBoxLayout(both)
    column.setSizeConstraint(QVBoxLayout.SizeConstraint.SetNoConstraint)  # the box is as large as it is
    column.setContentsMargins(0, 0, 0, 4)
    column.setSpacing(4)
    column.addWidget(panel, 1)
    column.addWidget(words)
    return both


def _table(panel: QWidget, look: Look, _size: QSize) -> QWidget:
    """Measure columns in the letters of the room."""
    apply_theme(panel, look.theme, look.scale)
    for part in panel.findChildren(QWidget):
        part.ensurePolished()
    cast("Panel", panel).set_look(look)
    return panel


def _samples(panel: QWidget, look: Look, size: QSize) -> QWidget:
    """Leave out columns where not all have room: what the batch is made of, before what is made of it."""
    table = cast("SampleTable", _table(panel, look, size))
    view, frame = table.view, table.model.frame
    if frame is not None and parameter_of(frame.selected) is None:
        table.reading.setText("")  # how to select a weight
    room, heads = size.width() - 2 * _MARGIN, view.horizontalHeader()
    for column in range(1, heads.count() - 1):
        view.setColumnHidden(column, heads.length() > room)
    return panel


_DRESSES: dict[str, Callable[[QWidget, Look, QSize], QWidget]] = {
    "surface": _surface,
    "says": _says,
    "samples": _samples,
    "data": _table,
}
