"""The names at the ends of two axes: cut where they are long, upright where the numbers leave no room."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter

from gui.fonts import ui_font
from gui.look import Look
from gui.plotting.scales import Axis, Tick
from gui.theme import SMALL_PX

__all__ = ["AxisNames"]

_OFFSET = 6.0
"""Px between the box and what stands at it."""
_SHARE = 0.55
"""Of an axis, what a name takes at most."""
_AIR, _HALF = 6, 12
"""Px between a name and the number before it, and half of a usual number, at 100 %."""
_LEVEL = 24
"""Px of a name that stands level beside the vertical axis, at 100 %; a longer one is upright."""


@dataclass(frozen=True, slots=True)
class AxisNames:
    """Names as they are painted, and the room that they take.

    Attributes
    ----------
    texts : tuple of str
        Of the axis across and the one up.
    taken : tuple of float
        Share of either axis, from its end, that no number stands in.
    margin : float
        Px beyond the end of the axis across that its name may take too.
    is_upright : bool
        The name of the axis up is turned.
    """

    texts: tuple[str, ...] = ()
    taken: tuple[float, ...] = ()
    margin: float = 0.0
    is_upright: bool = False

    @classmethod
    def fitting(cls, names: Sequence[str], box: QRectF, margin: float, look: Look) -> AxisNames:
        """Cut names to what a box has room for."""
        metrics, sides = QFontMetricsF(ui_font(SMALL_PX * look.scale)), (box.width(), box.height())
        right = Qt.TextElideMode.ElideRight
        texts = [
            metrics.elidedText(name, right, _SHARE * side) for name, side in zip(names, sides, strict=True)
        ]
        across, up = (metrics.horizontalAdvance(text) for text in texts)
        is_upright = up > look.px(_LEVEL)
        needs = (
            across - margin + look.px(_AIR + _HALF),
            (up if is_upright else metrics.height()) + look.px(_AIR) + metrics.height() / 2.0,
        )
        taken = [need / max(side, 1.0) for need, side in zip(needs, sides, strict=True)]
        return cls(tuple(texts), tuple(taken), margin, is_upright)

    def axes(self, ends: Sequence[tuple[float, float]], ticks: Sequence[Sequence[Tick]]) -> list[Axis]:
        """Return both axes; numbers that a name would touch give way."""
        return [
            Axis(low, high, tuple(tick for tick in numbers if tick[0] < high - taken * (high - low)))
            for (low, high), numbers, taken in zip(ends, ticks, self.taken, strict=True)
        ]

    def paint(self, painter: QPainter, box: QRectF, font: QFont) -> None:
        """Paint the names under the right end and beside the upper end of a box."""
        if not self.texts:
            return
        painter.setFont(font)
        high, (across, up) = QFontMetricsF(font).height(), self.texts
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(
            QRectF(box.left(), box.bottom() + _OFFSET, box.width() + self.margin, high), right, across
        )
        if not self.is_upright:
            painter.drawText(QRectF(0.0, box.top(), box.left() - _OFFSET, high), right, up)
            return
        painter.translate(box.left() - _OFFSET - high, box.bottom())
        painter.rotate(-90.0)
        painter.drawText(QRectF(0.0, 0.0, box.height(), high), right, up)
