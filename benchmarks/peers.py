"""One training update as others write it: what the trainer is held against.

Each of them carries out one update of plain SGD on the mean cost of a batch, in float64, with its data
already in the form that it likes best. PyTorch and scikit-learn take part where they are installed.
"""

from __future__ import annotations

import math
import warnings
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from itertools import pairwise, repeat
from typing import Any

import numpy as np

from engine.nn.network import Network
from engine.nn.trainer import Descent
from engine.nn.types import Array

Update = Callable[[int], object]
"""Carries out so many updates."""


@dataclass(frozen=True)
class Workload:
    """One network with one batch, trained with the cost ½Σ(ŷ − y)²."""

    name: str
    sizes: tuple[int, ...]
    activation: str
    m: int
    eta: float

    @property
    def net(self) -> Network:
        """Where training begins."""
        return Network.random(self.sizes, (self.activation,) * (len(self.sizes) - 1), seed=1)

    @property
    def batch(self) -> tuple[Array, Array]:
        """The samples and their labels."""
        rng = np.random.default_rng(0)
        X = rng.normal(size=(self.m, self.sizes[0])) * min(1.0, 8.0 / self.sizes[0] ** 0.5)
        return X, 0.2 + 0.6 * rng.random((self.m, self.sizes[-1]))


def trainer(work: Workload) -> Update:
    """Train with the hot loop of the program."""
    descent, (X, Y) = Descent(work.net, "half_squared"), work.batch

    def update(count: int) -> Array:
        descent.run(X, Y, repeat((None, work.eta), count))
        return descent.vector

    return update


def trainer_with_J(work: Workload) -> Update:
    """Do the same, and look at J of every update."""
    descent, (X, Y) = Descent(work.net, "half_squared"), work.batch

    def update(count: int) -> Array:
        for J in descent.walk(X, Y, repeat((None, work.eta), count)):
            assert math.isfinite(J)
        return descent.vector

    return update


def tutorial(work: Workload) -> Update:
    """Use numpy as tutorials do: a sample a row, `@`, a new array for every result."""
    X, Y = work.batch
    W = [w.T.copy() for w in work.net.W[1:]]
    b = [bias.copy() for bias in work.net.b[1:]]
    phi, slope = _TUTORIAL[work.activation]

    def once() -> None:
        a = [X]
        for weight, bias in zip(W, b, strict=True):
            a.append(phi(a[-1] @ weight + bias))
        delta = (a[-1] - Y) * slope(a[-1]) / len(X)
        for layer in reversed(range(len(W))):
            dW, db = a[layer].T @ delta, delta.sum(axis=0)
            if layer:
                delta = delta @ W[layer].T * slope(a[layer])
            W[layer] -= work.eta * dW
            b[layer] -= work.eta * db

    def update(count: int) -> Array:
        for _ in range(count):
            once()
        return np.concatenate([part.ravel() for w, bias in zip(W, b, strict=True) for part in (w.T, bias)])

    return update


_TUTORIAL: dict[str, tuple[Callable[[Array], Array], Callable[[Array], Array]]] = {
    "sigmoid": (lambda z: 1 / (1 + np.exp(-z)), lambda a: a * (1 - a)),
    "tanh": (np.tanh, lambda a: 1 - a**2),
}


class Scalar:
    """A number that remembers what it was computed from, as in courses on autograd."""

    __slots__ = ("before", "grad", "spread", "value")

    def __init__(self, value: float, before: tuple[Scalar, ...] = (), spread: tuple[float, ...] = ()) -> None:
        self.value, self.before, self.spread, self.grad = value, before, spread, 0.0

    def __add__(self, other: Scalar) -> Scalar:
        return Scalar(self.value + other.value, (self, other), (1.0, 1.0))

    def __mul__(self, other: Scalar) -> Scalar:
        return Scalar(self.value * other.value, (self, other), (other.value, self.value))

    def squashed(self, how: str) -> Scalar:
        """Apply an activation function."""
        if how == "tanh":
            a = math.tanh(self.value)
            return Scalar(a, (self,), (1.0 - a * a,))
        a = 1.0 / (1.0 + math.exp(-self.value))
        return Scalar(a, (self,), (a * (1.0 - a),))

    def backward(self) -> None:
        """Spread the derivative over all that this was computed from."""
        order: list[Scalar] = []
        seen: set[int] = set()
        stack = [(self, False)]
        while stack:
            node, is_done = stack.pop()
            if is_done:
                order.append(node)
            elif id(node) not in seen:
                seen.add(id(node))
                stack.append((node, True))
                stack += [(parent, False) for parent in node.before]
        self.grad = 1.0
        for node in reversed(order):
            for parent, slope in zip(node.before, node.spread, strict=True):
                parent.grad += slope * node.grad


