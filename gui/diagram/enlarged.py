"""The map of one node, enlarged beside it: axes with their names, the data, and how far its numbers go."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QCoreApplication, QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from engine.nn.types import Array, Ref
from engine.session.frame import Frame
from gui.colour_scale import category, diverging, shades
from gui.diagram.card_place import obstacles, place_card
from gui.diagram.geometry import Box
from gui.diagram.map_layer import map_image, paint_curve
from gui.diagram.moment import Node
from gui.diagram.node_maps import NodeMap, NodeMaps
from gui.diagram.picture import Label, Picture
from gui.diagram.text import font_of, line_height, width_of
from gui.look import Look
from gui.names_of_data import given_name
from gui.theme import Theme

__all__ = ["Enlarged", "enlarged_box", "paint_enlarged"]

translate = QCoreApplication.translate
_SIDE, _PAD = 160.0, 10.0
"""Of the map and of the card around it, px at 100 %."""
_MOST_POINTS = 400
"""Of more rows of data every so many is drawn."""
_RUG = 7.0
"""Height of the marks of data under a curve, px."""
_ACROSS = 2
"""Inputs of a plane."""


@dataclass(frozen=True, slots=True, eq=False)
class Enlarged:
    """What is enlarged.

    Attributes
    ----------
    node : (layer, node)
    maps : NodeMaps
        Finer ones than those inside of nodes.
    frame : Frame
    look : Look
    """

    node: Node
    maps: NodeMaps
    frame: Frame
    look: Look

    @property
    def map(self) -> NodeMap:
        """The node's own map."""
        return self.maps.of(*self.node)

    @property
    def title(self) -> str:
        """What is shown."""
        name = self.frame.names.text(Ref("a", self.node[0], self.node[1:]), output=True)
        axes = [self.axis(k) for k in self.maps.plane.columns]
        if len(axes) == _ACROSS:
            return translate("Diagram", "{name} over {across} and {up}").format(
                name=name, across=axes[0], up=axes[1]
            )
        return translate("Diagram", "{name} along {across}").format(name=name, across=axes[0])

    def axis(self, column: int) -> str:
        """Name an input as the data do, else as the network does."""
        ref = Ref("x", 0, (column,))
        return given_name(ref, self.frame) or self.frame.names.text(ref)

    @property
    def lines(self) -> list[str]:
        """What is said under the map."""
        return self.told(self.look.number)

    def told(self, number: Callable[[float], str]) -> list[str]:
        """Say from where to where the node goes, and where the other inputs are held."""
        ends = self.map.ends
        lines = []
        if ends is not None:
            text = translate("Diagram", "from {low} to {high}")
            lines.append(text.format(low=number(ends[0]), high=number(ends[1])))
        if len(self.maps.plane.base) > len(self.maps.plane.columns):
            row = int(self.frame.rows[self.frame.playhead.sample]) + 1
            lines.append(translate("Diagram", "other inputs as in row {row}").format(row=row))
        return lines


def enlarged_box(shown: Enlarged, picture: Picture, further: Iterable[Label] = ()) -> Box:
    """Return where the card stands: beside its node and what is said of it, inside the view."""
    layer, j = shown.node
    layout, scale = picture.layout, shown.look.scale
    keep = layout.nodes[layer][j].box
    for label in (*picture.all_labels(), *further):
        if any((ref.layer, ref.index[:1]) == (layer, (j,)) and len(ref.index) == 1 for ref in label.refs):
            keep = keep.joined(label.box)
    line = line_height("number", scale)
    lines = [shown.title, *shown.lines]
    wide = max(_gutter(shown) + _SIDE * scale, *(width_of("number", scale, text) for text in lines))
    size = wide + 2 * _PAD * scale, _SIDE * scale + (len(lines) + 1) * line + 2 * _PAD * scale + 8
    view = Box(4, 4, layout.width - 8, layout.height - 8)
    x, y = place_card(keep, size, view, obstacles(picture), 14.0)
    return Box(x, y, *size)


def _ends(shown: Enlarged) -> list[tuple[str, str]]:
    """Write where each axis begins and ends."""
    number, plane = shown.look.number, shown.maps.plane
    return [(number(low), number(high)) for low, high in zip(plane.low, plane.high, strict=True)]


def _gutter(shown: Enlarged) -> float:
    """Return the room left of the map: for the name and the ends of the axis that goes up."""
    if len(shown.maps.plane.columns) < _ACROSS:
        return 0.0
    texts = (*_ends(shown)[1], shown.axis(shown.maps.plane.columns[1]))
    return min(max(width_of("one", shown.look.scale, text) for text in texts), 90 * shown.look.scale) + 6


