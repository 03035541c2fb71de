"""Paints the grid: cells in the colours of their numbers, and what forward and backward read of them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPen

from gui.colour_scale import diverging, shades
from gui.look import Look
from gui.panels.weight_matrix.contents import Contents
from gui.panels.weight_matrix.grid import Grid, Part, Spot
from gui.panels.weight_matrix.measuring import fits, font_of, named
from gui.theme import Theme, contrast

__all__ = ["Marks", "paint_grid"]

_CENTRE = int(Qt.AlignmentFlag.AlignCenter) | int(Qt.TextFlag.TextSingleLine)
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter) | int(Qt.TextFlag.TextSingleLine)
_LEAST_MARK = 7.0
"""Smaller cells, px, show no cross and no lock; the read-out tells of both."""
_ROOM_CONTRAST = 7.0
"""Numbers have so much contrast at least in a room theme."""
_LEAST_LINES = 4.0
"""Smaller cells have no lines between them."""


@dataclass(frozen=True, slots=True)
class Marks:
    """What is lit, where the pointer or the keyboard is, and whether it is the keyboard."""

    lit: tuple[Spot, ...] = ()
    at: Spot | None = None
    is_keyed: bool = False
    selected: Spot | None = None


def paint_grid(painter: QPainter, contents: Contents, grid: Grid, marks: Marks, look: Look) -> None:
    """Paint everything."""
    painter.setFont(font_of(look.scale))
    _paint_cells(painter, contents, grid, look.theme)
    if _has_numbers(grid, look):
        _paint_numbers(painter, contents, grid, look)
    _paint_states(painter, contents, grid, look.theme)
    _paint_around(painter, contents, grid, look)
    _paint_way(painter, contents, grid, look.theme)
    _paint_marks(painter, contents, grid, marks, look.theme)


def _has_numbers(grid: Grid, look: Look) -> bool:
    return fits(look.number(-1.0), grid.wide, grid.high, look.scale)


# Cells


def _paint_cells(painter: QPainter, contents: Contents, grid: Grid, theme: Theme) -> None:
    """Paint weights and biases as two pictures, one pixel a cell; what is not known has no colour."""
    values = contents.values
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, min(grid.wide, grid.high) < 1.0)
    numbers = np.where(values.known, values.numbers, 0.0)
    colours = diverging(theme)[shades(numbers, 0.0, values.reach)]
    colours[~values.known] = np.array(theme.colour("background").getRgb(), dtype=np.uint8)
    for part, room in ((colours[:, :-1], grid.of_weights()), (colours[:, -1:], grid.of_biases())):
        pixels = np.ascontiguousarray(part)
        rows, columns = pixels.shape[:2]
        image = QImage(pixels.data, columns, rows, 4 * columns, QImage.Format.Format_RGBA8888)
        painter.drawImage(room, image)
        painter.setPen(QPen(theme.colour("line"), 1.0))
        painter.drawRect(room)
    painter.restore()
    if min(grid.wide, grid.high) >= _LEAST_LINES:
        _paint_lines(painter, grid, theme)


def _paint_lines(painter: QPainter, grid: Grid, theme: Theme) -> None:
    painter.setPen(QPen(theme.colour("surface"), 1.0))
    weights, biases = grid.of_weights(), grid.of_biases()
    for row in range(1, grid.rows):
        y = grid.top + row * grid.high
        painter.drawLine(QPointF(weights.left(), y), QPointF(weights.right(), y))
        painter.drawLine(QPointF(biases.left(), y), QPointF(biases.right(), y))
    for column in range(1, grid.columns - 1):
        painter.drawLine(QPointF(grid.x(column), weights.top()), QPointF(grid.x(column), weights.bottom()))


def _paint_numbers(painter: QPainter, contents: Contents, grid: Grid, look: Look) -> None:
    values, theme = contents.values, look.theme
    ground = diverging(theme)[shades(values.numbers, 0.0, values.reach)]
    for row in range(grid.rows):
        for column in range(grid.columns):
            if (row, column) in values.cut:
                continue
            known = bool(values.known[row, column])
            colour = _readable(ground[row, column], theme) if known else theme.colour("muted")
            painter.setPen(colour)
            text = look.number(float(values.numbers[row, column]) if known else None)
            box = grid.cell(row, column)
            shown = text if fits(text, box.width(), box.height(), look.scale) else "…"
            if known and theme.room and contrast(colour.name(), _hex(ground[row, column])) < _ROOM_CONTRAST:
                _paint_plate(painter, box, shown, theme)
            painter.drawText(box, _CENTRE, shown)


def _paint_plate(painter: QPainter, box: QRectF, text: str, theme: Theme) -> None:
    """Put a plate under a number whose ground is neither light nor dark, and ink into the pen."""
    plate = QRectF(painter.fontMetrics().boundingRect(text)).adjusted(-5.0, -1.0, 5.0, 1.0)
    plate.moveCenter(box.center())
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.colour("surface"))
    painter.drawRoundedRect(plate.intersected(box), 4.0, 4.0)
    painter.setPen(theme.colour("ink"))


def _hex(ground: np.ndarray) -> str:
    return "#{:02X}{:02X}{:02X}".format(*ground[:3].tolist())


def _readable(ground: np.ndarray, theme: Theme) -> QColor:
    """Return ink or surface, whichever can be read on a colour."""
    colour = _hex(ground)
    return theme.colour(max(("ink", "surface"), key=lambda role: contrast(theme.hex(role), colour)))


def _paint_states(painter: QPainter, contents: Contents, grid: Grid, theme: Theme) -> None:
    """Cross out what is cut, and put a lock on what no update moves."""
    if min(grid.wide, grid.high) < _LEAST_MARK:
        return
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(theme.colour("faint"), 1.5))
    for row, column in contents.values.cut:
        box = grid.cell(row, column)
        inside = QRectF(0, 0, min(box.width(), box.height()) * 0.5, min(box.width(), box.height()) * 0.5)
        inside.moveCenter(box.center())
        painter.drawLine(inside.topLeft(), inside.bottomRight())
        painter.drawLine(inside.topRight(), inside.bottomLeft())
    for row, column in contents.values.locked:
        box = grid.cell(row, column)
        _paint_lock(painter, QPointF(box.right() - 9, box.top() + 2), theme)


def _paint_lock(painter: QPainter, corner: QPointF, theme: Theme) -> None:
    """Paint a small padlock on a ground of its own, so that it is seen on any colour."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.colour("surface"))
    painter.drawRoundedRect(QRectF(corner.x() - 1, corner.y() - 1, 9, 10), 2, 2)
    painter.setBrush(theme.colour("ink"))
    painter.drawRoundedRect(QRectF(corner.x(), corner.y() + 3.5, 7, 5), 1, 1)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(theme.colour("ink"), 1.2))
    shackle = QPainterPath(QPointF(corner.x() + 1.5, corner.y() + 4))
    shackle.arcTo(QRectF(corner.x() + 1.5, corner.y(), 4, 6), 180, -180)
    painter.drawPath(shackle)


