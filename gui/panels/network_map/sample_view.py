"""The sample in hand as a picture, and what the network says of it: a bar for each output."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TypeGuard

import numpy as np
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QImage, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from engine.nn.types import Array
from gui.accessible import Role, Whole
from gui.focus_ring import RingedWidget
from gui.fonts import ui_font
from gui.look import Look
from gui.theme import SMALL_PX, blend

__all__ = ["Bar", "Sample", "SampleView", "side_of"]

_FEWEST = 4
"""A picture has at least so many pixels a side."""
_GAP = 12.0
_ROW, _BAR = 17.0, 0.62
"""Px of a row of bars at 100 %, and the share of it that the bar takes."""


def side_of(inputs: int) -> int:
    """Return how many pixels a side a square picture of so many inputs has; 0 where they are none."""
    side = int(inputs**0.5)
    return side if side * side == inputs and side >= _FEWEST else 0


@dataclass(frozen=True, slots=True)
class Bar:
    """One output.

    Attributes
    ----------
    name : str
        Of its class.
    value : float or None
        None where ŷ is withheld.
    is_label, is_said : bool
        It is the true class; it is the largest output.
    """

    name: str
    value: float | None
    is_label: bool
    is_said: bool


@dataclass(frozen=True, slots=True, eq=False)
class Sample:
    """What is shown of a sample.

    Attributes
    ----------
    shades : ndarray, shape (side, side)
        From 0 (nothing) to 1; the first row is the highest.
    bars : tuple of Bar
    """

    shades: Array
    bars: tuple[Bar, ...]


def _is_number(value: float | None) -> TypeGuard[float]:
    return value is not None and math.isfinite(value)


class SampleView(RingedWidget):
    """Paints a sample; its words are told as a whole."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.look = Look()
        self._sample: Sample | None = None
        self.accessible = Whole(self, Role.Graphic)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)

    def show_sample(self, sample: Sample) -> None:
        """Show another sample, or other outputs of it."""
        self._sample = sample
        self.update()

    def set_look(self, look: Look) -> None:
        """Draw in another theme or text size."""
        self.look = look
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the picture at the left, the bars beside it."""
        with QPainter(self) as painter:
            painter.fillRect(self.rect(), self.look.theme.colour("surface"))
            if self._sample is not None:
                room = QRectF(self.rect()).adjusted(4, 4, -4, -4)
                side = min(room.height(), 0.45 * room.width())
                self._paint_picture(painter, QRectF(room.left(), room.top(), side, side), self._sample)
                self._paint_bars(painter, room.adjusted(side + _GAP, 0, 0, 0), self._sample.bars)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            self.paint_ring(painter, self.look.theme, QRectF(self.rect()).adjusted(1, 1, -1, -1))

    def _paint_picture(self, painter: QPainter, box: QRectF, sample: Sample) -> None:
        theme = self.look.theme
        ends = [np.array(theme.colour(role).getRgb())[:3] for role in ("surface", "ink")]
        shades = sample.shades[..., None]
        rgb = np.ascontiguousarray(np.rint(ends[0] * (1 - shades) + ends[1] * shades), dtype=np.uint8)
        rows, columns, _ = rgb.shape
        painter.drawImage(box, QImage(rgb.data, columns, rows, 3 * columns, QImage.Format.Format_RGB888))
        painter.setPen(QPen(theme.colour("border"), 1.0))
        painter.drawRect(box)

    def _shown(self, bars: tuple[Bar, ...], most: int) -> list[Bar]:
        """Return the bars that there is room for: the largest and the true one, in their order."""
        if len(bars) <= most:
            return list(bars)
        rank = sorted(bars, key=lambda bar: (not bar.is_label, not bar.is_said, -(bar.value or 0.0)))
        kept = rank[: max(most, 1)]
        return [bar for bar in bars if bar in kept]

    def _paint_bars(self, painter: QPainter, room: QRectF, bars: tuple[Bar, ...]) -> None:
        font = ui_font(SMALL_PX * self.look.scale)
        painter.setFont(font)
        metrics = QFontMetricsF(font)
        least = max(metrics.height(), self.look.px(_ROW) * 0.9)
        shown = self._shown(bars, int(room.height() // least))
        high = min(room.height() / max(len(shown), 1), 1.4 * self.look.px(_ROW))
        widest = max((metrics.horizontalAdvance(bar.name) for bar in shown), default=0.0)
        left = min(widest + 2.0, 0.4 * room.width())
        right = metrics.horizontalAdvance(self.look.number(-0.888))
        most = max((abs(bar.value) for bar in bars if _is_number(bar.value)), default=1.0)
        for place, bar in enumerate(shown):
            row = QRectF(room.left(), room.top() + place * high, room.width(), high)
            name = metrics.elidedText(bar.name, Qt.TextElideMode.ElideRight, left)
            self._paint_words(painter, QRectF(row.left(), row.top(), left, high), name, bar)
            air = high * (1.0 - _BAR) / 2.0
            self._paint_bar(painter, row.adjusted(left + 8, air, -right - 8, -air), bar, max(most, 1.0))
            painter.setPen(self.look.theme.colour("ink"))
            number = self.look.number(bar.value)
            painter.drawText(row, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, number)

    def _paint_words(self, painter: QPainter, box: QRectF, name: str, bar: Bar) -> None:
        """Write the name of a class: the true one in bold, in the ink."""
        theme, font = self.look.theme, painter.font()
        painter.setPen(theme.colour("ink" if bar.is_label else "muted"))
        bold = ui_font(SMALL_PX * self.look.scale)
        bold.setBold(bar.is_label)
        painter.setFont(bold)
        painter.drawText(box, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, name)
        painter.setFont(font)

    def _paint_bar(self, painter: QPainter, track: QRectF, bar: Bar, most: float) -> None:
        """Paint a bar: the largest output full, the true class with a frame."""
        theme = self.look.theme
        painter.fillRect(track, theme.colour("background"))
        if _is_number(bar.value):
            colour = theme.forward if bar.value >= 0 else theme.negative
            share = abs(bar.value) / most
            fill = QRectF(track.left(), track.top(), track.width() * share, track.height())
            painter.fillRect(fill, colour if bar.is_said else blend(colour, theme.surface, 0.5))
        if bar.is_label:
            painter.setPen(QPen(theme.colour("ink"), 1.0))
            painter.drawRect(track)
