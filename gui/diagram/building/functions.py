"""The activation of a layer: every one that may stand there, at the output with a cost that suits it."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtCore import QCoreApplication

from engine.nn import rebuild
from engine.nn.activations import ACTIVATIONS, HIDDEN
from engine.nn.costs import check_labels, cost_function
from engine.nn.named import split_name
from engine.session.frame import Frame
from engine.session.making import usual_cost
from gui.controls.words import COSTS, said
from gui.diagram.building.edit import Edit, has_run_away
from gui.quantities import kind_of

__all__ = ["activation_of", "activations_of"]

translate = QCoreApplication.translate


def activations_of(frame: Frame, layer: int) -> tuple[Edit, ...]:
    """List what the activation of a layer, from 1 to L, may be; the present one is ticked."""
    if layer < frame.network.L:
        return tuple(_hidden(frame, layer, name) for name in HIDDEN)
    return tuple(_output(frame, name, cost) for name in ACTIVATIONS for cost in _costs_with(frame, name))


def activation_of(frame: Frame, layer: int, name: str) -> Edit | None:
    """Give a layer one activation, and the output a cost that suits it; None where it can't stand there."""
    if layer < frame.network.L:
        return _hidden(frame, layer, name) if name in HIDDEN else None
    return _output(frame, name, _costs_with(frame, name)[0])


def _hidden(frame: Frame, layer: int, name: str) -> Edit:
    label = translate("Building", "give layer {layer} {function}")
    return Edit(
        kind_of(name),
        label.format(layer=layer, function=kind_of(name)),
        partial(_settings, layer, name, frame.setup.cost),
        has_run_away(frame),
        ticked=_is_of_kind(frame, layer, name),
    )


def _output(frame: Frame, name: str, cost: str) -> Edit:
    """Change function and cost of the output together, where one asks for the other."""
    kind, named = kind_of(name), said(COSTS, cost)
    stays = cost == frame.setup.cost
    both = translate("Building", "{function} with {cost}").format(function=kind, cost=named)
    words = kind if stays else both
    label = translate("Building", "give the output {function}").format(function=words)
    return Edit(
        words,
        label,
        partial(_settings, frame.network.L, name, cost),
        has_run_away(frame) or _objection(frame, cost),
        ticked=stays and _is_of_kind(frame, frame.network.L, name),
    )


def _settings(layer: int, name: str, cost: str, frame: Frame) -> dict[str, Any]:
    """Return what is set; a function that is there already keeps its own numbers."""
    net = frame.network
    changed = net if _is_of_kind(frame, layer, name) else rebuild.with_activation(net, layer, name)
    return {"network": changed, "cost": cost}


def _costs_with(frame: Frame, name: str) -> tuple[str, ...]:
    """Return the costs that an output function is offered with: the present one, and the one made for it."""
    setup = frame.setup
    made_for = _made_for(name) or usual_cost(name, setup.Y)
    return tuple(dict.fromkeys(cost for cost in (setup.cost, made_for) if _suits(cost, name)))


def _made_for(name: str) -> str | None:
    return next((cost for cost in COSTS if cost_function(cost).needs_output == name), None)


def _suits(cost: str, name: str) -> bool:
    try:
        cost_function(cost, name)
    except ValueError:
        return False
    return True


def _objection(frame: Frame, cost: str) -> str:
    """Say why the labels are none for a cost; nothing where they are."""
    try:
        check_labels(cost, frame.setup.Y)
    except ValueError:
        if cost_function(cost).needs_output == "softmax":
            return translate(
                "Building", "Its cost needs labels that add up to 1 in each sample, one a class."
            )
        return translate("Building", "Its cost needs labels between 0 and 1.")
    return ""


def _is_of_kind(frame: Frame, layer: int, name: str) -> bool:
    return split_name(frame.network.activations[layer])[0] == name
