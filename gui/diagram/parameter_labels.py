"""The labels on edges: weights and biases with their sign, gradients as tags, corrections. Pure."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from PySide6.QtCore import QCoreApplication

from engine.nn.types import Ref, Symbol
from gui.diagram.edges import one_of
from gui.diagram.geometry import Line, Point
from gui.diagram.layout import Detail, Layout
from gui.diagram.measures import Kind
from gui.diagram.moment import Moment
from gui.diagram.picture import Fill, Label, Settling
from gui.diagram.placing import PADLOCK, Placer, along, is_straight, like
from gui.diagram.tags import WRITE_TAGS, tag_lines, tag_of, tag_role
from gui.look import Look

translate = QCoreApplication.translate
_LABELLED = 4
"""Up to so many edges between two layers, each has its number printed."""
_COMPARED = 12
"""Among more edges no label looks for a place that none of them crosses."""
_ON_EDGE = (0.5, 0.6, 0.4, 0.66, 0.34, 0.7, 0.3, 0.74, 0.26, 0.8, 0.2)
"""Shares of a sloping edge where its label may stand, the best first."""
_CLEAR, _RING = 4.0, 4.0
"""Between a node and the label of a weight, and that of a gradient with its ring, px."""
_OVER = 12.0
"""Between an edge and the label over it, px."""
_BIAS_LEFT, _BIAS_RIGHT = 19.0, 10.0
"""From the edge of a bias to its gradient and to its label, px."""


_MOST_LOCKS = 40
"""Of more locked parameters without a label none has a padlock of its own."""


class ParameterLabels:
    """Makes the labels of weights, biases and their gradients."""

    def __init__(self, moment: Moment, layout: Layout, look: Look, placer: Placer) -> None:
        self.moment, self.frame, self.names = moment, moment.frame, moment.frame.names
        self.layout, self.look, self.placer = layout, look, placer

    def weights(self, *, in_detail: bool) -> list[Label]:
        """Place the weights and biases that are printed: those in detail, or the others."""
        wanted = (ref for ref in self._printed() if self._is_focus(ref) == in_detail)
        refs = sorted(wanted, key=lambda ref: ref.symbol == "W")
        labels = (self._weight(ref) if ref.symbol == "W" else self._bias(ref) for ref in refs)
        return [label for label in labels if label is not None]

    @property
    def _layered(self) -> bool:
        """Layers have several nodes, so that edges meet and cross."""
        return max(self.layout.sizes) > 1

    def gradient_in_play(self) -> list[Label]:
        """Place the gradient that the step in play writes, the one in detail: before all others."""
        refs = [ref for ref in self._in_detail() if self.moment.rule in WRITE_TAGS and self._is_focus(ref)]
        return [label for label in map(self._gradient, refs[:1]) if label is not None]

    def gradients(self) -> list[Label]:
        """Place the other gradients: of one node a layer all that are known, else the one in detail.

        Where edges cross there is no room for all, and some of them would say nothing.
        """
        placed = self.moment.rule in WRITE_TAGS
        wanted = self._in_detail() if self._layered else self._printed()
        refs = [ref for ref in wanted if not (placed and self._is_focus(ref))]
        return [label for label in map(self._gradient, refs) if label is not None]

    def locks(self) -> list[Label]:
        """Place a padlock on every locked parameter that has no label of its own to carry it."""
        bare = sorted(self.frame.network.locked - set(self._printed()))
        if len(bare) > _MOST_LOCKS:
            return []
        pattern = like("weight", "muted", padlock="closed")
        labels = (self.placer.label([("",)], self._on(ref), replace(pattern, refs=(ref,))) for ref in bare)
        return [label for label in labels if label is not None]

    def _on(self, ref: Ref) -> list[Point]:
        """Return places on the edge of a parameter."""
        if ref.symbol == "b":
            x, y = self._bias_middle(ref)
            one = one_of(self.moment, self.layout, (ref.layer, ref.index[0]))
            aside = (one.r if one else self.layout.nodes[ref.layer][ref.index[0]].r) + 10
            return [(x - aside, y), (x + aside, y)]
        line = self.layout.edge(ref.layer, *ref.index)
        return [along(line, share) for share in _ON_EDGE]

    def _printed(self) -> list[Ref]:
        """List the parameters that have room for a number: all of a small layer, else those in detail."""
        found: list[Ref] = []
        sizes = self.layout.sizes
        sparse = max(a * b for a, b in pairwise(sizes)) <= _LABELLED
        for layer in range(1, self.layout.L + 1):
            n, before = sizes[layer], sizes[layer - 1]
            if sparse and self.layout.detail is not Detail.DOT:
                found += [Ref("W", layer, (j, k)) for j in range(n) for k in range(before)]
            if self.layout.detail is Detail.FULL:
                found += [Ref("b", layer, (j,)) for j in range(n)]
        found = [ref for ref in found if ref not in self.frame.network.cut]
        return list(dict.fromkeys([*found, *self._in_detail()]))

    def _in_detail(self) -> list[Ref]:
        edge, bias, selected = self.moment.focus_edge, self.moment.focus_bias, self.frame.selected
        wanted = [Ref("W", edge[0], edge[1:])] if edge and self.moment.rule != "B3" else []
        wanted += [Ref("b", bias[0], bias[1:])] if bias else []
        if selected is not None and selected.symbol in ("W", "b", "dW", "db"):
            symbol: Symbol = "W" if selected.symbol in ("W", "dW") else "b"
            wanted.append(Ref(symbol, selected.layer, selected.index))
        return list(dict.fromkeys(wanted))  # what is in play may be selected, too

    def _is_focus(self, ref: Ref) -> bool:
        at = (ref.layer, *ref.index)
        return at in (self.moment.focus_edge, self.moment.focus_bias) or ref == self.frame.selected

    def _kind(self, kind: Kind, ref: Ref) -> Kind:
        """Return the kind of a label: that of the parameter in play is the largest in a lecture room."""
        in_play = (ref.layer, *ref.index) in (self.moment.focus_edge, self.moment.focus_bias)
        return self.layout.measures.played(kind, in_play)

    def _variants(self, ref: Ref) -> tuple[list[tuple[str, ...]], Label]:
        """Write a parameter, or how it was corrected, in all lengths; and say how that looks."""
        new = _new(ref)
        name, number = self.names.text(ref), self.look.number(self.frame.value(ref))
        role = "negative" if (self.frame.value(ref) or 0.0) < 0 else "forward"
        locked = ref in self.frame.network.locked
        if ref in self.frame.network.cut:
            cut = translate("Diagram", "{name} is cut").format(name=name)
            return [(cut,)], like(self._kind("weight", ref), "muted", ref, fill="card")
        if self.frame.is_known(new) and not locked:
            arrow = f"→ {self.look.number(self.frame.value(new))}"
            lines = [(f"{name} {number} {arrow}",), (name, f"{number} {arrow}"), (name, number, arrow)]
            kind = self._kind("update", ref)
            if kind == "play":  # rather what it was is left out than that it stands far away
                lines.insert(2, (f"{name} {arrow}",))
            if self._layered and not self._is_focus(ref):
                lines = [(f"{name} {arrow}",), (name, arrow)]
            fill: Fill = "solid" if self._is_focus(ref) and self.moment.is_in_play(new) else "soft"
            settles: Settling = "fade" if self.moment.is_in_play(new) else ""
            return lines, like(kind, "update", new, ref, fill=fill, settles=settles)
        fill = "none" if ref.symbol == "b" and self.layout.detail is Detail.FULL else "card"
        fill = "card" if self._layered else fill
        padlock = self.moment.padlock if self.layout.detail is Detail.FULL and not self._layered else ""
        padlock = "closed" if locked else padlock
        lines = [(f"{name} = {number}",), (name, number)]
        return lines, like(self._kind("weight", ref), role, ref, fill=fill, padlock=padlock)

    def _weight(self, ref: Ref) -> Label | None:
        line = self.layout.edge(ref.layer, *ref.index)
        variants, pattern = self._variants(ref)
        if self._layered and not is_straight(line):
            return self._on_own_edge(ref, line, variants, pattern)
        gap = _CLEAR if self.layout.detail is Detail.FULL else 0.0
        ways = [(lines, self._above(line, lines, pattern)) for lines in variants]
        return self.placer.label_in(ways, pattern, gap=gap)

    def _on_own_edge(
        self, ref: Ref, line: Line, variants: list[tuple[str, ...]], pattern: Label
    ) -> Label | None:
        """Place a label on a sloping edge, where no other edge passes under it if there is such a place."""
        points = [along(line, share) for share in _ON_EDGE]
        others = self._other_edges(ref)
        for forms, lines in ((variants, others), (variants[::-1], [_middle(line) for line in others])):
            if label := self.placer.label(forms, points, pattern, gap=2.0, lines=lines):
                return label
        return self.placer.label(variants[::-1], [*points[3:], *points[:3]], pattern)

    def _other_edges(self, ref: Ref) -> list[Line]:
        """Return the edges that a label of one edge could be taken to belong to."""
        sizes, layer = self.layout.sizes, ref.layer
        layers = [layer] if ref.symbol == "W" else [l for l in (layer, layer + 1) if l <= self.layout.L]
        if sum(sizes[l] * sizes[l - 1] for l in layers) > _COMPARED:
            return []
        return [
            self.layout.edge(l, j, k)
            for l in layers
            for j in range(sizes[l])
            for k in range(sizes[l - 1])
            if ref.symbol == "b" or (j, k) != ref.index
        ]

    def _above(self, line: Line, text: tuple[str, ...], pattern: Label) -> list[Point]:
        """Return places of a weight's label: over the edge, else on it."""
        height = self.placer.size(pattern.kind, text, pattern.fill)[1]
        away = height / 2 + (_OVER if self.layout.detail is Detail.FULL else 5)
        shares = (0.5, 0.3, 0.7, 0.4, 0.6)
        over = [along(line, share, away) for share in shares]
        over[1:1] = [
            along(line, 0.5, away + raised) for raised in (0.25 * height, 0.5 * height, 0.25 * _OVER)
        ]
        if max(self.layout.sizes) == 1 and self.layout.detail is Detail.VALUE:
            return [along(line, 0.5, self.layout.nodes[1][0].r + height / 2)]
        on = [along(line, share) for share in (*shares, 0.2, 0.8)]
        on += self._off_nodes(line, height)
        return [*over, *on] if self.layout.detail is Detail.FULL else [*over[:1], *on, *over[1:]]

    def _bias(self, ref: Ref) -> Label | None:
        lines, pattern = self._variants(ref)
        if self._layered:
            return self._beside_bias(ref, lines, pattern)
        x, _ = self._bias_middle(ref)
        right = _BIAS_RIGHT + (4 if pattern.fill != "none" else 0)
        one = one_of(self.moment, self.layout, (ref.layer, ref.index[0]))
        if pattern.kind == "play" and one:  # as high as the constant 1 beside it
            right = max(right, one.r + 5)
        elif self.layout.detail is Detail.FULL:  # what is left of the next layer's tag
            room = self.layout.pitch - right - _BIAS_LEFT - self._tag_width() - 1
            lines = [text for text in lines if self._width(text, pattern) <= room] or lines[-1:]
        levels = [(text, self._bias_level(ref, text, pattern)) for text in lines]
        ways = [(text, [(x + right, y), (x + right, y - 8)]) for text, y in levels]
        return self.placer.label_in(ways, pattern, 0.5)

    def _beside_bias(self, ref: Ref, lines: list[tuple[str, ...]], pattern: Label) -> Label | None:
        """Place a bias beside its edge, if there is room where no edge passes under it."""
        x, y = self._bias_middle(ref)
        others = self._other_edges(ref)
        for under in (others, []):
            for text in lines:
                for way in (1, -1):
                    points = [(x + way * 8, y + up) for up in (0, -8, -16, -24, 8)]
                    if label := self.placer.label([text], points, pattern, way * 0.5, lines=under):
                        return label
        return None

    def _width(self, text: tuple[str, ...], pattern: Label) -> float:
        width, _ = self.placer.size(pattern.kind, text, pattern.fill)
        return width + (PADLOCK * self.placer.size(pattern.kind, ("w",))[1] if pattern.padlock else 0.0)

    def _tag_width(self) -> float:
        """Return the width of a bias's gradient, whether it is known yet or not."""
        last = Ref("db", self.layout.L, (0,))
        text = (self.names.text(last), self.look.number(-0.8765432))
        return self.placer.size("gradient", text, "tag")[0]

    def _bias_level(self, ref: Ref, text: tuple[str, ...], pattern: Label) -> float:
        """Return the height for what stands beside a bias's edge: clear of what stands over the weight's."""
        y = self._bias_middle(ref)[1]
        if self.layout.detail is not Detail.FULL or self.layout.measures.is_room:
            return y
        pill = self.placer.size("update", ("w", "w", "w"), "soft")[1]
        foot = self.layout.nodes[ref.layer][0].y - _OVER - pill - 5
        return min(y, foot - self.placer.size(pattern.kind, text, pattern.fill)[1] / 2)

    def _bias_middle(self, ref: Ref) -> Point:
        """Return the middle of a bias's edge, where it has room, else that of its constant 1."""
        line = self.layout.bias_edge(ref.layer, ref.index[0])
        if line and self.layout.detail is Detail.FULL:
            return along(line, 0.5)
        layer, j = ref.layer, ref.index[0]
        one = one_of(self.moment, self.layout, (layer, j)) or self.layout.nodes[layer][j]
        return one.x, one.y

    def _gradient(self, ref: Ref) -> Label | None:
        shown = tag_of(self.moment, ref)
        if ref in self.frame.network.cut or not self.frame.is_known(shown):
            return None
        in_play = self._is_focus(ref) and self.moment.is_in_play(shown)
        pattern = like(
            self.layout.measures.played("gradient", in_play),
            tag_role(shown),
            shown,
            fill="tag",
            ringed=in_play,
            faded=self.moment.outdated and not in_play,
            settles="pulse" if in_play else "",
        )
        lines = tag_lines(shown, self.frame, self.look)
        if self._layered:
            lines.pop()  # a number alone would not say what it is
        if self.layout.detail is Detail.FULL or not self._layered:
            lines = lines[1:]
        if ref.symbol == "b":
            return self._beside_one(ref, lines, pattern)
        line = self.layout.edge(ref.layer, *ref.index)
        ways = [(variant, self._below(line, variant, pattern)) for variant in lines]
        return self.placer.label_in(ways, pattern)

    def _beside_one(self, ref: Ref, lines: list[tuple[str, ...]], pattern: Label) -> Label | None:
        """Place a bias's gradient to the left of its edge, always at one height; else where there is room."""
        x, middle = self._bias_middle(ref)
        y = middle if self._layered else self._bias_level(ref, lines[0], pattern)
        places = [(x - _BIAS_LEFT, y), (x - _BIAS_LEFT, y - 8), (x - 12, middle + 22), (x - 12, middle - 20)]
        left = self.placer.label(lines, places, pattern, -0.5, gap=_RING)
        right = [(x + 12, middle - 14), (x + 12, middle)]
        return left or self.placer.label(lines, right, pattern, 0.5, gap=_RING)

    def _below(self, line: Line, text: tuple[str, ...], pattern: Label) -> list[Point]:
        """Return places of a gradient's tag: under the edge, else on it."""
        height = self.placer.size(pattern.kind, text, pattern.fill)[1]
        away = -(height / 2 + 8)
        shares = (0.36, 0.3, 0.5, 0.6, 0.7)
        if self.layout.detail is Detail.FULL:
            shares = (0.5, 0.4, 0.6, 0.3, 0.7)
        if max(self.layout.sizes) == 1 and self.layout.detail is Detail.VALUE:
            box = self.layout.pill_box(1, 0)
            return [(along(line, 0.5)[0], box.y + box.h + height / 2 + 6)]
        under = [along(line, share, away) for share in shares]
        return [
            *under,
            *(along(line, share) for share in (*shares, 0.2, 0.8)),
            *self._off_nodes(line, height),
        ]

    def _off_nodes(self, line: Line, height: float) -> list[Point]:
        """Return places over and under an edge that is too short for its label: clear of its nodes."""
        if self.layout.detail is not Detail.DOT:
            return []
        clear = self.layout.nodes[-1][0].r + height / 2 + 7
        aways = (clear, -clear, clear + height + 8, -clear - height - 8)
        return [along(line, share, away) for away in aways for share in (0.5, 0.0, 1.0)]


def _middle(line: Line) -> Line:
    """Return the middle part of an edge: where it would be taken for another."""
    return (*along(line, 0.3), *along(line, 0.7))


def _new(ref: Ref) -> Ref:
    """Name the corrected parameter."""
    return Ref("W_new" if ref.symbol == "W" else "b_new", ref.layer, ref.index)
