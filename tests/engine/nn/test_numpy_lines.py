"""The NumPy lines of the screen are run, line by line, and must compute the whole update."""

from __future__ import annotations

import numpy as np
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from engine import backprop, narrate
from engine.nn.numpy_lines import numpy_lines
from tests.strategies import cases


def run_lines(case, fused, zoom="layer"):
    """Run the lines in the order of the narration; keep the arrays as they are before the update begins."""
    space = {"np": np, "X": case.X.copy(), "Y": case.Y.copy(), "eta": case.eta}
    for l in range(1, case.net.L + 1):
        space |= {f"W_{l}": case.net.W[l].copy(), f"b_{l}": case.net.b[l].copy()}
    before: dict = {}
    for step in narrate(case.net, cost=case.cost, batch=case.m, zoom=zoom, fused=fused):
        if step.rule == "U0":
            before = dict(space)
        for line in numpy_lines(step, case.net, case.cost, case.m):
            assert "\n" not in line
            with np.errstate(all="ignore"):  # what overshoots with the new parameters
                exec(line, space)  # noqa: S102 - our own lines, which the program shows and never runs
    return before, space


def same(found, wanted, size=1.0):
    np.testing.assert_allclose(found, wanted, rtol=1e-12, atol=1e-13 * size)
    assert np.shape(found) == np.shape(wanted)


@given(case=cases(), fused=st.booleans())
@settings(max_examples=100)
def test_the_lines_compute_the_update(case, fused):
    fused = fused and case.cost == "bce"
    trace = backprop(case.net, case.X, case.Y, cost=case.cost, eta=case.eta)
    assume(case.cost != "bce" or np.abs(trace.z[-1]).max() < 4)
    assume(all(np.abs(z).min(initial=1.0) > 1e-9 for z in trace.z))
    before, after = run_lines(case, fused)
    L = case.net.L
    size = max(
        1.0, *(float(np.abs(a).max(initial=0.0)) for a in (*trace.delta, *trace.dW, *trace.z, *trace.dJ_da))
    )
    same(before["J"], trace.J, size**2)
    for l in range(1, L + 1):
        same(before[f"z_{l}"], trace.z[l], size)
        same(before["y_hat" if l == L else f"a_{l}"], trace.a[l], size)
        same(before[f"delta_{l}"], trace.delta[l], size)
        same(before[f"dW_{l}"], trace.dW[l], size)
        same(before[f"db_{l}"], trace.db[l], size)
        same(after[f"W_{l}"], trace.updated.W[l], size)
        same(after[f"b_{l}"], trace.updated.b[l], size)
        if not (fused and l == L):
            same(before[f"dJ_da_{l}"], trace.dJ_da[l], size)
            same(before[f"slope_{l}"], trace.slope[l], size)
        if case.m > 1:
            assert before[f"dW_{l}_each"].shape == (case.m, *case.net.W[l].shape)
    again = float(np.abs(np.concatenate([after[f"z_{l}"].ravel() for l in range(1, L + 1)])).max())
    assume(case.cost != "bce" or again < 12)
    np.testing.assert_allclose(after["J_new"], trace.J_new, rtol=1e-10, atol=1e-12)


@given(case=cases())
def test_every_layer_step_but_one_has_a_line_at_every_zoom(case):
    for zoom in ("layer", "node", "edge"):
        for step in narrate(case.net, cost=case.cost, batch=case.m, zoom=zoom):
            assert bool(numpy_lines(step, case.net, case.cost, case.m)) == (step.rule != "U0")
    for step in narrate(case.net, cost=case.cost, batch=case.m, zoom="phase"):
        assert numpy_lines(step, case.net, case.cost, case.m) == ()
