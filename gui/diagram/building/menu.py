"""What can be done with what is under the pointer or the keyboard, as rows of a menu."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from engine.nn.types import Ref
from engine.session.frame import Frame
from gui.diagram.building.edit import Edit
from gui.diagram.building.functions import activations_of
from gui.diagram.building.gestures import cut_from
from gui.diagram.building.inputs import further_inputs, remove_input
from gui.diagram.building.meant import edge_meant, node_meant, parameters_meant
from gui.diagram.building.parameters import (
    cut_or_restored,
    locked_or_not,
    redrawn,
    redrawn_layer,
    restored,
    zeroed,
    zeroed_layer,
)
from gui.diagram.building.structure import add_layer, add_node, remove_layer, remove_node
from gui.diagram.building.where import Column, Gap, Where
from gui.diagram.moment import bias_of

__all__ = ["Choice", "Row", "fill", "rows_of"]

translate = QCoreApplication.translate
CarryOut = Callable[[Edit], None]


@dataclass(frozen=True, slots=True)
class Choice:
    """A menu inside the menu: one of several."""

    words: str
    edits: tuple[Edit, ...]


Row = Edit | Choice | None
"""None is a line between rows."""


def rows_of(frame: Frame, what: Ref | Where | None) -> list[Row]:
    """List what can be done with a node, an edge, a bias, a column or a gap; nothing with the rest."""
    match what:
        case Column(layer):
            return _of_layer(frame, layer)
        case Gap(after):
            return [add_layer(frame, after)]
        case None:
            return []
    edge = edge_meant(frame, what)
    if edge is not None:
        return _of_edge(frame, edge)
    node = node_meant(frame, what)
    if node is None:
        return []
    return _of_bias(frame, what) if bias_of(what) else _of_node(frame, *node)


def _of_edge(frame: Frame, edge: Ref) -> list[Row]:
    if edge in frame.network.cut:
        return [cut_or_restored(frame, edge)]
    one = (edge,)
    return [cut_or_restored(frame, edge), locked_or_not(frame, one), zeroed(frame, one), redrawn(frame, one)]


def _of_bias(frame: Frame, ref: Ref) -> list[Row]:
    one = parameters_meant(frame, ref)
    return [locked_or_not(frame, one), zeroed(frame, one)]


def _of_node(frame: Frame, layer: int, j: int) -> list[Row]:
    """List the node's own, then what is done with its layer."""
    own = parameters_meant(frame, Ref("a", layer, (j,)))
    rows: list[Row] = []
    if 0 < layer < frame.network.L:
        rows += [remove_node(frame, layer, j)]
    if own:
        rows += [locked_or_not(frame, own), zeroed(frame, own), redrawn(frame, own)]
    rows += [restored(frame, (ref,)) for ref in cut_from(frame, (layer, j))[:3]]
    return [*rows, *([None] if rows else []), *_of_layer(frame, layer)]


def _of_layer(frame: Frame, layer: int) -> list[Row]:
    L = frame.network.L
    if layer == 0:
        further = Choice(translate("Building", "Further inputs"), further_inputs(frame))
        return [further, remove_input(frame), None, _layer_after(frame, 0)]
    nodes: list[Row] = [add_node(frame, layer)] if layer < L else []
    layers: list[Row] = [_layer_before(frame, layer)]
    if layer < L:
        layers += [_layer_after(frame, layer), remove_layer(frame, layer)]
    return [
        *nodes,
        Choice(_activation_words(frame, layer), activations_of(frame, layer)),
        zeroed_layer(frame, layer),
        redrawn_layer(frame, layer),
        None,
        *layers,
    ]


def _activation_words(frame: Frame, layer: int) -> str:
    if layer == frame.network.L:
        return translate("Building", "Activation of the output")
    return translate("Building", "Activation of layer {layer}").format(layer=layer)


def _layer_before(frame: Frame, layer: int) -> Edit:
    return add_layer(frame, layer - 1, translate("Building", "Add a layer before"))


def _layer_after(frame: Frame, layer: int) -> Edit:
    return add_layer(frame, layer, translate("Building", "Add a layer after"))


def fill(menu: QMenu, rows: list[Row], carry_out: CarryOut) -> None:
    """Put rows into a menu, which owns what is made for them; what can't be done says why."""
    menu.setToolTipsVisible(True)
    for row in rows:
        if row is None:
            menu.addSeparator()
        elif isinstance(row, Edit):
            _add(menu, row, carry_out)
        elif row.edits:
            fill(menu.addMenu(row.words), list(row.edits), carry_out)


def _add(menu: QMenu, edit: Edit, carry_out: CarryOut) -> QAction:
    action = menu.addAction(edit.words)
    action.setEnabled(not edit.refusal)
    action.setToolTip(edit.refusal or edit.words)
    action.setStatusTip(edit.refusal)
    if edit.ticked is not None:
        action.setCheckable(True)
        action.setChecked(edit.ticked)
    action.triggered.connect(partial(_chosen, carry_out, edit))
    return action


def _chosen(carry_out: CarryOut, edit: Edit, _checked: bool = False) -> None:
    carry_out(edit)
