"""The row of boxes: x at the left, arrows between, and under them the wiggle that travels through."""

from __future__ import annotations

import math
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QPointF, QRectF
from PySide6.QtGui import QPolygonF

from engine.nn.chain.writing import name_tex
from gui.look import Look
from gui.panels.chain_gadget.box import Heights, draw_box, fits_in_lines, heights_of
from gui.panels.chain_gadget.drawing import Block, Drawing, Label, Mark, Picture, Spot, line_of, width_of
from gui.panels.chain_gadget.moment import Moment
from gui.panels.chain_gadget.words import delta_of

__all__ = ["Row", "arrange", "draw_row"]

translate = QCoreApplication.translate
_X, _GAP, _LEAST, _MOST = 64.0, 24.0, 104.0, 520.0
_PLOT, _SLIM = 38.0, 1.1
"""The least height of a plot, and the most of it for its width."""
_LANE, _BETWEEN, _OVER, _TILE = 24.0, 5.0, 12.0, 62.0
_CHIP_PX = 12.0
_HEAD = 5.0


@dataclass(frozen=True, slots=True)
class Row:
    """Where everything of the row stands, px; in a narrow board in several lines.

    Attributes
    ----------
    x : QRectF
        The tile of the variable.
    boxes : tuple of QRectF
    heights : Heights
        Of the parts of every box.
    lane : float
        Height of the line under the boxes.
    bottom : float
    """

    x: QRectF
    boxes: tuple[QRectF, ...]
    heights: Heights
    lane: float
    bottom: float

    def tile(self, number: int) -> QRectF:
        """Return the place of a box; 0 is the variable."""
        return self.boxes[number - 1] if number else self.x

    def chip(self, number: int) -> QRectF:
        """Return the place of a wiggle: under its box."""
        above = self.tile(number)
        floor = self.boxes[0].bottom() if number == 0 else above.bottom()
        return QRectF(above.left(), floor + 3, above.width(), self.lane - 4)


def arrange(moment: Moment, width: float, room: float, look: Look) -> Row:
    """Share a width, and a height where there is enough, among the boxes."""
    count, scale = moment.count, look.scale
    tile, gap = _tile_width(moment, look), _GAP * scale
    fit = next((n for n in range(count, 1, -1) if (width - tile) / n - gap >= _LEAST * scale), 1)
    lines = math.ceil(count / fit)
    columns = math.ceil(count / lines)
    wide = max(min((width - tile) / columns - gap, _MOST * scale), 60.0)
    left = max((width - tile - columns * (wide + gap)) / 2, 0.0)
    lane, over = _LANE * scale, _OVER * scale if _leaps(moment) else 0.0
    each = room / lines - lane - over - _BETWEEN
    heights = heights_of(moment, wide, look, in_lines=False)
    if heights.fixed + _PLOT * scale > each and fits_in_lines(moment, wide, look):
        heights = heights_of(moment, wide, look, in_lines=True)
    high = heights.fixed + min(max(each - heights.fixed, _PLOT * scale), _SLIM * wide)
    step = high + lane + over + _BETWEEN
    places = (divmod(i, columns) for i in range(count))
    boxes = tuple(
        QRectF(left + tile + gap + column * (wide + gap), line * step + over, wide, high)
        for line, column in places
    )
    x = QRectF(left, boxes[0].center().y() - _TILE * scale / 2, tile, _TILE * scale)
    return Row(x, boxes, heights, lane, lines * step)


def _tile_width(moment: Moment, look: Look) -> float:
    """Return the width in which x and its wiggle can be read."""
    value = width_of(look.number(moment.variable), 15.0, True, look)
    step = width_of(look.cost(moment.wiggle(0)), _CHIP_PX, True, look)
    return max(_X * look.scale, value + 10, step + 14)


def draw_row(moment: Moment, row: Row, look: Look, progress: float) -> Drawing:
    """Draw the row.

    Parameters
    ----------
    moment : Moment
    row : Row
    look : Look
    progress : float
        How many boxes the wiggle has come through; the share between two is on its way.
    """
    drawn = Drawing(row.bottom)
    _draw_x(moment, row, look, drawn)
    for number, rect in enumerate(row.boxes, 1):
        is_there = progress >= number
        drawn.take(draw_box(moment, number, rect, row.heights, look, is_there=is_there))
    for link in moment.chain.links:
        _draw_arrow(row, moment.number_of(link.source), moment.number_of(link.target), drawn)
    for number in range(moment.count + 1):
        _draw_chip(moment, row, number, look, drawn, is_there=progress >= number)
    _draw_travelling(row, progress, look, drawn)
    return drawn


