"""The order in which a person would compute one update: a tuple of `MicroStep`, at four zoom levels.

`RULES` says, for each rule, which scalars it writes and which it reads, one cell at a time: that is
the edge-term level. The coarser levels are the same cells taken together: all cells of one node, of
one layer, of one phase. Numbers are never computed here; the property test in
``tests/engine/nn/test_narration.py`` executes the cells one by one and compares with the `Trace`.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby

from engine.nn.costs import cost_function
from engine.nn.network import Network
from engine.nn.optimizers import optimizer_rule
from engine.nn.types import ZOOMS, Ref, Symbol, Zoom

PHASES: tuple[str, ...] = ("forward", "cost", "backward", "update")
PHASE_OF: dict[str, str] = {
    "F0": "forward", "Fz": "forward", "Fa": "forward",
    "C": "cost",
    "B0": "backward", "B1": "backward", "B2": "backward", "BF": "backward", "G": "backward",
    "Gb": "backward", "B3": "backward", "B4": "backward", "B5": "backward", "AV": "backward",
    "U0": "update", "UW": "update", "Ub": "update", "R": "update",
}  # fmt: skip
"""The phase of each rule; a phase-level step has the phase's name as its rule."""

INNER: frozenset[Symbol] = frozenset({"product", "term"})
"""What only the edge-term level writes in a step of its own: parts of a sum."""


