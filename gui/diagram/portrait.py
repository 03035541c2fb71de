"""The diagram as a picture to take away: a moment in any size, painted to any painter, without a widget."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QPainter

from engine.session.frame import Frame
from gui.diagram.canvas import Canvas, paint_moving
from gui.diagram.compose import compose
from gui.diagram.hit import Hits
from gui.diagram.layout import arrange
from gui.diagram.overlay import paint_selection
from gui.diagram.text import measure_with, sizes_of
from gui.look import Look

__all__ = ["paint_portrait"]


def paint_portrait(painter: QPainter, frame: Frame, look: Look, size: QSize) -> None:
    """Paint what the diagram of that size shows: all at rest, nothing pointed at, nothing in focus.

    What is selected is marked, as it is part of the moment.
    """
    layout = arrange(frame.network.sizes, size.width(), size.height(), sizes_of(frame, look))
    picture = compose(frame, layout, look, measure_with(look.scale))
    Canvas().paint_still(painter, picture, look)
    paint_moving(painter, picture, look, 1.0)
    if frame.selected is not None:
        texts = [label.box for label in picture.all_labels()]
        hits = Hits(picture, frame.step.phase == "backward")
        paint_selection(painter, hits.shapes([frame.selected]), look.theme, texts)