def _draw_x(moment: Moment, row: Row, look: Look, drawn: Drawing) -> None:
    rect, label, value = row.x, moment.chain.variable, look.number(moment.variable)
    drawn.blocks.append(Block(rect, fill=look.theme.forward_soft))
    half = rect.height() / 2
    upper = QRectF(rect.left() + 2, rect.top() + 3, rect.width() - 4, half - 3)
    drawn.write(upper, name_tex(label), label, 18.0, look)
    lower = QRectF(rect.left() + 2, rect.center().y() - 2, rect.width() - 4, half)
    drawn.labels.append(line_of(Label(lower, value, 15.0, bold=True, role="forward"), look))
    how = translate("ChainGadget", "Drag it, or press up and down")
    drawn.spots.append(Spot(rect, "x", label, value, how, moment.variable))


def _leaps(moment: Moment) -> bool:
    """Say whether an arrow leads over a box."""
    return any(moment.number_of(k.target) - moment.number_of(k.source) > 1 for k in moment.chain.links)


def _draw_arrow(row: Row, source: int, target: int, drawn: Drawing) -> None:
    """Lead from a box into another: straight to its neighbour, else over what is between."""
    start, goal = row.tile(source), row.tile(target)
    y = goal.center().y()
    if target - source == 1:
        begin = start.right() if start.right() < goal.left() else row.x.left()
        _arrow([QPointF(begin + 2, y), QPointF(goal.left() - 2, y)], drawn)
    elif start.right() < goal.left() and abs(start.center().y() - y) < 1:
        over = goal.top() - _OVER * 0.6
        tops = QPointF(start.center().x(), start.top()), QPointF(goal.center().x(), goal.top() - 1)
        corners = [QPointF(tops[0].x(), over), QPointF(tops[1].x(), over)]
        _arrow([tops[0], *corners, tops[1]], drawn)


def _arrow(way: list[QPointF], drawn: Drawing) -> None:
    """Draw a line with a head at its end."""
    before, end = way[-2], way[-1]
    along = math.hypot(end.x() - before.x(), end.y() - before.y()) or 1.0
    dx, dy = (end.x() - before.x()) / along, (end.y() - before.y()) / along
    sides = [
        QPointF(end.x() - _HEAD * (dx + turn * dy), end.y() - _HEAD * (dy - turn * dx))
        for turn in (0.7, -0.7)
    ]
    drawn.pictures.append(Picture(QRectF(), QPolygonF(way), "faint"))
    drawn.pictures.append(Picture(QRectF(), QPolygonF([sides[0], end, sides[1]]), "faint"))


def _draw_chip(moment: Moment, row: Row, number: int, look: Look, drawn: Drawing, *, is_there: bool) -> None:
    """Write how far a box moves, once the wiggle has come there."""
    label = moment.chain.boxes[number - 1].name if number else moment.chain.variable
    value = look.cost(moment.wiggle(number)) if is_there else ""  # a small one is seen too
    room, name = row.chip(number), delta_of(label)
    text = f"{name} {value}" if number else value
    shown = f"{name} = {value}" if number else f"{name} {value}"
    text = shown if width_of(shown, _CHIP_PX, True, look) <= room.width() - 8 else text
    if not is_there:
        return
    wide = min(width_of(text, _CHIP_PX, True, look) + 12, room.width())
    rect = QRectF(room.center().x() - wide / 2, room.top(), wide, room.height())
    drawn.blocks.append(Block(rect, fill=look.theme.forward_soft, radius=rect.height() / 2))
    inner = rect.adjusted(2, 0, -2, 0)
    drawn.labels.append(line_of(Label(inner, text, _CHIP_PX, bold=True, role="forward"), look))
    drawn.spots.append(_chip_spot(moment, number, rect, name, value))


def _chip_spot(moment: Moment, number: int, rect: QRectF, name: str, value: str) -> Spot:
    if number == 0:
        how = translate("ChainGadget", "The wiggle. Drag it, or press up and down")
        return Spot(rect, "dx", name, value, how, moment.wiggle(0))
    told = translate("ChainGadget", "How far {box} moves").format(box=moment.chain.boxes[number - 1].name)
    path = "change" if number == moment.count else f"u[{number}]"
    return Spot(rect, path, name, value, told)


def _draw_travelling(row: Row, progress: float, look: Look, drawn: Drawing) -> None:
    """Draw the wiggle on its way between two boxes of a line."""
    number, share = int(progress), progress - int(progress)
    if not share or number >= len(row.boxes):
        return
    start, goal = row.chip(number), row.chip(number + 1)
    if abs(start.center().y() - goal.center().y()) > 1:
        return
    across = start.center().x() + share * (goal.center().x() - start.center().x())
    drawn.marks.append(Mark(QPointF(across, start.center().y()), 4.0 * look.scale, "forward"))
