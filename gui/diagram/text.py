"""The type of the diagram: which font each kind of text has, and how large a text is."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtGui import QFont, QFontMetricsF

from engine.nn.types import Ref
from engine.session.frame import Frame
from gui.diagram.layout import TextSizes
from gui.diagram.picture import Kind, Measure, padding_of
from gui.fonts import ui_font
from gui.look import Look
from gui.theme import SMALL_PX

_BOLD, _PLAIN = QFont.Weight.DemiBold, QFont.Weight.Normal

_STYLE: dict[str, tuple[float, QFont.Weight]] = {
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
}
"""Size in px at 100 % and weight of each kind of text."""


@lru_cache(maxsize=128)
def font_of(kind: str, scale: float) -> QFont:
    """Return the font of a kind of text."""
    px, weight = _STYLE[kind]
    return ui_font(px * scale, weight)


@lru_cache(maxsize=128)
def _metrics(kind: str, scale: float) -> QFontMetricsF:
    return QFontMetricsF(font_of(kind, scale))


@lru_cache(maxsize=8192)
def width_of(kind: str, scale: float, text: str) -> float:
    """Return the width of one line, in px."""
    return _metrics(kind, scale).horizontalAdvance(text)


@lru_cache(maxsize=128)
def line_height(kind: str, scale: float) -> float:
    """Return the height of one line, in px."""
    return _metrics(kind, scale).height()


def measure_with(scale: float) -> Measure:
    """Make the function that tells how large lines of text are."""

    def measure(kind: Kind, lines: tuple[str, ...]) -> tuple[float, float]:
        widest = max((width_of(kind, scale, line) for line in lines), default=0.0)
        return widest, len(lines) * line_height(kind, scale)

    return measure


def _cost_width(look: Look) -> float:
    """Return the width kept for the numbers in the cost node, the same at every moment."""
    usual = look.number(-0.8765432)
    return max(
        width_of("strong", look.scale, usual),
        width_of("plain", look.scale, look.number(88.8765432)),
        width_of("small", look.scale, f"→ {look.number(0.8765432)}"),
    )


def sizes_of(frame: Frame, look: Look) -> TextSizes:
    """Measure what layout must know: the widest usual number, symbol, weight label and pill."""
    names, L = frame.names, frame.network.L
    number = look.number(-0.8765432)
    edge = (frame.network.sizes[L] - 1, frame.network.sizes[L - 1] - 1)
    scale = look.scale
    weight = f"{names.text(Ref('W', L, edge))} = {number}"
    delta = f"{names.text(Ref('delta', L, edge[:1]))} = {number}"
    return TextSizes(
        number=width_of("strong", scale, number),
        symbol=width_of("plain", scale, names.text(Ref("z", L, edge[:1]))) + 8,
        weight=width_of("weight", scale, weight) + 2 * padding_of("weight", "card")[0],
        delta=width_of("delta", scale, delta) + 2 * padding_of("delta", "soft")[0],
        small=width_of("number", scale, number),
        cost=_cost_width(look),
        line=line_height("plain", scale),
        scale=scale,
    )