def paint_enlarged(painter: QPainter, shown: Enlarged, box: Box) -> None:
    """Paint the card."""
    theme, scale = shown.look.theme, shown.look.scale
    painter.setPen(QPen(QColor(theme.border), 1.0))
    painter.setBrush(QColor(theme.surface))
    painter.drawRoundedRect(QRectF(box.x, box.y, box.w, box.h), 8, 8)
    line, pad, side = line_height("number", scale), _PAD * scale, _SIDE * scale
    texts = _Texts(painter, theme, scale)
    texts.write(QRectF(box.x + pad, box.y + pad, box.w - 2 * pad, line), shown.title, "number", "ink")
    place = QRectF(box.x + pad + _gutter(shown), box.y + pad + line + 4, side, side)
    _paint_map(painter, shown, place)
    _paint_axes(texts, shown, place, line)
    y = place.bottom() + line + 4
    for text in shown.lines:
        texts.write(QRectF(box.x + pad, y, box.w - 2 * pad, line), text, "one", "muted")
        y += line


class _Texts:
    """Writes lines of text."""

    def __init__(self, painter: QPainter, theme: Theme, scale: float) -> None:
        self._painter, self._theme, self._scale = painter, theme, scale

    def write(
        self,
        box: QRectF,
        text: str,
        kind: str,
        role: str,
        align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
    ) -> None:
        """Write one line."""
        self._painter.setFont(font_of(kind, self._scale))
        self._painter.setPen(QColor(self._theme.hex(role)))
        self._painter.drawText(box, align | Qt.AlignmentFlag.AlignVCenter, text)


def _paint_map(painter: QPainter, shown: Enlarged, place: QRectF) -> None:
    map_, theme = shown.map, shown.look.theme
    painter.save()
    painter.setClipRect(place)
    if map_.values.ndim == 1:
        paint_curve(painter, place.adjusted(0, 6, 0, -_RUG - 2), map_, theme)
        _paint_rug(painter, shown, place)
    else:
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(place, map_image(map_, theme))
        _paint_points(painter, shown, place)
    painter.restore()
    painter.setPen(QPen(QColor(theme.border), 1.0))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(place)


def _paint_rug(painter: QPainter, shown: Enlarged, place: QRectF) -> None:
    """Mark at the foot of a curve where there are data."""
    plane = shown.maps.plane
    x = shown.frame.setup.X[:, plane.columns[0]]
    shares = np.unique(np.round((x - plane.low[0]) / (plane.high[0] - plane.low[0]), 3))
    painter.setPen(QPen(QColor(shown.look.theme.ink), 1.0))
    places = (place.left() + shares * place.width()).tolist()
    painter.drawLines([QLineF(at, place.bottom() - _RUG, at, place.bottom()) for at in places])


def _paint_points(painter: QPainter, shown: Enlarged, place: QRectF) -> None:
    """Paint the data, each row in the colour of its label."""
    setup, plane, theme = shown.frame.setup, shown.maps.plane, shown.look.theme
    step = -(-len(setup.X) // _MOST_POINTS)
    X, Y = setup.X[::step, list(plane.columns)], setup.Y[::step]
    low, high = np.array(plane.low), np.array(plane.high)
    shares = (X - low) / (high - low)
    painter.setPen(QPen(QColor(theme.ink), 0.8))
    r = 2.6 * shown.look.scale
    for (across, up), colour in zip(shares.tolist(), _colours(Y, theme), strict=True):
        painter.setBrush(colour)
        centre = QPointF(place.left() + across * place.width(), place.bottom() - up * place.height())
        painter.drawEllipse(centre, r, r)


def _colours(Y: Array, theme: Theme) -> list[QColor]:
    """Choose the colours of labels: of several outputs that of the class, of one that of its size."""
    if Y.shape[1] > 1:
        return [category(theme, k) for k in Y.argmax(axis=1).tolist()]
    low, high = float(Y.min()), float(Y.max())
    reach = (high - low) / 2 or 1.0
    scale = diverging(theme)[shades(Y[:, 0], (low + high) / 2, reach)]
    return [QColor(*rgba) for rgba in scale.tolist()]


def _paint_axes(texts: _Texts, shown: Enlarged, place: QRectF, line: float) -> None:
    """Write the names of the axes and where they begin and end."""
    columns, ends = shown.maps.plane.columns, _ends(shown)
    below = QRectF(place.left(), place.bottom() + 2, place.width(), line)
    left, right, centre = (
        Qt.AlignmentFlag.AlignLeft,
        Qt.AlignmentFlag.AlignRight,
        Qt.AlignmentFlag.AlignHCenter,
    )
    for text, align in ((ends[0][0], left), (ends[0][1], right), (shown.axis(columns[0]), centre)):
        texts.write(below, text, "one", "muted", align)
    if len(columns) < _ACROSS:
        return
    wide = _gutter(shown)
    for text, y in (
        (ends[1][1], place.top()),
        (ends[1][0], place.bottom() - line),
        (shown.axis(columns[1]), place.center().y() - line / 2),
    ):
        texts.write(QRectF(place.left() - wide, y, wide - 5, line), text, "one", "muted", right)
