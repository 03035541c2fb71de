"""The cost curve's card: title, read-out, the switch of scale, and the plot when it is ready."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QCoreApplication, Qt, QTimer
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QLabel,
    QStackedLayout,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from engine.nn.types import Array, Ref, freeze
from engine.session import actions
from engine.session.frame import Frame
from gui.look import Look
from gui.panel import SurfacePanel
from gui.panels.cost_curve.scales import whole
from gui.theme import SMALL_PX, set_role

if TYPE_CHECKING:
    # pyqtgraph takes 200 ms to import: not before the window has been painted.
    from gui.panels.cost_curve.plot import CostPlot

__all__ = ["CostCurve", "cursor_of", "drawn_of", "goal_of", "reading_of"]

translate = QCoreApplication.translate


def cursor_of(frame: Frame) -> int:
    """Return the update whose J the playhead is at: the new one once the forward pass ran again."""
    return frame.update + frame.is_over


def goal_of(frame: Frame, update: int) -> actions.Seek | None:
    """Say where to go to bring the cursor to an update, at the step in play; None where it is."""
    here = cursor_of(frame)
    if update == here:
        return None
    if here == frame.update:
        return actions.Seek(frame.number, update=update)
    if update > 0:  # at the last step the cursor is one ahead of the update in play
        return actions.Seek(frame.number, update=update - 1)
    return actions.Seek(frame.written[Ref("J", frame.network.L)], update=0)


def reading_of(frame: Frame, update: int, look: Look) -> str:
    """Say J of an update: "update 0 · J = 0.224"; what a question withholds is ``?``."""
    known = update < frame.curve.size and update not in _withheld(frame)
    J = float(frame.curve[update]) if known else None
    text = translate("CostCurve", "update {update} · J = {value}")
    return text.format(update=whole(update), value=look.number(J))


def drawn_of(frame: Frame) -> Array:
    """Return the curve as it may be drawn: a gap where a question withholds J, so that no place tells it."""
    withheld = [update for update in _withheld(frame) if update < frame.curve.size]
    if not withheld:
        return frame.curve
    curve = frame.curve.copy()
    curve[withheld] = np.nan
    return freeze(curve)


def _withheld(frame: Frame) -> tuple[int, ...]:
    """List the updates whose J a question withholds."""
    L = frame.network.L
    costs = (frame.update, Ref("J", L)), (frame.update + 1, Ref("J_new", L))
    return tuple(update for update, ref in costs if ref in frame.hidden)


class CostCurve(SurfacePanel):
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
        self._look = Look()
        self._frame: Frame | None = None
        self.plot: CostPlot | None = None
        self._asked_for_plot = False
        self._hovered = -1
        self._log_possible = True
        self._lit: frozenset[Ref] = frozenset()
        self._room = QStackedLayout()
        self.empty = QLabel()
        set_role(self.empty, "muted")
        self.empty.setWordWrap(True)
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._room.addWidget(self.empty)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 8, 8, 4)
        column.setSpacing(4)
        column.addLayout(self._head())
        column.addLayout(self._room, 1)
        self.setMinimumSize(260, 120)

    def _head(self) -> QHBoxLayout:
        title = QLabel(self.tr("Cost J"))
        set_role(title, "strong")
        self.reading = QLabel()
        set_role(self.reading, "muted")
        switch = QFrame()
        set_role(switch, "segments")
        inner = QHBoxLayout(switch)
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
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(title)
        row.addWidget(self.reading)
        row.addStretch(1)
        row.addWidget(switch)
        return row

    def make_plot(self) -> None:
        """Import pyqtgraph and put the plot in its place; nothing where that has been done."""
        if self.plot is not None:
            return
        from gui.panels.cost_curve.plot import CostPlot

        self.plot = CostPlot(self)
        self.plot.hovered.connect(self._on_plot_hovered)
        self.plot.chosen.connect(self._on_plot_chosen)
        self._room.addWidget(self.plot)
        self.plot.set_look(self._look)
        if self._frame is not None:
            self._show_curve(self._frame)

    def show_frame(self, frame: Frame) -> None:
        """Draw the curve as far as it has been seen or trained, and the cursor."""
        self._frame = frame
        self._show_reading()
        self._show_curve(frame)

    def light(self, refs: frozenset[Ref]) -> None:
        """Light up the point at the cursor where the cost is pointed at."""
        self._lit = refs
        if self.plot is not None and self._frame is not None:
            self.plot.set_lit(_cost_in_play(self._frame) in refs)

    def set_look(self, look: Look) -> None:
        """Draw in another theme or text size."""
        self._look = look
        small = f"QToolButton {{ padding: 1px 7px; font-size: {look.px(SMALL_PX)}px; }}"
        for button in (self.linear, self.log):
            button.setStyleSheet(small)
        self._show_reading()
        if self.plot is not None:
            self.plot.set_look(look)

    def _show_curve(self, frame: Frame) -> None:
        empty = frame.curve.size == 0
        self.empty.setText(self.tr("No cost yet: the first point comes when J is known.") if empty else "")
        curve = drawn_of(frame)
        self._log_possible = empty or bool((curve > 0).any())
        self.log.setEnabled(self._log_possible)
        if self.plot is None:
            return
        self._room.setCurrentWidget(self.empty if empty else self.plot)
        if not empty:
            self.plot.set_log(self.log.isChecked() and self._log_possible)
            self.plot.show_curve(curve, cursor_of(frame))
            self.plot.set_lit(_cost_in_play(frame) in self._lit)

    def _show_reading(self) -> None:
        if self._frame is None:
            return
        update = self._hovered if self._hovered >= 0 else cursor_of(self._frame)
        text = reading_of(self._frame, update, self._look) if self._frame.curve.size else ""
        self.reading.setText(text)
        if self.plot is not None:
            self.plot.setAccessibleDescription(text)

    def _on_log_toggled(self, on: bool) -> None:
        if self.plot is not None:
            self.plot.set_log(on and self._log_possible)

    def _on_plot_hovered(self, update: int) -> None:
        self._hovered = update
        self._show_reading()
        if self._frame is not None:
            on_cursor = update == cursor_of(self._frame)
            self.pointed.emit(frozenset({_cost_in_play(self._frame)}) if on_cursor else frozenset())

    def _on_plot_chosen(self, update: int) -> None:
        goal = None if self._frame is None else goal_of(self._frame, update)
        if goal is not None:
            self.dispatched.emit(goal)

    def paintEvent(self, event: QPaintEvent) -> None:
        """After the first paint, ask for the plot."""
        super().paintEvent(event)
        if not self._asked_for_plot:
            self._asked_for_plot = True
            QTimer.singleShot(0, self, self.make_plot)


def _cost_in_play(frame: Frame) -> Ref:
    return Ref("J_new" if cursor_of(frame) > frame.update else "J", frame.network.L)
