"""What of a stage expressions read: numbers of the update in play, and parameters as they stand by now."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property, lru_cache

import numpy as np

from engine.lessons.stage import Stage
from engine.nn.backprop import cost_of
from engine.nn.chain import Chain, parse
from engine.nn.microsteps import written_at
from engine.nn.network import Network
from engine.nn.score import score
from engine.nn.trace import Trace
from engine.nn.types import Array, Ref, Symbol
from engine.session.playhead import shape_at
from engine.session.replay import setup_at, trace_of
from engine.session.setup import Setup

__all__ = ["Moment", "chain_of", "moment_of"]

_NEWER: dict[Symbol, Symbol] = {"W": "W_new", "b": "b_new", "J": "J_new"}


@dataclass(frozen=True, eq=False)
class Moment:
    """A stage as expressions see it; computed as far as it is asked for."""

    stage: Stage

    @cached_property
    def setup(self) -> Setup:
        """The settings of the update in play."""
        return setup_at(self.stage.session.document, self.stage.session.playhead.update)

    @cached_property
    def trace(self) -> Trace:
        """Every number of the update in play."""
        return trace_of(self.stage.session.document, self.stage.session.playhead.update)

    @cached_property
    def _written(self) -> dict[Ref, int]:
        here = self.stage.session.playhead
        return written_at(shape_at(self.stage.session.document, here.update), False, here.zoom)

    def is_written(self, ref: Ref) -> bool:
        """Say whether the update in play has come by a quantity."""
        step = self.stage.session.playhead.step
        return self._written.get(ref, step + 1) <= step

    @property
    def is_over(self) -> bool:
        """Say whether the update in play has run forward again."""
        return self.is_written(Ref("J_new", self.trace.network.L))

    @property
    def network(self) -> Network:
        """The parameters as they stand."""
        return self.trace.updated if self.is_over else self.trace.network

    def now(self, ref: Ref) -> Ref:
        """Name what stands for a parameter or J by now: the new one, once the update has written it."""
        newer = _NEWER.get(ref.symbol)
        if newer is None or ref.sample is not None:
            return ref
        new = Ref(newer, ref.layer, ref.index)
        return new if self.is_written(new) else ref

    def value(self, ref: Ref) -> float:
        """Return a number; ValueError where the update in play has none."""
        try:
            return self.trace.value(self.now(ref), self.stage.session.playhead.sample)
        except KeyError as error:
            raise ValueError(str(error.args[0])) from None

    @property
    def updates(self) -> int:
        """How many updates have been made."""
        return self.stage.session.playhead.update + self.is_over

    def J_of(self, *, test: bool) -> float:
        """Return J of all rows trained with, or of those kept for testing; nan where there are none."""
        X, Y = self._rows(test=test)
        return cost_of(self.network, X, Y, self.setup.cost) if len(X) else np.nan

    def accuracy(self, *, test: bool) -> float:
        """Return the share of such rows in the right class; nan where the labels are no classes."""
        X, Y = self._rows(test=test)
        found = score(self.network, X, Y, self.setup.cost).accuracy if len(X) else None
        return np.nan if found is None else found

    def _rows(self, *, test: bool) -> tuple[Array, Array]:
        setup = self.setup
        return (setup.X[setup.test], setup.Y[setup.test]) if test else (setup.train_X, setup.train_Y)

    @property
    def norm(self) -> float:
        """The length of the gradient, of all parameters that may move."""
        return self.trace.steepness

    @property
    def chain(self) -> tuple[Chain, float]:
        """The chain of functions and its variable; ValueError where the stage has none."""
        if self.stage.chain is None:
            raise ValueError("there is no chain of functions here")
        return chain_of(self.stage.chain.function), self.stage.chain.x


chain_of: Callable[[str], Chain] = lru_cache(maxsize=16)(parse)
"""Read a function; the same object for the same text."""


@lru_cache(maxsize=8)
def moment_of(stage: Stage) -> Moment:
    """Return the same for the same stage."""
    return Moment(stage)
