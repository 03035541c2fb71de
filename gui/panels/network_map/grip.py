"""What joins the hand with the plots: presses, drags and keys there become gestures."""

from __future__ import annotations

from PySide6.QtCore import QObject, QPointF, Signal

from engine.session.setup import Setup
from gui.panels.network_map.hand import Ground, Hand, Tool
from gui.panels.network_map.views import Views

__all__ = ["Grip"]


class Grip(QObject):
    """Listens to the plots and uses the hand.

    Parameters
    ----------
    views : Views
    parent : QObject

    Attributes
    ----------
    hand : Hand

    Signals
    -------
    dispatched(action)
    said(sentence)
        What is to be shown; empty where nothing is wrong any more.
    released()
        What was held has been let go of, or given up.
    """

    dispatched, said, released = Signal(object), Signal(str), Signal()

    def __init__(self, views: Views, parent: QObject) -> None:
        super().__init__(parent)
        self._views = views
        self.hand = Hand(self.dispatched.emit, self.said.emit)
        for plot in views.plots:
            plot.dragged.connect(self.hand.drag)
            plot.dropped.connect(self._on_plot_dropped)
            plot.given_up.connect(self._on_plot_given_up)

    def follow(self, setup: Setup) -> None:
        """Let go of what is held once somebody else, such as Undo, has changed the data."""
        if self.hand.has_lost(setup):
            self.let_go()

    def let_go(self) -> None:
        """Hold nothing any more: what is held stays where it is."""
        self.hand.forget()
        for plot in self._views.plots:
            plot.is_holding = False

    def take(self, tool: Tool) -> None:
        """Take another tool."""
        self.let_go()
        self.hand.tool = tool

    def press(self, ground: Ground, at: QPointF) -> None:
        """Use the tool at a place of the plot."""
        plot = self._views.plot
        if plot is not None:
            self.hand.press(ground, plot.row_at(at), at)
            plot.is_holding = self.hand.is_holding

    def erase(self, ground: Ground, at: QPointF) -> None:
        """Delete the point at a place of the plot."""
        plot = self._views.plot
        row = None if plot is None else plot.row_at(at)
        if row is not None:
            self.hand.erase(ground, row, at)

    def _on_plot_dropped(self) -> None:
        self.hand.drop()
        self._end()

    def _on_plot_given_up(self) -> None:
        self.hand.cancel()
        self._end()

    def _end(self) -> None:
        self.let_go()
        self.released.emit()
