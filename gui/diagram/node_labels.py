"""Numbers at nodes: z, a and δ of the step in play, and activations that have no room inside. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import partial

from engine.nn.types import Ref
from engine.session.frame import Frame
from gui.diagram.geometry import Point, Spot
from gui.diagram.layout import Detail, Layout
from gui.diagram.moment import FROM_COST, INNER_DELTA, Moment, Node, homes, node_of
from gui.diagram.nodes import activation_ref, number_in
from gui.diagram.picture import Fill, Label, Measure, Picture
from gui.diagram.placing import Placer, like
from gui.look import Look

__all__ = ["NodeLabels", "pointed_values"]

_DELTA_RULES = frozenset({"B2", "BF", "B5"})
_NEAR = 4.0
"""From the rim of a node to a number beside it, px."""
_FREE = 1.3
"""Numbers stand beside nodes where the way to the next layer is so many times as long."""
_AWAY = (1.0, 1.6, 2.4)
"""Where a number must be read, farther places are tried too: so many times as far."""
_MOST_POINTED = 8
"""Of more nodes that are pointed at elsewhere, none has its number written for that."""
_Places = Callable[[int, int, float, float], Sequence[Point]]
"""Returns where a number of some width and height may stand at a node, the best first."""


def pointed_values(
    picture: Picture, frame: Frame, look: Look, measure: Measure, refs: Iterable[Ref]
) -> list[Label]:
    """Write the numbers of nodes that are pointed at and have none in the picture.

    Parameters
    ----------
    picture : Picture
        Of the frame.
    frame : Frame
    look : Look
    measure : callable
    refs : iterable of Ref
        What is pointed at.
    """
    nodes = {node for ref in refs if ref.symbol in ("x", "z", "a") and (node := node_of(ref)) is not None}
    if picture.layout.detail is Detail.FULL or not 0 < len(nodes) <= _MOST_POINTED:
        return []
    layout = picture.layout
    boxes = [layout.cost, *(stack.box for stack in layout.stacks if stack)]
    boxes += [label.box for label in picture.all_labels()]
    placer = Placer(layout.width, layout.height, measure, (mark.spot for mark in picture.nodes), boxes)
    return NodeLabels(Moment(frame), layout, look, placer).of_nodes(sorted(nodes), picture.all_labels())


class NodeLabels:
    """Makes the labels that stand beside or under nodes.

    Parameters
    ----------
    moment : Moment
    layout : Layout
    look : Look
    placer : Placer
        Knows the nodes; fills up.
    """

    def __init__(self, moment: Moment, layout: Layout, look: Look, placer: Placer) -> None:
        self.moment, self.frame, self.names = moment, moment.frame, moment.frame.names
        self.layout, self.look, self.placer = layout, look, placer
        self.made: list[Label] = []
        self.played: list[Node] = []

    def pills(self) -> list[Label]:
        """Put δ under every node once the cost is known, and z before that where it is in play."""
        before = len(self.made)
        for layer in range(1, self.layout.L + 1):
            if self.layout.detail is Detail.DOT and not any(node[0] == layer for node in self.moment.nodes):
                continue
            focus = self.moment.focus_node
            first = [focus[1]] if focus and focus[0] == layer and focus not in self.played else []
            rest = [j for j in self.layout.shown(layer) if j not in first and (layer, j) not in self.played]
            for j in first:
                self._pill(layer, j)
            self._all_or_none(rest, partial(self._pill, layer), strict=self._is_crowded(layer))
        return self.made[before:]

    def pills_in_play(self) -> list[Label]:
        """Put first what the step in play writes of a node, and δ at the head of the edge in detail."""
        before = len(self.made)
        wanted = (self.moment.focus_node, self._head())
        self.played = [at for at in wanted if at and at[0] and self.layout.is_shown(*at)]
        for layer, j in self.played:
            self._pill(layer, j)
        return self.made[before:]

    def _pill(self, layer: int, j: int) -> bool:
        """Write what the step in play makes of a node; say whether nothing is left out."""
        return self._forward_value(layer, j) if self.moment.phase == "forward" else self._delta(layer, j)

    def _all_or_none(self, nodes: Iterable[int], write: Callable[[int], bool], *, strict: bool) -> None:
        """Write numbers at nodes; with `strict` at none of them where there is no room for all."""
        before = len(self.made)
        written = [write(j) for j in nodes]
        if all(written) or not strict:
            return
        for label in self.made[before:]:
            self.placer.release(label.box)
        del self.made[before:]

    def wanted_values(self) -> list[Label]:
        """Write, wherever there is room, what comes out of the nodes in detail and of what is selected."""
        detail = None if self.moment.by_phase else self.frame.focus
        wanted = dict.fromkeys((*homes(detail), *homes(self.frame.selected)))
        return self.of_nodes([node for node in wanted if self._is_missing(*node)])

    def further_values(self) -> list[Label]:
        """Write what comes out of all nodes of a layer where that is known and crowds nothing."""
        before = len(self.made)
        for layer in range(self.layout.L + 1) if self._has_columns else ():
            told = {ref for label in self.made for ref in label.refs}
            missing = [j for j in self.layout.shown(layer) if self._is_missing(layer, j)]
            js = [j for j in missing if activation_ref(layer, j) not in told]
            self._all_or_none(js, partial(self._further, layer), strict=True)
        return self.made[before:]

    def of_nodes(self, nodes: Iterable[Node], others: Iterable[Label] = ()) -> list[Label]:
        """Write what comes out of nodes near them, unless it is in them, here, or among other labels."""
        before = len(self.made)
        told = {ref for label in (*self.made, *others) for ref in label.refs}
        for node in nodes:
            ref = activation_ref(*node)
            if ref not in told and self._is_bare(*node):
                self._value(ref, self._around)
        return self.made[before:]

    def _further(self, layer: int, j: int) -> bool:
        return self._value(activation_ref(layer, j), self._slots)

    def _value(self, ref: Ref, places: _Places) -> bool:
        value = self.frame.value(ref)
        pattern = like("number", "muted" if value is None else "forward", ref, fill="card")
        return self._put([(self.look.number(value),)], (ref.layer, ref.index[0]), pattern, places)

    def _is_missing(self, layer: int, j: int) -> bool:
        """Say whether what comes out of a node is known, and not to be read in it."""
        return self._is_bare(layer, j) and self.frame.value(activation_ref(layer, j)) is not None

    def _is_bare(self, layer: int, j: int) -> bool:
        """Say whether a node that is drawn has no number in it."""
        if layer > self.layout.L or j >= self.layout.sizes[layer] or not self.layout.is_shown(layer, j):
            return False
        if self.layout.detail is not Detail.VALUE:
            return self.layout.detail is Detail.DOT
        at, width = (layer, j), lambda text: self.placer.size("number", (text,))[0]
        return not number_in(at, self.moment, self.layout, self.look, width)

    # Room

    def _is_crowded(self, layer: int) -> bool:
        """Say whether only one node of a layer can have its number beside it."""
        if self.layout.detail is not Detail.DOT:
            return False
        return not (self._has_rows(layer) or self._has_sides(layer))

    def _pitch(self, layer: int) -> float:
        column = [self.layout.nodes[layer][j] for j in self.layout.shown(layer)]
        return column[1].y - column[0].y if len(column) > 1 else 1e9

    @property
    def _has_columns(self) -> bool:
        """Say whether numbers of two neighbouring layers have room side by side."""
        return self.layout.pitch >= self.layout.pill[0] + _NEAR

    def _has_rows(self, layer: int) -> bool:
        """Say whether every node of a layer has room for a pill under it."""
        height = self.layout.pill[1]
        room = self._pitch(layer) - 2 * self.layout.nodes[layer][0].r
        return room >= height + self.layout.pill_gap + 2 and self._has_columns

    def _has_sides(self, layer: int) -> bool:
        """Say whether pills beside the nodes leave some of the way to the next layer free."""
        width, height = self.layout.pill
        across = self.layout.pitch - 2 * self.layout.nodes[layer][0].r
        return self._pitch(layer) >= height + 4 and across >= _FREE * width

    def _slots(self, layer: int, j: int, width: float, height: float) -> list[Point]:
        """Return where the number of a node may stand: under it, else beside or above it."""
        node, box = self.layout.nodes[layer][j], self.layout.pill_box(layer, j)
        if self.layout.detail is not Detail.DOT:
            return [(box.cx, box.cy)]
        under, above = (box.cx, box.cy), (node.x, 2 * node.y - box.cy)
        if max(self.layout.sizes) == 1:  # an edge runs on either side
            return [under, above]
        aside = node.r + width / 2 + _NEAR
        beside = [(node.x + aside, node.y), (node.x - aside, node.y)]
        if self._has_rows(layer):
            return [under, *beside, above]
        return [*beside, under, above] if self._has_sides(layer) else [under, above, *beside]

    def _around(self, layer: int, j: int, width: float, height: float) -> list[Point]:
        """Return the usual places, then those farther around a node."""
        node, points = self.layout.nodes[layer][j], self._slots(layer, j, width, height)
        return [*points, *(point for away in _AWAY for point in _ring(node, away, width, height))]

    # The step in play

    def _forward_value(self, layer: int, j: int) -> bool:
        """Print z, and in nodes too small for it a, while the step in play writes it."""
        if self.layout.detail is Detail.FULL or (layer, j) not in self.moment.nodes:
            return True
        ref = Ref("z" if self.moment.rule == "Fz" else "a", layer, (j,))
        in_detail = (layer, j) == self.moment.focus_node
        kind = self.layout.measures.played("number", in_detail)
        if ref.symbol == "a" and self.layout.detail is Detail.VALUE and kind == "number":
            return True
        fill: Fill = "solid" if in_detail else "soft"
        number = self.look.number(self.frame.value(ref))
        variants = [(f"{ref.symbol} {number}",), (number,)]
        return self._put(variants, (layer, j), like(kind, "forward", ref, fill=fill), self._slots)

    def _delta(self, layer: int, j: int) -> bool:
        ref, full = Ref("delta", layer, (j,)), self.layout.detail is Detail.FULL
        measures = self.layout.measures
        number, known = self.look.number(self.frame.value(ref)), self.frame.is_known(ref)
        backward = self.moment.rule in FROM_COST or self.moment.rule in INNER_DELTA
        in_play = backward and (layer, j) == self.moment.focus_node
        head = self.moment.rule in ("G", "Gb") and (layer, j) == self._head()
        pattern = like(
            measures.played("delta" if full or measures.is_room else "number", in_play or head),
            "delta" if known or in_play else "muted",
            ref,
            fill="solid" if in_play else "soft" if known else "card",
            faded=self.moment.outdated,
            ringed=head,
            settles="pulse" if self.moment.rule in _DELTA_RULES and self.moment.is_in_play(ref) else "",
        )
        named = (f"{self.names.text(ref)} = {number}",)
        least = self.layout.pill[0] if full else 0.0
        variants = [named, (number,)] if full or pattern.kind == "play" else [(number,)]
        return self._put(variants, (layer, j), pattern, self._slots, least)

    def _put(
        self,
        variants: Sequence[tuple[str, ...]],
        node: Node,
        pattern: Label,
        places: _Places,
        least: float = 0.0,
    ) -> bool:
        """Put the longest of some texts where it has room; say whether any has."""
        for lines in variants:
            size = self.placer.size(pattern.kind, lines, pattern.fill)
            label = self.placer.label([lines], places(*node, *size), pattern, least=least)
            if label is not None:
                self.made.append(label)
                return True
        return False

    def _head(self) -> Node | None:
        edge = self.moment.focus_edge
        return edge[:2] if edge else self.moment.focus_bias


def _ring(node: Spot, away: float, width: float, height: float) -> list[Point]:
    """Return places around a node: right and left, below and above, and aslant."""
    across, down = away * (node.r + _NEAR) + width / 2, away * (node.r + _NEAR) + height / 2
    ways = ((1, 0), (-1, 0), (0, 1), (0, -1), (1, 1), (-1, 1), (1, -1), (-1, -1))
    return [(node.x + x * across, node.y + y * down) for x, y in ways]
