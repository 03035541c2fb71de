"""Which two parameters a map is over: the selected one, and the one selected before or its neighbour."""

from __future__ import annotations

from engine.nn.network import Network
from engine.nn.types import Ref
from engine.session.surface import first_two, neighbour_of

__all__ = ["Pair", "usual"]


class Pair:
    """Follows what is selected, until the user chooses otherwise.

    Attributes
    ----------
    refs : tuple of Ref or None
        The one across and the one up; None where the network has no two.
    """

    def __init__(self) -> None:
        self.refs: tuple[Ref, Ref] | None = None
        self._seen: Ref | None = None
        self._kind: tuple[object, ...] = ()

    def follow(self, net: Network, selected: Ref | None) -> None:
        """Take what is selected; what the network no longer has gives way.

        Of a network of another shape, or with other parameters free, it begins with the usual two.
        """
        kind, self._kind = self._kind, (net.sizes, net.locked)
        if kind != self._kind and selected is None:
            self.refs = self._seen = None
        if selected is not None and selected != self._seen and _is_there(net, selected):
            before = self._seen
            self._seen = selected
            if self.refs is None or selected not in self.refs:
                self._take(net, selected, before)
        if self.refs is None or not all(_is_there(net, ref) for ref in self.refs):
            kept = next((ref for ref in self.refs or () if _is_there(net, ref)), None)
            self._take(net, kept, None)
            self.refs = self.refs or first_two(net)

    def _take(self, net: Network, ref: Ref | None, beside: Ref | None) -> None:
        if ref is not None and (beside is None or beside == ref or not _is_there(net, beside)):
            beside = neighbour_of(net, ref)
        self.refs = None if ref is None or beside is None else (ref, beside)

    def choose(self, axis: int, ref: Ref) -> None:
        """Put a parameter on an axis; the one on the other axis changes places with it."""
        if self.refs is None:
            return
        other = self.refs[1 - axis]
        other = self.refs[axis] if other == ref else other
        self.refs = (ref, other) if axis == 0 else (other, ref)

    def swap(self) -> None:
        """Let the two change places."""
        if self.refs is not None:
            self.refs = self.refs[::-1]


def usual(net: Network, selected: Ref | None) -> tuple[Ref, Ref] | None:
    """Return the pair of a network that nobody has chosen anything for, but for what is selected."""
    pair = Pair()
    pair.follow(net, None)
    pair.follow(net, selected)
    return pair.refs


def _is_there(net: Network, ref: Ref) -> bool:
    if ref in net.cut or ref.layer > net.L:
        return False
    shape = (net.W if ref.symbol == "W" else net.b)[ref.layer].shape
    return all(place < size for place, size in zip(ref.index, shape, strict=True))
