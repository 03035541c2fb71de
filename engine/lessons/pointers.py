"""What the third rung of a hint lights up on the diagram: the place where a misconception goes wrong."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from engine.nn.trace import Trace
from engine.nn.types import Ref, Symbol

__all__ = ["POINTED", "pointed_by"]

_OF_EDGES = frozenset({"W", "dW", "W_new", "product", "pull", "term"})
_OF_ALL = frozenset({"J", "J_new", "eta", "t"})


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a quantity that was asked for stands: its node, and the edge where there is one.

    Attributes
    ----------
    trace : Trace
    ref : Ref
    layer : int
    j : int
        The node whose δ it is about.
    """

    trace: Trace
    ref: Ref
    layer: int
    j: int

    @classmethod
    def of(cls, ref: Ref, trace: Trace) -> _Place:
        """Find the node; of an edge it is the one at its head, of J the first output."""
        if ref.symbol in _OF_ALL or not ref.index:
            return cls(trace, ref, trace.network.L, 0)
        return cls(trace, ref, ref.layer, ref.index[0])

    @property
    def L(self) -> int:
        """Number of layers of weights."""
        return self.trace.network.L

    def here(self, *symbols: Symbol) -> list[Ref]:
        """Name quantities of the node; none of an input."""
        return [Ref(symbol, self.layer, (self.j,), self.ref.sample) for symbol in symbols if self.layer]

    def outputs(self, *symbols: Symbol) -> list[Ref]:
        """Name quantities of every output."""
        nodes = range(self.trace.network.sizes[-1])
        return [Ref(symbol, self.L, (j,), self.ref.sample) for symbol in symbols for j in nodes]

    def edges_in(self, symbol: Symbol = "W") -> list[Ref]:
        """Name a quantity of the edge that is meant, or of all that lead into the node."""
        if self.ref.symbol in _OF_EDGES and len(self.ref.index) > 1:
            return [Ref(symbol, self.layer, self.ref.index)]
        if not self.layer:
            return []
        ks = range(self.trace.network.sizes[self.layer - 1])
        return self._connected(symbol, self.layer, ((self.j, k) for k in ks))

    def edges_out(self, symbol: Symbol = "W") -> list[Ref]:
        """Name a quantity of every edge that leads out of the node."""
        if self.layer == self.L:
            return []
        js = range(self.trace.network.sizes[self.layer + 1])
        return self._connected(symbol, self.layer + 1, ((j, self.j) for j in js))

    def _connected(self, symbol: Symbol, layer: int, indices: Iterable[tuple[int, int]]) -> list[Ref]:
        cut, sample = self.trace.network.cut, self.ref.sample if symbol == "term" else None
        return [Ref(symbol, layer, each, sample) for each in indices if Ref("W", layer, each) not in cut]

    def tails(self) -> list[Ref]:
        """Name what comes in on the edges into the node."""
        return [edge.at(self.ref.sample).tail for edge in self.edges_in()]

    def downstream(self, symbol: Symbol) -> list[Ref]:
        """Name a quantity of every node of the next layer that an edge leads to."""
        return [Ref(symbol, edge.layer, edge.index[:1], self.ref.sample) for edge in self.edges_out()]

    def samples(self) -> list[Ref]:
        """Name what was asked for in every sample of the batch."""
        by_weight: Mapping[Symbol, Symbol] = {"W_new": "dW", "b_new": "db", "J_new": "J"}
        symbol = by_weight.get(self.ref.symbol, self.ref.symbol)
        return [Ref(symbol, self.ref.layer, self.ref.index, s) for s in range(self.trace.m)]

    def layers(self, symbol: Symbol) -> Iterator[Ref]:
        """Name a quantity of every node, from the output upstream."""
        sizes = self.trace.network.sizes
        for l in range(self.L, 0, -1):
            yield from (Ref(symbol, l, (j,), self.ref.sample) for j in range(sizes[l]))

    def inputs(self) -> list[Ref]:
        """Name every input."""
        return [Ref("x", 0, (k,), self.ref.sample) for k in range(self.trace.network.sizes[0])]


def _corrected(place: _Place, *symbols: Symbol) -> list[Ref]:
    """Name quantities of the weight that is corrected, or of the bias."""
    if place.ref.symbol in ("b", "db", "b_new"):
        return place.here(*(_OF_BIAS[symbol] for symbol in symbols))
    return [ref for symbol in symbols for ref in place.edges_in(symbol)]


