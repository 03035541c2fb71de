"""Two copies of a stage for a split screen: what a lesson sets side by side, old and new weights, two costs.

Both withhold what the stage withholds, and both advance on the same key.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from engine.lessons.deeds.moving import acted
from engine.lessons.lesson import Ask, Step
from engine.lessons.moment import moment_of
from engine.lessons.stage import Stage
from engine.lessons.stages import done
from engine.nn.costs import COSTS
from engine.nn.types import Ref, Symbol
from engine.session import actions as act
from engine.session.session import Session
from engine.session.setup import Setup
from engine.session.update import update

__all__ = ["WAYS", "Copy", "advanced", "copies", "ways"]

_TOLD = "What is compared would tell the answer: reveal it first."
_ON_PURPOSE = "These numbers have a slip in them on purpose, so there is no copy to hold against them."
_FORWARD: frozenset[Symbol] = frozenset({"z", "a", "product", "slope"})
"""What the weights of the next update tell nothing of."""
_HIDES_ALL = ("number", "sign")
"""Questions that withhold the very numbers they ask for; the others can be told by anything on screen."""
_PLAIN = tuple(name for name, cost in COSTS.items() if cost.needs_output is None)


@dataclass(frozen=True, slots=True, eq=False)
class Copy:
    """One side of a split screen.

    Attributes
    ----------
    name : str
        Of the twin, as the lesson calls it; "old weights" or "new weights"; or a cost of `COSTS`.
    session : Session
    """

    name: str
    session: Session


Copies = tuple[Copy, Copy]
Advance = act.Step | act.StepPhase | act.StepUpdate | act.Seek | act.SetZoom | act.SetSample
"""What both copies can be told to do."""


def ways(stage: Stage, step: Step, *, is_open: bool = True) -> tuple[str, ...]:
    """List the ways in which a stage can be compared here, of `WAYS`.

    Parameters
    ----------
    stage : Stage
        What is shown now.
    step : Step
        Of the lesson.
    is_open : bool
        Its question, if it has one, is not revealed yet.
    """
    return tuple(way for way in WAYS if not _trouble(stage, step, way, is_open))


def copies(stage: Stage, step: Step, file: str, way: str, *, is_open: bool = True) -> Copies:
    """Make the two copies.

    Parameters
    ----------
    stage, step, is_open
        As in `ways`.
    file : str
        Of the lesson, for messages.
    way : str
        "twins": the first and the last twin of the step; "updated": the update in play and the next one, at
        the same micro-step; "cost": another cost beside the one in use.

    Raises
    ------
    ValueError
        If there is nothing to compare in this way here, or it would tell what is asked; in one sentence.
        LessonError if a deed of a twin cannot be done.
    """
    if trouble := _trouble(stage, step, way, is_open):
        raise ValueError(trouble)
    return WAYS[way].made(stage, step, file)


def advanced(both: Copies, action: Advance) -> Copies:
    """Return both copies after one action; where one of them cannot go along, neither moves.

    `Seek` names an update of the first copy; the other keeps its distance to it.

    Raises
    ------
    ValueError
        If the action is none that moves: copies are looked at, and not changed.
    """
    match action:
        case act.Step(by) | act.StepPhase(by) | act.StepUpdate(by):
            one = type(action)(1 if by > 0 else -1)
            for _ in range(abs(by)):
                if (moved := _together(both, one)) is both:
                    break
                both = moved
            return both
        case act.Seek(step, at) if at is not None:
            first, second = (copy.session.playhead.update for copy in both)
            return _each(both, act.Seek(step, at), act.Seek(step, max(at + second - first, 0)))
        case act.Seek() | act.SetZoom() | act.SetSample():
            return _each(both, action, action)
        case _:
            raise ValueError("Two copies are compared: they can be stepped through, and not be changed.")


def _together(both: Copies, action: Advance) -> Copies:
    """Move both by one, or none: at the beginning of training the one that is ahead waits for the other."""
    moved = _each(both, action, action)
    stays = any(new.session is old.session for new, old in zip(moved, both, strict=True))
    return both if stays else moved


def _each(both: Copies, first: Advance, second: Advance) -> Copies:
    one, other = both
    return _after(one, first), _after(other, second)


def _after(copy: Copy, action: Advance) -> Copy:
    return replace(copy, session=update(copy.session, action))


# What there is to compare


def _trouble(stage: Stage, step: Step, way: str, is_open: bool) -> str:
    """Say in a sentence why a stage cannot be compared in a way; empty where it can."""
    if way not in WAYS:
        return f"{way!r} is not one of {', '.join(WAYS)}."
    chosen = WAYS[way]
    if stage.base.document is None:
        return "This stop shows no network: there is nothing to compare."
    if missing := chosen.missing(stage, step):
        return missing
    is_told = is_open and step.ask is not None and chosen.tells(stage, step.ask)
    return _TOLD if is_told else ""


def _without_twins(_stage: Stage, step: Step) -> str:
    return "" if len(step.twins) > 1 else "This stop sets nothing side by side."


def _with_slip(stage: Stage, _step: Step) -> str:
    return _ON_PURPOSE if stage.session.slip else ""


def _without_cost(stage: Stage, step: Step) -> str:
    pair = _costs(moment_of(stage).setup)
    return _with_slip(stage, step) or (
        "" if len(pair) > 1 else "A softmax output goes with one cost only, the cross-entropy."
    )


def _costs(setup: Setup) -> tuple[str, ...]:
    """Return the two costs that fit a network, the squared one first; one where there is no other.

    Cross-entropy stands beside a squared error where the output is a sigmoid and the labels are shares.
    """
    output, labels = setup.network.activations[-1], setup.Y
    if output == "softmax":
        return (setup.cost,)
    made_for = [name for name, cost in COSTS.items() if cost.needs_output == output]
    fits = bool(((labels >= 0.0) & (labels <= 1.0)).all())
    plain = setup.cost if setup.cost in _PLAIN else _PLAIN[0]
    other = made_for[0] if made_for and fits else next(name for name in _PLAIN if name != plain)
    return plain, other


# What it would tell


def _tells_all(_stage: Stage, _ask: Ask) -> bool:
    return True


def _tells_updated(stage: Stage, ask: Ask) -> bool:
    """Say whether new weights tell what is asked: all but what only the forward pass is made of."""
    hidden = stage.session.hidden
    return _tells_cost(stage, ask) or any(ref.symbol not in _FORWARD for ref in hidden)


def _tells_cost(stage: Stage, ask: Ask) -> bool:
    """Say whether another cost tells what is asked: what is withheld is so in both copies."""
    return ask.kind not in _HIDES_ALL or not stage.session.hidden


# The copies


def _twins(stage: Stage, step: Step, file: str) -> Copies:
    first, last = (_twin(stage, step, number, file) for number in (0, -1))
    return first, last


def _twin(stage: Stage, step: Step, number: int, file: str) -> Copy:
    """Do the deeds of a twin on a copy; what is hidden stays so, as long as the network is the same."""
    twin, before = step.twins[number], stage
    for deed in twin.do:
        stage = done(stage, deed, file)
    hidden = stage.session.hidden
    if moment_of(stage).trace.network.sizes == moment_of(before).trace.network.sizes:
        hidden = hidden | before.session.hidden
    return Copy(twin.name, _copied(stage, hidden))


def _updated(stage: Stage, _step: Step, _file: str) -> Copies:
    here = stage.session.playhead
    after = acted(stage, act.Seek(here.step, here.update + 1))
    return Copy("old weights", _copied(stage)), Copy("new weights", _copied(after))


def _cost(stage: Stage, _step: Step, _file: str) -> Copies:
    first, second = _costs(moment_of(stage).setup)
    return _with_cost(stage, first), _with_cost(stage, second)


def _with_cost(stage: Stage, name: str) -> Copy:
    return Copy(name, _copied(acted(stage, act.SetSettings({"cost": name}, f"cost {name}"))))


def _copied(stage: Stage, hidden: frozenset[Ref] | None = None) -> Session:
    """Return a session of its own, in which there is nothing to undo."""
    session = stage.session
    return replace(
        Session.start(session.document, replace(session.playhead, playing=False)),
        selected=session.selected,
        hidden=session.hidden if hidden is None else hidden,
        slip=session.slip,
    )


@dataclass(frozen=True, slots=True)
class _Way:
    """How a stage is compared: what is missing for it here, what it would tell, and how it is done."""

    missing: Callable[[Stage, Step], str]
    tells: Callable[[Stage, Ask], bool]
    made: Callable[[Stage, Step, str], Copies]


WAYS: Mapping[str, _Way] = {
    "twins": _Way(_without_twins, _tells_all, _twins),
    "updated": _Way(_with_slip, _tells_updated, _updated),
    "cost": _Way(_without_cost, _tells_cost, _cost),
}
"""The ways in which a stage can be compared, the lesson's own first."""
