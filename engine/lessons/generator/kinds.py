"""The kinds of fresh numbers: how each is drawn, and which of them are taken."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np

from engine.lessons.generator.drawing import (
    ETAS,
    INPUTS,
    all_different,
    has_twins,
    picked,
    tenths,
    to_tenths,
)
from engine.lessons.generator.refusing import all_between, hardly_left, hides_a_slip
from engine.nn.network import Network
from engine.nn.trace import Trace
from engine.nn.types import Array, Ref, Symbol
from engine.session.document import Document
from engine.session.runlog import RunLog

_Z_LOW, _Z_HIGH = 0.2, 2.0
_NEAR_ONE = 0.05
_MOST_PARAMETERS = 100
"""Nobody computes with more by hand."""
_MOST_ASKED = 400
"""Parameters times samples up to which every slip of an update is looked at."""


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of fresh numbers.

    Attributes
    ----------
    draw : callable
        Draws a document; the one in play says what is left open.
    suits : callable
        Says of the first update with it whether all can be asked.
    """

    draw: Callable[[np.random.Generator, Document], Document]
    suits: Callable[[Trace], bool]


# Drawing


def _two_nodes(rng: np.random.Generator, like: Document) -> Document:
    X, Y = _inputs(rng, 1), [[picked(rng, (0.0, 1.0))]]
    return _made(like, _net(rng, (1, 1, 1), X), X, Y, eta=picked(rng, ETAS))


def _many_paths(rng: np.random.Generator, like: Document) -> Document:
    X, y = _inputs(rng, 2), picked(rng, (0.0, 1.0))
    return _made(like, _net(rng, (2, 2, 2), X), X, [[y, 1.0 - y]], eta=picked(rng, ETAS))


def _batch(rng: np.random.Generator, like: Document) -> Document:
    """Draw a small data set: as many samples as the one in play has, or three."""
    m = like.samples if _LEAST_SAMPLES <= like.samples <= _MOST_SAMPLES else _USUAL_SAMPLES
    X = np.sort(rng.choice(INPUTS, m, replace=False))[:, None]
    Y = rng.permutation(np.arange(m) % 2)[:, None]
    return _made(like, _net(rng, (1, 1, 1), X), X, Y, eta=picked(rng, ETAS))


_LEAST_SAMPLES, _USUAL_SAMPLES, _MOST_SAMPLES = 2, 3, 6


def _inputs(rng: np.random.Generator, count: int) -> Array:
    """Draw the inputs of one sample, of different sizes."""
    sizes = rng.choice([x for x in INPUTS if x > 0], count, replace=False)
    return np.array([[size * picked(rng, (-1.0, 1.0)) for size in sizes]])


def _one_node(rng: np.random.Generator, like: Document) -> Document:
    """Draw ŷ = w x without a bias: each step multiplies the distance to the best weight by 1 − η x²."""
    x, w, best = picked(rng, (1.5, 2.0, 2.5, 3.0)), *(picked(rng, (-2.0, 0.5, 1.5, 3.0, 4.0)) for _ in "ab")
    eta = round(picked(rng, (0.2, 0.4, 0.6, 1.4, 1.6, 1.8)) / x**2, 2)
    bias = Ref("b", 1, (0,))
    net = Network.from_arrays([[[w]]], [[0.0]], ["linear"], locked=[bias])
    return _made(like, net, [[x]], [[best * x]], eta=eta)


def _output(rng: np.random.Generator, like: Document) -> Document:
    """Draw an output layer with a fused δ: softmax where the network in play has one, else σ with BCE."""
    X = _inputs(rng, 1)
    if like.cost == "softmax_ce":
        n = like.network.sizes[-1] if like.network.sizes[-1] <= _MOST_CLASSES else _USUAL_CLASSES
        Y = np.eye(n)[rng.integers(n)][None, :]
        return _made(like, _net(rng, (1, n), X, ("softmax",)), X, Y, cost="softmax_ce", eta=picked(rng, ETAS))
    return _made(
        like, _net(rng, (1, 1), X), X, [[picked(rng, (0.0, 1.0))]], cost="bce", eta=picked(rng, ETAS)
    )