_OF_BIAS: Mapping[Symbol, Symbol] = {"dW": "db", "W_new": "b_new"}


def _way_out(place: _Place) -> list[Ref]:
    """Name the edges over which δ comes: out of the node, or the one that a packet is on."""
    return place.edges_in() if place.ref.symbol == "term" else place.edges_out() or place.edges_in()


def _slopes(place: _Place, *others: Symbol) -> list[Ref]:
    """Name φ′ of the node, with other quantities; where ∂J/∂a was asked for, of those that δ comes from."""
    if place.ref.symbol != "dJ_da":
        return place.here("slope", *others)
    return [ref for symbol in ("slope", *others) for ref in place.downstream(symbol)]


def _sent(place: _Place) -> list[Ref]:
    """Name the δ that travels, for whoever sent something else."""
    if place.ref.symbol == "term" or place.layer == place.L:
        return place.here("delta", "slope")
    return place.downstream("delta")


def _wrong_edge(place: _Place) -> list[Ref]:
    """Name the edge or weight that is meant, for whoever took another one."""
    if place.ref.symbol in ("z", "a"):
        return place.edges_in()
    if place.ref.symbol in ("dW", "W_new"):
        return [*place.edges_in(), *place.tails()]
    return _way_out(place)


POINTED: Mapping[str, Callable[[_Place], Iterable[Ref]]] = {
    "M01": lambda p: _corrected(p, "dW", "W_new"),
    "M02": lambda p: [*p.here("delta"), *p.tails()],
    "M03": lambda p: [*p.here("delta"), *_corrected(p, "dW", "W_new")],
    "M04": _slopes,
    "M05": lambda p: _slopes(p, "z"),
    "M06": lambda p: _slopes(p, "z", "a"),
    "M07": _slopes,
    "M08": lambda p: _slopes(p, "a"),
    "M09": _wrong_edge,
    "M10": _way_out,
    "M11": _way_out,
    "M12": lambda p: p.here("a") if p.ref.symbol == "a" else p.tails(),
    "M13": lambda p: p.outputs("a", "y"),
    "M14": lambda p: [Ref("J", p.L), *p.outputs("dJ_da")],
    "M15": lambda p: [*p.here("b"), *p.here("delta")],
    "M16": _wrong_edge,
    "M17": lambda p: p.edges_out("term") or p.edges_in("term"),
    "M18": lambda p: p.samples(),
    "M19": lambda p: p.samples(),
    "M20": lambda p: [*p.edges_in(), *p.here("b", "z", "a")],
    "M22": lambda p: p.layers("delta"),
    "M24": _sent,
    "M25": lambda p: p.samples(),
    "M26": lambda p: [Ref("eta", 0), *_corrected(p, "W_new")],
    "M27": lambda p: [Ref("J", p.L), *p.layers("slope")],
    "M28": lambda p: p.edges_in(),
    "M29": lambda p: p.layers("slope"),
    "M30": lambda p: [Ref("a", p.layer, (p.j,), s) for s in range(p.trace.m) if p.layer],
    "M31": lambda p: p.inputs(),
    "M32": lambda p: p.outputs("a", "y"),
    "M33": lambda p: [Ref("J", p.L), Ref("J_new", p.L)],
}
"""By misconception. The others, of words and of the chain rule, are shown nowhere on a diagram."""


def pointed_by(id: str, ref: Ref, trace: Trace) -> frozenset[Ref]:  # noqa: A002 -- what it is called everywhere
    """Tell what to light up for a misconception that was met at a quantity.

    Parameters
    ----------
    id : str
        Of the misconception.
    ref : Ref
        The quantity that was asked for.
    trace : Trace
        The update that it belongs to.

    Returns
    -------
    frozenset of Ref
        Quantities that the network has; empty where there is nothing to be shown.
    """
    pointed = POINTED.get(id)
    if pointed is None:
        return frozenset()
    named = (_plain(found) for found in pointed(_Place.of(ref, trace)))
    return frozenset(found for found in named if _is_there(found, trace))


def _plain(found: Ref) -> Ref:
    """Name parameters, and what is one number for all samples, without a sample."""
    return found.at(None) if found.symbol in _WITHOUT_SAMPLE else found


_WITHOUT_SAMPLE = frozenset({"b", "W", "W_new", "b_new", "eta", "J_new"})


def _is_there(ref: Ref, trace: Trace) -> bool:
    """Say whether a network has a quantity; a softmax layer has no slope of a single node."""
    try:
        trace.value(ref)
    except KeyError:
        return False
    return True
