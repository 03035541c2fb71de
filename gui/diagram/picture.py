"""What the diagram shows at one moment, as plain values: painting, pointing and tests all read it.

A `Picture` is made from a `Frame` and a `Layout` alone (compose.py); nothing in it knows Qt.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal

from engine.nn.types import Ref
from gui.diagram.edges import BiasMark, CostEdge, EdgeMarks
from gui.diagram.geometry import Box, Line, Spot
from gui.diagram.layout import Layout
from gui.diagram.measures import Kind
from gui.diagram.node_maps import NodeMap
from gui.diagram.stack_marks import StackMark

Fill = Literal["none", "card", "soft", "solid", "tag"]
"""How a label is backed: not at all, by the surface, by a soft or full colour, or as a square tag."""

PADDING: dict[Fill, tuple[float, float]] = {
    "none": (0, 0),
    "card": (10, 4),
    "soft": (10, 4),
    "solid": (10, 4),
    "tag": (8, 3),
}
"""Room around the text of a label, across and down, by its fill."""


def padding_of(kind: Kind, fill: Fill) -> tuple[float, float]:
    """Return the room around the text of a label, across and down."""
    backed = fill in ("card", "soft", "solid")
    if kind == "play" and backed:
        return 10.0, 1.0
    if kind in ("weight", "update") and backed:
        return 7.0, 3.0
    return (7.0, 1.0) if kind == "number" and backed else PADDING[fill]


def ring_of(fill: Fill) -> tuple[float, float]:
    """Return how far the ring of a label in play reaches beyond it, across and down."""
    return (9.0, 2.0) if fill == "none" else (3.0, 3.0)


Settling = Literal["", "pulse", "fade"]
"""Whether a label stands still, swells once when what it is made of arrives, or fades in."""

Measure = Callable[[Kind, tuple[str, ...]], tuple[float, float]]
"""Tells width and height of lines of a kind of text."""


@dataclass(frozen=True, slots=True)
class Label:
    """A piece of text with a place.

    Attributes
    ----------
    lines : tuple of str
    box : Box
    kind : Kind
    role : str
        Token of the theme for the text (for the fill, where it is filled).
    refs : tuple of Ref
        What it stands for.
    fill : Fill
    faded : bool
        Drawn pale: not reached, or out of date.
    padlock : {"", "closed", "open"}
    ringed : bool
        In play.
    outlined : bool
        Its rim has its colour.
    settles : {"", "pulse", "fade"}
        How the step that makes it lets it come to rest.
    """

    lines: tuple[str, ...]
    box: Box
    kind: Kind
    role: str
    refs: tuple[Ref, ...] = ()
    fill: Fill = "none"
    faded: bool = False
    padlock: str = ""
    ringed: bool = False
    outlined: bool = False
    settles: Settling = ""

    @property
    def text(self) -> str:
        """All of it on one line."""
        return " ".join(self.lines)


@dataclass(frozen=True, slots=True)
class Row:
    """A line inside a node: a symbol, its number, and where its middle is.

    In a lecture room the one in play is larger than its node may be: `play` is what it stands on then.
    """

    name: str
    tex: str
    number: str
    refs: tuple[Ref, ...]
    role: str
    y: float
    strong: bool = False
    lit: bool = False
    play: Box | None = None


@dataclass(frozen=True, slots=True)
class Curve:
    """The activation function inside a node: φ, the dot at its own z and a, the tangent there.

    Attributes
    ----------
    name : str
        Of the activation.
    z, a, slope : float or None
        None where not known: z alone is a mark on the axis, with a it is the dot, with the slope the
        tangent too.
    strong : bool
        The slope is in play.
    rises : bool
        The step in play makes a: its dot rises from the mark on the axis.
    """

    name: str
    z: float | None
    a: float | None
    slope: float | None
    strong: bool
    rises: bool


@dataclass(frozen=True, slots=True)
class Shares:
    """The activations of a softmax layer, which add up to 1, as bars inside one of its nodes.

    Attributes
    ----------
    values : tuple of float or None
        Of all nodes of the layer; None where not known.
    own : int
        Which of them is this node's.
    """

    values: tuple[float | None, ...]
    own: int


@dataclass(frozen=True, slots=True)
class NodeMark:
    """One node.

    Attributes
    ----------
    layer, index : int
    spot : Spot
    rows : tuple of Row
    curve : Curve or None
    shares : Shares or None
        In place of a curve where the activation depends on all input sums of the layer.
    ring : str
        Token of the theme, empty where the node is not in play.
    halo : bool
        It is the one in detail.
    reached : bool
        Its activation is known.
    delta_known : bool
    stopped : bool
        Its slope is 0, and what comes from downstream stops here.
    map : NodeMap or None
        What it makes of the inputs, in place of the curve of φ.
    """

    layer: int
    index: int
    spot: Spot
    rows: tuple[Row, ...] = ()
    curve: Curve | None = None
    ring: str = ""
    halo: bool = False
    reached: bool = True
    delta_known: bool = False
    stopped: bool = False
    shares: Shares | None = None
    map: NodeMap | None = None


@dataclass(frozen=True, slots=True)
class CostMark:
    """The cost node: its box, symbol, numbers, and its ring while in play.

    Attributes
    ----------
    box : Box
    number, new : str
        J, and what it became.
    refs : tuple of Ref
    ring : str
        Token of the theme; empty where it has none.
    reached : bool
    squeeze : float
        Share of their usual size in which its numbers are written: 1 in a lecture room.
    kinds : tuple of Kind
        Of both numbers.
    """

    box: Box
    number: str
    new: str
    refs: tuple[Ref, ...]
    ring: str = ""
    reached: bool = True
    squeeze: float = 1.0
    kinds: tuple[Kind, Kind] = ("plain", "small")


@dataclass(frozen=True, slots=True)
class Packet:
    """A value on its way: an arrowhead chain along a line beside an edge.

    Attributes
    ----------
    line : Line
        From where to where it travels.
    role : str
        Token of the theme.
    refs : tuple of Ref
    label : Label or None
        Its name and number, where it rests.
    small : bool
        One of many: a short chain of arrowheads.
    begin, end : float
        Its part of the motion, within 0 to 1.
    """

    line: Line
    role: str
    refs: tuple[Ref, ...]
    label: Label | None = None
    small: bool = False
    begin: float = 0.0
    end: float = 1.0


@dataclass(frozen=True, slots=True, eq=False)
class Picture:
    """Everything that is painted, in the order of painting."""

    layout: Layout
    shade: tuple[Box, ...]
    edges: tuple[EdgeMarks, ...]
    biases: tuple[BiasMark, ...]
    cost_edges: tuple[CostEdge, ...]
    nodes: tuple[NodeMark, ...]
    cost: CostMark
    labels: tuple[Label, ...]
    packets: tuple[Packet, ...]
    stacks: tuple[StackMark, ...] = ()
    bundles: tuple[Line, ...] = ()

    @property
    def moves(self) -> bool:
        """Say whether something travels or settles in it."""
        return (
            bool(self.packets)
            or any(label.settles for label in self.labels)
            or any(node.curve is not None and node.curve.rises for node in self.nodes)
        )

    def all_labels(self) -> Iterator[Label]:
        """Yield the labels, those of packets among them."""
        yield from self.labels
        yield from (packet.label for packet in self.packets if packet.label)

    def texts(self) -> tuple[str, ...]:
        """Return every text that can be read, for tests and for those who cannot see."""
        rows = (f"{row.name} {row.number}".strip() for node in self.nodes for row in node.rows)
        cost = (f"J {self.cost.number}", *([self.cost.new] if self.cost.new else []))
        return (*(label.text for label in self.all_labels()), *rows, *cost)
