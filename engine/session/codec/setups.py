"""What an update is computed with, as JSON: network, data and settings."""

from __future__ import annotations

from functools import partial
from typing import Any

from engine.nn.batches import check_shuffle
from engine.nn.costs import cost_function
from engine.nn.initialisers import initialiser
from engine.nn.optimizers import optimizer_rule
from engine.nn.schedules import schedule
from engine.session.codec.data import Data, data_as_json, data_of
from engine.session.codec.moments import moments_as_json, moments_of
from engine.session.codec.names import name_at
from engine.session.codec.networks import network_as_json, network_of
from engine.session.limits import MAX_SAMPLES, check_limits
from engine.session.reading import Place, checked, number_at, whole_at
from engine.session.setup import MOST_SEED, Setup

PLAIN = ("cost", "optimizer", "eta", "batch", "seed")
"""Settings that are always written."""

_USUAL = {"schedule": "constant", "l1": 0.0, "l2": 0.0, "shuffle": "keyed", "init": "xavier"}
"""Settings that are left out where they are as usual."""

RARE = frozenset({*_USUAL, "moments"})
"""Entries of a setup that may be left out."""


def setup_as_json(setup: Setup, before: Setup | None = None) -> dict[str, Any]:
    """Write a setup, without the data that are as in the setup before."""
    content: dict[str, Any] = {"network": network_as_json(setup.network)}
    if data := data_as_json(setup, before):
        content["data"] = data
    content |= {name: getattr(setup, name) for name in PLAIN}
    content |= {name: value for name in _USUAL if (value := getattr(setup, name)) != _USUAL[name]}
    return content | moments_as_json(setup)


def setup_of(content: dict[str, Any], place: Place, before: Setup | None = None) -> Setup:
    """Read a setup; without data it has those of the one before. DocumentError where it is none."""
    net = network_of(content["network"], place / "network")
    if before is None or "data" in content:
        data = data_of(content["data"], place / "data", net, before)
    else:
        data = Data.of(before)
    optimizer = name_at(content.get("optimizer", "sgd"), place / "optimizer", optimizer_rule)
    setup = checked(
        place,
        lambda: Setup(
            network=net,
            X=data.X,
            Y=data.Y,
            cost=name_at(content["cost"], place / "cost", partial(cost_function, output=net.activations[-1])),
            optimizer=optimizer,
            eta=number_at(content["eta"], place / "eta"),
            batch=_batch(content.get("batch"), place / "batch"),
            seed=whole_at(content.get("seed", 0), place / "seed", 0, MOST_SEED),
            schedule=name_at(content.get("schedule", _USUAL["schedule"]), place / "schedule", schedule),
            l1=number_at(content.get("l1", 0.0), place / "l1"),
            l2=number_at(content.get("l2", 0.0), place / "l2"),
            shuffle=name_at(
                content.get("shuffle", _USUAL["shuffle"]),
                place / "shuffle",
                partial(check_shuffle, samples=len(data.X) - data.test.size),
            ),
            test=data.test,
            moments=moments_of(content.get("moments"), place / "moments", optimizer, net.parameters),
            notes=data.notes,
            init=name_at(content.get("init", _USUAL["init"]), place / "init", initialiser),
        ),
    )
    checked(place, lambda: check_limits(setup))
    return setup


def _batch(value: object, place: Place) -> int | None:
    return None if value is None else whole_at(value, place, 1, MAX_SAMPLES)
