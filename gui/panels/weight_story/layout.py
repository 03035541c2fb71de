"""Where the title, the sentence and the rows of the waterfall stand in a width. Pure."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache

from PySide6.QtCore import QCoreApplication, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF

from gui.fonts import ui_font
from gui.look import Look
from gui.panels.weight_story.rows import Content, Row
from gui.theme import BASE_PX, SMALL_PX

__all__ = ["WRAPPED", "Layout", "Placed", "font_of", "joined", "laid_out", "link_of"]

translate = QCoreApplication.translate
WRAPPED = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop) | int(Qt.TextFlag.TextWordWrap)
_PAD, _GAP, _LINE, _AIR = 8.0, 8.0, 24.0, 3.0
_SIGN, _LEAST_WORDS, _LEAST_BAR, _MOST_NAME = 16.0, 110.0, 48.0, 0.34
"""Px at 100 %; and the share of the width that a name has at most."""
_BAR = 0.42
"""Share of the bar in what name and number leave, where words stand beside it."""
_LEAST_POWERS = 1.0
"""The bars span so many powers of ten at least."""


@dataclass(frozen=True, slots=True)
class Placed:
    """One row in its place; `bar` has no width where there is none to paint."""

    row: Row
    rect: QRectF
    sign: QRectF
    name: QRectF
    bar: QRectF
    number: QRectF
    words: QRectF
    link: QRectF


@dataclass(frozen=True, slots=True)
class Layout:
    """Everything in its place.

    Attributes
    ----------
    height : float
    title, sentence : QRectF
    rows : tuple of Placed
    one : float
        Where the bars have 1, px; they begin there.
    axis : QRectF
        What is written over the bars; empty where there are none.
    """

    height: float
    title: QRectF
    sentence: QRectF
    rows: tuple[Placed, ...]
    one: float
    axis: QRectF


@dataclass(frozen=True, slots=True)
class _Columns:
    """Left ends and widths, px."""

    name: tuple[float, float]
    bar: tuple[float, float]
    number: tuple[float, float]
    words: tuple[float, float]
    is_stacked: bool


@lru_cache(maxsize=32)
def font_of(scale: float, *, bold: bool = False, small: bool = False) -> QFont:
    """Return a font of the page at a text size."""
    weight = QFont.Weight.DemiBold if bold else QFont.Weight.Normal
    return ui_font((SMALL_PX if small else BASE_PX) * scale, weight)


@lru_cache(maxsize=32)
def _metrics(scale: float, *, bold: bool = False, small: bool = False) -> QFontMetricsF:
    return QFontMetricsF(font_of(scale, bold=bold, small=small))


@lru_cache(maxsize=2048)
def _wide(text: str, scale: float, *, bold: bool = False) -> float:
    return _metrics(scale, bold=bold).horizontalAdvance(text)


@lru_cache(maxsize=2048)
def _tall(text: str, width: float, scale: float, *, bold: bool = False, small: bool = False) -> float:
    """Return the height of a text that is broken into lines."""
    if not text:
        return 0.0
    room = QRectF(0, 0, max(width, 1.0), 1e5)
    return _metrics(scale, bold=bold, small=small).boundingRect(room, WRAPPED, joined(text)).height()


def joined(text: str) -> str:
    """Return a text in which no line ends within a symbol: after the bracket of w⁽¹⁾₂₁ one could."""
    return text.replace("⁾", "⁾\N{WORD JOINER}")


def link_of(row: Row) -> str:
    """Return what a press on a row does, in words; nothing where it does nothing of the kind."""
    if row.sum is None:
        return ""
    if row.is_open:
        return translate("WeightStory", "▾ fold it again")
    return translate("WeightStory", "▸ unfold its largest term")


def laid_out(content: Content, width: float, look: Look) -> Layout:
    """Place everything in a width, one thing under the other."""
    scale = look.scale
    inner = max(width - 2 * _PAD, 1.0)
    title = QRectF(_PAD, _AIR, inner, _tall(content.title, inner, scale, bold=True))
    sentence = QRectF(_PAD, title.bottom() + _AIR, inner, _tall(content.sentence, inner, scale))
    columns = _columns(content, inner, scale)
    top = sentence.bottom() + _AIR
    has_bars = any(row.span for row in content.rows)
    axis = QRectF(columns.bar[0], top, columns.bar[1], 16.0 * scale * has_bars)
    low, high = _reach(content.rows)
    placed: list[Placed] = []
    top = axis.bottom()
    for row in content.rows:
        placed.append(_placed(row, top, width, columns, (low, high), scale))
        top = placed[-1].rect.bottom()
    one = columns.bar[0] + columns.bar[1] * (0.0 - low) / (high - low)
    return Layout(top + _AIR, title, sentence, tuple(placed), one, axis)


def _columns(content: Content, inner: float, scale: float) -> _Columns:
    """Share a width; where it leaves words too little, they stand under the bars."""
    named = [row for row in content.rows if row.kind != "heading"]
    sign = _SIGN * scale
    name = min(max((_wide(row.name, scale) for row in named), default=0.0) + 2, inner * _MOST_NAME)
    number = max((_wide(row.number, scale, bold=True) for row in named), default=0.0) + 2
    left = _PAD + sign + name + _GAP
    rest = inner + _PAD - left - number - _GAP
    bar = rest * _BAR
    if rest - bar - _GAP >= _LEAST_WORDS * scale and bar >= _LEAST_BAR:
        at = left + bar + _GAP
        words = at + number + _GAP
        return _Columns(
            (_PAD + sign, name), (left, bar), (at, number), (words, inner + _PAD - words), is_stacked=False
        )
    bar = max(rest, 0.0)
    at = inner + _PAD - number
    return _Columns(
        (_PAD + sign, name), (left, bar), (at, number), (_PAD + sign, inner - sign), is_stacked=True
    )


def _reach(rows: tuple[Row, ...]) -> tuple[float, float]:
    """Return the powers of ten between which the bars lie."""
    ends = [end for row in rows if row.span for end in row.span if math.isfinite(end)]
    low, high = min((*ends, 0.0)), max((*ends, 0.0))
    if high - low < _LEAST_POWERS:
        low = high - _LEAST_POWERS
    air = 0.04 * (high - low)
    return low - air, high + air


def _placed(
    row: Row, top: float, width: float, columns: _Columns, reach: tuple[float, float], scale: float
) -> Placed:
    nothing, line = QRectF(), _LINE * scale
    if row.kind == "heading":
        room = QRectF(
            _PAD, top + 2 * _AIR, width - 2 * _PAD, _tall(row.name, width - 2 * _PAD, scale, bold=True)
        )
        whole = QRectF(0, top, width, room.height() + 3 * _AIR)
        return Placed(row, whole, nothing, room, nothing, nothing, nothing, nothing)
    at, room_of_words = columns.words
    words = _tall(row.words, room_of_words, scale, small=True)
    link = _tall(link_of(row), room_of_words, scale, small=True)
    begin = top + line if columns.is_stacked else top + (line - min(line - 2, words or line)) / 2
    end = begin + words + link
    height = max(line, end - top + _AIR) if words + link else line
    return Placed(
        row,
        QRectF(0, top, width, height),
        QRectF(_PAD, top, _SIGN * scale, line),
        QRectF(columns.name[0], top, columns.name[1], line),
        _bar(row, QRectF(columns.bar[0], top, columns.bar[1], line), reach),
        QRectF(columns.number[0], top, columns.number[1], line),
        QRectF(at, begin, room_of_words, words),
        QRectF(at, begin + words, room_of_words, link),
    )


def _bar(row: Row, room: QRectF, reach: tuple[float, float]) -> QRectF:
    """Place a bar; one that ends at 0 goes on to the left end."""
    if row.span is None:
        return QRectF()
    low, high = reach
    places = [room.x() + room.width() * (max(end, low) - low) / (high - low) for end in row.span]
    left, right = min(places), max(places)
    third = room.height() * 0.25
    return QRectF(left, room.y() + third, max(right - left, 1.5), room.height() - 2 * third)
