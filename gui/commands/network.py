"""What is in the Network menu: layers and nodes, connections and weights of what is selected."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QCoreApplication

from engine.nn.activations import ACTIVATIONS
from engine.nn.types import Ref
from engine.session import actions as act
from engine.session.frame import Frame
from gui.commands.command import Command
from gui.diagram.building import deeds, meant
from gui.diagram.building.edit import Edit
from gui.quantities import KINDS
from gui.translation import QT_TRANSLATE_NOOP

__all__ = ["NETWORK"]

translate = QCoreApplication.translate
Deed = Callable[[Frame, Ref | None], Edit | None]
Object = Callable[[Frame], str]


def _can(deed: Deed, frame: Frame) -> bool:
    edit = deed(frame, frame.selected)
    return edit is not None and not edit.refusal


def _row(name: str, text: str, key: str, deed: Deed, of: Object, *, apart: bool = False) -> Command:
    """Make a command that the diagram carries out."""
    slot = f"regions.diagram.building.{name}"
    return Command(name, "network", text, (key,), slot, partial(_can, deed), object=of, apart=apart)


def _of_layer(text: str, frame: Frame) -> str:
    """Say of which layer: "to layer 2"; nothing where there is no hidden one."""
    layer = meant.hidden_layer(frame, frame.selected)
    return "" if layer is None else translate("Command", text).format(layer=layer)


def _selected(frame: Frame) -> str:
    """Name the weight, bias or node that is selected."""
    parameters = meant.parameters_meant(frame, frame.selected)
    if not parameters or frame.selected is None:
        return ""
    first = parameters[0] if len(parameters) == 1 else Ref("a", frame.selected.layer, frame.selected.index)
    return frame.names.text(first)


def _edge(frame: Frame) -> str:
    edge = meant.edge_meant(frame, frame.selected)
    return "" if edge is None else frame.names.text(edge)


def _activation(name: str) -> Command:
    """Make the row of one activation, for the selected layer or the last hidden one."""
    deed = partial(deeds.activation, name)

    def effect(frame: Frame) -> act.Action:
        edit = deed(frame, frame.selected)
        return act.Select(frame.selected) if edit is None or edit.refusal else edit.action(frame)

    def is_there(frame: Frame) -> bool:
        edit = deed(frame, frame.selected)
        return edit is not None and bool(edit.ticked)

    return Command(
        f"activation_{name}", "network", KINDS[name], (), effect, partial(_can, deed), is_there,
        within=QT_TRANSLATE_NOOP("Menu", "Activation"),
    )  # fmt: skip


NETWORK: tuple[Command, ...] = (
    _row(
        "add_node",
        QT_TRANSLATE_NOOP("Command", "Add a node"),
        "Ctrl+Alt+N",
        deeds.more_nodes,
        partial(_of_layer, QT_TRANSLATE_NOOP("Command", "to layer {layer}")),
    ),
    _row(
        "remove_node",
        QT_TRANSLATE_NOOP("Command", "Remove a node"),
        "Ctrl+Alt+Shift+N",
        deeds.fewer_nodes,
        partial(_of_layer, QT_TRANSLATE_NOOP("Command", "from layer {layer}")),
    ),
    _row(
        "add_layer",
        QT_TRANSLATE_NOOP("Command", "Add a layer"),
        "Ctrl+Alt+I",
        deeds.more_layers,
        partial(_of_layer, QT_TRANSLATE_NOOP("Command", "after layer {layer}")),
    ),
    _row(
        "remove_layer",
        QT_TRANSLATE_NOOP("Command", "Remove a layer"),
        "Ctrl+Alt+Shift+I",
        deeds.fewer_layers,
        partial(_of_layer, QT_TRANSLATE_NOOP("Command", "(layer {layer})")),
    ),
    *map(_activation, ACTIVATIONS),
    _row(
        "cut_or_restore",
        QT_TRANSLATE_NOOP("Command", "Cut or restore"),
        "Ctrl+Alt+X",
        deeds.joined,
        _edge,
        apart=True,
    ),
    _row("lock", QT_TRANSLATE_NOOP("Command", "Lock or unlock"), "Ctrl+Alt+K", deeds.locked, _selected),
    _row("zero", QT_TRANSLATE_NOOP("Command", "Set to 0"), "Ctrl+Alt+0", deeds.set_to_zero, _selected),
    _row("roll", QT_TRANSLATE_NOOP("Command", "Re-roll"), "Ctrl+Alt+R", deeds.rolled, _selected),
    Command(
        "tidy",
        "network",
        QT_TRANSLATE_NOOP("Command", "Tidy up"),
        ("Ctrl+Alt+T",),
        "regions.diagram.tidy",
        lambda frame: bool(frame.document.places),
        apart=True,
    ),
)
