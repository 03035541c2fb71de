"""Rows of a data set changed by hand: cells set, rows added, left out, and kept for testing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal, NamedTuple, TypeAlias

import numpy as np
from numpy.typing import ArrayLike

from engine.data.classes import one_hot
from engine.data.dataset import DataNotes
from engine.data.features import base_inputs, following
from engine.nn.types import Array, IntArray

__all__ = ["Rows", "Side", "Spot"]

Side: TypeAlias = Literal["X", "Y", "class", "test"]


class Spot(NamedTuple):
    """A column of the table: of the inputs, of the labels, the class as a whole, or what the row is for.

    A class is written as its number from 0; a row kept for testing as 1, one trained with as 0.
    """

    side: Side
    place: int = 0


_PURPOSE = Spot("test")
_NONE_LEFT = "at least one row must be left to train with"


@dataclass(frozen=True, slots=True, eq=False)
class Rows:
    """The rows of a data set; every change returns others.

    Parameters
    ----------
    X : ndarray, shape (samples, n_0)
    Y : ndarray, shape (samples, n_L)
    notes : DataNotes
    test : ndarray of int64
        Rows kept for testing, ascending.
    """

    X: Array
    Y: Array
    notes: DataNotes
    test: IntArray

    @property
    def samples(self) -> int:
        """Number of rows."""
        return len(self.X)

    @property
    def base_inputs(self) -> int:
        """How many of the inputs are set by hand: the others are derived from them."""
        return base_inputs(self.notes, self.X.shape[1])

    @property
    def classes(self) -> tuple[str, ...]:
        """Names of the classes; empty where the labels are none, or the names do not fit them."""
        fits = len(self.notes.classes) == max(self.Y.shape[1], 2)
        return self.notes.classes if fits else ()

    def is_test(self, row: int) -> bool:
        """Say whether a row is kept for testing."""
        at = int(np.searchsorted(self.test, row))
        return at < len(self.test) and bool(self.test[at] == row)

    def class_of(self, row: int) -> int | None:
        """Return the class of a row, counted from 0; None where its label is no class, but shares of some."""
        label = self.Y[row]
        if len(label) == 1:
            return int(label[0]) if label[0] in (0, 1) else None
        place = int(label.argmax())
        return place if label[place] == 1 and np.count_nonzero(label) == 1 else None

    def with_values(self, rows: IntArray, values: Mapping[Spot, Array]) -> Rows:
        """Set columns of some rows; rows behind the last are added, with 0 (the first class) elsewhere.

        Parameters
        ----------
        rows : ndarray of int64
            Each at most once.
        values : mapping of Spot to ndarray, shape (rows,)

        Raises
        ------
        ValueError
            If a number is not finite (the message names the row), an input is derived from others, or no
            row would be left to train with.
        """
        for numbers in values.values():
            if (bad := np.flatnonzero(~np.isfinite(numbers))).size:
                raise ValueError(f"row {rows[bad[0]] + 1}: {numbers[bad[0]]} is not a finite number")
        missing = int(rows.max(initial=-1)) + 1 - self.samples
        found = self.inserted(self.samples, missing) if missing > 0 else self
        if inputs := {spot.place: numbers for spot, numbers in values.items() if spot.side == "X"}:
            found = _with_inputs(found, rows, inputs)
        if labels := {spot: numbers for spot, numbers in values.items() if spot.side in ("Y", "class")}:
            found = _with_labels(found, rows, labels)
        return _with_purpose(found, rows, values[_PURPOSE]) if _PURPOSE in values else found

    def with_row(self, row: int, inputs: Mapping[int, float], labels: ArrayLike = ()) -> Rows:
        """Set some inputs of one row by their columns, and its labels where they are given; as above."""
        values = {Spot("X", place): np.array([value]) for place, value in inputs.items()}
        values |= {Spot("Y", place): np.array([value]) for place, value in enumerate(np.asarray(labels))}
        return self.with_values(np.array([row]), values)

    def inserted(self, at: int, count: int = 1) -> Rows:
        """Add rows before row `at`: inputs 0, the first class or a label of 0, trained with."""
        X, Y = np.zeros((count, self.X.shape[1])), np.zeros((count, self.Y.shape[1]))
        X = following(self.notes, X)
        if self.classes and self.Y.shape[1] > 1:
            Y[:, 0] = 1.0
        return Rows(
            _shut(np.insert(self.X, at, X, axis=0)),
            _shut(np.insert(self.Y, at, Y, axis=0)),
            self.notes,
            _numbers(np.where(self.test >= at, self.test + count, self.test)),
        )

    def without(self, rows: IntArray) -> Rows:
        """Leave rows out.

        Raises
        ------
        ValueError
            If none would be left to train with.
        """
        stays = np.ones(self.samples, dtype=bool)
        stays[rows] = False
        kept_back = np.isin(np.flatnonzero(stays), self.test)
        if kept_back.all():
            raise ValueError(_NONE_LEFT)
        return Rows(
            _shut(self.X[stays]), _shut(self.Y[stays]), self.notes, _numbers(np.flatnonzero(kept_back))
        )

    @property
    def settings(self) -> dict[str, Any]:
        """What a hand may have changed, by the names of settings."""
        return {"X": self.X, "Y": self.Y, "test": self.test}

    def changes(self, before: Rows) -> dict[str, Any]:
        """Return what differs from other rows, by the names of settings."""
        old = before.settings
        return {
            name: new
            for name, new in self.settings.items()
            if new is not old[name] and not np.array_equal(new, old[name])
        }


def _with_inputs(old: Rows, rows: IntArray, columns: Mapping[int, Array]) -> Rows:
    """Set inputs of rows that there are; those that are derived from them follow."""
    X = old.X.copy()
    for place, numbers in columns.items():
        if place >= old.base_inputs:
            told = old.notes.features[place - old.base_inputs].name(old.notes.inputs)
            raise ValueError(f"{told} is derived from other inputs; change those")
        X[rows, place] = numbers
    X[rows] = following(old.notes, X[rows])
    return replace(old, X=_shut(X))


def _with_labels(old: Rows, rows: IntArray, columns: Mapping[Spot, Array]) -> Rows:
    """Set labels of rows that there are, one by one or as classes."""
    Y = old.Y.copy()
    for (side, place), numbers in columns.items():
        if side == "Y" or Y.shape[1] == 1:
            Y[rows, place] = numbers
        else:
            Y[rows] = one_hot(numbers.astype(np.int64), Y.shape[1])
    return replace(old, Y=_shut(Y))


def _with_purpose(old: Rows, rows: IntArray, kept: Array) -> Rows:
    """Say of rows that there are whether they are kept for testing."""
    test = np.isin(np.arange(old.samples), old.test)
    test[rows] = kept != 0
    if test.all():
        raise ValueError(_NONE_LEFT)
    return replace(old, test=_numbers(np.flatnonzero(test)))


def _shut(table: Array) -> Array:
    """Let nobody change a table of our own, so that nobody has to copy it."""
    table.setflags(write=False)
    return table


def _numbers(rows: IntArray) -> IntArray:
    found = rows.astype(np.int64)
    found.setflags(write=False)
    return found
