"""A typed function as a chain of named boxes: x → g = 2 + cos x → h = log g, and what flows through it."""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType

import numpy as np

from engine.nn.chain.boxes import Box, Link, arguments, box_names, in_order
from engine.nn.chain.evaluating import (
    Values,
    derivatives,
    evaluated,
    no_derivative,
    no_value,
    shown,
)
from engine.nn.chain.functions import FUNCTIONS
from engine.nn.chain.limits import ChainError
from engine.nn.chain.nodes import Node, name, plus, times
from engine.nn.chain.reading import read
from engine.nn.chain.rules import differentiated
from engine.nn.chain.writing import Formula, written
from engine.nn.types import Array

__all__ = ["Box", "Chain", "Forecast", "Link", "Point", "parse", "parse_number"]


@dataclass(frozen=True, slots=True)
class Point:
    """All numbers of a chain at one value of its variable.

    Attributes
    ----------
    values : mapping of str to float
        Of the variable and of every box.
    slopes : tuple of float
        The local derivatives, in the order of `Chain.links`.
    adjoints : mapping of str to float
        The derivative of the output by every box and by the variable, multiplied together from the output.
    products : tuple of float
        What each path of `Chain.paths` contributes; their sum is the derivative.
    derivative : float
        Of the output by the variable.
    kinks : tuple of str
        A sentence for each kink that the point is on.
    """

    values: Mapping[str, float]
    slopes: tuple[float, ...]
    adjoints: Mapping[str, float]
    products: tuple[float, ...]
    derivative: float
    kinks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Forecast:
    """What the derivative promises for a step of the variable, and what the function does."""

    promised: float
    true: float


