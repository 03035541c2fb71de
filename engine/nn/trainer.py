"""The hot loop: training update after update, as fast as numpy can be called.

`backprop` computes one update to be looked at; `Descent` computes many, in arrays made once, and its calls
of numpy are listed in advance (`engine.nn.tape`). Both compute the same; the order of some sums and the
grouping of some products differ, and with them the last digit. Numbers of a `Descent` depend on nothing
but what it was made with, where it begins and the batches: the same run comes out bit for bit, wherever
in it one begins anew, and whether or not J is asked for on the way.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from typing import Literal, TypeAlias

from engine.nn.costs import cost_function
from engine.nn.network import Network
from engine.nn.optimizers import Moment, Moments, optimizer_rule, packed_row, unpacked_row
from engine.nn.tape.arrays import aligned, constant, play
from engine.nn.tape.costs import error_share
from engine.nn.tape.layout import layout_of
from engine.nn.tape.passes import Batch
from engine.nn.tape.samples import Rows, Samples
from engine.nn.tape.steps import Step
from engine.nn.tape.twins import shared, stand_ins
from engine.nn.types import Array, freeze

Steps: TypeAlias = Iterable[tuple[Rows, float]]
"""For each update its rows and its η."""


class Descent:
    """Walks downhill from a network, one update after the other.

    A number that overflows is inf or nan from there on. numpy warns of it unless the caller says
    otherwise with `np.errstate`, once for many updates.

    Parameters
    ----------
    net : Network
        Where it begins. Nodes that are twins here stay twins, bit for bit.
    cost, optimizer : str
    l1, l2 : float
        Of the penalty.
    moments : Moments, optional
        What the optimiser remembers at the beginning; nothing where it is not given.

    Raises
    ------
    ValueError
        If cost and output layer, or optimiser and moments, do not go together.
    """

    def __init__(
        self,
        net: Network,
        cost: str,
        optimizer: str = "sgd",
        *,
        l1: float = 0.0,
        l2: float = 0.0,
        moments: Moments | None = None,
    ) -> None:
        cost_function(cost, net.activations[-1])
        self._net, self._cost, self._optimizer = net, cost, optimizer
        self._layout = layout_of(net.sizes, net.activations)
        self._w, g, self._zeros = (aligned(net.parameters) for _ in range(3))
        free = net.free
        mask = [] if free is None else [self._layout.inside(free, signed=False)]
        rule, is_weight = optimizer_rule(optimizer), self._layout.is_weight
        self._step = Step(rule, self._w, g, (l1, l2), is_weight, mask[0] if mask else None)
        self._set(net.to_vector(), moments or Moments.none(optimizer, net.parameters))
        told_apart = [self._w, *self._step.moments, *mask]
        self._gradient, self._last = shared(g, stand_ins(self._layout, told_apart))
        self._last += self._step.tape
        self._share, self._eta = error_share(cost, net.activations[-1], net.sizes[-1]), math.nan
        self._rates: dict[int, Array] = {}

    def _set(self, vector: Array, moments: Moments) -> None:
        """Go on with these parameters and moments; what is cut stays 0."""
        if not moments.suits(self._optimizer, self._net.parameters):
            raise ValueError(
                f"these are not moments of {self._optimizer} for {self._net.parameters} parameters"
            )
        self._w[:] = self._layout.inside(
            self._net.with_vector(vector).to_vector() if self._net.cut else vector
        )
        for name, mine, given in zip(self._names, self._step.moments, moments.arrays, strict=True):
            mine[:] = self._layout.inside(given, signed=name == "m")
        self._step.t = moments.t

    @property
    def _names(self) -> tuple[Moment, ...]:
        return optimizer_rule(self._optimizer).moments

    @property
    def vector(self) -> Array:
        """A copy of all parameters as they are now, in the order of `Network.to_vector`."""
        return self._layout.outside(self._w)

    @property
    def moments(self) -> Moments:
        """What the optimiser remembers now."""
        arrays = [
            freeze(self._layout.outside(array, signed=name == "m"))
            for name, array in zip(self._names, self._step.moments, strict=True)
        ]
        return Moments(self._step.t, tuple(arrays))

    @property
    def network(self) -> Network:
        """The network as it is now."""
        return self._net.with_vector(self.vector)

    @property
    def row(self) -> Array:
        """What the next update begins with, packed as by `packed_row`."""
        return packed_row(self.vector, self.moments)

    @property
    def is_finite(self) -> bool:
        """Say whether all parameters and moments are finite.

        One that is not stays so: looking once after many updates finds it.
        """
        zeros = self._zeros  # 0 times a number is 0, but not if it is inf or nan
        for part in (self._w, *self._step.moments):  # noqa: SIM110, since `all` takes twice as long
            if not math.isfinite(part.dot(zeros)):
                return False
        return True

    def begin(self, row: Array) -> None:
        """Go on from a row that this descent, or one made alike, had; errors as in `unpacked_row`."""
        self._set(*unpacked_row(row, self._optimizer, self._net.parameters))

    def walk(
        self,
        X: Array,
        Y: Array,
        steps: Steps,
        measured: Literal["all", "batch"] = "all",
    ) -> Iterator[float]:
        """Go update by update, and yield J as each of them begins; resumed, it is carried out.

        Parameters
        ----------
        X, Y : ndarray, shape (samples, n_0) and (samples, n_L)
            The data set.
        steps : iterable of (ndarray of int or None, float)
            For each update its rows, None for all of them, and its η.
        measured : {"all", "batch"}
            Of which samples J is.

        Yields
        ------
        float
            Beginning with J before the first update.
        """
        samples = Samples(self._batch, X, Y)
        for rows, eta in steps:
            batch = samples.whole if rows is None else samples.gathered(rows)
            asked = batch if measured == "batch" else samples.whole
            for call in batch.forward:
                call()
            if asked is not batch:
                play(asked.forward)
            yield asked.J()
            if eta != self._eta:
                self._set_eta(eta)
            for call in batch.back:
                call()

    def run(self, X: Array, Y: Array, steps: Steps) -> None:
        """Go update by update as `walk` does, to the same numbers, without a look at J."""
        samples = Samples(self._batch, X, Y)
        for rows, eta in steps:
            batch = samples.whole if rows is None else samples.gathered(rows)
            if eta != self._eta:
                self._set_eta(eta)
            for call in batch.both:
                call()

    def update(self, X: Array, Y: Array, eta: float) -> None:
        """Carry out one update with a batch of its own, of shapes (m, n_0) and (m, n_L)."""
        self.run(X, Y, [(None, eta)])

    def J(self, X: Array, Y: Array) -> float:
        """Compute J of some samples with the parameters as they are now."""
        whole = Samples(self._batch, X, Y).whole
        play(whole.forward)
        return whole.J()

    def _batch(self, m: int) -> Batch:
        """Make what passes over batches of m samples."""
        rate = self._rates.setdefault(m, constant(0.0))
        self._set_rate(m, rate)
        tables, gradients = self._layout.tables(self._w), self._layout.tables(self._gradient)
        return Batch(self._net.activations, self._cost, tables, gradients, m, rate, self._last)

    def _set_eta(self, eta: float) -> None:
        """Set the learning rate of the updates to come."""
        self._eta = eta
        self._step.set_eta(eta)
        for m, rate in self._rates.items():
            self._set_rate(m, rate)

    def _set_rate(self, m: int, rate: Array) -> None:
        """Set what ŷ − y is multiplied by in a batch of m samples."""
        rate[()] = self._share * (self._eta if self._step.takes_scaled else 1.0) / m
