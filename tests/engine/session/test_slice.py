"""J along one parameter: its numbers against the trace and against a nudge, and a range that stands still."""

from __future__ import annotations

import math
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.nn.backprop import backprop
from engine.nn.gradcheck import nudge_slope, nudged_cost
from engine.nn.network import Network
from engine.nn.trace import parameter_refs
from engine.nn.types import Ref
from engine.session import actions
from engine.session.document import Document
from engine.session.frame import frame_of
from engine.session.session import Session
from engine.session.slice import _slice, cost_along, gradient_of, new_of, parameter_of, slice_of
from engine.session.update import update
from tests.strategies import SMOOTH, cases

W1, W2, B2 = Ref("W", 1, (0, 0)), Ref("W", 2, (0, 0)), Ref("b", 2, (0,))


def frame_with(value, ref=W2):
    return frame_of(update(Session.start(), actions.SetParameter(ref, value, "set w")))


def traced(case):
    return backprop(case.net, case.X, case.Y, case.cost, case.eta)


# Golden: w₂ of the two-node network


def test_along_w2_of_the_lecture():
    found = slice_of(frame_of(Session.start()), W2)
    assert (found.here, found.reach) == (0.8, 2.0)
    assert pytest.approx(0.223539, abs=5e-7) == found.J
    assert found.slope == pytest.approx(-0.0922, abs=5e-5)
    assert found.new == pytest.approx(0.8 + 0.0922, abs=5e-5)
    assert found.J_there == pytest.approx(found.J + found.slope * (found.new - found.here), abs=1e-3)
    assert found.J_there < found.J


def test_every_point_of_a_slice_is_what_a_nudge_says():
    found = slice_of(frame_of(Session.start()), W1)
    trace = frame_of(Session.start()).trace
    nudged = [nudged_cost(trace, W1, value - found.here) for value in found.values]
    np.testing.assert_allclose(found.costs, nudged, rtol=1e-12)


# For any network


@given(cases(), st.data())
def test_at_the_present_value_a_slice_is_the_cost_of_the_trace(case, data):
    trace = traced(case)
    ref = data.draw(st.sampled_from(parameter_refs(case.net)))
    here = np.array([case.net.parameter(ref)])
    assert cost_along(trace, ref, here)[0] == pytest.approx(trace.J, rel=1e-12, abs=1e-300)


@given(cases(names=SMOOTH), st.data())
def test_the_slope_of_a_slice_is_that_of_backprop(case, data):
    trace = traced(case)
    ref = data.draw(st.sampled_from(parameter_refs(case.net)))
    h, here = 1e-5, case.net.parameter(ref)
    low, high = cost_along(trace, ref, np.array([here - h, here + h]))
    slope = trace.value(gradient_of(ref))
    assert (high - low) / (2 * h) == pytest.approx(slope, rel=1e-5, abs=1e-8)
    assert (high - low) / (2 * h) == pytest.approx(nudge_slope(trace, gradient_of(ref)), rel=1e-9, abs=1e-9)


@given(cases(), st.floats(-3, 3), st.data())
def test_elsewhere_a_slice_is_the_cost_of_the_changed_network(case, value, data):
    trace = traced(case)
    ref = data.draw(st.sampled_from(parameter_refs(case.net)))
    changed = backprop(case.net.with_parameter(ref, value), case.X, case.Y, case.cost)
    assert cost_along(trace, ref, np.array([value]))[0] == pytest.approx(changed.J, rel=1e-9, abs=1e-12)


# The range


@given(st.floats(-1e6, 1e6))
def test_the_parameter_is_inside_its_slice(value):
    found = slice_of(frame_with(value), W2)
    assert abs(found.here) <= found.reach / 1.25 * (1 + 1e-9)
    assert found.here in found.values
    assert (np.diff(found.values) >= 0).all()
    assert found.values[0], found.values[-1] == (-found.reach, found.reach)


def test_the_range_stands_still_while_a_weight_is_dragged():
    reaches = [slice_of(frame_with(value), W2).reach for value in np.linspace(-4, 12, 400)]
    assert set(reaches) == {2.0, 5.0, 10.0, 20.0}
    assert sum(a != b for a, b in pairwise(reaches)) == 4


def test_a_gesture_may_hold_the_range():
    assert slice_of(frame_with(9.0), W2, 2.0).reach == 2.0


@pytest.mark.parametrize(("eta", "reach"), [(1.0, 2.0), (20.0, 5.0), (1000.0, 2.0)])
def test_the_range_waits_for_the_corrected_weight_unless_it_is_absurdly_far(eta, reach):
    session = update(Session.start(), actions.SetEta(eta, "set η"))
    assert slice_of(frame_of(session), W2).reach == reach


def test_a_weight_with_large_inputs_has_a_narrow_range():
    net = Network.from_arrays([[[0.001]]], [[0.0]], ["sigmoid"])
    found = slice_of(frame_of(Session.start(Document(net, [[500.0]], [[1.0]], eta=1e-9))), W1)
    assert found.reach == pytest.approx(0.005)


def test_a_large_batch_has_fewer_points():
    rng = np.random.default_rng(1)
    net = Network.random((4, 40, 40, 1), ("tanh", "tanh", "linear"), seed=1)
    trace = backprop(net, rng.normal(size=(500, 4)), rng.normal(size=(500, 1)))
    assert len(_slice(trace, W1, 2.0).values) == 34


# What cannot be drawn


def test_where_j_is_not_finite_there_is_a_gap():
    net = Network.from_arrays([[[1.0]]] * 3, [[0.0]] * 3, ["linear"] * 3)
    found = slice_of(frame_of(Session.start(Document(net, [[1e160]], [[0.0]]))), W1, 2.0)
    assert math.isnan(found.costs[0])
    assert math.isnan(found.costs[-1])
    assert np.isfinite(found.costs).any()


def test_along_a_parameter_that_ran_away_there_is_no_slice():
    net = Network.from_arrays([[[1.0]]], [[0.0]], ["linear"])
    document = Document(net, [[1e200]], [[0.0]], eta=1e200)
    assert slice_of(frame_of(update(Session.start(document), actions.Seek(1, 1))), W1) is None


# Names


@pytest.mark.parametrize(
    ("ref", "parameter"),
    [
        (W2, W2),
        (gradient_of(W2), W2),
        (new_of(B2), B2),
        (Ref("term", 2, (0, 0), 3), W2),
        (Ref("product", 2, (0, 0), 1), W2),
        (Ref("product", 2, (0,)), B2),
        (gradient_of(B2), B2),
        (Ref("delta", 1, (0,)), None),
        (Ref("J", 2), None),
        (None, None),
    ],
)
def test_what_belongs_to_an_edge_means_its_parameter(ref, parameter):
    assert parameter_of(ref) == parameter
