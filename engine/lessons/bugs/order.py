"""When each quantity of an update is computed."""

from __future__ import annotations

from engine.nn.types import Symbol

__all__ = ["when"]

_UPSTREAM: tuple[Symbol, ...] = ("slope", "dJ_da", "delta", "dW", "db", "W_new", "b_new", "J_new")


def when(symbol: Symbol, layer: int, L: int) -> tuple[int, int]:
    """Order the quantities by when they are computed: first by the pass and the layer, then within it.

    φ′ comes before all that is sent upstream.
    """
    match symbol:
        case "z" | "a":
            return layer, int(symbol == "a")
        case "J":
            return L + 1, 0
        case "W_new" | "b_new" | "J_new":
            return 3 * L + 2, 0
    return 2 * L + 1 - layer, _UPSTREAM.index(symbol)
