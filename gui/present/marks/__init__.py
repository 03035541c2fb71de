"""What the lecturer draws on the audience view: strokes that belong to a stop, and how they are painted."""

from __future__ import annotations

from gui.present.marks.layer import paint_dot, paint_marks
from gui.present.marks.marks import Marks, drawn, erased, from_data, undone, unlit
from gui.present.marks.stroke import TOOLS, Stroke, Tool

__all__ = [
    "TOOLS", "Marks", "Stroke", "Tool", "drawn", "erased", "from_data", "paint_dot", "paint_marks", "undone",
    "unlit",
]  # fmt: skip
