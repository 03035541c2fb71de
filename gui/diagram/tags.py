"""What stands on the square tag of an edge: its gradient, or what the step in play makes of it. Pure."""

from __future__ import annotations

from engine.nn.types import Ref, Symbol
from engine.session.frame import Frame
from gui.diagram.moment import Moment
from gui.look import Look

__all__ = ["WRITE_TAGS", "tag_lines", "tag_of", "tag_role"]

WRITE_TAGS = frozenset({"G", "Gb", "P", "MW", "VW", "Mb", "Vb"})
"""Rules whose result stands on a tag."""
_TAGS: dict[tuple[str, str], Symbol] = {
    ("P", "W"): "pull", ("MW", "W"): "m_W_new", ("VW", "W"): "v_W_new", ("Mb", "b"): "m_b_new",
    ("Vb", "b"): "v_b_new",
}  # fmt: skip
_MOMENTS: dict[Symbol, Symbol] = {"m_W_new": "m_W", "v_W_new": "v_W", "m_b_new": "m_b", "v_b_new": "v_b"}
"""What a moment is called before the update."""


def tag_of(moment: Moment, parameter: Ref) -> Ref:
    """Name what stands on the tag of a weight or bias."""
    made = moment.rule, parameter.symbol
    if made in _TAGS:
        return Ref(_TAGS[made], parameter.layer, parameter.index)
    symbol: Symbol = "dW" if parameter.symbol == "W" else "db"
    return moment.gradient(Ref(symbol, parameter.layer, parameter.index))


def tag_role(shown: Ref) -> str:
    """Return the colour of a tag: gradients flow upstream, the rest is of the update."""
    return "delta" if shown.symbol in ("dW", "db") else "update"


def tag_lines(shown: Ref, frame: Frame, look: Look) -> list[tuple[str, ...]]:
    """Write a tag in all lengths; of a moment what it was and what it became."""
    name, number = frame.names.text(shown), look.number(frame.value(shown))
    if shown.symbol not in _MOMENTS:
        return [(f"{name} = {number}",), (name, number), (f"∂ {number}",)]
    older = Ref(_MOMENTS[shown.symbol], shown.layer, shown.index)
    name = f"{frame.names.text(older)} {look.number(frame.value(older))}"
    return [(f"{name} → {number}",), (name, f"→ {number}"), (name, f"→ {number}")]
