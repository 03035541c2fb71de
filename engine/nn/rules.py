"""What each rule of an update writes and reads, one cell at a time, and the order of the rules.

A cell is what a person computes in one go: one product, one sum, one value of a function.
`engine.nn.microsteps` makes the steps of all zoom levels of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from engine.nn.optimizers import Moment
from engine.nn.shape import Shape
from engine.nn.types import Ref, Symbol

Cell = tuple[int, tuple[Ref, ...], tuple[Ref, ...]]  # node, writes, reads


def _load(n: Shape, _l: int) -> Iterator[Cell]:
    yield 0, (*n.nodes("x", 0), *n.nodes("y", n.L)), ()


def _input_sum(n: Shape, l: int) -> Iterator[Cell]:
    for j in range(n.sizes[l]):
        ks = n.into(l, j)
        for k in ks:
            yield j, n.each("product", l, j, k), (Ref("W", l, (j, k)), *n.activation(l - 1, k))
        yield j, n.each("product", l, j), (Ref("b", l, (j,)),)
        reads = tuple(ref for i in (*((j, k) for k in ks), (j,)) for ref in n.each("product", l, *i))
        yield j, n.each("z", l, j), reads


def _of_same_node(writes: Symbol, *reads: Symbol) -> Callable[[Shape, int], Iterator[Cell]]:
    """Make the rule that computes one quantity of a node from others of the same node."""

    def cells(n: Shape, l: int) -> Iterator[Cell]:
        for j in range(n.sizes[l]):
            read = tuple(ref for symbol in reads for ref in n.each(symbol, l, j))
            yield j, n.each(writes, l, j), read

    return cells


def _activation(n: Shape, l: int) -> Iterator[Cell]:
    if not (n.softmax and l == n.L):
        yield from _of_same_node("a", "z")(n, l)
        return
    for j in range(n.sizes[l]):
        yield j, n.each("a", l, j), tuple(n.nodes("z", l))


def _output_slope(n: Shape, l: int) -> Iterator[Cell]:
    if not n.softmax:
        yield from _of_same_node("slope", "z")(n, l)
        return
    for i in range(n.sizes[l]):
        for j in range(n.sizes[l]):
            reads = dict.fromkeys(ref for node in (i, j) for ref in n.each("a", l, node))
            yield i, n.each("slope", l, i, j), tuple(reads)


def _output_delta(n: Shape, l: int) -> Iterator[Cell]:
    if not n.softmax:
        yield from _of_same_node("delta", "dJ_da", "slope")(n, l)
        return
    for j in range(n.sizes[l]):
        pairs = (zip(n.each("dJ_da", l, i), n.each("slope", l, i, j), strict=True) for i in range(n.sizes[l]))
        yield j, n.each("delta", l, j), tuple(ref for node in pairs for pair in node for ref in pair)


def _cost(n: Shape, _l: int) -> Iterator[Cell]:
    each = () if n.batch == 1 else n.each("J", n.L)
    yield 0, (*each, Ref("J", n.L)), (*n.nodes("a", n.L), *n.nodes("y", n.L))


def _weight_gradient(n: Shape, l: int) -> Iterator[Cell]:
    for j in range(n.sizes[l]):
        for k in n.into(l, j):
            pairs = zip(n.each("delta", l, j), n.activation(l - 1, k), strict=True)
            yield j, n.each("dW", l, j, k), tuple(ref for pair in pairs for ref in pair)


def _arriving(n: Shape, l: int) -> Iterator[Cell]:
    for k in range(n.sizes[l]):
        js = n.out_of(l, k)
        for j in js:
            yield k, n.each("term", l + 1, j, k), (Ref("W", l + 1, (j, k)), *n.each("delta", l + 1, j))
        yield k, n.each("dJ_da", l, k), tuple(ref for j in js for ref in n.each("term", l + 1, j, k))


def _hidden_delta(n: Shape, l: int) -> Iterator[Cell]:
    for k in range(n.sizes[l]):
        reads = [ref for j in n.out_of(l, k) for ref in (*n.each("delta", l + 1, j), Ref("W", l + 1, (j, k)))]
        yield k, n.each("delta", l, k), (*reads, *n.each("slope", l, k))


def _average(n: Shape, _l: int) -> Iterator[Cell]:
    means = _gradients(n)
    yield 0, means, tuple(ref for mean in means for ref in n.each(mean.symbol, mean.layer, *mean.index))


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


def _pull(n: Shape, _l: int) -> Iterator[Cell]:
    for l in range(n.L, 0, -1):
        for j in range(n.sizes[l]):
            for k in n.into(l, j):
                yield 0, (Ref("pull", l, (j, k)),), (Ref("W", l, (j, k)),)


def _weights(n: Shape, l: int) -> Iterator[Ref]:
    """Name the weights of a layer."""
    for j in range(n.sizes[l]):
        yield from n.incoming("W", l, j)


def _biases(n: Shape, l: int) -> Iterator[Ref]:
    """Name the biases of a layer."""
    for j in range(n.sizes[l]):
        yield Ref("b", l, (j,))


Parameters = Callable[[Shape, int], Iterator[Ref]]


def pulled_gradient(n: Shape, parameter: Ref) -> tuple[Ref, ...]:
    """Name what a parameter's correction follows: its gradient, and the pull of the penalty."""
    gradient = Ref("dW" if parameter.symbol == "W" else "db", parameter.layer, parameter.index)
    pulled = n.penalty and parameter.symbol == "W"
    return (gradient, Ref("pull", parameter.layer, parameter.index)) if pulled else (gradient,)


