"""Where nodes were put by hand, as JSON: for each layer, node, x and y."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from engine.session.limits import MAX_LAYERS, MAX_NODES
from engine.session.places import Place
from engine.session.reading import Place as Where
from engine.session.reading import checked, list_at, number_at, whole_at


def places_as_json(places: Iterable[Place]) -> list[list[int | float]]:
    """Write places; nodes count from 1."""
    return [[place.layer, place.node + 1, place.x, place.y] for place in places]


def places_of(value: object, where: Where) -> tuple[Place, ...]:
    """Read places; DocumentError where they are none."""
    items = list_at([] if value is None else value, where, 0, (MAX_LAYERS + 1) * MAX_NODES)
    return tuple(_place_of(item, where[n]) for n, item in enumerate(items, 1))


def _place_of(value: object, where: Where) -> Place:
    items = list_at(value, where, 4, 4)
    layer, node = whole_at(items[0], where[1], 0, MAX_LAYERS), whole_at(items[1], where[2], 1, MAX_NODES)
    x, y = number_at(items[2], where[3]), number_at(items[3], where[4])
    return checked(where, partial(Place, layer, node - 1, x, y))
