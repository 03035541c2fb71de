"""How a slip makes a quantity: sums and products of others, or a function of one."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal, TypeAlias

from engine.nn.shape import Shape
from engine.nn.types import Ref, Symbol


@dataclass(frozen=True, slots=True)
class Product:
    """Quantities multiplied together, with a number before them."""

    refs: tuple[Ref, ...]
    scale: float = 1.0

    def value(self, read: Callable[[Ref], float]) -> float:
        """Compute it."""
        return self.scale * math.prod(read(ref) for ref in self.refs)


@dataclass(frozen=True, slots=True)
class Sum:
    """(The sum of the terms) × (the product of the factors); without terms the product alone."""

    terms: tuple[Product, ...] = ()
    factors: tuple[Ref, ...] = ()
    constant: float = 1.0

    def value(self, read: Callable[[Ref], float]) -> float:
        """Compute it."""
        total = sum(term.value(read) for term in self.terms) if self.terms else 1.0
        return self.constant * total * math.prod(read(ref) for ref in self.factors) + 0.0  # never −0


@dataclass(frozen=True, slots=True)
class Function:
    """A function of the layer's activation, φ, φ′ or φ′ told by a, taken of some quantity."""

    name: Literal["value", "slope", "slope_from_activation"]
    of: Ref


@dataclass(frozen=True, slots=True)
class Scaled:
    """The right thing times a number."""

    scale: float


Recipe: TypeAlias = Sum | Function | Scaled
Maker = Callable[[Shape, Ref], Recipe | None]
"""Says how a quantity is made instead; None where the slip makes no sense there."""


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of slip.

    Attributes
    ----------
    rules : tuple of str
        The steps in which it can happen.
    makes : mapping
        How each quantity is made that such a step writes, or that a later one takes apart again.
    early : maker or None
        What it uses before it is computed.
    """

    rules: tuple[str, ...]
    makes: Mapping[Symbol, Maker]
    early: Symbol | None = None
