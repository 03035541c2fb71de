"""The regression fit: what the network says along its only input."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QPointF, QRectF, QSizeF
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QWidget

from engine.nn.types import Array
from engine.session.plane import Plane, Sheet
from gui.panels.network_map.data_plot import DataPlot

__all__ = ["Fit", "FitPlot"]

_MARGIN = 14.0
_FAR = 1e4
"""Px beyond the plot where a line may as well end."""


@dataclass(frozen=True, slots=True, eq=False)
class Fit:
    """What a fit shows.

    Attributes
    ----------
    plane : Plane
    sheets : ndarray of float32, shape (outputs, n), or None
        None where ŷ is withheld.
    colours : tuple of str
        Of each output.
    span : tuple of float
        What is shown of the vertical axis.
    names : tuple of str
        Of the input and of the output.
    """

    plane: Plane
    sheets: Sheet | None
    colours: tuple[str, ...]
    span: tuple[float, float]
    names: tuple[str, str]


class FitPlot(DataPlot):
    """A curve for every output, the data points beside it."""

    can_be_named = False

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._fit_shown: Fit | None = None

    def show_fit(self, fit: Fit) -> None:
        """Show another fit."""
        self._fit_shown = fit
        self.draw()
        self.update()

    def draw(self) -> None:
        """Set the axes."""
        fit = self._fit_shown
        if fit is None:
            return
        ends = [(fit.plane.low[0], fit.plane.high[0]), fit.span]
        self.set_named_axes(ends, fit.names, _MARGIN)

    def paint_curves(self, painter: QPainter, shown: QRectF, px: QSizeF) -> None:
        """Paint the curves, with gaps where an output is not finite."""
        fit = self._fit_shown
        if fit is None or fit.sheets is None:
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        x = np.linspace(fit.plane.low[0], fit.plane.high[0], fit.sheets.shape[1])
        for sheet, colour in zip(fit.sheets.astype(np.float64), fit.colours, strict=True):
            painter.setPen(QPen(QColor(colour), 2.0))
            for piece in _pieces(sheet):
                places = self.px_of(np.column_stack([x[piece], sheet[piece]])).clip(-_FAR, _FAR)
                painter.drawPolyline(QPolygonF([QPointF(*place) for place in places.tolist()]))


def _pieces(sheet: Array) -> list[slice]:
    """Return the stretches in which an output is finite."""
    edges = np.flatnonzero(np.diff(np.concatenate([[False], np.isfinite(sheet), [False]]).astype(np.int8)))
    return [slice(start, end) for start, end in edges.reshape(-1, 2).tolist()]
