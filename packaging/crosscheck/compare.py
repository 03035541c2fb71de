"""Measure how far the engine's numbers are from PyTorch's."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

import numpy as np

from engine.nn.types import Array

TOLERANCE = 1e-10
"""Of `relative_error`, for every array that is compared."""


def relative_error(ours: Array, theirs: Array) -> float:
    """Compute max|a − b| / max|b| over one array: the largest deviation, in units of the largest number.

    Where theirs are all 0 ours must be too, else the error is infinite; so it is where ours is no number.
    """
    if ours.shape != theirs.shape or not np.isfinite(ours).all():
        return float("inf")
    deviation, largest = np.abs(ours - theirs).max(), np.abs(theirs).max()
    if largest == 0:
        return 0.0 if deviation == 0 else float("inf")
    return float(deviation / largest)


NUDGE = 2.0**-48
"""By which share at most numbers are changed to see how steady an answer is: some rounding errors."""

STEADY = TOLERANCE / 100


def is_steady(theirs: Iterable[Array], nudged: Iterable[Array]) -> bool:
    """Say whether a comparison measures the engine, given PyTorch's arrays, also from numbers `NUDGE` away.

    Sometimes large differences come of the smallest ones: where a δ is what is left of two large terms, in
    trainings that diverge, and with rmsprop at a minimum, where √v has become so small that it steps to and
    fro. If PyTorch does not come back to its own numbers, no other program can be asked to.
    """
    return all(relative_error(ours, other) < STEADY for ours, other in zip(nudged, theirs, strict=True))


def error_by_entry(ours: Array, theirs: Array) -> float:
    """Compute max(|a − b| / |b|) over the entries, each measured by itself, where theirs are not 0.

    Told beside `relative_error` but not judged: an entry that is a small difference of large terms has lost
    digits in both programs.
    """
    there = theirs != 0
    return float((np.abs(ours - theirs)[there] / np.abs(theirs)[there]).max(initial=0.0))


@dataclass
class Worst:
    """The worst errors of one kind of quantity, and the seed at which they are."""

    quantity: str
    arrays: int = 0
    error: float = 0.0
    entry: float = 0.0
    seed: int | None = None

    def add(self, ours: Array, theirs: Array, seed: int) -> None:
        """Take one more pair of arrays into account."""
        error = relative_error(ours, theirs)
        if error >= self.error:
            self.error, self.seed = error, seed
        self.arrays += 1
        self.entry = max(self.entry, error_by_entry(ours, theirs))

    @property
    def agrees(self) -> bool:
        """Say whether all that was compared is within `TOLERANCE`, and something was compared."""
        return self.arrays > 0 and self.error <= TOLERANCE


@dataclass
class Tally:
    """The worst errors of every quantity, and how many seeds were passed over."""

    rows: dict[str, Worst] = field(default_factory=dict)
    passed_over: int = 0

    def add(self, quantity: str, ours: Array, theirs: Array, seed: int) -> None:
        """Take one more pair of arrays into account."""
        self.rows.setdefault(quantity, Worst(quantity)).add(ours, theirs, seed)

    def add_answers(self, ours: dict[str, Array], theirs: dict[str, Array], seed: int) -> None:
        """Compare all answers to one case, each by its own array; layers of one quantity share a row."""
        for name, numbers in theirs.items():
            self.add(name.rstrip(" 0123456789"), ours[name], numbers, seed)

    def add_snapshots(self, quantity: str, ours: Array, theirs: Array, seed: int) -> None:
        """Compare the parameters in the course of a run, each row of them by itself."""
        for row, their_row in zip(ours, theirs, strict=True):
            self.add(quantity, row, their_row, seed)

    @property
    def agrees(self) -> bool:
        """Say whether everything agrees."""
        return bool(self.rows) and all(row.agrees for row in self.rows.values())

    def table(self) -> Iterable[str]:
        """Write a line for each quantity."""
        yield f"{'quantity':<28}{'arrays':>8}{'worst error':>14}{'by entry':>12}   seed"
        for row in self.rows.values():
            mark = "" if row.agrees else f"   above {TOLERANCE:g}"
            yield f"{row.quantity:<28}{row.arrays:>8}{row.error:>14.1e}{row.entry:>12.1e}   {row.seed}{mark}"
        if self.passed_over:
            yield f"{self.passed_over} more passed over: there PyTorch itself cannot say the last digits"
