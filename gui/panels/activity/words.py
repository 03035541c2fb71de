"""What is said of activations: which nodes are dead or saturated, of which samples all is."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from engine.nn.notation import Names
from engine.nn.types import Symbol
from engine.session.activity import Activity, LayerActivity
from engine.session.frame import Frame
from gui.look import Look
from gui.quantities import kind_of
from gui.short_number import short, whole
from gui.translation import QT_TRANSLATE_NOOP
from gui.words import aloud

__all__ = ["Stuck", "about", "is_withheld", "layer_aloud", "layer_told", "stuck_of", "titles_of"]

translate = QCoreApplication.translate

_MOST = 8
"""So many nodes of a layer are named; the others are counted."""
_TELLING: tuple[Symbol, ...] = ("a", "z", "slope")
"""Quantities that a histogram, or a dead node, would tell."""
_SAID = {
    "dead": (
        QT_TRANSLATE_NOOP("Activity", "is dead: its slope is 0 for every sample, so no δ gets through."),
        QT_TRANSLATE_NOOP("Activity", "are dead: their slope is 0 for every sample, so no δ gets through."),
    ),
    "saturated": (
        QT_TRANSLATE_NOOP("Activity", "is saturated: its slope is next to 0, so hardly any δ gets through."),
        QT_TRANSLATE_NOOP(
            "Activity", "are saturated: their slope is next to 0, so hardly any δ gets through."
        ),
    ),
}


@dataclass(frozen=True, slots=True)
class Stuck:
    """Nodes of one layer that let no δ through, or hardly any.

    Attributes
    ----------
    layer : int
    nodes : tuple of int
        Those that are named, from 0.
    more : str
        How many others there are; empty where there are none.
    said : str
        What is the matter with them.
    """

    layer: int
    nodes: tuple[int, ...]
    more: str
    said: str


def is_withheld(frame: Frame, layer: int) -> bool:
    """Say whether a question withholds what the nodes of a layer do."""
    return any(ref.symbol in _TELLING and ref.layer == layer for ref in frame.hidden)


def stuck_of(frame: Frame, activity: Activity) -> list[Stuck]:
    """List the nodes that are dead or saturated, layer by layer."""
    return [
        _stuck(layer.layer, nodes, kind)
        for layer in activity.layers
        if not is_withheld(frame, layer.layer)
        for kind, nodes in (("dead", layer.dead), ("saturated", layer.saturated))
        if nodes
    ]


def _stuck(layer: int, nodes: tuple[int, ...], kind: str) -> Stuck:
    rest = len(nodes) - _MOST
    text = translate("Activity", "and {count} more")
    more = text.format(count=whole(rest)) if rest > 0 else ""
    one, several = _SAID[kind]
    return Stuck(layer, nodes[:_MOST], more, translate("Activity", one if len(nodes) == 1 else several))


def titles_of(layer: int, names: Names) -> tuple[str, str]:
    """Name a layer with its function, and without: "layer 2 · relu", "layer 2"."""
    text, short = (
        translate("Activity", "layer {number} · {function}"),
        translate("Activity", "layer {number}"),
    )
    function = kind_of(names.activations[layer])
    return text.format(number=layer, function=function), short.format(number=layer)


def about(activity: Activity) -> str:
    """Say of which samples the histograms are."""
    count = whole(activity.rows)
    if activity.rows == 1:
        only, one = (
            translate("Activity", "The only sample."),
            translate("Activity", "The sample of this update."),
        )
        return only if activity.of_all else one
    if activity.of_all:
        return translate("Activity", "All {count} samples of training.").format(count=count)
    return translate("Activity", "The {count} samples of this update.").format(count=count)


def layer_told(layer: LayerActivity, names: Names) -> str:
    """Tell a layer to those who do not see it: "layer 2 · relu: 1 dead, 0 saturated"."""
    return f"{titles_of(layer.layer, names)[0]}: {stuck_told(layer)}"


def stuck_told(layer: LayerActivity) -> str:
    """Count the nodes that let no δ through, or hardly any."""
    text = translate("Activity", "{dead} dead, {saturated} saturated")
    return text.format(dead=whole(len(layer.dead)), saturated=whole(len(layer.saturated)))


def layer_aloud(layer: LayerActivity | None, look: Look) -> str:
    """Read out what a histogram shows: "from minus 1 to 1. 0 dead, 1 saturated"."""
    if layer is None:
        return translate("Activity", "unknown")
    low, high = (aloud(short(end, look.point)) for end in (layer.low, layer.high))
    ends = translate("Activity", "from {low} to {high}").format(low=low, high=high)
    return f"{ends}. {stuck_told(layer)}"
