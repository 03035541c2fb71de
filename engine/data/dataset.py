"""A data set as a value: inputs, labels, and what is known of them."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import ArrayLike

from engine.data.derived import Feature
from engine.data.scaling import Scaling, Side, measured_step
from engine.nn.types import Array, freeze


@dataclass(frozen=True, slots=True)
class DataNotes:
    """What is known of a data set besides its numbers.

    Parameters
    ----------
    name : str
        What the data set is called.
    inputs, labels : tuple of str
        Names of the columns of X and of Y; empty where they have none.
    classes : tuple of str
        Names of the classes: one a column of Y where Y is one-hot, two for a single column of 0 and 1;
        empty for regression.
    scaling : tuple of Scaling
        What was done to the numbers, in this order; `DataSet.unscaled` takes it back.
    source : str
        Where the data come from, with their licence where they have one.
    remarks : tuple of str
        What reading them did besides, a sentence each: rows left out, gaps filled, the encoding guessed.
    features : tuple of Feature
        The last inputs, as far as they are derived from the first ones: see `engine.data.features`.
    """

    name: str = ""
    inputs: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()
    classes: tuple[str, ...] = ()
    scaling: tuple[Scaling, ...] = ()
    source: str = ""
    remarks: tuple[str, ...] = ()
    features: tuple[Feature, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class DataSet:
    """Inputs and labels, row by row, with what is known of them.

    Parameters
    ----------
    X : ndarray, shape (samples, n_0)
    Y : ndarray, shape (samples, n_L)
    notes : DataNotes

    Raises
    ------
    ValueError
        If the parts do not fit one another, or a number is not finite.
    """

    X: Array
    Y: Array
    notes: DataNotes = DataNotes()

    def __post_init__(self) -> None:
        for side in ("X", "Y"):
            object.__setattr__(self, side, _table(getattr(self, side), side))
        if len(self.X) != len(self.Y):
            raise ValueError(f"X has {len(self.X)} samples but Y has {len(self.Y)}")
        check_notes(self.notes, self.X.shape[1], self.Y.shape[1])

    @property
    def samples(self) -> int:
        """Number of samples."""
        return len(self.X)

    def taken(self, rows: ArrayLike) -> DataSet:
        """Return the data set of some of the rows, in the order given."""
        picked = np.asarray(rows, dtype=np.int64)
        return DataSet(self.X[picked], self.Y[picked], self.notes)

    def scaled(
        self, kind: str, rows: ArrayLike | None = None, *, of: Side = "X", by: float | None = None
    ) -> DataSet:
        """Return the data set with all columns of one side scaled; the notes record the step.

        Parameters
        ----------
        kind : str
            "standardise", "min-max" or "divide", see `Scaling`.
        rows : array_like of int, optional
            The rows that mean, deviation and limits are taken from: those trained on, so that nothing
            of the test set leaks into training. All rows if not given.
        of : "X" or "Y"
            Inputs or labels.
        by : float, optional
            The number that "divide" divides by.

        Returns
        -------
        DataSet

        Raises
        ------
        ValueError
            If the step cannot be measured or its result is not finite.
        """
        table = self.X if of == "X" else self.Y
        measured = table if rows is None else table[np.asarray(rows, dtype=np.int64)]
        step = measured_step(kind, measured, of, by)
        return self._with(of, step.apply(table), (*self.notes.scaling, step))

    def unscaled(self) -> DataSet:
        """Return the data set with every recorded step taken back, to rounding."""
        data = self
        while data.notes.scaling:
            *earlier, last = data.notes.scaling
            table = data.X if last.of == "X" else data.Y
            data = data._with(last.of, last.undo(table), tuple(earlier))
        return data

    def _with(self, side: Side, table: Array, steps: tuple[Scaling, ...]) -> DataSet:
        notes = replace(self.notes, scaling=steps)
        return DataSet(table, self.Y, notes) if side == "X" else DataSet(self.X, table, notes)


def _table(values: ArrayLike, side: str) -> Array:
    """Freeze one side of the data, or say what is wrong with it."""
    table = freeze(values)
    if table.ndim != 2 or not table.size:
        raise ValueError(
            f"{side} must be a table with at least one row and one column, not of shape {table.shape}"
        )
    check_finite(table, side)
    return table


def check_finite(table: Array, side: str) -> None:
    """Refuse a table, shape (samples, n), in which a number is not finite.

    Raises
    ------
    ValueError
        Naming the side ("X" or "Y"), the row and the column, counted from 1.
    """
    with np.errstate(over="ignore", invalid="ignore"):
        if np.isfinite(table.sum()):  # what is not finite stays so in a sum; this is quicker
            return
    bad = np.argwhere(~np.isfinite(table))
    if bad.size:
        row, column = bad[0]
        raise ValueError(
            f"{side}, row {row + 1}, column {column + 1}: {table[row, column]} is not a finite number"
        )


def check_notes(notes: DataNotes, inputs: int, labels: int) -> None:
    """Refuse names that are not one a column of inputs or labels, and inputs derived from none.

    Raises
    ------
    ValueError
        Saying what there is too much of.
    """
    for what, names, columns in (("inputs", notes.inputs, inputs), ("labels", notes.labels, labels)):
        if names and len(names) != columns:
            raise ValueError(f"{len(names)} names of {what} do not fit {columns} columns")
    if notes.classes and len(notes.classes) != max(labels, 2):
        raise ValueError(f"{len(notes.classes)} names of classes do not fit {labels} columns of labels")
    base = inputs - len(notes.features)
    if notes.features and base <= max(max(feature.of) for feature in notes.features):
        raise ValueError(f"the features need more columns than the {inputs} that there are")
    if len(set(notes.features)) < len(notes.features):
        raise ValueError("an input is derived twice")
