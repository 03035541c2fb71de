"""What is at a point of the diagram, and where a quantity is drawn. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np

from engine.nn.types import Array, Ref, freeze
from gui.diagram.geometry import Box, Line, Spot
from gui.diagram.layout import Layout
from gui.diagram.moment import Node, bias_of, edge_of, homes, node_of
from gui.diagram.picture import NodeMark, Picture

REACH = 4.0
"""Half the width of the area in which an edge can be pointed at, px."""

Shape = Box | Spot | Line


@dataclass(frozen=True, slots=True)
class Hit:
    """Something that can be pointed at.

    Attributes
    ----------
    refs : frozenset of Ref
        What it stands for.
    main : Ref
        What a click on it selects.
    shape : Box, Spot or line
    part : {"", "upper", "lower"}
        Which half of a circle is meant.
    """

    refs: frozenset[Ref]
    main: Ref
    shape: Shape
    part: str = ""

    @property
    def is_node(self) -> bool:
        """Say whether it is a node, or half of one."""
        return isinstance(self.shape, Spot) and self.main.symbol in ("x", "a", "delta")

    def stands_for(self, ref: Ref) -> bool:
        """Say whether a quantity, of whatever sample, is among what it stands for."""
        return any(ref == own.at(None) for own in self.refs)


class Hits:
    """Finds things in a picture.

    Parameters
    ----------
    picture : Picture
    backward : bool
        In the backward phase a click on a node means its δ, before that its activation.
    """

    def __init__(self, picture: Picture, backward: bool) -> None:
        self._picture = picture
        self._labels = [_of_box(label.refs, label.box) for label in picture.all_labels() if label.refs]
        self._nodes = [hit for node in picture.nodes for hit in _of_node(node, backward)]
        self._cost = _of_box(picture.cost.refs, picture.cost.box)
        self._ones = [_of_spot(Ref("b", bias.layer, (bias.index,)), bias.one) for bias in picture.biases]
        self._bias_lines = [
            _of_line(Ref("b", bias.layer, (bias.index,)), bias.line) for bias in picture.biases
        ]
        self._edges = np.concatenate([marks.lines.reshape(-1, 4) for marks in picture.edges])
        self._folded = np.concatenate([marks.folded.ravel() for marks in picture.edges])
        self._cells = [mark.stack for mark in picture.stacks]
        self._backward = backward
        self._wide = np.concatenate([marks.widths.ravel() for marks in picture.edges]) / 2

    @property
    def layout(self) -> Layout:
        """Where everything stands."""
        return self._picture.layout

    def at(self, x: float, y: float) -> Hit | None:
        """Return what is at a point: labels before nodes, nodes before edges."""
        for hit in self._labels:
            if isinstance(hit.shape, Box) and hit.shape.holds(x, y):
                return hit
        for hit in (*self._nodes, *self._ones):
            if isinstance(hit.shape, Spot) and hit.shape.holds(x, y) and _in_half(hit, y):
                return hit
        if self._picture.cost.box.holds(x, y):
            return self._cost
        if (cell := self._cell_at(x, y)) is not None:
            return cell
        for hit in self._bias_lines:
            if isinstance(hit.shape, tuple) and float(distances(np.array([hit.shape]), x, y)[0]) <= REACH:
                return hit
        return self._edge_at(x, y)

    def _cell_at(self, x: float, y: float) -> Hit | None:
        """Return the node of a condensed layer whose cell is at a point."""
        for stack in self._cells:
            if (j := stack.at(x, y)) is not None:
                ref = Ref("a" if stack.layer else "x", stack.layer, (j,))
                main = Ref("delta", stack.layer, (j,)) if self._backward and stack.layer else ref
                return Hit(frozenset({ref}), main, stack.cell(j))
        return None

    def _edge_at(self, x: float, y: float) -> Hit | None:
        away = distances(self._edges, x, y) - np.maximum(self._wide - REACH, 0.0)
        away = np.where(self._folded, np.inf, away)
        nearest = int(np.argmin(away))
        if away[nearest] > REACH:
            return None
        for marks in self._picture.edges:
            if nearest < marks.widths.size:
                j, k = divmod(nearest, marks.widths.shape[1])
                return _of_line(Ref("W", marks.layer, (j, k)), tuple(marks.lines[j, k].tolist()))
            nearest -= marks.widths.size
        return None

    def shapes(self, refs: Iterable[Ref]) -> Iterator[Hit]:
        """Yield where quantities are drawn: their labels, what they belong to; nothing of what is gone."""
        for ref in refs:
            plain = ref.at(None)
            if not self._has(homes(plain)):
                continue
            own = [hit for hit in (*self._labels, *self._nodes, self._cost) if hit.stands_for(plain)]
            yield from own
            edge = edge_of(plain)
            if edge is not None:
                yield _of_line(plain, self._line(*edge))
            elif not own and (home := self._home(plain)) is not None:
                yield home

    def _has(self, nodes: Iterable[Node]) -> bool:
        """Say whether there are nodes: another panel may point at one that was taken away."""
        sizes = self._picture.layout.sizes
        return all(layer < len(sizes) and j < sizes[layer] for layer, j in nodes)

    def _home(self, ref: Ref) -> Hit | None:
        """Return the thing that a quantity without a mark of its own belongs to."""
        bias = bias_of(ref)
        if bias is not None:
            lines = (hit for hit in self._bias_lines if (hit.main.layer, hit.main.index[0]) == bias)
            found = next(lines, None)
            return found or _of_spot(ref, self._picture.layout.nodes[bias[0]][bias[1]])
        node = node_of(ref)
        if node is not None:
            return _of_spot(ref, self._picture.layout.nodes[node[0]][node[1]])
        return self._cost if ref.symbol in ("J", "J_new", "y") else None

    def _line(self, layer: int, j: int, k: int) -> Line:
        marks = self._picture.edges[layer - 1]
        x0, y0, x1, y1 = marks.lines[j, k].tolist()
        return x0, y0, x1, y1


def distances(lines: Array, x: float, y: float) -> Array:
    """Return how far a point is from each line, px.

    Parameters
    ----------
    lines : ndarray, shape (n, 4)
    x, y : float
    """
    start, way = lines[:, :2], lines[:, 2:] - lines[:, :2]
    point = np.array([x, y]) - start
    length = np.maximum((way**2).sum(axis=1), 1e-9)
    share = np.clip((point * way).sum(axis=1) / length, 0.0, 1.0)
    away: Array = point - way * share[:, None]
    return freeze(np.hypot(away[:, 0], away[:, 1]))


def _of_box(refs: tuple[Ref, ...], box: Box) -> Hit:
    return Hit(frozenset(refs), refs[0], box)


def _of_spot(ref: Ref, spot: Spot) -> Hit:
    return Hit(frozenset({ref}), ref, spot)


def _of_line(ref: Ref, line: Line) -> Hit:
    return Hit(frozenset({ref}), ref, line)


def _of_node(node: NodeMark, backward: bool) -> Iterator[Hit]:
    """Split a node into its halves: z above, a below."""
    if node.layer == 0:
        yield _of_spot(Ref("x", 0, (node.index,)), node.spot)
        return
    at = (node.layer, (node.index,))
    main = Ref("delta" if backward else "a", *at)
    yield Hit(frozenset({Ref("z", *at)}), main, node.spot, "upper")
    yield Hit(frozenset({Ref("a", *at)}), main, node.spot, "lower")


def _in_half(hit: Hit, y: float) -> bool:
    if not isinstance(hit.shape, Spot) or not hit.part:
        return True
    return (y < hit.shape.y) == (hit.part == "upper")
