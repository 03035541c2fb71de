"""What the audience sees at a moment, as a value: the page is painted from it and from nothing else."""

from __future__ import annotations

from dataclasses import dataclass

from engine.lessons.stage import ChainStart
from engine.nn.types import Ref
from engine.session.frame import Frame
from gui.look import Look

__all__ = ["CardFace", "Slide", "Votes"]


@dataclass(frozen=True, slots=True)
class CardFace:
    """One card to vote for, as far as the room may know it.

    Attributes
    ----------
    letter : str
    text : str
        Light Markdown.
    state : {"", "right", "wrong"}
        Empty until it is revealed, and of a vote that has no right card.
    why : str
        Light Markdown, said where the stop explains.
    """

    letter: str
    text: str
    state: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True)
class Votes:
    """Hands that were raised, one number a card."""

    name: str
    hands: tuple[int, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Slide:
    """One moment of a lecture.

    Attributes
    ----------
    stop : str
        Id of the lesson and of the step, for what belongs to the stop.
    lesson_title, place : str
        The head line: the title, and "9 / 12".
    at, stops : int
        Number of the stop, from 0, and how many there are.
    phase : str
        "say", or one of `engine.lessons.lecture.PHASES`.
    stop_title, caption, question : str
        The headline of the stop, what is said, what is asked; light Markdown.
    cards : tuple of CardFace
        From the phase "predict" on.
    coming : tuple of CardFace
        Before that: room is kept for them, and nothing of them is shown.
    answer : str
        What the engine says, from the reveal on; empty where the right card shows it.
    after : str
        Why it is right, where the stop explains.
    frame : Frame
        The moment of the session; what a question withholds is unknown in it.
    lit : frozenset of Ref
    panels : frozenset of str
        What the stage of the lesson shows, of `engine.lessons.stage.PANELS`.
    view : str
        What stands beside the diagram, of `gui.views.VIEWS`, or "curve"; empty for nothing.
    chain : ChainStart or None
        In place of the diagram.
    withheld : frozenset of str
        Paths of the chain that are ``?``.
    wiggle : float
        How far the variable of the chain is wiggled; 0 where it rests.
    delta : {"large", "normal", "off"}
        How much room the formula and its factors have.
    votes : tuple of Votes
        Empty while they are hidden.
    copies : tuple of (str, Frame)
        Two moments side by side in place of the diagram, each with its name; usually empty.
    twins : tuple of tuple of str
        A table: the first row names the quantities, each other one a twin and its numbers; usually empty.
    is_changed : bool
        Something is not as the lesson has it.
    is_zoomed : bool
        The diagram shows the nodes in play only.
    note : str
        A line of the open day; light Markdown.
    look : Look
    """

    stop: str
    lesson_title: str
    place: str
    at: int
    stops: int
    phase: str
    frame: Frame
    look: Look
    stop_title: str = ""
    caption: str = ""
    question: str = ""
    cards: tuple[CardFace, ...] = ()
    coming: tuple[CardFace, ...] = ()
    answer: str = ""
    after: str = ""
    lit: frozenset[Ref] = frozenset()
    panels: frozenset[str] = frozenset()
    view: str = ""
    chain: ChainStart | None = None
    withheld: frozenset[str] = frozenset()
    wiggle: float = 0.0
    delta: str = "normal"
    votes: tuple[Votes, ...] = ()
    copies: tuple[tuple[str, Frame], ...] = ()
    twins: tuple[tuple[str, ...], ...] = ()
    is_changed: bool = False
    is_zoomed: bool = False
    note: str = ""
