"""Further inputs derived from the first ones, as a step that is recorded with the data.

The columns that were there come first, then one for each feature. Features are derived from the numbers as
they were before any scaling; the steps of scaling that the notes record are then applied to all.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from engine.data.dataset import DataNotes, DataSet
from engine.data.derived import FEATURES, Feature, numbered
from engine.data.scaling import Scaling
from engine.nn.types import Array, freeze

_ROUNDING = 1e-12
"""What two ways of computing may differ by: of a number; where it was scaled, of its column's largest."""

__all__ = ["FEATURES", "Feature", "base_inputs", "derive", "following", "with_features"]


def base_inputs(notes: DataNotes, n_inputs: int) -> int:
    """Return how many of the inputs are not derived from others: they come first."""
    return n_inputs - len(notes.features)


def derive(notes: DataNotes, X_base: Array) -> Array:
    """Make all inputs from those that are not derived: features, then scaling, as the notes record.

    Parameters
    ----------
    notes : DataNotes
    X_base : ndarray, shape (samples, base inputs)
        Numbers as they were before any scaling.

    Returns
    -------
    ndarray, shape (samples, inputs)

    Raises
    ------
    ValueError
        If there are too few columns, or a number is too large.
    """
    least = max((max(feature.of) + 1 for feature in notes.features), default=0)
    if X_base.shape[1] < least:
        raise ValueError(f"features are derived from {least} inputs, but there are {X_base.shape[1]}")
    X: Array = np.column_stack([X_base, *(feature.values(X_base) for feature in notes.features)])
    for step in _steps(notes):
        X = step.apply(X)
    return freeze(X)


def following(notes: DataNotes, X: Array) -> Array:
    """Return inputs, shape (samples, inputs), whose derived ones follow from the others.

    Parameters
    ----------
    notes : DataNotes
    X : ndarray, shape (samples, inputs)

    Returns
    -------
    ndarray
        The same one where all of them do, to rounding: taking a scaling back and doing it again rounds.

    Raises
    ------
    ValueError
        If a number is too large.
    """
    if not notes.features:
        return X
    n, derived = base_inputs(notes, X.shape[1]), _derived(notes, X)
    sizes = np.abs(derived)
    off = np.abs(derived - X[:, n:]) > _ROUNDING * (sizes.max(axis=0) if _steps(notes) else sizes)
    rows = off.any(axis=1)
    if not rows.any():
        return X
    followed = X.copy()
    followed[rows, n:] = derived[rows]
    followed.setflags(write=False)
    return followed


def with_features(data: DataSet, features: Sequence[Feature]) -> DataSet:
    """Return the data set with these further inputs, in place of those that it has.

    A step of scaling goes on for the columns that stay; features that are new are not scaled by it.

    Parameters
    ----------
    data : DataSet
    features : sequence of Feature
        Each once; none takes all further inputs away.

    Returns
    -------
    DataSet

    Raises
    ------
    ValueError
        If a feature is there twice or names no column, or a number is too large.
    """
    old, new = data.notes, tuple(features)
    n = base_inputs(old, data.X.shape[1])
    for feature in new:
        if new.count(feature) > 1:
            raise ValueError(f"{feature.name(old.inputs)} is there already")
        if max(feature.of) >= n:
            raise ValueError(f"there is no input {max(feature.of) + 1} to derive another from; there are {n}")
    if old.features == new:
        return data
    places = {k: k for k in range(n)}
    places |= {n + k: n + new.index(feature) for k, feature in enumerate(old.features) if feature in new}
    scaling = tuple(found for step in old.scaling if (found := _moved(step, places)) is not None)
    names = old.inputs[:n] or numbered("x", n)
    names = (*names, *(feature.name(names) for feature in new))
    notes = replace(old, features=new, scaling=scaling, inputs=names)
    wide = np.hstack([data.X[:, :n], np.zeros((data.samples, len(new)))])
    return DataSet(np.hstack([data.X[:, :n], _derived(notes, wide)]), data.Y, notes)


def _derived(notes: DataNotes, X: Array) -> Array:
    """Compute the derived inputs from the others, whatever stands in their place."""
    n, raw = base_inputs(notes, X.shape[1]), X
    for step in reversed(_steps(notes)):
        raw = step.undo(raw)
    return derive(notes, raw[:, :n])[:, n:]


def _steps(notes: DataNotes) -> tuple[Scaling, ...]:
    return tuple(step for step in notes.scaling if step.of == "X")


def _moved(step: Scaling, places: dict[int, int]) -> Scaling | None:
    """Let a step of scaling follow its columns to new places; None where it has none any more."""
    if step.of != "X":
        return step
    kept = [
        (places[c], s, f)
        for c, s, f in zip(step.columns, step.shift, step.factor, strict=True)
        if c in places
    ]
    if not kept:
        return None
    columns, shift, factor = zip(*kept, strict=True)
    return replace(step, columns=columns, shift=shift, factor=factor)
