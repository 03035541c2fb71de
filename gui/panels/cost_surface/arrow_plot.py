"""The plot of a map on which a direction can be drawn, as the answer to a question."""

from __future__ import annotations

import math

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QWidget

from gui.panels.cost_surface.drawn import Arrow, degrees_said, is_same_way, paint_arrows, way_of
from gui.panels.cost_surface.plot import OF_WINDOW, SurfacePlot

__all__ = ["ArrowPlot"]

_LENGTH, _LENGTH_RIGHT = 56.0, 80.0
"""Px of an arrow that was not drawn by hand, and of the right one: one may lie over the other."""
_LEAST = 6.0
"""Px from the point within which the pointer shows no direction."""
_STEP, _FINE = 5.0, 1.0
"""Degrees that an arrow key turns, and with Shift."""
_HALF_TURN = 180.0
_TURNS: dict[int, int] = {
    Qt.Key.Key_Left: 1,
    Qt.Key.Key_Up: 1,
    Qt.Key.Key_Right: -1,
    Qt.Key.Key_Down: -1,
}


class ArrowPlot(SurfacePlot):
    """While a direction is asked for, the mouse draws it and the keys turn it; nothing else is set then.

    Attributes
    ----------
    degrees : float or None
        The direction that was drawn: 0 is to the right, 90 up, in units of the parameters.

    Signals
    -------
    drawn(degrees)
        The arrow points elsewhere now, and was let go of.
    """

    drawn = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.degrees: float | None = None
        self._length = _LENGTH
        self._is_asked, self._has_arrows = False, True
        self._answer: float | None = None
        self._kept: tuple[float | None, float] | None = None  # what it was before the press

    def ask(self, *, is_open: bool, given: float | None = None, answer: float | None = None) -> None:
        """Let a direction be drawn, or no longer.

        Parameters
        ----------
        is_open : bool
        given, answer : float or None
            Degrees of what was answered before, and of the right answer, as far as they are to be seen.
        """
        self._is_asked, self._answer, self._kept = is_open, answer, None
        if given is None or self.degrees is None or not is_same_way(given, self.degrees):
            self.degrees, self._length = given, _LENGTH
        if is_open:
            self.release()
            self._cross = None
        self.update()

    def show_arrows(self, shown: bool) -> None:
        """Show the arrows, or leave them out where the axes are other ones."""
        if shown != self._has_arrows:
            self._has_arrows = shown
            self.update()

    @property
    def is_held(self) -> bool:
        """Say whether a gesture is going on."""
        return super().is_held or self._kept is not None

    @property
    def words(self) -> list[tuple[str, str]]:
        """What the arrows are called, each with the token of its colour: the right one first."""
        return [(words, role) for words, role, _, _ in self._arrows()]

    def _arrows(self) -> list[tuple[str, str, float, float]]:
        """List what is drawn: words, token, degrees, px."""
        found: list[tuple[str, str, float, float]] = []
        if not self._has_arrows:
            return found
        if self._answer is not None:
            text = f"{self._name_of(self._answer)} {degrees_said(self._answer, self.look)}"
            found.append((text, "update", self._answer, _LENGTH_RIGHT))
        if self.degrees is not None:
            text = self.tr("yours {degrees}").format(degrees=degrees_said(self.degrees, self.look))
            found.append((text, "ink", self.degrees, self._length))
        return found

    def _name_of(self, degrees: float) -> str:
        """Call a direction by what it is."""
        uphill = None if self._contents is None else self._contents.uphill
        if uphill is not None and any(uphill):
            slope = math.degrees(math.atan2(uphill[1], uphill[0]))
            for name, way in (("−∇J", slope + _HALF_TURN), ("∇J", slope)):
                if is_same_way(way, degrees):
                    return name
        return self.tr("right")

    def paint_marks(self, painter: QPainter) -> None:
        """Paint the arrows over all else."""
        super().paint_marks(painter)
        contents = self._contents
        if contents is None:
            return
        here, (x, y) = self.place(*contents.here), contents.here
        arrows = []
        for words, role, degrees, length in self._arrows():
            across, up = way_of(degrees)
            way = QLineF(here, self.place(x + across, y + up))
            way.setLength(length)
            arrows.append(Arrow(way, words, role))
        painter.setFont(self.font_small)
        paint_arrows(painter, self.look, arrows, QRectF(QPointF(), self.box.size()).adjusted(1, 1, -1, -1))

    # Mouse

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin an arrow."""
        if not self._is_asked:
            super().mousePressEvent(event)
        elif event.button() == Qt.MouseButton.LeftButton and self.box.contains(event.position()):
            self._kept = self.degrees, self._length
            self._point_to(event.position())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Let the arrow follow the pointer."""
        if self._kept is None:
            super().mouseMoveEvent(event)
        else:
            self._over = None
            self._point_to(self._within(event.position()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go of the arrow."""
        if self._kept is None:
            super().mouseReleaseEvent(event)
        elif event.button() == Qt.MouseButton.LeftButton:
            self._let_go()

    def _point_to(self, at: QPointF) -> None:
        """Let the arrow end at the pointer; at the point it has no direction."""
        off = QLineF(self.point_place(), at)
        if self._contents is None or off.length() < _LEAST:
            return
        x, y = self._contents.here
        there = self.point_at(at)
        self._turn(math.degrees(math.atan2(there.y() - y, there.x() - x)))
        self._length = off.length()

    def _turn(self, degrees: float) -> None:
        self.degrees = degrees % (2 * _HALF_TURN)
        self.hovered.emit()  # what is read off has changed
        self.update()

    def _let_go(self) -> None:
        before, self._kept = self._kept, None
        if before is not None and self.degrees is not None and self.degrees != before[0]:
            self.drawn.emit(self.degrees)

    def _touch(self, part: str) -> None:
        super()._touch("" if self._is_asked else part)

    # Keyboard

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Turn the arrow, or give a drag up."""
        key = event.key()
        if not self._is_asked or event.modifiers() & OF_WINDOW:
            super().keyPressEvent(event)
        elif key in _TURNS:
            step = _FINE if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else _STEP
            self._turn(0.0 if self.degrees is None else self._rounded() + step * _TURNS[key])
            self.drawn.emit(self.degrees)
        elif key == Qt.Key.Key_Escape and self._kept is not None:
            (self.degrees, self._length), self._kept = self._kept, None
            self.hovered.emit()
            self.update()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def _rounded(self) -> float:
        """Return whole degrees: from there on keys go."""
        return float(round(self.degrees or 0.0))

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Accept what has been drawn."""
        self._let_go()
        super().focusOutEvent(event)
