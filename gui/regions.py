"""Where the panels stand: head bar above; left column, centre and δ panel below, with movable borders."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Protocol

from PySide6.QtCore import Qt, Signal, SignalInstance
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from engine.nn.types import Ref
from engine.session.frame import Frame
from gui.centre import DIAGRAM, PLOTS, Centre, column, splitter
from gui.diagram import Diagram
from gui.hands.visit import Home
from gui.left_column import LeftColumn
from gui.look import Look
from gui.panels.cost_curve import CostCurve
from gui.panels.delta_panel import DeltaPanel
from gui.panels.head_bar import HeadBar
from gui.panels.network_settings import NetworkSettings
from gui.panels.notice import NoticeBar
from gui.panels.timeline import Timeline
from gui.panels.transport import Transport
from gui.panels.weight_slice import WeightSlice
from gui.panels.welcome import Welcome
from gui.settings.settings import Arrangement

LEFT, RIGHT, BOTTOM = 300, 400, 224
"""Pixels that the outer regions take where there is room, at a text size of 100 %."""

NARROW = 1180
"""Pixels; at a text size of 100 % a narrower window gives the left column's room to the rest."""

_FIRM = 480
"""So many of them are the same at every text size: nodes and margins do not grow as text does."""

_CENTRE = 340
"""Pixels that the centre needs between two columns, at a text size of 100 %."""

LOW = 150
"""Pixels; at a text size of 100 % plots that would get less height stand behind tabs, over the diagram."""

_BORDER = 1
_PLOT = 240
"""Pixels of width that a plot and its words need, at a text size of 100 %."""
_SLICE = 0.48
"""Share of the room at the bottom that the slice takes beside the cost curve."""


