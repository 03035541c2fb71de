"""What a run should be: update after update from its beginning, nothing remembered, nothing skipped."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from engine import Document, Network, backprop
from engine.nn.trainer import Descent
from engine.session.setup import Setup
from engine.session.state import State

CLOSE = 1e-9
"""`backprop` and `Descent` differ in the last digit of a number, and a run carries that on."""


@dataclass(frozen=True)
class Run:
    """What each update begins with, and J there; the last of each after the last update."""

    rows: list[bytes]
    costs: list[float]


def setup_at(document: Document, update: int) -> Setup:
    """Look the setup up without any cleverness."""
    found: Setup = document
    for stage in document.log.stages:
        found = stage.setup if stage.update <= update else found
    return found


def descent_of(setup: Setup) -> Descent:
    return Descent(
        setup.network, setup.cost, setup.optimizer, l1=setup.l1, l2=setup.l2, moments=setup.moments
    )


@np.errstate(all="ignore")
def run_of(document: Document, updates: int) -> Run:
    """Run the updates of a document one by one, bit for bit as they should be."""
    setup: Setup | None = None
    rows, costs = [], []
    for update in range(updates + 1):
        if setup_at(document, update) is not setup:
            setup = setup_at(document, update)
            descent, row = descent_of(setup), State.of(setup).row
        else:
            row = State.of_row(setup, descent.row).row  # what is cut is 0, and never −0
        batch = setup.rows(update)
        X, Y = (setup.train_X, setup.train_Y) if setup.measured == "all" else (setup.X[batch], setup.Y[batch])
        rows.append(row.tobytes())
        costs.append(descent.J(X, Y))
        descent.update(setup.X[batch], setup.Y[batch], setup.eta_at(update))
    return Run(rows, costs)


def textbook(setup: Setup, updates: int) -> list[Network]:
    """Run the updates of a setup by `backprop`, which is the same to all but the last digits."""
    nets, moments = [setup.network], setup.moments
    for update in range(updates):
        batch = setup.rows(update)
        trace = backprop(
            nets[-1],
            setup.X[batch],
            setup.Y[batch],
            setup.cost,
            setup.eta_at(update),
            setup.optimizer,
            l1=setup.l1,
            l2=setup.l2,
            moments=moments,
        )
        nets.append(trace.updated)
        moments = trace.new_moments
    return nets


def assert_close(first: Network, second: Network, within: float = CLOSE) -> None:
    np.testing.assert_allclose(first.to_vector(), second.to_vector(), rtol=within, atol=within)
