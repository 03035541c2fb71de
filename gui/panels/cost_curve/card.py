"""The cost curve's card: title, read-out, the switches, and the plot when it is ready."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from engine.nn.types import Array, Ref, freeze
from engine.session.document import Document
from engine.session.frame import Frame
from engine.session.scores import has_accuracy, has_scores
from gui.cursor import cursor_of, goal_of
from gui.island import Island
from gui.look import Look
from gui.panels.cost_curve.flags import FlagMark, marks_of, told_of
from gui.panels.cost_curve.head import Head
from gui.panels.cost_curve.names import elided
from gui.panels.cost_curve.readings import accuracy_of, read_at, reading_of, short_reading
from gui.panels.cost_curve.runs import (
    Run,
    cost_in_play,
    ghosts_of,
    run_of,
    scores_drawn_of,
    title_of,
)
from gui.panels.cost_curve.scored import KnownScores, with_scores_at
from gui.panels.cost_curve.scorer import Scorer
from gui.panels.cost_curve.shown import Shown
from gui.panels.cost_curve.sketch import Points, Sketch
from gui.plotting.card import PlotCard
from gui.plotting.hover_card import HoverLine
from gui.plotting.run_marks import mark_of
from gui.run_words import RunNames

if TYPE_CHECKING:
    # pyqtgraph takes 200 ms to import: not before the window has been painted.
    from gui.panels.cost_curve.sketch_plot import SketchPlot

__all__ = ["CostCurve"]

_NOTHING = freeze(np.empty(0))
_REST_MS = 150
"""So long the pointer rests on an update until what is not known there is computed."""
_NAME_PX = 130
"""Px at 100 % that the name of a run has beside the pointer."""


class CostCurve(PlotCard["SketchPlot"]):
    """J or accuracy of all runs by update, with a cursor that follows the playhead.

    Attributes
    ----------
    run : Run or None
    ghosts : tuple of Run
        The run in play and the earlier ones, as they are drawn.

    Signals
    -------
    pointed(refs)
        The mouse is on the cost that is in play.
    dispatched(action)
        `Seek`: the user wants to be at another update.
    drawn(points)
        A curve that was asked for has been drawn: a tuple of (update, J).
    """

    drawn = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._frame: Frame | None = None
        self.run: Run | None = None
        self.ghosts: tuple[Run, ...] = ()
        self._hidden: frozenset[int] = frozenset()
        self._hovered, self._hovered_run, self._rested = -1, -1, -1
        self._resting = QTimer(self, singleShot=True, interval=_REST_MS)
        self._resting.timeout.connect(self._on_resting_timeout)
        self._names = RunNames()
        self._log_possible = True
        self._looked_at: Array = _NOTHING
        self._lit: frozenset[Ref] = frozenset()
        self._pointed: frozenset[Ref] = frozenset()
        self._flagged: tuple[object, ...] = ()
        self._marks: tuple[FlagMark, ...] = ()
        self._known, self._scorer = KnownScores(), Scorer(self)
        self._sketch: Sketch | None = None
        self._guess: Points = ()
        self.head = Head()
        self.reading, self.linear, self.log = self.head.reading, self.head.linear, self.head.log
        self.column.insertWidget(0, Island(self.head))
        self.head.changed.connect(self.draw)
        self._scorer.scored.connect(self.draw)

    def new_plot(self) -> SketchPlot:
        """Import pyqtgraph and make the plot."""
        from gui.panels.cost_curve.sketch_plot import SketchPlot

        plot = SketchPlot(self)
        plot.ask(self._sketch, self._guess)
        plot.drawn.connect(self.drawn)
        plot.hovered.connect(self._on_plot_hovered)
        plot.chosen.connect(self._on_plot_chosen)
        return plot

    def show_frame(self, frame: Frame) -> None:
        """Draw the curve as far as it has been seen or trained, and the cursor."""
        before, self._frame = self._frame, frame
        if before is not None:
            self._follow_cursor(before, frame)
        runs = (frame.document, *(ghost.document for ghost in frame.document.ghosts))
        self._known.forget({run.run for run in runs})
        self._scorer.follow([run for run in runs if run.run not in self._hidden and has_scores(run)])
        self.draw()

    def _follow_cursor(self, before: Frame, frame: Frame) -> None:
        """Read off the cursor where it was moved away from the pointer by hand, until that moves again."""
        here = cursor_of(frame)
        is_moved = here != cursor_of(before) and not frame.playhead.playing
        if is_moved and here != self._hovered and self.plot is not None:
            self.plot.forget_pointer()

    def show_runs(self, hidden: frozenset[int]) -> None:
        """Draw all earlier runs but some, given by their numbers."""
        if hidden != self._hidden:
            self._hidden = hidden
            if self._frame is not None:
                self.show_frame(self._frame)

    def ask_curve(self, until: int | None, guess: Points = ()) -> None:
        """Let a curve be drawn, show one that was drawn beside the true one, or neither.

        Parameters
        ----------
        until : int or None
            The update that the drawn curve is to reach; None where none is asked for. Asked the same again,
            what was drawn meanwhile stays.
        guess : tuple of (update, J)
            What was drawn before.
        """
        before = None if self._sketch is None else self._sketch.last
        if (until, guess) == (before, self._guess):
            return
        self._sketch, self._guess = None if until is None else Sketch(until), guess
        self.draw()
        if self.plot is not None:
            self.plot.ask(self._sketch, guess)

    @property
    def _drawn(self) -> Shown:
        """What is drawn, and how; a curve is drawn by hand on a plain scale."""
        return self.head.drawn if self._sketch is None else Shown(test=self.head.drawn.test)

    def light(self, refs: frozenset[Ref]) -> None:
        """Light up the point at the cursor where the cost is pointed at."""
        self._lit = refs
        if self.plot is not None and self._frame is not None:
            self.plot.set_lit(cost_in_play(self._frame) in refs)

    def set_look(self, look: Look) -> None:
        """Draw in another theme or text size."""
        self.head.set_look(look)
        super().set_look(look)
        self._read()

    def draw(self) -> None:
        """Show the curve, or say that there is none."""
        frame = self._frame
        if frame is None:
            return
        self.run = run_of(frame, self._name_of, self._known.of_present(frame))
        self.ghosts = ghosts_of(frame, self._name_of, self._hidden, self._known.of)
        self._offer(frame, self.run)
        drawn = self._drawn
        self.head.show_title(title_of(frame, drawn.quantity))
        if self._sketch is not None:
            self._sketch.begin(self.run.curve, frame.trace.J)
        empty = not (self.run.curve.size or self.ghosts or self._sketch)
        self.say(self.tr("No cost yet: the first point comes when J is known.") if empty else "")
        if self.plot is not None and not empty:
            self.plot.set_shown(drawn)
            self.plot.show_curve(self.run, cursor_of(frame), self.ghosts, self._flags(frame))
            self.plot.set_lit(cost_in_play(frame) in self._lit)
        self._read()

    def _name_of(self, run: Document) -> str:
        return "" if self._frame is None else self._names.of(run, self._frame, self.look)

    def _offer(self, frame: Frame, run: Run) -> None:
        """Offer accuracy for classes, and the logarithmic scale where there is something to draw on it."""
        if run.curve is not self._looked_at:
            self._looked_at = run.curve
            self._log_possible = not run.curve.size or bool(run.curve[-1] > 0 or (run.curve > 0).any())
        tested = any(np.isfinite(each.scores.test_J).any() for each in (run, *self.ghosts))
        self.head.offer(log=self._log_possible, accuracy=has_accuracy(frame.setup), test=tested)

    def _flags(self, frame: Frame) -> tuple[FlagMark, ...]:
        """Say where the run in play was changed by hand."""
        log = frame.document.log
        known = log.stages, frame.names, self.look.point
        if known != self._flagged:
            self._flagged, self._marks = known, marks_of(frame, self.look)
        return tuple(mark for mark in self._marks if mark.update < frame.curve.size)

    # What is read off

    def _read(self) -> None:
        """Say what is known at the pointer, else at the cursor; beside the pointer, of every run."""
        frame, run = self._frame, self.run
        if frame is None or run is None:
            return
        ghost = self.ghosts[self._hovered_run] if 0 <= self._hovered_run < len(self.ghosts) else None
        is_over = self._hovered >= 0
        read = self._exactly(ghost or run)
        update = read_at(read, self._hovered if is_over else cursor_of(frame), self._drawn)
        text, brief = self._texts(frame, update, read) if frame.curve.size or ghost else ("", "")
        self.head.read_out(text, brief)
        if self.plot is not None:
            told = self._told(update) if is_over else []
            self.plot.tell([self._line(*each) for each in told])
            texts = (f"{run.name}: {text}" if run else text for run, text in told)
            self.plot.setAccessibleDescription("; ".join((text, *texts)))

    def _texts(self, frame: Frame, update: int, run: Run) -> tuple[str, str]:
        """Say what is known at an update, and the same in fewer words."""
        if self._drawn.quantity == "accuracy":
            return accuracy_of(run, update, self.look), accuracy_of(run, update, self.look, brief=True)
        smooth = None
        if self.plot is not None:
            smooth = self.plot.smooth_value(-1 if run.in_play else self._hovered_run, update)
        long, brief = (
            reading_of(frame, update, self.look, run, smooth, brief=brief) for brief in (False, True)
        )
        return long, brief

    def _told(self, update: int) -> list[tuple[Run | None, str]]:
        """Tell the changes under the pointer, or what is known of each of several runs at an update."""
        flag = self.plot.flagged if self.plot is not None else None
        if flag is not None:
            return [(None, told_of(mark)) for mark in flag.marks]
        if self.run is None or not self.ghosts:
            return []
        drawn, runs = self._drawn, (self.run, *self.ghosts)
        return [(run, short_reading(self._exactly(run), update, drawn, self.look)) for run in runs]

    def _line(self, run: Run | None, text: str) -> HoverLine:
        """Write a line of the card beside the pointer; names that are long are cut, numbers never."""
        if run is None or self.plot is None:
            return HoverLine(text)
        name = elided(run.name, self.plot.font_small, self.look.px(_NAME_PX))
        return HoverLine(f"{name}: {text}", mark_of(run.number, self.look.theme, in_play=run.in_play))

    def _exactly(self, run: Run) -> Run:
        """Return a run with its scores at the update that the pointer rests on."""
        frame, update = self._frame, self._rested
        if frame is None or not 0 <= update < run.curve.size:
            return run
        runs = (frame.document, *(ghost.document for ghost in frame.document.ghosts))
        document = next(each for each in runs if each.run == run.number)
        scores = with_scores_at(document, update, run.scores)
        return replace(run, scores=scores_drawn_of(frame, scores) if run.in_play else scores)

    def _on_resting_timeout(self) -> None:
        self._rested = self._hovered
        self._read()

    def _on_plot_hovered(self, update: int, run: int) -> None:
        self._hovered, self._hovered_run = update, run
        if update != self._rested:
            self._rested = -1
            self._resting.start()  # also where the pointer has left: then nothing is found to compute
        self._read()
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

    # Scores are computed while somebody looks

    def showEvent(self, event: QShowEvent) -> None:
        """Go on computing scores."""
        super().showEvent(event)
        self._scorer.set_on(True)

    def hideEvent(self, event: QHideEvent) -> None:
        """Stop computing scores."""
        super().hideEvent(event)
        self._scorer.set_on(False)

    # A picture of it

    @property
    def picture_name(self) -> str:
        """What a picture of it is called."""
        return self.tr("Cost curve")

    def twin(self, frame: Frame, look: Look) -> CostCurve:
        """Make another panel that shows the same of a moment, without the switches."""
        twin = CostCurve()
        twin.head.choose(self.head.shown)
        twin.head.show_switches(False)
        twin.show_runs(self._hidden)
        twin.ask_curve(None, self._guess if self.plot is None else self.plot.points)
        twin.make_plot()
        twin.set_look(look)
        twin.show_frame(frame)
        return twin
