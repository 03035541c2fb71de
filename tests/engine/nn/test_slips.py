"""Updates with one slip in them: right up to it, wrong at it, gone on rightly after it, and told as such."""

import math
from dataclasses import fields

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine import Network, Ref, backprop, narrate
from engine.nn.activations import activation
from engine.nn.backprop import cost_of
from engine.nn.formulas import Scene, as_text, numbers, symbols
from engine.nn.gradcheck import along, check
from engine.nn.microsteps import written_at
from engine.nn.slipping import first_wrong, fits, places, slipped, writes_of, written_early
from engine.nn.slips import SLIPS, Sum, check_slip
from engine.nn.terms import terms_of
from engine.nn.trace import Trace
from tests.engine.lessons_golden.nets import NET_A, NET_C
from tests.strategies import cases, rich_cases

NAMES = sorted(SLIPS)


@pytest.fixture(scope="module")
def net_a():
    return backprop(NET_A, [[3.0]], [[1.0]])


@pytest.fixture(scope="module")
def net_c():
    return backprop(NET_C, [[2.0, -1.0]], [[1.0, 0.0]])


def steps_of(trace: Trace, zoom="layer"):
    return narrate(
        trace.network, trace.cost, trace.m, trace.optimizer, zoom, penalty=bool(trace.l1 or trace.l2)
    )


def same(first: float, second: float) -> bool:
    return first == second or (math.isnan(first) and math.isnan(second))


@settings(deadline=None, max_examples=40)
@given(cases() | rich_cases(), st.sampled_from(NAMES), st.data())
def test_all_before_the_first_wrong_step_is_right_bit_for_bit_and_that_step_is_wrong(case, name, data):
    right = case.trace()
    found = places(name, right)
    if not found:
        assert slipped(name, right) is right
        return
    slip = data.draw(st.sampled_from(found))
    wrong = slipped(slip, right)
    steps = steps_of(right, "edge")
    at = next(n for n, step in enumerate(steps) if (step.rule, step.layer) == (slip.rule, slip.layer))
    for step in steps[:at]:
        assert all(same(wrong.value(ref), right.value(ref)) for ref in step.writes), step.address
    written = [ref for step in steps_of(right) if step.address == slip.address for ref in step.writes]
    assert any(wrong.value(ref) != right.value(ref) for ref in written)
    assert dict(writes_of(slip, right)) == pytest.approx(
        {ref: wrong.value(ref) for ref, _ in writes_of(slip, right)}, rel=1e-12, abs=0
    )


@settings(deadline=None, max_examples=40)
@given(cases(), st.sampled_from(NAMES), st.data())
def test_terms_and_formula_belong_to_the_number_that_is_shown(case, name, data):
    right = case.trace()
    found = places(name, right)
    if not found:
        return
    wrong = slipped(data.draw(st.sampled_from(found)), right)
    scene = Scene.of(wrong)
    for step in steps_of(right, "edge"):
        for ref in step.writes:
            made, recipe = terms_of(ref, wrong), wrong.slip.recipe(ref)
            assert same(made.value, wrong.value(ref))
            if made.terms or made.factors:
                total = made.total if made.terms else 1.0
                product = total * math.prod(factor.value for factor in made.factors)
                assert product == pytest.approx(made.value, rel=1e-6, abs=1e-9, nan_ok=True), (step, ref)
            if isinstance(recipe, Sum):
                read = [part for term in (*recipe.terms,) for part in term.refs]
                shown = {part for piece in symbols(ref, scene) for part in piece.refs} - {ref}
                assert shown == {*read, *recipe.factors}


