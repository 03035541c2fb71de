"""In which order the options of a question stand: not as the file has it, and the same on coming back."""

from __future__ import annotations

from random import Random

from engine.lessons.lesson import Ask

__all__ = ["shuffled"]

_AS_WRITTEN = ("vote",)
"""In a lecture hall the letters of the options are what the file says."""


def shuffled(ask: Ask, *key: object) -> tuple[int, ...]:
    """Return the numbers of the options as they are to stand.

    Parameters
    ----------
    ask : Ask
    *key : object
        The lesson, the step and the seed of the play.

    Examples
    --------
    >>> from engine.lessons.lesson import Option
    >>> shuffled(Ask("order", "", (Option("a"), Option("b"))), "demo", "s1", 0)
    (1, 0)
    """
    written = list(range(len(ask.options)))
    if ask.kind in _AS_WRITTEN or len(written) < 2:
        return tuple(written)
    mixed, random = list(written), Random("/".join(map(str, key)))  # noqa: S311 - no secret
    random.shuffle(mixed)
    is_told = ask.kind == "order" and mixed == written
    return tuple(reversed(mixed) if is_told else mixed)
