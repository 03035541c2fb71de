"""The steppers of all columns; where there is no room for all, that of the column that is meant.

The others show their numbers alone then, where those have room: the pointer, or the keyboard, brings buttons.
"""

from __future__ import annotations

from PySide6.QtCore import QObject, QRect, Qt, Signal
from PySide6.QtWidgets import QWidget

from engine.session.frame import Frame
from gui.diagram.building.stepper import Stepper, height_of
from gui.diagram.layout import Layout
from gui.look import Look

__all__ = ["Steppers"]

_AIR = 6
"""Px between two of them."""
_UNDER = 0.42
"""From the middle of a header to the top of the stepper, as a share of its height."""
_MOST = 24
"""More columns than so many have one stepper at a time, however wide the view."""


class Steppers(QObject):
    """Keeps a stepper over each column.

    Signals
    -------
    asked(Edit)
        What is to be done.
    """

    asked = Signal(object)

    def __init__(self, diagram: QWidget) -> None:
        super().__init__(diagram)
        self._diagram, self._look = diagram, Look()
        self.all: list[Stepper] = []
        self._meant = 0

    def set_look(self, look: Look) -> None:
        """Draw in another look."""
        self._look = look
        for stepper in self.all:
            stepper.set_look(look)

    def show_frame(self, frame: Frame) -> None:
        """Have as many as there are columns, each with the numbers of its own."""
        while len(self.all) < len(frame.network.sizes):
            self.all.append(self._made(len(self.all)))
        for stepper in self.all[len(frame.network.sizes) :]:
            if stepper.minus.hasFocus() or stepper.plus.hasFocus():
                self._diagram.setFocus(Qt.FocusReason.OtherFocusReason)
            stepper.hide()
            stepper.deleteLater()
        del self.all[len(frame.network.sizes) :]
        for stepper in self.all:
            stepper.show_frame(frame)

    def _made(self, layer: int) -> Stepper:
        stepper = Stepper(self._diagram, layer)
        stepper.set_look(self._look)
        stepper.asked.connect(self.asked)
        return stepper

    def place(self, layout: Layout, meant: int) -> None:
        """Put them over their columns.

        Parameters
        ----------
        layout : Layout
        meant : int
            The column that has one even where there is not room for all.
        """
        fits = self._fits(layout)
        keyboard = next((s.layer for s in self.all if s.minus.hasFocus() or s.plus.hasFocus()), meant)
        y = layout.header_y + _UNDER * height_of(self._look)
        taken: QRect | None = None
        for stepper in sorted(self.all, key=lambda stepper: stepper.layer != keyboard):
            stepper.shorten(not (fits or stepper.layer == keyboard))
            x = layout.columns[stepper.layer]
            left = round(x - stepper.width() / 2)
            within = 0 <= x <= layout.width
            left = min(max(left, 2), round(layout.width) - stepper.width() - 2)
            stepper.move(left, round(y))
            stepper.float_over(layout.span > layout.height)
            is_free = taken is None or not taken.intersects(stepper.geometry())
            stepper.setVisible(
                within and (fits or stepper.layer == keyboard or (is_free and self._counts(layout)))
            )
            if stepper.layer == keyboard and not fits:
                taken = stepper.geometry()

    def _counts(self, layout: Layout) -> bool:
        """Say whether the numbers alone have room side by side."""
        widest = max(stepper.width_of_number() for stepper in self.all)
        return len(self.all) <= _MOST and layout.pitch >= widest + _AIR

    def _fits(self, layout: Layout) -> bool:
        widest = max(stepper.sizeHint().width() for stepper in self.all)
        return len(self.all) <= _MOST and layout.pitch >= widest + _AIR

    def hide(self) -> None:
        """Show none."""
        for stepper in self.all:
            stepper.hide()