@dataclass(frozen=True, slots=True)
class MicroStep:
    """One line on the blackboard.

    Attributes
    ----------
    rule : str
        "F0" "Fz" "Fa" "C" "B0" … "B5" "BF" "G" "Gb" "AV" "U0" "UW" "Ub" "R"; docs/notation.md says
        what each does. At phase zoom the phase's name.
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


@dataclass(frozen=True, slots=True)
class Shape:
    """All that the narration of an update depends on: layer sizes and batch size."""

    sizes: tuple[int, ...]
    batch: int

    @property
    def L(self) -> int:
        """Number of layers of weights."""
        return len(self.sizes) - 1

    @property
    def samples(self) -> tuple[int | None, ...]:
        """The samples that are computed side by side: unnamed where there is one."""
        return (None,) if self.batch == 1 else tuple(range(self.batch))

    def nodes(self, symbol: Symbol, layer: int) -> list[Ref]:
        """One quantity of every node of a layer, for every sample."""
        return [Ref(symbol, layer, (j,), s) for j in range(self.sizes[layer]) for s in self.samples]

    def incoming(self, symbol: Symbol, layer: int, j: int) -> list[Ref]:
        """One quantity of every edge into node j of a layer (the mean, or the parameter itself)."""
        return [Ref(symbol, layer, (j, k)) for k in range(self.sizes[layer - 1])]

    def activation(self, layer: int, k: int, s: int | None) -> Ref:
        """Name what comes out of node k of a layer: the input x where the layer is layer 0."""
        return Ref("a" if layer else "x", layer, (k,), s)


Cell = tuple[int, tuple[Ref, ...], tuple[Ref, ...]]  # node, writes, reads


def _load(n: Shape, _l: int) -> Iterator[Cell]:
    yield 0, (*n.nodes("x", 0), *n.nodes("y", n.L)), ()


def _input_sum(n: Shape, l: int) -> Iterator[Cell]:
    ks = range(n.sizes[l - 1])
    for j in range(n.sizes[l]):
        for k in ks:
            reads = (Ref("W", l, (j, k)), *(n.activation(l - 1, k, s) for s in n.samples))
            yield j, tuple(Ref("product", l, (j, k), s) for s in n.samples), reads
        yield j, tuple(Ref("product", l, (j,), s) for s in n.samples), (Ref("b", l, (j,)),)
        reads = tuple(Ref("product", l, i, s) for i in (*((j, k) for k in ks), (j,)) for s in n.samples)
        yield j, tuple(Ref("z", l, (j,), s) for s in n.samples), reads


def _of_same_node(writes: Symbol, *reads: Symbol) -> Callable[[Shape, int], Iterator[Cell]]:
    """Make the rule that computes one quantity of a node from others of the same node."""

    def cells(n: Shape, l: int) -> Iterator[Cell]:
        for j in range(n.sizes[l]):
            read = tuple(Ref(symbol, l, (j,), s) for symbol in reads for s in n.samples)
            yield j, tuple(Ref(writes, l, (j,), s) for s in n.samples), read

    return cells


def _cost(n: Shape, _l: int) -> Iterator[Cell]:
    each = () if n.batch == 1 else tuple(Ref("J", n.L, (), s) for s in n.samples)
    yield 0, (*each, Ref("J", n.L)), (*n.nodes("a", n.L), *n.nodes("y", n.L))


def _weight_gradient(n: Shape, l: int) -> Iterator[Cell]:
    for j in range(n.sizes[l]):
        for k in range(n.sizes[l - 1]):
            reads = tuple(r for s in n.samples for r in (Ref("delta", l, (j,), s), n.activation(l - 1, k, s)))
            yield j, tuple(Ref("dW", l, (j, k), s) for s in n.samples), reads


def _arriving(n: Shape, l: int) -> Iterator[Cell]:
    js = range(n.sizes[l + 1])
    for k in range(n.sizes[l]):
        for j in js:
            reads = (Ref("W", l + 1, (j, k)), *(Ref("delta", l + 1, (j,), s) for s in n.samples))
            yield k, tuple(Ref("term", l + 1, (j, k), s) for s in n.samples), reads
        reads = tuple(Ref("term", l + 1, (j, k), s) for j in js for s in n.samples)
        yield k, tuple(Ref("dJ_da", l, (k,), s) for s in n.samples), reads


def _hidden_delta(n: Shape, l: int) -> Iterator[Cell]:
    for k in range(n.sizes[l]):
        reads = [
            r for j in range(n.sizes[l + 1])
            for r in (*(Ref("delta", l + 1, (j,), s) for s in n.samples), Ref("W", l + 1, (j, k)))
        ]  # fmt: skip
        slopes = (Ref("slope", l, (k,), s) for s in n.samples)
        yield k, tuple(Ref("delta", l, (k,), s) for s in n.samples), (*reads, *slopes)


def _average(n: Shape, _l: int) -> Iterator[Cell]:
    means = _gradients(n)
    yield 0, means, tuple(ref.at(s) for ref in means for s in n.samples)


def _gradients(n: Shape) -> tuple[Ref, ...]:
    layers = range(n.L, 0, -1)
    return tuple(
        ref
        for l in layers
        for j in range(n.sizes[l])
        for ref in (*n.incoming("dW", l, j), Ref("db", l, (j,)))
    )


def _all_known(n: Shape, _l: int) -> Iterator[Cell]:
    yield 0, (), _gradients(n)


def _new_weight(n: Shape, l: int) -> Iterator[Cell]:
    for j in range(n.sizes[l]):
        for k in range(n.sizes[l - 1]):
            i = (j, k)
            yield j, (Ref("W_new", l, i),), (Ref("W", l, i), Ref("eta", 0), Ref("dW", l, i))


def _new_bias(n: Shape, l: int) -> Iterator[Cell]:
    for j in range(n.sizes[l]):
        yield j, (Ref("b_new", l, (j,)),), (Ref("b", l, (j,)), Ref("eta", 0), Ref("db", l, (j,)))


def _again(n: Shape, _l: int) -> Iterator[Cell]:
    new = [
        ref for l in range(1, n.L + 1) for j in range(n.sizes[l])
        for ref in (*n.incoming("W_new", l, j), Ref("b_new", l, (j,)))
    ]  # fmt: skip
    yield 0, (Ref("J_new", n.L),), (*n.nodes("x", 0), *n.nodes("y", n.L), *new)


RULES: dict[str, Callable[[Shape, int], Iterator[Cell]]] = {
    "F0": _load,  # the batch
    "Fz": _input_sum,  # z_j = Σ_k w_jk a_k + b_j
    "Fa": _of_same_node("a", "z"),  # a = φ(z)
    "C": _cost,  # J
    "B0": _of_same_node("dJ_da", "a", "y"),  # ∂J/∂ŷ, from the form of the cost
    "B1": _of_same_node("slope", "z"),  # φ′(z)
    "B2": _of_same_node("delta", "dJ_da", "slope"),  # δ = ∂J/∂ŷ · φ′(z)
    "BF": _of_same_node("delta", "a", "y"),  # δ = ŷ − y, σ and bce in one piece
    "G": _weight_gradient,  # ∂J/∂w_jk = δ_j a_k, of each sample
    "Gb": _of_same_node("db", "delta"),  # ∂J/∂b_j = δ_j · 1
    "B3": _arriving,  # ∂J/∂a_k = Σ_j w_jk δ_j
    "B4": _of_same_node("slope", "z"),
    "B5": _hidden_delta,  # δ_k = (Σ_j w_jk δ_j) · φ′(z_k)
    "AV": _average,  # the mean over the samples
    "U0": _all_known,  # all gradients known, nothing moved yet
    "UW": _new_weight,  # w ← w − η ∂J/∂w
    "Ub": _new_bias,
    "R": _again,  # J with the new parameters
}


def order(L: int, batch: int, fused: bool) -> list[tuple[str, int]]:
    """List rule and layer of every layer-level step: 9L + 4 of them for one sample, not fused."""
    forward = [(rule, l) for l in range(1, L + 1) for rule in ("Fz", "Fa")]
    output = [("BF", L)] if fused else [("B0", L), ("B1", L), ("B2", L)]
    backward = []
    for l in range(L, 0, -1):
        backward += [("G", l), ("Gb", l)]
        if l > 1:
            backward += [("B3", l - 1), ("B4", l - 1), ("B5", l - 1)]
    mean = [("AV", 0)] if batch > 1 else []
    moves = [(rule, l) for l in range(L, 0, -1) for rule in ("UW", "Ub")]
    return [("F0", 0), *forward, ("C", 0), *output, *backward, *mean, ("U0", 0), *moves, ("R", 0)]


def narrate(
    net: Network,
    cost: str = "half_squared",
    batch: int = 1,
    optimizer: str = "sgd",
    zoom: Zoom = "layer",
    fused: bool = False,
) -> tuple[MicroStep, ...]:
    """Tell one training update as micro-steps, in the order of computing.

    Parameters
    ----------
    net : Network
    cost : str
        Name of the cost function.
    batch : int
        Number of samples m. With more than one, every quantity of a sample carries its number.
    optimizer : {"sgd"}
    zoom : {"phase", "layer", "node", "edge"}
        How much one step does. All levels tell the same cells.
    fused : bool
        Take the output layer's δ = ŷ − y in one step; only for a cost that allows it.

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
    optimizer_rule(optimizer)
    if batch < 1:
        raise ValueError(f"a batch needs at least one sample, not {batch}")
    if cost_function(cost, net.activations[-1]).output_delta is None and fused:
        raise ValueError(f"cost {cost!r} has no fused output delta")
    return _narrate(Shape(net.sizes, batch), fused, zoom)