# Around the cells


def _paint_around(painter: QPainter, contents: Contents, grid: Grid, look: Look) -> None:
    """Write names and numbers at the four sides."""
    rows = [Spot("row", row) for row in range(grid.rows)]
    columns = [Spot("column", 0, column) for column in range(grid.columns - 1)]
    _write_names(painter, contents, grid, rows, look)
    if grid.names:
        _write_names(painter, contents, grid, columns, look)
        bias = Spot("column", 0, grid.columns - 1)
        if fits("b", grid.wide, grid.names, look.scale):
            _write(painter, grid.box(bias), contents.name(bias), "muted", _CENTRE, look)
    _write_numbers(painter, contents, grid, [Spot("right", spot.row) for spot in rows], look)
    if grid.values:
        for part in _BANDS:
            spots = [Spot(part, 0, spot.column) for spot in columns]
            _write_numbers(painter, contents, grid, spots, look)
        _write_corners(painter, contents, grid, look)


_BANDS: tuple[Part, Part] = ("above", "below")
_STRIP = 10.0
"""Px that the colours at the right are wide."""


def _write_names(painter: QPainter, contents: Contents, grid: Grid, spots: list[Spot], look: Look) -> None:
    box = grid.box(spots[-1])
    how = _RIGHT if spots[0].part == "row" else _CENTRE
    for spot, name in zip(spots, named(contents, spots, box.width(), box.height(), look.scale), strict=True):
        _write(painter, grid.box(spot), name, "muted", how, look)


