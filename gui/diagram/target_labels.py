"""The labels y under the cost, as many as there is room for; three dots stand for the rest. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from engine.nn.types import Ref
from gui.diagram.geometry import Box
from gui.diagram.given_names import cut
from gui.diagram.layout import Layout
from gui.diagram.moment import Moment
from gui.diagram.picture import Label, ring_of
from gui.diagram.placing import Placer, like
from gui.look import Look
from gui.names_of_data import given_name

__all__ = ["target_labels"]

_FEW_OUTPUTS = 6
"""Of more labels than so many, only the one in detail is written."""
_RINGS = 8.0, 4.0
"""Between two of them, px, where there is room and where there is little: each may have a ring."""
_EDGE = 12.0
"""From the edge of the view, px: a ring reaches as far out."""
_BESIDE = 0.3
"""Share of the way from layer to layer that a name may take left of the cost."""


def target_labels(moment: Moment, layout: Layout, look: Look, placer: Placer) -> list[Label]:
    """Print the labels y under the cost; of many only the one in detail."""
    if not 0 <= layout.cost.cx <= layout.width:  # zoomed out of view
        return []
    return _Targets(moment, layout, look, placer).make()


class _Targets:
    def __init__(self, moment: Moment, layout: Layout, look: Look, placer: Placer) -> None:
        self.moment, self.frame = moment, moment.frame
        self.layout, self.look, self.placer = layout, look, placer
        self.high = placer.size("target", ("y",))[1]

    def make(self) -> list[Label]:
        """Place them from above."""
        js = self._wanted()
        gap, rows = self._rows(len(js))
        shown = _some(js, rows, self._focus())
        rest = [j for j in js if j not in shown]
        made = [self._put(row, gap, j, rest if j == shown[-1] else ()) for row, j in enumerate(shown)]
        placed = [label for label in made if label is not None]
        across, down = ring_of("none")  # room for it, so that nothing goes where it comes
        for box in (label.box for label in placed):
            self.placer.take(Box(box.x - across, box.y - down, box.w + 2 * across, box.h + 2 * down))
        return placed

    def _focus(self) -> int | None:
        focus = self.moment.focus_node
        return focus[1] if focus and focus[0] == self.layout.L else None

    def _wanted(self) -> list[int]:
        n, focus = self.layout.sizes[-1], self._focus()
        return list(range(n)) if n <= _FEW_OUTPUTS else [] if focus is None else [focus]

    def _rows(self, n: int) -> tuple[float, int]:
        """Return the gap between two rows, and how many rows have room under the cost."""
        cost = self.layout.cost
        room = self.layout.foot_y - self.high / 2 - cost.y - cost.h - 6
        fits = [(gap, max(int(room // (self.high + gap)), 1)) for gap in _RINGS]
        return next((fit for fit in fits if fit[1] >= n), fits[-1])

    def _place(self, row: int, gap: float, width: float) -> tuple[float, float]:
        cost = self.layout.cost
        x = min(max(cost.cx, cost.x + width / 2), self.layout.width - width / 2 - _EDGE)
        return x, cost.y + cost.h + (row + 0.5) * (self.high + gap) + 6

    def _put(self, row: int, gap: float, j: int, rest: Sequence[int]) -> Label | None:
        """Write one label; the last one stands for the rest, too."""
        y, *others = (Ref("y", self.layout.L, (i,)) for i in (j, *rest))
        dots = " …" if others else ""
        number = f"{self.look.number(self.frame.value(y))}{dots}"
        text = f"{self.frame.names.text(y)} = {number}"
        in_play = self.moment.is_in_play(y)
        kind = self.layout.measures.played("target", in_play)
        pattern = like(kind, "muted", y, *others, ringed=in_play)
        found = (self._try(words, row, gap, pattern) for words in (*self._named(text, y), text, number))
        return next((label for label in found if label is not None), None)

    def _named(self, text: str, y: Ref) -> list[str]:
        """Return a label with what the data call it, in the lengths that have room beside the edges."""
        name, layout = given_name(y, self.frame), self.layout
        room = layout.width - _EDGE - layout.cost.x + _BESIDE * layout.pitch
        words = [f"{text} · {short}" for short in cut(name)] if name else []
        return [text for text in words if self.placer.size("target", (text,))[0] <= room]

    def _try(self, text: str, row: int, gap: float, pattern: Label) -> Label | None:
        at = self._place(row, gap, self.placer.size(pattern.kind, (text,))[0])
        return self.placer.label([(text,)], [at], pattern)


def _some(js: Sequence[int], rows: int, focus: int | None) -> list[int]:
    """Choose what is written where not all have room: the first ones, and in any case the one in detail."""
    if len(js) <= rows:
        return list(js)
    shown = list(js[:rows])
    if focus is not None and focus in js and focus not in shown:
        shown[-1] = focus
    return shown
