"""How every node and the cost look at a moment. Pure."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from math import isfinite, sqrt

from engine.nn.notation import LARGE, with_power
from engine.nn.types import Ref
from gui.diagram.geometry import Box, Spot
from gui.diagram.layout import Detail, Layout
from gui.diagram.measures import Kind, Measures
from gui.diagram.moment import Moment, Node
from gui.diagram.node_maps import LEAST_RADIUS, NodeMaps
from gui.diagram.picture import CostMark, Curve, Measure, NodeMark, Row, Shares
from gui.look import Look

_Pair = tuple[float | None, float | None]
_Write = Callable[[float | None], str]
_DIGITS = 3
"""So many digits stay when decimals are left out."""
_OVER_RIM, _IN_PLAY_PAD, _IN_PLAY_SYMBOL = 18.0, 9.0, 1.35
"""Of what is in play in a room: how far it reaches over the rim, room around it, and the symbol's size."""
_USUAL = -0.8765432
"""A number as wide as most."""
_SLOPE_RULES = frozenset({"B1", "B2", "B4", "B5"})


def fitted(value: float | None, look: Look, room: float, width: Callable[[str], float]) -> str:
    """Write a number so that it fits: with fewer decimals, else with a power of ten, the shortest last.

    Parameters
    ----------
    value : float or None
    look : Look
    room : float
        px.
    width : callable
        Of a text, in px.
    """
    text = look.number(value)
    if value is None or not isfinite(value) or width(text) <= room:
        return text
    forms = [_rounded(value, decimals, look) for decimals in reversed(range(look.decimals))]
    forms = [form for form in forms if sum(map(str.isdecimal, form.lstrip("−0.,"))) >= _DIGITS]
    if abs(value) >= LARGE or not forms:
        forms = []
    forms += [with_power(value, digits, look.point) for digits in (2, 1, 0)]
    return next((form for form in forms if width(form) <= room), min((text, *forms), key=width))


def number_inside(value: float | None, look: Look, r: float, width: Callable[[str], float]) -> str:
    """Write a number so that it fits into the middle of a node; nothing where it does not."""
    number = fitted(value, look, 2 * r - 2, width)
    return number if width(number) <= 2 * r - 2 else ""


def number_in(at: Node, moment: Moment, layout: Layout, look: Look, width: Callable[[str], float]) -> str:
    """Write what comes out of a node so that it fits into it; nothing where it does not.

    In a lecture room that not all numbers fit into, there are only those in play: a few would say nothing.
    """
    r = layout.nodes[at[0]][at[1]].r
    is_for_few = layout.measures.is_room and width(look.number(_USUAL)) > 2 * r - 2
    if is_for_few and at not in moment.touched:
        return ""
    return number_inside(moment.frame.value(activation_ref(*at)), look, r, width)


def _rounded(value: float, decimals: int, look: Look) -> str:
    return f"{value:.{decimals}f}".replace(".", look.point).replace("-", "−")


def activation_ref(layer: int, j: int) -> Ref:
    """Return what comes out of a node: the input x in layer 0."""
    return Ref("a" if layer else "x", layer, (j,))


def node_marks(
    moment: Moment, layout: Layout, look: Look, measure: Measure, maps: NodeMaps | None = None
) -> tuple[NodeMark, ...]:
    """Describe every node.

    Parameters
    ----------
    moment : Moment
    layout : Layout
    look : Look
    measure : callable
        Tells width and height of lines of a kind of text: a number wider than its node is left out.
    maps : NodeMaps, optional
        What nodes make of the inputs, for those that have room.
    """
    draw = _Nodes(moment, layout, look, measure, maps)
    places = ((l, j, layout.nodes[l][j]) for l in range(layout.L + 1) for j in layout.shown(l))
    return tuple(draw.mark(*place) for place in places)


def cost_mark(moment: Moment, layout: Layout, look: Look, measure: Measure) -> CostMark:
    """Describe the cost node."""
    frame, L = moment.frame, layout.L
    J, new = Ref("J", L), Ref("J_new", L)
    ring = ""
    if moment.cost_in_play:
        ring = "update" if moment.role == "update" else "cost"
    kinds = _cost_kinds(moment, layout.measures)
    width = partial(_widest, kinds, measure)
    costs = frame.value(J), frame.value(new)
    before, after, squeeze = _costs(costs, _writers(costs, look, layout.measures), layout.cost.w - 6, width)
    refs = (J, new) if frame.is_known(new) else (J,)
    squeeze = 1.0 if layout.measures.is_room else squeeze
    return CostMark(layout.cost, before, after, refs, ring, frame.is_known(J), squeeze, kinds)


