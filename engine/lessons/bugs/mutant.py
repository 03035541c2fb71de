"""What a misconception makes of a quantity."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Mutant:
    """A wrong value and the misconception that gives it.

    Attributes
    ----------
    id : str
        Of the misconception, such as ``"M04"``; several mutants may share one.
    slip : str
        A short stable name of what was done, such as ``"no_slope"``; ``"carried:no_slope"`` where it was
        done at other places too, or only at an earlier one.
    value : float
        What comes out.
    """

    id: str
    slip: str
    value: float
