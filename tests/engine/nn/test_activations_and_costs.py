"""Activations and costs: what they are at kinks, far out, and which of them go together."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine import Network
from engine.nn.activations import ACTIVATIONS, HIDDEN, activation
from engine.nn.costs import COSTS, check_labels, cost_function


@pytest.mark.parametrize("name", ACTIVATIONS)
def test_every_activation_says_what_it_is(name):
    phi = activation(name)
    assert "{z}" in phi.definition
    assert "{z}" in phi.definition_tex
    assert bool(phi.kink) == ("relu" in name)


def test_the_conventions_at_kinks():
    zero = np.array([0.0])
    assert activation("relu").slope(zero) == activation("relu").slope_from_activation(zero) == 0.0
    assert activation("leaky_relu(0.2)").slope(zero) == 0.2


@pytest.mark.parametrize("name", ["sigmoid", "tanh", "softplus", "softmax"])
@pytest.mark.parametrize("z", [-1e4, -745.0, 745.0, 1e4])
def test_activations_do_not_overflow(name, z):
    with np.errstate(all="raise", under="ignore"):
        value = activation(name).value(np.array([[z, 0.0]]))
        slope = activation(name).slope(np.array([[z, 0.0]]))
    assert np.isfinite(value).all()
    assert np.isfinite(slope).all()


@pytest.mark.parametrize("name", [*ACTIVATIONS, "leaky_relu(0)", "leaky_relu(0.2)"])
def test_activations_lie_in_their_range_and_fill_it(name):
    phi = activation(name)
    values = phi.value(np.array([[-1e6, 0.0], [1e6, 0.0], [0.5, -0.5]]))
    assert phi.reaches(values)
    for end, found in ((phi.low, values.min()), (phi.high, values.max())):
        if math.isfinite(end):
            assert found == pytest.approx(end, abs=1e-9)
        else:
            assert abs(found) > 1e3
    assert phi.reaches(np.array([-1.5])) is (phi.low == -math.inf)


def test_slopes_lose_no_digits_far_out():
    z = np.array([-20.0, 20.0])
    np.testing.assert_allclose(activation("tanh").slope(z), np.cosh(z) ** -2.0, rtol=1e-12)
    np.testing.assert_allclose(activation("sigmoid").slope(z), np.cosh(z / 2) ** -2.0 / 4, rtol=1e-12)
    tiny = np.array([1e-20])
    np.testing.assert_allclose(activation("softplus").slope_from_activation(tiny), tiny, rtol=1e-12)


@given(z=st.floats(-15, 15))
@pytest.mark.parametrize("name", [*HIDDEN, "leaky_relu(0.2)"])
def test_the_slope_can_be_taken_from_the_activation(name, z):
    phi, at = activation(name), np.array([z])
    np.testing.assert_allclose(phi.slope_from_activation(phi.value(at)), phi.slope(at), rtol=1e-8, atol=1e-9)


@pytest.mark.parametrize(
    ("cost", "Y", "words"),
    [
        ("bce", [[0.5, 1.2]], "labels between 0 and 1"),
        ("softmax_ce", [[0.5, -0.5]], "labels between 0 and 1"),
        ("softmax_ce", [[1.0, 0.0], [0.5, 0.4]], "those of sample 2 add up to 0.9"),
    ],
)
def test_labels_that_a_cost_cannot_take(cost, Y, words):
    with pytest.raises(ValueError, match=words):
        check_labels(cost, np.array(Y))


@pytest.mark.parametrize(
    ("cost", "output", "words"),
    [
        ("softmax_ce", "sigmoid", "needs a softmax output layer"),
        ("mse", "softmax", "a softmax output layer needs the cost 'softmax_ce', not 'mse'"),
        ("bce", "softmax", "needs a sigmoid output layer"),
    ],
)
def test_costs_and_output_layers_that_do_not_go_together(cost, output, words):
    with pytest.raises(ValueError, match=words):
        cost_function(cost, output)


def test_softmax_is_for_the_output_layer():
    with pytest.raises(
        ValueError, match="softmax is for the output layer only; it cannot be that of layer 1"
    ):
        Network.random((2, 3, 2), ["softmax", "softmax"])


@pytest.mark.parametrize("cost", COSTS)
def test_costs_from_a_changed_output_are_those_of_its_z(cost):
    rule = COSTS[cost]
    phi = activation(rule.needs_output or "linear")
    z = np.array([[0.3, -1.2, 0.7], [2.0, 0.1, -0.5]])
    y = np.array([[1.0, 0.0, 0.0], [0.25, 0.5, 0.25]])
    np.testing.assert_allclose(
        rule.value_from_output(phi.value(z), y), rule.value(z, phi.value(z), y), rtol=1e-12, atol=1e-15
    )


@pytest.mark.parametrize("cost", ["bce", "softmax_ce"])
def test_fused_costs_are_finite_where_the_output_rounds_to_0_or_1(cost):
    z, y = np.array([[800.0, -800.0]]), np.array([[0.0, 1.0]])
    rule = COSTS[cost]
    yhat = activation(str(rule.needs_output)).value(z)
    assert np.isfinite(rule.value(z, yhat, y)).all()
    assert rule.output_delta is not None
    assert rule.output_delta(z, yhat, y).tolist() == [[1.0, -1.0]]


@pytest.mark.parametrize("cost", ["bce", "softmax_ce"])
def test_slopes_of_costs_are_infinite_or_0_but_no_nan_far_out(cost):
    z, y = np.array([[800.0, -800.0, 800.0, -800.0]]), np.array([[1.0, 1.0, 0.5, 0.0]])
    rule = COSTS[cost]
    with np.errstate(all="ignore"):
        slope = rule.slope(z, activation(str(rule.needs_output)).value(z), y)
        cost_of_0 = rule.value_from_output(np.array([0.0]), np.array([0.0]))
    assert not np.isnan(slope).any()
    assert cost_of_0.tolist() == [0.0]
    assert slope[0, 1] == -np.inf


def test_a_cost_from_an_output_close_to_0_keeps_its_digits():
    assert COSTS["bce"].value_from_output(np.array([1e-20]), np.array([0.0])).tolist() == [1e-20]


@pytest.mark.parametrize(
    ("cost", "J", "slope"),
    [
        ("half_squared", 0.5 * (0.01 + 0.16 + 0.09), (0.1, -0.4, -0.3)),
        ("squared", 0.01 + 0.16 + 0.09, (0.2, -0.8, -0.6)),
        ("mse", (0.01 + 0.16 + 0.09) / 3, (0.2 / 3, -0.8 / 3, -0.2)),
    ],
)
def test_squared_costs_of_three_outputs(cost, J, slope):
    yhat, y = np.array([[0.6, 0.1, 0.7]]), np.array([[0.5, 0.5, 1.0]])
    assert COSTS[cost].value(yhat, yhat, y).sum() == pytest.approx(J)
    np.testing.assert_allclose(COSTS[cost].slope(yhat, yhat, y), [slope])


def test_delta_of_a_sure_and_right_output_keeps_its_digits():
    z, y = np.array([[40.0, -40.0]]), np.array([[1.0, 0.0]])
    delta = COSTS["bce"].output_delta(z, activation("sigmoid").value(z), y)
    np.testing.assert_allclose(delta, [[-math.exp(-40.0), math.exp(-40.0)]], rtol=1e-12)
