"""Where the playhead is and how it walks, in words."""

from __future__ import annotations

from math import inf

from PySide6.QtCore import QCoreApplication

from engine.nn.types import Zoom
from engine.session.frame import Frame
from engine.session.playhead import updates_a_second
from gui.short_number import whole
from gui.words import phase_name

__all__ = ["pace_of", "place_of", "zoom_names"]

translate = QCoreApplication.translate
_WIDEST_UPDATE = 8888


def place_of(frame: Frame, short: bool = False, widest: bool = False) -> str:
    """Say where the playhead is: "Update 3 · 14 of 22 · B5(1)", or "14 of 22 · B5(1)" where short.

    With `widest`, say the longest place of any update instead, to keep room for it.
    """
    count, step = len(frame.steps), frame.step
    address = phase_name(step.phase) if frame.playhead.zoom == "phase" else step.address
    number, update = frame.number, frame.update
    if widest:
        address = phase_name("backward") if frame.playhead.zoom == "phase" else f"UW({frame.network.L})"
        number, update = count, max(update, _WIDEST_UPDATE)
    if short:
        text = translate("Transport", "{number} of {count} · {address}")
    elif update == 0:
        text = translate("Transport", "Step {number} of {count} · {address}")
    else:
        text = translate("Transport", "Update {update} · {number} of {count} · {address}")
    return text.format(update=whole(update), number=number, count=count, address=address)


def pace_of(speed: float, point: str = ".", short: bool = False) -> str:
    """Write a speed: "0.5×" of steps, "10 updates/s" or, where short, "10/s"."""
    rate = updates_a_second(speed)
    if not rate:
        return f"{speed:g}×".replace(".", point)
    if rate == inf:
        return translate("Transport", "fastest") if short else translate("Transport", "as fast as possible")
    text = translate("Transport", "{count} updates/s")
    if short:
        text = translate("Transport", "{count}/s")
    elif rate == 1:
        text = translate("Transport", "{count} update/s")
    return text.format(count=f"{rate:g}".replace(".", point))


def zoom_names() -> dict[Zoom, str]:
    """Name the zoom levels by what one step does."""
    return {
        "phase": translate("Transport", "Phase"),
        "layer": translate("Transport", "Layer"),
        "node": translate("Transport", "Node"),
        "edge": translate("Transport", "Edge"),
    }
