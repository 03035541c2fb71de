"""Every slip: in which steps it can happen, and what it makes of the quantities that they write."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Literal

from engine.nn.shape import Shape
from engine.nn.slips.packets import (
    arrivals,
    error_sent,
    one_path,
    over_new_edge,
    over_own_edge,
    packets,
    product_of_paths,
    rows_for_columns,
    times_slope,
    without_weight,
)
from engine.nn.slips.recipes import Function, Kind, Maker, Product, Recipe, Scaled, Sum
from engine.nn.types import Ref, Symbol

# δ


def _slope(ref: Ref) -> Ref:
    return Ref("slope", ref.layer, ref.index, ref.sample)


def _is_coupled(n: Shape, ref: Ref) -> bool:
    return n.softmax and ref.layer == n.L


def _arrived(ref: Ref) -> Ref:
    return Ref("dJ_da", ref.layer, ref.index, ref.sample)


def _delta_without_slope(n: Shape, ref: Ref) -> Recipe | None:
    if _is_coupled(n, ref):
        return None
    if ref.layer == n.L:
        return Sum(factors=(_arrived(ref),))
    arriving = arrivals(n, ref)
    return Sum(arriving) if arriving else None


def _delta_with_two_slopes(n: Shape, ref: Ref) -> Recipe | None:
    if _is_coupled(n, ref) or ref.layer < n.L:
        return None
    return Sum(factors=(_arrived(ref), _slope(ref), _slope(ref)))


def _delta_added(n: Shape, ref: Ref) -> Recipe | None:
    if _is_coupled(n, ref) or ref.layer < n.L:
        return None
    return Sum((Product((_arrived(ref),)), Product((_slope(ref),))))


# Slopes


def _slope_of(
    symbol: Symbol, name: Literal["value", "slope", "slope_from_activation"], back: int = 0
) -> Maker:
    """Make the maker of slopes that are taken of another quantity, of a node `back` layers before."""

    def make(n: Shape, ref: Ref) -> Recipe | None:
        l = ref.layer - back
        if _is_coupled(n, ref) or l < 1 or ref.index[0] >= n.sizes[l]:
            return None
        return Function(name, Ref(symbol, l, ref.index, ref.sample))

    return make


# Gradients and corrections


def _of_head(ref: Ref) -> Ref:
    return Ref("delta", ref.layer, ref.index[:1], ref.sample)


def _times_input_sum(_n: Shape, ref: Ref) -> Recipe | None:
    if ref.layer == 1:
        return None
    return Sum(factors=(_of_head(ref), Ref("z", ref.layer - 1, ref.index[1:], ref.sample)))


def _times_own_activation(_n: Shape, ref: Ref) -> Recipe:
    return Sum(factors=(_of_head(ref), Ref("a", ref.layer, ref.index[:1], ref.sample)))


def _times_bias(_n: Shape, ref: Ref) -> Recipe:
    return Sum(factors=(_of_head(ref), Ref("b", ref.layer, ref.index)))


def _not_averaged(n: Shape, ref: Ref) -> Recipe:
    return Sum(tuple(Product((ref.at(s),)) for s in range(n.batch)))


def _parameter(ref: Ref) -> Ref:
    return Ref("W" if ref.symbol == "W_new" else "b", ref.layer, ref.index)


def _gradient(ref: Ref) -> Ref:
    return Ref("dW" if ref.symbol == "W_new" else "db", ref.layer, ref.index)


def _corrected(*change: Callable[[Ref], Ref], scale: float) -> Maker:
    """Make the maker of new parameters that follow something else than −η times the gradient."""

    def make(n: Shape, ref: Ref) -> Recipe | None:
        old = _parameter(ref)
        if n.optimizer != "sgd" or n.penalty or old in n.locked or old in n.cut:
            return None
        by = tuple(part(ref) for part in change)
        if n.batch > 1 and any(part.symbol == "delta" for part in by):
            return None
        return Sum((Product((old,)), Product(by, scale)))

    return make


def _new(*change: Callable[[Ref], Ref], scale: float) -> Kind:
    make = _corrected(*change, scale=scale)
    return Kind(("UW",), {"W_new": make})


def _eta(_ref: Ref) -> Ref:
    return Ref("eta", 0)


# Forward


def _without_bias(n: Shape, ref: Ref) -> Recipe | None:
    l, (j,), s = ref.layer, ref.index, ref.sample
    edges = (Ref("W", l, (j, k), s) for k in n.into(l, j))
    products = tuple(Product((edge.at(None), edge.tail)) for edge in edges)
    return Sum(products) if products else None


SLIPS: Mapping[str, Kind] = {
    "no_bias": Kind(("Fz",), {"z": _without_bias}),
    "double_sign": Kind(("B0",), {"dJ_da": lambda n, ref: Scaled(-1.0) if ref.layer == n.L else None}),
    "two_too_many": Kind(("B0",), {"dJ_da": lambda n, ref: Scaled(2.0) if ref.layer == n.L else None}),
    "activation_for_slope": Kind(("B1", "B4"), {"slope": _slope_of("z", "value")}),
    "slope_at_activation": Kind(("B1", "B4"), {"slope": _slope_of("a", "slope")}),
    "input_sum_for_activation": Kind(("B1", "B4"), {"slope": _slope_of("z", "slope_from_activation")}),
    "slope_of_layer_before": Kind(("B1", "B4"), {"slope": _slope_of("z", "slope", 1)}),
    "no_slope": Kind(("B2", "B5"), {"delta": _delta_without_slope}),
    "slope_again": Kind(("B2",), {"delta": _delta_with_two_slopes}),
    "sum_for_product": Kind(("B2",), {"delta": _delta_added}),
    "delta_for_gradient": Kind(("G",), {"dW": lambda _n, ref: Sum(factors=(_of_head(ref),))}),
    "times_input_sum": Kind(("G",), {"dW": _times_input_sum}),
    "times_own_activation": Kind(("G",), {"dW": _times_own_activation}),
    "bias_zero": Kind(("Gb",), {"db": lambda _n, ref: Sum(factors=(_of_head(ref),), constant=0.0)}),
    "times_bias": Kind(("Gb",), {"db": _times_bias}),
    "own_weight": packets(over_own_edge),
    "rows_for_columns": packets(rows_for_columns),
    "no_weight": packets(without_weight),
    "error_sent": packets(error_sent),
    "new_weights": packets(over_new_edge, early="W_new"),
    "one_path": Kind(("B3",), {"dJ_da": one_path, "delta": times_slope(one_path)}),
    "product_of_paths": Kind(("B3",), {"dJ_da": product_of_paths, "delta": times_slope(product_of_paths)}),
    "sum_for_mean": Kind(("AV",), {"dW": _not_averaged, "db": _not_averaged}),
    "added": _new(_eta, _gradient, scale=1.0),
    "eta_ignored": _new(_gradient, scale=-1.0),
    "less_eta_delta": _new(_eta, _of_head, scale=-1.0),
}
"""Every slip by name."""
