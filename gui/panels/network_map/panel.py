"""The panel "What the network says": which view of it is shown, and what a hand does there."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QTimer, Signal
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from engine.nn.types import Ref
from engine.session import actions
from engine.session.frame import Frame
from engine.session.plane import Plane, plane_of
from gui.look import Look
from gui.panel import SurfacePanel
from gui.panels.network_map import contents, words
from gui.panels.network_map.contents import Options
from gui.panels.network_map.grip import Grip
from gui.panels.network_map.hand import Ground, Tool
from gui.panels.network_map.labels import Labels, RowMask, labels_of
from gui.panels.network_map.portrait import told_of
from gui.panels.network_map.refs import refs_of, row_of_refs
from gui.panels.network_map.right import next_wrong, right_rows
from gui.panels.network_map.sample_view import side_of
from gui.panels.network_map.side import Side
from gui.panels.network_map.views import Views

__all__ = ["NetworkMap"]

_MARGIN, _GAP = 4, 8
_REST_MS = 150
"""After so long without a frame, a large network is mapped finely."""


class NetworkMap(SurfacePanel):
    """ŷ over the inputs: a map of two, a fit of one, the picture of a sample of many; points to edit.

    Signals
    -------
    pointed(refs)
        The pointer is on the point of a sample of the batch in play: its inputs and labels.
    dispatched(action)
        `SetSettings` with the data changed, `Cancel` where a gesture is given up, `ShowRow`.
    columns_chosen(columns)
        The numbers of the inputs, from 0, that the axes show from now on: across, and up.

    Attributes
    ----------
    fills_picture : bool
        A picture of it spreads over the room that it is given, though its words may scroll.
    """

    fills_picture = True
    columns_chosen = Signal(tuple)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.look, self.options = Look(), Options()
        self._frame: Frame | None = None
        self._plane: Plane | None = None
        self._columns: tuple[int, ...] | None = None
        self._right: RowMask | None = None
        self._pointed: frozenset[Ref] = frozenset()
        self._drawn: tuple[object, ...] = ()
        self._is_warning = False
        self.views, self.side = Views(), Side()
        self._grip = Grip(self.views, self)
        row = QHBoxLayout(self)
        row.setContentsMargins(_MARGIN, _MARGIN, _MARGIN, _MARGIN)
        row.setSpacing(_GAP)
        row.addWidget(self.views, 1)
        row.addWidget(self.side)
        self.setMinimumSize(240, 120)
        self._rest = QTimer(self, singleShot=True, interval=_REST_MS)
        self._rest.timeout.connect(self._on_rest_timeout)
        self._switches = self._offered()
        self._connect()
        self.set_look(self.look)

    def _offered(self) -> dict[str, QAction]:
        """Offer what can be switched on and off, by the names of `Options`."""
        names = {
            "test": self.tr("Test points"),
            "discrete": self.tr("Discrete colours"),
            "border": self.tr("Border"),
            "picture": self.tr("The sample as a picture"),
        }
        offer = self.side.tools.option
        return {option: offer(name, getattr(self.options, option)) for option, name in names.items()}

    def _connect(self) -> None:
        for plot in self.views.plots:
            plot.hovered.connect(self._on_plot_hovered)
            plot.pressed.connect(self._on_plot_pressed)
            plot.erased.connect(self._on_plot_erased)
        self._grip.dispatched.connect(self.dispatched)
        self._grip.said.connect(self._say)
        self._grip.released.connect(self._on_grip_released)
        side = self.side
        side.tools.chosen.connect(self._on_tool_chosen)
        side.chips.chosen.connect(self._on_label_chosen)
        side.field.changed.connect(self._on_label_chosen)
        side.field.refused.connect(self._say)
        side.turned.connect(self._on_side_turned)
        side.wrong_asked.connect(self._on_wrong_asked)
        side.tools.more.menu().triggered.connect(self._on_menu_triggered)

    # What is shown

    def show_frame(self, frame: Frame) -> None:
        """Show what the network says as it stands; a large one's map is finer once it is at rest."""
        self._frame = frame
        self._grip.follow(frame.setup)
        self._rest.start()
        self._draw(live=True)

    def light(self, refs: frozenset[Ref]) -> None:
        """Light up the point of the sample that an input, a label or an output belongs to."""
        if self._frame is not None:
            self.views.light_row(row_of_refs(self._frame, refs))

    def set_look(self, look: Look) -> None:
        """Draw in another theme or text size."""
        self.look, self._drawn = look, ()
        self.side.set_look(look)
        self.views.set_look(look)
        self._share_room()
        self._draw(live=False)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the words beside the square."""
        super().resizeEvent(event)
        self._share_room()

    def _share_room(self) -> None:
        """Give the words the width that they need, and all that a square leaves."""
        room = self.width() - 2 * _MARGIN - _GAP
        self.side.make_tight(tight=room - self.side.wide < self.views.wanted_width(), look=self.look)
        views = min(max(room - self.side.least, room // 3), self.views.most_width(self.height()))
        self.side.setFixedWidth(max(room - views, 1))
        self._draw_side()

    def _draw(self, *, live: bool) -> None:
        """Draw all anew, unless nothing has changed."""
        frame = self._frame
        if frame is None:
            return
        if not self.views.shows(frame, self.options):
            self._grip.let_go()
            self._plane = None  # turning to another view tells of a pointer that leaves this one
            self.views.turn_to(frame, self.options)
            self._share_room()
        net, labels = frame.network_now, labels_of(frame.setup)
        wanted = (
            net, frame.setup, frame.rows.tobytes(), frame.playhead.sample, frame.hidden, frame.selected,
            contents.cells_of(net, live), self.options, self._columns, self._grip.hand.tool, self.views.plot,
        )  # fmt: skip
        if wanted == self._drawn:
            return
        self._drawn = wanted
        before, self._plane = self._plane, self._plane_of(frame)
        if before is not None and before.columns != self._plane.columns:
            for plot in self.views.plots:
                plot.forget_place()
        self._right = right_rows(frame, net, labels, live=live)
        self.views.draw(frame, net, self._plane, labels, self._right, self.options, live=live)
        self._draw_side()

    def _draw_side(self) -> None:
        if self._frame is not None and self._plane is not None:
            self._show_side(self._frame, self._plane, labels_of(self._frame.setup))

    def _plane_of(self, frame: Frame) -> Plane:
        """Choose the plane; it stands still while a point is drawn over it."""
        if self._grip.hand.is_holding and self._plane is not None:
            return self._plane
        fits = self._columns is not None and max(self._columns) < frame.setup.table.base_inputs
        return plane_of(frame, self._columns if fits else None)

    def _show_side(self, frame: Frame, plane: Plane, labels: Labels) -> None:
        """Show what belongs to the view beside it."""
        side, plot, count = self.side, self.views.plot, frame.setup.table.base_inputs
        is_wide = plot is self.views.map and count > 2
        side.show_kind(tools=plot is not None, wrong=plot is None and labels.kind != "numbers")
        side.offer_axes(words.inputs_of(frame) if is_wide else [], plane.columns)
        self._offer_label(labels)
        side.tell("" if plot is None else words.axes_of(frame, plane, self.look))
        self._switches["picture"].setVisible(side_of(count) > 0)
        self._say("")

    def _offer_label(self, labels: Labels) -> None:
        """Name the classes, one of which a new point is of; in a fit its place says it."""
        is_told_by_place = self.views.plot is self.views.fit and labels.kind != "several"
        is_asked = self.views.plot is not None and not is_told_by_place
        names = [words.class_name(labels, k) for k in range(labels.count)] if is_asked else []
        colours = contents.colours_of(labels, self.look.theme)
        chosen = self._grip.hand.number if is_asked and self._grip.hand.tool == "add" else None
        self.side.offer_label(names, colours[: len(names)], chosen, self.look)

    def _say(self, sentence: str) -> None:
        """Show what is wrong; else what a click does."""
        if self._frame is not None:
            hint = words.hint_of(self._grip.hand.tool, labels_of(self._frame.setup))
            self.side.hint.setText(sentence or hint)
            self._is_warning = bool(sentence)
            self._read_off()

    # What is read off

    def _read_off(self) -> None:
        """Say what is under the pointer or the crosshair; else how the whole stands."""
        frame, plane, plot = self._frame, self._plane, self.views.plot
        if frame is None or plane is None:
            return
        labels = labels_of(frame.setup)
        parts = summary = words.summary_of(frame.setup, self._right, self.look)
        if plot is None:
            parts = [*told_of(frame, frame.network_now, labels, self.look), *summary]
        elif plot.where is not None:
            place, row = plot.where.toTuple()[: len(plane.columns)], plot.row_at(plot.where)
            parts = words.read_at(frame, plane, labels, place, row, self.look)
        self.side.say(parts)
        is_reading = plot is not None and plot.where is not None
        self.side.show_hint(on=plot is not None and (self._is_warning or not is_reading))
        view = self.views.shown
        view.setAccessibleName(self.picture_name)
        held = words.slice_of(frame, plane, self.look) if plot is self.views.map else ""
        told = [*(parts if parts is summary else [*parts, *summary]), held]
        view.setAccessibleDescription(" · ".join(part for part in told if part))

    def _point(self, row: int | None) -> None:
        """Say which quantities the point of a row stands for, where the batch in play has it."""
        refs = frozenset() if self._frame is None else refs_of(self._frame, row)
        if refs != self._pointed:
            self._pointed = refs
            self.pointed.emit(refs)

    def _on_plot_hovered(self) -> None:
        plot = self.views.plot
        self._point(None if plot is None or plot.where is None else plot.row_at(plot.where))
        self._read_off()

    # What a hand does

    def _ground(self) -> Ground | None:
        frame, plane = self._frame, self._plane
        if frame is None or plane is None:
            return None
        return Ground(
            frame.setup, labels_of(frame.setup), plane, contents.output_of(frame), self.views.px_between
        )

    def _on_plot_pressed(self, at: QPointF) -> None:
        ground = self._ground()
        if ground is not None:
            self._grip.press(ground, at)

    def _on_plot_erased(self, at: QPointF) -> None:
        ground = self._ground()
        if ground is not None:
            self._grip.erase(ground, at)

    def _on_grip_released(self) -> None:
        self._drawn = ()
        self._draw(live=False)

    def _on_tool_chosen(self, tool: Tool) -> None:
        self._grip.take(tool)
        self._draw(live=False)

    def _on_label_chosen(self, number: float) -> None:
        self._grip.hand.number = number

    def _on_side_turned(self, across: int, up: int) -> None:
        """Turn the plane; the same input twice changes places."""
        before = self._plane.columns if self._plane is not None else ()
        self._columns = (across, up) if across != up else before[::-1]
        self._draw(live=False)
        self.columns_chosen.emit(self._columns)

    def _on_wrong_asked(self, way: int) -> None:
        frame = self._frame
        if frame is None:
            return
        self._draw(live=False)
        here = int(frame.rows[frame.playhead.sample])
        row = None if self._right is None else next_wrong(self._right, frame.setup.training, here, way)
        if row is not None:
            self.dispatched.emit(actions.ShowRow(row))

    def _on_menu_triggered(self) -> None:
        self.options = Options(**{name: switch.isChecked() for name, switch in self._switches.items()})
        self._draw(live=False)

    def _on_rest_timeout(self) -> None:
        self._draw(live=False)

    # A picture of it

    @property
    def picture_name(self) -> str:
        """What a picture of it is called."""
        return self.tr("What the network says")

    def twin(self, frame: Frame, look: Look) -> NetworkMap:
        """Make another panel that shows the same of a moment, without the tools."""
        twin = NetworkMap()
        twin.options, twin._columns = self.options, self._columns
        twin.side.hide_controls()
        twin._frame = frame
        twin.set_look(look)
        return twin
