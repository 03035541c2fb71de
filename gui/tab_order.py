"""Where Tab goes next: through the panels as the eye goes over them, in each of them row by row.

Qt goes in the order in which widgets were made; here panels come and go, and plots are made late.
"""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QScrollArea, QWidget

__all__ = ["focusables", "next_in_order", "reveal"]

_AIR = 12
"""Px around what is scrolled into view."""


def next_in_order(panels: Iterable[QWidget], here: QWidget | None, forward: bool) -> QWidget | None:
    """Return the widget that Tab, or Shift+Tab, goes to; None where there is none.

    Parameters
    ----------
    panels : iterable of QWidget
        In the order of the eye.
    here : QWidget or None
        What has the focus.
    forward : bool
    """
    order = [widget for panel in panels for widget in focusables(panel)]
    if not order:
        return None
    if here not in order:
        return order[0 if forward else -1]
    return order[(order.index(here) + (1 if forward else -1)) % len(order)]


def reveal(widget: QWidget, part: QRect | None = None) -> None:
    """Scroll a widget, or a part of it, into view."""
    box = part or widget.rect()
    around = widget.parentWidget()
    while around is not None:
        page = around.widget() if isinstance(around, QScrollArea) else None
        if page is not None and isinstance(around, QScrollArea):
            inside = box.translated(widget.mapTo(page, QPoint(0, 0)))
            for corner in (inside.bottomRight(), inside.topLeft()):  # what is too high shows its top
                around.ensureVisible(corner.x(), corner.y(), 0, _AIR)
        around = around.parentWidget()


def focusables(panel: QWidget) -> list[QWidget]:
    """List what takes the focus by Tab in a panel, row by row."""
    found = [widget for widget in (panel, *panel.findChildren(QWidget)) if _is_reached(widget, panel)]
    places = {widget: widget.mapTo(panel, widget.rect().center()) for widget in found}
    rows: list[list[QWidget]] = []
    for widget in sorted(
        found, key=lambda widget: (widget.mapTo(panel, QPoint(0, 0)).y(), places[widget].x())
    ):
        if rows and places[widget].y() < _foot(rows[-1][0], panel):
            rows[-1].append(widget)
        else:
            rows.append([widget])
    return [widget for row in rows for widget in sorted(row, key=lambda widget: places[widget].x())]


def _is_reached(widget: QWidget, panel: QWidget) -> bool:
    by_tab = Qt.FocusPolicy.TabFocus
    return (
        widget.isVisible()
        and widget.isEnabled()
        and widget.focusPolicy() & by_tab == by_tab
        and widget.focusProxy() is None
        and widget.window() is panel.window()
    )


def _foot(widget: QWidget, panel: QWidget) -> int:
    """Return where a widget ends, px down in its panel."""
    return widget.mapTo(panel, QPoint(0, 0)).y() + widget.height()
