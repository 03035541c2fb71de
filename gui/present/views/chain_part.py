"""The chain of functions in place of the diagram: its formula, its boxes, and what is read off them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TypeAlias

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter

from engine.lessons.stage import ChainStart
from gui.fonts import ui_font
from gui.formula import Typeset, typeset
from gui.look import Look
from gui.panels.chain_gadget.drawing import Drawing
from gui.panels.chain_gadget.moment import Moment
from gui.panels.chain_gadget.painting import paint
from gui.panels.chain_gadget.readings import LINES
from gui.panels.chain_gadget.whole import draw_whole
from gui.panels.chain_gadget.words import note_of
from gui.present.views.part import USUAL

__all__ = ["ChainPart"]

_STEP = 0.1
"""How far the variable is wiggled while the lesson says nothing."""
_FORMULA = 24.0
_BIG = 1.54
_SCALES = (1.0, 1.1, 1.2, 1.3, 1.42, _BIG)
"""Numbers of the boxes have 15 units at 1; at 1.54 they have 23, which is 5 % of the page."""
_FEW = ("forecast",)
"""The line that is read off where there is no room for all."""
_ROOMY = 300.0
"""Units of height from which there is room for what anybody may look up."""
_BETWEEN = 6.0
_CENTRED = int(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap)

_Way: TypeAlias = tuple[bool, tuple[str, ...], tuple[float, ...]]
"""Whether the function is written over the boxes, the lines under them, and scales."""


@dataclass(frozen=True, slots=True)
class _Laid:
    """All as it is painted; without a head where there is no room for it."""

    look: Look
    drawing: Drawing
    head: Typeset | None


class ChainPart:
    """Paints a chain.

    Parameters
    ----------
    chain : ChainStart
    withheld : frozenset of str
        Paths that are ``?``, with all that would tell them.
    wiggle : float
        Of the variable; 0 where it rests.
    look : Look
    is_asked : bool
        A question is about it: its numbers are as large as can be.
    """

    is_flexible = True

    def __init__(
        self, chain: ChainStart, withheld: frozenset[str], wiggle: float, look: Look, *, is_asked: bool
    ) -> None:
        self._moment = Moment.of(chain.function, chain.x, wiggle or _STEP, withheld)
        self._look, self._asked, self._is_asked = look, withheld, is_asked
        self._last: tuple[tuple[float, float], _Laid] | None = None

    def natural(self, width: float) -> float:
        """Return the height in which numbers are as large as those in play have to be."""
        drawing = self._try(width, 0.0, _BIG, self._few if self._is_asked else LINES)[1]
        return self._head(width).height + drawing.height + 2 * _BETWEEN + self._foot(width, _ROOMY)

    def paint(self, painter: QPainter, box: QRectF) -> None:
        """Paint the formula, the boxes under it, and remarks at the foot."""
        laid, foot = self._laid_out(box), self._foot(box.width(), box.height())
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.translate(box.topLeft())
        painter.setFont(ui_font(USUAL))
        painter.setPen(laid.look.theme.colour("muted"))
        place = QRectF(0.0, box.height() - foot, box.width(), foot)
        painter.drawText(place, _CENTRED, self._remarks(box.height()))
        if laid.head is not None:
            at = QPointF((box.width() - laid.head.width) / 2, 0.0)
            laid.head.paint(painter, at, (), laid.look.theme.colour("ink"))
            painter.translate(0.0, laid.head.height + _BETWEEN)
        paint(painter, laid.drawing, laid.look, (), None)
        painter.restore()

    def texts(self, box: QRectF) -> tuple[str, ...]:
        """List formulas, names and numbers."""
        laid = self._laid_out(box)
        head = "" if laid.head is None else self._look.pointed(self._told)
        formulas = (maths.text for maths in laid.drawing.maths)
        labels = (label.text for label in laid.drawing.labels)
        return tuple(filter(None, (head, *formulas, *labels, self._remarks(box.height()))))

    # Head and foot

    @property
    def _told(self) -> str:
        chain = self._moment.chain
        return f"{chain.output}({chain.variable}) = {chain.formula.text}"

    def _head(self, width: float) -> Typeset:
        """Typeset the whole function."""
        chain, px = self._moment.chain, _FORMULA * max(self._look.scale, 1.0)
        tex = self._look.pointed_tex(f"{chain.output}({chain.variable}) = {chain.formula.tex}")
        whole = typeset([(tex, False)], px)
        return whole if whole.width <= width else typeset([(tex, False)], px * width / whole.width)

    def _remarks(self, height: float) -> str:
        """Say why something has no value here, and in a high box what a reader may take otherwise."""
        moment = self._moment
        note = note_of(moment.chain) if height >= _ROOMY else ""
        trouble = "" if moment.withheld else self._look.pointed(moment.trouble)
        return " ".join(filter(None, (note, *moment.kinks, trouble)))

    def _foot(self, width: float, height: float) -> float:
        """Return the height of the remarks in a box."""
        remarks = self._remarks(height)
        room = QRectF(0.0, 0.0, width, 1e4)
        return (
            QFontMetricsF(ui_font(USUAL)).boundingRect(room, _CENTRED, remarks).height() if remarks else 0.0
        )

    # The boxes

    def _laid_out(self, box: QRectF) -> _Laid:
        """Lay all out in a box, and remember it."""
        size = box.width(), box.height()
        if self._last is None or self._last[0] != size:
            self._last = size, self._fitting(*size)
        return self._last[1]

    def _fitting(self, width: float, height: float) -> _Laid:
        """Return the first way that has room."""
        head, free = self._head(width), height - self._foot(width, height) - _BETWEEN
        for is_headed, lines, scales in self._ways:
            room = free - (head.height + _BETWEEN if is_headed else 0.0)
            found = self._largest(width, room, scales, lines)
            if found is not None:
                return _Laid(*found, head if is_headed else None)
        return _Laid(*self._try(width, free, _SCALES[0], self._few), None)

    @property
    def _ways(self) -> tuple[_Way, ...]:
        """All lines, or where something is asked, large letters first; the boxes tell the function, too."""
        few = self._few
        if self._is_asked:
            return (True, LINES, (_BIG,)), (True, few, (_BIG,)), (False, few, _SCALES)
        return (True, LINES, _SCALES), (True, few, _SCALES), (False, few, _SCALES)

    @property
    def _few(self) -> tuple[str, ...]:
        """The lines that stay: that of the forecast, unless it tells nothing and something else is asked."""
        others = [path for path in self._asked if not path.startswith(("forecast", "change"))]
        return () if others and self._moment.forecast is None else _FEW

    def _largest(
        self, width: float, room: float, scales: tuple[float, ...], lines: tuple[str, ...]
    ) -> tuple[Look, Drawing] | None:
        """Find the largest scale that has room; the larger the scale, the higher the drawing."""
        found, low, high = None, 0, len(scales)
        while low < high:
            middle = (low + high) // 2
            tried = self._try(width, room, scales[middle], lines)
            if tried[1].height <= room and not _is_cut(tried[1]):
                found, low = tried, middle + 1
            else:
                high = middle
        return found

    def _try(self, width: float, room: float, scale: float, lines: tuple[str, ...]) -> tuple[Look, Drawing]:
        look = replace(self._look, scale=scale * max(self._look.scale, 1.0), motion=0.0)
        return look, draw_whole(self._moment, width, room, look, lines=lines)


def _is_cut(drawing: Drawing) -> bool:
    """Say whether a text had to be shortened."""
    return any("…" in label.text for label in drawing.labels)