@dataclass(frozen=True)
class Chain:
    """A function of one variable, taken apart into boxes; made by `parse`.

    Attributes
    ----------
    typed : str
        As it was typed.
    root : Node
        The whole function.
    variable, output : str
        Their names.
    cuts : frozenset of Node
        Which parts of the root have a box of their own, besides the whole.
    """

    typed: str
    root: Node
    variable: str
    output: str
    cuts: frozenset[Node]

    @cached_property
    def formula(self) -> Formula:
        """The whole function as it was read, as in log(2 + cos x)."""
        return written(self.root)

    @cached_property
    def boxes(self) -> tuple[Box, ...]:
        """The boxes in the order in which they are computed, the output last."""
        wholes = [*in_order(self.root, self.cuts), self.root]
        names = dict(zip(wholes, box_names(len(wholes), self.variable, self.output), strict=True))
        leaves = {whole: name(label) for whole, label in names.items() if whole != self.root}
        return tuple(Box(label, whole.below(leaves), whole) for whole, label in names.items())

    @cached_property
    def links(self) -> tuple[Link, ...]:
        """Every local derivative, in the order of the boxes that they lead to."""
        order = [self.variable, *(box.name for box in self.boxes)]
        links = []
        for box in self.boxes:
            sources = [label for label in order if box.formula.reads(label)]
            for label in sources:
                slope = differentiated(box.formula, label)
                links.append(Link(label, box.name, slope, len(sources) > 1))
        return tuple(links)

    @cached_property
    def paths(self) -> tuple[tuple[Link, ...], ...]:
        """Every way from the variable to the output, as the links along it; none for a constant."""
        ways: dict[str, list[tuple[Link, ...]]] = {self.variable: [()]}
        for link in self.links:
            ways.setdefault(link.target, []).extend((*way, link) for way in ways.get(link.source, []))
        return tuple(ways.get(self.output, ()))

    @cached_property
    def derivative(self) -> Node:
        """The derivative by the variable, the boxes put in: of every path its product, all of them summed."""
        whole = {name(box.name): box.whole for box in self.boxes}
        return plus(times(*(link.derivative.replaced(whole) for link in way)) for way in self.paths)

    @property
    def whole_quotient(self) -> Formula:
        """Write the name of the derivative, as in dh/dx."""
        return Link(self.variable, self.output, self.root, partial=False).quotient

    @cached_property
    def chain_rule(self) -> Formula:
        """The chain rule for these boxes, as in dh/dx = dh/dg · dg/dx."""
        left = self.whole_quotient
        ways = [[link.quotient for link in reversed(way)] for way in self.paths]
        tex = " + ".join(r" \cdot ".join(part.tex for part in way) for way in ways)
        text = " + ".join(" · ".join(part.text for part in way) for way in ways)
        return Formula(f"{left.tex} = {tex or 0}", f"{left.text} = {text or 0}")

    @cached_property
    def notes(self) -> tuple[str, ...]:
        """What a reader may take otherwise, such as that log is natural."""
        found = (FUNCTIONS[node.op].note for node in self.root.walk() if node.op in FUNCTIONS)
        return tuple(dict.fromkeys(note for note in found if note))

    @cached_property
    def parts(self) -> tuple[Node, ...]:
        """What can have a box of its own, in the order of computing."""
        return tuple(
            node
            for node in dict.fromkeys(self.root.walk())
            if node.args and node != self.root and node.reads(self.variable)
        )

    def with_cuts(self, cuts: Collection[Node]) -> Chain:
        """Return the same function in other boxes.

        Raises
        ------
        ValueError
            If one of `cuts` is none of `parts`.
        """
        strange = [written(node).text for node in cuts if node not in self.parts]
        if strange:
            raise ValueError(f"{strange[0]} is no part of {self.formula.text} that can have a box")
        return Chain(self.typed, self.root, self.variable, self.output, frozenset(cuts))

    def values_at(self, x: float) -> Mapping[str, float]:
        """Compute every box at one value of the variable.

        Raises
        ------
        ChainError
            In one sentence, if there is no value there.
        """
        values = self._computed(x)
        boxes = {box.name: float(values[box.whole]) for box in self.boxes}
        return MappingProxyType({self.variable: float(x), **boxes})

    def value(self, x: float) -> float:
        """Compute the output at one value of the variable; errors as in `values_at`."""
        return float(self._computed(x)[self.root])

    def at(self, x: float) -> Point:
        """Compute all values, local derivatives and their products at one value of the variable.

        Raises
        ------
        ChainError
            In one sentence, if there is no value or no derivative there.
        """
        values = self.values_at(x)
        slopes = self._slopes(values)
        adjoints = dict.fromkeys(values, 0.0) | {self.output: 1.0}
        for link in reversed(self.links):
            adjoints[link.source] += adjoints[link.target] * slopes[link]
        products = tuple(math.prod(slopes[link] for link in way) for way in self.paths)
        if not all(map(math.isfinite, (*adjoints.values(), *products))):
            raise ChainError(f"the derivative is too large for a number at {self.variable} = {shown(x)}")
        return Point(
            values,
            tuple(slopes.values()),
            MappingProxyType(adjoints),
            products,
            adjoints[self.variable],
            self._kinks(x),
        )

    def values(self, xs: Array) -> Array:
        """Compute the output for many values of the variable, NaN where there is none: a curve to draw."""
        xs = np.asarray(xs, dtype=np.float64)
        return np.broadcast_to(evaluated(self.root, {self.variable: xs})[self.root], xs.shape).copy()

    def derivatives(self, xs: Array) -> Array:
        """Compute the derivative for many values of the variable, NaN where there is none."""
        xs = np.asarray(xs, dtype=np.float64)
        values = evaluated(self.root, {self.variable: xs})
        found = derivatives(self.root, values).get(self.variable, np.zeros(()))
        fine = np.isfinite(found) & np.isfinite(values[self.root])
        return np.broadcast_to(np.where(fine, found, np.nan), xs.shape).copy()

    def nudged(self, x: float, step: float) -> float:
        """Estimate the derivative by nudging the variable both ways: (h(x + ε) − h(x − ε))/2ε."""
        return (self.value(x + step) - self.value(x - step)) / (2.0 * step)

    def forecast(self, x: float, step: float) -> Forecast:
        """Compare what the derivative promises for a step, h′Δx, with what the function does."""
        return Forecast(self.at(x).derivative * step, self.value(x + step) - self.value(x))

    def _computed(self, x: float) -> Values:
        if not math.isfinite(x):
            raise ChainError(f"{self.variable} needs a number that is finite")
        values = evaluated(self.root, {self.variable: np.asarray(float(x))})
        if trouble := no_value(values, self.variable):
            raise trouble
        return values

    def _slopes(self, known: Mapping[str, float]) -> dict[Link, float]:
        """Compute the local derivative of every link; each box carries its own upstream."""
        arrays = {label: np.asarray(value) for label, value in known.items()}
        found: dict[str, Mapping[str, Array]] = {}
        for box in self.boxes:
            values = evaluated(box.formula, arrays)
            found[box.name] = derivatives(box.formula, values)
            if not all(np.isfinite(slope) for slope in found[box.name].values()):
                raise no_derivative(box.formula, values)
        return {link: float(found[link.target][link.source]) for link in self.links}

    def _kinks(self, x: float) -> tuple[str, ...]:
        values = self._computed(x)
        on_kinks = (
            f"{written(node).text} {FUNCTIONS[node.op].kink}, as everywhere in Upstream"
            for node in values
            if node.op in FUNCTIONS and FUNCTIONS[node.op].kink and values[node.args[0]] == 0
        )
        return tuple(on_kinks)


def parse(text: str) -> Chain:
    """Read a typed function as a chain of boxes.

    Its own boxes are what its functions are applied to; `Chain.with_cuts` chooses others.

    Raises
    ------
    ChainError
        If it cannot be read; one sentence that names the column.

    Examples
    --------
    >>> chain = parse("log(2 + cos x)")
    >>> [box.equation.text for box in chain.boxes]
    ['g = 2 + cos x', 'h = log g']
    >>> [link.equation.text for link in chain.links]
    ['dg/dx = −sin x', 'dh/dg = 1/g']
    >>> round(chain.at(2.0).derivative, 6)
    -0.574105
    """
    typed = read(text)
    output = typed.output or next(label for label in "hfk" if label != typed.variable)
    inner = arguments(typed.root, typed.variable)
    return Chain(text.strip(), typed.root, typed.variable, output, frozenset(inner))


def parse_number(text: str) -> float:
    """Read a number as it is typed, such as 1.5 or π/3.

    Raises
    ------
    ChainError
        If it is none; one sentence.
    """
    chain = parse(text)
    if chain.root.reads(chain.variable):
        raise ChainError(f"{chain.formula.text} is no number, as it holds the letter {chain.variable}")
    return chain.value(0.0)
