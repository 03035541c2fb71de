"""The clock of the lecture, and a bar that shows how much is told and how much time has gone."""

from __future__ import annotations

from collections.abc import Callable
from time import monotonic

from PySide6.QtCore import QRectF, QSize, QTimer, Signal
from PySide6.QtGui import QHideEvent, QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QVBoxLayout, QWidget

from gui.look import Look
from gui.panels.lesson_card.flow import FlowLayout
from gui.present.console.pressing import PressButton
from gui.present.console.words import clock, pace_told
from gui.present.pace import Pace
from gui.theme import set_role

__all__ = ["PaceBar", "PaceView"]

_SECOND_MS = 1000
_PX, _COMPACT_PX = 20, 14
_LATE = 60.0
"""Seconds behind from which on it is said in the colour of a warning."""


class PaceBar(QWidget):
    """Two bars over one another: what is told by the plan, and the time that has gone."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = Look()
        self._shares = (0.0, 0.0, 0.0)
        self._stops: tuple[float, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_look(self, look: Look) -> None:
        """Wear another theme or size."""
        self._look = look
        self.updateGeometry()
        self.update()

    def show_shares(self, told: tuple[float, float], gone: float, stops: tuple[float, ...]) -> None:
        """Show from where to where the stop in play is planned, and how much time has gone, from 0 to 1.

        Parameters
        ----------
        told : tuple of float
            Beginning and end of the stop in play, as shares of the planned time.
        gone : float
        stops : tuple of float
            Where each stop ends.
        """
        shares = (*told, min(gone, 1.0))
        if (shares, stops) != (self._shares, self._stops):
            self._shares, self._stops = shares, stops
            self.update()

    def sizeHint(self) -> QSize:
        """Ask for two thin lines."""
        return QSize(self._look.px(120), self._look.px(16))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the plan above and the clock below."""
        painter, theme = QPainter(self), self._look.theme
        high = self.height() / 2 - 1
        begin, end, gone = self._shares
        plan, time = QRectF(0, 0, self.width(), high), QRectF(0, high + 2, self.width(), high)
        for box in (plan, time):
            painter.fillRect(box, theme.colour("line"))
        painter.fillRect(_part(plan, 0.0, begin), theme.colour("delta"))
        painter.fillRect(_part(plan, begin, end), theme.colour("delta_soft"))
        painter.fillRect(_part(time, 0.0, gone), theme.colour("negative" if gone > end else "forward"))
        painter.setPen(theme.colour("surface"))
        for stop in self._stops[:-1]:
            painter.drawLine(round(stop * self.width()), 0, round(stop * self.width()), int(high))
        painter.setPen(theme.colour("delta"))
        painter.drawRect(_part(plan, begin, end).adjusted(0, 0, -1, -1))
        painter.end()


def _part(box: QRectF, begin: float, end: float) -> QRectF:
    return QRectF(box.left() + begin * box.width(), box.top(), (end - begin) * box.width(), box.height())


class PaceView(QWidget):
    """The time that has gone, the planned time, how far the lecture is behind, and the bar.

    Parameters
    ----------
    now : callable
        A clock that only goes forward, in seconds.
    is_compact : bool
        In one line, without the bar and its button.

    Signals
    -------
    toggled()
        The clock is to be stopped, or to go on.
    """

    toggled = Signal()

    def __init__(self, now: Callable[[], float] = monotonic, *, is_compact: bool = False) -> None:
        super().__init__()
        self._now, self._pace, self._at = now, Pace(()), 0
        self._look = Look()
        self.time, self.planned, self.state = QLabel(), QLabel(), QLabel()
        self.button, self.bar = PressButton("", "flat"), PaceBar()
        set_role(self.planned, "muted")
        set_role(self.state, "strong")
        self.button.clicked.connect(self.toggled)
        self._timer = QTimer(self)
        self._timer.setInterval(_SECOND_MS)
        self._timer.timeout.connect(self._tell)
        self._px = _COMPACT_PX if is_compact else _PX
        self._lay_out(is_compact=is_compact)

    def _lay_out(self, *, is_compact: bool) -> None:
        row = FlowLayout(None, 10)
        for part in (self.time, self.planned, self.state, self.button):
            row.addWidget(part)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(row)
        column.addWidget(self.bar)
        self.button.setVisible(not is_compact)
        self.bar.setVisible(not is_compact)

    def set_look(self, look: Look) -> None:
        """Wear another theme or text size."""
        self._look = look
        self.time.setStyleSheet(f"font-size: {look.px(self._px)}px; font-weight: 600;")
        self.bar.set_look(look)
        self._tell()

    def show_pace(self, pace: Pace, at: int) -> None:
        """Show the pace of a lecture at a stop, from 0."""
        self._pace, self._at = pace, at
        self._run()
        self._tell()

    def showEvent(self, event: QShowEvent) -> None:
        """Go with the clock while it is seen."""
        super().showEvent(event)
        self._run()
        self._tell()

    def hideEvent(self, event: QHideEvent) -> None:
        """Rest while nobody sees it."""
        super().hideEvent(event)
        self._timer.stop()

    def _run(self) -> None:
        """Look at the clock once a second, only while it goes and is seen."""
        if not (self._pace.is_running and self.isVisible()):
            self._timer.stop()
        elif not self._timer.isActive():
            self._timer.start()

    def _tell(self) -> None:
        pace, now = self._pace, self._now()
        elapsed, planned, behind = pace.elapsed(now), pace.planned, pace.behind(self._at, now)
        self.time.setText(clock(elapsed))
        self.planned.setText(self.tr("of {minutes} min").format(minutes=round(planned / 60)))
        said = pace_told(behind)
        self.state.setText(said)
        self.state.setStyleSheet(f"color: {self._look.theme.negative};" if behind >= _LATE else "")
        self.button.setText(self.tr("Stop the clock") if pace.is_running else self.tr("Start the clock"))
        self._tell_bar(pace, elapsed, planned)
        self.setAccessibleName(self.tr("Time"))
        self.setAccessibleDescription(
            self.tr("{gone} of {minutes} minutes, {state}").format(
                gone=clock(elapsed), minutes=round(planned / 60), state=said
            )
        )

    def _tell_bar(self, pace: Pace, elapsed: float, planned: float) -> None:
        whole = planned or 1.0
        begin, end = pace.span(self._at)
        stops = tuple(each / whole for each in pace.ends)
        self.bar.show_shares((begin / whole, end / whole), elapsed / whole, stops)