@pytest.mark.parametrize("name", NAMES)
@settings(deadline=None, max_examples=8)
@given(case=cases())
def test_later_steps_go_on_rightly_from_what_is_wrong(name, case):
    right = case.trace()
    wrong = slipped(name, right)
    if wrong is right:
        return
    net = wrong.network
    assert wrong.J_new == cost_of(wrong.updated, wrong.X, wrong.Y, wrong.cost)
    rule, layer = wrong.slip.rule, wrong.slip.layer
    for l in range(1, net.L + 1):
        phi = activation(net.activations[l])
        if (rule, layer) != ("Fz", l):
            np.testing.assert_array_equal(wrong.z[l], wrong.a[l - 1] @ net.W[l].T + net.b[l])
        np.testing.assert_array_equal(wrong.a[l], phi.value(wrong.z[l]))
        if (rule, layer) not in (("B1", l), ("B4", l)):
            np.testing.assert_array_equal(wrong.slope[l], phi.slope(wrong.z[l]))
    for l in range(1, net.L):
        if (rule, layer) != ("B5", l) and not (rule == "B3" and layer == l):
            arrived = wrong.delta[l + 1] @ net.W[l + 1]
            np.testing.assert_array_equal(wrong.dJ_da[l], arrived)
        if (rule, layer) != ("B5", l):
            np.testing.assert_array_equal(wrong.delta[l], wrong.dJ_da[l] * wrong.slope[l])
    if rule not in ("AV", "UW") and (rule, layer) not in (("G", 1), ("Gb", 1)):
        np.testing.assert_array_equal(wrong.dW[1], wrong.delta[1].T @ wrong.a[0] / wrong.m)


@pytest.mark.parametrize("name", sorted(set(NAMES) - {"no_bias", "added", "eta_ignored", "less_eta_delta"}))
def test_the_nudge_agrees_before_the_slip_and_differs_somewhere_from_it_on(name):
    net = Network.from_arrays(
        [[[0.5, -0.4], [0.3, 0.8]], [[0.7, -1.2], [0.6, 0.9]]],
        [[0.1, -0.2], [0.2, -0.1]],
        ["sigmoid", "tanh"],
    )
    right = backprop(net, [[2.0, -1.0], [0.5, 1.5]], [[1.0, 0.0], [0.0, 1.0]])
    for slip in places(name, right):
        wrong, seen = slipped(slip, right), []
        for step in steps_of(right):
            refs = [ref for ref in step.writes if along(ref) is not None]
            verdicts = {check(wrong, ref).verdict for ref in refs}
            if refs:
                seen.append((step.address, verdicts))
        steps = [step.address for step in steps_of(right)]
        before = [verdicts for address, verdicts in seen if steps.index(address) < steps.index(slip.address)]
        after = [verdicts for address, verdicts in seen if steps.index(address) >= steps.index(slip.address)]
        assert all(verdicts <= {"agree", "rounding"} for verdicts in before), slip
        assert any("differ" in verdicts for verdicts in after), slip


GOLDEN = [  # what the misconceptions give on Net A, from the design
    ("no_slope", "delta", 2, -0.668638),
    ("slope_of_layer_before", "delta", 2, -0.157132),
    ("slope_at_activation", "delta", 2, -0.162654),
    ("activation_for_slope", "slope", 2, 0.331362),
    ("input_sum_for_activation", "slope", 2, -1.194882),
    ("double_sign", "dJ_da", 2, 0.668638),
    ("two_too_many", "dJ_da", 2, -1.337277),
    ("delta_for_gradient", "dW", 2, -0.148144),
    ("times_input_sum", "dW", 2, -0.074072),
    ("times_own_activation", "dW", 2, -0.049089),
    ("bias_zero", "db", 2, 0.0),
    ("times_bias", "db", 2, 0.177773),
    ("own_weight", "delta", 1, -0.006963),
    ("no_weight", "delta", 1, -0.034814),
    ("new_weights", "delta", 1, -0.031062),
    ("error_sent", "delta", 1, -0.125706),
    ("no_slope(1)", "delta", 1, -0.118515),
    ("added", "W_new", 2, 0.707786),
    ("less_eta_delta", "W_new", 2, 0.948144),
    ("no_bias", "z", 1, 0.6),
]


@pytest.mark.parametrize(("name", "symbol", "layer", "value"), GOLDEN)
def test_numbers_of_the_design(net_a, name, symbol, layer, value):
    index = (0, 0) if symbol in ("dW", "W_new") else (0,)
    assert slipped(name, net_a).value(Ref(symbol, layer, index)) == pytest.approx(value, abs=5e-7)


