"""Where Tab goes next: through the panels as the eye goes over them, in each of them row by row.

Qt goes in the order in which widgets were made; here panels come and go, and plots are made late.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QScrollArea, QWidget

__all__ = ["focusables", "next_in_order", "next_region", "reveal"]

_AIR = 12
"""Px around what is scrolled into view."""
_OVERLAP = 2
"""Px by which neighbours may lie over one another and are neighbours still."""


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
    regions = [_stops(panel, here) for panel in panels]
    order = [widget for region in regions for widget in region]
    if here not in order:
        return next(iter(order if forward else order[::-1]), None)
    at, way = order.index(here), 1 if forward else -1
    goals = [order[(at + way * far) % len(order)] for far in range(1, len(order))]
    if not _can_stop(here):  # it has just gone: stay near
        region = next(region for region in regions if here in region)
        goals = [*region[region.index(here) + 1 :], *region[: region.index(here)][::-1], *goals]
    return next(iter(goals), None)


def next_region(panels: Iterable[QWidget], here: QWidget | None, forward: bool) -> QWidget | None:
    """Return the first stop of the next panel that has any, or of the one before; None where there is none.

    Parameters
    ----------
    panels : iterable of QWidget
        In the order of the eye.
    here : QWidget or None
        What has the focus.
    forward : bool
    """
    regions = [(panel, stops) for panel in panels if (stops := focusables(panel))]
    inside = [here is not None and (here is panel or panel.isAncestorOf(here)) for panel, _ in regions]
    if not regions:
        return None
    way = 1 if forward else -1
    at = inside.index(True) + way if True in inside else min(way, 0)
    return regions[at % len(regions)][1][0]


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
    """List what takes the focus by Tab in a panel, the panel itself first, then as the eye reads."""
    return _stops(panel, None)


def _stops(panel: QWidget, here: QWidget | None) -> list[QWidget]:
    """List what takes the focus by Tab, and what has it, even if it has just gone."""
    inside = [
        widget
        for widget in panel.findChildren(QWidget)
        if widget.window() is panel.window() and (widget is here or _can_stop(widget))
    ]
    order = _as_read(inside, panel)
    return [panel, *order] if panel is here or _can_stop(panel) else order


def _as_read(widgets: Iterable[QWidget], around: QWidget) -> list[QWidget]:
    """Order widgets as the eye reads; what scrolls stays together, wherever it is scrolled to."""
    units: dict[QWidget, list[QWidget]] = {}
    for widget in widgets:
        units.setdefault(_scroller(widget, around) or widget, []).append(widget)
    boxes = {unit: QRect(unit.mapTo(around, QPoint(0, 0)), unit.size()) for unit in units}
    order: list[QWidget] = []
    for unit in _in_order(list(units), boxes):
        order += [widget for widget in units[unit] if widget is unit]
        order += _as_read((widget for widget in units[unit] if widget is not unit), _page(unit))
    return order


def _scroller(widget: QWidget, around: QWidget) -> QScrollArea | None:
    """Return the outermost area that a widget scrolls with inside of another one; None without any."""
    found, above = None, widget.parentWidget()
    while above is not None and above is not around:
        if isinstance(above, QScrollArea) and _page(above).isAncestorOf(widget):
            found = above
        above = above.parentWidget()
    return found


def _page(area: QWidget) -> QWidget:
    """Return what scrolls in an area; of any other widget itself."""
    page = area.widget() if isinstance(area, QScrollArea) else None
    return page or area


def _can_stop(widget: QWidget) -> bool:
    by_tab = Qt.FocusPolicy.TabFocus
    return (
        widget.isVisible()
        and widget.isEnabled()
        and widget.focusPolicy() & by_tab == by_tab
        and widget.focusProxy() is None
    )


def _in_order(widgets: list[QWidget], boxes: Mapping[QWidget, QRect]) -> list[QWidget]:
    """Go through rows, in a row through columns, in a column through rows again, as far as there are any."""
    for parts in (_cut(widgets, boxes, is_row=True), _columns(widgets, boxes)):
        if len(parts) > 1:
            return [widget for part in parts for widget in _in_order(part, boxes)]
    return sorted(widgets, key=lambda widget: (boxes[widget].x(), boxes[widget].y()))


def _columns(widgets: list[QWidget], boxes: Mapping[QWidget, QRect]) -> list[list[QWidget]]:
    """Part widgets into columns; those that have rows in common, as in a grid, stay together."""
    columns: list[list[QWidget]] = []
    for part in _cut(widgets, boxes, is_row=False):
        if columns and len(_cut([*columns[-1], *part], boxes, is_row=True)) > 1:
            columns[-1].extend(part)
        else:
            columns.append(part)
    return columns


def _cut(widgets: list[QWidget], boxes: Mapping[QWidget, QRect], *, is_row: bool) -> list[list[QWidget]]:
    """Part widgets wherever a line from side to side, or from top to bottom, touches none of them."""

    def ends(widget: QWidget) -> tuple[int, int]:
        box = boxes[widget]
        return (box.top(), box.bottom()) if is_row else (box.left(), box.right())

    parts: list[list[QWidget]] = []
    reached = 0
    for widget in sorted(widgets, key=ends):
        start, end = ends(widget)
        if parts and start <= reached - _OVERLAP:
            parts[-1].append(widget)
        else:
            parts.append([widget])
        reached = max(reached, end) if len(parts[-1]) > 1 else end
    return parts
