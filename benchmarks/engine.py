"""The engine's part of a micro-step: the action, the frame, the walk back from far."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterator

from engine import cli
from engine.nn.network import Network
from engine.nn.types import freeze
from engine.session import actions as act
from engine.session.document import Document, two_nodes
from engine.session.frame import frame_of
from engine.session.session import Session
from engine.session.update import update


def wide(*sizes: int) -> Document:
    """Make a tanh network of the given sizes with one random sample."""
    net = Network.random(sizes, ["tanh"] * (len(sizes) - 1), seed=1)
    return Document(net, freeze([[0.5] * sizes[0]]), freeze([[0.1] * sizes[-1]]), title="Benchmark")


def trained(document: Document, updates: int) -> Document:
    """Train a document, with the checkpoints that ``upstream train`` keeps."""
    return cli.run_training(document, updates)[1]


def measures() -> Iterator[tuple[str, float, Callable[[], float]]]:
    """List what is measured: words, target in ms, a function that does one round."""
    session = Session.start(wide(20, 40, 30))

    def micro_step() -> float:
        nonlocal session
        began = time.perf_counter()
        session = update(session, act.Step(1))
        frame_of(session)
        return (time.perf_counter() - began) * 1000

    run = Session.start(trained(two_nodes(), 20_000))
    places = random.Random(1)

    def far() -> float:
        began = time.perf_counter()
        frame_of(update(run, act.Seek(1, places.randrange(20_000))))
        return (time.perf_counter() - began) * 1000

    yield "engine: one micro-step, 2,000 edges", 16.0, micro_step
    yield "engine: any update of a run of 20,000", 50.0, far
