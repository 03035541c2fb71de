"""The panel "J along w₂": its words, and what dragging the point does."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QWidget

from engine.nn.types import Ref
from engine.session import actions
from engine.session.frame import Frame
from engine.session.slice import Slice, cost_along, gradient_of, new_of, parameter_of, slice_of
from gui.hands.gestures import Tugs
from gui.hands.targets import Pace, Target, new_group, target_of
from gui.island import Island
from gui.look import Look
from gui.panels.weight_slice.readings import (
    elsewhere,
    nothing_to_show,
    plain,
    readings_of,
    rich,
    shown_of,
    title_of,
)
from gui.plotting.card import PlotCard

if TYPE_CHECKING:
    # pyqtgraph takes 200 ms to import: not before the window has been painted.
    from gui.panels.weight_slice.plot import SlicePlot

__all__ = ["WeightSlice"]

_LARGE = 1000
"""With more parameters times samples than this, the plot comes after the rest of the window."""


@dataclass(slots=True)
class _Held:
    """The point in the user's hand: what it was when it was taken hold of, and what it is now."""

    target: Target
    reach: float
    value: float
    group: str = field(default_factory=new_group)
    has_changed: bool = False


class _Readings(Island):
    """Holds the readings, which keep the lines they once took: else the plot would jump under the hand.

    Measuring takes longer than writing: only a text with more figures than all before is measured.
    """

    def __init__(self, label: QLabel) -> None:
        super().__init__(label)
        self._label = label
        self.forget()

    def forget(self) -> None:
        """Let the readings take their lines anew."""
        self._longest = self._tallest = 0

    def needed(self) -> int:
        """Return the height of the lines that were taken."""
        if len(self._label.text()) > self._longest:
            self._longest = len(self._label.text())
            self._tallest = max(self._tallest, self._label.heightForWidth(self.width()))
        return self._tallest

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let the readings take their lines anew in another width."""
        if event.size().width() != event.oldSize().width():
            self.forget()
        super().resizeEvent(event)


class WeightSlice(PlotCard["SlicePlot"]):
    """J of the batch in play along the selected weight or bias, with the slope and the update's step.

    Signals
    -------
    pointed(refs)
        The pointer is on the point, the tangent, the arrow or a number.
    dispatched(action)
        `SetParameter` with every move of the point; `Cancel` where a drag is given up.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._frame: Frame | None = None
        self._slice: Slice | None = None
        self._held: _Held | None = None
        self._tugs = Tugs(self.dispatched.emit)
        self._lit: frozenset[Ref] = frozenset()
        self._hovered: float | None = None
        self.reading = QLabel()
        self.reading.setWordWrap(True)
        self.reading.setTextFormat(Qt.TextFormat.RichText)
        self.reading.setTextInteractionFlags(Qt.TextInteractionFlag.LinksAccessibleByMouse)
        self.reading.linkHovered.connect(self._on_part_touched)
        self._readings = _Readings(self.reading)
        self.column.insertWidget(0, self._readings)
        self._later = QTimer(self, singleShot=True, interval=0)
        self._later.timeout.connect(self._on_later_timeout)

    def new_plot(self) -> SlicePlot:
        """Import pyqtgraph and make the plot."""
        from gui.panels.weight_slice.plot import SlicePlot

        plot = SlicePlot(self)
        plot.hovered.connect(self._on_plot_hovered)
        plot.touched.connect(self._on_part_touched)
        plot.grabbed.connect(self._on_plot_grabbed)
        plot.moved.connect(self._on_plot_moved)
        plot.dropped.connect(self._on_plot_dropped)
        plot.given_up.connect(self._on_plot_given_up)
        plot.stepped.connect(self._on_plot_stepped)
        return plot

    def show_frame(self, frame: Frame) -> None:
        """Draw J along the selected parameter."""
        stays = self._stays(frame)
        self._frame = frame
        if not stays:
            self._let_go()
            self._readings.forget()
        if stays and frame.network.parameters * frame.trace.m > _LARGE:
            self._later.start()
        else:
            self.draw()

    def _stays(self, frame: Frame) -> bool:
        """Say whether a frame shows the parameter that is shown now."""
        if self._frame is None or self._slice is None:
            return False
        same_network = frame.network.sizes == self._frame.network.sizes
        return same_network and self._slice.ref == parameter_of(frame.selected)

    def light(self, refs: frozenset[Ref]) -> None:
        """Light up the parts that stand for quantities which are pointed at."""
        self._lit = refs
        if self.plot is not None:
            self.plot.set_lit(frozenset(self._parts_of(refs)))

    def set_look(self, look: Look) -> None:
        """Draw in another theme or text size."""
        super().set_look(look)
        self._readings.forget()
        self._show_reading()
        self._readings.fit()

    def draw(self) -> None:
        """Show the slice, or say why there is none."""
        frame = self._frame
        if frame is None:
            return
        ref = parameter_of(frame.selected)
        is_there = ref is not None and ref not in frame.network.cut
        found = slice_of(frame, ref, self._held.reach if self._held else None) if ref and is_there else None
        self._slice = found
        self._show_reading()
        self.say(nothing_to_show(frame.selected, ref, frame) if found is None else "")
        if found is not None and self.plot is not None:
            self.plot.setAccessibleName(title_of(frame, found.ref))
            self.plot.show_slice(found, shown_of(frame, found.ref), frame.names.text(found.ref))
            self.plot.set_lit(frozenset(self._parts_of(self._lit)))

    def _show_reading(self) -> None:
        frame, found = self._frame, self._slice
        if frame is None:
            return
        if found is None:
            self.reading.setText("")
            self._describe("")
            return
        if self._hovered is None:
            readings = readings_of(frame, found, self.look)
        else:
            J = float(cost_along(frame.trace, found.ref, np.array([self._hovered]))[0])
            readings = elsewhere(frame, found.ref, self._hovered, J, self.look)
        self.reading.setText(rich(title_of(frame, found.ref), readings, self.look))
        self._describe(plain(readings))

    def _describe(self, text: str) -> None:
        """Tell screen readers what is read off the plot."""
        if self.plot is not None:
            self.plot.setAccessibleDescription(text)

    # What is pointed at

    def _refs_of(self, part: str) -> frozenset[Ref]:
        """Return the quantities that a part of the plot stands for."""
        if self._slice is None or self._frame is None or not part:
            return frozenset()
        ref, J = self._slice.ref, Ref("J", self._frame.network.L)
        return frozenset({
            "point": (ref, J), "J": (J,), "tangent": (gradient_of(ref),), "arrow": (new_of(ref),),
        }[part])  # fmt: skip

    def _parts_of(self, refs: frozenset[Ref]) -> set[str]:
        """Return the parts that stand for some quantities."""
        if self._slice is None or not refs:
            return set()
        ref = self._slice.ref
        parts = {ref: "point", gradient_of(ref): "tangent", new_of(ref): "arrow"}
        found = {parts[each] for each in refs if each in parts}
        return found | {"J"} if self._refs_of("J") & refs else found

    def _on_part_touched(self, part: str) -> None:
        self.pointed.emit(self._refs_of(part))

    def _on_plot_hovered(self, value: float | None) -> None:
        self._hovered = value
        self._show_reading()

    # What the hand does

    def _target(self) -> Target | None:
        """Return what can be set; None where there is nothing, or a question withholds it."""
        return None if self._frame is None or self._slice is None else target_of(self._slice.ref, self._frame)

    def _on_plot_grabbed(self) -> None:
        target = self._target()
        if target is not None and self._slice is not None:
            self._held = _Held(target, self._slice.reach, target.value)
        self._on_plot_hovered(None)

    def _on_plot_moved(self, value: float) -> None:
        held = self._held
        if held is not None and value != held.value:
            held.value, held.has_changed = value, True
            self.dispatched.emit(held.target.action(value, held.group))

    def _on_plot_dropped(self) -> None:
        held = self._held
        self._let_go()
        if held is not None and held.value == held.target.value:
            self._take_back(held)
        self.draw()

    def _on_plot_given_up(self) -> None:
        held = self._held
        self._let_go()
        if held is not None:
            self._take_back(held)
        self.draw()

    def _take_back(self, held: _Held) -> None:
        if held.has_changed:
            self.dispatched.emit(actions.Cancel(held.group))

    def _let_go(self) -> None:
        """End a drag: the axis may move again."""
        self._held = None
        if self.plot is not None:
            self.plot.release()

    def _on_plot_stepped(self, steps: int, pace: Pace) -> None:
        target = self._target()
        if target is not None:
            self._tugs.tug(target, steps, pace)

    def _on_later_timeout(self) -> None:
        self.draw()

    # A picture of it

    @property
    def picture_name(self) -> str:
        """What a picture of it is called."""
        return self.tr("J along a weight")

    def twin(self, frame: Frame, look: Look) -> WeightSlice:
        """Make another panel that shows the same of a moment."""
        twin = WeightSlice()
        twin.make_plot()
        twin.set_look(look)
        twin.show_frame(frame)
        twin.draw()  # a large network's, too, at once
        return twin
