"""The type of the diagram: which font each kind of text has, and how large a text is."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtGui import QFont, QFontMetricsF

from engine.nn.types import Ref
from engine.session.frame import Frame
from gui.diagram.layout import TextSizes
from gui.diagram.measures import Kind, measures_of
from gui.diagram.picture import Measure, padding_of
from gui.fonts import ui_font
from gui.look import Look
from gui.theme import SMALL_PX

_BOLD, _PLAIN = QFont.Weight.DemiBold, QFont.Weight.Normal

_Styles = dict[Kind, tuple[float, QFont.Weight]]

_DESK: _Styles = {
    "header": (12.5, _PLAIN),
    "foot": (12.5, _PLAIN),
    "number": (SMALL_PX, _BOLD),
    "weight": (12.5, _BOLD),
    "target": (12.5, _PLAIN),
    "delta": (12.5, _BOLD),
    "gradient": (SMALL_PX, _BOLD),
    "update": (12.5, _BOLD),
    "packet": (12.5, _BOLD),
    "note": (SMALL_PX, _PLAIN),
    "one": (SMALL_PX, _PLAIN),
    "plain": (13, _PLAIN),
    "strong": (13, _BOLD),
    "small": (SMALL_PX, _BOLD),
    "play": (13, _BOLD),
}
"""Size in px at 100 % and weight of each kind of text."""
_ROOM: _Styles = {
    "header": (13, _PLAIN),
    "foot": (12, _PLAIN),
    "number": (16, _BOLD),
    "weight": (16, _BOLD),
    "target": (16, _PLAIN),
    "delta": (19, _BOLD),
    "gradient": (16, _BOLD),
    "update": (16, _BOLD),
    "packet": (16, _BOLD),
    "note": (12, _PLAIN),
    "one": (16, _PLAIN),
    "plain": (16, _PLAIN),
    "strong": (16, _BOLD),
    "small": (16, _BOLD),
    "play": (23, _BOLD),
}
"""The same in a lecture room, in page units: whole ones, as fonts have whole sizes only."""


@lru_cache(maxsize=128)
def font_of(kind: Kind, scale: float, room: bool = False) -> QFont:
    """Return the font of a kind of text, at a desk or in a lecture room."""
    px, weight = (_ROOM if room else _DESK)[kind]
    return ui_font(px * scale, weight)


@lru_cache(maxsize=128)
def _metrics(kind: Kind, scale: float, room: bool) -> QFontMetricsF:
    return QFontMetricsF(font_of(kind, scale, room))


@lru_cache(maxsize=8192)
def width_of(kind: Kind, scale: float, text: str, room: bool = False) -> float:
    """Return the width of one line, in px."""
    return _metrics(kind, scale, room).horizontalAdvance(text)


@lru_cache(maxsize=128)
def line_height(kind: Kind, scale: float, room: bool = False) -> float:
    """Return the height of one line, in px."""
    return _metrics(kind, scale, room).height()


def measure_with(scale: float, room: bool = False) -> Measure:
    """Make the function that tells how large lines of text are."""

    def measure(kind: Kind, lines: tuple[str, ...]) -> tuple[float, float]:
        widest = max((width_of(kind, scale, line, room) for line in lines), default=0.0)
        return widest, len(lines) * line_height(kind, scale, room)

    return measure


def _cost_width(look: Look) -> float:
    """Return the width kept for the numbers in the cost node, the same at every moment."""
    measures = measures_of(look.theme)
    usual, new = look.number(-0.8765432), look.number(0.8765432)
    kinds: tuple[tuple[Kind, str], ...] = (
        ("strong", usual),
        ("plain", look.number(88.8765432)),
        ("small", f"→ {new}"),
        (measures.played("strong"), look.cost(0.0876543) if measures.is_room else new),
    )
    return max(width_of(kind, look.scale, text, measures.is_room) for kind, text in kinds)


def sizes_of(frame: Frame, look: Look) -> TextSizes:
    """Measure what layout must know: the widest usual number, symbol, weight label and pill."""
    names, L = frame.names, frame.network.L
    number = look.number(-0.8765432)
    edge = (frame.network.sizes[L] - 1, frame.network.sizes[L - 1] - 1)
    scale, measures = look.scale, measures_of(look.theme)

    def width(kind: Kind, text: str) -> float:
        return width_of(kind, scale, text, measures.is_room)

    weight = f"{names.text(Ref('W', L, edge))} = {number}"
    delta = f"{names.text(Ref('delta', L, edge[:1]))} = {number}"
    return TextSizes(
        number=width("strong", number),
        symbol=width("plain", names.text(Ref("z", L, edge[:1]))) + 8,
        weight=width("weight", weight) + 2 * padding_of("weight", "card")[0],
        delta=width("delta", delta) + 2 * padding_of("delta", "soft")[0],
        small=width("number", number),
        cost=_cost_width(look),
        line=line_height("plain", scale, measures.is_room),
        scale=scale,
        play=line_height("play", scale, measures.is_room),
        measures=measures,
    )
