"""The bug library: the wrong numbers of the curriculum, and what holds for any network."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine import Network, Ref, backprop
from engine.lessons.bugs import chain_mutants, mutants
from engine.nn.chain import ChainError, parse, parse_number
from engine.nn.notation import parse_path, path
from tests.engine.lessons.wrong_answers import CHAIN_TABLE, NETS, STEPS, TABLES
from tests.engine.lessons_golden.nets import BATCH_X, BATCH_Y, NET_A, NET_C, biases_of, like, trace_a

NET_C_TRACE = backprop(NET_C, [[2.0, -1.0]], [[1.0, 0.0]])


def of(name, trace, sample=None):
    return mutants(parse_path(name, trace.network), trace, trace.eta, sample)


def spelled(name, trace, id_, sample=None) -> dict[str, str]:
    """Write the mutants of one misconception in six digits."""
    found = of(name, trace, sample)
    return {mutant.slip: like("0.000000", mutant.value) for mutant in found if mutant.id == id_}


@pytest.mark.parametrize("name", TABLES)
def test_the_wrong_numbers_of_the_lessons(name):
    table = TABLES[name]
    for asked, number, id_ in table.rows:
        found = [like("0.000000", mutant.value) for mutant in of(asked, table.trace) if mutant.id == id_]
        assert number in found, f"{asked}: {id_} gives {found}, not {number}"


@pytest.mark.parametrize("x", CHAIN_TABLE)
def test_the_wrong_numbers_of_the_chain_rule(x):
    chain, place = parse("log(2 + cos x)"), parse_number(x)
    for line in CHAIN_TABLE[x].strip().split("\n"):
        asked, *numbers = line.split()
        found = chain_mutants(asked, chain, place)
        assert {mutant.id for mutant in found} == {"M21"}
        assert set(numbers) <= {like("0.000000", mutant.value) for mutant in found}, asked


def test_a_slip_at_one_node_and_carried_along():
    assert spelled("delta[1]", trace_a(), "M04") == {"no_slope": "-0.118515", "carried:no_slope": "-0.534911"}
    assert spelled("dJ_dw[2]", trace_a(), "M04") == {"carried:no_slope": "-0.416200"}
    assert spelled("delta[1]", trace_a(), "M10") == {"no_weight": "-0.034814"}
    assert spelled("term[2]", trace_a(), "M11") == {"new_weights": "-0.132176"}


def test_what_equals_the_right_number_is_no_mutant():
    net = Network.from_arrays([[[0.2]], [[1.0]]], [[-0.1], [-1.2]], ["sigmoid", "sigmoid"])
    trace = backprop(net, [[1.0]], [[1.0]])
    assert spelled("delta[1]", trace, "M10") == {}, "the weight is 1: it cannot be seen to be left out"
    assert "delta_for_gradient" not in spelled("dJ_dw[1]", trace, "M02"), "the input is 1"
    assert spelled("delta[2]", backprop(NET_A, [[3.0]], [[1.0]], "bce"), "M04") == {}, "σ′ has cancelled"


def test_mutants_are_finite_different_and_unlike_the_right_number():
    for trace in NETS.values():
        for step in STEPS:
            found, right = of(step, trace), trace.value(parse_path(step, trace.network))
            assert found
            assert all(math.isfinite(mutant.value) and mutant.value != right for mutant in found)
            assert len({(mutant.id, mutant.value) for mutant in found}) == len(found)


def test_the_slope_of_the_wrong_node_where_the_layers_have_other_functions():
    """Either the other node's own φ′ is taken, or this node's φ′ at the other input sum."""
    net = Network.from_arrays([[[0.2]], [[0.8]]], [[-0.1], [-1.2]], ["tanh", "sigmoid"])
    trace = backprop(net, [[3.0]], [[1.0]])
    z1 = 0.5
    error = 1.0 / (1.0 + math.exp(1.2 - 0.8 * math.tanh(z1))) - 1.0
    sigma = 1.0 / (1.0 + math.exp(-z1))
    found = {mutant.slip: mutant.value for mutant in of("delta[2]", trace) if mutant.id == "M05"}
    assert found == {
        "slope_of_layer_before": pytest.approx(error * (1.0 - math.tanh(z1) ** 2)),
        "slope_at_layer_before": pytest.approx(error * sigma * (1.0 - sigma)),
    }


def test_other_quantities_have_none_and_unknown_ones_are_refused():
    trace = trace_a()
    assert mutants(Ref("x", 0, (0,)), trace, 1.0) == mutants(Ref("eta", 0), trace, 1.0) == ()
    with pytest.raises(KeyError, match="there is no"):
        mutants(Ref("delta", 3, (0,)), trace, 1.0)


def test_another_learning_rate_than_that_of_the_trace():
    faster = mutants(Ref("W_new", 2, (0, 0)), trace_a(), 2.0)
    assert faster == mutants(Ref("W_new", 2, (0, 0)), trace_a(eta=2.0), 2.0)
    assert {mutant.slip for mutant in faster if mutant.id == "M26"} == {"eta_ignored", "eta_twice"}


def test_one_sample_of_a_batch_and_the_mean():
    trace = backprop(NET_A, BATCH_X, BATCH_Y)
    assert spelled("delta[1]", trace, "M25", sample=1) == {
        "sample_1": "0.011193", "sample_3": "-0.029482", "sample_4": "-0.027852"
    }  # fmt: skip
    assert spelled("delta[1]@2", trace, "M25") == spelled("delta[1]", trace, "M25", sample=1)
    for name in ("J@2", "dJ_dw[2]@4", "dJ_db[2]@4"):
        assert not {mutant.id for mutant in of(name, trace)} & {"M18", "M19", "M25"}, "one sample has no mean"
    assert spelled("dJ_dw[2]@4", trace, "M04") == {"carried:no_slope": "-0.416200"}
    assert spelled("new.w[2]", trace, "M18") == {"carried:sum_for_mean": "0.920868"}


def test_locked_and_cut_parameters():
    net = NET_C.with_cut([Ref("W", 2, (0, 0))]).with_locked(biases_of(NET_C))
    trace = backprop(net, [[2.0, -1.0]], [[1.0, 0.0]])
    assert of("new.b[1][1]", trace), "that a locked bias moves is a mistake"
    assert "added" not in spelled("new.b[1][1]", trace, "M01"), "it moves neither way"
    assert "added" in spelled("new.w[1][1,1]", trace, "M01")
    held = backprop(net.with_locked([Ref("W", 1, (0, 0))]), [[2.0, -1.0]], [[1.0, 0.0]])
    moved = {mutant.slip for mutant in of("new.w[1][1,1]", held)}
    assert not {"less_delta", "added", "eta_ignored"} & moved, "a locked weight moves no way"
    assert "less_delta" in {mutant.slip for mutant in of("new.w[1][1,2]", held)}
    for name in ("dJ_dw[2][1,1]", "new.w[2][1,1]", "term[2][1,1]"):
        assert of(name, trace) == (), "there is no connection"


@pytest.mark.parametrize("optimizer", ["momentum", "nesterov", "rmsprop", "adam"])
def test_every_optimiser_has_its_update_slips(optimizer):
    trace = trace_a(optimizer=optimizer, eta=0.1)
    added = {mutant.slip: mutant.value for mutant in of("new.w[2]", trace)}["added"]
    assert added - 0.8 == pytest.approx(0.8 - trace.updated.W[2].item())


NETWORKS = st.tuples(
    st.lists(st.integers(1, 4), min_size=2, max_size=5).map(tuple),
    st.sampled_from(["sigmoid", "tanh", "relu", "leaky_relu(0.2)", "linear", "softplus"]),
    st.sampled_from(["half_squared", "squared", "mse", "bce", "softmax_ce"]),
    st.integers(1, 3),
    st.integers(0, 50),
)


@given(NETWORKS)
def test_any_network_has_mutants(drawn):
    sizes, hidden, cost, m, seed = drawn
    output = {"bce": "sigmoid", "softmax_ce": "softmax"}.get(cost, hidden)
    net = Network.random(sizes, [hidden] * (len(sizes) - 2) + [output], seed=seed)
    rng = np.random.default_rng(seed)
    labels = rng.random((m, sizes[-1]))
    trace = backprop(net, rng.normal(size=(m, sizes[0])), labels / labels.sum(axis=1, keepdims=True), cost)
    refs = [Ref("J", net.L), Ref("J_new", net.L)]
    for l in range(1, net.L + 1):
        refs += [Ref(symbol, l, (0,)) for symbol in ("z", "a", "dJ_da", "delta", "db", "b_new")]
        refs += [Ref(symbol, l, (0, 0)) for symbol in ("dW", "W_new", "term")]
    for ref in refs:
        found = mutants(ref, trace, trace.eta)
        right = trace.value(ref)
        if ref.symbol in ("z", "b_new") and abs(right) > 1e-6:
            assert found, f"nobody can be wrong about {path(ref)}"
        assert all(math.isfinite(mutant.value) for mutant in found)
        assert all(abs(mutant.value - right) > 1e-10 * abs(right) for mutant in found)


@given(NETWORKS)
def test_without_a_slip_a_run_says_what_the_trace_says(drawn):
    from engine.lessons.bugs.run import Run

    sizes, hidden, _, m, seed = drawn
    net = Network.random(sizes, [hidden] * (len(sizes) - 1), seed=seed)
    rng = np.random.default_rng(seed)
    trace = backprop(net, rng.normal(size=(m, sizes[0])), rng.normal(size=(m, sizes[-1])), "mse", 0.3, "adam")
    run = Run(trace, row=m - 1)
    for l in range(1, net.L + 1):
        refs = [Ref(symbol, l, (0,)) for symbol in ("z", "a", "dJ_da", "slope", "delta", "db", "b_new")]
        refs += [Ref(symbol, l, (0, 0)) for symbol in ("dW", "W_new", "term")]
        refs += [Ref("dW", l, (0, 0), 0), Ref("db", l, (0,), 0), Ref("J", net.L), Ref("J", net.L, (), 0)]
        for ref in (*refs, Ref("J_new", net.L)):
            assert run.value(ref) == pytest.approx(trace.value(ref, m - 1), rel=1e-12, abs=1e-15)


@pytest.mark.parametrize(
    "text", ["log(1 + e^x)", "sin(x^2)", "e^(-x^2)", "σ(2x + 1)", "cos(log(1 + x^2))", "x^2"]
)
def test_any_chain_has_mutants(text):
    chain = parse(text)
    boxes = range(1, len(chain.boxes) + 1)
    for asked in ("h", "dh", *(f"{head}[{i}]" for head in ("u", "du") for i in boxes)):
        found = chain_mutants(asked, chain, 1.3)
        assert all(math.isfinite(mutant.value) for mutant in found)
    assert {"sign"} <= {mutant.slip for mutant in chain_mutants("dh", chain, 1.3)}
    if len(chain.boxes) > 1:
        assert {"inner_forgotten", "added"} <= {mutant.slip for mutant in chain_mutants("dh", chain, 1.3)}


def test_three_boxes():
    slips = {mutant.slip: mutant.value for mutant in chain_mutants("dh", parse("cos(log(1 + x^2))"), 1.3)}
    u = 1 + 1.3**2
    outer, middle, inner = -math.sin(math.log(u)), 1 / u, 2.6
    assert slips["middle_forgotten"] == pytest.approx(outer * inner)
    assert slips["inner_forgotten"] == pytest.approx(outer * middle)
    assert slips["added"] == pytest.approx(outer + middle + inner)


def test_a_function_that_is_read_over_two_paths():
    chain = parse("x · sin(2x)")
    assert [mutant.slip for mutant in chain_mutants("dh", chain, 0.7)] == ["sign"]
    with pytest.raises(ChainError, match="no path"):
        chain_mutants("w[1]", chain, 0.7)
