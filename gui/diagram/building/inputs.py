"""Further inputs made of the first ones, such as x₁² and x₁·x₂: each added or removed as an `Edit`."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from itertools import combinations
from typing import Any

from PySide6.QtCore import QCoreApplication

from engine.data.dataset import DataSet
from engine.data.features import FEATURES, Feature, with_features
from engine.nn.types import Ref
from engine.session.fitting import data_changes
from engine.session.frame import Frame
from gui.diagram.building.edit import Edit, refusal_of
from gui.diagram.building.structure import without_node

__all__ = ["any_input", "further_inputs", "remove_input"]

translate = QCoreApplication.translate
_FEW = 4
"""Of more inputs than so many, only what can be made of the selected one is offered."""


def further_inputs(frame: Frame) -> tuple[Edit, ...]:
    """List the inputs that can be made of those that came with the data, as far as they are not there."""
    notes = frame.setup.notes
    return tuple(_add(frame, feature) for feature in _possible(frame) if feature not in notes.features)


def _possible(frame: Frame) -> list[Feature]:
    """List what can be made of few inputs, or of the selected one of many."""
    columns = range(frame.setup.table.base_inputs)
    selected = frame.selected
    if len(columns) > _FEW:
        chosen = selected is not None and selected.symbol == "x" and selected.index[0] in columns
        columns = range(selected.index[0], selected.index[0] + 1) if chosen and selected else range(0)
    return [Feature(kind, of) for kind, rule in FEATURES.items() for of in combinations(columns, rule.of)]


def _add(frame: Frame, feature: Feature) -> Edit:
    setup, sizes = frame.setup, frame.network.sizes
    name = feature.name(_names(frame))
    return Edit(
        name,
        translate("Building", "add the input {name}").format(name=name),
        partial(_with, (*setup.notes.features, feature)),
        refusal_of(frame, (sizes[0] + 1, *sizes[1:])),
    )


def any_input(frame: Frame) -> Edit:
    """Tell whether there is another input to add."""
    words, further = translate("Building", "Add an input"), further_inputs(frame)
    if further:
        return Edit(words, words, _nothing, further[0].refusal)
    if frame.setup.table.base_inputs > _FEW:
        return Edit(
            words, words, _nothing, translate("Building", "Select an input to make another one of it.")
        )
    return Edit(
        words, words, _nothing, translate("Building", "All inputs that can be made of these are there.")
    )


def remove_input(frame: Frame, k: int | None = None) -> Edit:
    """Take a further input, by default the last one, away."""
    features, base = frame.setup.notes.features, frame.setup.table.base_inputs
    k = frame.network.sizes[0] - 1 if k is None else k
    if k < base:
        words = translate("Building", "Remove this input")
        text = translate("Building", "This input came with the data: only inputs made of others can go.")
        return Edit(words, words, _nothing, text)
    name = features[k - base].name(_names(frame))
    rest = (*features[: k - base], *features[k - base + 1 :])
    return Edit(
        translate("Building", "Remove the input {name}").format(name=name),
        translate("Building", "remove the input {name}").format(name=name),
        partial(_with, rest),
        refusal_of(frame, frame.network.sizes),
        renamed=partial(without_node, 0, k),
    )


def _names(frame: Frame) -> tuple[str, ...]:
    """Return what the first inputs are called: by the data, or as everywhere on screen."""
    base = frame.setup.table.base_inputs
    given = frame.setup.notes.inputs[:base]
    usual = tuple(f"x{n + 1}" for n in range(base))
    return (
        given if given not in ((), usual) else tuple(frame.names.text(Ref("x", 0, (n,))) for n in range(base))
    )


def _nothing(_frame: Frame) -> dict[str, Any]:
    return {}


def _with(features: Sequence[Feature], frame: Frame) -> dict[str, Any]:
    """Return the settings with other further inputs."""
    setup = frame.setup
    data = with_features(DataSet(setup.X, setup.Y, setup.notes), features)
    return data_changes(setup, data, test=setup.test, network=frame.network)
