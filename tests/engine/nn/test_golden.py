"""The numbers of the lectures and lessons, as they stand in the tables that they were taken from."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from engine import Network, Ref, backprop, narrate
from engine.nn.notation import parse_path, path
from main import main

ROOT = Path(__file__).parents[3]
SIGMOID = ("sigmoid", "sigmoid")
NET_A = Network.from_arrays([[[0.2]], [[0.8]]], [[-0.1], [-1.2]], SIGMOID)
NET_B = Network.from_arrays([[[0.3]], [[-2.5]]], [[0.9], [2.2]], SIGMOID)
NET_C = Network.from_arrays(
    [[[0.5, -0.4], [0.3, 0.8]], [[0.7, -1.2], [0.6, 0.9]]], [[0.1, -0.2], [0.2, -0.1]], SIGMOID
)
MAZUR = Network.from_arrays(
    [[[0.15, 0.2], [0.25, 0.3]], [[0.4, 0.45], [0.5, 0.55]]], [[0.35, 0.35], [0.6, 0.6]], SIGMOID
)

# The 22 micro-steps of the two-node network: rule, layer, and what it writes.
WALK = """
F0 0  x[1] 3.000000  y[1] 1.000000
Fz 1  z[1][1] 0.500000
Fa 1  a[1][1] 0.622459
Fz 2  z[2][1] -0.702033
Fa 2  a[2][1] 0.331362
C  0  J 0.223539
B0 2  dJ_da[2][1] -0.668638
B1 2  slope[2][1] 0.221561
B2 2  delta[2][1] -0.148144
G  2  dJ_dw[2][1,1] -0.092214
Gb 2  dJ_db[2][1] -0.148144
B3 1  dJ_da[1][1] -0.118515
B4 1  slope[1][1] 0.235004
B5 1  delta[1][1] -0.027852
G  1  dJ_dw[1][1,1] -0.083555
Gb 1  dJ_db[1][1] -0.027852
U0 0
UW 2  new.w[2][1,1] 0.892214
Ub 2  new.b[2][1] -1.051856
UW 1  new.w[1][1,1] 0.283555
Ub 1  new.b[1][1] -0.072148
R  0  new.J 0.185043
"""
ROWS = [line.split() for line in WALK.strip().splitlines()]
STEPS = [
    (n, rule, int(layer), dict(zip(pairs[::2], pairs[1::2], strict=True)))
    for n, (rule, layer, *pairs) in enumerate(ROWS, 1)
]


def six(value: float) -> str:
    return f"{value:.6f}"


def as_told(rows) -> list:
    """Rows of `upstream trace --json` in the form of the table above."""
    assert all(list(row["values"]) == row["writes"] for row in rows)
    return [
        (row["n"], row["rule"], row["layer"], {name: six(value) for name, value in row["values"].items()})
        for row in rows
    ]


def test_the_walk_of_the_two_node_network_from_the_command_line():
    command = [sys.executable, "main.py", "trace", "--json"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, check=True, timeout=60)
    assert as_told(json.loads(done.stdout)) == STEPS
    assert done.stderr == b""


def test_the_walk_of_the_two_node_network_in_process(capsys):
    assert main(["trace", "--json"]) == 0
    assert as_told(json.loads(capsys.readouterr().out)) == STEPS


def test_the_walk_of_the_two_node_network_by_narration_and_trace():
    trace = backprop(NET_A, [[3.0]], [[1.0]])
    told = [
        (n, step.rule, step.layer, {path(ref): six(trace.value(ref)) for ref in step.writes})
        for n, step in enumerate(narrate(NET_A), 1)
    ]
    assert told == STEPS


# path = value, to the digits that are printed.
TABLES = {
    "Net A": (NET_A, [3], [1], "half_squared", 1.0, "z[1]=0.500000 delta[1][1]=-0.027852 new.J=0.185043"),
    "Net A, eta 10": (NET_A, [3], [1], "half_squared", 10.0, "new.J=0.007874"),
    "Net A, uphill": (NET_A, [3], [1], "half_squared", -1.0, "new.w[2][1,1]=0.707786 new.J=0.260760"),
    "Net A, squared": (NET_A, [3], [1], "squared", 1.0, "J=0.447077 dJ_da[2][1]=-1.337277"),
    "Net B": (
        NET_B,
        [-2],
        [0],
        "half_squared",
        0.5,
        """z[1][1]=0.300000 a[1][1]=0.574443 z[2][1]=0.763894 a[2][1]=0.682199 J=0.232697 delta[2][1]=0.147903
        dJ_dw[2][1,1]=0.084962 delta[1][1]=-0.090390 dJ_dw[1][1,1]=0.180781 new.w[2][1,1]=-2.542481
        new.w[1][1,1]=0.209610 new.b[2][1]=2.126048 new.b[1][1]=0.945195 new.J=0.197829""",
    ),
    "Net C": (
        NET_C,
        [2, -1],
        [1, 0],
        "half_squared",
        1.0,
        """z[1][1]=1.500000 z[1][2]=-0.400000 a[1][1]=0.817574 a[1][2]=0.401312 z[2][1]=0.290727
        z[2][2]=0.751726 a[2][1]=0.572174 a[2][2]=0.679555 J=0.322415 delta[2][1]=-0.104728
        delta[2][2]=0.147980 term[2][1,1]=-0.073310 term[2][2,1]=0.088788 dJ_da[1][1]=0.015478
        slope[1][1]=0.149146 delta[1][1]=0.002309 delta[1][2]=0.062193 dJ_dw[2][1,1]=-0.085623
        dJ_dw[2][1,2]=-0.042029 dJ_dw[2][2,1]=0.120985 dJ_dw[2][2,2]=0.059386 dJ_dw[1][1,1]=0.004617
        dJ_dw[1][1,2]=-0.002309 dJ_dw[1][2,1]=0.124386 dJ_dw[1][2,2]=-0.062193 new.J=0.244822""",
    ),
    "Net A, bce": (
        NET_A,
        [3],
        [1],
        "bce",
        1.0,
        """J=1.104545 delta[2][1]=-0.668638 dJ_dw[2][1,1]=-0.416200 delta[1][1]=-0.125706
        dJ_dw[1][1,1]=-0.377118 new.J=0.471867""",
    ),
    "Mazur, biases free": (
        MAZUR,
        [0.05, 0.1],
        [0.01, 0.99],
        "half_squared",
        0.5,
        """J=0.298371 new.w[2][1,1]=0.358916 new.w[2][1,2]=0.408666 new.w[2][2,1]=0.511301
        new.w[2][2,2]=0.561370 new.J=0.280471""",
    ),
}


@pytest.mark.parametrize("name", TABLES)
def test_networks_of_the_lessons(name):
    net, x, y, cost, eta, table = TABLES[name]
    trace = backprop(net, [x], [y], cost=cost, eta=eta)
    wanted = dict(pair.split("=") for pair in table.split())
    assert {spelt: six(trace.value(parse_path(spelt, net))) for spelt in wanted} == wanted


def run(net, X, Y, updates, cost="half_squared", eta=1.0, free=lambda _ref: True):
    """Train by hand: whole batch, only the parameters that are free."""
    for _ in range(updates):
        new = backprop(net, X, Y, cost=cost, eta=eta).updated
        for layer in range(1, net.L + 1):
            for symbol, arrays in (("W", new.W), ("b", new.b)):
                for index, value in np.ndenumerate(arrays[layer]):
                    if free(Ref(symbol, layer, index)):
                        net = net.with_parameter(Ref(symbol, layer, index), float(value))
    return net


def weights_only(ref):
    return ref.symbol == "W"


@pytest.mark.parametrize(
    ("updates", "J"),
    [
        (0, "0.223539"),
        (1, "0.185043"),
        (2, "0.147231"),
        (3, "0.114264"),
        (5, "0.069133"),
        (10, "0.027776"),
        (100, "0.001566"),
        (1000, "0.000133"),
    ],
)
def test_cost_of_the_two_node_network_as_it_trains(updates, J):
    net = NET_A
    for _ in range(updates):
        net = backprop(net, [[3.0]], [[1.0]]).updated
    assert six(backprop(net, [[3.0]], [[1.0]]).J) == J


def test_locked_biases():
    x, y = [[0.05, 0.1]], [[0.01, 0.99]]
    assert six(backprop(run(MAZUR, x, y, 1, eta=0.5, free=weights_only), x, y).J) == "0.291028"
    assert six(backprop(run(NET_A, [[3]], [[1]], 1, free=weights_only), [[3]], [[1]]).J) == "0.207535"


def test_nudges_of_lesson_3():
    trace = backprop(NET_A, [[3.0]], [[1.0]])
    up = NET_A.with_parameter(Ref("W", 2, (0, 0)), 0.9)
    assert six(backprop(up, [[3.0]], [[1.0]]).J - trace.J) == "-0.009219"
    for w, delta in ((0.0, 0.0), (-0.8, 0.020784)):
        net = NET_A.with_parameter(Ref("W", 2, (0, 0)), w)
        assert abs(backprop(net, [[3.0]], [[1.0]]).delta[1][0, 0] - delta) < 5e-7


SURFACE_X, SURFACE_Y = [[-2], [-1], [1], [2]], [[0.14], [0.22], [0.78], [0.86]]


def surface(w1, w2):
    return Network.from_arrays([[[w1]], [[w2]]], [[0.0], [-2.0]], SIGMOID)


def test_surface_of_lesson_5():
    trace = backprop(surface(-1, 1), SURFACE_X, SURFACE_Y)
    assert six(trace.J) == "0.117144"
    assert (six(trace.dW[1][0, 0]), six(trace.dW[2][0, 0])) == ("-0.009370", "-0.003579")
    assert six(float(np.hypot(trace.dW[1], trace.dW[2])[0, 0])) == "0.010030"
    steep = backprop(surface(4, 0.5), SURFACE_X, SURFACE_Y)
    assert (six(steep.dW[1][0, 0]), six(steep.dW[2][0, 0])) == ("-0.000181", "-0.047106")
    assert six(backprop(surface(1.494244, 4.002105), SURFACE_X, SURFACE_Y).J) == "0.000000"


@pytest.mark.parametrize(
    ("start", "eta", "updates", "end", "J"),
    [
        ((-1, 1), 4, 1, ("-0.962520", "1.014318"), "0.116728"),
        ((-1, 1), 4, 50, ("1.588538", "3.699367"), "0.000348"),
        ((-1, 1), 400, 1, ("2.747997", "2.431769"), "0.014607"),
        ((-3, -2), 4, 500, None, "0.123122"),
        ((-3, -2), 4, 1000, None, "0.000007"),
    ],
)
def test_walks_on_the_surface_of_lesson_5(start, eta, updates, end, J):
    net = run(surface(*start), SURFACE_X, SURFACE_Y, updates, eta=eta, free=weights_only)
    assert end in (None, (six(net.W[1][0, 0]), six(net.W[2][0, 0])))
    assert six(backprop(net, SURFACE_X, SURFACE_Y).J) == J


BATCH_X, BATCH_Y = [[-2], [-1], [1], [3]], [[0], [0], [1], [1]]
SAMPLE_TABLE = """
a[2][1]    .289468  .297433  .314316  .331362
J          .041896  .044233  .235081  .223539
delta[2]   .059537  .062153 -.147780 -.148144
delta[1]   .011193  .012155 -.029482 -.027852
dJ_dw[2]   .022478  .026450 -.077581 -.092214
dJ_dw[1]  -.022386 -.012155 -.029482 -.083555
"""


def test_sample_table_of_lesson_7():
    trace = backprop(NET_A, BATCH_X, BATCH_Y)
    for line in SAMPLE_TABLE.strip().splitlines():
        name, *row = line.split()
        found = [trace.value(parse_path(f"{name}@{s}", NET_A)) for s in (1, 2, 3, 4)]
        assert [six(v).replace("0.", ".", 1) for v in found] == row, name
    means = {
        "J": 0.136187,
        "dJ_dw[2]": -0.030217,
        "dJ_dw[1]": -0.036895,
        "dJ_db[2]": -0.043558,
        "new.J": 0.131940,
        "new.w[1]": 0.236895,
        "new.w[2]": 0.830217,
        "new.b[1]": -0.091504,
        "new.b[2]": -1.156442,
    }
    assert {name: round(trace.value(parse_path(name, NET_A)), 6) for name in means} == means
    twice = backprop(NET_A, BATCH_X * 2, BATCH_Y * 2)
    assert six(twice.dW[2][0, 0]) == "-0.030217"


@pytest.mark.parametrize(
    ("batch", "updates", "J"),
    [
        (1, 1, "0.138845"),
        (1, 4, "0.119263"),
        (2, 2, "0.127815"),
        (4, 1, "0.131940"),
        (1, 8, "0.104329"),
        (2, 8, "0.104537"),
        (4, 8, "0.104674"),
        (1, 40, "0.054067"),
        (2, 20, "0.076669"),
        (4, 10, "0.098532"),
    ],
)
def test_batches_of_lesson_7(batch, updates, J):
    net = NET_A
    for n in range(updates):
        first = n * batch % 4
        net = backprop(net, BATCH_X[first : first + batch], BATCH_Y[first : first + batch]).updated
    assert six(backprop(net, BATCH_X, BATCH_Y).J) == J
