"""A moment of a lesson: the session, and what a lesson shows besides. What a lesson can begin with."""

from __future__ import annotations

from dataclasses import dataclass, field

from engine.nn.types import Ref
from engine.session.document import Document
from engine.session.session import Session

__all__ = ["NO_START", "PANELS", "ChainStart", "Stage", "Start"]

PANELS = (
    "diagram", "delta", "formula", "curve", "timeline", "slice", "surface", "story", "sizes", "activity",
    "matrix", "samples", "says", "data", "chain",
)  # fmt: skip
"""What a lesson can show and hide, by name."""


@dataclass(frozen=True, slots=True)
class ChainStart:
    """A typed function, and where it is looked at.

    Attributes
    ----------
    function : str
        Such as "log(2 + cos x)", see `engine.nn.chain`.
    x : float
    """

    function: str
    x: float


@dataclass(frozen=True, slots=True, eq=False)
class Start:
    """What a lesson, or a part of it, begins with: a document, a chain of functions, or both."""

    document: Document | None = None
    chain: ChainStart | None = None


NO_START = Start()


@dataclass(frozen=True, slots=True, eq=False)
class Stage:
    """A moment of a lesson.

    Attributes
    ----------
    session : Session
        What it withholds is in `Session.hidden`, what is shaded in `Session.selected`, and a slip that is to
        be found in `Session.slip`.
    lit : frozenset of Ref
        What the step lights.
    panels : frozenset of str
        Of `PANELS`.
    chain : ChainStart or None
    withheld : frozenset of str
        Paths of the chain that a question withholds, such as ``du[1]``.
    wiggle : float
        How far the variable of the chain is wiggled; 0 where it rests.
    notation : str
        "chain", "layers" or "auto".
    base : Start
        The start that was loaded last, which `restore` goes back to.
    seed : int
        Of the play: what new numbers are drawn with.
    hides : tuple of str
        Paths that the lesson withholds whenever a start is loaded.
    """

    session: Session
    lit: frozenset[Ref] = frozenset()
    panels: frozenset[str] = frozenset()
    chain: ChainStart | None = None
    withheld: frozenset[str] = frozenset()
    wiggle: float = 0.0
    notation: str = "auto"
    base: Start = field(default=NO_START)
    seed: int = 0
    hides: tuple[str, ...] = ()
