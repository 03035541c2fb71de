"""What is in play at a moment, in the words of the diagram: nodes, edges, directions. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from engine.nn.types import Ref
from engine.session.frame import Frame
from gui.words import phase_role

Node = tuple[int, int]
"""Layer and index."""

_OF_NODE = frozenset({"x", "z", "a", "dJ_da", "slope", "delta"})
_OF_EDGE = frozenset({"W", "dW", "W_new", "term", "product", "pull", "m_W", "v_W", "m_W_new", "v_W_new"})
_OF_BIAS = frozenset({"b", "db", "b_new", "m_b", "v_b", "m_b_new", "v_b_new"})
FROM_COST = frozenset({"B0", "BF", "B1", "B2"})
INNER_DELTA = frozenset({"B3", "B4", "B5"})


def node_of(ref: Ref) -> Node | None:
    """Return the node that a quantity belongs to; for a δ term, the one where it arrives."""
    if ref.symbol in _OF_NODE or ref.symbol == "product":
        return ref.layer, ref.index[0]
    if ref.symbol == "term":
        return ref.layer - 1, ref.index[1]
    return None


def edge_of(ref: Ref) -> tuple[int, int, int] | None:
    """Return layer, head and tail of the edge that a quantity belongs to; None where it has none."""
    if ref.symbol in _OF_EDGE and len(ref.index) == 2:
        return ref.layer, ref.index[0], ref.index[1]
    return None


def bias_of(ref: Ref) -> Node | None:
    """Return the node whose bias's edge a quantity belongs to; None where it has none."""
    if ref.symbol in _OF_BIAS or (ref.symbol == "product" and len(ref.index) == 1):
        return ref.layer, ref.index[0]
    return None


def homes(ref: Ref | None) -> tuple[Node, ...]:
    """Return the nodes that a quantity is seen at: its own, or those at both ends of its edge."""
    if ref is None:
        return ()
    if (edge := edge_of(ref)) is not None:
        return (edge[0], edge[1]), (edge[0] - 1, edge[2])
    if (node := bias_of(ref) or node_of(ref)) is not None:
        return (node,)
    return ((ref.layer, ref.index[0]),) if ref.symbol == "y" else ()


@dataclass(frozen=True, eq=False)
class Moment:
    """A frame, and what of the diagram is in play in it."""

    frame: Frame

    @property
    def rule(self) -> str:
        """Rule of the step in play."""
        return self.frame.step.rule

    @property
    def layer(self) -> int:
        """Layer of the step in play; 0 where it has none."""
        return self.frame.step.layer

    @property
    def phase(self) -> str:
        """Phase of the step in play."""
        return self.frame.step.phase

    @property
    def role(self) -> str:
        """The colour of what happens: a token of the theme."""
        return phase_role(self.phase)

    @property
    def by_phase(self) -> bool:
        """One step does a whole phase."""
        return self.frame.playhead.zoom == "phase"

    @cached_property
    def focus_node(self) -> Node | None:
        """The node in detail."""
        focus = self.frame.focus
        return None if focus is None or self.by_phase else node_of(focus)

    @cached_property
    def focus_edge(self) -> tuple[int, int, int] | None:
        """The edge in detail."""
        focus = self.frame.focus
        return None if focus is None or self.by_phase else edge_of(focus)

    @cached_property
    def focus_bias(self) -> Node | None:
        """The node whose bias is in detail."""
        focus = self.frame.focus
        return None if focus is None or self.by_phase else bias_of(focus)

    @cached_property
    def nodes(self) -> frozenset[Node]:
        """Every node that the step in play writes something of."""
        if self.by_phase:
            return frozenset()
        found = (node_of(ref) for ref in self.frame.writes())
        return frozenset(node for node in found if node is not None)

    @cached_property
    def touched(self) -> tuple[Node, ...]:
        """Every node that the step in play reads or writes something of, or of an edge at it.

        Where one step does a whole phase, none stands out.
        """
        if self.by_phase:
            return ()
        read = (ref for ref in self.frame.step.reads if ref.sample in (None, self.frame.playhead.sample))
        return tuple(dict.fromkeys(node for ref in (*self.frame.writes(), *read) for node in homes(ref)))

    @cached_property
    def written(self) -> frozenset[Ref]:
        """What the step in play writes for the sample in view, as a set."""
        return frozenset(self.frame.resolved(ref) for ref in self.frame.writes())

    @property
    def cost_in_play(self) -> bool:
        """The cost node is written or sends something."""
        return self.rule in ("C", "R", "cost", "B0", "BF")

    @property
    def padlock(self) -> str:
        """Say whether the weights are kept as they are until all gradients are known."""
        if self.phase in ("cost", "backward"):
            return "closed"
        return "open" if self.rule == "U0" else ""

    @property
    def outdated(self) -> bool:
        """The δs belong to weights that are being replaced."""
        return self.frame.has_moved

    def gradient(self, ref: Ref) -> Ref:
        """Name the gradient to show: the batch's mean once it is known, before that the sample's."""
        if self.frame.trace.m == 1 or self.frame.is_known(ref):
            return ref
        return ref.at(self.frame.playhead.sample)

    def is_in_play(self, ref: Ref) -> bool:
        """Say whether the step in play writes a quantity."""
        return not self.by_phase and self.frame.resolved(ref) in self.written