def _write_numbers(painter: QPainter, contents: Contents, grid: Grid, spots: list[Spot], look: Look) -> None:
    """Write the numbers beside the cells, or where they have no room, show them as colours."""
    ref, box = contents.main(spots[0]), grid.box(spots[0])
    if ref is None:
        return
    values = [contents.number(spot) for spot in spots]
    if not fits(look.number(-1.0), box.width(), box.height(), look.scale):
        _paint_strip(painter, box.united(grid.box(spots[-1])), values, look.theme)
        return
    role = "delta" if ref.symbol in ("delta", "dJ_da") else "forward"
    for spot, value in zip(spots, values, strict=True):
        box, text = grid.box(spot), look.number(value)
        shown = text if fits(text, box.width(), box.height(), look.scale) else "…"
        _write(painter, box, shown, "muted" if value is None else role, _CENTRE, look)


def _paint_strip(painter: QPainter, room: QRectF, values: list[float | None], theme: Theme) -> None:
    """Paint numbers as colours, on a scale that ends at the largest of them."""
    numbers = np.array([np.nan if value is None else value for value in values])
    reach = float(np.abs(numbers[np.isfinite(numbers)]).max(initial=0.0)) or 1.0
    pixels = diverging(theme)[shades(numbers, 0.0, reach)]
    is_column = room.height() > room.width()
    pixels = np.ascontiguousarray(pixels[:, None] if is_column else pixels[None])
    rows, columns = pixels.shape[:2]
    image = QImage(pixels.data, columns, rows, 4 * columns, QImage.Format.Format_RGBA8888)
    strip = QRectF(room.x(), room.y(), _STRIP, room.height()) if is_column else room.adjusted(0, 2, 0, -2)
    painter.drawImage(strip, image)


def _write_corners(painter: QPainter, contents: Contents, grid: Grid, look: Look) -> None:
    """Say what stands above, at the right and below."""
    left = QRectF(0, grid.top - grid.values, grid.left - 4, grid.values)
    _write(painter, left, "x" if contents.layer == 1 else "a", "forward", _RIGHT, look)
    right = QRectF(grid.right + 4, grid.top - grid.values, grid.side, grid.values)
    name, role = ("δ", "delta") if contents.is_backward else ("z", "forward")
    _write(painter, right, name, role, _CENTRE, look)
    if contents.main(Spot("below")) is not None:
        _write(painter, QRectF(0, grid.bottom + 1, grid.left - 4, grid.values), "Σwδ", "delta", _RIGHT, look)


def _write(painter: QPainter, box: QRectF, text: str, role: str, how: int, look: Look) -> None:
    if text:
        painter.setPen(look.theme.colour(role))
        painter.drawText(box, how, text)


# What is lit


def _paint_way(painter: QPainter, contents: Contents, grid: Grid, theme: Theme) -> None:
    """Frame the row that forward reads with its sum, or the column that backward reads with its own."""
    way = contents.way
    if way is None:
        return
    if way.row is not None:
        _frame(painter, grid.whole_row(way.row), theme.colour("forward"), 2.5)
        _frame(painter, grid.box(Spot("right", way.row)), theme.colour("forward"), 1.5)
    elif way.column is not None:
        _frame(painter, grid.whole_column(way.column), theme.colour("delta"), 2.5)
        _frame(painter, grid.box(Spot("below", 0, way.column)), theme.colour("delta"), 1.5)


def _paint_marks(painter: QPainter, contents: Contents, grid: Grid, marks: Marks, theme: Theme) -> None:
    if marks.selected is not None:
        _frame(painter, grid.box(marks.selected), theme.colour("ink"), 2.0)
    for spot in marks.lit:
        _frame(painter, _whole(grid, spot), theme.colour("delta" if contents.is_backward else "forward"), 2.0)
    if marks.at is not None:
        box = _whole(grid, marks.at)
        _frame(
            painter, box, theme.colour("forward" if marks.is_keyed else "ink"), 2.5 if marks.is_keyed else 1.5
        )
        if marks.is_keyed:  # on any colour the ring is seen by the gap inside of it
            _frame(painter, box.adjusted(2, 2, -2, -2), theme.colour("surface"), 1.5)


def _whole(grid: Grid, spot: Spot) -> QRectF:
    """Return what a spot lights: of the name of a row or column all its cells."""
    if spot.part == "row":
        return grid.whole_row(spot.row)
    return grid.whole_column(spot.column) if spot.part == "column" else grid.box(spot)


def _frame(painter: QPainter, box: QRectF, colour: QColor, width: float) -> None:
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(colour, width))
    painter.drawRect(box.adjusted(0.5, 0.5, -0.5, -0.5))
