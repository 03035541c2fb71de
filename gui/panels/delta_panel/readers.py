"""Who reads a scalar: the table that "where it goes next" and the states of the δs are made from."""

from __future__ import annotations

from collections.abc import Callable

from engine.nn.types import Ref, Symbol

__all__ = ["Groups", "readers"]

Groups = tuple[tuple[Ref, ...], ...]
Sizes = tuple[int, ...]


def readers(ref: Ref, sizes: Sizes, batch: int) -> Groups:
    """List the scalars that are computed from one scalar, those of a kind together.

    Parts of sums (products and δ terms) are passed over, so that the readers of a δ are gradients
    and what arrives at the nodes before it. What arrives at a node is read by its δ, although the
    narration lets δ read the terms anew. A test holds this table against the narration.

    Parameters
    ----------
    ref : Ref
        With its sample where the batch has several.
    sizes : tuple of int
        Nodes of each layer.
    batch : int
        Number of samples.
    """
    rule = _READERS.get(ref.symbol)
    return tuple(group for group in rule(ref, sizes, batch) if group) if rule else ()


def _nodes(symbol: Symbol, layer: int, ref: Ref, sizes: Sizes) -> tuple[Ref, ...]:
    return tuple(Ref(symbol, layer, (i,), ref.sample) for i in range(sizes[layer]))


def _same_node(*symbols: Symbol) -> Callable[[Ref, Sizes, int], Groups]:
    """Make the rule for what is read by quantities of its own node or edge."""

    def rule(ref: Ref, _sizes: Sizes, _batch: int) -> Groups:
        return tuple((Ref(symbol, ref.layer, ref.index, ref.sample),) for symbol in symbols)

    return rule


def _of_output(ref: Ref, sizes: Sizes, _batch: int) -> Groups:
    L = len(sizes) - 1
    return (Ref("J", L, (), ref.sample),), (Ref("dJ_da", L, ref.index, ref.sample),)


def _of_activation(ref: Ref, sizes: Sizes, batch: int) -> Groups:
    """Return what reads an x or a: the input sums of the next layer, and the gradients of its edges."""
    layer = ref.layer + 1
    if layer == len(sizes):
        return _of_output(ref, sizes, batch)
    edges = tuple(Ref("dW", layer, (i, ref.index[0]), ref.sample) for i in range(sizes[layer]))
    return _nodes("z", layer, ref, sizes), edges


def _of_delta(ref: Ref, sizes: Sizes, _batch: int) -> Groups:
    own = tuple(Ref("dW", ref.layer, (ref.index[0], k), ref.sample) for k in range(sizes[ref.layer - 1]))
    before = _nodes("dJ_da", ref.layer - 1, ref, sizes) if ref.layer > 1 else ()
    return own, (Ref("db", ref.layer, ref.index, ref.sample),), before


def _of_gradient(ref: Ref, _sizes: Sizes, batch: int) -> Groups:
    if ref.sample is not None and batch > 1:
        return ((ref.at(None),),)
    return ((Ref("W_new" if ref.symbol == "dW" else "b_new", ref.layer, ref.index),),)


def _of_cost(ref: Ref, _sizes: Sizes, _batch: int) -> Groups:
    return ((ref.at(None),),) if ref.sample is not None else ()


def _of_new(_ref: Ref, sizes: Sizes, _batch: int) -> Groups:
    return ((Ref("J_new", len(sizes) - 1),),)


_READERS: dict[Symbol, Callable[[Ref, Sizes, int], Groups]] = {
    "x": _of_activation,
    "y": _of_output,
    "z": _same_node("a", "slope"),
    "a": _of_activation,
    "product": lambda ref, _n, _m: ((Ref("z", ref.layer, ref.index[:1], ref.sample),),),
    "J": _of_cost,
    "dJ_da": _same_node("delta"),
    "slope": _same_node("delta"),
    "delta": _of_delta,
    "term": lambda ref, _n, _m: ((Ref("dJ_da", ref.layer - 1, ref.index[1:], ref.sample),),),
    "dW": _of_gradient,
    "db": _of_gradient,
    "W_new": _of_new,
    "b_new": _of_new,
}
