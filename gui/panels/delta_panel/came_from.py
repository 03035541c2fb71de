"""Where a quantity came from: what was read, along which edge it came, and its number."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

from PySide6.QtCore import QCoreApplication

from engine.nn.formulas import as_text, symbols
from engine.nn.optimizers import Moment
from engine.nn.rules import moment, pulled_gradient
from engine.nn.types import Ref, Symbol
from gui.panels.delta_panel.made_of import correction, follows_gradient_alone
from gui.panels.delta_panel.rows import Row, Rows
from gui.panels.delta_panel.telling import Telling, role_of

__all__ = ["came_from", "term_row"]

translate = QCoreApplication.translate
_T = TypeVar("_T")
MOST = 6
"""Rows of a table; the rest is counted."""


def came_from(t: Telling) -> Rows | None:
    """List what the quantity in focus was computed from; None where it was given."""
    focus, value = t.frame.focus, translate("DeltaPanel", "value")
    if t.frame.step.rule == "U0":
        rows, left = _all_known(t)
        header = translate("DeltaPanel", "gradient"), translate("DeltaPanel", "weight or bias"), value
        return Rows(header, tuple(rows), and_more(left))
    rule = _RULES.get(focus.symbol) if focus is not None else None
    rows, left = shortened(rule(t, focus)) if focus is not None and rule is not None else ([], 0)
    if focus is None or not rows:
        return None
    header = translate("DeltaPanel", "term"), translate("DeltaPanel", "along"), value
    return Rows(header, tuple(rows), and_more(left), role_of(focus.symbol))


def shortened(rows: Sequence[_T]) -> tuple[list[_T], int]:
    """Keep the first rows and the last one, and count what was left out."""
    if len(rows) <= MOST + 1:
        return list(rows), 0
    return [*rows[: MOST - 1], rows[-1]], len(rows) - MOST


def and_more(count: int) -> str:
    """Say how many rows were left out."""
    return translate("DeltaPanel", "and {count} more").format(count=count) if count else ""


def single(t: Telling, ref: Ref, along: str, name: str | None = None) -> Row:
    """Make the row of one quantity."""
    shown = t.name(ref) if name is None else name
    return Row(shown, along, t.number(ref), t.refs(ref), t.select(ref), t.said(ref))


def term_row(t: Telling, ref: Ref) -> Row:
    """Make the row of one δ term: w₂δ₂ | node 2 → node 1, over w₂ | −0.119."""
    _, weight, _ = refs = t.packet(ref)
    way = _way(t, (ref.layer, ref.index[0]), (ref.layer - 1, ref.index[1]), weight)
    strong = t.frame.step.rule in ("B3", "B5")
    return Row(t.name(ref), way, t.number(ref), t.refs(*refs), t.select(weight), t.said(ref), strong)


def _way(t: Telling, start: tuple[int, int], end: tuple[int, int], weight: Ref) -> str:
    """Say along which edge something comes: "node 2 → node 1, over w₂", or "from node 2 in layer 2".

    In layers the term's own name tells the weight, and the title the node where it arrives.
    """
    if not t.frame.names.lecture:
        return translate("DeltaPanel", "from {node}").format(node=t.place(*start))
    text = translate("DeltaPanel", "{head} → {tail}, over {w}")
    return text.format(head=t.node(*start), tail=t.node(*end), w=t.name(weight))


def _inside(t: Telling, ref: Ref) -> str:
    if not t.frame.names.lecture:
        return translate("DeltaPanel", "in layer {layer}, node {number}").format(
            layer=ref.layer, number=ref.index[0] + 1
        )
    return translate("DeltaPanel", "inside {node}").format(node=t.node(ref.layer, ref.index[0]))


def _slope_row(t: Telling, ref: Ref) -> Row:
    """Make the row of the slope with its rule: σ′(z₁) = a₁(1 − a₁) | inside node 1 | 0.235."""
    slope = Ref("slope", ref.layer, ref.index, ref.sample)
    rule = t.look.pointed(as_text(symbols(t.plain(slope), t.frame.scene)))
    return single(t, slope, _inside(t, ref), rule)


def _delta(t: Telling, ref: Ref) -> list[Row]:
    if ref.layer < t.frame.network.L:
        return [*(term_row(t, term) for term in t.terms_at(ref)), _slope_row(t, ref)]
    if t.frame.shape.softmax:
        return _through_outputs(t, ref)
    way = translate("DeltaPanel", "cost → {node}").format(node=t.place(ref.layer, ref.index[0]))
    return [single(t, Ref("dJ_da", ref.layer, ref.index, ref.sample), way), _slope_row(t, ref)]


def _through_outputs(t: Telling, ref: Ref) -> list[Row]:
    """List, for each output of softmax, what comes through it: ∂J/∂ŷ₁ · ∂ŷ₁/∂z₂.

    A label that is 1 for one class only lets one of them be all: they are told once their sum is.
    """
    rows, layer, sample = [], ref.layer, ref.sample
    is_known = t.frame.is_known(ref)
    for i in range(t.frame.network.sizes[layer]):
        cost, slope = Ref("dJ_da", layer, (i,), sample), Ref("slope", layer, (i, *ref.index), sample)
        way = translate("DeltaPanel", "{first} × {second}").format(
            first=t.number(cost), second=t.number(slope)
        )
        values = t.frame.value(cost), t.frame.value(slope)
        value = (values[0] or 0.0) * (values[1] or 0.0) if is_known and None not in values else None
        name = f"{t.name(cost)} · {t.name(slope)}"
        refs, said = t.refs(cost, slope), f"{t.said(cost)}, {t.said(slope)}"
        rows.append(Row(name, way, t.look.number(value), refs, t.select(slope), said))
    return rows


def _arriving(t: Telling, ref: Ref) -> list[Row]:
    if ref.layer < t.frame.network.L:
        return [term_row(t, term) for term in t.terms_at(ref)]
    a, y = (Ref(symbol, ref.layer, ref.index, ref.sample) for symbol in _OUTPUT)
    return [single(t, a, _inside(t, ref)), single(t, y, translate("DeltaPanel", "the label, data"))]


_OUTPUT: tuple[Symbol, Symbol] = ("a", "y")


def _input_sum(t: Telling, ref: Ref) -> list[Row]:
    node, rows = (ref.layer, ref.index[0]), []
    for k in t.frame.shape.into(ref.layer, ref.index[0]):
        weight = Ref("W", ref.layer, (ref.index[0], k))
        product = Ref("product", ref.layer, weight.index, ref.sample)
        tail = Ref("x" if ref.layer == 1 else "a", ref.layer - 1, (k,), ref.sample)
        way = _way(t, (ref.layer - 1, k), node, weight)
        refs = t.refs(product, weight, tail)
        rows.append(Row(t.name(product), way, t.number(product), refs, t.select(weight), t.said(product)))
    bias = Ref("b", ref.layer, ref.index)
    way = translate("DeltaPanel", "constant 1 → {head}").format(head=t.place(*node))
    product = Ref("product", ref.layer, ref.index, ref.sample)
    named = t.name(product)
    return [*rows, Row(named, way, t.number(bias), t.refs(bias, product), t.select(bias), t.said(bias))]


def _of_node(t: Telling, ref: Ref) -> list[Row]:
    """List the input sum that an activation is computed from; of softmax, those of the layer."""
    if t.frame.shape.softmax and ref.layer == t.frame.network.L:
        sums = (Ref("z", ref.layer, (j,), ref.sample) for j in range(t.frame.network.sizes[-1]))
        return [single(t, z, _inside(t, z)) for z in sums]
    return [single(t, Ref("z", ref.layer, ref.index, ref.sample), _inside(t, ref))]


def _slope(t: Telling, ref: Ref) -> list[Row]:
    if len(ref.index) == 2:
        outputs = dict.fromkeys(Ref("a", ref.layer, (i,), ref.sample) for i in ref.index)
        return [single(t, a, _inside(t, a)) for a in outputs]
    z, a = (Ref(symbol, ref.layer, ref.index, ref.sample) for symbol in _OF_NODE)
    own = t.frame.names.text(t.plain(a))  # as in the formula of the slope: a, not ŷ
    return [single(t, z, _inside(t, ref)), single(t, a, _inside(t, ref), own)]


_OF_NODE: tuple[Symbol, Symbol] = ("z", "a")


def _cost(t: Telling, ref: Ref) -> list[Row]:
    if ref.sample is None and t.frame.trace.m > 1:
        samples = (ref.at(s) for s in range(t.frame.trace.m))
        text = translate("DeltaPanel", "sample {number}")
        return [
            single(t, one, text.format(number=(one.sample or 0) + 1), t.frame.names.text(one))
            for one in samples
        ]
    rows = []
    for j in range(t.frame.network.sizes[-1]):
        a, y = (Ref(symbol, t.frame.network.L, (j,), ref.sample) for symbol in _OUTPUT)
        rows += [single(t, a, _inside(t, a)), single(t, y, translate("DeltaPanel", "the label, data"))]
    return rows


def _gradient(t: Telling, ref: Ref) -> list[Row]:
    if ref.sample is None and t.frame.trace.m > 1:
        samples = (ref.at(s) for s in range(t.frame.trace.m))
        text = translate("DeltaPanel", "sample {number}")
        return [
            single(t, one, text.format(number=(one.sample or 0) + 1), t.frame.names.text(one))
            for one in samples
        ]
    delta = Ref("delta", ref.layer, ref.index[:1], ref.sample)
    head = translate("DeltaPanel", "{node}, head of the edge")
    rows = [single(t, delta, head.format(node=t.place(ref.layer, ref.index[0])))]
    if ref.symbol == "db":
        return [*rows, Row("1", translate("DeltaPanel", "the constant on a bias"), "1")]
    tail = translate("DeltaPanel", "{node}, tail of the edge")
    return [*rows, single(t, ref.tail, tail.format(node=t.place(ref.layer - 1, ref.index[1])))]


def _new(t: Telling, ref: Ref) -> list[Row]:
    """List δ, gradient, correction and old value: four different things, never merged."""
    weight = ref.symbol == "W_new"
    old = Ref("W" if weight else "b", ref.layer, ref.index)
    gradient = Ref("dW" if weight else "db", ref.layer, ref.index)
    rows = [single(t, old, translate("DeltaPanel", "before"))]
    if t.frame.trace.m == 1 and not t.frame.is_over:  # over: the δs are cleared
        rows.append(single(t, Ref("delta", ref.layer, ref.index[:1]), translate("DeltaPanel", "delta")))
    rows.append(single(t, gradient, translate("DeltaPanel", "gradient")))
    rows += _beside_gradient(t, old)
    name, refs = f"Δ{t.name(old)}", t.refs(gradient, ref)
    if old in t.frame.network.locked:
        along = translate("DeltaPanel", "correction: it is locked")
    else:
        along = translate("DeltaPanel", "correction, η = {eta}").format(eta=t.number(Ref("eta", 0)))
        if follows_gradient_alone(t, old):
            name = f"{name} = −{t.name(Ref('eta', 0))} · {t.name(gradient)}"
    return [*rows, Row(name, along, correction(t, ref), refs, t.select(gradient), along, True)]


def _beside_gradient(t: Telling, parameter: Ref) -> list[Row]:
    """List what a correction follows besides the gradient: the pull of the penalty, the moments."""
    if parameter in t.frame.network.locked:
        return []
    rows = []
    if t.frame.setup.has_penalty and parameter.symbol == "W":
        rows.append(single(t, Ref("pull", parameter.layer, parameter.index), _pull()))
    moments = (moment(name, parameter, new=True) for name in t.frame.shape.moments)
    return [*rows, *(single(t, ref, translate("DeltaPanel", "moment of the optimiser")) for ref in moments)]


def _pull() -> str:
    return translate("DeltaPanel", "pull of the penalty")


def _penalty(t: Telling, ref: Ref) -> list[Row]:
    """List the weight that is pulled."""
    return [single(t, Ref("W", ref.layer, ref.index), translate("DeltaPanel", "the weight itself"))]


def _moment(t: Telling, ref: Ref) -> list[Row]:
    """List what an optimiser remembered, and the gradient that comes in."""
    parameter = Ref("W" if "W" in ref.symbol else "b", ref.layer, ref.index)
    name: Moment = "m" if ref.symbol.startswith("m") else "v"
    rows = [single(t, moment(name, parameter), translate("DeltaPanel", "before this update"))]
    gradient, *pulls = pulled_gradient(t.frame.shape, parameter)
    rows.append(single(t, gradient, translate("DeltaPanel", "gradient")))
    return [*rows, *(single(t, pull, _pull()) for pull in pulls)]


def _all_known(t: Telling) -> tuple[list[Row], int]:
    """List the gradients that are known before anything moves, and count those left out."""
    rows = []
    shown, left = shortened(t.frame.step.reads)
    for gradient in shown:
        parameter = Ref("W" if gradient.symbol == "dW" else "b", gradient.layer, gradient.index)
        text = translate("DeltaPanel", "{w} is still {value}")
        rows.append(single(t, gradient, text.format(w=t.name(parameter), value=t.number(parameter))))
    return rows, left


def _part_of_sum(t: Telling, ref: Ref) -> list[Row]:
    """List the factors of one product on an edge."""
    if len(ref.index) == 1:
        bias = Ref("b", ref.layer, ref.index)
        return [single(t, bias, translate("DeltaPanel", "the edge from the constant 1"))]
    weight = Ref("W", ref.layer, ref.index)
    other = Ref("delta", ref.layer, ref.index[:1], ref.sample) if ref.symbol == "term" else ref.tail
    far = t.place(other.layer, other.index[0])
    along = translate("DeltaPanel", "from {node}").format(node=far)
    return [single(t, weight, translate("DeltaPanel", "the weight of the edge")), single(t, other, along)]


_RULES: dict[Symbol, Callable[[Telling, Ref], list[Row]]] = {
    "z": _input_sum,
    "a": _of_node,
    "J": _cost,
    "dJ_da": _arriving,
    "slope": _slope,
    "delta": _delta,
    "dW": _gradient,
    "db": _gradient,
    "pull": _penalty,
    "m_W_new": _moment,
    "v_W_new": _moment,
    "m_b_new": _moment,
    "v_b_new": _moment,
    "W_new": _new,
    "b_new": _new,
    "product": _part_of_sum,
    "term": _part_of_sum,
}
