"""What an update is computed with, as JSON: settings, network and data."""

from __future__ import annotations

from typing import Any

from engine.session.codec.networks import MAX_SAMPLES, data_of, network_of
from engine.session.reading import Place, checked, number_at, text_at, whole_at
from engine.session.setup import MOST_SEED, Setup

MAX_WORK = 60_000
"""Parameters times samples of one update: the walk through more would take seconds to prepare."""


def setup_of(content: dict[str, Any], place: Place, before: Setup | None = None) -> Setup:
    """Read a setup; without data it has those of the one before. DocumentError where it is none."""
    net = network_of(content["network"], place / "network")
    if before is not None and "data" not in content:
        X, Y = before.X, before.Y
    else:
        X, Y = data_of(content["data"], place / "data", net)
    batch = content.get("batch")
    batch = None if batch is None else whole_at(batch, place / "batch", 1, MAX_SAMPLES)
    if net.parameters * min(batch or len(X), len(X)) > MAX_WORK:
        (place / "batch").fail(f"parameters times samples of one update are more than {MAX_WORK:,}")
    return checked(
        place,
        lambda: Setup(
            network=net,
            X=X,
            Y=Y,
            cost=text_at(content["cost"], place / "cost"),
            optimizer=text_at(content.get("optimizer", "sgd"), place / "optimizer"),
            eta=number_at(content["eta"], place / "eta"),
            batch=batch,
            seed=whole_at(content.get("seed", 0), place / "seed", 0, MOST_SEED),
        ),
    )
