"""Going through a lesson before it is used: every deed and every expression, but without any training.

What is named is there, then, whatever the numbers are.
"""

from __future__ import annotations

from collections.abc import Iterable

from engine.lessons.deeds import node_at, withholding
from engine.lessons.expressions import ref_of, value
from engine.lessons.faults import LessonError, short
from engine.lessons.lesson import Ask, Deed, Lesson, Step
from engine.lessons.moment import moment_of
from engine.lessons.stage import Stage
from engine.lessons.stages import begun, done, entered

__all__ = ["MOST_UPDATES", "rehearse"]

MOST_UPDATES = 40_000
"""Updates that a lesson runs, with all its twins."""

MOST_WORK = 2_000_000_000
"""Parameters times samples of all of them together."""

_BEGINNING = ("load", "restore", "fresh")
"""Deeds with which updates are counted anew."""

MOST_SIZE = 6_000_000
"""Parameters times samples of an update, of all actions together: each may look at all of them anew."""

MOST_FRESH = 40
"""Times that new numbers are drawn."""


def rehearse(lesson: Lesson) -> None:
    """Refuse a lesson of which a deed or an expression makes no sense where it stands, or that is too long.

    Raises
    ------
    LessonError
    """
    _Rehearsal(lesson).go()


class _Rehearsal:
    def __init__(self, lesson: Lesson) -> None:
        self._lesson = lesson
        self._updates = 0
        self._work = 0
        self._reached = 0
        self._size = 0

    def go(self) -> None:
        """Go through all steps."""
        self._check_counts()
        stage = begun(self._lesson, 0)
        self._check_view()
        for step in self._lesson.steps:
            stage = self._step(stage, step)

    def _check_counts(self) -> None:
        deeds = [deed for step in self._lesson.steps for deed in _all_deeds(step)]
        fresh = [deed for deed in deeds if deed.text.startswith("fresh")]
        if len(fresh) > MOST_FRESH:
            raise self._fault(
                fresh[-1].line, f"draws new numbers {len(fresh)} times; {MOST_FRESH} are the most"
            )

    def _check_view(self) -> None:
        """See that what is withheld from the beginning is there in one of the starts at least."""
        stages = [deed_free(self._lesson, name) for name in self._lesson.starts]
        for path in self._lesson.view.hide:
            faults = [fault for stage in stages if (fault := _fault_of(stage, path))]
            if len(faults) == len(stages):
                raise self._fault(self._lesson.view_line, f"view.hide: {faults[0]}")

    def _step(self, before: Stage, step: Step) -> Stage:
        try:
            stage = entered(before, step, self._do)
            for claim in step.asserts:
                self._value(stage, claim.expr, claim.line)
            if step.until is not None:
                self._value(stage, step.until.expr, step.until.line)
            for twin in step.twins:
                other = self._all(stage, twin.do)
                for expr in twin.shows:
                    self._value(other, expr, twin.line)
            return stage if step.ask is None else self._ask(stage, step.ask)
        except LessonError:
            raise
        except (ValueError, ArithmeticError) as error:
            line = step.ask.line if step.ask is not None else step.line
            raise self._fault(line, str(error)) from None

    def _ask(self, stage: Stage, ask: Ask) -> Stage:
        withholding(stage, ask.reveals, hides=False)
        after = self._all(stage, ask.then)
        after = withholding(after, [path for path in ask.reveals if not _fault_of(after, path)], hides=False)
        if ask.kind == "point":
            self._point(after, ask)
        elif ask.answer and ask.kind != "curve":
            self._value(after, ask.answer, ask.line)
        return after

    def _point(self, stage: Stage, ask: Ask) -> None:
        moment = moment_of(stage)
        try:
            if node_at(ask.answer, moment) is None and ref_of(ask.answer, stage) is None:
                raise ValueError(f"{short(ask.answer)} is not one quantity or node to point at")
        except ValueError as error:
            raise self._fault(ask.line, str(error)) from None

    def _value(self, stage: Stage, expr: str, line: int) -> None:
        try:
            value(expr, stage)
        except (ValueError, ArithmeticError) as error:
            raise self._fault(line, str(error)) from None

    def _all(self, stage: Stage, deeds: Iterable[Deed]) -> Stage:
        for deed in deeds:
            stage = self._do(stage, deed)
        return stage

    def _do(self, stage: Stage, deed: Deed) -> Stage:
        """Do a deed; of one that trains, count the updates instead."""
        setup = moment_of(stage).setup
        self._size += setup.network.parameters * setup.batch_size
        if self._size > MOST_SIZE:
            raise self._fault(deed.line, f"{deed.text}: so many actions on so large a network take too long")
        updates = deed.updates(stage)
        if not updates:
            if deed.text.split()[0] in _BEGINNING:
                self._reached = 0
            return done(stage, deed, self._lesson.name)
        if deed.text.startswith("goto"):  # counts from the beginning of the run
            updates = max(updates - self._reached, 0)
        self._reached += updates
        self._updates += updates
        self._work += updates * setup.network.parameters * setup.batch_size
        if self._updates > MOST_UPDATES:
            raise self._fault(deed.line, f"{deed.text}: more than {MOST_UPDATES:,} updates are run in all")
        if self._work > MOST_WORK:
            raise self._fault(deed.line, f"{deed.text}: so many updates of this network take too long")
        return stage

    def _fault(self, line: int, reason: str) -> LessonError:
        return LessonError(self._lesson.name, line, reason)


def deed_free(lesson: Lesson, name: str) -> Stage:
    """Return the stage that a start begins with, nothing withheld."""
    from engine.lessons.deeds import opened

    return opened(lesson.starts[name], (), lesson.view.panels, lesson.view.notation, 0)


def _fault_of(stage: Stage, path: str) -> str:
    try:
        withholding(stage, [path], hides=True)
    except ValueError as error:
        return str(error)
    return ""


def _all_deeds(step: Step) -> list[Deed]:
    inner = [deed for twin in step.twins for deed in twin.do]
    return [*step.do, *(step.ask.then if step.ask else ()), *inner]