@lru_cache(maxsize=32)
def _narrate(shape: Shape, fused: bool, zoom: Zoom) -> tuple[MicroStep, ...]:
    cells = _cells(shape, fused)
    groups = groupby(cells, key=lambda cell: _group(cell[0], cell[1], zoom))
    with _no_collection():
        return tuple(_together([step for _, step in group], zoom) for _, group in groups)


@lru_cache(maxsize=8)
def _cells(shape: Shape, fused: bool) -> tuple[tuple[tuple[int, int, int], MicroStep], ...]:
    """Every edge-level step with its address: number of the layer step, node, number of the cell."""
    with _no_collection():
        return tuple(
            ((number, node, count), MicroStep(rule, layer, writes, reads))
            for number, (rule, layer) in enumerate(order(shape.L, shape.batch, fused))
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
    reads = dict.fromkeys(ref for cell in cells for ref in cell.reads if ref not in written)
    rule, layer = (cells[0].phase, 0) if zoom == "phase" else (cells[0].rule, cells[0].layer)
    return MicroStep(rule, layer, tuple(ref for ref in written if ref.symbol not in INNER), tuple(reads))


@lru_cache(maxsize=32)
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


@lru_cache(maxsize=32)
def written_at(shape: Shape, fused: bool, zoom: Zoom) -> dict[Ref, int]:
    """Say which step of a zoom level, counted from 1, first makes each quantity known."""
    number: dict[Ref, int] = {}
    bounds, step = ends(shape, fused, zoom), 0
    for count, (_, cell) in enumerate(_cells(shape, fused), 1):
        step += count > (bounds[step - 1] if step else 0)
        for ref in cell.writes:
            number.setdefault(ref, step)
    return number
