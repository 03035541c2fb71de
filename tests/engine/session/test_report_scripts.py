"""The exported programs: the NumPy one is run and must print the numbers of the trace; both are Python."""

from __future__ import annotations

import ast
import contextlib
import io
import subprocess
import sys
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from engine import Document, Network, Ref, frame_of
from engine.nn.activations import ACTIVATIONS
from engine.nn.costs import COSTS, cost_function
from engine.nn.numpy_names import moments as moments_by_name
from engine.nn.optimizers import OPTIMIZERS, Moments
from engine.session.actions import SetSample, SetZoom, StepUpdate
from engine.session.document import two_nodes
from engine.session.report import as_torch, numpy_script, torch_script
from engine.session.session import Session
from engine.session.update import update
from tests.strategies import TITLES, cases, rich_cases

HOSTILE = '"""; import os; os.abort() # \\" \' %s {0} \\N{BELL} \u2028 \\'


def document_of(case, **more):
    settings = {name: getattr(case, name) for name in ("cost", "optimizer", "eta", "l1", "l2", "moments")}
    return Document(case.net, case.X, case.Y, **settings, **more)


def frame_at(document, *actions):
    session = Session.start(document)
    for action in actions:
        session = update(session, action)
    return frame_of(session)


def printed(script):
    """Run a program and read what it prints."""
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        exec(compile(script, "<script>", "exec"), {"__name__": "__main__"})  # noqa: S102 - what we wrote
    return read(out.getvalue())


def read(text):
    pairs = (line.split(" = ", 1) for line in text.splitlines())
    return {name: np.array(ast.literal_eval(value)) for name, value in pairs}


def results_of(trace):
    """Name what a program must print."""
    net, names = trace.network, {"J": trace.J, "J_new": trace.J_new}
    for l in range(1, net.L + 1):
        names |= {f"delta_{l}": trace.delta[l], f"dW_{l}": trace.dW[l], f"db_{l}": trace.db[l]}
        names |= {f"W_{l}_new": trace.updated.W[l], f"b_{l}_new": trace.updated.b[l]}
    remembered = moments_by_name(net, trace.optimizer, trace.new_moments)
    return names | {f"{name}_new": array for name, array in remembered.items()}


def agree(found, trace):
    right = results_of(trace)
    assert set(found) == set(right)
    size = max(1.0, *(float(np.abs(array).max(initial=0.0)) for array in right.values()))
    for name, array in right.items():
        assert found[name].shape == np.shape(array), name
        rtol = 1e-9 if name == "J_new" else 1e-12  # J_new is one update further from where errors began
        np.testing.assert_allclose(found[name], array, rtol=rtol, atol=1e-12 * size**2, err_msg=name)


@given(case=rich_cases(), fused=st.booleans())
@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
def test_the_numpy_program_prints_the_numbers_of_the_trace(case, fused):
    frame = frame_at(document_of(replace(case, eta=0.01)))
    assume(np.abs(frame.trace.z[-1]).max() < 4)
    assume(all(np.abs(z).min(initial=1.0) > 1e-9 for z in frame.trace.z))
    if fused and cost_function(case.cost).output_delta is not None:
        frame = replace(frame, scene=replace(frame.scene, fused=True))
    agree(printed(numpy_script(frame)), frame.trace)


@given(case=rich_cases(), title=TITLES)
@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
def test_both_programs_are_short_python_in_short_lines(case, title):
    frame = frame_at(document_of(case, title=title))
    for script in (numpy_script(frame), torch_script(frame)):
        ast.parse(script)
        assert max(map(len, script.splitlines())) <= 110
        assert script.replace("\n", "").isprintable()
        prints = [line for line in script.splitlines() if line.startswith('show("')]
        assert [line.split('"')[1] for line in prints] == list(dict.fromkeys(_names_in_order(frame)))


def _names_in_order(frame):
    layers, moments = range(frame.network.L, 0, -1), Moments.none(frame.trace.optimizer, 1).arrays
    yield "J"
    for l in layers:
        yield from (f"delta_{l}", f"dW_{l}", f"db_{l}")
    kinds = {0: [""], 1: ["", "v_" if frame.trace.optimizer.startswith("rms") else "m_"], 2: ["", "m_", "v_"]}
    for l in layers:
        yield from (f"{kind}{p}_{l}_new" for p in "Wb" for kind in kinds[len(moments)])
    yield "J_new"


def test_the_lecture_s_network_as_a_program(tmp_path):
    file = tmp_path / "update.py"
    file.write_text(numpy_script(frame_at(two_nodes())), encoding="utf-8")
    done = subprocess.run([sys.executable, file], capture_output=True, timeout=60, check=True, text=True)
    found = {name: f"{float(value.squeeze()):.6f}" for name, value in read(done.stdout).items()}
    assert found == {
        "J": "0.223539",
        "delta_2": "-0.148144",
        "dW_2": "-0.092214",
        "db_2": "-0.148144",
        "delta_1": "-0.027852",
        "dW_1": "-0.083555",
        "db_1": "-0.027852",
        "W_2_new": "0.892214",
        "b_2_new": "-1.051856",
        "W_1_new": "0.283555",
        "b_1_new": "-0.072148",
        "J_new": "0.185043",
    }


@pytest.mark.parametrize("script", [numpy_script, torch_script])
def test_a_hostile_title_stays_a_comment(script):
    title = "".join(c for c in HOSTILE if c.isprintable())
    frame = frame_at(replace(two_nodes(), title=title))
    text = script(frame)
    tame = script(frame_at(replace(two_nodes(), title="Tame")))
    assert ast.dump(ast.parse(text)) == ast.dump(ast.parse(tame))
    assert title in text.splitlines()[0]


