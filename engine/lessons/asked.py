"""A number that is asked for: what is right, what the misconceptions would give, how far off it may be."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

import numpy as np

from engine.lessons.answers import CALCULATED, Typed
from engine.lessons.bugs.chains import chain_mutants
from engine.lessons.bugs.library import Bench, bench_of
from engine.lessons.bugs.mutant import Mutant
from engine.lessons.chain_paths import chain_value
from engine.nn.activations import activation
from engine.nn.chain import Chain
from engine.nn.trace import Trace
from engine.nn.types import Ref

__all__ = [
    "BAND",
    "Asked",
    "asked_of",
    "asked_of_chain",
    "digits_held",
    "half_unit",
    "is_exact",
    "is_near",
    "is_right",
    "rounded",
    "tolerance",
]

BAND = 0.01
"""How far off a right answer may be, as a share of it: three digits with every step rounded to three."""
EXACT = 0.0005
"""How far off an answer may be that has no more than three decimals anyway, or is 0."""
_DECIMALS = 3
_ROUNDING = 1e-12
_SLACK = 1e-9
"""A share by which a unit may be larger, as decimals are no binary fractions."""
_MOST_DIGITS = 9
"""More typed digits than these are not held against anybody."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A number that is asked for, and all that its judging needs.

    Attributes
    ----------
    right : float
    mutants : tuple of Mutant
        What the misconceptions would give.
    exact : bool
        The right number has few decimals and is computed without rounding, as counts and z₁ are.
    scale : float or None
        Of a new weight the old one: the tolerance is a share of that.
    sigfigs : int
        Significant digits that are asked for.
    recompute : callable or None
        Makes the same question anew from the values that the student typed before.
    roughly : callable or None
        What the misconceptions would give somebody who rounds every number on the way. After a difference of
        numbers of one size, as in z(1 − z) near z = 1, that is further off than any band.
    batch : int
        Number of samples m.
    eta : float
        Learning rate η.
    signs : tuple of str
        The misconceptions that a wrong sign tells of.
    costs : tuple of str
        Those that a factor of 2 or ½ tells of.
    ceiling : float or None
        No value can be larger: 0.25 of σ′.
    is_rounded : bool
        Made anew from earlier values of which those that matter were right but rounded: what follows from
        them is right.
    """

    right: float
    mutants: tuple[Mutant, ...] = ()
    exact: bool = False
    scale: float | None = None
    sigfigs: int = 3
    recompute: Callable[[Mapping[Ref, float]], Asked] | None = None
    roughly: Callable[[], tuple[Mutant, ...]] | None = None
    batch: int = 1
    eta: float = 1.0
    signs: tuple[str, ...] = ()
    costs: tuple[str, ...] = ()
    ceiling: float | None = None
    is_rounded: bool = False


def rounded(value: float, digits: int) -> float:
    """Round to so many significant digits.

    Examples
    --------
    >>> rounded(-0.0922143, 3)
    -0.0922
    """
    return float(f"{value:.{max(digits, 1) - 1}e}")


def is_exact(value: float) -> bool:
    """Say whether a number has no more than three decimals."""
    return abs(value - round(value, _DECIMALS)) <= _ROUNDING * max(abs(value), 1.0)


def tolerance(asked: Asked, value: float) -> float:
    """Return how far off a typed number may be from the right one or from a mutant."""
    if asked.scale:
        return BAND * abs(asked.scale)
    if value == 0.0:
        return min(EXACT, BAND * abs(asked.right)) if asked.right else EXACT
    return EXACT if asked.exact and is_exact(value) else BAND * abs(value)


def is_near(asked: Asked, number: Typed, value: float) -> bool:
    """Say whether a typed number is a value: within its tolerance, or rounded to enough digits."""
    off = abs(number.value - value)
    return off <= tolerance(asked, value) or (number.digits >= asked.sigfigs and off <= half_unit(number))


def half_unit(number: Typed) -> float:
    """Return how far off a number may be that was rounded to the digits that were typed."""
    return 0.0 if number.place is None else 0.5 * 10.0**number.place * (1.0 + _SLACK)


def digits_held(asked: Asked, number: Typed) -> int:
    """Tell how many digits of a number can be held against its author."""
    typed = 0 if number.digits == CALCULATED else number.digits
    return min(max(typed, asked.sigfigs), _MOST_DIGITS)


def is_right(asked: Asked, number: Typed) -> bool:
    """Say whether a number lies within the tolerance, and no mutant that its digits can tell is nearer."""
    digits, off = digits_held(asked, number), abs(number.value - asked.right)
    if not is_near(asked, number, asked.right):
        return False
    same = rounded(asked.right, digits)
    return not any(
        abs(number.value - mutant.value) < off and rounded(mutant.value, digits) != same
        for mutant in asked.mutants
    )


_DERIVATIVES = frozenset({"dJ_da", "delta", "term", "dW", "db"})
_NEW = frozenset({"W_new", "b_new"})
_MEANS = frozenset({"J", "dW", "db", "W_new", "b_new", "J_new"})
_DATA = frozenset({"x", "y", "W", "b", "eta", "t"})


def asked_of(ref: Ref, trace: Trace, eta: float, sample: int | None = None, *, sigfigs: int = 3) -> Asked:
    """Make the question for a quantity of an update.

    Parameters
    ----------
    ref : Ref
    trace : Trace
        The update as it is right.
    eta : float
        Learning rate η.
    sample : int, optional
        The row of the batch meant where ``ref.sample`` is None; the first one where it is not given.
    sigfigs : int
        Significant digits that are asked for.

    Raises
    ------
    KeyError
        If the network has no such quantity.
    """
    row = (sample or 0) if ref.sample is None else ref.sample
    bench = bench_of(trace, eta, row)
    asked = _asked(ref, bench, sigfigs)

    def recompute(earlier: Mapping[Ref, float]) -> Asked:
        given = {other: value for other, value in earlier.items() if other != ref}
        anew = _asked(ref, Bench(bench.trace, row, given), sigfigs)
        right = {other: value for other, value in given.items() if _was_right(other, value, bench)}
        without_wrong = Bench(bench.trace, row, right).right(ref)
        return replace(anew, is_rounded=abs(without_wrong - anew.right) <= _SLACK * abs(anew.right))

    def roughly() -> tuple[Mutant, ...]:
        wrong = {(mutant.id, mutant.slip) for mutant in asked.mutants}  # not what only rounding makes differ
        every = Bench(bench.trace, row, digits=sigfigs).mutants(ref)
        return tuple(mutant for mutant in every if (mutant.id, mutant.slip) in wrong)

    return replace(asked, recompute=recompute, roughly=roughly)


def asked_of_chain(path: str, chain: Chain, x: float, *, sigfigs: int = 3) -> Asked:
    """Make the question for a path of a chain, such as ``du[2]`` or ``dh``.

    Raises
    ------
    ChainError
        If there is no such path, or no value there; one sentence.
    """
    right = chain_value(path, chain, x)
    return Asked(right, chain_mutants(path, chain, x), exact=is_exact(right), sigfigs=sigfigs)


def _was_right(ref: Ref, value: float, bench: Bench) -> bool:
    """Say whether an earlier value was right, rounding apart."""
    return is_right(_asked(ref, bench, 3), Typed(value, CALCULATED))


def _asked(ref: Ref, bench: Bench, sigfigs: int) -> Asked:
    trace, symbol = bench.trace, ref.symbol
    is_derivative, is_new = symbol in _DERIVATIVES, symbol in _NEW
    right = bench.right(ref)
    return Asked(
        right,
        bench.mutants(ref),
        exact=is_exact(right) and (symbol in _DATA or (symbol == "z" and ref.layer == 1)),
        scale=trace.network.parameter(_old(ref)) if is_new else None,
        sigfigs=sigfigs,
        batch=trace.m if symbol in _MEANS and ref.sample is None else 1,
        eta=trace.eta if is_derivative or is_new else 1.0,
        signs=("M13",) if is_derivative else ("M01",) if is_new else ("M08",) if symbol == "slope" else (),
        costs=("M14",) if is_derivative or is_new or symbol == "J" else (),
        ceiling=_ceiling(ref, trace),
    )


def _old(ref: Ref) -> Ref:
    """Return the parameter that a new one was."""
    return Ref("W" if ref.symbol == "W_new" else "b", ref.layer, ref.index)


def _ceiling(ref: Ref, trace: Trace) -> float | None:
    """Return the largest slope of a sigmoid, 0.25; other functions have none that is worth knowing."""
    if ref.symbol != "slope" or trace.network.activations[ref.layer] != "sigmoid":
        return None
    return float(activation("sigmoid").slope(np.zeros(())))
