"""The NumPy lines of the screen are run, line by line, and must compute the whole update."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from engine import Network, Ref, backprop, narrate
from engine.nn.costs import cost_function
from engine.nn.numpy_lines import numpy_lines, update_lines
from engine.nn.numpy_names import given as given_to
from engine.nn.numpy_names import moments as moments_by_name
from tests.strategies import cases, rich_cases


def run_lines(trace, fused):
    """Run the lines of an update; keep the arrays as they are before the forward pass with new parameters."""
    space = {"np": np} | {name: np.copy(value) for name, value in given_to(trace).items()}
    before: dict = {}
    for rule, lines in update_lines(trace, fused):
        if rule == "R":
            before = dict(space)
        for line in lines:
            assert "\n" not in line
            with np.errstate(all="ignore"):  # what overshoots with the new parameters
                exec(line, space)  # noqa: S102 - our own lines, which the program shows and never runs
    return before, space


def wanted(trace, fused):
    """Name every array of a trace as the lines do."""
    net, L = trace.network, trace.network.L
    names = {"J": trace.J} | moments_by_name(net, trace.optimizer, trace.new_moments)
    for l in range(1, L + 1):
        names |= {f"z_{l}": trace.z[l], "y_hat" if l == L else f"a_{l}": trace.a[l]}
        names |= {f"delta_{l}": trace.delta[l], f"dW_{l}": trace.dW[l], f"db_{l}": trace.db[l]}
        names |= {f"W_{l}": trace.updated.W[l], f"b_{l}": trace.updated.b[l]}
        if not (fused and l == L):
            names |= {f"dJ_da_{l}": trace.dJ_da[l], f"slope_{l}": trace.slope[l]}
        if trace.l1 or trace.l2:
            names[f"pull_{l}"] = trace.pull[l]
    return names


def same(found, right, size=1.0):
    np.testing.assert_allclose(found, right, rtol=1e-12, atol=1e-13 * size)
    assert np.shape(found) == np.shape(right)


def well_behaved(trace):
    """Leave out what a book's formulas round away: saturated outputs under logarithms, kinks, tiny roots."""
    saturated = trace.cost in ("bce", "softmax_ce") and np.abs(trace.z[-1]).max() > 4
    kink = any(np.abs(z).min(initial=1.0) < 1e-9 for z in trace.z)
    return not saturated and not kink and bool(np.isfinite(trace.J_new))


def largest(arrays):
    return max(1.0, *(float(np.abs(array).max(initial=0.0)) for array in arrays))


@given(case=rich_cases(), fused=st.booleans())
@settings(max_examples=150)
def test_the_lines_compute_the_update(case, fused):
    fused = fused and cost_function(case.cost).output_delta is not None
    trace = case.trace()
    assume(well_behaved(trace))
    before, _ = run_lines(trace, fused)
    names = wanted(trace, fused)
    size = largest(names.values())
    for name, right in names.items():
        same(before[name], right, size**2)
    for l in range(1, case.net.L + 1):
        if case.m > 1:
            assert before[f"dW_{l}_each"].shape == (case.m, *case.net.W[l].shape)


@given(case=cases())
@settings(max_examples=60)
def test_the_last_line_goes_forward_again(case):
    trace = backprop(case.net, case.X, case.Y, cost=case.cost, eta=0.01)
    assume(well_behaved(trace))
    _, after = run_lines(trace, fused=False)
    np.testing.assert_allclose(after["J_new"], trace.J_new, rtol=1e-9, atol=1e-12)


@given(case=rich_cases(), zoom=st.sampled_from(("layer", "node", "edge")))
@settings(max_examples=40)
def test_every_step_but_the_one_that_writes_nothing_has_a_line(case, zoom):
    trace = case.trace()
    penalty = bool(case.l1 or case.l2)
    for step in narrate(case.net, case.cost, case.m, case.optimizer, zoom, penalty=penalty):
        assert bool(numpy_lines(step, trace)) == (step.rule != "U0")
    for step in narrate(case.net, case.cost, case.m, case.optimizer, "phase", penalty=penalty):
        assert numpy_lines(step, trace) == ()


NET = Network.from_arrays([[[0.2]], [[0.8]]], [[-0.1], [-1.2]], ["leaky_relu(0.2)", "sigmoid"])
ONE = [[3.0]], [[1.0]]
LINES = (
    ({}, "Fa", "a_1 = np.where(z_1 > 0, z_1, 0.2 * z_1)"),
    ({}, "UW", "W_2 = W_2 - eta * dW_2"),
    ({"cost": "mse"}, "B0", "dJ_da_2 = 2 / 1 * (y_hat - y)"),
    ({"l1": 0.1, "l2": 0.2}, "P", "pull_2 = l1 * np.sign(W_2) + l2 * W_2"),
    ({"l2": 0.2}, "P", "pull_2 = l2 * W_2"),
    ({"l2": 0.2}, "UW", "W_2 = W_2 - eta * (dW_2 + pull_2)"),
    ({"l2": 0.2}, "Ub", "b_2 = b_2 - eta * db_2"),
    ({"optimizer": "momentum"}, "MW", "m_W_2 = 0.9 * m_W_2 + dW_2"),
    ({"optimizer": "momentum", "l1": 0.1}, "MW", "g_W_2 = dW_2 + pull_2"),
    ({"optimizer": "nesterov(0.5)"}, "UW", "W_2 = W_2 - eta * (dW_2 + 0.5 * m_W_2)"),
    ({"optimizer": "rmsprop"}, "VW", "v_W_2 = 0.99 * v_W_2 + (1 - 0.99) * dW_2 ** 2"),
    ({"optimizer": "rmsprop"}, "Ub", "b_2 = b_2 - eta * db_2 / (np.sqrt(v_b_2) + 1e-08)"),
    (
        {"optimizer": "adam"},
        "UW",
        "W_2 = W_2 - eta * (m_W_2 / (1 - 0.9 ** t)) / (np.sqrt(v_W_2 / (1 - 0.999 ** t)) + 1e-08)",
    ),
)


@pytest.mark.parametrize(("how", "rule", "line"), LINES)
def test_lines_as_they_are_read(how, rule, line):
    trace = backprop(NET, *ONE, **how)
    assert next(lines for name, lines in update_lines(trace) if name == rule)[0] == line


def test_what_is_cut_or_locked_is_held_by_masks():
    net = NET.with_cut([Ref("W", 1, (0, 0))]).with_locked([Ref("W", 2, (0, 0)), Ref("b", 2, (0,))])
    trace = backprop(net, *ONE, optimizer="momentum", l2=0.1)
    lines = [line for _, lines in update_lines(trace) for line in lines]
    for line in (
        "dW_1 = (delta_1.T @ x) * connected_1",
        "g_W_1 = (dW_1 + pull_1) * connected_1",
        "W_2 = W_2 - eta * m_W_2 * free_W_2",
        "g_b_2 = db_2 * free_b_2",
        "m_b_1 = 0.9 * m_b_1 + db_1",
    ):
        assert line in lines
    masks = {name: value.tolist() for name, value in given_to(trace).items() if name[0] in "cf"}
    assert masks == {"connected_1": [[0.0]], "free_W_2": [[0.0]], "free_b_2": [0.0]}
