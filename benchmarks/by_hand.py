"""Updates of two sigmoid nodes as they are calculated on paper, rightly or with a misconception.

The formulas are written out here once more, without the engine: what the bug library computes is compared
with them.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np

from engine.lessons.asked import rounded
from engine.nn.trace import Trace

__all__ = ["MISTAKES", "STEPS", "Mistake", "calculated"]

Numbers = Mapping[str, float]
Round = Callable[[float], float]
Rule = Callable[[Numbers, Round], float]
"""Calculates a number from those before; the second argument rounds in mid-step."""


def _sigma(z: float) -> float:
    """Look σ up, or press one key of a calculator."""
    return 0.5 + 0.5 * math.tanh(0.5 * z)


def _slope_at(value: float) -> float:
    return _sigma(value) * (1.0 - _sigma(value))


def _times(*names: str) -> Rule:
    return lambda n, _q: math.prod(n[name] for name in names)


def _same(name: str) -> Rule:
    return lambda n, _q: n[name]


def _shortcut(name: str) -> Rule:
    return lambda n, q: n[name] * q(1.0 - n[name])


def _less(old: str, eta: str, step: str) -> Rule:
    return lambda n, q: n[old] - q(n[eta] * n[step])


def _sum(weight: str, into: str, bias: str) -> Rule:
    return lambda n, q: q(n[into] * n[weight]) + n[bias]


def _cost_after(n: Numbers, q: Round) -> float:
    a = _sigma(q(q(n["x"] * n["new.w[1]"]) + n["new.b[1]"]))
    yhat = _sigma(q(q(q(a) * n["new.w[2]"]) + n["new.b[2]"]))
    return 0.5 * q(q(yhat - n["y"]) ** 2)


_RIGHT: Mapping[str, Rule] = {
    "z[1]": _sum("w[1]", "x", "b[1]"),
    "a[1]": lambda n, _q: _sigma(n["z[1]"]),
    "z[2]": _sum("w[2]", "a[1]", "b[2]"),
    "a[2]": lambda n, _q: _sigma(n["z[2]"]),
    "J": lambda n, q: 0.5 * q(q(n["a[2]"] - n["y"]) ** 2),
    "dJ_da[2]": lambda n, _q: n["a[2]"] - n["y"],
    "slope[2]": _shortcut("a[2]"),
    "delta[2]": _times("dJ_da[2]", "slope[2]"),
    "dJ_dw[2]": _times("delta[2]", "a[1]"),
    "dJ_db[2]": _same("delta[2]"),
    "dJ_da[1]": _times("w[2]", "delta[2]"),
    "slope[1]": _shortcut("a[1]"),
    "delta[1]": _times("dJ_da[1]", "slope[1]"),
    "dJ_dw[1]": _times("delta[1]", "x"),
    "dJ_db[1]": _same("delta[1]"),
    "new.w[2]": _less("w[2]", "eta", "dJ_dw[2]"),
    "new.b[2]": _less("b[2]", "eta", "dJ_db[2]"),
    "new.w[1]": _less("w[1]", "eta", "dJ_dw[1]"),
    "new.b[1]": _less("b[1]", "eta", "dJ_db[1]"),
    "new.J": _cost_after,
}  # fmt: skip
STEPS = tuple(_RIGHT)
"""Every number of the calculation, in its order."""


@dataclass(frozen=True, slots=True)
class Mistake:
    """Somebody's wrong rules.

    Attributes
    ----------
    id : str
        Of the misconception.
    rules : mapping of str to callable
        What they do in place of the right rules.
    carried : tuple of str
        The kinds of numbers that the answer is wrong in by it, besides those that the rules are of.
    """

    id: str
    rules: Mapping[str, Rule]
    carried: tuple[str, ...] = ()

    def reaches(self, step: str) -> bool:
        """Say whether it should be recognised in a number."""
        kinds = {name.partition("[")[0] for name in self.rules}
        return step.partition("[")[0] in kinds.union(self.carried)


def _both(kind: str, of: Callable[[int], Rule]) -> Mapping[str, Rule]:
    return {f"{kind}[{l}]": of(l) for l in (1, 2)}


def _all_new(of: Callable[[str, str], Rule]) -> Mapping[str, Rule]:
    """Make the rules of all new parameters from the names of the old one and of its gradient."""
    names = [f"{kind}[{l}]" for kind in "wb" for l in (1, 2)]
    return {f"new.{name}": of(name, f"dJ_d{name}") for name in names}


def _new_weight(n: Numbers, q: Round) -> float:
    return q(n["w[2]"] - q(n["eta"] * n["dJ_dw[2]"]))


_ON = ("slope", "dJ_da", "delta", "dJ_dw", "dJ_db")
_FORWARD = ("z", "a", "J")

MISTAKES = (
    Mistake("M01", _all_new(lambda old, step: lambda n, q: n[old] + q(n["eta"] * n[step]))),
    Mistake("M02", _both("dJ_dw", lambda l: _same(f"delta[{l}]"))),
    Mistake("M03", _both("new.w", lambda l: lambda n, _q: n[f"w[{l}]"] - n[f"delta[{l}]"])),
    Mistake("M03", _both("new.w", lambda l: _less(f"w[{l}]", "eta", f"delta[{l}]"))),
    Mistake("M03", _all_new(lambda _old, step: _same(step))),
    Mistake("M04", _both("delta", lambda l: _same(f"dJ_da[{l}]")), _ON),
    Mistake("M04", {"delta[1]": _same("dJ_da[1]")}, _ON),
    Mistake("M05", {"slope[2]": _shortcut("a[1]")}, _ON),
    Mistake("M05", {"slope[1]": _shortcut("a[2]")}, _ON),
    Mistake("M06", _both("slope", lambda l: lambda n, _q: _slope_at(n[f"a[{l}]"])), _ON),
    Mistake("M06", {"slope[1]": lambda n, _q: _slope_at(n["a[1]"])}, _ON),
    Mistake("M07", _both("slope", lambda l: _same(f"a[{l}]")), _ON),
    Mistake("M08", _both("slope", lambda l: _shortcut(f"z[{l}]")), _ON),
    Mistake("M09", {"dJ_da[1]": _times("w[1]", "delta[2]")}, _ON),
    Mistake("M09", {"z[2]": _sum("w[1]", "a[1]", "b[2]")}, _FORWARD),
    Mistake("M10", {"dJ_da[1]": _same("delta[2]")}, _ON),
    Mistake("M11", {"dJ_da[1]": lambda n, q: _new_weight(n, q) * n["delta[2]"]}, _ON),
    Mistake("M12", {"dJ_dw[2]": _times("delta[2]", "x")}),
    Mistake("M12", {"dJ_dw[2]": _times("delta[2]", "z[1]")}),
    Mistake("M12", _both("dJ_dw", lambda l: _times(f"delta[{l}]", f"a[{l}]"))),
    Mistake("M13", {"dJ_da[2]": lambda n, _q: n["y"] - n["a[2]"]}, _ON),
    Mistake("M14", {"dJ_da[2]": lambda n, _q: 2.0 * (n["a[2]"] - n["y"])}, _ON),
    Mistake("M14", {"J": lambda n, q: q(n["a[2]"] - n["y"]) ** 2}),
    Mistake("M15", _both("dJ_db", lambda _l: lambda _n, _q: 0.0)),
    Mistake("M15", _both("dJ_db", lambda l: _times(f"delta[{l}]", f"b[{l}]"))),
    Mistake("M15", {"dJ_db[1]": _times("delta[1]", "x"), "dJ_db[2]": _times("delta[2]", "a[1]")}),
    Mistake("M20", {"z[1]": _times("x", "w[1]"), "z[2]": _times("a[1]", "w[2]")}, _FORWARD),
    Mistake("M20", _both("a", lambda l: _same(f"z[{l}]")), _FORWARD),
    Mistake("M20", {"z[2]": lambda n, q: q(n["a[1]"] + n["w[2]"]) + n["b[2]"]}, _FORWARD),
    Mistake("M24", {"dJ_da[1]": lambda n, q: q(n["a[2]"] - n["y"]) * n["w[2]"]}, _ON),
    Mistake("M26", _all_new(lambda old, step: lambda n, _q: n[old] - n[step])),
)  # fmt: skip
"""A student each, who calculates like this wherever it comes up."""

_NONE = Mistake("", {})


def calculated(
    trace: Trace, digits: int | None = None, *, each: bool = False, mistake: Mistake = _NONE
) -> dict[str, float]:
    """Calculate an update of two sigmoid nodes, and go on with rounded numbers.

    Parameters
    ----------
    trace : Trace
        Only its data and parameters are used.
    digits : int, optional
        Significant digits of every number; all of them where it is not given.
    each : bool
        The result of every operation is rounded, not only what is asked for.
    mistake : Mistake
    """

    def r(value: float) -> float:
        return value if digits is None else rounded(value, digits)

    def q(value: float) -> float:
        return r(value) if each else value

    known, rules = _given(trace), {**_RIGHT, **mistake.rules}
    for step in STEPS:
        known[step] = r(rules[step](known, q))
    return {step: known[step] for step in STEPS}


def _given(trace: Trace) -> dict[str, float]:
    w, b = trace.network.W, trace.network.b
    arrays = {"x": trace.X, "y": trace.Y, "w[1]": w[1], "w[2]": w[2], "b[1]": b[1], "b[2]": b[2]}
    return {"eta": trace.eta, **{name: float(np.asarray(array).item()) for name, array in arrays.items()}}
