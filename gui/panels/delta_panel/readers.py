"""Who reads a scalar: the table that "where it goes next" and the states of the δs are made from."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from engine.nn.rules import corrected_by, moment
from engine.nn.shape import Shape
from engine.nn.types import Ref, Symbol

__all__ = ["Groups", "readers"]

Groups = tuple[tuple[Ref, ...], ...]


def readers(ref: Ref, n: Shape) -> Groups:
    """List the scalars that are computed from one scalar, those of a kind together.

    Parts of sums (products and δ terms) are passed over, so that the readers of a δ are gradients
    and what arrives at the nodes before it. What arrives at a node is read by its δ, although the
    narration lets δ read the terms anew. A test holds this table against the narration.

    Parameters
    ----------
    ref : Ref
        With its sample where the batch has several.
    n : Shape
        What the order of computing depends on.
    """
    rule = _READERS.get(ref.symbol)
    return tuple(group for group in rule(ref, n) if group) if rule else ()


def _nodes(symbol: Symbol, layer: int, ref: Ref, nodes: Iterable[int]) -> tuple[Ref, ...]:
    return tuple(Ref(symbol, layer, (i,), ref.sample) for i in nodes)


def _of_coupled(ref: Ref, n: Shape) -> bool:
    """Say whether a quantity is of a softmax layer, whose nodes depend on one another."""
    return n.softmax and ref.layer == n.L


def _of_input_sum(ref: Ref, n: Shape) -> Groups:
    if _of_coupled(ref, n):
        return (_nodes("a", ref.layer, ref, range(n.sizes[ref.layer])),)
    return (Ref("a", ref.layer, ref.index, ref.sample),), (Ref("slope", ref.layer, ref.index, ref.sample),)


def _of_output(ref: Ref, n: Shape) -> Groups:
    own = (Ref("J", n.L, (), ref.sample),), (Ref("dJ_da", n.L, ref.index, ref.sample),)
    if ref.symbol == "y" or not n.softmax:
        return own
    i, nodes = ref.index[0], range(n.sizes[n.L])
    pairs = dict.fromkeys([*((i, j) for j in nodes), *((j, i) for j in nodes)])
    return (*own, tuple(Ref("slope", n.L, pair, ref.sample) for pair in pairs))


def _of_activation(ref: Ref, n: Shape) -> Groups:
    """Return what reads an x or a: the input sums of the next layer, and the gradients of its edges."""
    layer = ref.layer + 1
    if layer > n.L:
        return _of_output(ref, n)
    heads = n.out_of(ref.layer, ref.index[0])
    edges = tuple(Ref("dW", layer, (j, ref.index[0]), ref.sample) for j in heads)
    return _nodes("z", layer, ref, heads), edges


def _of_slope(ref: Ref, _n: Shape) -> Groups:
    return ((Ref("delta", ref.layer, ref.index[-1:], ref.sample),),)


def _of_arriving(ref: Ref, n: Shape) -> Groups:
    nodes = range(n.sizes[n.L]) if _of_coupled(ref, n) else ref.index
    return (_nodes("delta", ref.layer, ref, nodes),)


def _of_delta(ref: Ref, n: Shape) -> Groups:
    tails = n.into(ref.layer, ref.index[0])
    own = tuple(Ref("dW", ref.layer, (ref.index[0], k), ref.sample) for k in tails)
    before = _nodes("dJ_da", ref.layer - 1, ref, tails) if ref.layer > 1 else ()
    return own, (Ref("db", ref.layer, ref.index, ref.sample),), before


def _of_gradient(ref: Ref, n: Shape) -> Groups:
    """Return what reads a gradient or a pull: the mean, the moments, the corrected parameter."""
    if ref.sample is not None and n.batch > 1:
        return ((ref.at(None),),)
    parameter = _parameter(ref)
    if parameter in n.locked:
        return ()
    moments = tuple(moment(name, parameter, new=True) for name in n.moments)
    return moments, (_new(parameter),) if ref.at(None) in corrected_by(n, parameter) else ()


def _parameter(ref: Ref) -> Ref:
    return Ref("b" if ref.symbol in ("db", "m_b_new", "v_b_new") else "W", ref.layer, ref.index)


def _new(parameter: Ref) -> Ref:
    return Ref("W_new" if parameter.symbol == "W" else "b_new", parameter.layer, parameter.index)


def _of_moment(ref: Ref, _n: Shape) -> Groups:
    return ((_new(_parameter(ref)),),)


def _of_cost(ref: Ref, _n: Shape) -> Groups:
    return ((ref.at(None),),) if ref.sample is not None else ()


def _of_new(_ref: Ref, n: Shape) -> Groups:
    return ((Ref("J_new", n.L),),)


_READERS: dict[Symbol, Callable[[Ref, Shape], Groups]] = {
    "x": _of_activation,
    "y": _of_output,
    "z": _of_input_sum,
    "a": _of_activation,
    "product": lambda ref, _n: ((Ref("z", ref.layer, ref.index[:1], ref.sample),),),
    "J": _of_cost,
    "dJ_da": _of_arriving,
    "slope": _of_slope,
    "delta": _of_delta,
    "term": lambda ref, _n: ((Ref("dJ_da", ref.layer - 1, ref.index[1:], ref.sample),),),
    "dW": _of_gradient,
    "db": _of_gradient,
    "pull": _of_gradient,
    "m_W_new": _of_moment,
    "v_W_new": _of_moment,
    "m_b_new": _of_moment,
    "v_b_new": _of_moment,
    "W_new": _of_new,
    "b_new": _of_new,
}
