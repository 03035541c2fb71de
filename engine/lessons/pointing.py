"""Answers that are given with the hand: what is pointed at, an arrow, a curve that is drawn."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from engine.lessons.deeds import node_at
from engine.lessons.expressions import Tree, parsed, ref_of, refs_at, value
from engine.lessons.judging import Verdict
from engine.lessons.lesson import ARROW_TOLERANCE, CURVE_TOLERANCE, Answer, Ask
from engine.lessons.moment import moment_of
from engine.lessons.slips import first_wrong
from engine.lessons.stage import Stage
from engine.nn.network import Network
from engine.nn.slips import slip_writes
from engine.nn.types import Array, Ref, Symbol
from engine.session.replay import curve_of
from engine.session.slice import parameter_of

__all__ = ["judged_arrow", "judged_curve", "judged_point", "place_of", "plane_of", "target_of", "true_curve"]

_HALF_TURN = 180.0

_PLACES: dict[str, tuple[Symbol, ...]] = {
    "node": ("x", "z", "a", "slope", "delta", "dJ_da"),
    "edge": ("W", "product", "term", "dW", "W_new", "pull", "m_W", "v_W", "m_W_new", "v_W_new"),
    "bias": ("b", "db", "b_new", "m_b", "v_b", "m_b_new", "v_b_new"),
    "cost": ("J", "J_new"),
}


def place_of(ref: Ref) -> tuple[str, int, tuple[int, ...]]:
    """Say where on the diagram a quantity is: what is clicked there may be any quantity of the place."""
    place = next((name for name, symbols in _PLACES.items() if ref.symbol in symbols), ref.symbol)
    if place == "edge" and len(ref.index) == 1:  # the bias's product
        place = "bias"
    return (place, 0, ()) if place == "cost" else (place, ref.layer, ref.index)


def target_of(ask: Ask, after: Stage) -> Ref:
    """Return the quantity that is to be pointed at."""
    found = node_at(ask.answer, moment_of(after)) or ref_of(ask.answer, after)
    if found is None:
        raise ValueError(f"{ask.answer} is not one quantity or node to point at")
    return found


def judged_point(ask: Ask, given: Answer, after: Stage) -> Verdict:
    """Judge what was pointed at: any quantity of the right place; of a slip, any that its step writes."""
    if not isinstance(given, Ref):
        raise TypeError(given)
    places = {place_of(target_of(ask, after)), *map(place_of, _slipped(after))}
    return Verdict("right" if place_of(given) in places else "unknown")


def _slipped(stage: Stage) -> Iterable[Ref]:
    """Name what the step writes that is done by a wrong rule; nothing where there is none."""
    here = stage.session
    slip = first_wrong(here.slip, here.document, here.playhead.update) if here.slip else None
    return () if slip is None else slip_writes(slip)


def judged_arrow(ask: Ask, given: Answer, after: Stage) -> Verdict:
    """Judge an arrow, in degrees; one that points the other way walks uphill."""
    if not isinstance(given, int | float):
        raise TypeError(given)
    tolerance = ARROW_TOLERANCE if ask.tolerance is None else ask.tolerance
    off = _angle_between(float(given), value(ask.answer, after))
    if off <= tolerance:
        return Verdict("right")
    return Verdict("slip", ("M01",), "uphill") if off >= _HALF_TURN - tolerance else Verdict("unknown")


def plane_of(ask: Ask, stage: Stage) -> tuple[Ref, Ref] | None:
    """Say in the plane of which parameters an arrow is drawn, the one to the right first.

    Told from the two parts of ``direction(-dJ_dw[1], -dJ_dw[2])``; None where they name no two parameters.
    """
    tree, net = parsed(ask.answer), moment_of(stage).trace.network
    if tree.op != "call" or tree.name != "direction" or len(tree.args) != 2:
        return None
    across, up = (_parameter_in(part, net) for part in tree.args)
    return None if across is None or up is None or across == up else (across, up)


def _parameter_in(tree: Tree, net: Network) -> Ref | None:
    """Return the one parameter that a part of an expression is about."""
    paths = [part.name for part in tree.walk() if part.op == "path"]
    try:
        refs = refs_at(paths[0], net) if len(paths) == 1 else ()
    except ValueError:  # a number with a name, such as pi
        return None
    return parameter_of(refs[0]) if len(refs) == 1 else None


def _angle_between(a: float, b: float) -> float:
    """Return the angle between two directions, from 0 to 180 degrees."""
    off = abs(a - b) % (2 * _HALF_TURN)
    return min(off, 2 * _HALF_TURN - off)


def true_curve(after: Stage) -> Array:
    """Return the cost curve as far as it has come."""
    return curve_of(after.session.document, after.session.playhead.costs_seen)


def judged_curve(ask: Ask, given: Answer, after: Stage) -> Verdict:
    """Compare a drawn curve with the true one at the updates that it was drawn for."""
    if not isinstance(given, tuple) or not given:
        raise TypeError(given)
    points = np.asarray(given, dtype=np.float64)
    if points.ndim != 2 or points.shape[1] != 2:
        raise TypeError(given)
    true = true_curve(after)
    height = float(np.ptp(true)) or 1.0
    off = np.abs(points[:, 1] - np.interp(points[:, 0], np.arange(true.size), true)).mean()
    tolerance = CURVE_TOLERANCE if ask.tolerance is None else ask.tolerance
    return Verdict("right") if off <= tolerance * height else Verdict("unknown")
