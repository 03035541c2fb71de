"""Lessons 2 to 4: the two-node network, its deltas, and what a correction does."""

from __future__ import annotations

import pytest

from engine import Network, backprop
from tests.engine.lessons_golden.nets import (
    NET_A,
    NET_B,
    biases_of,
    curve_at,
    end_of,
    found,
    like,
    trace_a,
    trained,
    wanted,
    with_values,
)

# What is changed in Net A, and what comes out of it, right or as one of the slips that students make.
NET_A_TABLE = {
    "right": ({}, """z[1]=0.500000 a[1]=0.622459 z[2]=-0.702033 yhat[1]=0.331362 J=0.223539
        dJ_da[2]=-0.668638 slope[2]=0.221561 delta[2]=-0.148144 dJ_dw[2]=-0.092214 dJ_db[2]=-0.148144
        dJ_da[1]=-0.118515 term[2]=-0.118515 slope[1]=0.235004 delta[1]=-0.027852 dJ_dw[1]=-0.083555
        dJ_db[1]=-0.027852 new.w[2]=0.892214 new.w[1]=0.283555 new.b[2]=-1.051856 new.b[1]=-0.072148
        new.J=0.185043"""),
    "w1 + 0.1": ({"w1": 0.3}, "yhat[1]=0.343436 J=0.215538"),
    "without b1": ({"b1": 0.0}, "z[1]=0.600000 a[1]=0.645656"),
    "without b2": ({"b2": 0.0}, "z[2]=0.497967 yhat[1]=0.621982"),
    "w1 in place of w2": ({"w2": 0.2}, "z[2]=-1.075508"),
    "w2 at 0": ({"w2": 0.0}, "delta[1]=0.000000"),
    "w2 below 0": ({"w2": -0.8}, "delta[1]=0.020784"),
}  # fmt: skip


@pytest.mark.parametrize("name", NET_A_TABLE)
def test_net_a(name):
    values, table = NET_A_TABLE[name]
    assert found(backprop(with_values(NET_A, **values), [[3.0]], [[1.0]]), table) == wanted(table)


# The same with another cost, η or activation.
OTHER_TABLE = {
    "without the half": ({"cost": "squared"}, "J=0.447077 dJ_da[2]=-1.337277"),
    "added, not subtracted": ({"eta": -1.0}, """new.w[2]=0.707786 new.w[1]=0.116445 new.b[2]=-1.348144
        new.J=0.260760"""),
    "ten times η": ({"eta": 10.0}, "new.J=0.007874"),
}  # fmt: skip


@pytest.mark.parametrize("name", OTHER_TABLE)
def test_net_a_otherwise(name):
    settings, table = OTHER_TABLE[name]
    assert found(trace_a(**settings), table) == wanted(table)


def test_net_a_without_its_first_sigmoid():
    net = Network.from_arrays([[[0.2]], [[0.8]]], [[-0.1], [-1.2]], ["linear", "sigmoid"])
    table = "a[1]=0.500000 z[2]=-0.800000 yhat[1]=0.310026"
    assert found(backprop(net, [[3.0]], [[1.0]]), table) == wanted(table)


NET_B_TABLE = """z[1]=0.300000 a[1]=0.574443 z[2]=0.763894 yhat[1]=0.682199 J=0.232697 delta[2]=0.147903
    dJ_dw[2]=0.084962 delta[1]=-0.090390 dJ_dw[1]=0.180781 new.w[2]=-2.542481 new.w[1]=0.209610
    new.b[2]=2.126048 new.b[1]=0.945195 new.J=0.197829"""


def test_net_b():
    trace = backprop(NET_B, [[-2.0]], [[0.0]], eta=0.5)
    assert found(trace, NET_B_TABLE) == wanted(NET_B_TABLE)
    ignored = "new.w[2]=-2.584962 new.w[1]=0.119219"
    assert found(backprop(NET_B, [[-2.0]], [[0.0]], eta=1.0), ignored) == wanted(ignored)


def test_the_hook_of_lesson_3():
    trace, up = trace_a(), backprop(with_values(NET_A, w2=0.9), [[3.0]], [[1.0]])
    assert like("0.000000", up.J - trace.J) == "-0.009219"
    assert like("0.000000", 0.1 * trace.dW[2].item()) == "-0.009221"


CURVE = {0: "0.223539", 1: "0.185043", 2: "0.147231", 3: "0.114264", 5: "0.069133", 10: "0.027776"}
LATER = {100: "0.001566", 1000: "0.000133"}


def test_the_cost_curve_of_lesson_4():
    document = trained(NET_A, [[3.0]], [[1.0]], 1000)
    assert curve_at(document, CURVE | LATER) == [*(CURVE | LATER).values()]


def test_locked_biases_of_lesson_4():
    net = NET_A.with_locked(biases_of(NET_A))
    trace = backprop(net, [[3.0]], [[1.0]])
    table = "new.J=0.207535 dJ_db[2]=-0.148144 new.b[2]=-1.200000 new.b[1]=-0.100000"
    assert found(trace, table) == wanted(table)
    end = end_of(trained(net, [[3.0]], [[1.0]], 7))
    assert [end.b[layer].item() for layer in (1, 2)] == [-0.1, -1.2], "a locked bias has moved"
