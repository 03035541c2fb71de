"""What the quantity in focus is made of: the terms of its sum as bars, its factors as tiles."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QCoreApplication

from engine.nn.gradcheck import actual_change
from engine.nn.optimizers import optimizer_rule
from engine.nn.terms import Term, added, shares
from engine.nn.types import Ref
from gui.look import Look
from gui.panels.delta_panel.bars import Bar, Bars
from gui.panels.delta_panel.telling import Telling, role_of
from gui.panels.delta_panel.tiles import Tile, Tiles
from gui.quantities import count_of
from gui.short_number import short

__all__ = ["bars_of", "corrected", "correction", "follows_gradient_alone", "tiles_of"]

translate = QCoreApplication.translate
MOST_BARS = 8
"""A longer sum shows its largest terms, and the others as one."""


def bars_of(t: Telling) -> Bars | None:
    """Lay the terms of the sum out; None where there are not two or more."""
    focus, made = t.frame.focus, t.frame.terms
    if focus is None or made is None or len(made.terms) < 2 or focus.symbol in ("W_new", "b_new"):
        return None
    bars = [_bar(t, focus, term) for term in made.terms]
    if len(bars) > MOST_BARS:
        bars = _largest(bars, made.terms)
    return Bars(tuple(bars), _total(t, focus, len(made.terms)), role_of(focus.symbol))


def _bar(t: Telling, focus: Ref, term: Term) -> Bar:
    """Name one term and find its number; the number of a whole product is asked of the frame."""
    ref = _whole(focus, term)
    if ref is not None:
        refs, value = t.refs(ref, *term.refs), t.frame.value(ref)
        return Bar(t.name(ref), value, refs, t.select(term.refs[0]), t.said(ref))
    known = all(t.frame.is_known(ref) for ref in term.refs) and t.frame.is_known(focus)
    refs, name = t.refs(*term.refs), _term_name(t, focus, term)
    return Bar(name, term.value if known else None, refs, t.select(term.refs[-1]), t.said(term.refs[-1]))


def _term_name(t: Telling, focus: Ref, term: Term) -> str:
    """Name a term that has no address: a share of a mean, a part of a moment, of a pull, of a δ."""
    first = term.refs[0]
    if focus.symbol in _MOMENTS:
        return _moment_name(t, focus, term)
    if focus.symbol == "pull":
        is_first = t.frame.terms is not None and term is t.frame.terms.terms[0]
        return f"l1 · sign({t.name(first)})" if is_first else f"l2 · {t.name(first)}"
    if focus.symbol == "delta" and len(term.refs) > 1:
        output = Ref("a", first.layer, first.index, first.sample)
        return translate("DeltaPanel", "through {output}").format(output=t.name(output))
    name = t.frame.names.text(first, output=True)
    return f"{name} / {t.frame.trace.m}" if first.sample is not None and _is_mean(t, focus) else name


def _is_mean(t: Telling, focus: Ref) -> bool:
    """Say whether a quantity is a mean over the batch; a slip may have made a sum of it."""
    slip = t.frame.trace.slip
    return focus.sample is None and t.frame.trace.m > 1 and (slip is None or slip.recipe(focus) is None)


def _moment_name(t: Telling, focus: Ref, term: Term) -> str:
    """Write one term of a moment with the share that is kept or taken of it."""
    name = focus.symbol[0]
    kept, taken = shares(optimizer_rule(t.frame.trace.optimizer), name)
    inside = (
        t.name(term.refs[0]) if len(term.refs) == 1 else "g"
    )  # as in the line of NumPy: gradient and pull
    if term.refs[0].symbol in ("m_W", "v_W", "m_b", "v_b"):
        return f"{short(kept, t.look.point)} · {inside}"
    if name == "v":
        inside = "g²" if inside == "g" else f"({inside})²"
    return inside if taken == 1.0 else f"{short(float(f'{taken:.10g}'), t.look.point)} · {inside}"


_MOMENTS = frozenset({"m_W_new", "v_W_new", "m_b_new", "v_b_new"})


def _whole(focus: Ref, term: Term) -> Ref | None:
    """Return the address of the product that a term is, where it has one."""
    first = term.refs[0]
    if focus.symbol == "z":
        return Ref("product", first.layer, first.index, focus.sample)
    last = term.refs[-1]
    if focus.symbol in ("delta", "dJ_da") and last.symbol == "delta":  # a packet, whatever a slip makes it of
        return Ref("term", last.layer, (*last.index, *focus.index), focus.sample)
    return None


def _largest(bars: list[Bar], terms: tuple[Term, ...]) -> list[Bar]:
    """Keep the terms of largest size, in their order, and take the others as one."""
    by_size = sorted(range(len(bars)), key=lambda i: abs(bars[i].value or 0.0), reverse=True)
    kept, rest = sorted(by_size[: MOST_BARS - 1]), sorted(by_size[MOST_BARS - 1 :])
    known = all(bars[i].value is not None for i in rest)
    name = translate("DeltaPanel", "{count} smaller ones").format(count=len(rest))
    refs = frozenset(ref for i in rest for ref in bars[i].refs)
    value = added(terms[i] for i in rest) if known else None
    return [*(bars[i] for i in kept), Bar(name, value, refs, said=name)]


def _total(t: Telling, focus: Ref, count: int) -> Bar:
    """Make the line under the bars."""
    if focus.symbol == "delta" and focus.layer < t.frame.network.L:
        arrived = Ref("dJ_da", focus.layer, focus.index, focus.sample)
        name = translate("DeltaPanel", "sum over {count} edges").format(count=count_of(count))
        return Bar(name, t.frame.value(arrived), t.refs(arrived), t.select(arrived), t.said(arrived))
    if focus.symbol == "dJ_da":
        name = translate("DeltaPanel", "sum over {count} edges").format(count=count_of(count))
    elif focus.symbol in ("dW", "db", "J") and _is_mean(t, focus):
        name = translate("DeltaPanel", "mean of {count}").format(count=count_of(count))
    else:
        name = t.name(focus)
    return Bar(name, t.frame.value(focus), t.refs(focus), t.select(focus), t.said(focus))


# Tiles


def tiles_of(t: Telling) -> Tiles | None:
    """Lay the factors out with their result; None where the quantity is no product."""
    focus, made = t.frame.focus, t.frame.terms
    if focus is None or made is None:
        return None
    if focus.symbol in ("W_new", "b_new"):
        return _correction(corrected(t), focus)
    if focus.symbol == "J_new":
        return _before_and_after(t, focus)
    factors = _factors(t, focus, made.terms, made.factors)
    if not factors:
        return None
    first, *others = factors
    signed = [first, *(_with_sign(tile, "×") for tile in others)]
    return Tiles((*signed, _result(t, focus)))


def _factors(t: Telling, focus: Ref, terms: tuple[Term, ...], factors: tuple[Term, ...]) -> list[Tile]:
    """List what is multiplied: of a sum of one term its factors, of a longer sum the sum itself."""
    if focus.symbol == "pull" and len(terms) == 1:
        return _pulled(t, terms[0].refs[0])
    if not factors and not (len(terms) == 1 and focus.symbol == "dJ_da"):
        return []
    tiles = []
    if len(terms) == 1:
        tiles += [_tile(t, ref) for ref in terms[0].refs]
    elif terms:
        arrived = Ref("dJ_da", focus.layer, focus.index, focus.sample)
        tiles.append(_tile(t, arrived, translate("DeltaPanel", "sum")))
    for factor in factors:
        tiles += [_tile(t, ref) for ref in factor.refs] or [_constant(focus, factor.value)]
    return tiles


def _pulled(t: Telling, weight: Ref) -> list[Tile]:
    """List the factors of a pull of one kind: l2 and the weight, or l1 and its sign."""
    l1, l2 = t.frame.trace.l1, t.frame.trace.l2
    strength = Tile("l1" if l1 else "l2", short(l1 or l2, t.look.point), "ink")
    if not l1:
        return [strength, _tile(t, weight)]
    value = t.frame.value(weight)
    sign = "?" if value is None else "−1" if value < 0 else str(int(value > 0))
    name = translate("DeltaPanel", "sign of {name}").format(name=t.name(weight))
    return [strength, replace(_tile(t, weight, name), number=sign)]


def _constant(focus: Ref, value: float) -> Tile:
    if value == 0.0 and focus.symbol == "db":  # what a slip may take for the input on the bias's edge
        name = translate("DeltaPanel", "constant")
        return Tile(name, "0", "ink", said=translate("DeltaPanel", "the constant 0"))
    if value == 0.0:
        name = translate("DeltaPanel", "nothing arrives")
        return Tile(name, "0", "ink", said=translate("DeltaPanel", "nothing arrives"))
    return Tile(
        translate("DeltaPanel", "constant"), "1", "ink", said=translate("DeltaPanel", "the constant 1")
    )


def _tile(t: Telling, ref: Ref, name: str | None = None, sign: str = "") -> Tile:
    shown = t.name(ref) if name is None else name
    return Tile(shown, t.number(ref), t.role(ref), sign, False, t.refs(ref), t.select(ref), t.said(ref))


def _with_sign(tile: Tile, sign: str) -> Tile:
    return Tile(tile.name, tile.number, tile.role, sign, tile.filled, tile.refs, tile.action, tile.said)


def _result(t: Telling, focus: Ref, name: str | None = None) -> Tile:
    shown = t.name(focus) if name is None else name
    role = role_of(focus.symbol)
    return Tile(shown, t.number(focus), role, "=", True, t.refs(focus), t.select(focus), t.said(focus))


def _correction(t: Telling, focus: Ref) -> Tiles:
    """Show old value + correction = new value."""
    weight = focus.symbol == "W_new"
    old = Ref("W" if weight else "b", focus.layer, focus.index)
    gradient = Ref("dW" if weight else "db", focus.layer, focus.index)
    said = _correction_said(t, old)
    moved = Tile(
        f"Δ{t.name(old)}", correction(t, focus), "update", "+", False,
        t.refs(gradient, focus), t.select(gradient), said,
    )  # fmt: skip
    return Tiles((_tile(t, old), moved, _result(t, focus)))


def corrected(t: Telling) -> Telling:
    """Write a correction so that old value, change and new value agree."""
    frame, made = t.frame, t.frame.terms
    if made is None or len(made.terms) < 2 or not frame.is_known(made.target):
        return t
    return replace(t, look=t.look.comparing(made.terms[0].value, frame.value(made.target)))


def correction(t: Telling, focus: Ref) -> str:
    """Write the correction of the parameter in focus; ``?`` while what it is made of is not known."""
    made = t.frame.terms
    if made is None or made.target != focus or not all(map(t.frame.is_known, made.terms[1].refs)):
        return t.look.number(None)
    return t.look.number(made.terms[1].value)


def follows_gradient_alone(t: Telling, parameter: Ref) -> bool:
    """Say whether a correction is −η times the gradient, and nothing else."""
    pulled = t.frame.setup.has_penalty and parameter.symbol == "W"
    return t.frame.shape.optimizer == "sgd" and not pulled and parameter not in t.frame.network.locked


def _correction_said(t: Telling, parameter: Ref) -> str:
    if parameter in t.frame.network.locked:
        return translate("DeltaPanel", "the correction: 0, because it is locked")
    if follows_gradient_alone(t, parameter):
        return translate("DeltaPanel", "the correction: minus the learning rate times the gradient")
    return translate("DeltaPanel", "the correction")


def _before_and_after(t: Telling, focus: Ref) -> Tiles:
    before = Ref("J", focus.layer)
    names = (
        translate("DeltaPanel", "J before"),
        translate("DeltaPanel", "J after"),
        translate("DeltaPanel", "change"),
    )
    known = t.frame.is_known(before) and t.frame.is_known(focus)
    change = actual_change(t.frame.trace) if known else None
    t = replace(t, look=t.look.comparing_costs(t.frame.value(before), t.frame.value(focus)))
    after = Tile(names[1], t.number(focus), "cost", "→", True, t.refs(focus), t.select(focus), t.said(focus))
    moved = Tile(names[2], signed(change, t.look), "update", "", False, t.refs(before, focus), said=names[2])
    return Tiles((_tile(t, before, names[0]), after, moved))


def signed(value: float | None, look: Look) -> str:
    """Write a change with its sign."""
    return f"+{look.number(value)}" if value is not None and value > 0 else look.number(value)
