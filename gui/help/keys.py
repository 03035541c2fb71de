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
        Row(moving, translate("Help", "Press the button that has the focus"), "Enter"),
        Row(moving, translate("Help", "Open a menu: Alt and its underlined letter"), "Alt+…"),
        Row(diagram, translate("Help", "Go between nodes and edges"), "← ↑ → ↓"),
        Row(diagram, translate("Help", "Select"), "Enter"),
        Row(diagram, translate("Help", "Type another value"), translate("Help", "Enter once more, or F2")),
        Row(diagram, translate("Help", "Make a value larger or smaller; with Shift in finer steps"),
            f"{key_text('Ctrl+Up')}, {key_text('Ctrl+Down')}"),
        Row(diagram, translate("Help", "Give up a change, or select nothing"), "Esc"),
        Row(mouse, translate("Help", "See what it is, its value, and where it came from"),
            translate("Help", "Point at it")),
        Row(mouse, translate("Help", "Select a quantity"), translate("Help", "Click")),
        Row(mouse, translate("Help", "Change a weight, a bias, x or y"),
            translate("Help", "Drag it up or down, or turn the wheel over it")),
        Row(mouse, translate("Help", "Change it in finer steps; in coarser ones"),
            translate("Help", "Hold {fine}; hold {coarse}").format(
                fine=_held("Shift"), coarse=_held("Ctrl"))),
        Row(mouse, translate("Help", "Type a value; Enter or a click elsewhere accepts it, Esc gives up"),
            translate("Help", "Double-click the number")),
        Row(mouse, translate("Help", "Go to a micro-step"),
            translate("Help", "Click or drag in the timeline")),
        Row(mouse, translate("Help", "Go to an earlier update"),
            translate("Help", "Click or drag in the cost curve")),
        Row(mouse, translate("Help", "Open a document"), translate("Help", "Drop its file on the window")),
    ]  # fmt: skip