def _cost_kinds(moment: Moment, measures: Measures) -> tuple[Kind, Kind]:
    """Return the kinds of J and of what it became: that which is made is in play."""
    made = moment.rule if moment.cost_in_play else ""
    return measures.played("plain", made in ("C", "cost")), measures.played("small", made == "R")


def _widest(kinds: tuple[Kind, Kind], measure: Measure, texts: tuple[str, str]) -> float:
    return max(measure(kind, (text,))[0] for kind, text in zip(kinds, texts, strict=True))


def _writers(costs: _Pair, look: Look, measures: Measures) -> list[tuple[_Write, float]]:
    """Return the ways to write costs, the best first, and in what share of its size each may be at least.

    In a lecture room nothing is written smaller: there are fewer decimals.
    """
    apart, smaller = look.telling_apart(*costs).cost, 1 / max(look.scale, 1.0)
    if not measures.is_room:
        return [(apart, 1.0), (apart, smaller), (look.cost, smaller), (look.number, 0.0)]
    fewer: list[_Write] = [
        replace(look, decimals=decimals).number for decimals in range(look.decimals - 1, -1, -1)
    ]
    powers: list[_Write] = [partial(_as_power, look, digits) for digits in (2, 1, 0)]
    return [(write, 1.0) for write in (apart, look.cost, look.number, *fewer, *powers)]


def _as_power(look: Look, digits: int, value: float | None) -> str:
    """Write a number with a power of ten."""
    return (
        look.number(value) if value is None or not isfinite(value) else with_power(value, digits, look.point)
    )


def _costs(
    costs: _Pair,
    writers: Sequence[tuple[_Write, float]],
    room: float,
    width: Callable[[tuple[str, str]], float],
) -> tuple[str, str, float]:
    """Write J and what it became, nothing where that is not known, and say how small they must be.

    Rather the arrow is left out than a digit, and rather are both smaller than read as one.
    """
    found, (before, after) = ("", "", 1.0), costs
    for write, least in writers:
        for arrow in ("→ ", ""):
            texts = write(before), "" if after is None else f"{arrow}{write(after)}"
            found = (*texts, min(1.0, room / width(texts)))
            if found[2] >= least:
                return found
    return found


def _chord(spot: Spot, y: float) -> float:
    """Return the room inside a circle at a height, with half a small letter more."""
    return 2.0 * sqrt(max(spot.r**2 - (abs(y - spot.y) + 4) ** 2, 0.0))


