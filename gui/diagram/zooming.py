"""How far to zoom in, and where, so that the nodes in play fill the view. Pure, no Qt."""

from __future__ import annotations

from dataclasses import replace

from engine.session.frame import Frame
from gui.diagram.geometry import Box
from gui.diagram.layout import Layout
from gui.diagram.moment import Moment
from gui.diagram.staging import Stage, stage_of
from gui.diagram.viewport import Viewport

__all__ = ["zoomed_on_play"]

_ZOOMS = (4.0, 3.2, 2.6, 2.2, 1.9, 1.6, 1.4, 1.25)
"""How many times as large as the view the network may be, the most first."""
_AROUND = 14.0
"""Room around what is in play, px."""


def zoomed_on_play(frame: Frame, stage: Stage) -> Stage:
    """Return a stage zoomed in on what the step in play reads and writes, as far as all of that is in view.

    Parameters
    ----------
    frame : Frame
    stage : Stage
        Of all of the network; the same comes back where nothing larger has room.
    """
    moment, size = Moment(frame), (stage.width, stage.height)
    for zoom in _ZOOMS:
        near = stage_of(frame, size, stage.text, stage.controls, Viewport(zoom), moment.touched, stage.places)
        whole = replace(near, width=size[0] * zoom, height=size[1] * zoom, viewport=Viewport()).layout()
        box = _played(moment, whole)
        if box is None:
            return stage
        top = whole.measures.head * stage.text.line
        if box.w <= size[0] and box.h + top <= size[1]:
            x, y = box.cx / whole.width, (box.cy - top / 2) / whole.height
            return replace(near, viewport=Viewport(zoom).centred(x, y))
    return stage


def _played(moment: Moment, layout: Layout) -> Box | None:
    """Return the room that nodes in play take with their biases and pills; None where none is drawn."""
    shown = [(layer, j) for layer, j in moment.touched if layout.is_shown(layer, j)]
    boxes = [layout.ground.block(layout.nodes[layer][j]) for layer, j in shown]
    boxes += [layout.pill_box(layer, j) for layer, j in shown if layer]
    if moment.cost_in_play:
        boxes.append(layout.cost)
    if not boxes:
        return None
    found = boxes[0]
    for box in boxes[1:]:
        found = found.joined(box)
    return found.grown(_AROUND)
