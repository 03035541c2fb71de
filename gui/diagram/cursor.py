"""The keyboard's place in the diagram: left and right along the layers, up and down within one. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from engine.nn.types import Ref
from gui.diagram.moment import bias_of, edge_of, node_of

Way = Literal["left", "right", "up", "down"]


def stop_of(ref: Ref | None) -> Ref | None:
    """Return where the cursor stands for a quantity: on its node, its edge or the cost; None for η."""
    if ref is None or ref.symbol == "eta":
        return None
    if (edge := edge_of(ref)) is not None:
        return Ref("W", edge[0], edge[1:])
    if (bias := bias_of(ref)) is not None:
        return Ref("b", bias[0], bias[1:])
    if (node := node_of(ref)) is not None:
        return Ref("a" if node[0] else "x", node[0], node[1:])
    return Ref("y", ref.layer, ref.index) if ref.symbol == "y" else Ref("J", ref.layer)


@dataclass(frozen=True, slots=True)
class Cursor:
    """Walks over nodes and edges of a network.

    Columns in order: the inputs, the edges into layer 1 with its biases, the nodes of layer 1, and
    so on, and the cost with the labels y.

    Parameters
    ----------
    sizes : tuple of int
    """

    sizes: tuple[int, ...]

    @property
    def first(self) -> Ref:
        """Where the cursor starts."""
        return Ref("x", 0, (0,))

    def fits(self, ref: Ref) -> bool:
        """Say whether a quantity is a place of this network."""
        return ref in self._column(self._column_of(ref)) if self._column_of(ref) <= 2 * self._L + 1 else False

    def nearest(self, ref: Ref) -> Ref:
        """Return a place, or where there is no such place any more the one nearest to it."""
        if self.fits(ref):
            return ref
        if ref.symbol in ("J", "y"):
            return Ref("J", self._L)
        layer = min(ref.layer, self._L)
        j = min(ref.index[0], self.sizes[layer] - 1)
        if ref.symbol == "W":
            return Ref("W", layer, (j, min(ref.index[1], self.sizes[layer - 1] - 1)))
        return Ref(ref.symbol, layer, (j,)) if layer else Ref("x", 0, (j,))

    def moved(self, ref: Ref, way: Way) -> Ref:
        """Return the next place; the same one at the rim."""
        number = self._column_of(ref)
        if way in ("up", "down"):
            column = self._column(number)
            place = column.index(ref) + (1 if way == "down" else -1)
            return column[min(max(place, 0), len(column) - 1)]
        return self._right(ref, number) if way == "right" else self._left(ref, number)

    @property
    def _L(self) -> int:
        return len(self.sizes) - 1

    def _column_of(self, ref: Ref) -> int:
        if ref.symbol in ("J", "y"):
            return 2 * self._L + 1
        return 2 * ref.layer - (1 if ref.symbol in ("W", "b") else 0)

    def _column(self, number: int) -> list[Ref]:
        layer = (number + 1) // 2
        if number > 2 * self._L:
            return [Ref("J", self._L), *(Ref("y", self._L, (j,)) for j in range(self.sizes[-1]))]
        if number % 2 == 0:
            return [Ref("a" if layer else "x", layer, (j,)) for j in range(self.sizes[layer])]
        return [
            ref
            for j in range(self.sizes[layer])
            for ref in (Ref("b", layer, (j,)), *self._incoming(layer, j))
        ]

    def _incoming(self, layer: int, j: int) -> list[Ref]:
        return [Ref("W", layer, (j, k)) for k in range(self.sizes[layer - 1])]

    def _right(self, ref: Ref, number: int) -> Ref:
        """Go on downstream: from a node to its first edge, from an edge to the node at its head."""
        if ref.symbol in ("W", "b"):
            return Ref("a", ref.layer, ref.index[:1])
        if number == 2 * self._L:
            return Ref("J", self._L)
        return ref if ref.symbol in ("J", "y") else Ref("W", ref.layer + 1, (0, ref.index[0]))

    def _left(self, ref: Ref, number: int) -> Ref:
        """Go back upstream: from a node to its first edge, from an edge to the node at its tail."""
        if ref.symbol == "J":
            return Ref("a", self._L, (0,))
        if ref.symbol == "y":
            return Ref("a", self._L, ref.index)
        if number == 0:
            return ref
        if ref.symbol in ("W", "b"):
            edge = edge_of(ref) or (ref.layer, 0, 0)
            return Ref("a" if ref.layer > 1 else "x", ref.layer - 1, edge[2:])
        return Ref("W", ref.layer, (ref.index[0], 0))
