"""Small flags where a run was changed by hand, each on a pole that stands on the curve. No pyqtgraph."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QPointF
from PySide6.QtGui import QPainter, QPen, QPolygonF

from engine.session.flags import flags_of
from engine.session.frame import Frame
from gui.look import Look
from gui.run_words import change_of, names_for
from gui.short_number import whole
from gui.theme import Theme

__all__ = ["FlagMark", "Flags", "Planted", "marks_of", "told_of"]

_POLE, _WIDTH, _HEIGHT = 18.0, 9.0, 7.0
_NEAR = 7.0
"""Px beside a flag that count as the flag; flags that stand nearer are one."""


@dataclass(frozen=True, slots=True)
class FlagMark:
    """A change by hand: the update from which on it holds, and what it was, in words."""

    update: int
    text: str


def marks_of(frame: Frame, look: Look) -> tuple[FlagMark, ...]:
    """Say where the run in play was changed by hand, each thing that was changed by itself."""
    names = names_for(frame.document, frame)
    return tuple(FlagMark(flag.update, change_of(flag, names, look)) for flag in flags_of(frame.document))


def told_of(mark: FlagMark) -> str:
    """Say when and what: "update 40: cut w⁽¹⁾₃₂"."""
    text = QCoreApplication.translate("CostCurve", "update {update}: {change}")
    return text.format(update=whole(mark.update), change=mark.text)


@dataclass(frozen=True, slots=True, eq=False)
class Planted:
    """A flag where it is painted: px of the foot of its pole; changes side by side share one."""

    foot: QPointF
    marks: tuple[FlagMark, ...]

    @property
    def top(self) -> float:
        """Where the pole ends; a flag is never above the plot."""
        return max(self.foot.y() - _POLE, 1.0)

    def is_at(self, point: QPointF) -> bool:
        """Say whether a point is on the flag or on its pole."""
        across = point.x() - self.foot.x()
        return -_NEAR < across < _WIDTH + 2.0 and self.top - 4.0 < point.y() < max(self.foot.y(), 12.0)


class Flags:
    """The flags of the run in play."""

    def __init__(self) -> None:
        self.planted: list[Planted] = []

    def plant(self, marks: Sequence[FlagMark], foot: Callable[[int], QPointF | None]) -> None:
        """Place flags; `foot` says where on the curve an update is, in px, None where nothing is drawn."""
        self.planted = []
        for mark in marks:
            at = foot(mark.update)
            if at is None:
                continue
            last = self.planted[-1] if self.planted else None
            if last is not None and at.x() - last.foot.x() < _NEAR:
                self.planted[-1] = Planted(last.foot, (*last.marks, mark))
            else:
                self.planted.append(Planted(at, (mark,)))

    def at(self, point: QPointF) -> Planted | None:
        """Return the flag that a point is on."""
        return next((each for each in reversed(self.planted) if each.is_at(point)), None)

    def paint(self, painter: QPainter, theme: Theme, hovered: Planted | None) -> None:
        """Paint the flags."""
        for each in self.planted:
            colour = theme.colour("ink" if each is hovered else "muted")
            top = QPointF(each.foot.x(), each.top)
            painter.setPen(QPen(colour, 1.5))
            painter.setBrush(colour)
            painter.drawLine(each.foot, top)
            cloth = [QPointF(0.0, 0.0), QPointF(_WIDTH, _HEIGHT / 2.0), QPointF(0.0, _HEIGHT)]
            painter.drawPolygon(QPolygonF([top + corner for corner in cloth]))
