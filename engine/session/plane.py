"""The network over one or two of its inputs: what decision maps and regression fits are painted from."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from engine.data.dataset import DataNotes
from engine.data.features import following
from engine.nn.activations import activation
from engine.nn.network import Network
from engine.nn.round_numbers import rounded_up
from engine.nn.types import Array, freeze
from engine.session.frame import Frame
from engine.session.recent import Recent

__all__ = ["Plane", "Sheet", "activations_over", "grid", "inputs_at", "plane_of"]

Sheet: TypeAlias = NDArray[np.float32]
"""Numbers over a plane: half as long as usual, a map shows no more digits."""

_AIR = 0.06
"""A plane reaches beyond the data by this share of their span on either side."""
_STEPS = 20
"""Its ends are multiples of about this part of it: they stand still while a point is moved a little."""
_ALIKE = 2.5
"""Two inputs whose spans differ by no more than this factor are shown to the same scale."""
_FAR = 1e30
"""Farther out no number of a sheet is finite."""
_ROOM = 8 * 2**20
"""Bytes for the inputs over the planes looked at last: a picture of 28 × 28 pixels has many of them."""


@dataclass(frozen=True, slots=True)
class Plane:
    """A window into the space of inputs: one or two inputs vary, the others are held.

    All numbers are in the units that the network sees: where the inputs were scaled, the scaled ones.

    Attributes
    ----------
    columns : tuple of int
        The one or two base inputs that vary, from 0: first the one across, then the one up.
    low, high : tuple of float
        Where each of them begins and ends.
    base : tuple of float
        All base inputs where they are held; those of `columns` vary.
    """

    columns: tuple[int, ...]
    low: tuple[float, ...]
    high: tuple[float, ...]
    base: tuple[float, ...]


def plane_of(frame: Frame, columns: tuple[int, ...] | None = None) -> Plane:
    """Choose the plane that shows all rows of the data set, the sample in hand held elsewhere.

    Parameters
    ----------
    frame : Frame
    columns : tuple of int, optional
        One or two base inputs; the first two (or the only one) if not given.

    Returns
    -------
    Plane
        The same for the same data and columns, where there are no other inputs.

    Raises
    ------
    ValueError
        If the columns are not one or two different base inputs.
    """
    X = frame.setup.X
    count = frame.setup.table.base_inputs
    columns = tuple(range(min(count, 2))) if columns is None else columns
    if not (1 <= len(columns) <= 2 and len({*columns}) == len(columns) and {*columns} <= {*range(count)}):
        raise ValueError(f"a plane has one or two of the {count} inputs, not {columns}")
    ends = _ends(X[:, list(columns)])
    here = X[frame.rows[frame.playhead.sample], :count]
    held = tuple(0.0 if k in columns else value for k, value in enumerate(here.tolist()))
    return Plane(columns, tuple(low for low, _ in ends), tuple(high for _, high in ends), held)


def inputs_at(notes: DataNotes, points: Array, n_inputs: int) -> Array:
    """Return all inputs of a network at some points, the derived ones worked out.

    Parameters
    ----------
    notes : DataNotes
        Of the data: tells which inputs are derived from which, and how all were scaled.
    points : ndarray, shape (points, base inputs)
        In the units that the network sees.
    n_inputs : int
        Of the network.

    Returns
    -------
    ndarray, shape (points, n_inputs)

    Raises
    ------
    ValueError
        If a derived number is too large.
    """
    further = np.zeros((len(points), n_inputs - points.shape[1]))
    return freeze(following(notes, np.hstack([points, further])))


def _ends(table: Array) -> list[tuple[float, float]]:
    """Choose round ends for every column; columns that span about the same get the same span."""
    low, high = table.min(axis=0).clip(-_FAR, _FAR), table.max(axis=0).clip(-_FAR, _FAR)
    flat = np.where(low == 0.0, 1.0, np.abs(low))
    spans = np.where(high > low, high - low, flat) * (1.0 + 2.0 * _AIR)
    if spans.max() <= _ALIKE * spans.min():
        spans[:] = spans.max()
    middles = (low + high) / 2.0
    return [_round_ends(middle, span) for middle, span in zip(middles.tolist(), spans.tolist(), strict=True)]


def _round_ends(middle: float, span: float) -> tuple[float, float]:
    """Return multiples of a round step that a span around a middle lies between."""
    step = rounded_up(span / _STEPS)
    first = math.floor((middle - span / 2.0) / step)
    return first * step, (first + math.ceil(span / step - 1e-9) + 1) * step


def grid(plane: Plane, n: int) -> Array:
    """Return the base inputs at n places along each axis of a plane.

    Returns
    -------
    ndarray, shape (points, base inputs)
        For two inputs n² points, row by row from the lowest up: the middles of n × n cells. For one
        input n points from end to end.
    """
    points = np.tile(np.array(plane.base), (n ** len(plane.columns), 1))
    ends = list(zip(plane.low, plane.high, strict=True))
    if len(plane.columns) == 1:
        points[:, plane.columns[0]] = np.linspace(*ends[0], n)
        return points
    share = (np.arange(n) + 0.5) / n
    across, up = (low + (high - low) * share for low, high in ends)
    points[:, plane.columns[0]] = np.tile(across, n)
    points[:, plane.columns[1]] = np.repeat(up, n)
    return points


_remembered: Recent[Sheet] = Recent(_ROOM)


def _inputs(plane: Plane, notes: DataNotes, n: int, n_inputs: int) -> Sheet:
    """Return all inputs over a plane, a row each: what stays the same while the network learns."""
    size = 4 * n_inputs * n ** len(plane.columns)
    return _remembered.get((plane, notes, n, n_inputs), size, lambda: _made(plane, notes, n, n_inputs))


def _made(plane: Plane, notes: DataNotes, n: int, n_inputs: int) -> Sheet:
    points = grid(plane, n)
    try:
        found = inputs_at(notes, points, n_inputs)
    except ValueError:  # at the edge of what can be computed at all
        found = np.full((len(points), n_inputs), np.nan)
    with np.errstate(all="ignore"):
        inputs = np.ascontiguousarray(found.T, dtype=np.float32)
    inputs.setflags(write=False)
    return inputs


def activations_over(net: Network, notes: DataNotes, plane: Plane, n: int) -> tuple[Sheet, ...]:
    """Run a network forward over a plane.

    Parameters
    ----------
    net : Network
    notes : DataNotes
        Of the data: tells which inputs are derived from which.
    plane : Plane
    n : int
        Places along each axis.

    Returns
    -------
    tuple of ndarray of float32
        For each layer, the inputs first, shape (n_l, n, n): node, place up, place across. For a plane of
        one input (n_l, n). What overflows is not finite.

    Examples
    --------
    >>> net = Network.from_arrays([[[2.0]]], [[1.0]], ["linear"])
    >>> activations_over(net, DataNotes(), Plane((0,), (0.0,), (1.0,), (0.0,)), 3)[1].tolist()
    [[1.0, 2.0, 3.0]]
    """
    a = _inputs(plane, notes, n, net.sizes[0])
    sheets = [a]
    with np.errstate(all="ignore"):
        for layer in range(1, net.L + 1):
            a = net.W[layer].astype(np.float32) @ a
            a += net.b[layer].astype(np.float32)[:, None]
            a = _activated(net.activations[layer], a)
            sheets.append(a)
    shape = (n,) * len(plane.columns)
    return tuple(sheet.reshape(-1, *shape) for sheet in sheets)


def _activated(name: str, z: Sheet) -> Sheet:
    """Apply an activation to input sums, nodes × points; the usual ones where the sums stand."""
    if name in _IN_PLACE:
        _IN_PLACE[name](z)
        return z
    return np.ascontiguousarray(activation(name).value(z.T).T, dtype=np.float32)  # type: ignore[arg-type]


def _sigmoid(z: Sheet) -> None:
    """Compute ½ tanh(z/2) + ½, which is σ(z) and does not overflow."""
    np.multiply(z, 0.5, out=z)
    np.tanh(z, out=z)
    np.multiply(z, 0.5, out=z)
    np.add(z, 0.5, out=z)


def _softplus(z: Sheet) -> None:
    """Compute ln(1 + eᶻ) as max(z, 0) + ln(1 + e^−|z|), which does not overflow."""
    below = np.abs(z)
    np.negative(below, out=below)
    np.exp(below, out=below)
    np.log1p(below, out=below)
    np.maximum(z, np.float32(0.0), out=z)
    np.add(z, below, out=z)


_IN_PLACE: dict[str, Callable[[Sheet], object]] = {
    "linear": lambda _z: None,
    "sigmoid": _sigmoid,
    "tanh": lambda z: np.tanh(z, out=z),
    "relu": lambda z: np.maximum(z, np.float32(0.0), out=z),
    "softplus": _softplus,
}
"""Activations that need no array of their own; any other is computed as everywhere."""
