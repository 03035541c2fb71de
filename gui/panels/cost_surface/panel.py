"""The panel "J over two weights": which map is shown when, and what a hand does there."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QPointF, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QStackedWidget, QWidget

from engine.nn.types import Ref
from engine.session.frame import Frame
from engine.session.slice import gradient_of, new_of, parameter_of
from engine.session.surface import cells_of, costs_over, work_of
from gui.look import Look
from gui.panel import SurfacePanel
from gui.panels.cost_surface import readings
from gui.panels.cost_surface.arrow_plot import ArrowPlot
from gui.panels.cost_surface.hand import Gesture
from gui.panels.cost_surface.mapper import Mapper, Refs, place_of
from gui.panels.cost_surface.pair import Pair, usual
from gui.panels.cost_surface.plot import Contents
from gui.panels.cost_surface.sheet import Sheet
from gui.panels.cost_surface.side import Line, Side
from gui.panels.cost_surface.steps import picture_of, steps_of
from gui.theme import set_role

__all__ = ["CostSurface"]

_MARGIN, _GAP = 4, 8
_REST_MS = 150
"""After so long without a frame, a map is made finely."""
_AT_ONCE = 60_000
"""A map of more activations comes after the rest of the window."""
_PIXELS = 250_000
"""A picture of more pixels is painted larger than it is."""


@dataclass(frozen=True, slots=True)
class _Asked:
    """A direction that is asked for: over which parameters, what was answered, and what is right."""

    pair: Refs | None = None
    given: float | None = None
    answer: float | None = None

    @property
    def is_open(self) -> bool:
        """It waits for an answer."""
        return self.pair is not None and self.answer is None


class CostSurface(SurfacePanel):
    """J of the batch in play over two weights or biases, all others as the update in play began with.

    Signals
    -------
    pointed(refs)
        The pointer is on the point, the gradient or the step of the update.
    dispatched(action)
        `SetSettings` with both parameters set; `Cancel` where a drag is given up.
    drawn(degrees)
        A direction that was asked for has been drawn.
    """

    drawn = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.look = Look()
        self._frame: Frame | None = None
        self._pair = Pair()
        self._mapper = Mapper()
        self._waits = True  # a picture is fine at once
        self._gesture: Gesture | None = None
        self._shown: tuple[object, ...] = ()
        self._asked = _Asked()
        self.plot, self.side, self.empty = ArrowPlot(), Side(), QLabel()
        self.plot.setAccessibleName(self.picture_name)
        self._lay_out()
        self._later = QTimer(self, singleShot=True, interval=0)
        self._next = QTimer(self, singleShot=True, interval=0)
        self._rest = QTimer(self, singleShot=True, interval=_REST_MS)
        self._connect()

    def _lay_out(self) -> None:
        set_role(self.empty, "muted")
        self.empty.setWordWrap(True)
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._room = QStackedWidget()
        self._room.addWidget(self.plot)
        self._room.addWidget(self.empty)
        row = QHBoxLayout(self)
        row.setContentsMargins(_MARGIN, _MARGIN, _MARGIN, _MARGIN)
        row.setSpacing(_GAP)
        row.addWidget(self._room, 1)
        row.addWidget(self.side)
        self.setMinimumSize(240, 120)

    def _connect(self) -> None:
        plot, side = self.plot, self.side
        plot.hovered.connect(self._say)
        plot.touched.connect(self._on_plot_touched)
        plot.pressed.connect(self._on_plot_pressed)
        plot.moved.connect(self._on_plot_moved)
        plot.dropped.connect(self._on_plot_dropped)
        plot.given_up.connect(self._on_plot_given_up)
        plot.zoomed.connect(self._on_plot_zoomed)
        plot.fitted.connect(self._on_fit_asked)
        plot.reshaped.connect(self._later_on)
        plot.drawn.connect(self.drawn)
        side.chosen.connect(self._on_side_chosen)
        side.swapped.connect(self._on_side_swapped)
        side.fit_asked.connect(self._on_fit_asked)
        self._later.timeout.connect(self._draw)
        self._next.timeout.connect(self._on_rest_timeout)
        self._rest.timeout.connect(self._on_rest_timeout)

    # What is shown

    def show_frame(self, frame: Frame) -> None:
        """Show J around the parameters of the update in play; a fine map once it is at rest."""
        self._frame = frame
        self._follow_pair(frame)
        pair = self._pair.refs
        if self._gesture is not None and self._gesture.pair != pair:
            self._let_go()
        self._next.stop()
        self._rest.start()
        if self._is_quick(frame, pair):
            self._draw()
        else:
            self._later.start()

    def _follow_pair(self, frame: Frame) -> None:
        """Take the parameters that are selected; while a direction is asked for, those that it is about."""
        is_open = self._asked.is_open
        self._pair.follow(frame.network, None if is_open else parameter_of(frame.selected))
        if is_open and self._asked.pair is not None:
            self._pair.refs = self._asked.pair
            self._pair.follow(frame.network, None)  # a network that has them no more shows others
        self._show_arrows()

    def ask_arrow(self, pair: Refs | None, given: float | None = None, answer: float | None = None) -> None:
        """Let a direction be drawn, show what was drawn beside the right one, or neither.

        Parameters
        ----------
        pair : tuple of Ref or None
            The parameters across and up that it is about; None: nothing is asked any more.
        given, answer : float or None
            Degrees, counter-clockwise from the right: what was answered before, and what is right. Without
            `answer` the question is open; asked the same again, what was drawn meanwhile stays.
        """
        asked = _Asked(pair, given, answer)
        if asked == self._asked:
            return
        self._asked = asked
        if pair is not None:
            self._pair.refs = pair
        self.side.fix(is_fixed=asked.is_open)
        if self._gesture is not None:
            self._on_plot_given_up()
        self.plot.ask(is_open=asked.is_open, given=given, answer=answer)
        if self._frame is not None:
            self._follow_pair(self._frame)
        self._later_on()

    @property
    def pair(self) -> Refs | None:
        """The parameters across and up."""
        return self._pair.refs

    def _show_arrows(self) -> None:
        """Show the arrows over the parameters that they are about only."""
        self.plot.show_arrows(self._asked.pair is not None and self._asked.pair == self._pair.refs)

    def _is_quick(self, frame: Frame, pair: Refs | None) -> bool:
        """Say whether a frame's map is there already, or made in no time."""
        sheet = self._mapper.sheet
        if pair is None or (sheet is not None and sheet.trace is frame.trace):
            return True
        return cells_of(frame.trace, *pair, live=True) ** 2 * work_of(frame.trace, *pair) <= _AT_ONCE

    def _later_on(self) -> None:
        """Draw once Qt has done what it is doing; then finely."""
        if self._waits:
            self._later.start()
            self._rest.start()
        else:
            self._draw()

    def _draw(self) -> None:
        """Show the map, coarse where a fine one is not there yet, or say why there is none."""
        self._later.stop()
        frame, pair = self._frame, self._pair.refs
        if frame is None:
            return
        sentence = readings.nothing_to_show(frame, pair)
        self.empty.setText(sentence)
        self._room.setCurrentWidget(self.empty if sentence else self.plot)
        self.side.offer(frame.network, frame.names, pair)
        if sentence or pair is None:
            self._mapper.forget()
            self._say()
        elif self._waits:
            held = self._gesture is not None
            self._show(frame, pair, self._mapper.draw(frame, pair, self.plot.aspect, held=held))
        else:
            self._show(frame, pair, self._mapper.finish(frame, pair, self.plot.aspect))

    def _show(self, frame: Frame, pair: Refs, sheet: Sheet) -> None:
        """Hand the plot what it shows."""
        trail = self._mapper.trail
        path = np.array([place_of(frame, pair)]) if trail is None else trail.places
        wanted = (
            sheet,
            len(path),
            self.look,
            frame.hidden,
            pair,
            frame.names,
            self.plot.box.size().toTuple(),
        )
        if wanted != self._shown:
            self._shown = wanted
            shown, names = readings.shown_of(frame, pair), frame.names
            uphill = place_of(frame, _both(gradient_of, pair)) if shown.gradient else None
            there = place_of(frame, _both(new_of, pair)) if shown.arrow else None
            image = picture_of(sheet.costs, steps_of(sheet.costs), self.look.theme, *self._pixels())
            axes = (names.text(pair[0]), names.text(pair[1]))
            here = place_of(frame, pair)
            self.plot.show_contents(Contents(sheet.ground, image, axes, here, path, uphill, there))
        self._say()

    def _pixels(self) -> tuple[int, int]:
        """Return how many pixels the picture has: those of the screen, or fewer where there are many."""
        ratio, box = self.plot.devicePixelRatioF(), self.plot.box
        width, height = max(box.width() * ratio, 2.0), max(box.height() * ratio, 2.0)
        less = min((_PIXELS / (width * height)) ** 0.5, 1.0)
        return max(round(width * less), 2), max(round(height * less), 2)

    def light(self, refs: frozenset[Ref]) -> None:
        """Light up the parts that stand for quantities which are pointed at."""
        parts = {part for part in ("point", "gradient", "arrow") if self._refs_of(part) & refs}
        self.plot.set_lit(frozenset(parts))

    def set_look(self, look: Look) -> None:
        """Draw in another theme or text size."""
        self.look = look
        self.side.set_look(look)
        self.plot.set_look(look)
        self._share_room()
        self._draw()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the room between map and words."""
        super().resizeEvent(event)
        self._share_room()

    def _share_room(self) -> None:
        self.side.setFixedWidth(min(self.side.maximumWidth(), round(0.45 * self.width())))

    # Finer, once it is at rest

    def _on_rest_timeout(self) -> None:
        """Go on with path and map, a few milliseconds' worth; then let the window do its work."""
        self._draw()
        frame, pair, sheet = self._frame, self._pair.refs, self._mapper.sheet
        if frame is None or pair is None or sheet is None:
            return
        is_done = self._mapper.refine(frame, pair)
        if self._mapper.sheet is not sheet:
            self._draw()
        if not is_done:
            self._next.start()

    # What is read off

    def _say(self) -> None:
        """Say what is under the pointer or the crosshair; else where the point is."""
        frame, pair, sheet = self._frame, self._pair.refs, self._mapper.sheet
        if frame is None or pair is None or sheet is None:
            self.side.say([], "", self.look)
            self._describe("")
            return
        lines = self._lines(frame, pair, sheet)
        shown = readings.shown_of(frame, pair)
        about = [readings.about(frame), readings.lines_of(steps_of(sheet.costs), shown, self.look)]
        self.side.say(lines, "\n".join(filter(None, about)), self.look)
        self._describe(", ".join(words for words, _ in lines))

    def _lines(self, frame: Frame, pair: Refs, sheet: Sheet) -> list[Line]:
        is_begun = not self._asked.is_open or self.plot.degrees is not None
        told = self.plot.words if is_begun else [(readings.how_to_draw(), "muted")]
        return [*told, *self._read_off(frame, pair, sheet)]

    def _read_off(self, frame: Frame, pair: Refs, sheet: Sheet) -> list[Line]:
        at = self.plot.where
        if at is not None and self._gesture is None:
            place = at.toTuple()
            J = float(costs_over(sheet.trace, *pair, np.array([place[0]]), np.array([place[1]]))[0, 0])
            return [(line, "ink") for line in readings.readings_of(frame, pair, place, J, self.look)]
        here = readings.readings_of(frame, pair, place_of(frame, pair), sheet.trace.J, self.look)
        return [
            *((line, "ink") for line in here),
            *((line, "delta") for line in readings.slopes_of(frame, pair, self.look)),
            *((line, "update") for line in readings.steps_taken(frame, pair, self.look)),
        ]

    def _describe(self, text: str) -> None:
        self.plot.setAccessibleDescription(text)

    def _refs_of(self, part: str) -> frozenset[Ref]:
        """Return the quantities that a part of the plot stands for."""
        frame, pair = self._frame, self._pair.refs
        if frame is None or pair is None or not part:
            return frozenset()
        if part == "point":
            return frozenset({*pair, Ref("J", frame.network.L)})
        return frozenset(_both(gradient_of if part == "gradient" else new_of, pair))

    def _on_plot_touched(self, part: str) -> None:
        self.pointed.emit(self._refs_of(part))

    # What a hand does

    def _on_plot_pressed(self) -> None:
        frame, pair = self._frame, self._pair.refs
        if frame is not None and pair is not None:
            self._gesture = Gesture(pair, self.dispatched.emit, place_of(frame, pair))

    def _on_plot_moved(self, at: QPointF) -> None:
        frame, gesture, sheet = self._frame, self._gesture, self._mapper.sheet
        if frame is not None and gesture is not None and sheet is not None:
            across = sheet.ground.high[0] - sheet.ground.low[0]
            gesture.move(frame, at.toTuple(), across / max(self.plot.box.width(), 1.0))

    def _on_plot_dropped(self) -> None:
        gesture = self._gesture
        self._let_go()
        if gesture is not None:
            gesture.end()
        self._later_on()

    def _on_plot_given_up(self) -> None:
        gesture = self._gesture
        self._let_go()
        if gesture is not None:
            gesture.cancel()
        self._later_on()

    def _let_go(self) -> None:
        self._gesture = None
        self.plot.release()

    def _on_plot_zoomed(self, factor: float, at: QPointF) -> None:
        self._mapper.zoom(factor, at.toTuple())
        self._later_on()

    def _on_fit_asked(self) -> None:
        self._mapper.fit()
        self._later_on()

    def _on_side_chosen(self, axis: int, ref: Ref) -> None:
        self._pair.choose(axis, ref)
        self._show_arrows()
        self._later_on()

    def _on_side_swapped(self) -> None:
        self._pair.swap()
        self._show_arrows()
        self._later_on()

    # A picture of it

    @property
    def picture_name(self) -> str:
        """What a picture of it is called."""
        return self.tr("J over two weights")

    def twin(self, frame: Frame, look: Look) -> CostSurface:
        """Make another panel that shows the same of a moment, without what is only there to be pressed."""
        twin = CostSurface()
        twin.plot.resize(self.minimumSize())  # until it has its own size: a small map is soon made
        twin._waits = False
        twin._pair.refs = self._pair.refs or usual(frame.network, parameter_of(frame.selected))
        twin._mapper.begin_like(self._mapper)
        twin.side.hide_controls()
        twin._frame = frame
        asked = self._asked
        twin.ask_arrow(asked.pair, self.plot.degrees, asked.answer)
        twin.set_look(look)
        return twin


def _both(of: Callable[[Ref], Ref], pair: Refs) -> Refs:
    return of(pair[0]), of(pair[1])
