"""How every node and the cost look at a moment. Pure."""

from __future__ import annotations

from collections.abc import Callable
from math import isfinite, sqrt

from engine.nn.notation import LARGE, with_power
from engine.nn.types import Ref
from gui.diagram.geometry import Spot
from gui.diagram.layout import Detail, Layout
from gui.diagram.moment import Moment
from gui.diagram.node_maps import LEAST_RADIUS, NodeMaps
from gui.diagram.picture import CostMark, Curve, Measure, NodeMark, Row, Shares
from gui.look import Look

_DIGITS = 3
"""So many digits stay when decimals are left out."""
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
    forms = [_rounded(value, decimals, look) for decimals in range(look.decimals - 1, -1, -1)]
    forms = [form for form in forms if sum(map(str.isdecimal, form.lstrip("−0.,"))) >= _DIGITS]
    if abs(value) >= LARGE or not forms:
        forms = []
    forms += [with_power(value, digits, look.point) for digits in (2, 1, 0)]
    return next((form for form in forms if width(form) <= room), min((text, *forms), key=width))


def number_inside(value: float | None, look: Look, r: float, width: Callable[[str], float]) -> str:
    """Write a number so that it fits into the middle of a node; nothing where it does not."""
    number = fitted(value, look, 2 * r - 2, width)
    return number if width(number) <= 2 * r - 2 else ""


def _rounded(value: float, decimals: int, look: Look) -> str:
    return f"{value:.{decimals}f}".replace(".", look.point).replace("-", "−")


def activation_ref(layer: int, j: int) -> Ref:
    """Return what comes out of a node: the input x in layer 0."""
    return Ref("a" if layer else "x", layer, (j,))


def node_marks(
    moment: Moment, layout: Layout, look: Look, width: Callable[[str], float], maps: NodeMaps | None = None
) -> tuple[NodeMark, ...]:
    """Describe every node.

    Parameters
    ----------
    moment : Moment
    layout : Layout
    look : Look
    width : callable
        Of a number, in px: one that is wider than its node is left out.
    maps : NodeMaps, optional
        What nodes make of the inputs, for those that have room.
    """
    draw = _Nodes(moment, layout, look, width, maps)
    places = ((l, j, layout.nodes[l][j]) for l in range(layout.L + 1) for j in layout.shown(l))
    return tuple(draw.mark(*place) for place in places)


def cost_mark(moment: Moment, layout: Layout, look: Look, measure: Measure) -> CostMark:
    """Describe the cost node."""
    frame, L = moment.frame, layout.L
    J, new = Ref("J", L), Ref("J_new", L)
    ring = ""
    if moment.cost_in_play:
        ring = "update" if moment.role == "update" else "cost"
    before, after, squeeze = _costs(frame.value(J), frame.value(new), look, layout.cost.w - 6, measure)
    refs = (J, new) if frame.is_known(new) else (J,)
    return CostMark(layout.cost, before, after, refs, ring, frame.is_known(J), squeeze)


def _costs(
    before: float | None, after: float | None, look: Look, room: float, measure: Measure
) -> tuple[str, str, float]:
    """Write J and what it became, nothing where that is not known, and say how small they must be.

    Rather the arrow is left out than a digit, and rather are both smaller than read as one.
    """
    found = ("", "", 1.0)
    for write, least in (
        (look.telling_apart(before, after).cost, 1.0),
        (look.telling_apart(before, after).cost, 1 / max(look.scale, 1.0)),
        (look.cost, 1 / max(look.scale, 1.0)),
        (look.number, 0.0),
    ):
        for arrow in ("→ ", ""):
            texts = write(before), "" if after is None else f"{arrow}{write(after)}"
            needed = max(measure("plain", texts[:1])[0], measure("small", texts[1:])[0])
            found = (*texts, min(1.0, room / needed))
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
        width: Callable[[str], float],
        maps: NodeMaps | None,
    ) -> None:
        self.moment, self.frame = moment, moment.frame
        self.layout, self.look, self.width, self.maps = layout, look, width, maps

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
        number = number_inside(self.frame.value(a), self.look, spot.r, self.width)
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
        return Row(names.text(ref), names.tex(ref), number, (ref,), role, y, strong, lit)

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
