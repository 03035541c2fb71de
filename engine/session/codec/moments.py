"""What an optimiser remembers, as JSON and in the rows of a run log."""

from __future__ import annotations

from typing import Any

import numpy as np

from engine.nn.optimizers import Moments, optimizer_rule
from engine.nn.types import Array
from engine.session.codec.tables import packed, unpacked
from engine.session.reading import Place, check_keys, object_at, whole_at
from engine.session.setup import Setup
from engine.session.state import width_of

MOST_COUNT = 2**53 - 1
"""Updates that an optimiser can have done: a row of numbers holds no larger whole number exactly."""


def moments_as_json(setup: Setup) -> dict[str, Any]:
    """Write the moments that a setup begins with; nothing where it begins without any."""
    if setup.moments is None:
        return {}
    names = optimizer_rule(setup.optimizer).moments
    arrays = zip(names, setup.moments.arrays, strict=True)
    return {"moments": {"t": setup.moments.t} | {name: packed(array) for name, array in arrays}}


def moments_of(value: object, place: Place, optimizer: str, parameters: int) -> Moments | None:
    """Read the moments of an optimiser; DocumentError where they are none."""
    if value is None:
        return None
    names = optimizer_rule(optimizer).moments
    content = object_at(value, place)
    check_keys(content, place, {"t", *names})
    arrays = [unpacked(content[name], place / name) for name in names]
    for name, array in zip(names, arrays, strict=True):
        if array.size != parameters:
            (place / name).fail(f"has {array.size:,} numbers, but the network has {parameters:,} parameters")
        if not np.isfinite(array).all():
            (place / name).fail("holds a number that is not finite")
        if name == "v" and (array < 0.0).any():
            (place / name).fail("holds a number below 0, but is a mean of squares")
    return Moments(whole_at(content["t"], place / "t", 0, MOST_COUNT), tuple(arrays))


def check_rows(rows: Array, setup: Setup, place: Place) -> None:
    """Check rows of a run log that go with a setup; shape (checkpoints, numbers of a row)."""
    names, parameters = optimizer_rule(setup.optimizer).moments, setup.network.parameters
    if not np.isfinite(rows).all():
        place.fail("holds a number that is not finite")
    if width_of(setup) == parameters:
        return
    t = rows[:, -1]
    if not ((t >= 0.0) & (t <= MOST_COUNT) & (t == np.floor(t))).all():
        place.fail("holds a count of updates that is no whole number")
    moments = rows[:, parameters:-1].reshape(len(rows), len(names), parameters)
    if "v" in names and (moments[:, names.index("v")] < 0.0).any():
        place.fail("holds a number below 0 in a mean of squares")
