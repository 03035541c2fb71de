"""Any update of a run of a million, bit for bit: how long it takes to compute what a frame shows of it.

``python -m benchmarks.time`` also tells the worst of many random updates and what the run takes of memory.
The runs are made up, with as many costs and checkpoints as training leaves: what it takes to find an update
does not depend on their values, and training for them would take minutes.
"""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import replace

import numpy as np

from benchmarks import FOLDER
from engine.nn.network import Network
from engine.nn.types import Array, Zoom, freeze
from engine.session import actions as act
from engine.session import replay
from engine.session.document import Document, bytes_beside, two_nodes
from engine.session.frame import frame_of
from engine.session.runlog import Checkpoint, RunLog
from engine.session.session import Session
from engine.session.state import width_of
from engine.session.update import update

MILLION = 1_000_000
SMALL_MS, DIGITS_MS = 50.0, 300.0
_LEG = 50_000
"""Updates whose checkpoints are made up at once; the log thins them as it does in training."""


def deep(optimizer: str) -> Document:
    """Make the network 2-8×6-1 with ten samples in a batch."""
    X = np.random.default_rng(0).normal(size=(10, 2))
    net = Network.random((2, *(8,) * 6, 1), ("tanh",) * 7, seed=1)
    return Document(net, X, np.tanh(X[:, :1] * X[:, 1:]), optimizer=optimizer, eta=0.01)


def digits(optimizer: str) -> Document:
    """Make the network 64-16-10 with data of the size of the digits: 1,437 rows of 1,797 are trained with."""
    rng = np.random.default_rng(0)
    net = Network.random((64, 16, 10), ("tanh", "softmax"), seed=1)
    X, Y = rng.random((1797, 64)), np.eye(10)[rng.integers(0, 10, 1797)]
    test = np.arange(1, 1797, 5)
    return Document(
        net,
        X,
        Y,
        cost="softmax_ce",
        batch=32,
        test=test[:360],
        optimizer=optimizer,
        eta=0.01,
        shuffle="keyed",
    )


RUNS: tuple[tuple[str, float, Callable[[], Document]], ...] = (
    ("1-1-1, sgd", SMALL_MS, two_nodes),
    ("1-1-1, adam", SMALL_MS, lambda: replace(two_nodes(), optimizer="adam")),
    ("2-8×6-1, batch 10, sgd", SMALL_MS, lambda: deep("sgd")),
    ("2-8×6-1, batch 10, adam", SMALL_MS, lambda: deep("adam")),
    ("64-16-10, batch 32, sgd", DIGITS_MS, lambda: digits("sgd")),
    ("64-16-10, batch 32, adam", DIGITS_MS, lambda: digits("adam")),
)


def with_a_million(document: Document) -> Document:
    """Return a document with the log of a run of a million updates, made up."""
    rng, log = np.random.default_rng(1), RunLog()
    for begin in range(0, MILLION, _LEG):
        count = np.arange(begin, begin + _LEG + (begin == 0))
        marks = range(begin + log.spacing - begin % log.spacing, begin + _LEG, log.spacing)
        points = tuple(Checkpoint(mark, _row(document, mark, rng)) for mark in marks)
        log = log.grown(np.exp(-count / 3e5), points)
    return replace(document, log=log)


def _row(document: Document, update_: int, rng: np.random.Generator) -> Array:
    row = np.abs(rng.normal(scale=1e-3, size=width_of(document)))
    parameters = document.network.parameters
    row[:parameters] += document.network.to_vector()
    row[parameters:][-1:] = update_
    return freeze(row)


def scrub(document: Document, zoom: Zoom = "layer") -> Callable[[], float]:
    """Go to a random update and make the frame of it, with no replay remembered."""
    session = update(Session.start(document), act.SetZoom(zoom))
    places = random.Random(1)

    def once() -> float:
        replay.forget()
        began = time.perf_counter()
        frame_of(update(session, act.Seek(3, places.randrange(MILLION))))
        return (time.perf_counter() - began) * 1000

    return once


def measures() -> Iterator[tuple[str, float, Callable[[], float]]]:
    """List what is measured: words, target in ms, a function that does one round."""
    for name, target, document in RUNS:
        yield f"engine: any update of a run of 10⁶, {name}", target, scrub(with_a_million(document()))


def main(rounds: int) -> None:
    """Tell the first frame, the worst of many others, and the memory of each run."""
    width = max(len(name) for name, _, _ in RUNS)
    print(f"{'':{width}}  first ms  median  worst ms  target  ratio  checkpoints  every  run MB")
    for name, target, made in RUNS:
        document = made()
        run = with_a_million(document)
        once = scrub(run)
        first, times = once(), sorted(once() for _ in range(rounds))
        log, memory = run.log, bytes_beside(document, [run]) / 2**20
        print(
            f"{name:{width}}  {first:8.1f}  {times[rounds // 2]:6.1f}  {times[-1]:8.1f}  {target:6.0f}"
            f"  {times[-1] / target:5.2f}  {log.marks.array.size:11,}  {log.spacing:5,}  {memory:6.1f}",
            flush=True,
        )
    FOLDER.cleanup()


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100)
