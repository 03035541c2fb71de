"""What is known of a data set besides its numbers, as JSON."""

from __future__ import annotations

from dataclasses import fields
from typing import Any, cast

from engine.data.dataset import DataNotes
from engine.data.derived import Feature
from engine.data.scaling import Scaling, Side
from engine.session.limits import MAX_NODES, MAX_NOTE, MAX_NOTES
from engine.session.reading import (
    Place,
    check_keys,
    checked,
    list_at,
    object_at,
    row_at,
    text_at,
    whole_at,
)

_LISTS = {"inputs": MAX_NODES, "labels": MAX_NODES, "classes": MAX_NODES, "remarks": MAX_NOTES}
"""Lists of texts, with how long each may be."""

_ENTRIES = {part.name for part in fields(DataNotes)}


def notes_as_json(notes: DataNotes) -> dict[str, Any]:
    """Write what is known of a data set, without what is not."""
    content = {name: getattr(notes, name) for name in ("name", "inputs", "labels", "classes")}
    content["features"] = [_feature_as_json(feature) for feature in notes.features]
    content["scaling"] = [_step_as_json(step) for step in notes.scaling]
    content |= {"source": notes.source, "remarks": notes.remarks}
    return {
        key: list(value) if isinstance(value, tuple) else value for key, value in content.items() if value
    }


def _step_as_json(step: Scaling) -> dict[str, Any]:
    return {
        "kind": step.kind,
        "of": step.of,
        "columns": [column + 1 for column in step.columns],
        "shift": list(step.shift),
        "factor": list(step.factor),
    }


def _feature_as_json(feature: Feature) -> dict[str, Any]:
    return {"kind": feature.kind, "of": [column + 1 for column in feature.of]}


def notes_of(value: object, place: Place, widths: dict[str, int]) -> DataNotes:
    """Read what is known of a data set; DocumentError where it cannot be.

    Parameters
    ----------
    value : object
    place : Place
    widths : dict
        Columns of "X" and of "Y".
    """
    content = object_at(value, place)
    check_keys(content, place, set(), _ENTRIES)
    texts = {name: _texts(content.get(name, []), place / name, most) for name, most in _LISTS.items()}
    steps = list_at(content.get("scaling", []), place / "scaling", 0, MAX_NOTES)
    features = list_at(content.get("features", []), place / "features", 0, MAX_NODES)
    here, there = place / "scaling", place / "features"
    return DataNotes(
        name=text_at(content.get("name", ""), place / "name", MAX_NOTE),
        features=tuple(_feature_of(feature, there[n], widths["X"]) for n, feature in enumerate(features, 1)),
        scaling=tuple(_step_of(step, here[n], widths) for n, step in enumerate(steps, 1)),
        source=text_at(content.get("source", ""), place / "source", MAX_NOTE),
        inputs=texts["inputs"],
        labels=texts["labels"],
        classes=texts["classes"],
        remarks=texts["remarks"],
    )


def _texts(value: object, place: Place, most: int) -> tuple[str, ...]:
    items = list_at(value, place, 0, most)
    return tuple(text_at(item, place[n], MAX_NOTE) for n, item in enumerate(items, 1))


def _feature_of(value: object, place: Place, width: int) -> Feature:
    content = object_at(value, place)
    check_keys(content, place, {"kind", "of"})
    kind, here = text_at(content["kind"], place / "kind"), place / "of"
    items = list_at(content["of"], here, 1, width)
    of = tuple(whole_at(item, here[n], 1, width) - 1 for n, item in enumerate(items, 1))
    return checked(place, lambda: Feature(kind, of))


def _step_of(value: object, place: Place, widths: dict[str, int]) -> Scaling:
    content = object_at(value, place)
    check_keys(content, place, {"kind", "of", "columns", "shift", "factor"})
    kind, side = text_at(content["kind"], place / "kind"), text_at(content["of"], place / "of")
    if side not in widths:
        (place / "of").fail("should be X or Y")
    here = place / "columns"
    items = list_at(content["columns"], here, 1, widths[side])
    columns = tuple(whole_at(item, here[n], 1, widths[side]) - 1 for n, item in enumerate(items, 1))
    shift, factor = (row_at(content[name], place / name, widths[side]) for name in ("shift", "factor"))
    return checked(
        place,
        lambda: Scaling(kind, columns, tuple(shift.tolist()), tuple(factor.tolist()), cast("Side", side)),
    )
