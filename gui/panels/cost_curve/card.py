"""The cost curve's card: title, read-out, the switch of scale, and the plot when it is ready."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QFrame, QGridLayout, QHBoxLayout, QLabel, QToolButton, QWidget

from engine.nn.types import Array, Ref, freeze
from engine.session.frame import Frame
from gui.island import Island
from gui.look import Look
from gui.panels.cost_curve.runs import (
    cost_in_play,
    cursor_of,
    ghosts_of,
    goal_of,
    reading_of,
    run_of,
    title_of,
)
from gui.plotting.card import PlotCard
from gui.theme import SMALL_PX, set_role

if TYPE_CHECKING:
    # pyqtgraph takes 200 ms to import: not before the window has been painted.
    from gui.panels.cost_curve.plot import CostPlot

__all__ = ["CostCurve"]

_NOTHING = freeze(np.empty(0))


class CostCurve(PlotCard["CostPlot"]):
    """J of the whole data set by update, with a cursor that follows the playhead.

    Signals
    -------
    pointed(refs)
        The mouse is on the cost that is in play.
    dispatched(action)
        `Seek`: the user wants to be at another update.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._frame: Frame | None = None
        self._hovered, self._hovered_run = -1, -1
        self._log_possible = True
        self._looked_at: Array = _NOTHING
        self._lit: frozenset[Ref] = frozenset()
        self._pointed: frozenset[Ref] = frozenset()
        self._title, self.reading = QLabel(self.tr("Cost J")), QLabel()
        set_role(self._title, "strong")
        set_role(self.reading, "muted")
        self._is_folded = False
        head = QWidget()
        self._head = QGridLayout(head)
        self._head.setContentsMargins(0, 0, 0, 0)
        self._head.setHorizontalSpacing(10)
        self._head.setVerticalSpacing(0)
        self._head.setColumnStretch(1, 1)
        self._head.addWidget(self._title, 0, 0)
        self._head.addWidget(self.reading, 0, 1)
        self._head.addWidget(self._switch(), 0, 2)
        self.column.insertWidget(0, Island(head))

    def _fit_head(self, *, anew: bool = False) -> None:
        """Give the read-out a line of its own where it needs one; it keeps that while numbers change."""
        margins = self.column.contentsMargins()
        room = self.width() - margins.left() - margins.right() - 2 * self._head.horizontalSpacing()
        needed = sum(part.sizeHint().width() for part in (self._title, self.reading, self._scale_switch))
        folded = needed > room or (self._is_folded and not anew)
        if folded != self._is_folded:
            self._is_folded = folded
            self._head.removeWidget(self.reading)
            self._head.addWidget(self.reading, *((1, 0, 1, 3) if folded else (0, 1)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the read-out into the new width."""
        super().resizeEvent(event)
        self._fit_head(anew=True)

    def _switch(self) -> QFrame:
        """Make the two buttons that choose the scale of J."""
        self._scale_switch = QFrame()
        set_role(self._scale_switch, "segments")
        inner = QHBoxLayout(self._scale_switch)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(0)
        self.linear, self.log = QToolButton(), QToolButton()
        self._scales = QButtonGroup(self)
        for button, text in ((self.linear, self.tr("Linear")), (self.log, self.tr("Log"))):
            button.setText(text)
            button.setCheckable(True)
            set_role(button, "segment")
            self._scales.addButton(button)
            inner.addWidget(button)
        self.linear.setChecked(True)
        self.log.toggled.connect(self._on_log_toggled)
        return self._scale_switch

    def new_plot(self) -> CostPlot:
        """Import pyqtgraph and make the plot."""
        from gui.panels.cost_curve.plot import CostPlot

        plot = CostPlot(self)
        plot.hovered.connect(self._on_plot_hovered)
        plot.chosen.connect(self._on_plot_chosen)
        return plot

    def show_frame(self, frame: Frame) -> None:
        """Draw the curve as far as it has been seen or trained, and the cursor."""
        self._frame = frame
        self.draw()

    def light(self, refs: frozenset[Ref]) -> None:
        """Light up the point at the cursor where the cost is pointed at."""
        self._lit = refs
        if self.plot is not None and self._frame is not None:
            self.plot.set_lit(cost_in_play(self._frame) in refs)

    def set_look(self, look: Look) -> None:
        """Draw in another theme or text size."""
        small = f"QToolButton {{ padding: 1px 7px; font-size: {look.px(SMALL_PX)}px; }}"
        for button in (self.linear, self.log):
            button.setStyleSheet(small)
        super().set_look(look)
        self._show_reading()
        self._fit_head(anew=True)

    def draw(self) -> None:
        """Show the curve, or say that there is none."""
        frame = self._frame
        if frame is None:
            return
        self._show_title(title_of(frame))
        run, ghosts = run_of(frame), ghosts_of(frame)
        empty = not (run.curve.size or ghosts)
        self.say(self.tr("No cost yet: the first point comes when J is known.") if empty else "")
        self._look_for_logs(run.curve)
        if self.plot is not None and not empty:
            self.plot.set_log(self.log.isChecked() and self._log_possible)
            self.plot.show_curve(run, cursor_of(frame), ghosts)
            self.plot.set_lit(cost_in_play(frame) in self._lit)
        self._show_reading()

    def _show_title(self, text: str) -> None:
        if text != self._title.text():
            self._title.setText(text)
            self._fit_head(anew=True)

    def _look_for_logs(self, curve: Array) -> None:
        """Offer the logarithmic scale where there is something to draw on it."""
        if curve is not self._looked_at:
            self._looked_at = curve
            self._log_possible = not curve.size or bool((curve > 0).any())
            self.log.setEnabled(self._log_possible)

    def _show_reading(self) -> None:
        frame = self._frame
        if frame is None:
            return
        ghosts = ghosts_of(frame)
        ghost = ghosts[self._hovered_run] if 0 <= self._hovered_run < len(ghosts) else None
        update = self._hovered if self._hovered >= 0 else cursor_of(frame)
        text = reading_of(frame, update, self.look, ghost) if frame.curve.size or ghost else ""
        if text != self.reading.text():
            self.reading.setText(text)
            self._fit_head()
        if self.plot is not None:
            self.plot.setAccessibleDescription(text)

    def _on_log_toggled(self, on: bool) -> None:
        if self.plot is not None:
            self.plot.set_log(on and self._log_possible)

    def _on_plot_hovered(self, update: int, run: int) -> None:
        self._hovered, self._hovered_run = update, run
        self._show_reading()
        if self._frame is not None:
            on_cursor = run < 0 and update == cursor_of(self._frame)
            self._point(frozenset({cost_in_play(self._frame)}) if on_cursor else frozenset())

    def _point(self, refs: frozenset[Ref]) -> None:
        if refs != self._pointed:
            self._pointed = refs
            self.pointed.emit(refs)

    def _on_plot_chosen(self, update: int) -> None:
        goal = None if self._frame is None else goal_of(self._frame, update)
        if goal is not None:
            self.dispatched.emit(goal)

    # A picture of it

    @property
    def picture_name(self) -> str:
        """What a picture of it is called."""
        return self.tr("Cost curve")

    def twin(self, frame: Frame, look: Look) -> CostCurve:
        """Make another panel that shows the same of a moment, without the switch."""
        twin = CostCurve()
        twin._scale_switch.hide()
        twin.log.setChecked(self.log.isChecked())
        twin.make_plot()
        twin.set_look(look)
        twin.show_frame(frame)
        return twin
