"""The engine's part of a micro-step: the action, the frame, the walk back from far."""

from __future__ import annotations

import time
from collections.abc import Iterator

from engine.nn.network import Network
from engine.session import actions as act
from engine.session.document import Document
from engine.session.frame import frame_of
from engine.session.session import Session
from engine.session.update import update


def wide(*sizes: int) -> Document:
    """Make a tanh network of the given sizes with one random sample."""
    net = Network.random(sizes, ["tanh"] * (len(sizes) - 1), seed=1)
    return Document(net, [[0.5] * sizes[0]], [[0.1] * sizes[-1]], title="Benchmark")  # type: ignore[arg-type]


def measures() -> Iterator[tuple[str, float, object]]:
    """List what is measured: words, target in ms, a function that does one round."""
    session = Session.start(wide(20, 40, 30))

    def micro_step() -> float:
        nonlocal session
        began = time.perf_counter()
        session = update(session, act.Step(1))
        frame_of(session)
        return (time.perf_counter() - began) * 1000

    def far() -> float:
        began = time.perf_counter()
        frame_of(update(Session.start(), act.Seek(1, 2_000)))
        return (time.perf_counter() - began) * 1000

    yield "engine: one micro-step, 2,000 edges", 16.0, micro_step
    yield "engine: seek to update 2,000, nothing remembered", 300.0, far
