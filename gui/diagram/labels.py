"""Every label of the diagram, the most important first: what finds no free place is left out. Pure."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QCoreApplication

from engine.nn.types import Ref
from gui.diagram.flows import Flow
from gui.diagram.geometry import Box
from gui.diagram.given_names import given_names
from gui.diagram.layout import Detail, Layout
from gui.diagram.moment import Moment
from gui.diagram.node_labels import NodeLabels
from gui.diagram.parameter_labels import ParameterLabels
from gui.diagram.picture import Label, Packet
from gui.diagram.placing import Placer, along, is_straight, like, swept
from gui.diagram.target_labels import target_labels
from gui.look import Look
from gui.quantities import kind_of

translate = QCoreApplication.translate


class Labels:
    """Makes the labels of one picture.

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

    def make(self, flows: Sequence[Flow]) -> tuple[tuple[Label, ...], tuple[Packet, ...]]:
        """Place everything; return the labels, and the packets with theirs."""
        self._headers()
        self._feet()
        told = self.moment, self.layout, self.look, self.placer
        self.made += target_labels(*told)
        self._captions()
        nodes, parameters = NodeLabels(*told), ParameterLabels(*told)
        at_nodes = (
            nodes.pills,
            nodes.wanted_values,
            self._numbers,
            partial(given_names, self.moment, self.layout, self.placer),
        )
        in_detail = parameters.gradient_in_play, partial(parameters.weights, in_detail=True)
        order: tuple[Callable[[], list[Label]], ...] = (*at_nodes, *in_detail)
        if self.layout.measures.is_room:  # what is in play has its place first
            order = (nodes.pills_in_play, *in_detail, *at_nodes)
        for make in order:
            self.made += make()
        self.made += nodes.further_values()
        self.made += parameters.weights(in_detail=False)
        if self.layout.detail is Detail.FULL:
            for flow in flows:
                if is_straight(flow.line):
                    self.placer.take(swept(flow.line))
        packets = tuple(self._packet(flow) for flow in flows)
        self.made += parameters.gradients()
        self.made += parameters.locks()
        self._closed_gates()
        return tuple(label for label in self.made if not self.placer.is_covered(label)), packets

    def number(self, ref: Ref) -> str:
        """Write the number of a quantity."""
        return self.look.number(self.frame.value(ref))

    def _add(self, label: Label | None) -> None:
        if label is not None:
            self.made.append(label)

    def _headers(self) -> None:
        layout = self.layout
        names = self.frame.network.activations
        drawn = [l for l in range(1, layout.L + 1) if layout.shown(l)]
        titles = [_titles(names[l], l, l == layout.L) for l in drawn]
        words = next((row for row in zip(*titles, strict=True) if self._fit(row)), ())
        words = (translate("Diagram", "input"), *words, translate("Diagram", "cost"))
        xs = [layout.columns[l] for l in (0, *drawn)]
        columns = (*xs[: len(words) - 1], layout.cost.cx)  # of very many layers only both ends
        (self._floating if layout.is_part else self._standing)(words, columns)
        if layout.controls.head:
            self.placer.take(Box(0.0, layout.header_y, layout.width, layout.top - layout.header_y))

    def _standing(self, words: Sequence[str], columns: Sequence[float]) -> None:
        """Put the headers over their columns."""
        for text, x in zip(words, columns, strict=True):
            header = self.placer.label([(text,)], [(x, self.layout.header_y)], like("header", "muted"))
            self._add(header)
            if header is not None:  # no ring of another label touches it
                ring = header.box.grown(3)
                self.placer.take(ring)
                for box in (header.box, ring):
                    self.placer.let_cover(box)

    def _floating(self, words: Sequence[str], columns: Sequence[float]) -> None:
        """Keep the headers in sight of what is zoomed: over everything that passes under them."""
        for text, x in zip(words, columns, strict=True):
            width, height = self.placer.size("header", (text,), "card")
            if width / 2 <= x <= self.layout.width - width / 2:
                box = Box.around(x, self.layout.header_y, width, height)
                self.made.append(replace(like("header", "muted", fill="card"), lines=(text,), box=box))
                self.placer.take(box)

    def _fit(self, texts: Sequence[str]) -> bool:
        widest = max(self.placer.size("header", (text,))[0] for text in texts)
        return widest + 8 <= self.layout.pitch

    def _feet(self) -> None:
        if self.layout.measures.is_room:  # its foot is not high enough
            return
        pattern, y = like("foot", "muted"), self.layout.foot_y
        first = self.layout.nodes[0][0]
        margin = min(max(first.x - first.r, 4.0), 24.0)
        for text, x, side in (
            (translate("Diagram", "◂ upstream"), max(margin, self.layout.controls.foot), 0.5),
            (translate("Diagram", "downstream ▸"), self.layout.width - margin, -0.5),
        ):
            self._add(self.placer.label([(text,)], [(x, y)], pattern, side))
        if self.moment.padlock and (self.layout.detail is not Detail.FULL or max(self.layout.sizes) > 1):
            text = (
                translate("Diagram", "weights locked until all gradients are known")
                if self.moment.padlock == "closed"
                else translate("Diagram", "all gradients known: weights unlocked")
            )
            short = translate("Diagram", "weights locked") if self.moment.padlock == "closed" else ""
            note = like("note", "muted", padlock=self.moment.padlock)
            self._add(self.placer.label([(text,), (short,)], [(self.layout.width / 2, y)], note))

    def _captions(self) -> None:
        """Say of condensed layers how many nodes there are more."""
        for stack in self.layout.stacks:
            if stack is None or not stack.shown:
                continue
            more = stack.n - len(stack.shown)
            text = translate("Diagram", "… %n more", "", more)
            x, y = stack.caption
            least = self.placer.size("foot", (text,))[0] / 2 + 3
            self._add(self.placer.label([(text,)], [(max(x, least), y)], like("foot", "muted")))

    def _numbers(self) -> list[Label]:
        """Say which nodes of condensed layers are drawn."""
        found = []
        for stack in filter(None, self.layout.stacks):
            for j in stack.shown:
                node = self.layout.nodes[stack.layer][j]
                width, _ = self.placer.size("one", (str(j + 1),))
                aside = node.r + width / 2 + 5
                points = [
                    (node.x + way * aside, node.y - up * node.r) for up in (0.6, 0.9) for way in (-1, 1)
                ]
                found.append(self.placer.label([(str(j + 1),)], points, like("one", "muted")))
        return [label for label in found if label is not None]

    def _packet(self, flow: Flow) -> Packet:
        label = None
        if flow.named and not flow.small and self.frame.is_known(flow.ref):
            label = self._packet_label(flow)
        return Packet(flow.line, flow.role, (flow.ref,), label, flow.small, flow.begin, flow.end)

    def _packet_label(self, flow: Flow) -> Label | None:
        name, number = self.names.text(flow.ref, output=True), self.number(flow.ref)
        full = self.layout.detail is Detail.FULL
        played = partial(self.layout.measures.played, in_play=self._is_written(flow.ref))
        if max(self.layout.sizes) > 1 and not (full and is_straight(flow.line)):
            pattern = like(played("number"), flow.role, flow.ref, fill="card", outlined=True)
            points = [along(flow.line, share) for share in (0.5, 0.38, 0.62, 0.28, 0.72, 0.2, 0.8)]
            if flow.ref.layer == self.layout.L and flow.ref.symbol in ("dJ_da", "delta", "a"):
                points = [*self._beside_packet(flow, name), *points]
            variants = [(f"{name} = {number}",), (number,)] if full else [(number,)]
            return self.placer.label(variants, points, pattern)
        pattern = like(played("packet"), flow.role, flow.ref)
        return self.placer.label(
            [(f"{name} = {number}",), (name, f"= {number}")], self._beside_packet(flow, name), pattern
        )

    def _is_written(self, ref: Ref) -> bool:
        """Say whether the step in play writes what travels, in detail."""
        focus = None if self.moment.by_phase else self.frame.focus
        return focus is not None and self.frame.resolved(focus) == self.frame.resolved(ref)

    def _beside_packet(self, flow: Flow, name: str) -> list[tuple[float, float]]:
        height = self.placer.size("packet", (name,))[1]
        if flow.under_pills:
            x, y = along(flow.line, 0.5)
            aside = self.layout.pill[1] / 2 + height / 2 + 2
            return [(x, y + way * aside) for way in ((1, -1) if self.layout.measures.is_room else (1,))]
        x0, _, x1, _ = flow.line
        if self.layout.detail is Detail.VALUE and max(self.layout.sizes) == 1:
            box = self.layout.pill_box(self.layout.L, 0)
            return [(along(flow.line, 0.5)[0], box.y + box.h + rows * height + 3) for rows in (0.5, 1.0)]
        below = -1.0 if x1 >= x0 else 1.0  # "aside" turns with the direction of the line
        down = [below * (height * rows + 6) for rows in (0.5, 1.1)]
        return [along(flow.line, share, aside) for share in (0.5, 0.3, 0.7) for aside in down]

    def _closed_gates(self) -> None:
        """Say why nothing passes a node whose slope is 0."""
        focus = self.moment.focus_node
        if focus is None or self.moment.phase != "backward" or focus[0] == 0:
            return
        slope, z = Ref("slope", focus[0], focus[1:]), Ref("z", focus[0], focus[1:])
        if self.frame.value(slope) != 0.0:
            return
        text = translate("Diagram", "φ′ = 0 because z = {number}").format(number=self.number(z))
        node, box = self.layout.nodes[focus[0]][focus[1]], self.layout.pill_box(*focus)
        pattern = like("note", "delta", slope, fill="card", outlined=True)
        beside = node.r + self.placer.size("note", (text,), "card")[0] / 2 + 14
        points = [
            (box.cx, box.y + box.h + 12), (box.cx, box.y + box.h + 28), (node.x, node.y - node.r - 12),
            (node.x + beside, node.y), (node.x - beside, node.y),
        ]  # fmt: skip
        self._add(self.placer.label([(text,)], points, pattern))


def _titles(name: str, layer: int, last: bool) -> tuple[str, str, str]:
    """Name a layer in three lengths."""
    activation = kind_of(name)
    short = translate("Diagram", "layer {number}").format(number=layer)
    long = translate("Diagram", "layer {number} · {activation}").format(number=layer, activation=activation)
    return f"{long} · ŷ" if last else long, short, str(layer)
