"""Paints what a step makes while it comes to rest: the dot of φ rises, a δ pulses, a correction fades in."""

from __future__ import annotations

from math import pi, sin

from PySide6.QtGui import QPainter

from gui.diagram.curve_layer import CurvePainter
from gui.diagram.label_layer import paint_label
from gui.diagram.picture import Label, Picture
from gui.look import Look

_ARRIVED = 0.6
"""When what travels is near enough for the label it makes to pulse, as a share of the motion."""
_SWELL = 0.14
"""How much larger a label gets at the height of its pulse."""


def paint_settling(painter: QPainter, picture: Picture, look: Look, progress: float) -> None:
    """Paint everything that settles, as far as `progress` says.

    Parameters
    ----------
    progress : float
        0 at the start of the motion, 1 at rest.
    """
    curves = CurvePainter(painter, look.theme)
    for node in picture.nodes:
        if node.curve is not None and node.curve.rises:
            curves.paint_dot(node, node.curve, progress)
    for label in picture.labels:
        if label.settles:
            _paint(painter, label, look, progress)


def _paint(painter: QPainter, label: Label, look: Look, progress: float) -> None:
    """Paint one label: larger at the height of its pulse, or paler while it fades in."""
    if progress >= 1.0:
        paint_label(painter, label, look.theme, look.scale)
        return
    painter.save()
    if label.settles == "fade":
        painter.setOpacity(progress)
    else:
        beat = max((progress - _ARRIVED) / (1.0 - _ARRIVED), 0.0)
        size = 1.0 + _SWELL * sin(pi * beat)
        painter.translate(label.box.cx, label.box.cy)
        painter.scale(size, size)
        painter.translate(-label.box.cx, -label.box.cy)
    paint_label(painter, label, look.theme, look.scale)
    painter.restore()
