"""Random networks, data and documents for hypothesis."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np
from hypothesis import strategies as st

from engine import Document, Network, backprop, narrate
from engine.data.dataset import DataNotes
from engine.data.scaling import KINDS, Scaling
from engine.nn.activations import HIDDEN
from engine.nn.batches import SHUFFLES
from engine.nn.costs import COSTS
from engine.nn.optimizers import Moments, optimizer_rule, packed_row
from engine.nn.trace import parameter_refs
from engine.nn.types import freeze
from engine.session.document import Ghost
from engine.session.places import Place
from engine.session.playhead import Playhead, placed
from engine.session.runlog import Checkpoint, RunLog, Stage
from engine.session.setup import MOST_SEED, SETTINGS, Setup

NAMES = (*HIDDEN, "leaky_relu(0.3)")
SMOOTH = tuple(name for name in NAMES if "relu" not in name)
SEEDS = st.integers(0, 2**32 - 1)


@dataclass(frozen=True)
class Case:
    """A network with a batch, a cost that suits it and what an update needs besides."""

    net: Network
    X: np.ndarray
    Y: np.ndarray
    cost: str
    eta: float
    optimizer: str = "sgd"
    l1: float = 0.0
    l2: float = 0.0
    moments: Moments | None = None

    def trace(self):
        return backprop(
            self.net, self.X, self.Y, self.cost, self.eta, self.optimizer,
            l1=self.l1, l2=self.l2, moments=self.moments,
        )  # fmt: skip

    def steps(self, zoom="layer"):
        return narrate(self.net, self.cost, self.m, self.optimizer, zoom, penalty=bool(self.l1 or self.l2))

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


@st.composite
def optimizers(draw):
    """Draw an optimiser, half of the time with numbers of its own."""
    return draw(st.sampled_from(
        ("sgd", "momentum", "nesterov", "rmsprop", "adam", "momentum(0.5)", "nesterov(0.3)",
         "rmsprop(0.9,1e-3)", "adam(0.8,0.9,1e-4)")
    ))  # fmt: skip


@st.composite
def restrained(draw, net):
    """Cut and lock some parameters of a network."""
    edges = [ref for ref in parameter_refs(net) if ref.symbol == "W"]
    cut = draw(st.sets(st.sampled_from(edges), max_size=3))
    locked = draw(st.sets(st.sampled_from(parameter_refs(net)), max_size=3))
    return net.with_cut(cut).with_locked(locked)


@st.composite
def rich_cases(draw, most_samples=3):
    """Draw cases with any optimiser in mid-run, penalties, connections cut and parameters locked."""
    case = draw(cases(most_samples=most_samples))
    net, optimizer = draw(restrained(case.net)), draw(optimizers())
    t = draw(st.sampled_from((0, 1, 7)))
    rng, free = np.random.default_rng(draw(SEEDS)), net.free
    arrays = tuple(
        freeze((1.0 if free is None else free) * (t > 0) * rng.random(net.parameters))
        for _ in optimizer_rule(optimizer).moments
    )
    l1, l2 = draw(st.sampled_from(((0.0, 0.0), (0.0, 0.01), (0.02, 0.0), (0.01, 0.3))))
    return replace(case, net=net, optimizer=optimizer, l1=l1, l2=l2, moments=Moments(t, arrays))


def labels(rng, m, n, cost):
    """Draw labels: for bce between 0 and 1, mostly exactly one of the two; shares for softmax."""
    if cost == "softmax_ce":
        shares = rng.random((m, n)) * (rng.random((m, n)) < 0.7) + np.eye(n)[rng.integers(0, n, m)]
        return shares / shares.sum(axis=1, keepdims=True)
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
    net = draw(restrained(case.net)) if draw(st.booleans()) else case.net
    odd = np.array(draw(st.lists(NUMBERS, min_size=net.parameters, max_size=net.parameters)))
    plain = Setup(
        network=net.with_vector(odd) if draw(st.booleans()) else net,
        X=case.X,
        Y=case.Y,
        cost=case.cost,
        eta=draw(ETAS),
        batch=draw(st.none() | st.integers(1, 6)),
        seed=draw(st.integers(0, MOST_SEED)),
    )
    return draw(enriched(plain)) if draw(st.booleans()) else plain


@st.composite
def enriched(draw, setup):
    """Give a setup what few setups have: optimiser, schedule, penalty, test rows, moments, notes."""
    optimizer, rng = draw(optimizers()), np.random.default_rng(draw(SEEDS))
    m = len(setup.X)
    return replace(
        setup,
        optimizer=optimizer,
        schedule=draw(st.sampled_from(("constant", "step(3,0.5)", "cosine(10,0.1)"))),
        l1=draw(st.sampled_from((0.0, 0.02))),
        l2=draw(st.sampled_from((0.0, 0.3))),
        shuffle=draw(st.sampled_from(SHUFFLES)),
        test=np.sort(rng.permutation(m)[: draw(st.integers(0, m - 1))]),
        moments=draw(st.none() | moments(optimizer, setup.network.parameters)),
        notes=draw(notes(setup.X.shape[1], setup.Y.shape[1])),
        init=draw(st.sampled_from(("xavier", "he", "uniform(0.3)"))),
    )


@st.composite
def moments(draw, optimizer, parameters):
    """Draw what an optimiser may remember."""
    rng, names = np.random.default_rng(draw(SEEDS)), optimizer_rule(optimizer).moments
    return Moments(draw(st.integers(0, 9)), tuple(freeze(rng.random(parameters)) for _ in names))


@st.composite
def notes(draw, inputs, labels):
    """Draw what may be known of data besides their numbers."""
    text = st.text(max_size=5)
    factors = st.lists(st.floats(0.1, 9), min_size=inputs, max_size=inputs).map(tuple)
    steps = st.builds(
        Scaling,
        st.sampled_from(tuple(KINDS)),
        st.just(tuple(range(inputs))),
        st.just((0.0,) * inputs),
        factors,
    )
    return DataNotes(
        name=draw(text),
        inputs=draw(st.just(()) | st.just(tuple(f"x{n}" for n in range(inputs)))),
        labels=draw(st.just(()) | st.just(tuple(f"y{n}" for n in range(labels)))),
        classes=draw(st.just(()) | st.just(tuple(f"δ{n}" for n in range(max(labels, 2))))),
        scaling=tuple(draw(st.lists(steps, max_size=2))),
        source=draw(text),
        remarks=tuple(draw(st.lists(text, max_size=2))),
    )


@st.composite
def changed_setups(draw, setup):
    """Draw a setup that an edit may have made of another one."""
    rng = np.random.default_rng(draw(SEEDS))
    new_data = draw(st.booleans())
    changed = replace(
        setup,
        network=setup.network.with_vector(rng.normal(size=setup.network.parameters)),
        X=rng.uniform(-2, 2, setup.X.shape) if new_data else setup.X,
        Y=labels(rng, *setup.Y.shape, setup.cost) if new_data else setup.Y,
        eta=draw(ETAS),
        seed=draw(st.just(setup.seed) | st.integers(0, MOST_SEED)),
    )
    return draw(enriched(changed)) if draw(st.booleans()) else changed


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
    name, kept = draw(st.just("") | st.just("with δ")), draw(st.booleans())
    log, put = draw(logs(setup)), draw(places())
    return Document(**settings, title=title, log=log, run=number, run_name=name, run_kept=kept, places=put)


@st.composite
def places(draw):
    """Draw where nodes were put by hand, some of which there may not be."""
    shares, few = st.floats(0, 1), st.integers(0, 4)
    return tuple(draw(st.lists(st.builds(Place, few, few, shares, shares), max_size=3)))


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
    places = sorted(draw(st.sets(st.integers(1, updates), max_size=2)) - set(marks))
    stages = tuple(Stage(n, draw(changed_setups(setup))) for n in places)
    begun = RunLog(stages=stages)
    points = tuple(
        Checkpoint(n, draw(rows(rng, begun.stage(n).setup if begun.stage(n) else setup))) for n in marks
    )
    return replace(RunLog().grown(np.array(costs), points), stages=stages, spacing=draw(st.integers(1, 100)))


@st.composite
def rows(draw, rng, setup):
    """Draw what an update of a setup may begin with, as a row of a run log."""
    memory = draw(moments(setup.optimizer, setup.network.parameters))
    return freeze(packed_row(rng.normal(size=setup.network.parameters), memory))


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
