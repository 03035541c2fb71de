"""Where the panels stand: head bar above; left column, centre and δ panel below, with movable borders."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import cast

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from gui import shares
from gui.beside import title_of
from gui.centre import DIAGRAM, PLOTS, Centre, column, splitter
from gui.diagram import Diagram
from gui.hands.visit import Home
from gui.look import Look
from gui.modes import Modes
from gui.panel import Panel
from gui.panels.cost_curve import CostCurve
from gui.panels.course import CoursePanel
from gui.panels.delta_panel import DeltaPanel
from gui.panels.head_bar import HeadBar
from gui.panels.network_settings import NetworkSettings
from gui.panels.notice import NoticeBar
from gui.panels.timeline import Timeline
from gui.panels.transport import Transport
from gui.panels.weight_slice import WeightSlice
from gui.panels.welcome import Welcome
from gui.settings.settings import Arrangement
from gui.views import SLICE, VIEWS

_BORDER = 1


class Regions(QWidget):
    """All panels of the window in their places. The outer regions can be hidden and resized.

    Parameters
    ----------
    shortcuts : mapping of str to str
        The key of every command, for the panels that tell them.

    Signals
    -------
    rearranged()
        A region was hidden, shown or resized by the user, or by a window that became narrow or wide.
    view_asked(name)
        The user wants to see another view beside the cost curve.
    """

    rearranged = Signal()
    view_asked = Signal(str)

    def __init__(self, shortcuts: Mapping[str, str]) -> None:
        super().__init__()
        self.head_bar, self.notice = HeadBar(shortcuts), NoticeBar()
        self.welcome, self.course, self.settings = Welcome(shortcuts), CoursePanel(), NetworkSettings()
        self.diagram, self.transport, self.timeline = Diagram(), Transport(shortcuts), Timeline()
        self.cost_curve, self.delta_panel = CostCurve(), DeltaPanel()
        self.modes = Modes(self.welcome, self.course, self.settings)
        self.left, self.beside = self.modes.left, self.modes.beside
        self._plots = splitter(Qt.Orientation.Horizontal, self.cost_curve, self.beside)
        self._rows = Centre(self.diagram, self.transport, self.timeline, self._plots)
        self._columns = splitter(Qt.Orientation.Horizontal, self.left, self._rows, self.delta_panel)
        column(self, self.head_bar, self.notice, self._columns).setStretch(2, 1)
        self._outer = {
            "left": self.left,
            "delta": self.delta_panel,
            "curve": self.cost_curve,
            "slice": self.beside,
        }
        Home(self.diagram)
        self.arrangement = Arrangement()
        self._scale = 1.0
        self._is_narrow = self._left_even_if_narrow = False
        self._is_low, self._is_large, self._page = False, False, DIAGRAM
        self._not_in_lesson: frozenset[str] = frozenset()
        self._stage: QWidget = self.diagram
        self._columns.splitterMoved.connect(self._on_columns_moved)
        self._rows.splitterMoved.connect(self._on_rows_moved)
        self._rows.turned.connect(self._turn_to)
        self.head_bar.left_asked.connect(self.toggle_left)
        self.head_bar.delta_asked.connect(self.toggle_delta)
        self._plots.splitterMoved.connect(self._on_plots_moved)
        self.beside.asked.connect(self.see)
        self.beside.enlarge_asked.connect(self.toggle_large)
        self.modes.turned.connect(self._on_modes_turned)
        self._rows.name_page(SLICE, title_of(self.beside.name))

    @property
    def panels(self) -> tuple[Panel, ...]:
        """The panels that are on screen, or may be at any time, in the order of the eye."""
        return (
            self.head_bar, self.notice, *self.modes.panels[:-1], self.diagram, self.transport,
            self.timeline, self.cost_curve, self.modes.panels[-1], self.delta_panel,
        )  # fmt: skip

    @property
    def weight_slice(self) -> WeightSlice:
        """J along the selected weight."""
        return cast("WeightSlice", self.beside.view(SLICE))

    def set_look(self, look: Look) -> None:
        """Draw every panel in another look; larger text takes more room."""
        for panel in {*self.panels, *self.modes.made}:
            panel.set_look(look)
        self.beside.set_look(look)
        if look.scale != self._scale:
            self._scale = look.scale
            self.left.updateGeometry()
            for plot in (self.cost_curve, self.beside):
                plot.setMinimumWidth(look.px(shares.PLOT))
            self._fit()

    def set_shortcuts(self, shortcuts: Mapping[str, str]) -> None:
        """Tell the panels that name keys of others."""
        for panel in (self.head_bar, self.welcome, self.transport):
            panel.set_shortcuts(shortcuts)

    @property
    def ticks(self) -> Mapping[str, bool]:
        """Say by its name, which is its command's too, whether each region is shown."""
        return {name: not widget.isHidden() for name, widget in self._outer.items()}

    @property
    def view_ticks(self) -> Mapping[str, bool]:
        """Say by its command whether each view is the one beside the cost curve."""
        return {f"view_{name}": name == self.beside.name for name in VIEWS}

    @property
    def stops(self) -> tuple[QWidget, ...]:
        """What Tab goes through, in the order of the eye."""
        return self.head_bar, self.notice, self.left, *self._rows.stops, self.delta_panel

    def arrange(self, arrangement: Arrangement) -> None:
        """Show, hide and size the regions."""
        self.arrangement = arrangement
        self._apply()

    def reset(self) -> None:
        """Show every region in its usual size."""
        self._left_even_if_narrow, self._page = False, DIAGRAM
        if self._is_large:
            self.toggle_large()
        self.arrange(Arrangement())

    def toggle_left(self) -> None:
        """Show or hide the left column."""
        self._toggle("left")

    def toggle_delta(self) -> None:
        """Show or hide the δ panel."""
        self._toggle("delta")

    def toggle_curve(self) -> None:
        """Show or hide the cost curve."""
        self._toggle("curve")

    def toggle_slice(self) -> None:
        """Show or hide the view beside the cost curve."""
        self._toggle("slice")

    def see(self, view: str) -> None:
        """Show a view beside the cost curve, and the region where it is hidden."""
        self.view_asked.emit(view)
        if self.beside.isHidden():
            self.toggle_slice()

    def show_lesson(self, panels: frozenset[str] | None, stage: QWidget | None = None) -> None:
        """Show the regions that a lesson uses, whatever else the user likes to see; None: no lesson.

        Parameters
        ----------
        panels : frozenset of str or None
            Names of what is shown: "delta", "formula", "curve", and those of the views.
        stage : QWidget, optional
            What stands in place of the diagram.
        """
        shown = {
            "left": True,
            "delta": panels is None or not panels.isdisjoint({"delta", "formula"}),
            "curve": panels is None or "curve" in panels,
            "slice": panels is None or not panels.isdisjoint(VIEWS),
        }
        away = frozenset(name for name, is_shown in shown.items() if not is_shown)
        stage = self.diagram if stage is None else stage
        if (away, stage) != (self._not_in_lesson, self._stage):
            self._not_in_lesson, self._stage = away, stage
            self._left_even_if_narrow = self._left_even_if_narrow or panels is not None
            self._rows.put_on_stage(stage)
            self._apply()

    def turn_to_plot(self, name: str) -> None:
        """Show the page of a plot where there is no height for all; nothing where all are there."""
        if self._is_low and name not in self._hidden():
            self._turn_to(name)

    def explore_diagram(self, *, on: bool) -> None:
        """Let the network be built and looked into on the diagram, or not."""
        self.diagram.set_building(on)
        self.diagram.set_arranging(on)
        self.diagram.set_maps(on)

    def _on_modes_turned(self) -> None:
        """Give the panels of another mode their room."""
        self._rows.name_page(SLICE, title_of(self.beside.name))
        self._rows.put_on_stage(self._stage if self.modes.mode == "learn" else self.diagram)
        if self.modes.in_lesson:
            self._apply()
        self._fit()

    def toggle_large(self) -> None:
        """Enlarge the view beside the cost curve at the cost of the diagram, or make it as it was."""
        self._is_large = not self._is_large
        self.beside.show_large(is_large=self._is_large)
        self._share_out()

    def _toggle(self, name: str) -> None:
        """Show or hide a region; one that only wants room is not hidden for good."""
        hidden, wanted = self.arrangement.hidden, self._outer[name].isHidden()
        gives_way = (name == "left" and self._is_narrow) or (name in PLOTS and self._is_low)
        gives_way = gives_way or name in self._not_in_lesson
        self._not_in_lesson -= {name}
        if name in PLOTS:
            self._page = name if wanted else DIAGRAM
        elif name == "left" or wanted:  # the two columns may have room for one of them only
            self._left_even_if_narrow = wanted and name == "left"
        after = hidden - {name} if wanted else hidden if gives_way else hidden | {name}
        self.arrange(replace(self.arrangement, hidden=after))

    def _turn_to(self, page: str) -> None:
        self._page = page
        self._apply()

    def _apply(self) -> None:
        hidden = self._hidden()
        pages = (DIAGRAM, *(name for name in PLOTS if name not in hidden))
        self._page = self._page if self._page in pages else DIAGRAM
        self._rows.fold(self._is_low)
        self.beside.enlarge.setHidden(self._is_low)
        self._rows.offer(pages if self._is_low else (DIAGRAM,), self._page if self._is_low else DIAGRAM)
        if self._page != DIAGRAM and self._is_low and self._rows.stage.hasFocus():
            self._rows.tabs.setFocus(Qt.FocusReason.OtherFocusReason)  # before it goes where Qt likes
        self._rows.stage.setHidden(self._is_low and self._page != DIAGRAM)
        away = hidden | self._given_away()
        for name, widget in self._outer.items():
            widget.setVisible(name not in away)
        self._plots.setHidden(self.cost_curve.isHidden() and self.beside.isHidden())
        has_deltas = self._rows.stage is self.diagram
        self.head_bar.offer_columns(
            left=self.left.isHidden(), delta=has_deltas and self.delta_panel.isHidden()
        )
        self._share_out()
        self.rearranged.emit()

    def _hidden(self) -> frozenset[str]:
        """Name the regions that are not wanted: a lesson always wants its card."""
        if self.modes.mode == "learn" and self.modes.in_lesson:
            return self.arrangement.hidden - {"left"} | self._not_in_lesson
        return self.arrangement.hidden

    def _given_away(self) -> set[str]:
        """Name the regions that have no room now."""
        away = {*PLOTS} - {self._page} if self._is_low else set()
        if self._is_narrow and not self._left_even_if_narrow:
            away.add("left")
        elif self._is_narrow and not self._has_room():
            away.add("delta")
        return away

    def _has_room(self) -> bool:
        """Say whether the centre keeps enough between both columns."""
        usual = shares.columns_of(self.width(), self._scale, alone=False)
        least = shares.LEAST_CENTRE if self._is_low else max(shares.LEAST_CENTRE, 2 * shares.PLOT)
        return self.width() - usual["left"] - usual["delta"] >= least * self._scale

    def _share_out(self) -> None:
        """Give each outer region the size that the user gave it, or its usual share."""
        above = (bar.sizeHint().height() for bar in (self.head_bar, self.notice) if not bar.isHidden())
        width, height = self.width(), self.height() - sum(above)
        alone = self._is_narrow and self.delta_panel.isHidden()
        left, right = (
            0 if self._outer[name].isHidden() else round(self.arrangement.sizes.get(name, share))
            for name, share in shares.columns_of(width, self._scale, alone=alone).items()
        )
        sizes = {} if self._is_large else self.arrangement.sizes
        usual = shares.bottom_of(height, self._scale, is_large=self._is_large)
        bottom = 0 if self._plots.isHidden() else round(sizes.get("curve", usual))
        borders = (bool(left) + bool(right)) * _BORDER
        self._columns.setSizes([left, width - left - right - borders, right])
        self._rows.setSizes([height - bottom - bool(bottom) * _BORDER, bottom])
        centre = width - left - right - borders - _BORDER
        beside = round(sizes.get("slice", shares.view_of(centre, is_large=self._is_large)))
        self._plots.setSizes([centre - beside, beside])

    def _on_columns_moved(self, _position: int, border: int) -> None:
        self._note_size("left" if border == 1 else "delta")

    def _on_rows_moved(self) -> None:
        self._note_size("curve")

    def _on_plots_moved(self) -> None:
        self._note_size("slice")

    def _note_size(self, name: str) -> None:
        if self._is_large and name in PLOTS:  # for a while only
            return
        widget = self._outer[name]
        size = self._plots.height() if name == "curve" else widget.width()
        self.arrangement = replace(self.arrangement, sizes={**self.arrangement.sizes, name: size})
        self.rearranged.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the room out anew."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Share the room out; where it has become narrow or wide, take or give back the left column's."""
        is_narrow = shares.is_narrow(self.width(), self._scale)
        is_low = shares.is_low(self.height() - self.head_bar.sizeHint().height(), self._scale)
        if is_narrow != self._is_narrow:
            self._left_even_if_narrow = False
        if is_low != self._is_low:
            self._page = DIAGRAM
        if (is_narrow, is_low) != (self._is_narrow, self._is_low) or self._left_even_if_narrow:
            self._is_narrow, self._is_low = is_narrow, is_low
            self._apply()
        else:
            self._share_out()
