"""SVG, written by hand: outlines only, the same text for the same picture, and no font needed.

Text becomes outlines, because the bundled fonts are not on other machines; what it says stays with
it in ``aria-label``, for screen readers and for search.
"""

from __future__ import annotations

from base64 import b64encode
from html import escape
from math import sqrt

from PySide6.QtCore import QBuffer, QIODevice, QPointF, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QBrush, QColor, QPainterPath, QPen, QPixmap, QTextItem, QTransform

from gui.export.tracing import Ink

__all__ = ["SvgSink"]

_Element = QPainterPath.ElementType
_LETTERS = {
    _Element.MoveToElement: "M",
    _Element.LineToElement: "L",
    _Element.CurveToElement: "C",
    _Element.CurveToDataElement: " ",
}
_CAPS = {Qt.PenCapStyle.SquareCap: "square", Qt.PenCapStyle.RoundCap: "round"}
_JOINS = {Qt.PenJoinStyle.BevelJoin: "bevel", Qt.PenJoinStyle.RoundJoin: "round"}
_UNSEEN = 0.5
"""Px that a clip may take off without being written down: rounding, mostly."""


class SvgSink:
    """Collects the elements of one picture."""

    def __init__(self) -> None:
        self._body: list[str] = []
        self._clips: dict[str, str] = {}

    def path(self, path: QPainterPath, ink: Ink) -> None:
        """Add an outline."""
        drawn = ink.transform.map(path)
        words = _data(drawn)
        if not words:
            return
        rule = "" if path.fillRule() == Qt.FillRule.WindingFill else ' fill-rule="evenodd"'
        filled = _fill(ink.brush) + (rule if ink.brush.style() != Qt.BrushStyle.NoBrush else "")
        stroked = _stroke(ink.pen, ink.transform)
        said = f' aria-label="{escape(ink.said)}"' if ink.said else ""
        half = ink.pen.widthF() if stroked else 0.0
        box = drawn.boundingRect().adjusted(-half, -half, half, half)
        self._body.append(f'<path d="{words}"{filled}{stroked}{self._shared(box, ink)}{said}/>')

    def text(self, _at: QPointF, _item: QTextItem, _ink: Ink) -> bool:
        """Ask for outlines."""
        return False

    def pixmap(self, target: QRectF, pixmap: QPixmap, source: QRectF, ink: Ink) -> None:
        """Add an icon as it is, within the file."""
        buffer = QBuffer()
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        pixmap.copy(source.toAlignedRect()).save(buffer, "PNG")
        data = b64encode(buffer.data().data()).decode("ascii")
        box = ink.transform.mapRect(target)
        sides = {"x": box.x(), "y": box.y(), "width": box.width(), "height": box.height()}
        place = " ".join(f'{name}="{_short(value)}"' for name, value in sides.items())
        if ink.keeps_dots(target, source):
            place += ' preserveAspectRatio="none" style="image-rendering:pixelated"'
        self._body.append(f'<image {place}{self._shared(box, ink)} href="data:image/png;base64,{data}"/>')

    def document(self, page: QSizeF, size: QSize, title: str, description: str) -> str:
        """Return the file.

        Parameters
        ----------
        page : QSizeF
            The room that was painted in.
        size : QSize
            Of the picture, px.
        title, description : str
            Of the picture, for screen readers.
        """
        clips = (f'<clipPath id="{id_}"><path d="{d}"/></clipPath>' for d, id_ in self._clips.items())
        room = f'viewBox="0 0 {_short(page.width())} {_short(page.height())}"'
        sides = f'width="{size.width()}" height="{size.height()}"'
        return "\n".join((
            '<?xml version="1.0" encoding="UTF-8"?>',
            f'<svg xmlns="http://www.w3.org/2000/svg" {sides} {room}>',
            f"<title>{escape(title, quote=False)}</title>",
            f"<desc>{escape(description, quote=False)}</desc>",
            *(("<defs>", *clips, "</defs>") if self._clips else ()),
            *self._body,
            "</svg>",
            "",
        ))  # fmt: skip

    def _shared(self, box: QRectF, ink: Ink) -> str:
        """Write what outlines and icons have in common: opacity, and a clip where one cuts something off."""
        faint = f' opacity="{_short(ink.opacity)}"' if ink.opacity < 1 else ""
        inside = box.adjusted(_UNSEEN, _UNSEEN, -_UNSEEN, -_UNSEEN)
        if ink.clip is None or ink.clip.contains(inside):
            return faint
        words = _data(ink.clip)
        return f'{faint} clip-path="url(#{self._clips.setdefault(words, f"clip{len(self._clips) + 1}")})"'


def _data(path: QPainterPath) -> str:
    """Write an outline as the commands M, L, C and Z."""
    words: list[str] = []
    start = here = (0.0, 0.0)
    for index in range(path.elementCount()):
        element = path.elementAt(index)
        if element.isMoveTo():
            words.append("Z" if words and here == start else "")
            start = (element.x, element.y)
        here = (element.x, element.y)
        words.append(f"{_LETTERS[element.type]}{_short(element.x)} {_short(element.y)}")
    return "".join(words) + ("Z" if words and here == start else "")


def _short(value: float) -> str:
    """Write a number with at most two decimals: nobody sees a hundredth of a px."""
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def _fill(brush: QBrush) -> str:
    return ' fill="none"' if brush.style() == Qt.BrushStyle.NoBrush else _colour("fill", brush.color())


def _colour(name: str, colour: QColor) -> str:
    clear = f' {name}-opacity="{_short(colour.alphaF())}"' if colour.alpha() < 255 else ""
    return f' {name}="{colour.name()}"{clear}'


def _stroke(pen: QPen, transform: QTransform) -> str:
    if pen.style() == Qt.PenStyle.NoPen:
        return ""
    scale = sqrt(abs(transform.determinant()))
    width = pen.widthF() * scale
    words = f'{_colour("stroke", pen.color())} stroke-width="{_short(width)}"'
    if pen.capStyle() in _CAPS:
        words += f' stroke-linecap="{_CAPS[pen.capStyle()]}"'
    if pen.joinStyle() in _JOINS:
        words += f' stroke-linejoin="{_JOINS[pen.joinStyle()]}"'
    if pen.style() != Qt.PenStyle.SolidLine:
        dashes = " ".join(_short(dash * width) for dash in pen.dashPattern())
        words += f' stroke-dasharray="{dashes}" stroke-dashoffset="{_short(pen.dashOffset() * width)}"'
    return words
