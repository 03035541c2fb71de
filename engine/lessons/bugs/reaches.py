"""How far slips are carried: the quantities that are recognised by them."""

from __future__ import annotations

from engine.nn.types import Symbol

FORWARD: frozenset[Symbol] = frozenset({"z", "a", "J"})
"""What a slip on the way forward is carried on to; the backward pass goes on from typed values."""

BACKWARD: frozenset[Symbol] = frozenset({"slope", "dJ_da", "term", "delta", "dW", "db"})
"""What a slip on the way upstream is carried on to; a correction goes on from typed gradients."""

WITH_WEIGHTS: frozenset[Symbol] = BACKWARD | {"W_new"}
"""The same, and the new weights; what is left of a slip in J after the update, rounding may be too."""


def only(*symbols: Symbol) -> frozenset[Symbol]:
    """List the few quantities that a slip is recognised in."""
    return frozenset(symbols)
