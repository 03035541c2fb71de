from __future__ import annotations

import numpy as np
import pytest

from engine.nn.network import Network
from engine.session import actions
from engine.session.document import Document, two_nodes
from engine.session.frame import frame_of
from engine.session.session import Session
from engine.session.update import update


def network(sizes, activations=None, samples=1, seed=7):
    """A document with a random network, none of its parameters 0."""
    activations = activations or ("tanh",) * (len(sizes) - 2) + ("sigmoid",)
    net = Network.random(sizes, activations, seed=seed)
    rng = np.random.default_rng(seed)
    net = net.with_vector(rng.uniform(0.2, 1.2, net.parameters) * rng.choice([-1, 1], net.parameters))
    X = rng.normal(size=(samples, sizes[0]))
    return Document(net, X, rng.uniform(size=(samples, sizes[-1])), cost="half_squared")


TWO_NODES = two_nodes()


def runaway():
    """A network whose training runs away: its weights are finite, then infinite, then no numbers."""
    net = Network.from_arrays([[[0.2]], [[0.8]]], [[-0.1], [-1.2]], ["linear", "linear"])
    return Document(net, np.array([[3.0]]), np.array([[0.0]]))


def session_at(step, document=None, zoom="layer", sample=0, selected=None, hidden=frozenset(), run=0):
    """A session at a step of an update, given by its number or its address."""
    session = update(Session.start(document or TWO_NODES), actions.SetZoom(zoom))
    if isinstance(step, str):
        step = next(n for n, s in enumerate(frame_of(session).steps, 1) if s.address == step)
    wishes = (
        actions.SetSample(sample),
        actions.Seek(step, run),
        actions.Select(selected),
        actions.Hide(frozenset(hidden)),
    )
    for wish in wishes:
        session = update(session, wish)
    return session


@pytest.fixture
def document_of():
    return network


@pytest.fixture
def runaway_document():
    return runaway()


@pytest.fixture
def frame_at():
    return lambda *args, **more: frame_of(session_at(*args, **more))


@pytest.fixture
def picture_at(dressed_app, frame_at):
    """Compose the picture of a step at a size of the view."""
    from gui.diagram.compose import compose
    from gui.diagram.layout import arrange
    from gui.diagram.text import measure_with, sizes_of
    from gui.look import Look

    def make(step, document=None, size=(740, 490), look=None, **more):
        look = look or Look()
        frame = frame_at(step, document, **more)
        layout = arrange(frame.network.sizes, *size, sizes_of(frame, look))
        return compose(frame, layout, look, measure_with(look.scale))

    return make


@pytest.fixture
def diagram(qtbot):
    """A diagram in a window of its own, without motion."""
    from gui.diagram import Diagram
    from gui.look import Look

    widget = Diagram()
    qtbot.addWidget(widget)
    widget.set_look(Look(motion=0))
    widget.resize(740, 490)
    with qtbot.waitExposed(widget):
        widget.show()
    return widget


@pytest.fixture
def hand_on(diagram, qtbot):
    """Put a hand on the diagram of a session at a step, the keyboard on it."""
    from tests.gui.diagram.hand import Hand

    def make(step=1, session=None, run=0, **wishes):
        session = update(session or Session.start(), actions.Seek(1, run))
        if isinstance(step, str):
            step = next(n for n, s in enumerate(frame_of(session).steps, 1) if s.address == step)
        session = update(session, actions.Seek(step, run))
        for name, value in wishes.items():
            session = update(session, {"sample": actions.SetSample, "hide": actions.Hide}[name](value))
        diagram.activateWindow()
        diagram.setFocus()
        qtbot.waitUntil(diagram.hasFocus)
        return Hand(diagram, qtbot, session)

    return make