_MOST_CLASSES, _USUAL_CLASSES = 5, 3


def _depth(rng: np.random.Generator, like: Document) -> Document:
    """Draw a chain of single nodes, as deep as the one in play."""
    L = min(max(like.network.L, _LEAST_DEPTH), _MOST_DEPTH)
    X = _inputs(rng, 1)
    return _made(like, _net(rng, (1,) * (L + 1), X), X, [[picked(rng, (0.0, 1.0))]], eta=picked(rng, ETAS))


_LEAST_DEPTH, _MOST_DEPTH = 3, 8


def _relu(rng: np.random.Generator, like: Document) -> Document:
    """Draw two ReLU nodes and a linear output, with two samples."""
    X = np.sort(rng.choice([size for size in INPUTS if size > 0], 2, replace=False))[:, None]
    net = _net(rng, (1, 2, 1), X, ("relu", "linear"))
    return _made(like, net, X, tenths(rng, (2, 1), 0.2, 4.0), eta=picked(rng, (0.2, 0.5)))


def _any(rng: np.random.Generator, like: Document) -> Document:
    """Move the numbers of the network in play a little, to multiples of 0.1."""
    if like.network.parameters > _MOST_PARAMETERS:
        raise ValueError(
            f"a network of {like.network.parameters:,} parameters is too large for fresh numbers: "
            f"{_MOST_PARAMETERS} are the most"
        )
    old = like.network.to_vector()
    new = to_tenths(old + rng.uniform(-0.7, 0.7, old.shape))
    kept = like.network.free
    vector = new if kept is None else np.where(kept, new, old)
    moved = like.network.with_vector(vector)
    return replace(like, network=moved, moments=None, log=RunLog(), ghosts=())


def _net(
    rng: np.random.Generator,
    sizes: tuple[int, ...],
    X: Array,
    activations: tuple[str, ...] = (),
    most: float = 2.5,
    most_bias: float = 2.0,
) -> Network:
    """Draw a network no two numbers of which are of one size; sigmoid nodes, where nothing is said."""
    shapes = list(pairwise(sizes))
    count = sum(n * k for k, n in shapes)
    weights, biases = all_different(rng, X, count, sum(sizes[1:]), most, most_bias)
    tables, rows = [], []
    for k, n in shapes:
        tables.append(weights[: n * k].reshape(n, k))
        rows.append(biases[:n])
        weights, biases = weights[n * k :], biases[n:]
    return Network.from_arrays(tables, rows, activations or ("sigmoid",) * len(shapes))


def _made(
    like: Document, net: Network, X: object, Y: object, *, eta: float, cost: str = "half_squared"
) -> Document:
    """Make a document with nothing of the one in play but its title and seed."""
    inputs, labels = np.asarray(X, dtype=np.float64), np.asarray(Y, dtype=np.float64)
    return Document(net, inputs, labels, cost, eta=eta, seed=like.seed, title=like.title)


# Taking


def _asked(trace: Trace, *symbols: Symbol) -> Iterator[Ref]:
    """List what may be asked of an update, the numbers of nodes for its first sample."""
    net, sample = trace.network, 0 if trace.m > 1 else None
    for l in range(1, net.L + 1):
        for j in range(net.sizes[l]):
            for symbol in symbols:
                if symbol in ("dW", "W_new"):
                    yield from (Ref(symbol, l, (j, k)) for k in range(net.sizes[l - 1]))
                else:
                    yield Ref(symbol, l, (j,), None if symbol in ("db", "b_new") else sample)


_OF_NODE: tuple[Symbol, ...] = ("z", "a", "dJ_da", "slope", "delta")
_OF_EDGE: tuple[Symbol, ...] = ("dW", "db", "W_new", "b_new")


def _each(arrays: tuple[Array, ...]) -> Iterator[float]:
    return (float(value) for array in arrays[1:] for value in array.ravel())


