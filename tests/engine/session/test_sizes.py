"""Sizes per layer: root mean squares of the numbers of an update."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.nn.backprop import backprop
from engine.nn.network import Network
from engine.session.sizes import LayerSize, rms, shrinkage_of, sizes_of
from tests.strategies import cases


@given(cases())
def test_sizes_are_those_of_the_trace(case):
    trace = case.trace()
    for size in sizes_of(trace):
        layer = size.layer
        assert size.delta == pytest.approx(np.sqrt((trace.delta[layer] ** 2).mean()), rel=1e-9, abs=1e-150)
        assert size.gradient == pytest.approx(np.sqrt((trace.dW[layer] ** 2).mean()), rel=1e-9, abs=1e-150)
        W, new = case.net.W[layer], trace.updated.W[layer]
        if W.any():
            share = np.linalg.norm(new - W) / np.linalg.norm(W)
            assert size.share == pytest.approx(share, rel=1e-9, abs=1e-150)
        else:
            assert math.isnan(size.share)


def test_of_equal_layers_delta_shrinks_by_the_same_factor_in_each():
    # A chain of sigmoids at z = 0, all slopes ¼ and all weights 1: δ shrinks by 4 a layer.
    ones = [[[1.0]]] * 6
    net = Network.from_arrays(ones, [[0.0], *[[-0.5]] * 5], ["sigmoid"] * 6)
    assert shrinkage_of(sizes_of(backprop(net, [[0.0]], [[1.0]]))) == pytest.approx(4.0)


@pytest.mark.parametrize("deltas", [(1.0,), (0.0, 1.0), (1.0, 0.0), (math.inf, 1.0), (1.0, math.nan)])
def test_there_is_no_factor_where_nothing_can_be_compared(deltas):
    sizes = tuple(LayerSize(number, delta, 0.0, 0.0) for number, delta in enumerate(deltas, 1))
    assert shrinkage_of(sizes) is None


@given(st.floats(1e-300, 1e300), st.integers(1, 9))
def test_the_mean_square_of_equal_numbers_is_their_square(value, count):
    assert rms(np.full(count, -value)) == pytest.approx(value)


def test_the_smallest_numbers_have_a_size():
    assert rms(np.array([5e-324, 5e-324])) > 0.0
    assert rms(np.zeros(3)) == 0.0
    assert math.isnan(rms(np.array([1.0, math.nan])))
    assert math.isinf(rms(np.array([1.0, math.inf])))
