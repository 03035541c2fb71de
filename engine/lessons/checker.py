"""What ``upstream check`` says of a lesson: whether its numbers are true, and whether it asks enough."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from engine.lessons.chain_withholding import withheld_in
from engine.lessons.deeds import nothing_bundled
from engine.lessons.expressions import chain_path_of, holds, ref_of, value
from engine.lessons.faults import LessonError
from engine.lessons.lesson import Ask, Lesson, Step
from engine.lessons.moment import moment_of
from engine.lessons.play import Answer, answered, begun, mark, may_go_on, moved, right, stage, twins, went
from engine.lessons.prose import plain_length
from engine.lessons.reading import read_lesson
from engine.lessons.stage import Stage
from engine.lessons.stages import Stages, stages_of
from engine.session.frame import frame_of

__all__ = ["MOST_PROSE", "Report", "agree", "check"]

MOST_PROSE = 220
"""Characters of one text on a card, so that it can be read from the last row."""

LEAST_ASKING = 2
LEAST_CHANGING = 1

_NUMBER = re.compile(r"(?<![\w.])[-−]?\d+\.\d+(?!\w|\.\d)")


@dataclass(frozen=True, slots=True)
class Report:
    """What was found in a lesson.

    Attributes
    ----------
    lines : tuple of str
        What was checked, then every fault with its line of the file.
    ok : bool
        There is no fault.
    """

    lines: tuple[str, ...]
    ok: bool


@dataclass(frozen=True, slots=True)
class _Found:
    """One line of a report."""

    line: int
    text: str
    is_fault: bool = True


def check(
    text: str,
    name: str,
    seeds: Sequence[int] = (0, 1, 2),
    read_bundled: Callable[[str], bytes] = nothing_bundled,
) -> Report:
    """Check a lesson.

    Parameters
    ----------
    text : str
        As in `read_lesson`.
    name : str
    seeds : sequence of int
        Plays that are gone through: new numbers differ from seed to seed.
    read_bundled : callable, optional

    Raises
    ------
    LessonError
        If it cannot be read.
    """
    lesson = read_lesson(text, name, read_bundled)
    found = dict.fromkeys(_of_whole(lesson))
    for seed in seeds:
        found |= dict.fromkeys(_of_play(lesson, seed))
    faults = [each for each in found if each.is_fault]
    fine = [each for each in found if not each.is_fault]
    asking = sum(step.ask is not None for step in lesson.steps)
    head = f"{name}: {lesson.title}: {len(lesson.steps)} steps, {asking} ask"
    lines = [head, *(f"  line {each.line}: {each.text}" for each in sorted(fine, key=lambda f: f.line))]
    lines += [f"{name}, line {each.line}: {each.text}" for each in sorted(faults, key=lambda f: f.line)]
    lines.append(f"{name}: {len(faults)} fault{'s' * (len(faults) != 1)}" if faults else f"{name}: all right")
    return Report(tuple(lines), not faults)


def agree(said: float, found: float) -> bool:
    """Say whether a number is the one that somebody wrote down, to its last digit; three at least.

    Examples
    --------
    >>> agree(-0.148144, -0.14814425331501357), agree(-0.148145, -0.14814425331501357)
    (True, False)
    """
    exponent = Decimal(repr(said)).as_tuple().exponent
    decimals = max(3, -exponent if isinstance(exponent, int) else 0)
    return math.isfinite(found) and abs(said - found) <= 0.5000001 * 10.0**-decimals


# What can be told without going through it


def _of_whole(lesson: Lesson) -> Iterator[_Found]:
    asking = sum(step.ask is not None for step in lesson.steps)
    changing = sum(step.until is not None for step in lesson.steps)
    if asking < LEAST_ASKING:
        yield _Found(1, f"asks {asking} question{'s' * (asking != 1)}; a lesson asks at least {LEAST_ASKING}")
    if changing < LEAST_CHANGING:
        yield _Found(1, "no step lets the student change something: one needs an [step.until]")
    for step in lesson.steps:
        yield from _of_texts(step)
        if step.ask is not None:
            yield from _of_options(step.ask)


def _of_texts(step: Step) -> Iterator[_Found]:
    ask = step.ask
    texts = [("say", step.say, step.line), ("title", step.title, step.line)]
    texts += [("ask.text", ask.text, ask.line)] if ask else []
    for name, text, line in texts:
        for stop in re.split(r"\n\s*\n", text):
            if (length := plain_length(stop)) > MOST_PROSE:
                yield _Found(
                    line, f"{name} has a paragraph of {length} characters; {MOST_PROSE} are the most"
                )


def _of_options(ask: Ask) -> Iterator[_Found]:
    for option in ask.options if ask.kind in ("choice", "multi") else ():
        if not option.right and not option.hint and not option.why:
            yield _Found(ask.line, f"the wrong option “{option.text}” has neither hint nor why")


# What is found on the way through


def _of_play(lesson: Lesson, seed: int) -> Iterator[_Found]:
    stages = stages_of(lesson, seed)
    number = 0
    try:
        for number, step in enumerate(lesson.steps):
            yield from _of_step(step, number, stages)
        number = len(lesson.steps) - 1
        yield from _of_end(stages, number)
        yield from _walked(lesson, seed)
    except LessonError as error:
        yield _Found(error.line, error.reason)
    except ValueError as error:
        yield _Found(lesson.steps[number].line, str(error))


def _of_step(step: Step, number: int, stages: Stages) -> Iterator[_Found]:
    here = stages.at(number)
    for claim in step.asserts:
        yield _compared(claim.expr, claim.value, value(claim.expr, here), claim.line, claim.tolerance)
    if step.until is not None and holds(step.until.expr, here):
        yield _Found(step.until.line, f"{step.until.expr} is true before anything was done")
    if step.ask is not None:
        yield from _of_question(step, step.ask, here, stages.after(number))


def _compared(expr: str, said: float, found: float, line: int, tolerance: float = math.inf) -> _Found:
    fine = agree(said, found) if math.isinf(tolerance) else abs(said - found) <= tolerance
    if fine:
        return _Found(line, f"{expr} = {found:.6f}", is_fault=False)
    return _Found(line, f"{expr} is {found:.6f}, not {said:g}")


def _of_question(step: Step, ask: Ask, here: Stage, after: Stage) -> Iterator[_Found]:
    if ask.kind not in ("number", "sign", "arrow"):
        return
    found = value(ask.answer, after)
    if not math.isfinite(found):
        yield _Found(ask.line, f"{ask.answer} is no finite number")
        return
    if ask.check is not None:
        yield _compared(ask.answer, ask.check, found, ask.line)
    if _is_seen(ask, here, after):
        yield _Found(ask.line, f"{ask.answer} is in view while it is asked for")
    if ask.kind == "number" and (told := _told(step, ask, found)):
        yield _Found(ask.line, f"{told} in the text tells the answer")


def _is_seen(ask: Ask, here: Stage, after: Stage) -> bool:
    """Say whether the quantity that is asked for is shown while the question is open."""
    if path := chain_path_of(ask.answer, here):
        chain = moment_of(here).chain[0]
        return path.partition("(")[0] not in withheld_in(chain, here.withheld) and path != "boxes"
    ref = ref_of(ask.answer, after)
    same_update = (
        here.session.document is after.session.document
        and here.session.playhead.update == after.session.playhead.update
    )
    if ref is None or not same_update:
        return False
    frame = frame_of(here.session)
    return ref in frame.written and frame.value(ref) is not None


def _told(step: Step, ask: Ask, right: float) -> str:
    """Find the answer among the numbers of a text; numbers of fewer than three digits tell nothing."""
    for text in (step.title, step.say, ask.text):
        for word in _NUMBER.findall(text):
            number, digits = float(word.replace("−", "-")), len(word.lstrip("-−0.").replace(".", ""))
            if digits >= 3 and abs(number - right) <= 0.51 * 10.0 ** -len(word.partition(".")[2]):
                return str(word)
    return ""


def _of_end(stages: Stages, last: int) -> Iterator[_Found]:
    end, line = stages.after(last), stages.lesson.steps[last].line
    if hidden := len(end.session.hidden) + len(end.withheld):
        yield _Found(line, f"{hidden} value{'s are' if hidden > 1 else ' is'} still hidden at the end")


def _walked(lesson: Lesson, seed: int) -> Iterator[_Found]:
    """Go through the lesson as a student who knows everything; each step must open the next."""
    play = begun(lesson, seed)
    for number, step in enumerate(lesson.steps):
        if step.ask is not None:
            play = answered(play, _as_given(step.ask, right(play)))
            if not may_go_on(play):
                tried = mark(play).tries[-1]
                yield _Found(
                    step.ask.line, f"the right answer, {tried.answer}, is taken for {tried.verdict.kind}"
                )
        for row in twins(play):
            if not all(map(math.isfinite, row.values)):
                yield _Found(step.line, f"the twin {row.name} shows what is no finite number")
        stage(play)
        play = moved(play, 1) if may_go_on(play) else went(play, number + 1)


def _as_given(ask: Ask, answer: Answer | None) -> Answer:
    """Write the right answer as a student would."""
    if answer is None:
        return 0
    return f"{answer:.{ask.sigfigs}g}" if ask.kind == "number" else answer
