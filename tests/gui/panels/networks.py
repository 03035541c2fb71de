"""Frames of a few networks, for the tests of the δ panel."""

from __future__ import annotations

import numpy as np

from engine.nn.network import Network
from engine.session import actions
from engine.session.document import Document
from engine.session.frame import frame_of
from engine.session.session import Session
from engine.session.update import update


def session(name: str = "two nodes") -> Session:
    """Open one of the networks by name."""
    rng = np.random.default_rng(3)
    match name:
        case "two nodes":
            return Session.start()
        case "2-4-3-1":
            net = Network.random((2, 4, 3, 1), ("tanh", "tanh", "sigmoid"), seed=7)
            return Session.start(Document(net, np.array([[0.5, -1.2]]), np.array([[1.0]])))
        case "batch of 4":
            net = Network.random((2, 4, 3, 1), ("tanh", "relu", "sigmoid"), seed=7)
            Y = np.array([[0.0], [1.0], [1.0], [0.0]])
            return Session.start(Document(net, rng.normal(size=(4, 2)), Y, cost="bce"))
        case "one layer":
            net = Network.random((2, 1), ("sigmoid",), seed=1)
            return Session.start(Document(net, np.array([[0.5, 2.0]]), np.array([[0.0]]), cost="bce"))
        case "closed gate":
            net = Network.from_arrays([[[1.0]], [[0.5]]], [[-4.8], [0.1]], ["relu", "linear"])
            return Session.start(Document(net, np.array([[3.0]]), np.array([[1.0]]), cost="squared"))
        case "relu, shut output":
            net = Network.from_arrays([[[0.2]], [[0.8]]], [[-0.1], [-17.0]], ["relu", "sigmoid"])
            return Session.start(Document(net, np.array([[3.0]]), np.array([[1.0]])))
        case "on the kink":
            net = Network.from_arrays([[[0.2]], [[0.8]]], [[-0.6], [0.5]], ["relu", "linear"])
            return Session.start(Document(net, np.array([[3.0]]), np.array([[1.0]])))
        case "wide":
            net = Network.random((3, 12, 10, 2), ("linear", "tanh", "linear"), seed=2)
            return Session.start(Document(net, rng.normal(size=(1, 3)), rng.normal(size=(1, 2))))
    raise ValueError(name)


NAMES = ("two nodes", "2-4-3-1", "batch of 4", "one layer", "closed gate", "wide")


def frame(name: str = "two nodes", step: int = 1, *, hidden=(), selected=None, zoom="layer"):
    """Make the frame of a network at one of its steps."""
    begun = update(session(name), actions.SetZoom(zoom))
    for action in (actions.Seek(step), actions.Hide(frozenset(hidden)), actions.Select(selected)):
        begun = update(begun, action)
    return frame_of(begun)


def address(name: str, rule: str, **kwargs):
    """Make the frame of the step with an address, such as ``B5(1)``."""
    steps = frame(name, zoom=kwargs.get("zoom", "layer")).steps
    return frame(name, next(n for n, step in enumerate(steps, 1) if step.address == rule), **kwargs)
