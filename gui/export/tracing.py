"""A paint device that hands on what is painted, stroke by stroke, so that every format is true vectors.

Qt's own way to SVG writes text as text, in fonts that other machines lack, and leaves clips out; its
way to PDF turns widgets into pixmaps. A `Tracing` stands between: whatever paints with a QPainter
(the diagram, a widget, a plot) paints on it, and a `Sink` is handed outlines, text and how they look.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import (
    QBrush,
    QPaintDevice,
    QPaintEngine,
    QPaintEngineState,
    QPainterPath,
    QPen,
    QPixmap,
    QPolygonF,
    QRegion,
    QTextItem,
    QTransform,
)

from gui.export.hatch import hatched

__all__ = ["DPI", "Ink", "Sink", "Tracing"]

DPI = 96
"""Px of an inch, as in style sheets and in SVG."""

_CELL = 16.0
"""Square px that a dot takes at least where it is a cell."""

_Dirty = QPaintEngine.DirtyFlag
_Mode = QPaintEngine.PolygonDrawMode
_Metric = QPaintDevice.PaintDeviceMetric


@dataclass(frozen=True, slots=True, eq=False)
class Ink:
    """How something is painted.

    Attributes
    ----------
    pen : QPen
        Never a cosmetic one.
    brush : QBrush
        Never a hatched one.
    transform : QTransform
        From the thing's own coordinates to those of the picture.
    clip : QPainterPath or None
        In the picture's coordinates.
    opacity : float
    smooth : bool
    blends : bool
        A picture made of dots is smoothed where it is enlarged.
    said : str
        The text that the outlines show; empty for what is no text.
    """

    pen: QPen
    brush: QBrush
    transform: QTransform
    clip: QPainterPath | None = None
    opacity: float = 1.0
    smooth: bool = True
    blends: bool = True
    said: str = ""

    def keeps_dots(self, target: QRectF, source: QRectF) -> bool:
        """Say whether each dot of a picture is to be seen: a cell of a grid, not a part of an icon."""
        return not self.blends and target.width() * target.height() > _CELL * source.width() * source.height()


class Sink(Protocol):
    """What takes the picture."""

    def path(self, path: QPainterPath, ink: Ink) -> None:
        """Take an outline."""

    def text(self, at: QPointF, item: QTextItem, ink: Ink) -> bool:
        """Take a run of text; False to be handed its outlines in its place."""

    def pixmap(self, target: QRectF, pixmap: QPixmap, source: QRectF, ink: Ink) -> None:
        """Take a picture made of dots, such as an icon."""


class Tracing(QPaintDevice):
    """A device to paint on.

    Parameters
    ----------
    sink : Sink
    size : QSizeF
        Of the picture, px.
    """

    def __init__(self, sink: Sink, size: QSizeF) -> None:
        super().__init__()
        self._engine = _Engine(sink)
        self._size = size

    def paintEngine(self) -> QPaintEngine:
        """Return what takes the calls of a painter."""
        return self._engine

    def metric(self, metric: QPaintDevice.PaintDeviceMetric) -> int:
        """Measure the device: one dot a px."""
        width, height = round(self._size.width()), round(self._size.height())
        return {
            _Metric.PdmWidth: width,
            _Metric.PdmHeight: height,
            _Metric.PdmWidthMM: round(width * 25.4 / DPI),
            _Metric.PdmHeightMM: round(height * 25.4 / DPI),
            _Metric.PdmNumColors: 2**24,
            _Metric.PdmDepth: 32,
            _Metric.PdmDpiX: DPI,
            _Metric.PdmDpiY: DPI,
            _Metric.PdmPhysicalDpiX: DPI,
            _Metric.PdmPhysicalDpiY: DPI,
            _Metric.PdmDevicePixelRatio: 1,
            _Metric.PdmDevicePixelRatioScaled: int(QPaintDevice.devicePixelRatioFScale()),
        }.get(metric, 0)


class _Engine(QPaintEngine):
    """Keeps the state of the painter, and hands every call on with it."""

    def __init__(self, sink: Sink) -> None:
        super().__init__(QPaintEngine.PaintEngineFeature.AllFeatures)
        self._sink = sink
        self._ink = Ink(QPen(), QBrush(), QTransform())
        self._clip: QPainterPath | None = None
        self._bounds = QRegion()
        self._cut_down: QPainterPath | None = None

    def begin(self, _device: QPaintDevice) -> bool:
        """Start."""
        self.setActive(True)
        return True

    def end(self) -> bool:
        """Stop."""
        self.setActive(False)
        return True

    def type(self) -> QPaintEngine.Type:
        """Tell Qt that this is none of its own engines."""
        return QPaintEngine.Type.User

    def updateState(self, state: QPaintEngineState) -> None:
        """Note what the painter changed."""
        dirty, ink = state.state(), self._ink
        if dirty & _Dirty.DirtyPen:
            ink = replace(ink, pen=QPen(state.pen()) if state.pen().color().alpha() else _NO_PEN)
        if dirty & _Dirty.DirtyBrush:
            ink = replace(ink, brush=QBrush(state.brush()) if state.brush().color().alpha() else _NO_BRUSH)
        if dirty & _Dirty.DirtyTransform:
            ink = replace(ink, transform=QTransform(state.transform()))
        if dirty & _Dirty.DirtyOpacity:
            ink = replace(ink, opacity=state.opacity())
        if dirty & _Dirty.DirtyHints:
            hints = state.renderHints()
            blends = bool(hints & hints.SmoothPixmapTransform)
            ink = replace(ink, smooth=bool(hints & hints.Antialiasing), blends=blends)
        self._ink = ink
        self._note_clip(state, dirty)

    def _note_clip(self, state: QPaintEngineState, dirty: QPaintEngine.DirtyFlag) -> None:
        if dirty & _Dirty.DirtyClipPath:
            self._cut(QPainterPath(state.clipPath()), state.clipOperation())
        if dirty & _Dirty.DirtyClipRegion:
            path = QPainterPath()
            path.addRegion(state.clipRegion())
            self._cut(path, state.clipOperation())
        if dirty & _Dirty.DirtyClipEnabled and not state.isClipEnabled():
            self._clip = None
        self._cut_down = None

    def _cut(self, path: QPainterPath, operation: Qt.ClipOperation) -> None:
        """Let a clip take the place of the one before, or narrow it down."""
        mapped = self._ink.transform.map(path)
        if operation == Qt.ClipOperation.NoClip:
            self._clip = None
        elif operation == Qt.ClipOperation.ReplaceClip or self._clip is None:
            self._clip = mapped
        else:
            self._clip = self._clip.intersected(mapped)

    def _worn(self) -> Ink:
        """Return the ink with its clip, cut down to the widget that paints: Qt tells its bounds apart."""
        bounds = self.systemClip()
        if bounds.isEmpty():
            return replace(self._ink, clip=self._clip)
        if self._cut_down is None or bounds != self._bounds:
            path = QPainterPath()
            path.addRegion(bounds)
            self._bounds = QRegion(bounds)
            self._cut_down = path if self._clip is None else self._clip.intersected(path)
        return replace(self._ink, clip=self._cut_down)

    # What is painted

    def drawPath(self, path: QPainterPath) -> None:
        """Hand an outline on."""
        ink = self._worn()
        if ink.pen.style() != Qt.PenStyle.NoPen and (ink.pen.isCosmetic() or not ink.pen.widthF()):
            path, ink = _of_any_size(path, ink)
        if ink.brush.style() in _HATCHES:
            self._sink.path(hatched(path), replace(ink, pen=_NO_PEN, brush=QBrush(ink.brush.color())))
            ink = replace(ink, brush=_NO_BRUSH)
        if ink.pen.style() != Qt.PenStyle.NoPen or ink.brush.style() != Qt.BrushStyle.NoBrush:
            self._sink.path(path, ink)

    # From here on Qt calls with these types only, though more could be passed by hand.

    def drawPolygon(self, points: Sequence[QPointF], mode: _Mode) -> None:  # type: ignore[override]
        """Hand corners on as an outline."""
        path = QPainterPath()
        path.addPolygon(QPolygonF(list(points)))
        if mode == _Mode.PolylineMode:
            brush, self._ink = self._ink.brush, replace(self._ink, brush=_NO_BRUSH)
            self.drawPath(path)
            self._ink = replace(self._ink, brush=brush)
            return
        path.closeSubpath()
        if mode == _Mode.WindingMode:
            path.setFillRule(Qt.FillRule.WindingFill)
        self.drawPath(path)

    def drawTextItem(self, at: QPointF, item: QTextItem) -> None:  # type: ignore[override]
        """Hand text on; where it is not wanted, let Qt draw its outlines here."""
        if not self._sink.text(at, item, self._worn()):
            self._ink = replace(self._ink, said=item.text())
            super().drawTextItem(at, item)
            self._ink = replace(self._ink, said="")

    def drawPixmap(  # type: ignore[override]
        self, target: QRectF, pixmap: QPixmap, source: QRectF
    ) -> None:
        """Hand dots on."""
        self._sink.pixmap(target, pixmap, source, self._worn())


_HATCHES = (Qt.BrushStyle.BDiagPattern,)
"""The one pattern that anything here is painted with."""
_NO_PEN = QPen(Qt.PenStyle.NoPen)
_NO_BRUSH = QBrush(Qt.BrushStyle.NoBrush)


def _of_any_size(path: QPainterPath, ink: Ink) -> tuple[QPainterPath, Ink]:
    """Turn a pen of always so many px (plots have them) into one that grows with the picture."""
    pen = QPen(ink.pen)
    pen.setCosmetic(False)
    pen.setWidthF(pen.widthF() or 1.0)
    return ink.transform.map(path), replace(ink, pen=pen, transform=QTransform())
