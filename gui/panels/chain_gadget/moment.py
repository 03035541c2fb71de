"""A chain at one point, as far as it may be told: everything that is withheld is None here already."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from engine.lessons.chain_withholding import withheld_in
from engine.nn.chain import Chain, ChainError, Link, Point, parse
from engine.nn.chain.probing import BoxCurve, box_curve, values_there

__all__ = ["NUDGES", "Moment"]

NUDGES = (0.1, 0.01, 0.001)
"""The ε of the check by nudging."""


@dataclass(frozen=True)
class Moment:
    """A chain, where its variable stands, and how far it wiggles. Unknown and withheld are None.

    Attributes
    ----------
    chain : Chain
    x, step : float
        The variable, and its wiggle Δx.
    withheld : frozenset of str
        Closed, as `withheld_in` returns it.
    around : float or None
        Curves are drawn in the window around this value; None: around x.
    """

    chain: Chain
    x: float
    step: float
    withheld: frozenset[str] = frozenset()
    around: float | None = None

    @classmethod
    def of(cls, function: str, x: float, step: float, withheld: Iterable[str] = ()) -> Moment:
        """Read a function.

        Raises
        ------
        ChainError
            If it can't be read, or a withheld path is none.
        """
        chain = parse(function)
        return cls(chain, x, step, withheld_in(chain, withheld))

    def told(self) -> Moment:
        """Return the same with nothing withheld."""
        return replace(self, withheld=frozenset())

    def moved(self, x: float) -> Moment:
        """Return the same chain at another point."""
        return replace(self, x=x)

    def held(self, around: float | None) -> Moment:
        """Return the same with its curves held in the window around a value, or let go."""
        return replace(self, around=around)

    def wiggled(self, step: float) -> Moment:
        """Return the same with another wiggle."""
        return replace(self, step=step)

    @property
    def count(self) -> int:
        """How many boxes there are."""
        return len(self.chain.boxes)

    def hides(self, path: str) -> bool:
        """Say whether a path is withheld."""
        return path in self.withheld

    # Values

    @property
    def variable(self) -> float | None:
        """The variable."""
        return None if self.hides("x") else self.x

    def value(self, number: int) -> float | None:
        """Return what comes out of a box."""
        return None if self.hides(f"u[{number}]") else self._there.get(self._name(number))

    def named(self, label: str) -> float | None:
        """Return the variable or a box by its name."""
        number = self.number_of(label)
        return self.value(number) if number else self.variable

    def slope(self, link: Link) -> float | None:
        """Return a local derivative."""
        return None if self.hides(self.path_of(link)) else self._slopes.get(link)

    @property
    def derivative(self) -> float | None:
        """The derivative of the whole."""
        return None if self.hides("dh") or self._point is None else self._point.derivative

    def product(self, way: int) -> float | None:
        """Return what one path from the variable to the output contributes."""
        hidden = self.hides("dh") or any(self.hides(self.path_of(link)) for link in self.chain.paths[way])
        return None if hidden or self._point is None else self._point.products[way]

    def wiggle(self, number: int) -> float | None:
        """Return how far a box moves when the variable does; box 0 is the variable."""
        if number == 0:
            return None if self.hides("x") else self.step
        before, after = self._there.get(self._name(number)), self._after.get(self._name(number))
        if self.hides(f"wiggle[{number}]") or before is None or after is None:
            return None
        return after - before

    @property
    def forecast(self) -> float | None:
        """What the derivative promises for the wiggle."""
        derivative = None if self._point is None else self._point.derivative
        return None if self.hides("forecast") or derivative is None else derivative * self.step

    @property
    def change(self) -> float | None:
        """What the function does for the wiggle."""
        return None if self.hides("change") else self.wiggle(self.count)

    def nudged(self, step: float) -> float | None:
        """Return the derivative as a nudge both ways tells it."""
        try:
            return None if self.hides("nudged") else self.chain.nudged(self.x, step)
        except ChainError:
            return None

    # Names

    def number_of(self, label: str) -> int:
        """Return the number of a box by its name; 0 of the variable."""
        return next((i for i, box in enumerate(self.chain.boxes, 1) if box.name == label), 0)

    def path_of(self, link: Link) -> str:
        """Return the path of a local derivative."""
        return f"du[{self.number_of(link.target)}]"

    def links_into(self, number: int) -> tuple[Link, ...]:
        """List the local derivatives of a box."""
        return tuple(link for link in self.chain.links if link.target == self._name(number))

    def curve(self, number: int) -> BoxCurve:
        """Return a box along what it reads."""
        return self._curves[number - 1]

    @cached_property
    def trouble(self) -> str:
        """Why something has no value here; its numbers must not be told while any is withheld."""
        try:
            self.chain.at(self.x)
        except ChainError as error:
            return str(error)
        return ""

    @property
    def kinks(self) -> tuple[str, ...]:
        """A sentence for each kink that the point is on; none where anything is withheld."""
        return () if self._point is None or self.withheld else self._point.kinks

    def _name(self, number: int) -> str:
        return self.chain.boxes[number - 1].name

    @cached_property
    def _there(self) -> Mapping[str, float]:
        return values_there(self.chain, self.x)

    @cached_property
    def _after(self) -> Mapping[str, float]:
        return values_there(self.chain, self.x + self.step)

    @cached_property
    def _point(self) -> Point | None:
        try:
            return self.chain.at(self.x)
        except ChainError:
            return None

    @cached_property
    def _slopes(self) -> dict[Link, float]:
        if self._point is None:
            return {}
        return dict(zip(self.chain.links, self._point.slopes, strict=True))

    @cached_property
    def _curves(self) -> tuple[BoxCurve, ...]:
        numbers = range(1, self.count + 1)
        return tuple(box_curve(self.chain, number, self.x, self.around) for number in numbers)
