"""What the engine says about a case, and what it makes of a run."""

from __future__ import annotations

from itertools import chain, pairwise

import numpy as np

from crosscheck.answers import Answers
from crosscheck.cases import Arrays, Case
from crosscheck.runs import SNAPSHOTS, UPDATES, Run
from engine.nn.backprop import backprop
from engine.nn.network import Network
from engine.nn.schedules import schedule
from engine.nn.types import Array, Ref, Symbol
from engine.session.runner import Runner
from engine.session.setup import Setup
from engine.session.state import State


def network(case: Case) -> Network:
    """Make the engine's network of a case."""
    locked = chain(_zeros("W", case.movable_weights), _zeros("b", case.movable_biases))
    cut = _zeros("W", case.connected)
    return Network.from_arrays(case.weights, case.biases, case.activations, cut, locked)


def _zeros(symbol: Symbol, masks: Arrays) -> list[Ref]:
    """Name the parameters where the masks are 0."""
    return [
        Ref(symbol, layer, tuple(map(int, index)))
        for layer, mask in enumerate(masks, 1)
        for index in np.argwhere(mask == 0)
    ]


def engine_answers(case: Case) -> Answers:
    """Ask the engine."""
    trace = backprop(network(case), case.X, case.Y, case.cost, l1=case.l1, l2=case.l2)
    answers = {"J": np.array(trace.J), "z": trace.z[-1], "a": trace.a[-1], "penalty": np.array(trace.penalty)}
    for layer in range(1, trace.network.L + 1):
        answers[f"delta {layer}"] = trace.delta[layer]
        answers[f"dW {layer}"] = trace.dW[layer]
        answers[f"db {layer}"] = trace.db[layer]
        answers[f"pulled dW {layer}"] = trace.dW[layer] + trace.pull[layer]
    return answers


def setup_of(run: Run) -> Setup:
    """Say what a run is computed with in the engine's words."""
    case = run.case
    return Setup(
        network(case),
        case.X,
        case.Y,
        case.cost,
        run.optimizer,
        run.eta,
        run.batch,
        case.seed,
        schedule=run.schedule,
        l1=case.l1,
        l2=case.l2,
        shuffle=run.shuffle,
    )


def trained(run: Run) -> Array:
    """Train as the program does, in its hot loop; return the parameters after each of `SNAPSHOTS`."""
    setup, snapshots = setup_of(run), []
    runner, row = Runner(setup), State.of(setup).row
    for start, stop in pairwise((0, *SNAPSHOTS)):
        row = runner.replay(row, start, stop)
        snapshots.append(State.of_row(setup, row).network.to_vector())
    return np.array(snapshots)


def walked(run: Run) -> Array:
    """Train by `backprop`, update after update; return the parameters after each of `SNAPSHOTS`."""
    case, net, moments, rows = run.case, network(run.case), None, []
    factor = schedule(run.schedule)
    for update in range(UPDATES):
        taken = run.rows(update)
        batch = case.X[taken], case.Y[taken], case.cost, run.eta * factor(update), run.optimizer
        trace = backprop(net, *batch, l1=case.l1, l2=case.l2, moments=moments)
        net, moments = trace.updated, trace.new_moments
        if update + 1 in SNAPSHOTS:
            rows.append(net.to_vector())
    return np.array(rows)
