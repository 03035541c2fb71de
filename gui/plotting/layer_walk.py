"""Going from layer to layer with the arrow keys, in plots that have a place for each."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent

__all__ = ["is_kept", "walked"]

_WAYS: dict[int, int] = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
_OF_WINDOW = (
    Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier
)


def is_kept(event: QEvent) -> bool:
    """Say whether an event asks for an arrow key that the plot keeps from the window."""
    is_asked = event.type() == QEvent.Type.ShortcutOverride
    return is_asked and isinstance(event, QKeyEvent) and _way_of(event) is not None


def walked(event: QKeyEvent, at: int, last: int) -> int | None:
    """Return the layer that a key leads to.

    Parameters
    ----------
    event : QKeyEvent
    at : int
        The layer that the keyboard is on, from 1; 0 where it is on none: then it comes in from that side.
    last : int
        The output layer; 0 where there is no layer.

    Returns
    -------
    int or None
        None where the key is none of these, or there is no layer.
    """
    way = _way_of(event)
    if way is None or not last:
        return None
    begin = last if way < 0 else 1
    return min(max(at + way, 1), last) if at else begin


def _way_of(event: QKeyEvent) -> int | None:
    return None if event.modifiers() & _OF_WINDOW else _WAYS.get(event.key())
