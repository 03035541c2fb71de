"""The names of the runs: at the ends of their lines, none over another. No pyqtgraph."""

from __future__ import annotations

import math
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPen

from gui.panels.cost_curve.runs import Run
from gui.theme import Theme

__all__ = ["NameTags", "Tag", "elided", "places_of"]

_GAP = 9.0
"""Px between the end of a line and its name."""


_AIR = 4.0
"""Px of a name's width beside its letters."""
Band = Callable[[float, float], tuple[float, float] | None]
"""Says from where to where a line reaches downwards, between two columns of pixels."""


@dataclass(frozen=True, slots=True, eq=False)
class Tag:
    """A name as it is painted, in px of the plot's box: the end of the run's line, and where it stands."""

    run: Run
    text: str
    end: QPointF
    box: QRectF


class NameTags:
    """The names of the runs as they are painted.

    Attributes
    ----------
    tags : list of Tag
        Those that there is room for.
    most : float
        Px that a name may have; longer ones end in "…".
    """

    def __init__(self) -> None:
        self.tags: list[Tag] = []
        self.most = math.inf

    def room(self, runs: Sequence[Run], font: QFont) -> float:
        """Return the px that names beyond the ends of the lines take; 0 where there are none."""
        return max((_size(self._text(run, font), font).width() + _GAP for run in runs), default=0.0)

    def _text(self, run: Run, font: QFont) -> str:
        return elided(run.name, font, self.most)

    def place(
        self, runs: Sequence[Run], ends: Sequence[QPointF | None], font: QFont, room: QRectF, band: Band
    ) -> None:
        """Place the names; see `places_of`."""
        texts = [self._text(run, font) for run in runs]
        boxes = places_of(ends, [_size(text, font) for text in texts], room, band)
        self.tags = [
            Tag(run, text, end, box)
            for run, text, end, box in zip(runs, texts, ends, boxes, strict=True)
            if end is not None and box is not None
        ]

    def paint(self, painter: QPainter, theme: Theme, strong: Collection[Run]) -> None:
        """Paint the names, each tied to the end of its line; some of them stronger."""
        for tag in self.tags:
            painter.fillRect(tag.box, theme.colour("surface"))
            painter.setPen(QPen(theme.colour("faint"), 1.0))
            painter.drawLine(tag.end, QPointF(tag.box.left() - 1.0, tag.box.center().y()))
            painter.setPen(theme.colour("ink" if tag.run in strong else "muted"))
            painter.drawText(tag.box, Qt.AlignmentFlag.AlignCenter, tag.text)


def elided(name: str, font: QFont, most: float) -> str:
    """Shorten a name to so many px: "before you chang…"."""
    metrics = QFontMetricsF(font)
    if metrics.horizontalAdvance(name) <= most:
        return name
    return metrics.elidedText(name, Qt.TextElideMode.ElideRight, most)


def _size(text: str, font: QFont) -> QSizeF:
    metrics = QFontMetricsF(font)
    return QSizeF(metrics.horizontalAdvance(text) + _AIR, metrics.height())


def places_of(
    ends: Sequence[QPointF | None], sizes: Sequence[QSizeF], room: QRectF, band: Band
) -> list[QRectF | None]:
    """Place a name beside the end of each line; names stand in the order of their lines.

    Parameters
    ----------
    ends : sequence of QPointF or None
    sizes : sequence of QSizeF
        Of the names.
    room : QRectF
        What they must stay inside of.
    band : callable
        The line that no name should hide.

    Returns
    -------
    list of QRectF or None
        None where there is no line, or no room; the last ones go without first.
    """
    wanted = [_beside(end, size, room, band) for end, size in zip(ends, sizes, strict=True)]
    for count in range(len(wanted), 0, -1):
        placed = _spread(wanted[:count], room)
        if placed is not None:
            return [*placed, *[None] * (len(wanted) - count)]
    return [None] * len(wanted)


def _beside(end: QPointF | None, size: QSizeF, room: QRectF, band: Band) -> QRectF | None:
    """Place a name at the height of its line's end, or over the line that it would hide."""
    if end is None:
        return None
    left = min(end.x() + _GAP, room.right() - size.width())
    box = QRectF(QPointF(left, end.y() - size.height() / 2), size)
    line = band(box.left(), box.right())
    if line is not None and box.top() < line[1] and line[0] < box.bottom():
        box.moveBottom(line[0])
    return box


def _spread(wanted: Sequence[QRectF | None], room: QRectF) -> list[QRectF | None] | None:
    """Push names up where they lie over one another, and down again from the top; None if they don't fit."""
    boxes = [None if box is None else QRectF(box) for box in wanted]
    ordered = sorted((box for box in boxes if box is not None), key=QRectF.y)
    for number, box in reversed(list(enumerate(ordered))):
        below = (other.top() for other in ordered[number + 1 :] if _share_columns(box, other))
        box.moveBottom(min(box.bottom(), room.bottom(), *below))
    for number, box in enumerate(ordered):
        above = (other.bottom() for other in ordered[:number] if _share_columns(box, other))
        box.moveTop(max(box.top(), room.top(), *above))
    return boxes if all(box.bottom() <= room.bottom() for box in ordered) else None


def _share_columns(first: QRectF, second: QRectF) -> bool:
    return first.left() < second.right() and second.left() < first.right()
