"""A slip at its place in an update: which quantities it touches, and where it can happen."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches

from engine.nn.rules import order
from engine.nn.shape import Shape
from engine.nn.slips.recipes import Recipe
from engine.nn.slips.table import SLIPS
from engine.nn.types import Ref, Symbol

_SPELT = re.compile(r"([a-z_]{1,40})(?:\(([0-9]{1,3})\))?")


@dataclass(frozen=True, slots=True)
class Slip:
    """A slip at its place in an update.

    Attributes
    ----------
    name : str
        A key of `SLIPS`.
    rule, layer : str and int
        The address of the step that it happens in.
    shape : Shape
        Of the update.
    """

    name: str
    rule: str
    layer: int
    shape: Shape

    @property
    def text(self) -> str:
        """Spell it as `check_slip` reads it."""
        return f"{self.name}({self.layer})"

    @property
    def address(self) -> str:
        """Rule and layer of its step, as those of `engine.nn.microsteps.MicroStep`."""
        return f"{self.rule}({self.layer})" if self.layer else self.rule

    def recipe(self, ref: Ref) -> Recipe | None:
        """Return how a quantity is made; None where it is made by the right rule."""
        make = SLIPS[self.name].makes.get(ref.symbol)
        if make is None or not self._is_there(ref):
            return None
        return make(self.shape, ref)

    def _is_there(self, ref: Ref) -> bool:
        if self.rule == "AV":
            return ref.sample is None
        if ref.symbol in ("dW", "db") and ref.sample is None and self.shape.batch > 1:
            return False  # the mean is taken by the right rule
        return (
            ref.layer - (ref.symbol == "term") == self.layer
        )  # packets are called after where they come from

    @property
    def early(self) -> tuple[Ref, ...]:
        """Name what is used before its time: it is known from the step of the slip on."""
        symbol, n, l = SLIPS[self.name].early, self.shape, self.layer + 1
        if symbol is None:
            return ()
        return tuple(Ref(symbol, l, (j, k)) for j in range(n.sizes[l]) for k in n.into(l, j))


def check_slip(text: str) -> tuple[str, int | None]:
    """Read the name of a slip, such as "no_slope", or "no_slope(1)" for the one in layer 1.

    Returns
    -------
    name : str
    layer : int or None

    Raises
    ------
    ValueError
        If there is no such slip; the message lists those there are.
    """
    match = _SPELT.fullmatch(text.strip())
    if match is None or match[1] not in SLIPS:
        near = get_close_matches(text.partition("(")[0].strip(), SLIPS, 1)
        meant = f"did you mean {near[0]}?" if near else f"there are {', '.join(SLIPS)}"
        raise ValueError(f"there is no slip called {text.strip()[:40]!r}; {meant}")
    return match[1], None if match[2] is None else int(match[2])


def places_of(text: str, shape: Shape) -> Iterator[Slip]:
    """List where a slip can happen, in the order of computing; errors as in `check_slip`."""
    name, wanted = check_slip(text)
    for rule, layer in order(shape, fused=False):
        if rule in SLIPS[name].rules and wanted in (None, layer):
            slip = Slip(name, rule, layer, shape)
            if any(slip.recipe(ref) is not None for ref in slip_writes(slip)):
                yield slip


def slip_writes(slip: Slip) -> Iterator[Ref]:
    """List the quantities that the step of a slip writes, one sample of each."""
    n, row = slip.shape, 0 if slip.shape.batch > 1 else None
    layers = range(1, n.L + 1) if slip.rule == "AV" else (slip.layer,)
    for symbol in SYMBOLS_OF[slip.rule]:
        for l in layers:
            for j in range(n.sizes[l]):
                yield from _of_node(symbol, l, j, n, None if slip.rule in _OF_PARAMETERS else row)


def _of_node(symbol: Symbol, l: int, j: int, n: Shape, sample: int | None) -> Iterator[Ref]:
    """List a quantity of one node, or of each edge that belongs to it."""
    if symbol in ("dW", "W_new"):
        yield from (Ref(symbol, l, (j, k), sample) for k in n.into(l, j))
    elif symbol == "term":
        yield from (Ref(symbol, l + 1, (i, j), sample) for i in n.out_of(l, j))
    elif not (symbol == "slope" and n.softmax and l == n.L):
        yield Ref(symbol, l, (j,), sample)


_OF_PARAMETERS = frozenset({"AV", "UW", "Ub"})
SYMBOLS_OF: Mapping[str, tuple[Symbol, ...]] = {
    "Fz": ("z",),
    "B0": ("dJ_da",), "B1": ("slope",), "B2": ("delta",),
    "G": ("dW",), "Gb": ("db",),
    "B3": ("term", "dJ_da"), "B4": ("slope",), "B5": ("delta",),
    "AV": ("dW", "db"),
    "UW": ("W_new",), "Ub": ("b_new",),
}  # fmt: skip
"""What each step writes in which a slip can happen, in the order of computing."""
