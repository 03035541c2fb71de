"""Random networks, data and documents for hypothesis."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np
from hypothesis import strategies as st

from engine import Document, Network
from engine.nn.activations import ACTIVATIONS
from engine.nn.costs import COSTS
from engine.nn.types import freeze
from engine.session.document import Ghost
from engine.session.playhead import Playhead, placed
from engine.session.runlog import Checkpoint, RunLog, Stage
from engine.session.setup import MOST_SEED, SETTINGS, Setup

NAMES = tuple(ACTIVATIONS)
SMOOTH = tuple(name for name in NAMES if name != "relu")
SEEDS = st.integers(0, 2**32 - 1)


@dataclass(frozen=True)
class Case:
    """A network with a batch, a cost that suits it and a learning rate."""

    net: Network
    X: np.ndarray
    Y: np.ndarray
    cost: str
    eta: float

    @property
    def m(self) -> int:
        return len(self.X)


@st.composite
def sizes(draw, most_layers=4, most_nodes=5):
    return tuple(draw(st.lists(st.integers(1, most_nodes), min_size=2, max_size=most_layers + 1)))


@st.composite
def networks(draw, names=NAMES, output=None, shapes=None):
    """Draw a network of 1 to 5 nodes a layer, 1 to 4 layers of weights, some of them zero."""
    layers = draw(shapes or sizes())
    activations = [draw(st.sampled_from(names)) for _ in layers[1:]]
    if output:
        activations[-1] = output
    rng = np.random.default_rng(draw(SEEDS))
    holes = draw(st.sampled_from((0.0, 0.0, 0.0, 0.3)))
    weights = [_some(rng, (n, k), holes) for k, n in pairwise(layers)]
    return Network.from_arrays(weights, [_some(rng, n, holes) for n in layers[1:]], activations)


def _some(rng, shape, holes):
    return rng.uniform(-1.5, 1.5, shape) * (rng.random(shape) >= holes)


@st.composite
def cases(draw, costs=tuple(COSTS), most_samples=4, names=NAMES, shapes=None):
    cost = draw(st.sampled_from(costs))
    net = draw(networks(names, output=COSTS[cost].needs_output, shapes=shapes))
    m = draw(st.integers(1, most_samples))
    rng = np.random.default_rng(draw(SEEDS))
    X, Y = rng.uniform(-2, 2, (m, net.sizes[0])), labels(rng, m, net.sizes[-1], cost)
    return Case(net, X, Y, cost, draw(st.sampled_from((0.05, 0.5, 1.0, 3.0))))


def labels(rng, m, n, cost):
    """Draw labels: for bce between 0 and 1, mostly exactly one of the two."""
    if cost != "bce":
        return rng.uniform(-1, 2, (m, n))
    return np.where(rng.random((m, n)) < 0.7, rng.integers(0, 2, (m, n)).astype(float), rng.random((m, n)))


TITLES = st.text(max_size=40).filter(str.isprintable)
ETAS = st.floats(min_value=1e-300, max_value=1e300)
NUMBERS = st.floats(allow_nan=False, allow_infinity=False)


@st.composite
def setups(draw, most_samples=5):
    """Draw a setup whose numbers may be of any size, down to −0 and the subnormal ones."""
    case = draw(cases(most_samples=most_samples))
    odd = np.array(draw(st.lists(NUMBERS, min_size=case.net.parameters, max_size=case.net.parameters)))
    return Setup(
        network=case.net.with_vector(odd) if draw(st.booleans()) else case.net,
        X=case.X,
        Y=case.Y,
        cost=case.cost,
        eta=draw(ETAS),
        batch=draw(st.none() | st.integers(1, 6)),
        seed=draw(st.integers(0, MOST_SEED)),
    )


@st.composite
def changed_setups(draw, setup):
    """Draw a setup that an edit may have made of another one."""
    rng = np.random.default_rng(draw(SEEDS))
    new_data = draw(st.booleans())
    return replace(
        setup,
        network=setup.network.with_vector(rng.normal(size=setup.network.parameters)),
        X=rng.uniform(-2, 2, setup.X.shape) if new_data else setup.X,
        Y=labels(rng, *setup.Y.shape, setup.cost) if new_data else setup.Y,
        eta=draw(ETAS),
        seed=draw(st.just(setup.seed) | st.integers(0, MOST_SEED)),
    )


@st.composite
def documents(draw, most_samples=5):
    """Draw a document with a run, what was changed in its course, and runs that edits left behind."""
    setup, title = draw(setups(most_samples)), draw(TITLES)
    numbers = draw(st.lists(st.integers(1, 99), min_size=1, max_size=3, unique=True))
    ghosts = tuple(Ghost(n, draw(runs(draw(changed_setups(setup)), title, n))) for n in numbers[1:])
    return replace(draw(runs(setup, title, numbers[0])), ghosts=ghosts)


@st.composite
def runs(draw, setup, title="", number=1):
    """Draw a document of one run."""
    settings = {name: getattr(setup, name) for name in SETTINGS}
    return Document(**settings, title=title, log=draw(logs(setup)), run=number)


@st.composite
def logs(draw, setup):
    """Draw a run log such as training and edits leave, but with any numbers."""
    updates = draw(st.integers(0, 8))
    if not updates:
        return RunLog()
    count = updates + 1
    costs = draw(st.lists(st.floats(0, 1e300) | st.just(np.nan), min_size=count, max_size=count))
    rng = np.random.default_rng(draw(SEEDS))
    marks = sorted(draw(st.sets(st.integers(1, updates), max_size=3)))
    points = tuple(Checkpoint(n, freeze(rng.normal(size=setup.network.parameters))) for n in marks)
    places = sorted(draw(st.sets(st.integers(1, updates), max_size=2)) - set(marks))
    stages = tuple(Stage(n, draw(changed_setups(setup))) for n in places)
    return replace(RunLog().grown(np.array(costs), points), stages=stages, spacing=draw(st.integers(1, 100)))


@st.composite
def playheads(draw, document):
    return placed(
        document,
        Playhead(
            update=draw(st.integers(0, max(document.log.updates, 3))),
            step=draw(st.integers(1, 60)),
            zoom=draw(st.sampled_from(("phase", "layer", "node", "edge"))),
            sample=draw(st.integers(0, 5)),
        ),
    )
