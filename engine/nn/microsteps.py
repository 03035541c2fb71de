"""The order in which a person would compute one update: a tuple of `MicroStep`, at four zoom levels.

`engine.nn.rules` says, for each rule, which scalars it writes and which it reads, one cell at a time: that is
the edge-term level. The coarser levels are the same cells taken together: all cells of one node, of
one layer, of one phase. Numbers are never computed here; the property test in
``tests/engine/nn/test_narration.py`` executes the cells one by one and compares with the `Trace`.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby

from engine.nn.costs import cost_function
from engine.nn.network import Network
from engine.nn.rules import RULES, order
from engine.nn.shape import Shape
from engine.nn.types import ZOOMS, Ref, Symbol, Zoom

PHASES: tuple[str, ...] = ("forward", "cost", "backward", "update")
PHASE_OF: dict[str, str] = {
    "F0": "forward", "Fz": "forward", "Fa": "forward",
    "C": "cost",
    "B0": "backward", "B1": "backward", "B2": "backward", "BF": "backward", "G": "backward",
    "Gb": "backward", "B3": "backward", "B4": "backward", "B5": "backward", "AV": "backward",
    "P": "backward",
    "U0": "update", "MW": "update", "VW": "update", "UW": "update", "Mb": "update", "Vb": "update",
    "Ub": "update", "R": "update",
}  # fmt: skip
"""The phase of each rule; a phase-level step has the phase's name as its rule."""

INNER: frozenset[Symbol] = frozenset({"product", "term"})
"""What only the edge-term level writes in a step of its own: parts of a sum."""

_SHAPES = 8
"""Narrations that are remembered, of shapes and zoom levels: a large one has some hundred thousand Refs."""


@dataclass(frozen=True, slots=True)
class MicroStep:
    """One line on the blackboard.

    Attributes
    ----------
    rule : str
        "F0" "Fz" "Fa" "C" "B0" … "B5" "BF" "G" "Gb" "AV" "P" "U0" "MW" "VW" "UW" "Mb" "Vb" "Ub" "R";
        docs/notation.md says what each does. At phase zoom the phase's name.
    layer : int
        The layer it works on; 0 where it has none.
    writes : tuple of Ref
        What is known from now on, in the order of computing.
    reads : tuple of Ref
        What it is computed from. For δ: the δs of the next layer, the weights they cross, the slope.
    """

    rule: str
    layer: int
    writes: tuple[Ref, ...]
    reads: tuple[Ref, ...]

    @property
    def phase(self) -> str:
        """The phase it belongs to: forward, cost, backward or update."""
        return PHASE_OF.get(self.rule, self.rule)

    @property
    def address(self) -> str:
        """Rule and layer as they are written: ``B5(1)``, or ``C`` where there is no layer."""
        return f"{self.rule}({self.layer})" if self.layer else self.rule


def narrate(
    net: Network,
    cost: str = "half_squared",
    batch: int = 1,
    optimizer: str = "sgd",
    zoom: Zoom = "layer",
    fused: bool = False,
    penalty: bool = False,
) -> tuple[MicroStep, ...]:
    """Tell one training update as micro-steps, in the order of computing.

    Parameters
    ----------
    net : Network
    cost : str
        Name of the cost function.
    batch : int
        Number of samples m. With more than one, every quantity of a sample carries its number.
    optimizer : str
        Each of its moments is a step before each correction.
    zoom : {"phase", "layer", "node", "edge"}
        How much one step does. All levels tell the same cells.
    fused : bool
        Take the output layer's δ = ŷ − y in one step; only for a cost that allows it.
    penalty : bool
        There is a penalty, whose pull is a step of its own.

    Returns
    -------
    tuple of MicroStep
        9L + 4 steps at layer level for one sample.

    Raises
    ------
    ValueError
        If an argument names nothing there is, or `fused` is asked of a cost that has no such form.

    Examples
    --------
    >>> net = Network.random((2, 4, 3, 1), ("tanh", "tanh", "sigmoid"))
    >>> len(narrate(net))
    31
    """
    if zoom not in ZOOMS:
        raise ValueError(f"zoom {zoom!r} is not one of {', '.join(ZOOMS)}")
    if batch < 1:
        raise ValueError(f"a batch needs at least one sample, not {batch}")
    if cost_function(cost, net.activations[-1]).output_delta is None and fused:
        raise ValueError(f"cost {cost!r} has no fused output delta")
    return told(Shape.of(net, batch, optimizer, penalty=penalty), zoom, fused)


@lru_cache(maxsize=_SHAPES)
def told(shape: Shape, zoom: Zoom, fused: bool = False) -> tuple[MicroStep, ...]:
    """Tell an update of that shape; as `narrate`, which checks what it is asked."""
    cells = _cells(shape, fused)
    groups = groupby(cells, key=lambda cell: _group(cell[0], cell[1], zoom))
    with _no_collection():
        return tuple(_together([step for _, step in group], zoom) for _, group in groups)


@lru_cache(maxsize=2)
def _cells(shape: Shape, fused: bool) -> tuple[tuple[tuple[int, int, int], MicroStep], ...]:
    """Every edge-level step with its address: number of the layer step, node, number of the cell."""
    with _no_collection():
        return tuple(
            ((number, node, count), MicroStep(rule, layer, writes, reads))
            for number, (rule, layer) in enumerate(order(shape, fused))
            for count, (node, writes, reads) in enumerate(RULES[rule](shape, layer))
        )


@contextmanager
def _no_collection() -> Iterator[None]:
    """Pause Python's search for cycles: the Refs of a wide layer have none, and it takes 2/3 of the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _group(address: tuple[int, int, int], step: MicroStep, zoom: Zoom) -> object:
    return {"phase": step.phase, "layer": address[0], "node": address[:2], "edge": address}[zoom]


def _together(cells: list[MicroStep], zoom: Zoom) -> MicroStep:
    """Take cells as one step: it reads what none of them writes, and keeps parts of sums to itself."""
    if zoom == "edge":
        return cells[0]
    written = dict.fromkeys(ref for cell in cells for ref in cell.writes)
    # Cells share most of their Refs: to look at each object once is quicker than at each mention of it.
    mentioned = {id(ref): ref for cell in cells for ref in cell.reads}.values()
    reads = dict.fromkeys(ref for ref in mentioned if ref not in written)
    rule, layer = (cells[0].phase, 0) if zoom == "phase" else (cells[0].rule, cells[0].layer)
    return MicroStep(rule, layer, tuple(ref for ref in written if ref.symbol not in INNER), tuple(reads))


@lru_cache(maxsize=_SHAPES)
def ends(shape: Shape, fused: bool, zoom: Zoom) -> tuple[int, ...]:
    """Count, for each step of a zoom level, the edge-level steps done when it is done.

    Zoom levels share one cursor through these numbers: two steps of different levels that end at
    the same count leave the same quantities known.
    """
    groups = groupby(_cells(shape, fused), key=lambda cell: _group(cell[0], cell[1], zoom))
    total, done = 0, []
    for _, group in groups:
        total += len(list(group))
        done.append(total)
    return tuple(done)


@lru_cache(maxsize=_SHAPES)
def written_at(shape: Shape, fused: bool, zoom: Zoom) -> dict[Ref, int]:
    """Say which step of a zoom level, counted from 1, first makes each quantity known."""
    number: dict[Ref, int] = {}
    bounds, step = ends(shape, fused, zoom), 0
    for count, (_, cell) in enumerate(_cells(shape, fused), 1):
        step += count > (bounds[step - 1] if step else 0)
        for ref in cell.writes:
            number.setdefault(ref, step)
    return number