def scalars(work: Workload) -> Update:
    """Differentiate number by number, as courses on autograd do."""
    W, b = ([array.tolist() for array in arrays[1:]] for arrays in (work.net.W, work.net.b))
    weights = [[[Scalar(w) for w in row] for row in layer] for layer in W]
    biases = [[Scalar(value) for value in layer] for layer in b]
    every = [
        scalar
        for layer, more in zip(weights, biases, strict=True)
        for scalar in (*(w for row in layer for w in row), *more)
    ]
    X, Y = (array.tolist() for array in work.batch)

    def cost(x: list[float], y: list[float]) -> Scalar:
        a = [Scalar(value) for value in x]
        for layer, more in zip(weights, biases, strict=True):
            a = [_node(row, bias, a, work.activation) for row, bias in zip(layer, more, strict=True)]
        errors = [out + Scalar(-label) for out, label in zip(a, y, strict=True)]
        return _sum([error * error * Scalar(0.5 / len(X)) for error in errors])

    def update(count: int) -> Array:
        for _ in range(count):
            for scalar in every:
                scalar.grad = 0.0
            _sum([cost(x, y) for x, y in zip(X, Y, strict=True)]).backward()
            for scalar in every:
                scalar.value -= work.eta * scalar.grad
        return np.array([scalar.value for scalar in every])

    return update


def _node(row: list[Scalar], bias: Scalar, a: list[Scalar], activation: str) -> Scalar:
    return _sum([bias, *(w * value for w, value in zip(row, a, strict=True))]).squashed(activation)


def _sum(parts: list[Scalar]) -> Scalar:
    total = parts[0]
    for part in parts[1:]:
        total = total + part
    return total


def pytorch(work: Workload) -> Update:
    """Use PyTorch in eager mode: modules, `mse_loss`, `torch.optim.SGD`."""
    import torch

    torch.set_num_threads(1)
    layers: list[Any] = []
    for n, n_next in pairwise(work.sizes):
        layers += [torch.nn.Linear(n, n_next, dtype=torch.float64)]
        layers += [torch.nn.Tanh() if work.activation == "tanh" else torch.nn.Sigmoid()]
    model = torch.nn.Sequential(*layers)
    with torch.no_grad():
        for parameter, start in zip(model.parameters(), _parts(work.net), strict=True):
            parameter.copy_(torch.tensor(start))
    X, Y = (torch.tensor(array) for array in work.batch)
    # mse_loss takes the mean over the outputs too, and knows no half: η makes up for both.
    descent = torch.optim.SGD(model.parameters(), lr=work.eta * 0.5 * work.sizes[-1])

    def update(count: int) -> Array:
        for _ in range(count):
            descent.zero_grad()
            torch.nn.functional.mse_loss(model(X), Y).backward()
            descent.step()
        return np.concatenate([part.detach().numpy().ravel() for part in model.parameters()])

    return update


def _parts(net: Network) -> Iterator[Array]:
    for W, b in zip(net.W[1:], net.b[1:], strict=True):
        yield W.copy()
        yield b.copy()


def sklearn(work: Workload) -> Update:
    """Call scikit-learn's `partial_fit` with an epoch of many batches.

    It is the classifier, since only that has an output layer which squashes, with the cost that goes
    with it.
    """
    from sklearn.neural_network import MLPClassifier

    model = MLPClassifier(
        hidden_layer_sizes=work.sizes[1:-1],
        activation="tanh" if work.activation == "tanh" else "logistic",
        solver="sgd",
        alpha=0.0,
        batch_size=work.m,
        learning_rate_init=0.01,
        momentum=0.0,
        nesterovs_momentum=False,
        shuffle=False,
        random_state=0,
    )
    X, classes = work.batch[0], np.arange(max(work.sizes[-1], 2))
    labels = np.arange(work.m) % classes.size

    @cache
    def epoch(batches: int) -> tuple[Array, Array]:
        return np.concatenate([X] * batches), np.concatenate([labels] * batches)

    def update(count: int) -> None:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            model.partial_fit(*epoch(count), classes=classes)

    return update


PEERS: dict[str, Callable[[Workload], Update]] = {
    "Upstream": trainer,
    "Upstream, J of every update": trainer_with_J,
    "numpy as in tutorials": tutorial,
    "scalars": scalars,
    **({"PyTorch": pytorch} if find_spec("torch") else {}),
    **({"scikit-learn": sklearn} if find_spec("sklearn") else {}),
}
