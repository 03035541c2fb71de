"""What a slip lets arrive at a node: other packets, or the right ones put together wrongly."""

from __future__ import annotations

from collections.abc import Callable

from engine.nn.shape import Shape
from engine.nn.slips.recipes import Kind, Maker, Product, Recipe, Sum
from engine.nn.types import Ref, Symbol

Packet = Callable[[Shape, int, int, int, "int | None"], "tuple[Ref, ...] | None"]
"""Names the factors of what arrives at node k of layer l over the edge from node j of the next layer."""


def _delta(l: int, j: int, sample: int | None) -> Ref:
    return Ref("delta", l, (j,), sample)


def _over_edge(_n: Shape, l: int, k: int, j: int, s: int | None) -> tuple[Ref, ...]:
    """Carry δ over its edge, as is right."""
    return Ref("W", l + 1, (j, k)), _delta(l + 1, j, s)


def over_own_edge(n: Shape, l: int, k: int, j: int, s: int | None) -> tuple[Ref, ...] | None:
    """Carry δ over an edge that leads to the node, where as many do as lead away."""
    if n.sizes[l - 1] != n.sizes[l + 1]:
        return None
    return Ref("W", l, (k, j)), _delta(l + 1, j, s)


def rows_for_columns(n: Shape, l: int, k: int, j: int, s: int | None) -> tuple[Ref, ...] | None:
    """Carry δ by a row of W, which only a square W with two nodes or more allows."""
    if n.sizes[l] != n.sizes[l + 1] or n.sizes[l] == 1:
        return None
    return Ref("W", l + 1, (k, j)), _delta(l + 1, j, s)


def over_new_edge(_n: Shape, l: int, k: int, j: int, s: int | None) -> tuple[Ref, ...]:
    """Carry δ over its edge with the weight that the update is to end with."""
    return Ref("W_new", l + 1, (j, k)), _delta(l + 1, j, s)


def without_weight(_n: Shape, l: int, _k: int, j: int, s: int | None) -> tuple[Ref, ...]:
    """Carry δ without a weight."""
    return (_delta(l + 1, j, s),)


def error_sent(n: Shape, l: int, k: int, j: int, s: int | None) -> tuple[Ref, ...] | None:
    """Carry ∂J/∂ŷ in place of the output layer's δ."""
    if l + 1 != n.L:
        return None
    return Ref("W", l + 1, (j, k)), Ref("dJ_da", l + 1, (j,), s)


def packets(packet: Packet, early: Symbol | None = None) -> Kind:
    """Make the kind whose packets are made in another way; ∂J/∂a and δ are taken apart into them again."""

    def one(n: Shape, ref: Ref) -> Recipe | None:
        j, k = ref.index
        made = packet(n, ref.layer - 1, k, j, ref.sample)
        return None if made is None else Sum(factors=made)

    def arriving(n: Shape, ref: Ref) -> Recipe | None:
        l, (k,) = ref.layer, ref.index
        if l == n.L:
            return None
        made = [packet(n, l, k, j, ref.sample) for j in n.out_of(l, k)]
        terms = tuple(Product(refs) for refs in made if refs is not None)
        return Sum(terms) if terms else None

    return Kind(("B3",), {"term": one, "dJ_da": arriving, "delta": times_slope(arriving)}, early)


def times_slope(arriving: Maker) -> Maker:
    """Make the maker of δ of what arrives."""

    def delta(n: Shape, ref: Ref) -> Recipe | None:
        made = arriving(n, ref)
        return (
            Sum(made.terms, (Ref("slope", ref.layer, ref.index, ref.sample),))
            if isinstance(made, Sum)
            else None
        )

    return delta


def arrivals(n: Shape, ref: Ref) -> tuple[Product, ...]:
    """List what arrives at a hidden node, rightly."""
    l, (k,) = ref.layer, ref.index
    return tuple(Product(_over_edge(n, l, k, j, ref.sample)) for j in n.out_of(l, k))


def one_path(n: Shape, ref: Ref) -> Recipe | None:
    """Count the first outgoing edge only."""
    arriving = () if ref.layer == n.L else arrivals(n, ref)
    return Sum(arriving[:1]) if len(arriving) > 1 else None


def product_of_paths(n: Shape, ref: Ref) -> Recipe | None:
    """Multiply all packets together."""
    arriving = () if ref.layer == n.L else arrivals(n, ref)
    refs = tuple(part for product in arriving for part in product.refs)
    return Sum((Product(refs),)) if len(arriving) > 1 else None
