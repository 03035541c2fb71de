"""Every key as it is set now, and every gesture, as rows."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QMenuBar

from gui.commands import key_text
from gui.help.sources import keys_of_action, menu_actions, plain_text

__all__ = ["Row", "gesture_rows", "key_rows"]

translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True)
class Row:
    """What can be done, and by which keys or gesture; in which group of them."""

    group: str
    what: str
    how: str


def key_rows(bar: QMenuBar) -> list[Row]:
    """List every command of the menus that has a key."""
    return [
        Row(way, plain_text(action.text()), keys)
        for way, action in menu_actions(bar)
        if (keys := keys_of_action(action))
    ]


def _held(modifier: str) -> str:
    """Write a key that is held down as it is called on this system: Ctrl is ⌘ on macOS."""
    return key_text(f"{modifier}+A").removesuffix("A").rstrip("+")


def gesture_rows() -> list[Row]:
    """List what the mouse does, and the keys that are no commands."""
    moving, diagram, mouse = (
        translate("Help", "Moving about"),
        translate("Help", "In the diagram, by key"),
        translate("Help", "In the diagram, by mouse"),
    )
    return [
        Row(moving, translate("Help", "Go on to the next part of the window, and back"), "Tab, Shift+Tab"),
        Row(moving, translate("Help", "Move in the diagram, the timeline and the formulas"), "← ↑ → ↓"),
        Row(moving, translate("Help", "Go from the view beside the curve back to the diagram"), "Esc"),
        Row(moving, translate("Help", "Press the button that has the focus"), "Enter"),
        Row(moving, translate("Help", "Open a menu: Alt and its underlined letter"), "Alt+…"),
        Row(diagram, translate("Help", "Go between nodes and edges"), "← ↑ → ↓"),
        Row(diagram, translate("Help", "Select"), "Enter"),
        Row(diagram, translate("Help", "Type another value"), translate("Help", "Enter once more, or F2")),
        Row(diagram, translate("Help", "Make a value larger or smaller; with Shift in finer steps"),
            f"{key_text('Ctrl+Up')}, {key_text('Ctrl+Down')}"),
        Row(diagram, translate("Help", "Give up a change, or select nothing"), "Esc"),
        *_building_keys(diagram),
        Row(mouse, translate("Help", "See what it is, its value, and where it came from"),
            translate("Help", "Point at it")),
        Row(mouse, translate("Help", "Select a quantity"), translate("Help", "Click")),
        Row(mouse, translate("Help", "Change a weight, a bias, x or y"),
            translate("Help", "Drag it up or down, or turn the wheel over it")),
        Row(mouse, translate("Help", "Change it in finer steps; drag it in coarser ones"),
            translate("Help", "Hold {fine}; hold {coarse}").format(
                fine=_held("Shift"), coarse=_held("Ctrl"))),
        Row(mouse, translate("Help", "Type a value; Enter or a click elsewhere accepts it, Esc gives up"),
            translate("Help", "Double-click the number")),
        *_building_gestures(mouse),
        Row(mouse, translate("Help", "Go to a micro-step"),
            translate("Help", "Click or drag in the timeline")),
        Row(mouse, translate("Help", "Go to an earlier update"),
            translate("Help", "Click or drag in the cost curve")),
        Row(mouse, translate("Help", "Open a document, or import a table"),
            translate("Help", "Drop its file on the window")),
        *_chain_keys(translate("Help", "In the boxes of a function")),
    ]  # fmt: skip


def _chain_keys(group: str) -> list[Row]:
    """List what can be done where a function stands as boxes."""
    return [
        Row(group, translate("Help", "Go over the boxes; and over all that is in them"), "Tab; ← →"),
        Row(group, translate("Help", "Change x or its wiggle, with Shift in finer steps"), "↑ ↓"),
        Row(group, translate("Help", "Change x or its wiggle, by mouse"),
            translate("Help", "Drag its tile, or its point in the first box")),
        Row(group, translate("Help", "Take a box out"), key_text("Del")),
    ]  # fmt: skip


def _building_keys(group: str) -> list[Row]:
    """List the keys that build, while exploring."""
    return [
        Row(group, translate("Help", "Open the menu of what the keyboard is on"),
            translate("Help", "Menu key, or {keys}").format(keys=key_text("Shift+F10"))),
        Row(group, translate("Help", "Explore: add a node to the layer"), f"{key_text('Ins')}, +"),
        Row(group, translate("Help", "Explore: remove a node; cut or restore a connection"), key_text("Del")),
        Row(group, translate("Help", "Explore: lock or unlock"), "L"),
        Row(group, translate("Help", "Explore: choose the activation of the layer"), "A"),
        Row(group, translate("Help", "Explore: put a node elsewhere; with Shift in finer steps"),
            key_text("Alt+Up").replace("↑", "← ↑ → ↓")),
    ]  # fmt: skip


def _building_gestures(group: str) -> list[Row]:
    """List what the mouse does to build, while exploring."""
    return [
        Row(group, translate("Help", "Explore: see all that can be done with a node, an edge or a layer"),
            translate("Help", "Right-click it")),
        Row(group, translate("Help", "Explore: add a layer or a node"),
            translate("Help", "Drag it from the lower left corner, or press + over a column")),
        Row(group, translate("Help", "Explore: draw a connection back that was cut"),
            translate("Help", "Drag from the handle at the right of its node")),
        Row(group, translate("Help", "Explore: put a node elsewhere"),
            translate("Help", "Drag it; an input with {held}").format(held=_held("Shift"))),
        Row(group, translate("Help", "Zoom into the network; move about in it"),
            translate("Help", "Hold {held} and turn the wheel; drag the ground").format(held=_held("Ctrl"))),
    ]  # fmt: skip
