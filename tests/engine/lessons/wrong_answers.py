"""The wrong numbers of the curriculum's tables, each with the misconception that gives it."""

from __future__ import annotations

from dataclasses import dataclass

from engine import Network, Trace, backprop
from tests.engine.lessons_golden.nets import BATCH_X, BATCH_Y, NET_A, NET_B, NET_C, biases_of, trace_a

SURFACE = Network.from_arrays([[[-1.0]], [[1.0]]], [[0.0], [-2.0]], ["sigmoid", "sigmoid"])


@dataclass(frozen=True)
class Table:
    """A network's update, and lines of a path with pairs of wrong number and id."""

    trace: Trace
    lines: str

    @property
    def rows(self) -> list[tuple[str, str, str]]:
        """Path, wrong number and id of each."""
        found = []
        for line in self.lines.split("\n"):
            path, *pairs = line.split() or [""]
            found += [(path, *pair.split("→")) for pair in pairs]
        return found


def one_node(cost: str) -> Trace:
    net = Network.from_arrays([[[2.0]]], [[2.0]], ["sigmoid"])
    return backprop(net, [[1.0]], [[0.0]], cost)


def softmax() -> Trace:
    net = Network.from_arrays([[[2.0], [1.0], [0.0]]], [[0.0] * 3], ["softmax"])
    return backprop(net, [[1.0]], [[0.0, 1.0, 0.0]], "softmax_ce")


def surface() -> Trace:
    net = SURFACE.with_locked(biases_of(SURFACE))
    return backprop(net, [[-2], [-1], [1], [2]], [[0.14], [0.22], [0.78], [0.86]], eta=4.0)


def six_nodes() -> Trace:
    net = Network.from_arrays([[[1.0]]] * 6, [[-0.5]] * 6, ["sigmoid"] * 6)
    return backprop(net, [[0.5]], [[1.0]])


TABLES = {
    "lesson 2": Table(trace_a(), """
        z[1] 0.600000→M20 3.100000→M20
        a[1] 0.500000→M20 0.645656→M20 0.235004→M20
        z[2] -0.800000→M20 0.497967→M20 -1.075508→M09 1.200000→M12
        yhat[1] -0.702033→M20 0.621982→M20 0.310026→M20
        J 0.447077→M14 0.668638→M20"""),
    "lesson 3": Table(trace_a(), """
        dJ_da[2] 0.668638→M13 -1.337277→M14 0.223539→M24
        slope[2] 0.331362→M07 -1.194882→M08 0.235004→M05 0.243261→M06
        a[1] 1.000000→M02 3.000000→M12
        delta[2] -0.668638→M04 -0.157132→M05 -0.162654→M06 0.148144→M13 -0.092214→M02
        dJ_dw[2] -0.148144→M02 -0.444433→M12 -0.074072→M12 -0.049089→M12 -0.118515→M09 -0.416200→M04
        dJ_dw[2] -0.097809→M05
        dJ_db[2] 0.000000→M15 0.177773→M15 -0.092214→M15 1.000000→M15
        delta[1] -0.034814→M10 -0.118515→M04 -0.006963→M09 -0.026258→M05 -0.026935→M06 -0.031062→M11
        delta[1] -0.125706→M24 -0.083555→M02 -0.534911→M04
        dJ_dw[1] -0.027852→M02 -0.017336→M12 -0.444433→M12 -0.005570→M09 -0.104443→M10 -0.093186→M11"""),
    "lesson 4": Table(trace_a(), """
        new.w[2] 0.707786→M01 0.948144→M03 -0.092214→M03
        new.w[1] 0.116445→M01 0.227852→M03 0.293186→M11
        new.b[2] -1.348144→M01 -1.200000→M15 -1.107786→M15
        new.J 0.260760→M01 0.207535→M15"""),
    "lesson 4, Net B": Table(backprop(NET_B, [[-2.0]], [[0.0]], eta=0.5), """
        delta[1] 0.036156→M10
        new.w[2] -2.584962→M26
        new.w[1] 0.119219→M26"""),
    "lesson 5": Table(surface(), """
        new.w[1] -1.037480→M01
        new.w[2] 0.985682→M01"""),
    "lesson 6": Table(backprop(NET_C, [[2.0, -1.0]], [[1.0, 0.0]]), """
        delta[2][1] -0.427826→M04
        delta[2][2] 0.679555→M04
        dJ_da[1][1] -0.006509→M17 0.007739→M17 0.162097→M17
        delta[1][1] -0.010934→M17 0.013242→M17 0.001154→M17 0.024176→M17 -0.037419→M16 0.015478→M04
        delta[1][1] -0.016638→M09 -0.001699→M11 0.016146→M24
        delta[1][2] 0.016901→M16 0.258855→M04 0.031096→M17 0.059024→M11
        dJ_dw[2][1,2] 0.120985→M16
        dJ_dw[2][2,1] -0.042029→M16"""),
    "lesson 7": Table(backprop(NET_A, BATCH_X, BATCH_Y), """
        J 0.544749→M18
        dJ_dw[2] -0.120868→M18 -0.021241→M19 -0.092214→M25 0.054681→M19
        dJ_dw[1] -0.147578→M18 -0.002124→M19
        dJ_db[2] 0.000000→M15"""),
    "lesson 7, the data twice": Table(backprop(NET_A, BATCH_X * 2, BATCH_Y * 2), """
        dJ_dw[2] -0.060434→M18 -0.241735→M18"""),
    "lesson 9": Table(one_node("bce"), """
        delta[1] 0.017345→M32 -0.982014→M13"""),
    "lesson 9, softmax": Table(softmax(), """
        delta[1][1] 0.148146→M32 0.000000→M32 -0.665241→M13
        delta[1][2] -0.139602→M32 0.755272→M13
        delta[1][3] 0.007376→M32 0.000000→M32 -0.090031→M13"""),
    "lesson 10": Table(six_nodes(), """
        delta[5] -0.125000→M04 -0.062500→M07"""),
    "misconceptions, Net A": Table(trace_a(), """
        dJ_dw[2] -0.416200→M04
        delta[1] -0.026258→M05
        slope[2] 0.243261→M06
        term[2] -0.148144→M10 -0.534911→M24"""),
}  # fmt: skip
"""By lesson; several lines of a path are one row of the curriculum."""

CHAIN_TABLE = {
    "pi/3": """
        du[2] 0.954930
        du[1] 0.866025 1.133975
        dh 0.400000 -0.826993 -1.154701 -0.466025 0.346410 -0.150444 -0.006092 0.453590""",
    "2": """
        dh 0.631372 -0.454649 -1.099750 -0.277926 -0.011636""",
}
"""Of log(2 + cos x), by x: each wrong number tells of M21."""

NETS = {
    "Net A": trace_a(),
    "Net B": backprop(NET_B, [[-2.0]], [[0.0]], eta=0.5),
}
_UPSTREAM = [f"{name}[{l}]" for l in (2, 1) for name in ("dJ_da", "slope", "delta", "dJ_dw", "dJ_db")]
_UPDATE = ["new.w[2]", "new.b[2]", "new.w[1]", "new.b[1]", "new.J"]
STEPS = ["z[1]", "a[1]", "z[2]", "a[2]", "J", *_UPSTREAM, "term[2]", *_UPDATE]
"""Every number of the calculation on a network of two nodes, in about its order."""
