"""All of a chain in one drawing: the row of boxes, and what is read off it under them."""

from __future__ import annotations

from collections.abc import Collection

from gui.look import Look
from gui.panels.chain_gadget.drawing import Drawing
from gui.panels.chain_gadget.moment import Moment
from gui.panels.chain_gadget.readings import LINES, draw_readings
from gui.panels.chain_gadget.row import arrange, draw_row

__all__ = ["MARGIN", "draw_whole"]

MARGIN, _BETWEEN = 4, 2.0


def draw_whole(
    moment: Moment,
    width: float,
    room: float,
    look: Look,
    progress: float = float("inf"),
    lines: Collection[str] = LINES,
) -> Drawing:
    """Lay out the readings, and over them the row in the height that is left.

    Parameters
    ----------
    moment : Moment
    width, room : float
        Px that there are; the height of the drawing is what it needs, which may be more.
    look : Look
    progress : float
        How many boxes the wiggle has come through, see `draw_row`.
    lines : collection of str
        See `draw_readings`.
    """
    width = max(width - 2.0 * MARGIN, 60.0)
    below = draw_readings(moment, width, look, lines)
    row = arrange(moment, width, room - below.height - 2 * MARGIN - _BETWEEN, look)
    whole = draw_row(moment, row, look, min(progress, moment.count))
    whole.move(MARGIN, MARGIN)
    below.move(MARGIN, MARGIN + row.bottom + _BETWEEN)
    whole.take(below)
    whole.height = row.bottom + below.height + 2 * MARGIN + _BETWEEN
    return whole
