"""The painted part of the gadget: lays a moment out, paints it, and lets the wiggle travel."""

from __future__ import annotations

from PySide6.QtCore import QSize, QVariantAnimation, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui.accessible import focus_moved, forget
from gui.look import Look
from gui.panels.chain_gadget.accessible import SpotTree
from gui.panels.chain_gadget.drawing import Drawing, Spot
from gui.panels.chain_gadget.moment import Moment
from gui.panels.chain_gadget.painting import paint
from gui.panels.chain_gadget.whole import draw_whole

__all__ = ["Canvas"]

_ALL = float("inf")
"""The wiggle has come through every box."""


class Canvas(QWidget):
    """Shows a `Moment`, and knows which of its spots is pointed at.

    Signals
    -------
    pointed(path)
        What the mouse or the keyboard is on; "" for nothing.
    set_to(path, value)
        "x" or "dx" is to be set.
    """

    pointed = Signal(str)
    set_to = Signal(str, float)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._moment: Moment | None = None
        self._look, self._room, self._told = Look(), 0.0, 0
        self._drawing = Drawing()
        self._at: int | None = None
        self._travel, self._progress = QVariantAnimation(self), _ALL
        self._travel.valueChanged.connect(self._on_travel_value_changed)
        self.accessible = SpotTree(self, self._spots, lambda: self._at, self.set_to.emit)
        self.setAccessibleName(self.tr("Boxes of the chain"))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.MinimumExpanding)

    # What is shown

    def show_moment(self, moment: Moment) -> None:
        """Show another moment; a wiggle that travels goes on, unless the boxes are others."""
        if self._moment is not None and moment.chain != self._moment.chain:
            self.arrive()
        self._moment = moment
        self._renew()

    def set_look(self, look: Look) -> None:
        """Wear another look."""
        self._look = look
        if not look.motion:
            self.arrive()
        self._renew()

    def set_room(self, height: int) -> None:
        """Fill a height with the plots, where there is enough of it."""
        if height != self._room:
            self._room = float(height)
            self._renew()

    def travel(self) -> None:
        """Let the wiggle travel from x through the boxes; where motion is off, it is there at once."""
        self.arrive()
        if self._moment is None or not self._look.motion:
            return
        self._progress = 0.0
        self._travel.setStartValue(0.0)
        self._travel.setEndValue(float(self._moment.count))
        self._travel.setDuration(round(1000 * self._look.motion * self._moment.count))
        self._travel.start()

    def drawing(self) -> Drawing:
        """Return what is painted."""
        return self._drawing

    def _spots(self) -> list[Spot]:
        return self._drawing.spots

    def spot(self) -> Spot | None:
        """Return what is pointed at."""
        return self._drawing.spots[self._at] if self._at is not None else None

    def arrive(self) -> None:
        """Have the wiggle come through every box."""
        self._travel.stop()
        self._progress = _ALL

    def _on_travel_value_changed(self, value: float) -> None:
        self._progress = value
        self._renew()

    def _renew(self) -> None:
        """Draw afresh; the keyboard stays on the same path."""
        if self._moment is None:
            return
        before = self.spot()
        self._drawing = draw_whole(self._moment, self.width(), self._room, self._look, self._progress)
        spots = self._drawing.spots
        if len(spots) != self._told:
            self._told = len(spots)
            forget(self)
        if before is not None:
            same = (i for i, spot in enumerate(spots) if (spot.path, spot.name) == (before.path, before.name))
            alike = (i for i, spot in enumerate(spots) if spot.path == before.path)
            self._at = next(same, next(alike, None))
            if self._at is None:
                self.pointed.emit("")
        self.setMinimumHeight(round(self._drawing.height + 0.49))
        self.update()

    def sizeHint(self) -> QSize:
        """Ask for what is drawn."""
        return QSize(480, round(self._drawing.height))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay out anew in another width."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._renew()

    def point_at(self, index: int | None) -> None:
        """Point at a spot, or at nothing."""
        if index == self._at:
            return
        self._at = index
        spot = self.spot()
        if self.hasFocus():
            focus_moved(self)
        self.pointed.emit("" if spot is None or spot.path == "dx" else spot.path)
        self.update()

    # Painting

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint all."""
        painter, here = QPainter(self), self.spot()
        ringed = here if self.hasFocus() else None
        lit = [s for s in self._drawing.spots if s is here and not self.hasFocus()]
        paint(painter, self._drawing, self._look, lit, ringed)
        painter.end()
