"""Scaling as a value: a named step that is stored with the data and can be taken back."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal, TypeAlias

import numpy as np

from engine.nn.types import Array

Side: TypeAlias = Literal["X", "Y"]


@dataclass(frozen=True, slots=True)
class Scaling:
    """One step of scaling: every number x of a column becomes (x − shift)/factor.

    Parameters
    ----------
    kind : str
        "standardise" (shift: mean, factor: standard deviation of the population), "min-max" (shift:
        smallest, factor: largest − smallest, so that the result lies in [0, 1]) or "divide" (shift 0).
    columns : tuple of int
        Columns that the step is applied to, from 0.
    shift, factor : tuple of float
        One number a column. The factor of a column whose numbers are all the same is 1.
    of : "X" or "Y"
        Whether these are columns of the inputs or of the labels.

    Raises
    ------
    ValueError
        If the kind is unknown, or the numbers do not fit the columns or are not finite.
    """

    kind: str
    columns: tuple[int, ...]
    shift: tuple[float, ...]
    factor: tuple[float, ...]
    of: Side = "X"

    def __post_init__(self) -> None:
        for name, kind in (("columns", int), ("shift", float), ("factor", float)):
            object.__setattr__(self, name, tuple(map(kind, getattr(self, name))))
        if self.kind not in KINDS:
            raise ValueError(f"unknown scaling {self.kind!r}; there are {', '.join(KINDS)}")
        if self.of not in ("X", "Y"):
            raise ValueError(f"scaling is of X or Y, not of {self.of!r}")
        if not len(self.columns) == len(self.shift) == len(self.factor):
            raise ValueError("a scaling needs one shift and one factor a column")
        if len(set(self.columns)) != len(self.columns) or min(self.columns, default=0) < 0:
            raise ValueError("the columns of a scaling are numbered from 0, each at most once")
        if not all(map(math.isfinite, self.shift + self.factor)) or 0 in self.factor:
            raise ValueError("the shifts and factors of a scaling must be finite, the factors not 0")

    def apply(self, table: Array) -> Array:
        """Return the table, shape (samples, n), with the step applied.

        Raises
        ------
        ValueError
            If a column is missing, or a result is not finite.
        """
        return self._changed(table, lambda x, shift, factor: (x - shift) / factor)

    def undo(self, table: Array) -> Array:
        """Return the table with the step taken back, to rounding; errors as in `apply`."""
        return self._changed(table, lambda x, shift, factor: x * factor + shift)

    def _changed(self, table: Array, change: Callable[[Array, Array, Array], Array]) -> Array:
        if max(self.columns, default=-1) >= table.shape[1]:
            raise ValueError(f"scaling names column {max(self.columns) + 1}, but there are {table.shape[1]}")
        changed, columns = np.array(table, dtype=np.float64), list(self.columns)
        with np.errstate(over="ignore", invalid="ignore", under="ignore"):
            changed[:, columns] = change(changed[:, columns], np.array(self.shift), np.array(self.factor))
        if not np.isfinite(changed).all():
            column = np.argwhere(~np.isfinite(changed))[0, 1]
            raise ValueError(
                f"column {column + 1} of {self.of} has numbers too large for scaling {self.kind!r}"
            )
        return changed


def measured_step(kind: str, table: Array, of: Side = "X", by: float | None = None) -> Scaling:
    """Measure the step that scales all columns of a table.

    Parameters
    ----------
    kind : str
        A key of `KINDS`.
    table : ndarray, shape (samples, n)
        The rows to be measured: those trained on.
    of : "X" or "Y"
        Recorded in the step.
    by : float, optional
        For "divide", and only there: the number to divide by.

    Returns
    -------
    Scaling

    Raises
    ------
    ValueError
        If the kind is unknown, `by` is missing or out of place, there are no rows, or numbers are too large.
    """
    if kind not in KINDS:
        raise ValueError(f"unknown scaling {kind!r}; there are {', '.join(KINDS)}")
    if (by is None) == (kind == "divide"):
        raise ValueError(
            "'divide' needs the number to divide by" if by is None else f"{kind!r} takes no number"
        )
    if not len(table):
        raise ValueError(f"{kind!r} needs at least one row to be measured on")
    n = table.shape[1]
    if by is not None:
        return Scaling(kind, tuple(range(n)), (0.0,) * n, (by,) * n, of)
    shift, factor = KINDS[kind](table)
    if not np.isfinite(factor).all():
        raise ValueError(f"column {np.argmin(np.isfinite(factor)) + 1} of {of} spans too much for {kind!r}")
    return Scaling(kind, tuple(range(n)), tuple(shift.tolist()), tuple(factor.tolist()), of)


def _limits(table: Array) -> tuple[Array, Array]:
    """Measure smallest and span of every column; a span of 0 counts as 1."""
    low = table.min(axis=0)
    with np.errstate(over="ignore"):
        span = table.max(axis=0) - low
    return low, np.where(span == 0, 1.0, span)


def _moments(table: Array) -> tuple[Array, Array]:
    """Measure mean and deviation of every column, in units of its span so that no square overflows."""
    low, span = _limits(table)
    with np.errstate(over="ignore", invalid="ignore"):
        unit = (table - low) / span
        mean, deviation = low + span * unit.mean(axis=0), span * unit.std(axis=0)
    return mean, np.where(deviation == 0, 1.0, deviation)


def _nothing(table: Array) -> tuple[Array, Array]:
    """Measure nothing: what "divide" divides by is given."""
    return np.zeros(table.shape[1]), np.ones(table.shape[1])


KINDS: dict[str, Callable[[Array], tuple[Array, Array]]] = {
    "standardise": _moments,
    "min-max": _limits,
    "divide": _nothing,
}
"""How shift and factor of every column are measured, by kind."""
