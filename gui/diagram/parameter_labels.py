"""The labels on edges: weights and biases with their sign, gradients as tags, corrections. Pure."""

from __future__ import annotations

from itertools import pairwise

from engine.nn.types import Ref, Symbol
from gui.diagram.edges import one_of
from gui.diagram.geometry import Line, Point
from gui.diagram.layout import Detail, Layout
from gui.diagram.moment import Moment
from gui.diagram.picture import Fill, Label, Settling
from gui.diagram.placing import Placer, along, like
from gui.look import Look

_LABELLED = 4
"""Up to so many edges between two layers, each has its number printed."""


class ParameterLabels:
    """Makes the labels of weights, biases and their gradients."""

    def __init__(self, moment: Moment, layout: Layout, look: Look, placer: Placer) -> None:
        self.moment, self.frame, self.names = moment, moment.frame, moment.frame.names
        self.layout, self.look, self.placer = layout, look, placer

    def weights(self) -> list[Label]:
        """Place the weights and biases that are printed, those in detail first."""
        refs = sorted(self._printed(), key=lambda ref: not self._is_focus(ref))
        labels = (self._weight(ref) if ref.symbol == "W" else self._bias(ref) for ref in refs)
        return [label for label in labels if label is not None]

    def gradient_in_play(self) -> list[Label]:
        """Place the gradient that the step in play writes, the one in detail: before all others."""
        refs = [ref for ref in self._in_detail() if self.moment.rule in ("G", "Gb") and self._is_focus(ref)]
        return [label for label in map(self._gradient, refs[:1]) if label is not None]

    def gradients(self) -> list[Label]:
        """Place the other gradients that are known and printed."""
        placed = self.moment.rule in ("G", "Gb")
        refs = [ref for ref in self._printed() if not (placed and self._is_focus(ref))]
        return [label for label in map(self._gradient, refs) if label is not None]

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
        return list(dict.fromkeys([*found, *self._in_detail()]))

    def _in_detail(self) -> list[Ref]:
        edge, bias, selected = self.moment.focus_edge, self.moment.focus_bias, self.frame.selected
        wanted = [Ref("W", edge[0], edge[1:])] if edge and self.moment.rule != "B3" else []
        wanted += [Ref("b", bias[0], bias[1:])] if bias else []
        if selected is not None and selected.symbol in ("W", "b", "dW", "db"):
            symbol: Symbol = "W" if selected.symbol in ("W", "dW") else "b"
            wanted.append(Ref(symbol, selected.layer, selected.index))
        return wanted

    def _is_focus(self, ref: Ref) -> bool:
        at = (ref.layer, *ref.index)
        return at in (self.moment.focus_edge, self.moment.focus_bias) or ref == self.frame.selected

    def _variants(self, ref: Ref) -> tuple[list[tuple[str, ...]], Label]:
        """Write a parameter, or how it was corrected, in all lengths; and say how that looks."""
        new = _new(ref)
        name, number = self.names.text(ref), self.look.number(self.frame.value(ref))
        role = "negative" if (self.frame.value(ref) or 0.0) < 0 else "forward"
        if self.frame.is_known(new):
            arrow = f"{number} → {self.look.number(self.frame.value(new))}"
            lines: list[tuple[str, ...]] = [(f"{name} {arrow}",), (name, arrow), (arrow.split(" ", 1)[1],)]
            fill: Fill = "solid" if self._is_focus(ref) and self.moment.is_in_play(new) else "soft"
            settles: Settling = "fade" if self.moment.is_in_play(new) else ""
            return lines, like("update", "update", new, ref, fill=fill, settles=settles)
        fill = "none" if ref.symbol == "b" and self.layout.detail is Detail.FULL else "card"
        padlock = self.moment.padlock if self.layout.detail is Detail.FULL else ""
        lines = [(f"{name} = {number}",), (name, number), (number,)]
        if self.layout.detail is not Detail.FULL and max(self.layout.sizes) > 1:
            lines.pop()  # a number alone would not say what it is
        return lines, like("weight", role, ref, fill=fill, padlock=padlock)

    def _weight(self, ref: Ref) -> Label | None:
        line = self.layout.edge(ref.layer, *ref.index)
        variants, pattern = self._variants(ref)
        for lines in variants:
            if label := self.placer.label([lines], self._above(line, lines, pattern), pattern):
                return label
        return None

    def _above(self, line: Line, text: tuple[str, ...], pattern: Label) -> list[Point]:
        """Return places of a weight's label: over the edge, else on it."""
        height = self.placer.size(pattern.kind, text, pattern.fill)[1]
        away = height / 2 + (12 if self.layout.detail is Detail.FULL else 5)
        shares = (0.5, 0.3, 0.7, 0.4, 0.6)
        over = [along(line, share, away) for share in shares]
        over.insert(1, along(line, 0.5, away + 0.25 * height))
        if max(self.layout.sizes) == 1 and self.layout.detail is Detail.VALUE:
            return [along(line, 0.5, self.layout.nodes[1][0].r + height / 2)]
        on = [along(line, share) for share in (*shares, 0.2, 0.8)]
        return [*over, *on] if self.layout.detail is Detail.FULL else [*over[:1], *on, *over[1:]]

    def _bias(self, ref: Ref) -> Label | None:
        lines, pattern = self._variants(ref)
        x, y = self._bias_middle(ref)
        return self.placer.label(lines, [(x + 10, y), (x + 10, y - 6), (x + 10, y + 6)], pattern, 0.5) or (
            self.placer.label(lines, [(x - 10, y), (x - 10, y - 14)], pattern, -0.5)
        )

    def _bias_middle(self, ref: Ref) -> Point:
        """Return the middle of a bias's edge, where it has room, else that of its constant 1."""
        line = self.layout.bias_edge(ref.layer, ref.index[0])
        if line and self.layout.detail is Detail.FULL:
            return along(line, 0.5)
        layer, j = ref.layer, ref.index[0]
        one = one_of(self.moment, self.layout, (layer, j)) or self.layout.nodes[layer][j]
        return one.x, one.y

    def _gradient(self, ref: Ref) -> Label | None:
        symbol: Symbol = "dW" if ref.symbol == "W" else "db"
        gradient = self.moment.gradient(Ref(symbol, ref.layer, ref.index))
        if not self.frame.is_known(gradient):
            return None
        name, number = self.names.text(gradient), self.look.number(self.frame.value(gradient))
        in_play = self._is_focus(ref) and self.moment.is_in_play(gradient)
        faded = self.moment.outdated and not in_play
        pattern = like(
            "gradient",
            "delta",
            gradient,
            fill="tag",
            ringed=in_play,
            faded=faded,
            settles="pulse" if in_play else "",
        )
        lines: list[tuple[str, ...]] = [(f"{name} = {number}",), (name, number), (f"∂ {number}",)]
        if self.layout.detail is Detail.FULL or max(self.layout.sizes) == 1:
            lines = lines[1:]
        if ref.symbol == "b":
            x, y = self._bias_middle(ref)
            places = [(x - 21, y), (x - 21, y - 8), (x - 12, y + 22), (x - 12, y - 20)]
            left = self.placer.label(lines, places, pattern, -0.5)
            return left or self.placer.label(lines, [(x + 12, y - 14), (x + 12, y)], pattern, 0.5)
        line = self.layout.edge(ref.layer, *ref.index)
        for variant in lines:
            if label := self.placer.label([variant], self._below(line, variant, pattern), pattern):
                return label
        return None

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
        return [*under, *(along(line, share) for share in (*shares, 0.2, 0.8))]


def _new(ref: Ref) -> Ref:
    """Name the corrected parameter."""
    return Ref("W_new" if ref.symbol == "W" else "b_new", ref.layer, ref.index)
