"""The diagram as a picture to take away: a moment in any size, painted to any painter, without a widget."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QPainter

from engine.session.frame import Frame
from gui.diagram.canvas import Canvas, paint_moving
from gui.diagram.compose import compose
from gui.diagram.hit import Hits
from gui.diagram.node_maps import NodeMaps
from gui.diagram.overlay import paint_selection
from gui.diagram.staging import stage_of
from gui.diagram.text import measure_with, sizes_of
from gui.look import Look

__all__ = ["Portrait"]


class Portrait:
    """What the diagram of a size shows of a moment: nothing pointed at, nothing in focus.

    What is selected is marked, as it is part of the moment.

    Parameters
    ----------
    frame : Frame
    look : Look
    size : QSize
    maps : NodeMaps, optional
        What stands inside of nodes.
    """

    def __init__(self, frame: Frame, look: Look, size: QSize, maps: NodeMaps | None = None) -> None:
        layout = stage_of(frame, (size.width(), size.height()), sizes_of(frame, look)).layout()
        self._frame, self._look = frame, look
        self._picture = compose(frame, layout, look, measure_with(look.scale), maps)

    @property
    def moves(self) -> bool:
        """Say whether the step in play lets something travel or settle."""
        return self._picture.moves

    def paint(self, painter: QPainter, progress: float = 1.0) -> None:
        """Paint it while values travel (0 is the start), or with all at rest (1)."""
        frame, look, picture = self._frame, self._look, self._picture
        Canvas().paint_still(painter, picture, look)
        paint_moving(painter, picture, look, progress)
        if frame.selected is not None:
            texts = [label.box for label in picture.all_labels()]
            hits = Hits(picture, frame.step.phase == "backward")
            paint_selection(painter, hits.shapes([frame.selected]), look.theme, texts)
