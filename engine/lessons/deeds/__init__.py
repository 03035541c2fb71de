"""What a step of a lesson does, a line each, such as ``goto Fa(2)``: read once, then applied to stages."""

from __future__ import annotations

from collections.abc import Callable

from engine.lessons.deeds.chains import CHAINS
from engine.lessons.deeds.loading import LOADING, opened
from engine.lessons.deeds.making import Does, Known, Maker, nothing_bundled
from engine.lessons.deeds.moving import MOVING
from engine.lessons.deeds.setting import SETTING
from engine.lessons.deeds.showing import SHOWING, node_at, withholding
from engine.lessons.faults import meant, short
from engine.lessons.lesson import Deed
from engine.lessons.stage import Stage

__all__ = ["DEEDS", "Does", "Known", "deed", "node_at", "nothing_bundled", "opened", "withholding"]

DEEDS: dict[str, Maker] = {**MOVING, **SETTING, **SHOWING, **LOADING, **CHAINS}
"""By name: what makes a deed of the words behind it."""

MOST_CHARACTERS = 1000


def deed(text: str, line: int = 0, known: Known | None = None) -> Deed:
    """Read a deed.

    Parameters
    ----------
    text : str
        A name of `DEEDS` and what it is about.
    line : int
        Of the file.
    known : Known, optional
        What the lesson knows: its starts, how bundled data are read, what new numbers are drawn with.

    Raises
    ------
    ValueError
        In one sentence, if it makes no sense whatever the stage is.
    """
    if len(text) > MOST_CHARACTERS:
        raise ValueError(f"an action has at most {MOST_CHARACTERS:,} characters")
    name, _, rest = " ".join(text.split()).partition(" ")
    if name not in DEEDS:
        raise ValueError(f"{short(text)}: there is no action {short(name)}{meant(name, DEEDS)}")
    try:
        does = DEEDS[name](rest, known or Known())
    except ValueError as error:
        raise ValueError(f"{short(text)}: {error}") from None
    return Deed(text, line, _named(text, does.run), does.updates, does.changes)


def _named(text: str, run: Callable[[Stage], Stage]) -> Callable[[Stage], Stage]:
    """Let a deed that cannot be done say which it is."""

    def named(stage: Stage) -> Stage:
        try:
            return run(stage)
        except (ValueError, ArithmeticError) as error:
            raise ValueError(f"{short(text)}: {error}") from None

    return named
