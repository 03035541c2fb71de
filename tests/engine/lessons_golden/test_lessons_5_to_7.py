"""Lessons 5 to 7: down the surface, many paths, and batches; and the example of Mazur."""

from __future__ import annotations

import math

import numpy as np
import pytest

from engine import Network, backprop
from tests.engine.lessons_golden.nets import (
    BATCH_X,
    BATCH_Y,
    MAZUR,
    NET_A,
    NET_C,
    SIGMOID,
    biases_of,
    curve_at,
    end_of,
    found,
    like,
    row,
    trained,
    wanted,
)

SURFACE_X, SURFACE_Y = [[-2], [-1], [1], [2]], [[0.14], [0.22], [0.78], [0.86]]
VALLEY = (1.494244, 4.002105)


def surface(w1: float, w2: float) -> Network:
    net = Network.from_arrays([[[w1]], [[w2]]], [[0.0], [-2.0]], SIGMOID)
    return net.with_locked(biases_of(net))


def gradient(w1: float, w2: float) -> tuple[float, np.ndarray]:
    trace = backprop(surface(w1, w2), SURFACE_X, SURFACE_Y)
    return trace.J, np.array([trace.dW[1].item(), trace.dW[2].item()])


def degrees(arrow) -> str:
    return like("0.000", math.degrees(math.atan2(arrow[1], arrow[0])) % 360)


def test_the_slope_of_the_surface():
    J, arrow = gradient(-1, 1)
    assert row("0.117144 -0.009370 -0.003579 0.010030", [J, *arrow, np.hypot(*arrow)]) == (
        "0.117144 -0.009370 -0.003579 0.010030"
    )
    assert degrees(-arrow) == "20.907"
    assert degrees(arrow) == "200.907"
    assert degrees(np.subtract(VALLEY, (-1, 1))) == "50.279"
    assert row("-0.000181 -0.047106", gradient(4, 0.5)[1]) == "-0.000181 -0.047106"


def test_the_step_is_at_right_angles_to_the_contour_line():
    """A tiny step along the contour line leaves J as it is, to the second order."""
    J, arrow = gradient(-1, 1)
    along = np.array([-arrow[1], arrow[0]]) / np.hypot(*arrow)
    for step in (1e-4, -1e-4):
        assert abs(gradient(*(np.array([-1, 1]) + step * along))[0] - J) < 1e-8


def test_the_valley_of_the_surface():
    J, arrow = gradient(*VALLEY)
    assert like("0.000000", J) == "0.000000"
    assert np.hypot(*arrow) < 1e-6
    end = end_of(trained(surface(1.5, 4.1), SURFACE_X, SURFACE_Y, 4000, eta=40.0))
    assert row("1.494244 4.002105", [end.W[1].item(), end.W[2].item()]) == "1.494244 4.002105"


def test_the_surface_has_one_minimum():
    """Of the grid's points inside its border, one is lower than its eight neighbours."""
    grid = np.arange(-6, 6.01, 0.5)
    J = np.array([[gradient(w1, w2)[0] for w1 in grid] for w2 in grid])
    inner = J[1:-1, 1:-1]
    around = [(r, c) for r in (-1, 0, 1) for c in (-1, 0, 1) if (r, c) != (0, 0)]
    lower = [inner < np.roll(J, shift, (0, 1))[1:-1, 1:-1] for shift in around]
    ((row_of, column),) = np.argwhere(np.all(lower, axis=0)).tolist()
    assert (grid[column + 1], grid[row_of + 1]) == (1.5, 4.0)


@pytest.mark.parametrize(
    ("start", "eta", "updates", "end", "J"),
    [
        ((-1, 1), 4, 1, "-0.962520 1.014318", "0.116728"),
        ((-1, 1), 4, 50, "1.588538 3.699367", "0.000348"),
        ((-1, 1), 400, 1, "2.747997 2.431769", "0.014607"),
        ((-3, -2), 4, 500, None, "0.123122"),
        ((-3, -2), 4, 1000, None, "0.000007"),
    ],
)
def test_walks_down_the_surface(start, eta, updates, end, J):
    document = trained(surface(*start), SURFACE_X, SURFACE_Y, updates, eta=eta)
    net = end_of(document)
    assert end in (None, row("0.000000 0.000000", [net.W[1].item(), net.W[2].item()]))
    assert curve_at(document, [updates]) == [J]


def test_a_step_uphill():
    up = backprop(surface(-1, 1), SURFACE_X, SURFACE_Y, eta=-4.0).updated
    assert row("-1.037480 0.985682", [up.W[1].item(), up.W[2].item()]) == "-1.037480 0.985682"