def _fits_a_sheet(trace: Trace) -> bool:
    """Say whether input sums and δs are of a size to be computed by hand, by the rules of the worksheets."""
    return (
        all_between(_each(trace.z), _Z_LOW, _Z_HIGH)
        and not any(abs(abs(z) - 1.0) < _NEAR_ONE for z in trace.z[1].ravel())
        and all_between(trace.delta[trace.network.L].ravel(), 0.01)
        and all_between(_each(trace.delta), 0.002)
        and not hardly_left(trace)
    )


def _of_two_nodes(trace: Trace) -> bool:
    J = (Ref("J", trace.network.L), Ref("J_new", trace.network.L))
    return _fits_a_sheet(trace) and not hides_a_slip(trace, (*_asked(trace, *_OF_NODE, *_OF_EDGE), *J))


def _of_many_paths(trace: Trace) -> bool:
    return _fits_a_sheet(trace) and not hides_a_slip(trace, _asked(trace, "dJ_da", "delta", "dW"))


def _of_batch(trace: Trace) -> bool:
    if not all_between(_each(trace.z), 0.1, 4.0):
        return False
    gradients = (*_each(trace.dW), *_each(trace.db))
    if not all_between(gradients, 0.005) or hardly_left(trace):
        return False
    return not hides_a_slip(trace, _asked(trace, "delta", "dW", "db"))


def _of_one_node(trace: Trace) -> bool:
    """Take starts that are not near the best weight already."""
    w, gradient = float(trace.network.W[1][0, 0]), float(trace.dW[1][0, 0])
    if abs(gradient) < _Z_LOW or has_twins(trace.X, w):
        return False
    return not hides_a_slip(trace, _asked(trace, "dW", "W_new"))


def _of_output(trace: Trace) -> bool:
    """Take outputs that are not saturated: δ of each one can be told from its slips."""
    return (
        all_between(_each(trace.z), _Z_LOW, 3.0)
        and all_between(_each(trace.delta), 0.02)
        and not hides_a_slip(trace, _asked(trace, "delta", "dW"))
    )


def _of_depth(trace: Trace) -> bool:
    """Take chains with δs that can be told from their slips at the output and one layer before.

    Further upstream corrections are so small that new weights are nearly the old ones.
    """
    if not all_between(_each(trace.z), 0.0, _Z_HIGH):
        return False
    L = trace.network.L
    return not hides_a_slip(trace, (ref for ref in _asked(trace, "delta") if ref.layer >= L - 1))


def _of_relu(trace: Trace) -> bool:
    """Take networks one node of which is closed for some sample, and one open for some."""
    open_ = trace.z[1] > 0
    return (
        all_between(_each(trace.z), _Z_LOW, 6.0)
        and bool(open_.any(axis=0).any() and not open_.all())
        and all_between(trace.delta[2].ravel(), 0.05)
        and not hides_a_slip(trace, _asked(trace, "delta"))
    )


def _of_any(trace: Trace) -> bool:
    """Take what is not saturated; of a small network also only what hides no slip."""
    z = trace.z[-1]
    if not np.isfinite(trace.J_new) or bool((np.abs(z) > _SATURATED).any()):
        return False
    small = trace.network.parameters * trace.m <= _MOST_ASKED
    return not (small and hides_a_slip(trace, _asked(trace, "delta", "dW")))


_SATURATED = 4.0

KINDS: Mapping[str, Kind] = {
    "two_nodes": Kind(_two_nodes, _of_two_nodes),
    "many_paths": Kind(_many_paths, _of_many_paths),
    "batch": Kind(_batch, _of_batch),
    "one_node": Kind(_one_node, _of_one_node),
    "output": Kind(_output, _of_output),
    "depth": Kind(_depth, _of_depth),
    "relu": Kind(_relu, _of_relu),
    "any": Kind(_any, _of_any),
}
"""By name. "chain" has no network: `fresh_chain` makes it."""
