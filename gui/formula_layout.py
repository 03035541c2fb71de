"""Fit a formula into a width: shrink a little, then break before ``=``, then before ``+``.

Pure: parts and a width in, placed lines out. A formula is never cut off; what
cannot be broken is shrunk as far as it must be.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSizeF

from gui.formula import Typeset, typeset

__all__ = ["Arrangement", "FormulaPart", "Line", "arrange"]

COMFORTABLE = 0.8
"""Down to this scale a formula stays on fewer lines; below it is broken further."""
_LINE_GAP = 0.45  # em between lines
_SUMS = ("=", "+", "-", "−")
_BREAKS: tuple[tuple[str, ...], ...] = ((), ("=",), _SUMS, (*_SUMS, r"\cdot", r"\times"))


@dataclass(frozen=True, slots=True)
class FormulaPart:
    r"""A piece of a formula.

    Parameters
    ----------
    tex : str
        LaTeX; complete by itself if the part has a key or a colour.
    key : Hashable or None
        What is meant when this part is pointed at; None for signs and brackets.
    colour_role : str
        A token of the theme, for example ``"delta"``.
    """

    tex: str
    key: Hashable | None = None
    colour_role: str = "ink"

    @property
    def is_live(self) -> bool:
        """Tell whether it is coloured or pointed at by itself."""
        return self.key is not None or self.colour_role != "ink"


@dataclass(frozen=True, slots=True, eq=False)
class Line:
    """One line of a formula: where it goes, and which parts are live in it."""

    typeset: Typeset
    origin: QPointF
    indices: tuple[int, ...]
    """The numbers of the live parts, one a box."""


@dataclass(frozen=True, slots=True, eq=False)
class Arrangement:
    """A formula fitted into a width."""

    lines: tuple[Line, ...]
    size: QSizeF
    scale: float

    def boxes(self) -> Iterator[tuple[int, QRectF]]:
        """Yield the number and the box of every live part."""
        for line in self.lines:
            for index, box in zip(line.indices, line.typeset.boxes, strict=True):
                yield index, box.translated(line.origin)


_Row = tuple[int, ...]  # numbers of parts, in order


def arrange(parts: Sequence[FormulaPart], px: float, width: float) -> Arrangement:
    """Fit a formula into a width.

    Parameters
    ----------
    parts : sequence of FormulaPart
    px : float
        The size of the letters when there is room.
    width : float
        px; what is at most taken.

    Raises
    ------
    ValueError
        If the parts are no LaTeX that can be drawn.
    """
    best: tuple[float, list[_Row]] = (0.0, [])
    for signs in _BREAKS:
        rows = _packed(parts, _pieces(parts, signs), px, width / COMFORTABLE)
        widest = max((_row(parts, row, px).width for row in rows), default=0.0)
        scale = min(1.0, width / widest) if widest else 1.0
        if scale > best[0]:
            best = scale, rows
        if scale >= COMFORTABLE:
            break
    return _placed(parts, best[1], px, best[0])


def _pieces(parts: Sequence[FormulaPart], signs: tuple[str, ...]) -> list[_Row]:
    """Cut before every sign that stands outside all braces."""
    pieces: list[list[int]] = [[]]
    depth = 0
    for index, part in enumerate(parts):
        may_break = depth == 0 and not part.is_live and bool(pieces[-1])
        if may_break and signs and part.tex.lstrip().startswith(signs):
            pieces.append([])
        pieces[-1].append(index)
        depth += part.tex.count("{") - part.tex.count("}")
        depth += part.tex.count(r"\left") - part.tex.count(r"\right")
    return [tuple(piece) for piece in pieces if piece]


def _packed(parts: Sequence[FormulaPart], pieces: Sequence[_Row], px: float, room: float) -> list[_Row]:
    """Put as many pieces on a line as it has room for."""
    rows: list[_Row] = []
    used = 0.0
    for piece in pieces:
        width = _row(parts, piece, px).width
        if rows and used + width <= room:
            rows[-1] += piece
            used += width
        else:
            rows.append(piece)
            used = width
    return rows


def _row(parts: Sequence[FormulaPart], row: _Row, px: float) -> Typeset:
    """Typeset some of the parts."""
    words = [(parts[index].tex, parts[index].is_live) for index in row]
    if row[0] > 0 and not parts[row[0]].tex.lstrip().startswith("="):
        words.insert(0, ("{}", False))  # else LaTeX takes a leading + for a sign and sets it tight
    return typeset(words, px)


def _placed(parts: Sequence[FormulaPart], rows: Sequence[_Row], px: float, scale: float) -> Arrangement:
    """Set the rows below each other, centred."""
    drawn = [_row(parts, row, px * scale) for row in rows]
    widest = max((line.width for line in drawn), default=0.0)
    lines: list[Line] = []
    y = 0.0
    for row, line in zip(rows, drawn, strict=True):
        live = tuple(index for index in row if parts[index].is_live)
        lines.append(Line(line, QPointF((widest - line.width) / 2, y), live))
        y += line.height + _LINE_GAP * px * scale
    height = max(0.0, y - _LINE_GAP * px * scale)
    return Arrangement(tuple(lines), QSizeF(widest, height), scale)