NET_C_TABLE = """z[1][1]=1.500000 z[1][2]=-0.400000 a[1][1]=0.817574 a[1][2]=0.401312 z[2][1]=0.290727
    z[2][2]=0.751726 yhat[1]=0.572174 yhat[2]=0.679555 J=0.322415 dJ_da[2][1]=-0.427826 dJ_da[2][2]=0.679555
    delta[2][1]=-0.104728 delta[2][2]=0.147980 term[2][1,1]=-0.073310 term[2][2,1]=0.088788
    dJ_da[1][1]=0.015478 dJ_da[1][2]=0.258855 slope[1][1]=0.149146 delta[1][1]=0.002309 delta[1][2]=0.062193
    dJ_dw[2][1,1]=-0.085623 dJ_dw[2][1,2]=-0.042029 dJ_dw[2][2,1]=0.120985 dJ_dw[2][2,2]=0.059386
    dJ_dw[1][1,1]=0.004617 dJ_dw[1][1,2]=-0.002309 dJ_dw[1][2,1]=0.124386 dJ_dw[1][2,2]=-0.062193
    new.J=0.244822"""


def test_net_c():
    trace = backprop(NET_C, [[2, -1]], [[1, 0]])
    assert found(trace, NET_C_TABLE) == wanted(NET_C_TABLE)
    term = trace.delta[2][0] * NET_C.W[2][:, 0] * trace.slope[1][0, 0] * 2
    assert row("-0.021868 0.026485 0.004617", [*term, term.sum()]) == "-0.021868 0.026485 0.004617"
    assert row("0.019812 0.048831", (trace.delta[1] @ NET_C.W[1])[0]) == "0.019812 0.048831"


MAZUR_TABLE = (
    "J=0.298371 new.w[2][1,1]=0.358916 new.w[2][1,2]=0.408666 new.w[2][2,1]=0.511301 new.w[2][2,2]=0.561370"
)


@pytest.mark.parametrize(("locked", "J"), [(True, "0.291028"), (False, "0.280471")])
def test_mazur(locked, J):
    net = MAZUR.with_locked(biases_of(MAZUR)) if locked else MAZUR
    table = f"{MAZUR_TABLE} new.J={J}"
    assert found(backprop(net, [[0.05, 0.1]], [[0.01, 0.99]], eta=0.5), table) == wanted(table)


SAMPLE_TABLE = """
a[2]       0.289468  0.297433  0.314316  0.331362
J          0.041896  0.044233  0.235081  0.223539
delta[2]   0.059537  0.062153 -0.147780 -0.148144
delta[1]   0.011193  0.012155 -0.029482 -0.027852
dJ_dw[2]   0.022478  0.026450 -0.077581 -0.092214
dJ_dw[1]  -0.022386 -0.012155 -0.029482 -0.083555
"""


@pytest.mark.parametrize("line", SAMPLE_TABLE.strip().splitlines())
def test_the_sample_table_of_lesson_7(line):
    name, *numbers = line.split()
    table = " ".join(f"{name}@{s}={number}" for s, number in enumerate(numbers, 1))
    assert found(backprop(NET_A, BATCH_X, BATCH_Y), table) == wanted(table)


MEANS = """J=0.136187 dJ_dw[2]=-0.030217 dJ_dw[1]=-0.036895 dJ_db[2]=-0.043558 new.J=0.131940
    new.w[1]=0.236895 new.w[2]=0.830217 new.b[1]=-0.091504 new.b[2]=-1.156442"""


@pytest.mark.parametrize("copies", [1, 2])
def test_means_of_the_batch_of_lesson_7(copies):
    """Data twice as long change nothing."""
    assert found(backprop(NET_A, BATCH_X * copies, BATCH_Y * copies), MEANS) == wanted(MEANS)


@pytest.mark.parametrize(
    ("batch", "epoch", "updates_8", "epochs_10"),
    [
        (1, "0.119263", "0.104329", "0.054067"),
        (2, "0.127815", "0.104537", "0.076669"),
        (4, "0.131940", "0.104674", "0.098532"),
    ],
)
def test_batches_of_lesson_7(batch, epoch, updates_8, epochs_10):
    document = trained(NET_A, BATCH_X, BATCH_Y, 40, batch=batch)
    assert curve_at(document, [4 // batch, 8, 40 // batch]) == [epoch, updates_8, epochs_10]


def test_single_samples_may_raise_the_cost_of_all():
    single, whole = (trained(NET_A, BATCH_X, BATCH_Y, 40, batch=batch).log.curve() for batch in (1, 4))
    assert like("0.000000", single[1]) == "0.138845"
    assert int((np.diff(single) > 0).sum()) == 11
    assert not (np.diff(whole) > 0).any()


@pytest.mark.parametrize(("samples", "batch", "sizes"), [(4, 2, [2, 2]), (10, 4, [4, 4, 2])])
def test_updates_of_an_epoch(samples, batch, sizes):
    rng = np.random.default_rng(0)
    document = trained(NET_A, rng.random((samples, 1)), rng.random((samples, 1)), 0, batch=batch)
    epoch = [document.rows(update) for update in range(len(sizes))]
    assert [len(rows) for rows in epoch] == sizes
    assert sorted(np.concatenate(epoch)) == list(range(samples))
