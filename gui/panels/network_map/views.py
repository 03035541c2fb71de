"""The three views of what the network says: map, fit, picture; one is shown."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QLineF, QPointF
from PySide6.QtWidgets import QStackedWidget, QWidget

from engine.nn.network import Network
from engine.session.frame import Frame
from engine.session.plane import Plane
from gui.focus_ring import RingedWidget
from gui.look import Look
from gui.panels.network_map import contents, words
from gui.panels.network_map.contents import Options
from gui.panels.network_map.data_plot import DataPlot
from gui.panels.network_map.fit_plot import FitPlot
from gui.panels.network_map.labels import Labels, RowMask
from gui.panels.network_map.map_plot import MapPlot
from gui.panels.network_map.portrait import sample_of
from gui.panels.network_map.sample_view import SampleView, side_of

__all__ = ["Views"]

_BESIDE = 24
"""Px that a square plot is wider than high, at 100 %: the numbers of its vertical axis."""
_WANTED = 240
"""Px of another view at 100 %."""
_NO_LIMIT = 16_777_215


class Views(QStackedWidget):
    """Shows one of the views: by how many inputs there are."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.look = Look()
        self.map, self.fit, self.sample = MapPlot(), FitPlot(), SampleView()
        self.plots: tuple[DataPlot, ...] = (self.map, self.fit)
        for view in (*self.plots, self.sample):
            view.setMinimumSize(1, 1)
            self.addWidget(view)
        self.shown: RingedWidget = self.map

    @property
    def plot(self) -> DataPlot | None:
        """The plot that is shown; None where it is the picture of a sample."""
        return self.shown if isinstance(self.shown, DataPlot) else None

    def _suiting(self, frame: Frame, options: Options) -> RingedWidget:
        inputs = frame.setup.table.base_inputs
        if inputs == 1:
            return self.fit
        return self.sample if options.picture and side_of(inputs) else self.map

    def shows(self, frame: Frame, options: Options) -> bool:
        """Say whether the view that suits the data is shown."""
        return self.shown is self._suiting(frame, options)

    def turn_to(self, frame: Frame, options: Options) -> None:
        """Show the view that suits the data."""
        self.shown = self._suiting(frame, options)
        self.setCurrentWidget(self.shown)

    def wanted_width(self) -> int:
        """Return how wide the view likes to be at least."""
        return self.most_width(self.height()) if self.shown is self.map else self.look.px(_WANTED)

    def most_width(self, height: int) -> int:
        """Return how wide the view is to be at most: a square needs no more than its height."""
        return height + self.look.px(_BESIDE) if self.shown is self.map else _NO_LIMIT

    def set_look(self, look: Look) -> None:
        """Draw in another theme or text size."""
        self.look = look
        self.sample.set_look(look)
        for plot in self.plots:
            plot.set_look(look)

    def px_between(self, one: QPointF, other: QPointF) -> float:
        """Return how many px two places of the plot are apart."""
        plot = self.plot or self.map
        return QLineF(plot.place(*one.toTuple()), plot.place(*other.toTuple())).length()

    def light_row(self, row: int) -> None:
        """Light up the point of a row; −1 lights none."""
        for plot in self.plots:
            plot.light_row(row)

    def draw(
        self,
        frame: Frame,
        net: Network,
        plane: Plane,
        labels: Labels,
        right: RowMask | None,
        options: Options,
        *,
        live: bool,
    ) -> None:
        """Draw what a network says.

        Parameters
        ----------
        frame : Frame
        net : Network
            The parameters as they stand.
        plane : Plane
        labels : Labels
        right : ndarray of bool, shape (rows,), or None
            Which rows are put into the right class.
        options : Options
        live : bool
            Everything moves: a large network is drawn coarsely.
        """
        plot, theme = self.plot, self.look.theme
        if plot is None:
            self.sample.show_sample(sample_of(frame, net, labels))
            return
        hidden = words.is_withheld(frame)
        if plot is self.fit:
            fit = contents.fit_of(frame, net, plane, labels, theme)
            self.fit.show_fit(replace(fit, sheets=None) if hidden else fit)
        else:
            shown = contents.map_of(frame, net, plane, labels, options, self.look, live)
            self.map.show_map(replace(shown, image=None) if hidden else shown)
        wrong = None if right is None else ~right
        plot.show_points(contents.points_of(frame, plane, labels, wrong, options, theme))