@pytest.mark.parametrize(
    ("name", "symbol", "value"),
    [
        ("rows_for_columns", "delta", -0.037419), ("own_weight", "delta", -0.016638),
        ("new_weights", "delta", -0.001699), ("one_path", "delta", -0.010934),
        ("product_of_paths", "dJ_da", -0.006509), ("error_sent", "delta", 0.016146),
    ],
)  # fmt: skip
def test_numbers_of_the_design_with_many_paths(net_c, name, symbol, value):
    assert slipped(name, net_c).value(Ref(symbol, 1, (0,))) == pytest.approx(value, abs=5e-7)


def test_a_sum_taken_for_the_mean():
    right = backprop(NET_A, [[-2.0], [-1.0], [1.0], [3.0]], [[0.0], [0.0], [1.0], [1.0]])
    wrong = slipped("sum_for_mean", right)
    assert wrong.value(Ref("dW", 2, (0, 0))) == pytest.approx(-0.120868, abs=5e-7)
    assert wrong.slip.address == "AV"
    assert not fits("sum_for_mean", backprop(NET_A, [[3.0]], [[1.0]]))


def test_the_wrong_rule_is_written_where_it_was_used(net_a, net_c):
    def told(name, trace, ref):
        wrong = slipped(name, trace)
        scene = Scene.of(wrong)
        return as_text(symbols(ref, scene)), as_text(numbers(ref, scene, lambda r: f"{wrong.value(r):.3f}"))

    assert told("double_sign", net_a, Ref("dJ_da", 2, (0,)))[0] == "∂J/∂ŷ = y − ŷ"
    assert told("two_too_many", net_a, Ref("dJ_da", 2, (0,)))[0] == "∂J/∂ŷ = 2 · (ŷ − y)"
    assert told("own_weight", net_a, Ref("delta", 1, (0,)))[0] == "δ₁ = w₁ δ₂ · σ′(z₁)"
    assert told("slope_at_activation", net_a, Ref("slope", 2, (0,)))[0] == "σ′(z₂) = σ(a₂)(1 − σ(a₂))"
    assert told("bias_zero", net_a, Ref("db", 2, (0,)))[0] == "∂J/∂b₂ = δ₂ · 0"
    assert told("added", net_a, Ref("W_new", 2, (0, 0)))[0] == "w₂ new ← w₂ + η ∂J/∂w₂"
    assert told("one_path", net_c, Ref("dJ_da", 1, (0,)))[1] == "0.700 · -0.105 = -0.073"


def test_what_is_used_before_its_time_is_known_from_then_on(net_a):
    wrong = slipped("new_weights", net_a)
    for zoom in ("layer", "node", "edge"):
        written = written_at(wrong.slip.shape, False, zoom)
        early = written_early(wrong, written)
        new, arrived = Ref("W_new", 2, (0, 0)), Ref("term" if zoom == "edge" else "dJ_da", *_place(zoom))
        assert early[new] == early[arrived] < written[new]
        assert {ref for ref in written if early[ref] != written[ref]} == {new}
    assert written_early(net_a, written) is written


def _place(zoom):
    return (2, (0, 0)) if zoom == "edge" else (1, (0,))


def test_the_right_update_is_left_as_it_was(net_a):
    names = [field.name for field in fields(Trace)]
    before = [getattr(net_a, name) for name in names]
    slipped("no_slope", net_a)
    assert all(getattr(net_a, name) is value for name, value in zip(names, before, strict=True))
    assert net_a.slip is None


def test_first_place_and_chosen_layer(net_a):
    assert first_wrong("no_slope", net_a).address == "B2(2)"
    assert first_wrong("no_slope(1)", net_a).address == "B5(1)"
    assert first_wrong("no_slope(7)", net_a) is None
    assert first_wrong("one_path", net_a) is None
    assert check_slip(" own_weight(1) ") == ("own_weight", 1)
    assert slipped(first_wrong("no_slope(1)", net_a).text, net_a).slip.layer == 1


@pytest.mark.parametrize("text", ["", "no slope", "no_slop", "no_slope(", "no_slope(1)(2)", "x" * 999])
def test_a_slip_that_there_is_not(text, net_a):
    with pytest.raises(ValueError, match="there is no slip called") as error:
        slipped(text, net_a)
    assert len(str(error.value)) < 600
