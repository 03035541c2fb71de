"""A lesson as a value: what it begins with, and its steps. `engine.lessons.reading` makes it of a file."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from math import inf
from typing import TypeAlias

from engine.lessons.stage import PANELS, ChainStart, Stage, Start
from engine.nn.types import Ref

__all__ = [
    "KINDS", "LEVELS", "NOTATIONS", "PANELS", "PARTS", "Answer", "Ask", "Assert", "ChainStart", "Deed",
    "Lesson", "Option", "Start", "Step", "Twin", "Until", "View",
]  # fmt: skip

PARTS = ("hook", "worked", "predict", "change", "faded", "slip", "exit", "close")
"""What a step is for."""

KINDS = ("choice", "multi", "number", "sign", "order", "point", "arrow", "curve", "vote")
"""How a question is answered."""

Answer: TypeAlias = (
    str | int | float | frozenset[int] | tuple[int, ...] | Ref | tuple[tuple[float, float], ...]
)
"""How a question is answered: str for number and sign, int for choice and vote, frozenset for multi, tuple of
int for order, Ref for point, degrees for arrow, (update, J) pairs for curve."""

LEVELS = ("lecture", "core", "extra")
NOTATIONS = ("auto", "chain", "layers")

ARROW_TOLERANCE = 10.0
"""Degrees by which a drawn arrow may be off where the lesson does not say."""

CURVE_TOLERANCE = 0.25
"""Share of its height by which a drawn cost curve may be off on the average."""


@dataclass(frozen=True, slots=True, eq=False)
class Deed:
    """Something that a step does.

    Attributes
    ----------
    text : str
        As the lesson says it, such as ``goto Fa(2)``.
    line : int
        Of the file.
    run : callable
        Takes the stage before and returns the one after; ValueError where it cannot be done there.
    updates : callable
        Counts the updates that it will train, given the stage before.
    changes : bool
        It changes numbers: a parameter, a setting, the data.
    """

    text: str
    line: int
    run: Callable[[Stage], Stage]
    updates: Callable[[Stage], int] = lambda _stage: 0
    changes: bool = False


@dataclass(frozen=True, slots=True)
class Option:
    """One of the answers that are offered.

    Attributes
    ----------
    text : str
    right : bool
    hint : str
        Id of the misconception that it shows, such as "M09"; empty where it shows none.
    why : str
        What is said to one who takes it.
    """

    text: str
    right: bool = False
    hint: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class Ask:
    """A question.

    Attributes
    ----------
    kind : str
        Of `KINDS`.
    text : str
    options : tuple of Option
        For "choice", "multi" and "vote"; for "order" in the right order.
    answer : str
        An expression that the engine evaluates after `then`; for "point" a path or a node, such as
        ``node 2,1``; for "curve" the word ``curve``.
    check : float or None
        The number that the author believes; for the checker only.
    sigfigs : int
        Digits that are asked for.
    attempts : int
        Tries within which a right answer counts as right.
    hide : tuple of str
        Paths withheld while the question is open; the answer, where it is one path and the file says nothing.
    reveals : tuple of str
        Paths shown from the answer on: what is hidden, where the file says nothing.
    then : tuple of Deed
        Done when the answer is shown.
    tolerance : float or None
        Degrees for "arrow", a share for "curve"; for "number" in place of the usual rule.
    unit : str
        Written behind the answer.
    line : int
    """

    kind: str
    text: str
    options: tuple[Option, ...] = ()
    answer: str = ""
    check: float | None = None
    sigfigs: int = 3
    attempts: int = 2
    hide: tuple[str, ...] = ()
    reveals: tuple[str, ...] = ()
    then: tuple[Deed, ...] = ()
    tolerance: float | None = None
    unit: str = ""
    line: int = 0


@dataclass(frozen=True, slots=True)
class Until:
    """What a student is to bring about.

    Attributes
    ----------
    expr : str
        Done when this is true.
    then : str
        What is said then.
    hint : str
    line : int
    """

    expr: str
    then: str = ""
    hint: str = ""
    line: int = 0


@dataclass(frozen=True, slots=True)
class Assert:
    """What the author believes to be so when the step is entered; for the checker only.

    `tolerance` is infinite where the file says nothing: then `value` is compared as it is written, to its
    last digit.
    """

    expr: str
    value: float
    tolerance: float = inf
    line: int = 0


@dataclass(frozen=True, slots=True, eq=False)
class Twin:
    """What else could be done: computed on a copy, and shown beside the others of the step."""

    name: str
    do: tuple[Deed, ...]
    shows: tuple[str, ...]
    line: int = 0


@dataclass(frozen=True, slots=True, eq=False)
class Step:
    """One card of a lesson."""

    id: str
    title: str = ""
    part: str = "worked"
    do: tuple[Deed, ...] = ()
    say: str = ""
    notes: str = ""
    ask: Ask | None = None
    until: Until | None = None
    asserts: tuple[Assert, ...] = ()
    twins: tuple[Twin, ...] = ()
    line: int = 0


@dataclass(frozen=True, slots=True)
class View:
    """How a lesson looks when it begins; `hide` are paths shown as ``?`` whenever a start is loaded."""

    panels: tuple[str, ...] = ("diagram", "delta", "formula")
    decimals: int = 3
    notation: str = "auto"
    hide: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Lesson:
    """A lesson; two are the same only if they are one.

    Attributes
    ----------
    starts : mapping of str to Start
        What can be loaded, "start" for the lesson's own.
    name : str
        Of the file, for messages.
    """

    id: str
    title: str
    author: str
    language: str
    minutes: int
    level: str
    needs: tuple[str, ...]
    goal: str
    view: View
    starts: Mapping[str, Start]
    steps: tuple[Step, ...]
    name: str = ""
    view_line: int = 0