def test_a_later_update_has_its_own_learning_rate_moments_and_samples():
    rng = np.random.default_rng(5)
    net = Network.random((2, 3, 1), ("tanh", "sigmoid"), seed=1)
    document = Document(
        net, rng.normal(size=(7, 2)), rng.random((7, 1)), cost="bce", optimizer="adam", eta=0.1,
        batch=3, schedule="step(2,0.5)", test=np.array([1]),
    )  # fmt: skip
    frame = frame_at(document, StepUpdate(3))
    assert (frame.update, frame.trace.eta, frame.trace.moments.t) == (3, 0.05, 3)
    text = numpy_script(frame)
    assert "eta = 0.05\n" in text
    assert "\nt = 4\n" in text
    rows = ", ".join(str(row + 1) for row in frame.rows)
    assert f"3 of 6 samples ({rows})." in text
    agree(printed(text), frame.trace)
    assert 'optimizer.state[W_1] = {"step": torch.tensor(3.0), "exp_avg": m_W_1' in torch_script(frame)


def test_the_program_is_that_of_the_update_not_of_what_is_in_view():
    rng = np.random.default_rng(5)
    document = Document(Network.random((2, 2), ("tanh",)), rng.normal(size=(4, 2)), rng.random((4, 2)))
    plain = numpy_script(frame_at(document))
    assert numpy_script(frame_at(document, SetZoom("edge"), SetSample(2))) == plain


def test_an_output_in_one_piece_is_written_so():
    frame = frame_at(replace(two_nodes(), cost="bce"))
    fused = replace(frame, scene=replace(frame.scene, fused=True))
    assert "delta_2 = dJ_da_2 * slope_2\n" in numpy_script(frame)
    assert "delta_2 = y_hat - y\n" in numpy_script(fused)


def test_numbers_of_a_run_that_ran_away_are_python_too():
    frame = frame_at(two_nodes())
    weights = (frame.trace.network.W[0], np.array([[np.inf]]), np.array([[np.nan]]))
    trace = replace(frame.trace, network=replace(frame.network, W=weights))
    for script in (numpy_script(replace(frame, trace=trace)), torch_script(replace(frame, trace=trace))):
        assert "from math import inf, nan\n" in script
        ast.parse(script)


def test_many_samples_and_wide_layers_are_written_in_full_in_short_lines():
    rng = np.random.default_rng(5)
    X, Y = rng.random((40, 30)), np.eye(10)[rng.integers(0, 10, 40)]
    net = Network.random((30, 16, 10), ("relu", "softmax"))
    frame = frame_at(Document(net, X, Y, cost="softmax_ce"))
    text = numpy_script(frame)
    assert max(map(len, text.splitlines())) <= 110
    assert "40 of 40 samples (1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, …)." in text.replace("\n# ", " ")
    agree(printed(text), frame.trace)


def test_pytorch_has_a_word_for_everything_there_is():
    assert set(as_torch.ACTIVATIONS) == {name for name, phi in ACTIVATIONS.items() if not phi.couples}
    assert set(as_torch.COSTS) == set(COSTS)
    assert set(as_torch.OPTIMIZERS) == set(as_torch.STATE) == set(OPTIMIZERS)
    for name, kind in OPTIMIZERS.items():
        assert tuple(as_torch.STATE[name]) == kind.moments


@pytest.mark.parametrize(
    ("how", "line"),
    [
        ({}, "optimizer = torch.optim.SGD(parameters, lr=eta)"),
        ({"optimizer": "momentum"}, "optimizer = torch.optim.SGD(parameters, lr=eta, momentum=0.9)"),
        ({"optimizer": "nesterov(0)"}, "optimizer = torch.optim.SGD(parameters, lr=eta)"),
        (
            {"optimizer": "nesterov"},
            "optimizer = torch.optim.SGD(parameters, lr=eta, momentum=0.9, nesterov=True)",
        ),
        (
            {"optimizer": "rmsprop"},
            "optimizer = torch.optim.RMSprop(parameters, lr=eta, alpha=0.99, eps=1e-08)",
        ),
        ({"l2": 0.5}, "    W.grad += l2 * W.detach()"),
        ({"l1": 0.5}, "    W.grad += l1 * W.detach().sign()"),
        ({"cost": "bce"}, "    # of y_hat = sigmoid(z_2); from z, J is more exact"),
        ({}, "delta_2 = len(X) * z[2].grad  # J is a mean over the samples, and a delta holds no 1/m"),
    ],
)
def test_lines_of_the_pytorch_program(how, line):
    assert line in torch_script(frame_at(replace(two_nodes(), **how))).splitlines()


def test_what_is_cut_or_locked_is_held_in_the_pytorch_program():
    net = two_nodes().network.with_locked([Ref("W", 2, (0, 0))]).with_cut([Ref("W", 1, (0, 0))])
    one = np.ones(net.parameters)
    document = replace(two_nodes(), network=net, optimizer="momentum", moments=Moments(2, (one,)))
    lines = torch_script(frame_at(document)).splitlines()
    for line in (
        "W_1.grad *= connected_1",
        "W_2.grad *= free_W_2",
        'optimizer.state[W_2] = {"momentum_buffer": m_W_2}',
        "W_2.data = torch.where(free_W_2 == 1, W_2, W_2_old).detach()",
    ):
        assert line in lines


@given(case=cases())
@settings(max_examples=20)
def test_the_programs_hold_every_number_exactly(case):
    text = numpy_script(frame_at(document_of(case)))
    space: dict = {}
    exec(text.split("\n# forward\n")[0], space)  # noqa: S102 - what we wrote
    assert np.array_equal(space["X"], case.X)
    for l in range(1, case.net.L + 1):
        assert np.array_equal(space[f"W_{l}"], case.net.W[l])
        assert np.array_equal(space[f"b_{l}"], case.net.b[l])