def moment(name: Moment, parameter: Ref, *, new: bool = False) -> Ref:
    """Name a moment of a weight or bias, as remembered or as it is after the update."""
    symbols = _MOMENTS_NEW if new else _MOMENTS
    return Ref(symbols[name, parameter.symbol], parameter.layer, parameter.index)


_MOMENTS: dict[tuple[str, str], Symbol] = {
    ("m", "W"): "m_W", ("v", "W"): "v_W", ("m", "b"): "m_b", ("v", "b"): "v_b",
}  # fmt: skip
_MOMENTS_NEW: dict[tuple[str, str], Symbol] = {
    ("m", "W"): "m_W_new", ("v", "W"): "v_W_new", ("m", "b"): "m_b_new", ("v", "b"): "v_b_new",
}  # fmt: skip


def _moment_of(name: Moment, parameters: Parameters) -> Callable[[Shape, int], Iterator[Cell]]:
    """Make the rule that brings one moment up to date; what is locked has none."""

    def cells(n: Shape, l: int) -> Iterator[Cell]:
        for ref in parameters(n, l):
            if ref not in n.locked:
                reads = (moment(name, ref), *pulled_gradient(n, ref))
                yield ref.index[0], (moment(name, ref, new=True),), reads

    return cells


def _new(parameters: Parameters) -> Callable[[Shape, int], Iterator[Cell]]:
    """Make the rule that corrects the weights or biases of a layer."""

    def cells(n: Shape, l: int) -> Iterator[Cell]:
        for ref in parameters(n, l):
            written = Ref("W_new" if ref.symbol == "W" else "b_new", l, ref.index)
            yield ref.index[0], (written,), (ref, *corrected_by(n, ref))

    return cells


def corrected_by(n: Shape, parameter: Ref) -> tuple[Ref, ...]:
    """Name what makes the correction of a parameter: nothing, where it is locked."""
    if parameter in n.locked:
        return ()
    moments = tuple(moment(name, parameter, new=True) for name in n.moments)
    gradient = pulled_gradient(n, parameter) if n.optimizer in _READS_GRADIENT else ()
    count = (Ref("t", 0),) if n.optimizer == "adam" else ()
    return (Ref("eta", 0), *gradient, *moments, *count)


_READS_GRADIENT = frozenset({"sgd", "nesterov", "rmsprop"})
"""Optimisers whose last step still reads the gradient; the others have it in their moments."""


def _again(n: Shape, _l: int) -> Iterator[Cell]:
    new = [
        ref for l in range(1, n.L + 1) for j in range(n.sizes[l])
        for ref in (*n.incoming("W_new", l, j), Ref("b_new", l, (j,)))
    ]  # fmt: skip
    yield 0, (Ref("J_new", n.L),), (*n.nodes("x", 0), *n.nodes("y", n.L), *new)


RULES: dict[str, Callable[[Shape, int], Iterator[Cell]]] = {
    "F0": _load,  # the batch
    "Fz": _input_sum,  # z_j = Σ_k w_jk a_k + b_j
    "Fa": _activation,  # a = φ(z)
    "C": _cost,  # J
    "B0": _of_same_node("dJ_da", "a", "y"),  # ∂J/∂ŷ, from the form of the cost
    "B1": _output_slope,  # φ′(z), or the Jacobian ∂ŷ_i/∂z_j of softmax
    "B2": _output_delta,  # δ = ∂J/∂ŷ · φ′(z), or Jacobian times vector
    "BF": _of_same_node("delta", "a", "y"),  # δ = ŷ − y, σ and bce or softmax and ce in one piece
    "G": _weight_gradient,  # ∂J/∂w_jk = δ_j a_k, of each sample
    "Gb": _of_same_node("db", "delta"),  # ∂J/∂b_j = δ_j · 1
    "B3": _arriving,  # ∂J/∂a_k = Σ_j w_jk δ_j
    "B4": _of_same_node("slope", "z"),
    "B5": _hidden_delta,  # δ_k = (Σ_j w_jk δ_j) · φ′(z_k)
    "AV": _average,  # the mean over the samples
    "P": _pull,  # ∂Ω/∂w of the penalty
    "U0": _all_known,  # all gradients known, nothing moved yet
    "MW": _moment_of("m", _weights),  # the optimiser's moments
    "VW": _moment_of("v", _weights),
    "UW": _new(_weights),  # w ← w − η ∂J/∂w, or what the optimiser makes of it
    "Mb": _moment_of("m", _biases),
    "Vb": _moment_of("v", _biases),
    "Ub": _new(_biases),
    "R": _again,  # J with the new parameters
}


def order(n: Shape, fused: bool) -> list[tuple[str, int]]:
    """List rule and layer of every layer-level step: 9L + 4 of them for one sample, not fused, with sgd."""
    forward = [(rule, l) for l in range(1, n.L + 1) for rule in ("Fz", "Fa")]
    output = [("BF", n.L)] if fused else [("B0", n.L), ("B1", n.L), ("B2", n.L)]
    backward = []
    for l in range(n.L, 0, -1):
        backward += [("G", l), ("Gb", l)]
        if l > 1:
            backward += [("B3", l - 1), ("B4", l - 1), ("B5", l - 1)]
    mean = [("AV", 0)] if n.batch > 1 else []
    pull = [("P", 0)] if n.penalty else []
    of_layer = [rule for p in "Wb" for rule in (*(name.upper() + p for name in n.moments), "U" + p)]
    moves = [(rule, l) for l in range(n.L, 0, -1) for rule in of_layer]
    return [("F0", 0), *forward, ("C", 0), *output, *backward, *mean, *pull, ("U0", 0), *moves, ("R", 0)]
