"""What a cell of the grid can show: the weight, the derivative of J along it, or its correction."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from engine.nn.microsteps import written_at
from engine.nn.shape import Shape
from engine.nn.types import Array, IntArray, Ref, Symbol, Zoom
from engine.session.frame import Frame
from gui.translation import QT_TRANSLATE_NOOP

__all__ = ["FACES", "Face", "Values", "cell_of", "parameter_at", "values_of"]

_NEVER = np.iinfo(np.int64).max


@dataclass(frozen=True, slots=True)
class Face:
    """One face of the grid.

    Attributes
    ----------
    symbols : tuple of str
        What a cell stands for where it is a weight's, and where it is a bias's.
    text : str
        As it is called in the list, to be translated.
    remark : str
        What it is, to be translated.
    """

    symbols: tuple[Symbol, Symbol]
    text: str
    remark: str


FACES: dict[str, Face] = {
    "W": Face(("W", "b"), "W", QT_TRANSLATE_NOOP("WeightMatrix", "the weights and biases")),
    "gradient": Face(("dW", "db"), "∂J/∂W", QT_TRANSLATE_NOOP("WeightMatrix", "how fast J grows with each")),
    "correction": Face(
        ("W_new", "b_new"), "ΔW", QT_TRANSLATE_NOOP("WeightMatrix", "what this update adds to each")
    ),
}


@dataclass(frozen=True, slots=True, eq=False)
class Values:
    """The numbers of the grid.

    Attributes
    ----------
    numbers : ndarray, shape (n, n_before + 1)
        Row j of node j; the last column is that of the biases.
    known : ndarray of bool
        Of the same shape.
    cut, locked : frozenset of (row, column)
    reach : float
        The largest size among the known ones, above 0: where the scale of colours ends.
    """

    numbers: Array
    known: NDArray[np.bool_]
    cut: frozenset[tuple[int, int]]
    locked: frozenset[tuple[int, int]]
    reach: float


def parameter_at(layer: int, row: int, column: int, columns: int) -> Ref:
    """Return the weight or bias of a cell."""
    return Ref("b", layer, (row,)) if column == columns - 1 else Ref("W", layer, (row, column))


def cell_of(ref: Ref, columns: int) -> tuple[int, int] | None:
    """Return the cell of a quantity of an edge; None where it is of a node."""
    if len(ref.index) == 2 and ref.symbol != "slope":
        return ref.index[0], ref.index[1]
    return (ref.index[0], columns - 1) if ref.symbol in _OF_BIAS and len(ref.index) == 1 else None


_OF_BIAS: frozenset[Symbol] = frozenset({"b", "db", "b_new", "product", "m_b", "v_b", "m_b_new", "v_b_new"})


def values_of(frame: Frame, layer: int, face: str) -> Values:
    """Gather what one face of a layer's grid shows at a moment."""
    trace, net = frame.trace, frame.network
    old = np.column_stack([net.W[layer], net.b[layer]])
    new = np.column_stack([trace.updated.W[layer], trace.updated.b[layer]])
    corrected = _computed(frame, layer, "correction")
    withheld = _withheld(frame, layer, face, old.shape)
    with np.errstate(invalid="ignore"):
        numbers, known = {
            "W": (np.where(corrected, new, old), np.ones(old.shape, dtype=np.bool_)),
            "gradient": (np.column_stack([trace.dW[layer], trace.db[layer]]), _computed(frame, layer, face)),
            "correction": (new - old, corrected),
        }[face]
    cut = frozenset((ref.index[0], ref.index[1]) for ref in net.cut if ref.layer == layer)
    for row, column in cut:
        withheld[row, column] = True
    known = known & ~withheld
    sizes = np.abs(numbers[known & np.isfinite(numbers)])
    places = (cell_of(ref, old.shape[1]) for ref in net.locked if ref.layer == layer)
    locked = frozenset(cell for cell in places if cell is not None)
    return Values(numbers, known, cut, locked, float(sizes.max(initial=0.0)) or 1.0)


def _computed(frame: Frame, layer: int, face: str) -> NDArray[np.bool_]:
    """Mark what the update has computed by now."""
    return _steps(frame.shape, frame.playhead.zoom, layer, face) <= frame.number


def _withheld(frame: Frame, layer: int, face: str, shape: tuple[int, ...]) -> NDArray[np.bool_]:
    """Mark what a question withholds; of a correction also where it is told by its result."""
    found = np.zeros(shape, dtype=np.bool_)
    symbols = {*FACES[face].symbols, *(("W_new", "b_new") if face == "W" else ())}
    for ref in frame.hidden:
        cell = cell_of(ref, shape[1]) if ref.layer == layer and ref.symbol in symbols else None
        if cell is not None:
            found[cell] = True
    return found


@lru_cache(maxsize=32)
def _steps(shape: Shape, zoom: Zoom, layer: int, face: str) -> IntArray:
    """Return the number of the step after which each cell of a face is known."""
    rows, columns = shape.sizes[layer], shape.sizes[layer - 1] + 1
    of_weight, of_bias = FACES[face].symbols
    written = written_at(shape, False, zoom)
    found = np.full((rows, columns), _NEVER, dtype=np.int64)
    for j in range(rows):
        found[j, :-1] = [written.get(Ref(of_weight, layer, (j, k)), _NEVER) for k in range(columns - 1)]
        found[j, -1] = written.get(Ref(of_bias, layer, (j,)), _NEVER)
    return found
