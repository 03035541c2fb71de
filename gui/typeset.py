r"""The one adapter around mathra: LaTeX in, outlines by colour out.

mathra draws a formula as SVG: glyph outlines in ``<defs>``, then one ``<use>``
a glyph and one ``<rect>`` a rule, each with the fill that ``\textcolor`` gave
it. We turn that into one QPainterPath a colour, once; a painter then needs no
SVG, and a colour can change without typesetting again. If mathra should ever
fail us, only this file changes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from xml.etree import ElementTree as ET

import mathra
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainterPath, QPainterPathStroker, QTransform

__all__ = ["UNITS_PER_EM", "Outline", "outline"]

UNITS_PER_EM = 1000.0
_SVG = "{http://www.w3.org/2000/svg}"
_METADATA = re.compile(r"<metadata>.*</metadata>", re.DOTALL)
_PATH_WORD = re.compile(r"[MLQCHVZ]|-?[\d.]+")
_NUMBER = re.compile(r"-?[\d.]+(?:e-?\d+)?")
_FLIP = QTransform.fromScale(1, -1)  # mathra draws with y upwards


@dataclass(frozen=True, slots=True, eq=False)
class Outline:
    """A typeset formula in thousandths of an em: y downwards, the baseline at 0."""

    paths: dict[str | None, QPainterPath]
    """What each colour of the LaTeX draws; None is what was given no colour."""
    frame: QRectF
    """The room the formula takes."""
    speech: str
    """The formula in words, for a screen reader."""


def outline(tex: str, language: str = "en") -> Outline:
    r"""Typeset LaTeX.

    Parameters
    ----------
    tex : str
        Mathematics in display style; ``\textcolor{#rrggbb}{…}`` marks parts.
    language : str
        Of the spoken text, for example ``"en"`` or ``"de"``.

    Raises
    ------
    ValueError
        If it is no LaTeX that can be drawn.
    """
    try:
        svg = mathra.tex_to_svg(tex, language, strict=True)
    except ValueError as error:
        raise ValueError(f"The formula {tex!r} cannot be typeset: {error}.") from error
    root = ET.fromstring(_METADATA.sub("", svg))  # noqa: S314 - mathra wrote it in this process
    return Outline(_paths(root), _frame(root), root.findtext(f"{_SVG}title", "").strip())


def _frame(root: ET.Element) -> QRectF:
    x, y, width, height = map(float, root.attrib["viewBox"].split())
    return QRectF(x, y, width, height)


def _paths(root: ET.Element) -> dict[str | None, QPainterPath]:
    """Collect what is drawn, one path a colour."""
    outlines = root.iterfind(f"{_SVG}defs/{_SVG}path")
    glyphs = {f"#{node.attrib['id']}": _glyph(node.attrib["d"]) for node in outlines}
    paths: dict[str | None, QPainterPath] = {}
    for group in root.iterfind(f"{_SVG}g"):
        for node in group:
            colour = node.get("fill") or node.get("stroke")
            key = None if colour == "currentColor" else colour
            if key not in paths:
                paths[key] = _empty()
            paths[key].addPath(_shape(node, glyphs))
    return {key: _FLIP.map(path) for key, path in paths.items()}


def _empty() -> QPainterPath:
    path = QPainterPath()
    path.setFillRule(Qt.FillRule.WindingFill)  # SVG's default: the strokes of a glyph may overlap
    return path


def _shape(node: ET.Element, glyphs: dict[str, QPainterPath]) -> QPainterPath:
    """Return the path of one drawn element, y upwards."""
    match node.tag.removeprefix(_SVG):
        case "use":
            return _placed(node).map(glyphs[node.attrib["href"]])
        case "rect":
            path = QPainterPath()
            path.addRect(*_floats(node, "x", "y", "width", "height"))
            return path
        case "line":
            return _line(node)
        case other:
            raise ValueError(f"The formula needs <{other}>, which cannot be drawn.")


def _placed(node: ET.Element) -> QTransform:
    """Read ``x`` and ``y``, or ``translate(x y) scale(s)``."""
    transform = node.get("transform")
    if transform is None:
        return QTransform.fromTranslate(*_floats(node, "x", "y"))
    x, y, *scales = map(float, _NUMBER.findall(transform))
    across = scales[0] if scales else 1.0
    return QTransform(across, 0, 0, scales[-1] if scales else 1.0, x, y)


def _line(node: ET.Element) -> QPainterPath:
    x1, y1, x2, y2, width = _floats(node, "x1", "y1", "x2", "y2", "stroke-width")
    path = QPainterPath()
    path.moveTo(x1, y1)
    path.lineTo(x2, y2)
    stroker = QPainterPathStroker()
    stroker.setWidth(width)
    stroker.setCapStyle(Qt.PenCapStyle.RoundCap)
    return stroker.createStroke(path)


def _floats(node: ET.Element, *names: str) -> tuple[float, ...]:
    return tuple(float(node.get(name, "0")) for name in names)


@lru_cache(maxsize=512)
def _glyph(d: str) -> QPainterPath:
    """Read the outline of a glyph: absolute M, L, H, V, Q, C and Z.

    Kept, because numbers change at every step but their digits are the same ten.
    Callers map the path, which copies it, and never draw into it.
    """
    path = _empty()
    words = iter(_PATH_WORD.findall(d))
    for command in words:
        _draw(path, command, words)
    return path


def _draw(path: QPainterPath, command: str, words: Iterator[str]) -> None:
    """Carry out one drawing command, taking its numbers from ``words``."""

    def take(count: int) -> list[float]:
        return [float(next(words)) for _ in range(count)]

    here = path.currentPosition()
    match command:
        case "M":
            path.moveTo(*take(2))
        case "L":
            path.lineTo(*take(2))
        case "H":
            path.lineTo(take(1)[0], here.y())
        case "V":
            path.lineTo(here.x(), take(1)[0])
        case "Q":
            path.quadTo(*take(4))
        case "C":
            path.cubicTo(*take(6))
        case "Z":
            path.closeSubpath()
        case other:
            raise ValueError(f"A glyph draws with {other!r}, which is not known.")
