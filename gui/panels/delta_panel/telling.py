"""A frame and a look together: how one quantity is named, numbered, coloured and chosen in this panel."""

from __future__ import annotations

from dataclasses import dataclass

from engine.nn.types import Ref, Symbol
from engine.session import actions
from engine.session.frame import Frame
from gui.look import Look
from gui.words import node, place, quantity

__all__ = ["Telling", "role_of"]

_ROLES: dict[Symbol, str] = {
    "x": "forward", "y": "cost", "z": "forward", "a": "forward", "product": "forward", "slope": "forward",
    "J": "cost", "J_new": "cost", "dJ_da": "delta", "delta": "delta", "term": "delta", "dW": "delta",
    "db": "delta", "W": "forward", "b": "forward", "eta": "update", "t": "update", "W_new": "update",
    "b_new": "update", "pull": "update",
    **dict.fromkeys(("m_W", "v_W", "m_b", "v_b", "m_W_new", "v_W_new", "m_b_new", "v_b_new"), "update"),
}  # fmt: skip


def role_of(symbol: Symbol) -> str:
    """Return the token that a quantity is coloured with; the sign of a weight is told apart elsewhere."""
    return _ROLES[symbol]


@dataclass(frozen=True, slots=True)
class Telling:
    """All that the parts of the panel ask of one moment."""

    frame: Frame
    look: Look

    def name(self, ref: Ref) -> str:
        """Write a quantity as on the blackboard, without the sample in view; ŷ for an output."""
        return self.frame.names.text(self.plain(ref), output=True)

    def plain(self, ref: Ref) -> Ref:
        """Drop the sample in view from an address: the panel says once which one that is.

        Gradients and J keep it, because without it they are the mean.
        """
        mean = ref.symbol in ("dW", "db", "J")
        return ref.at(None) if ref.sample == self.frame.playhead.sample and not mean else ref

    def number(self, ref: Ref) -> str:
        """Write the number of a quantity; ``?`` where it is not known."""
        value = self.frame.value(ref)
        return self.look.number_of(ref, None if value is None else value + 0.0)  # a minus zero is a zero

    def role(self, ref: Ref) -> str:
        """Colour a quantity: a negative weight or bias as its edge is."""
        value = self.frame.value(ref) if ref.symbol in ("W", "b") else None
        return "negative" if value is not None and value < 0 else role_of(ref.symbol)

    def refs(self, *refs: Ref) -> frozenset[Ref]:
        """Address quantities as every panel does: with the sample where there are several."""
        return frozenset(self.frame.resolved(ref) for ref in refs)

    def select(self, ref: Ref) -> actions.Select:
        """Make the action that picks a quantity."""
        return actions.Select(self.frame.resolved(ref))

    def said(self, ref: Ref) -> str:
        """Say what a quantity is, for tool tips and screen readers."""
        return quantity(self.plain(ref), self.frame.names)

    def node(self, layer: int, index: int) -> str:
        """Name a node briefly, without its layer."""
        return node(layer, index, self.frame.names)

    def place(self, layer: int, index: int) -> str:
        """Name a node with its layer where the notation does not tell it."""
        return node(0, index, self.frame.names) if layer == 0 else place(layer, index, self.frame.names)

    def packet(self, ref: Ref) -> tuple[Ref, ...]:
        """Return what travels over an edge: the term, the weight it crosses and the δ it carries."""
        delta = Ref("delta", ref.layer, ref.index[:1], ref.sample)
        return ref, Ref("W", ref.layer, ref.index), delta

    def terms_at(self, ref: Ref) -> tuple[Ref, ...]:
        """List the δ terms that arrive at the node of a quantity; none at an output."""
        if ref.layer == self.frame.network.L:
            return ()
        heads = self.frame.shape.out_of(ref.layer, ref.index[0])
        return tuple(Ref("term", ref.layer + 1, (j, ref.index[0]), ref.sample) for j in heads)
