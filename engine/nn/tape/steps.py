"""The optimisers as calls: the formulas of `engine.nn.optimizers`, in arrays made once."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import numpy as np

from engine.nn.optimizers import Optimizer
from engine.nn.tape.arrays import ZERO, Tape, aligned, constant
from engine.nn.types import Array


class Step:
    """Moves parameters by one step of an optimiser.

    Parameters
    ----------
    optimizer : Optimizer
    w, g : ndarray, shape (parameters,)
        The parameters, which are moved, and the gradient of J; it is used up.
    penalty : tuple of float
        l1 and l2.
    is_weight : ndarray, shape (parameters,)
        1 for weights, which the penalty pulls at, 0 for biases.
    free : ndarray, shape (parameters,), or None
        1 for parameters that may move, 0 for others; None where all may.

    Attributes
    ----------
    moments : list of ndarray
        In the order of `Optimizer.moments`.
    t : int
        Steps done so far, where there are moments.
    takes_scaled : bool
        η is to be in the gradient already: two calls less for plain sgd.
    tape : Tape
    """

    def __init__(
        self,
        optimizer: Optimizer,
        w: Array,
        g: Array,
        penalty: tuple[float, float],
        is_weight: Array,
        free: Array | None,
    ) -> None:
        self.w, self.g, self.spare, self.t = w, g, aligned(w.size), 0
        self.moments = [aligned(w.size) for _ in optimizer.moments]
        self.numbers = optimizer.numbers
        self.eta, self.small, self.rate = constant(0.0), constant(0.0), 0.0
        self.takes_scaled = optimizer.kind == "sgd" and not any(penalty)
        self._free: Tape = []
        if free is not None:  # g · 0 may be −0, which is no more than 0 but would change the sign of a −0
            self._free = [partial(np.multiply, g, free, g), partial(np.add, g, ZERO, g)]
        self.tape: Tape = [*self._pulled(penalty, is_weight), *self._free, *_RULES[optimizer.kind](self)]

    def _pulled(self, penalty: tuple[float, float], is_weight: Array) -> Tape:
        """Return the calls for g ← g + l1·sign(w) + l2·w, over weights only."""
        tape: Tape = []
        for shape, strength in zip((np.sign, np.positive), penalty, strict=True):
            if strength:
                tape.append(partial(shape, self.w, self.spare))
                tape.append(partial(np.multiply, self.spare, strength * is_weight, self.spare))
                tape.append(partial(np.add, self.g, self.spare, self.g))
        return tape

    def set_eta(self, eta: float) -> None:
        """Set the learning rate."""
        self.eta[()] = self.rate = eta

    def tick(self) -> None:
        """Count a step."""
        self.t += 1

    def tick_adam(self) -> None:
        """Count a step, and find what the moments lack of a mean while they are young: 1 − βᵗ."""
        self.t += 1
        self.eta[()] = self.rate / (1.0 - self.numbers[0] ** self.t)
        self.small[()] = 1.0 - self.numbers[1] ** self.t

    def decayed(self, moment: Array, share: float, by: Array) -> Tape:
        """Return the calls for moment ← share · moment + by."""
        return [partial(np.multiply, moment, constant(share), moment), partial(np.add, moment, by, moment)]

    def mean_of_squares(self, v: Array, share: float) -> Tape:
        """Return the calls for v ← share · v + (1 − share) · g²."""
        g, spare = self.g, self.spare
        weighted = [partial(np.square, g, spare), partial(np.multiply, spare, constant(1.0 - share), spare)]
        return [*weighted, *self.decayed(v, share, spare)]

    def moved(self) -> Tape:
        """Return the calls for w ← w − η · g, where `g` is what the moments have made of the gradient.

        What is not free does not move, even if a moment is left of the time when it was.
        """
        last: Tape = [
            partial(np.multiply, self.g, self.eta, self.g),
            partial(np.subtract, self.w, self.g, self.w),
        ]
        return [*self._free, *last] if self.moments else last


def _sgd(step: Step) -> Tape:
    return [partial(np.subtract, step.w, step.g, step.w)] if step.takes_scaled else step.moved()


def _momentum(step: Step) -> Tape:
    (m,), g = step.moments, step.g
    return [step.tick, *step.decayed(m, step.numbers[0], g), partial(np.copyto, g, m), *step.moved()]


def _nesterov(step: Step) -> Tape:
    (m,), g, spare, beta = step.moments, step.g, step.spare, step.numbers[0]
    ahead = [partial(np.multiply, m, constant(beta), spare), partial(np.add, g, spare, g)]
    return [step.tick, *step.decayed(m, beta, g), *ahead, *step.moved()]


def _rmsprop(step: Step) -> Tape:
    (v,), g, spare = step.moments, step.g, step.spare
    share, epsilon = step.numbers
    root = [partial(np.sqrt, v, spare), partial(np.add, spare, constant(epsilon), spare)]
    return [step.tick, *step.mean_of_squares(v, share), *root, partial(np.divide, g, spare, g), *step.moved()]


def _adam(step: Step) -> Tape:
    (m, v), g, spare = step.moments, step.g, step.spare
    beta_1, beta_2, epsilon = step.numbers
    return [
        step.tick_adam,
        *step.mean_of_squares(v, beta_2),
        partial(np.multiply, g, constant(1.0 - beta_1), g),
        *step.decayed(m, beta_1, g),
        partial(np.divide, v, step.small, spare),
        partial(np.sqrt, spare, spare),
        partial(np.add, spare, constant(epsilon), spare),
        partial(np.divide, m, spare, g),
        *step.moved(),
    ]


_RULES: dict[str, Callable[[Step], Tape]] = {
    "sgd": _sgd,
    "momentum": _momentum,
    "nesterov": _nesterov,
    "rmsprop": _rmsprop,
    "adam": _adam,
}