class _Nodes:
    """Makes the marks of one picture."""

    def __init__(
        self,
        moment: Moment,
        layout: Layout,
        look: Look,
        measure: Measure,
        maps: NodeMaps | None,
    ) -> None:
        self.moment, self.frame = moment, moment.frame
        self.layout, self.look, self.measure, self.maps = layout, look, measure, maps

    def width(self, text: str, kind: Kind = "number") -> float:
        """Return the width of a text in a node, px."""
        return self.measure(kind, (text,))[0]

    def mark(self, layer: int, j: int, spot: Spot) -> NodeMark:
        frame, at = self.frame, (layer, j)
        delta = Ref("delta", layer, (j,))
        in_play = at in self.moment.nodes
        slope = frame.value(Ref("slope", layer, (j,))) if layer else None
        drawn = layer > 0 and self.layout.detail is Detail.FULL
        map_ = self.maps.of(layer, j) if self.maps and layer and spot.r >= LEAST_RADIUS else None
        coupled = layer == self.layout.L and frame.shape.softmax
        return NodeMark(
            layer,
            j,
            spot,
            self._rows(layer, j, spot),
            self._curve(layer, j) if drawn and not coupled and map_ is None else None,
            ring=self.moment.role if in_play else "",
            halo=at == self.moment.focus_node,
            reached=in_play or frame.is_known(activation_ref(layer, j)),
            delta_known=bool(layer) and frame.is_known(delta),
            stopped=slope == 0.0 and self.moment.phase == "backward",
            shares=self._shares(layer, j) if drawn and coupled and map_ is None else None,
            map=map_,
        )

    def _rows(self, layer: int, j: int, spot: Spot) -> tuple[Row, ...]:
        if self.layout.detail is Detail.FULL:
            return self._full_rows(layer, j, spot)
        a = activation_ref(layer, j)
        if self.layout.detail is Detail.DOT:
            return ()
        number = number_in((layer, j), self.moment, self.layout, self.look, self.width)
        if not number:
            return ()
        return (Row("", "", number, (a,), "forward", spot.y, strong=True),)

    def _full_rows(self, layer: int, j: int, spot: Spot) -> tuple[Row, ...]:
        if layer == 0:
            x = Ref("x", 0, (j,))
            names = self.frame.names
            lower = spot.y + 0.36 * spot.r
            number = fitted(self.frame.value(x), self.look, _chord(spot, lower) - 6, self.width)
            return (
                Row(names.text(x), names.tex(x), "", (x,), "ink", spot.y - 0.3 * spot.r),
                Row("", "", number, (x,), "ink", lower),
            )
        z, a = Ref("z", layer, (j,)), Ref("a", layer, (j,))
        away = 0.48 if spot.r > 52 * self.look.scale else 0.42
        if max(self.layout.sizes) > 1:  # superscripts need more height
            away = 0.48
        upper, lower = spot.y - away * spot.r, spot.y + away * spot.r
        return self._row(z, "ink", spot, upper, False), self._row(a, "forward", spot, lower, True)

    def _row(self, ref: Ref, role: str, spot: Spot, y: float, strong: bool) -> Row:
        names = self.frame.names
        room = _chord(spot, y) - 5
        symbol = 1.15 * self.width(names.text(ref)) + 5
        value = self.frame.value(ref)
        number = fitted(value, self.look, room - symbol, self.width)
        if self.width(number) > room - symbol:  # it stands alone
            number = fitted(value, self.look, room, self.width)
        role = role if self.frame.is_known(ref) else "muted"
        lit = self.moment.is_in_play(ref) or self._is_tail(ref)
        if lit and self.layout.measures.is_room and (self._is_focus(ref) or self._is_tail(ref)):
            number, play = self._played(value, symbol, spot, y)
            return Row(names.text(ref), names.tex(ref), number, (ref,), role, y, strong, lit, play)
        return Row(names.text(ref), names.tex(ref), number, (ref,), role, y, strong, lit)

    def _is_focus(self, ref: Ref) -> bool:
        return self.moment.focus_node == (ref.layer, ref.index[0])

    def _played(self, value: float | None, symbol: float, spot: Spot, y: float) -> tuple[str, Box]:
        """Write the number in play large, and say what it stands on: it may be wider than its node."""
        room, symbol = 2 * (spot.r + _OVER_RIM - _IN_PLAY_PAD), _IN_PLAY_SYMBOL * symbol
        number = fitted(value, self.look, room, lambda text: self.width(text, "play"))
        width, height = self.measure("play", (number,))
        width += symbol if width + symbol <= room else 0.0
        return number, Box.around(spot.x, y, width + 2 * _IN_PLAY_PAD, height + 1)

    def _is_tail(self, ref: Ref) -> bool:
        """Say whether a gradient in play reads this activation at the tail of its edge."""
        edge = self.moment.focus_edge
        if self.moment.rule != "G" or edge is None or ref.symbol != "a":
            return False
        return (edge[0] - 1, edge[2]) == (ref.layer, ref.index[0])

    def _rises(self, a: Ref) -> bool:
        return self.moment.rule == "Fa" and self.moment.is_in_play(a) and self.frame.is_known(a)

    def _curve(self, layer: int, j: int) -> Curve:
        value = self.frame.value
        z, a, slope = (Ref(symbol, layer, (j,)) for symbol in ("z", "a", "slope"))
        strong = self.moment.rule in _SLOPE_RULES and (layer, j) in self.moment.nodes
        name = self.frame.network.activations[layer]
        return Curve(name, value(z), value(a), value(slope), strong, rises=self._rises(a))

    def _shares(self, layer: int, j: int) -> Shares:
        nodes = range(self.layout.sizes[layer])
        return Shares(tuple(self.frame.value(Ref("a", layer, (i,))) for i in nodes), j)
