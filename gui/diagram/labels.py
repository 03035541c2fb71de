"""Every label of the diagram, the most important first: what finds no free place is left out. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from engine.nn.types import Ref
from gui.diagram.flows import Flow
from gui.diagram.layout import Detail, Layout
from gui.diagram.moment import FROM_COST, INNER_DELTA, Moment
from gui.diagram.parameter_labels import ParameterLabels
from gui.diagram.picture import Fill, Label, Packet
from gui.diagram.placing import Placer, along, is_straight, like, swept
from gui.look import Look
from gui.quantities import kind_of

translate = QCoreApplication.translate
_DELTA_RULES = frozenset({"B2", "BF", "B5"})
_FEW_OUTPUTS = 6
"""Up to so many labels y stand under the cost."""
_RINGS = 8.0
"""Between two of them, px: each may have a ring."""


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
        self._targets()
        self._pills()
        parameters = ParameterLabels(self.moment, self.layout, self.look, self.placer)
        self.made += parameters.gradient_in_play()
        self.made += parameters.weights()
        if self.layout.detail is Detail.FULL:
            for flow in flows:
                if is_straight(flow.line):
                    self.placer.take(swept(flow.line))
        packets = tuple(self._packet(flow) for flow in flows)
        self.made += parameters.gradients()
        self.made += parameters.locks()
        self._closed_gates()
        return tuple(self.made), packets

    def number(self, ref: Ref) -> str:
        """Write the number of a quantity."""
        return self.look.number(self.frame.value(ref))

    def _add(self, label: Label | None) -> None:
        if label is not None:
            self.made.append(label)

    def _headers(self) -> None:
        layout = self.layout
        names = self.frame.network.activations
        titles = [_titles(names[l], l, l == layout.L) for l in range(1, layout.L + 1)]
        columns = [column[0].x for column in layout.nodes]
        words = next((list(row) for row in zip(*titles, strict=True) if self._fit(row)), [])
        words = [translate("Diagram", "input"), *words, translate("Diagram", "cost")]
        for text, x in zip(words, [*columns, layout.cost.cx], strict=True):
            header = self.placer.label([(text,)], [(x, layout.header_y)], like("header", "muted"))
            self._add(header)
            if header is not None:  # no ring of another label touches it
                self.placer.take(header.box.grown(3))

    def _fit(self, texts: Sequence[str]) -> bool:
        widest = max(self.placer.size("header", (text,))[0] for text in texts)
        return widest + 8 <= self.layout.pitch

    def _feet(self) -> None:
        pattern, y = like("foot", "muted"), self.layout.foot_y
        margin = min(self.layout.nodes[0][0].x - self.layout.nodes[0][0].r, 24.0)
        for text, x, side in (
            (translate("Diagram", "◂ upstream"), margin, 0.5),
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

    def _targets(self) -> None:
        """Print the labels y under the cost; of many only the one in detail."""
        n, cost = self.layout.sizes[-1], self.layout.cost
        focus = self.moment.focus_node
        js = (
            list(range(n)) if n <= _FEW_OUTPUTS else [focus[1]] if focus and focus[0] == self.layout.L else []
        )
        for row, j in enumerate(js):
            y = Ref("y", self.layout.L, (j,))
            text = f"{self.names.text(y)} = {self.number(y)}"
            pattern = like("target", "muted", y, ringed=self.moment.is_in_play(y))
            width, height = self.placer.size("target", (text,))
            x = min(max(cost.cx, cost.x + width / 2), self.layout.width - width / 2 - 3)
            at = (x, cost.y + cost.h + (row + 0.5) * (height + _RINGS) + 6)
            self._add(self.placer.label([(text,), (self.number(y),)], [at], pattern))

    def _pills(self) -> None:
        """Put δ under every node once the cost is known, and z before that where it is in play."""
        for layer in range(1, self.layout.L + 1):
            if self.layout.detail is Detail.DOT and not any(node[0] == layer for node in self.moment.nodes):
                continue
            everyone = range(self.layout.sizes[layer])
            focus = self.moment.focus_node
            alone = [focus[1]] if focus and focus[0] == layer else []
            crowded = self.layout.detail is Detail.DOT and not self._has_slots(layer)
            for j in alone if crowded else everyone:
                if self.moment.phase == "forward":
                    self._forward_value(layer, j)
                else:
                    self._delta(layer, j)

    def _has_slots(self, layer: int) -> bool:
        """Say whether every node of a layer has room for a pill under it."""
        column = self.layout.nodes[layer]
        room = column[1].y - column[0].y - 2 * column[0].r if len(column) > 1 else 1e9
        width, height = self.layout.pill
        return room >= height + self.layout.pill_gap + 2 and self.layout.pitch >= width + 4

    def _slots(self, layer: int, j: int) -> list[tuple[float, float]]:
        """Return where the number of a node may stand: under it, else beside or above it."""
        node, box = self.layout.nodes[layer][j], self.layout.pill_box(layer, j)
        if self.layout.detail is not Detail.DOT:
            return [(box.cx, box.cy)]
        above = (node.x, 2 * node.y - box.cy)
        if max(self.layout.sizes) == 1:  # an edge runs on either side
            return [(box.cx, box.cy), above]
        aside = node.r + box.w / 2 + 4
        return [(box.cx, box.cy), (node.x + aside, node.y), (node.x - aside, node.y), above]

    def _forward_value(self, layer: int, j: int) -> None:
        """Print z, and in nodes too small for it a, while the step in play writes it."""
        if self.layout.detail is Detail.FULL or (layer, j) not in self.moment.nodes:
            return
        ref = Ref("z" if self.moment.rule == "Fz" else "a", layer, (j,))
        if ref.symbol == "a" and self.layout.detail is Detail.VALUE:
            return
        fill: Fill = "solid" if (layer, j) == self.moment.focus_node else "soft"
        text = f"{ref.symbol} {self.number(ref)}"
        pattern = like("number", "forward", ref, fill=fill)
        self._add(self.placer.label([(text,), (self.number(ref),)], self._slots(layer, j), pattern))

    def _delta(self, layer: int, j: int) -> None:
        ref, full = Ref("delta", layer, (j,)), self.layout.detail is Detail.FULL
        number, known = self.number(ref), self.frame.is_known(ref)
        backward = self.moment.rule in FROM_COST or self.moment.rule in INNER_DELTA
        in_play = backward and (layer, j) == self.moment.focus_node
        head = self.moment.rule in ("G", "Gb") and (layer, j) == self._head()
        pattern = like(
            "delta" if full else "number",
            "delta" if known or in_play else "muted",
            ref,
            fill="solid" if in_play else "soft" if known else "card",
            faded=self.moment.outdated,
            ringed=head,
            settles="pulse" if self.moment.rule in _DELTA_RULES and self.moment.is_in_play(ref) else "",
        )
        named = (f"{self.names.text(ref)} = {number}",)
        least = self.layout.pill[0] if full else 0.0
        variants = [named, (number,)] if full else [(number,)]
        self._add(self.placer.label(variants, self._slots(layer, j), pattern, least=least))

    def _head(self) -> tuple[int, int] | None:
        edge = self.moment.focus_edge
        return edge[:2] if edge else self.moment.focus_bias

    def _packet(self, flow: Flow) -> Packet:
        label = None
        if flow.named and not flow.small and self.frame.is_known(flow.ref):
            label = self._packet_label(flow)
        return Packet(flow.line, flow.role, (flow.ref,), label, flow.small, flow.begin, flow.end)

    def _packet_label(self, flow: Flow) -> Label | None:
        name, number = self.names.text(flow.ref, output=True), self.number(flow.ref)
        full = self.layout.detail is Detail.FULL
        if max(self.layout.sizes) > 1 and not (full and is_straight(flow.line)):
            pattern = like("number", flow.role, flow.ref, fill="card", outlined=True)
            points = [along(flow.line, share) for share in (0.5, 0.38, 0.62, 0.28, 0.72, 0.2, 0.8)]
            if flow.ref.layer == self.layout.L and flow.ref.symbol in ("dJ_da", "delta", "a"):
                points = [*self._beside_packet(flow, name), *points]
            variants = [(f"{name} = {number}",), (number,)] if full else [(number,)]
            return self.placer.label(variants, points, pattern)
        pattern = like("packet", flow.role, flow.ref)
        return self.placer.label(
            [(f"{name} = {number}",), (name, f"= {number}")], self._beside_packet(flow, name), pattern
        )

    def _beside_packet(self, flow: Flow, name: str) -> list[tuple[float, float]]:
        height = self.placer.size("packet", (name,))[1]
        if flow.under_pills:
            x, y = along(flow.line, 0.5)
            return [(x, y + self.layout.pill[1] / 2 + height / 2 + 2)]
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