class Panel(Protocol):
    """The face that every panel shows to the window."""

    @property
    def pointed(self) -> SignalInstance:
        """Says which quantities the mouse or the keyboard is on."""

    @property
    def dispatched(self) -> SignalInstance:
        """Says which action the user asked for."""

    def show_frame(self, frame: Frame) -> None:
        """Draw a moment."""

    def light(self, refs: frozenset[Ref]) -> None:
        """Light up quantities that were pointed at somewhere."""

    def set_look(self, look: Look) -> None:
        """Draw in another look."""


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
    """

    rearranged = Signal()

    def __init__(self, shortcuts: Mapping[str, str]) -> None:
        super().__init__()
        self.head_bar, self.notice = HeadBar(shortcuts), NoticeBar()
        self.welcome, self.settings = Welcome(shortcuts), NetworkSettings()
        self.diagram, self.transport, self.timeline = Diagram(), Transport(shortcuts), Timeline()
        self.cost_curve, self.weight_slice, self.delta_panel = CostCurve(), WeightSlice(), DeltaPanel()
        self.panels: tuple[Panel, ...] = (
            self.head_bar, self.notice, self.welcome, self.settings, self.diagram, self.transport,
            self.timeline, self.cost_curve, self.weight_slice, self.delta_panel,
        )  # fmt: skip
        self.left = LeftColumn(self.welcome, self.settings)
        self._plots = splitter(Qt.Orientation.Horizontal, self.cost_curve, self.weight_slice)
        self._rows = Centre(self.diagram, self.transport, self.timeline, self._plots)
        self._columns = splitter(Qt.Orientation.Horizontal, self.left, self._rows, self.delta_panel)
        column(self, self.head_bar, self.notice, self._columns).setStretch(2, 1)
        self._outer = {
            "left": self.left, "delta": self.delta_panel,
            "curve": self.cost_curve, "slice": self.weight_slice,
        }  # fmt: skip
        Home(self.diagram)
        self.arrangement = Arrangement()
        self._scale = 1.0
        self._is_narrow = self._left_even_if_narrow = False
        self._is_low, self._page = False, DIAGRAM
        self._columns.splitterMoved.connect(self._on_columns_moved)
        self._rows.splitterMoved.connect(self._on_rows_moved)
        self._rows.turned.connect(self._turn_to)
        self.head_bar.left_asked.connect(self.toggle_left)
        self.head_bar.delta_asked.connect(self.toggle_delta)
        self._plots.splitterMoved.connect(self._on_plots_moved)

    def set_look(self, look: Look) -> None:
        """Draw every panel in another look; larger text takes more room."""
        for panel in self.panels:
            panel.set_look(look)
        if look.scale != self._scale:
            self._scale = look.scale
            self.left.updateGeometry()
            for plot in (self.cost_curve, self.weight_slice):
                plot.setMinimumWidth(look.px(_PLOT))
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
        """Show or hide J along the selected weight."""
        self._toggle("slice")

    def _toggle(self, name: str) -> None:
        """Show or hide a region; one that only wants room is not hidden for good."""
        hidden, wanted = self.arrangement.hidden, self._outer[name].isHidden()
        gives_way = (name == "left" and self._is_narrow) or (name in PLOTS and self._is_low)
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
        pages = (DIAGRAM, *(name for name in PLOTS if name not in self.arrangement.hidden))
        self._page = self._page if self._page in pages else DIAGRAM
        self._rows.fold(self._is_low)
        self._rows.offer(pages if self._is_low else (DIAGRAM,), self._page if self._is_low else DIAGRAM)
        if self._page != DIAGRAM and self._is_low and self.diagram.hasFocus():
            self._rows.tabs.setFocus(Qt.FocusReason.OtherFocusReason)  # before it goes where Qt likes
        self.diagram.setHidden(self._is_low and self._page != DIAGRAM)
        away = self.arrangement.hidden | self._given_away()
        for name, widget in self._outer.items():
            widget.setVisible(name not in away)
        self._plots.setHidden(self.cost_curve.isHidden() and self.weight_slice.isHidden())
        self.head_bar.offer_columns(left=self.left.isHidden(), delta=self.delta_panel.isHidden())
        self._share_out()
        self.rearranged.emit()

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
        usual = self._usual_columns(alone=False)
        least = _CENTRE if self._is_low else max(_CENTRE, 2 * _PLOT)
        return self.width() - usual["left"] - usual["delta"] >= least * self._scale

    def _usual_columns(self, *, alone: bool) -> dict[str, float]:
        """Return the usual widths of the columns; the left one alone may be as wide as the other."""
        width = self.width()
        return {
            "left": min(LEFT * self._scale, (0.42 if alone else 0.2) * width),
            "delta": min(RIGHT * self._scale, min(0.28 * self._scale, 0.42) * width),
        }

    def _share_out(self) -> None:
        """Give each outer region the size that the user gave it, or its usual share."""
        above = (bar.sizeHint().height() for bar in (self.head_bar, self.notice) if not bar.isHidden())
        width, height = self.width(), self.height() - sum(above)
        alone = self._is_narrow and self.delta_panel.isHidden()
        left, right = (
            0 if self._outer[name].isHidden() else round(self.arrangement.sizes.get(name, share))
            for name, share in self._usual_columns(alone=alone).items()
        )
        usual = self._usual_bottom(height)
        bottom = 0 if self._plots.isHidden() else round(self.arrangement.sizes.get("curve", usual))
        borders = (bool(left) + bool(right)) * _BORDER
        self._columns.setSizes([left, width - left - right - borders, right])
        self._rows.setSizes([height - bottom - bool(bottom) * _BORDER, bottom])
        centre = width - left - right - borders - _BORDER
        beside = round(self.arrangement.sizes.get("slice", _SLICE * centre))
        self._plots.setSizes([centre - beside, beside])

    def _on_columns_moved(self, _position: int, border: int) -> None:
        self._note_size("left" if border == 1 else "delta")

    def _on_rows_moved(self) -> None:
        self._note_size("curve")

    def _on_plots_moved(self) -> None:
        self._note_size("slice")

    def _note_size(self, name: str) -> None:
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
        is_narrow = self.width() < _FIRM + (NARROW - _FIRM) * self._scale
        is_low = self._usual_bottom(self.height() - self.head_bar.sizeHint().height()) < LOW * self._scale
        if is_narrow != self._is_narrow:
            self._left_even_if_narrow = False
        if is_low != self._is_low:
            self._page = DIAGRAM
        if (is_narrow, is_low) != (self._is_narrow, self._is_low) or self._left_even_if_narrow:
            self._is_narrow, self._is_low = is_narrow, is_low
            self._apply()
        else:
            self._share_out()

    def _usual_bottom(self, height: int) -> float:
        """Return the usual height of the plots under the rest of the centre."""
        return min(BOTTOM * self._scale, 0.26 * height)
