"""Documents that between them use every setting an update can have, for tests of what is shown."""

from __future__ import annotations

import numpy as np

from engine.nn.network import Network
from engine.nn.types import Ref
from engine.session.document import Document

_RNG = np.random.default_rng(5)
_X = _RNG.uniform(-1.5, 1.5, (5, 2)).round(2)
_CLASSES = np.eye(3)[[0, 1, 2, 1, 0]]
_BITS = np.array([[0.0], [1.0], [1.0], [0.0], [1.0]])


def _lecture(samples: int = 1, **settings) -> Document:
    net = Network.from_arrays([[[0.2]], [[0.8]]], [[-0.1], [-1.2]], ["sigmoid", "sigmoid"])
    locked = settings.pop("locked", ())
    X, Y = np.array([[3.0], [-1.0]])[:samples], np.array([[1.0], [0.0]])[:samples]
    return Document(net.with_locked(locked), X, Y, **settings)


def _layers(sizes, names, X, Y, cut=(), locked=(), **settings) -> Document:
    net = Network.random(sizes, names, seed=4).with_cut(cut).with_locked(locked)
    return Document(net, X, Y, eta=settings.pop("eta", 0.1), **settings)


def w(layer: int, j: int, k: int) -> Ref:
    """Name a weight, counted from 0."""
    return Ref("W", layer, (j, k))


SOME_CUT = (w(1, 1, 0), w(2, 0, 2))
SOME_LOCKED = (w(1, 0, 0), w(2, 1, 1), Ref("b", 1, (1,)))
ONE, ALL = slice(0, 1), slice(None)

RICH: dict[str, Document] = {
    "momentum": _lecture(optimizer="momentum"),
    "nesterov, l2": _lecture(optimizer="nesterov(0.5)", l2=0.1),
    "rmsprop, l1": _lecture(optimizer="rmsprop", l1=0.02, schedule="step(2,0.5)"),
    "adam, both, two samples": _lecture(2, optimizer="adam", l1=0.02, l2=0.1),
    "locked": _lecture(locked=[w(2, 0, 0), Ref("b", 1, (0,))]),
    "adam, cut, locked": _layers(
        (2, 3, 2), ("tanh", "linear"), _X[ONE], _X[ONE], SOME_CUT, SOME_LOCKED,
        cost="mse", optimizer="adam(0.8,0.9,1e-6)", l1=0.01, l2=0.1,
    ),
    "softmax": _layers((2, 3, 3), ("leaky_relu(0.2)", "softmax"), _X[ONE], _CLASSES[ONE], cost="softmax_ce"),
    "softmax in batches, cut": _layers(
        (2, 4, 3), ("relu", "softmax"), _X, _CLASSES, SOME_CUT, SOME_LOCKED,
        cost="softmax_ce", optimizer="momentum", l2=0.01, batch=2, schedule="cosine(10,0.1)",
    ),
    "mini-batch with tail and test": _layers(
        (2, 3, 1), ("softplus", "sigmoid"), _X, _BITS, cost="bce", optimizer="rmsprop(0.9,1e-3)",
        batch=3, test=np.array([1]), shuffle="fixed",
    ),
    "no hidden layer": _layers(
        (2, 3), ("softmax",), _X[ONE], _CLASSES[ONE], cost="softmax_ce", optimizer="adam"
    ),
    "one weight": _layers((1, 1), ("linear",), _X[ONE, :1], _X[ONE, 1:], cost="mse", optimizer="nesterov"),
    "nothing leaves": _layers(
        (2, 2, 2), ("tanh", "tanh"), _X[ONE], _X[ONE], [w(2, 0, 0), w(2, 1, 0), w(1, 1, 0), w(1, 1, 1)],
        optimizer="nesterov", l2=0.1,
    ),
    "all of a layer cut": _layers(
        (2, 2, 2), ("tanh", "tanh"), _X[ONE], _X[ONE], [w(2, j, k) for j in range(2) for k in range(2)],
        l1=0.1,
    ),
    "wide softmax": _layers(
        (6, 5, 7), ("tanh", "softmax"), np.tile(_X[ONE], 3), np.eye(7)[ONE],
        cost="softmax_ce", optimizer="adam",
    ),
}  # fmt: skip
