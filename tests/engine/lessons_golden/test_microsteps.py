"""The numbers of the micro-steps: the walk through the two-node network, counts, and output layers opened."""

from __future__ import annotations

import json
import math
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from engine import Network, backprop, narrate
from engine.nn.activations import activation
from engine.nn.notation import path
from main import main
from tests.engine.lessons_golden.nets import NET_A, NET_C, found, like, trace_a, wanted, with_values

ROOT = Path(__file__).parents[3]

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


def as_told(rows) -> list:
    """Rows of `upstream trace --json` in the form of the table above."""
    assert all(list(row["values"]) == row["writes"] for row in rows)
    return [
        (row["n"], row["rule"], row["layer"], {name: f"{value:.6f}" for name, value in row["values"].items()})
        for row in rows
    ]


def test_the_walk_from_the_command_line():
    command = [sys.executable, "main.py", "trace", "--json"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, check=True, timeout=60)
    assert as_told(json.loads(done.stdout)) == STEPS
    assert done.stderr == b""


def test_the_walk_in_process(capsys):
    assert main(["trace", "--json"]) == 0
    assert as_told(json.loads(capsys.readouterr().out)) == STEPS


def test_the_walk_by_narration_and_trace():
    trace = trace_a()
    told = [
        (n, step.rule, step.layer, {path(ref): f"{trace.value(ref):.6f}" for ref in step.writes})
        for n, step in enumerate(narrate(NET_A), 1)
    ]
    assert told == STEPS


def test_the_change_that_the_gradient_promises():
    trace = trace_a()
    gradient = np.concatenate([part.ravel() for part in (*trace.dW[1:], *trace.db[1:])])
    assert like("0.000000", -float(gradient @ gradient)) == "-0.038207"
    assert like("0.000000", trace.J_new - trace.J) == "-0.038496"


def test_a_nudge_of_z_1():
    nudged = backprop(with_values(NET_A, b1=-0.1 + 0.01), [[3.0]], [[1.0]])
    assert like("0.000000000", nudged.J - trace_a().J) == "-0.000278174"
    assert like("0.000000000", 0.01 * trace_a().delta[1].item()) == "-0.000278516"


@pytest.mark.parametrize("z", [-4.0, 4.0])
def test_a_saturated_slope(z):
    assert like("0.000000", float(activation("sigmoid").slope(np.array(z)))) == "0.017663"


@pytest.mark.parametrize("layers", [1, 2, 3, 5])
@pytest.mark.parametrize("batch", [1, 4])
@pytest.mark.parametrize("fused", [False, True])
def test_the_number_of_steps(layers, batch, fused):
    net = Network.random((2,) * (layers + 1), ("sigmoid",) * layers)
    steps = narrate(net, cost="bce", batch=batch, fused=fused)
    assert len(steps) == 9 * layers + 4 + (batch > 1) - 2 * fused
    assert len(narrate(net, cost="bce", batch=batch, fused=fused, zoom="phase")) == 4


@pytest.mark.parametrize(
    ("optimizer", "moments"), [("sgd", 0), ("momentum", 1), ("nesterov", 1), ("rmsprop", 1), ("adam", 2)]
)
@pytest.mark.parametrize("penalty", [False, True])
def test_moments_and_a_penalty_are_steps_of_their_own(optimizer, moments, penalty):
    steps = narrate(NET_C, optimizer=optimizer, penalty=penalty)
    assert len(steps) == 9 * 2 + 4 + 4 * moments + penalty


# Into how many steps a step of the layer zoom opens, for 2-3-4: at node zoom and at edge zoom.
CELLS = """
F0 0   1  1
C  0   1  1
AV 0   1  1
U0 0   1  1
R  0   1  1
Fz 1   3  12
Fz 2   4  20
Fa 1   3  3
Fa 2   4  4
B0 2   4  4
B1 2   4  4
B2 2   4  4
B3 1   3  15
B4 1   3  3
B5 1   3  3
G  1   3  6
G  2   4  12
Gb 1   3  3
Gb 2   4  4
UW 1   3  6
UW 2   4  12
Ub 1   3  3
Ub 2   4  4
"""


@pytest.mark.parametrize(("zoom", "column"), [("node", 2), ("edge", 3)])
def test_cells_of_the_zoom_levels(zoom, column):
    net = Network.random((2, 3, 4), ("tanh", "sigmoid"))
    told = [(step.rule, step.layer) for step in narrate(net, batch=2, zoom=zoom)]
    table = [line.split() for line in CELLS.strip().splitlines()]
    counts = {(cells[0], int(cells[1])): int(cells[column]) for cells in table}
    assert {key: told.count(key) for key in set(told)} == counts


BCE = """J=1.104545 delta[2]=-0.668638 dJ_dw[2]=-0.416200 delta[1]=-0.125706 dJ_dw[1]=-0.377118
    new.J=0.471867"""


def test_net_a_with_bce():
    trace = trace_a(cost="bce")
    assert found(trace, BCE) == wanted(BCE)
    assert found(backprop(trace.updated, [[3.0]], [[1.0]], cost="bce"), "a[2]=0.623836") == {
        "a[2]": "0.623836"
    }
    assert trace.dJ_da[2].item() * trace.slope[2].item() == pytest.approx(trace.delta[2].item(), rel=1e-15)


SOFTMAX = """a[1][1]=0.665241 a[1][2]=0.244728 a[1][3]=0.090031 J=1.407606
    dJ_da[1][1]=0.000000 dJ_da[1][2]=-4.086161 dJ_da[1][3]=0.000000
    slope[1][1,1]=0.222695 slope[1][1,2]=-0.162803 slope[1][1,3]=-0.059892
    slope[1][2,1]=-0.162803 slope[1][2,2]=0.184836 slope[1][2,3]=-0.022033
    slope[1][3,1]=-0.059892 slope[1][3,2]=-0.022033 slope[1][3,3]=0.081925
    delta[1][1]=0.665241 delta[1][2]=-0.755272 delta[1][3]=0.090031"""


@pytest.mark.parametrize("more", [0.0, 5.0, -700.0])
def test_softmax_opened(more):
    """z = (2, 1, 0), or more in all three: nothing changes."""
    net = Network.from_arrays([[[2.0], [1.0], [0.0]]], [[more] * 3], ["softmax"])
    trace = backprop(net, [[1.0]], [[0.0, 1.0, 0.0]], cost="softmax_ce")
    assert found(trace, SOFTMAX) == wanted(SOFTMAX)
    assert abs(trace.delta[1].sum()) < 1e-12
    np.testing.assert_allclose(trace.dJ_da[1] @ trace.slope[1][0], trace.delta[1], atol=1e-12)


@pytest.mark.parametrize("z", [-2000.0, -800.0, -40.0, 0.0, 40.0, 800.0, 2000.0])
@pytest.mark.parametrize("y", [0.0, 1.0])
def test_the_fused_delta_is_computed_from_z(z, y):
    """Never from a rounded ŷ: right at both ends, without a NaN."""
    trace = backprop(Network.from_arrays([[[z]]], [[0.0]], ["sigmoid"]), [[1.0]], [[y]], cost="bce")
    wrong = (z > 0) != (y > 0) and z != 0
    assert trace.delta[1].item() == pytest.approx(trace.a[1].item() - y, abs=1e-15)
    assert not np.isnan(trace.dJ_da[1]).any()
    assert pytest.approx(abs(z) if wrong else math.log1p(math.exp(-abs(z))), rel=1e-12) == trace.J
