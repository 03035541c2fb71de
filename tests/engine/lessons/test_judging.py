"""How typed answers are judged: on Net A and Net B, check by check, and in a simulated class."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.by_hand import calculated
from benchmarks.simulated_class import COLUMNS, accepted, problems, taught, typed, understood
from engine import Network, Ref, backprop
from engine.lessons.asked import asked_of_chain, rounded
from engine.lessons.bugs import Mutant
from engine.lessons.judging import Asked, Verdict, asked_of, judge
from engine.nn.chain import parse
from engine.nn.notation import parse_path
from tests.engine.lessons.wrong_answers import NETS, STEPS, TABLES
from tests.engine.lessons_golden.nets import BATCH_X, BATCH_Y, NET_A, trace_a


def question(name, trace, sample=None, **changed) -> Asked:
    return replace(asked_of(parse_path(name, trace.network), trace, trace.eta, sample), **changed)


def refs(trace, **values) -> dict[Ref, float]:
    """Make earlier values: delta_2=-0.157 and its like."""
    return {parse_path(f"{name[:-2]}[{name[-1]}]", trace.network): value for name, value in values.items()}


# Net A and Net B


@pytest.mark.parametrize("net", NETS)
@pytest.mark.parametrize("step", STEPS)
def test_every_misconception_typed_with_three_digits_is_diagnosed(net, step):
    asked = question(step, NETS[net])
    for mutant in asked.mutants:
        for text in (f"{mutant.value:.3g}", typed(mutant.value).replace("-", "−").replace(".", ",")):
            verdict = judge(asked, text)
            assert verdict.kind == "slip", f"{mutant} typed as {text} is {verdict}"
            assert mutant.id in verdict.ids


@pytest.mark.parametrize("name", TABLES)
def test_the_wrong_numbers_of_the_lessons_are_diagnosed(name):
    table = TABLES[name]
    for asked, number, id_ in table.rows:
        verdict = judge(question(asked, table.trace), number)
        assert id_ in verdict.ids, f"{number} for {asked} is {verdict}"


@pytest.mark.parametrize("net", NETS)
@pytest.mark.parametrize("digits", [3, 4])
@pytest.mark.parametrize("each", [False, True])
def test_the_right_method_rounded_at_every_step_is_accepted(net, digits, each):
    trace = NETS[net]
    earlier: dict[Ref, float] = {}
    for step, value in calculated(trace, digits, each=each).items():
        asked, ref = question(step, trace), parse_path(step, trace.network)
        assert judge(asked, typed(asked.right)) == Verdict("right")
        verdict = judge(asked, typed(value), earlier)
        assert verdict.kind == "right", f"{step}: {value} for {asked.right} is {verdict}"
        earlier[ref] = value


def test_alone_too_where_the_numbers_of_the_calculation_are_rounded():
    for trace in NETS.values():
        for step, value in calculated(trace, 3).items():
            assert judge(question(step, trace), typed(value)).kind == "right", step


# The checks, in their order


def test_the_tolerance_is_one_per_cent():
    asked = question("delta[2]", trace_a(), mutants=())
    assert judge(asked, "-0.1495").kind == "right"
    assert judge(asked, "-0.1497").kind == "unknown"


def test_an_exact_number_has_no_such_tolerance():
    asked = question("z[1]", trace_a())
    assert asked.exact
    assert [judge(asked, text).kind for text in ("0.5", "1/2", "0.5005", "0.502")] == [
        "right", "right", "right", "unknown",
    ]  # fmt: skip
    assert not question("z[2]", trace_a()).exact, "a₁ was rounded"


def test_the_tolerance_of_a_new_weight_is_a_share_of_the_old_one():
    asked = question("new.w[2]", trace_a())
    assert asked.scale == 0.8
    assert judge(asked, "0.900").kind == "right"
    assert judge(asked, "0.901").kind == "unknown"
    zero = NET_A.with_parameter(Ref("b", 1, (0,)), 0.0)
    fresh = question("new.b[1]", backprop(zero, [[3.0]], [[1.0]]))
    assert judge(fresh, typed(fresh.right)).kind == "right", "an old 0 leaves a tolerance"


def test_digits_that_were_asked_for_are_enough_where_the_tolerance_is_smaller():
    far = Asked(-13.7796875, (Mutant("M01", "added", 14.7796875),), scale=0.5)
    assert judge(far, "-13.8").kind == "right"
    assert judge(far, "14.8").ids == ("M01",)
    assert judge(far, "-13.7").kind == "unknown"
    assert judge(Asked(123.456, exact=True), "123").kind == "right"


def test_zero_is_right_within_a_fixed_tolerance():
    asked = Asked(0.0)
    assert [judge(asked, text).kind for text in ("0", "0.0004", "-0.0006")] == ["right", "right", "unknown"]


def test_a_mutant_that_is_nearer_is_not_right():
    asked = Asked(0.500, (Mutant("M06", "near", 0.504),))
    assert judge(asked, "0.501").kind == "right"
    assert judge(asked, "0.503") == Verdict("slip", ("M06",), "near")


def test_the_right_number_rounded_is_right_whatever_else_rounds_to_it():
    asked = Asked(0.50049, (Mutant("M06", "near", 0.49961),))
    assert judge(asked, "0.500").kind == "right", "three digits cannot tell them apart"
    assert judge(asked, "0.4996") == Verdict("slip", ("M06",), "near"), "four can"


@given(
    st.floats(1e-4, 1e4),
    st.sampled_from([-1.0, 1.0]),
    st.lists(st.floats(0.9, 1.1), max_size=6),
    st.integers(3, 8),
    st.sampled_from([None, 1e-3, 5.0]),
    st.booleans(),
)
def test_the_right_number_is_always_accepted(size, sign, factors, digits, scale, exact):
    right = sign * (round(size, 3) if exact else size)
    wrong = tuple(Mutant("M06", "near", factor * right) for factor in factors if factor != 1.0)
    assert judge(Asked(right, wrong, exact, scale), f"{right:.{digits - 1}e}").kind == "right"


def test_two_misconceptions_that_give_one_number_tie():
    asked = question("dJ_da[1]", trace_a())
    assert judge(asked, "-0.535") == Verdict("slip", ("M24", "M04"), "error_sent")
    two = Asked(
        1.0, (Mutant("M04", "carried:a", 2.001), Mutant("M05", "b", 2.0004), Mutant("M06", "c", 2.009))
    )
    assert judge(two, "2.00") == Verdict("slip", ("M04", "M05"), "carried:a")


def test_a_mutant_that_rounds_to_what_was_typed_is_named_though_another_is_nearer():
    asked = Asked(5.0, (Mutant("M04", "a", 0.9988), Mutant("M05", "b", 1.0039)))
    assert judge(asked, "1.00") == Verdict("slip", ("M04", "M05"), "a")


def test_what_follows_rightly_from_a_wrong_value():
    asked = question("delta[1]", trace_a())
    wrong = refs(trace_a(), delta_2=-0.157)
    assert judge(asked, "-0.0295", wrong) == Verdict("follow_through")
    assert judge(asked, "-0.0296").kind == "slip", "without the earlier value it is a slip"
    assert judge(asked, "-0.0279", wrong) == Verdict("right"), "what is right needs no excuse"
    assert judge(asked, "-0.126", wrong).ids == ("M24",)


def test_what_follows_from_rounded_right_values_is_right():
    trace = trace_a()
    rough = refs(trace, a_1=0.62, delta_2=-0.149)
    follows = 0.62 * -0.149
    asked = question("dJ_dw[2]", trace, mutants=(Mutant("M06", "near", follows),))
    assert judge(asked, typed(follows)).kind == "slip"
    assert judge(asked, typed(follows), rough) == Verdict("right")
    assert judge(asked, typed(follows), rough | refs(trace, z_1=0.7)) == Verdict("right"), "a₁ hid it"
    assert judge(asked, typed(follows), refs(trace, a_1=0.62, delta_2=-0.16)).kind != "right"


def test_a_typed_activation_is_gone_on_with_in_the_slope():
    trace = trace_a()
    assert judge(question("slope[1]", trace), "0.2275", refs(trace, a_1=0.65)).kind == "follow_through"
    assert judge(question("slope[1]", trace), "0.2275").kind == "slip"


def test_a_slip_on_top_of_a_wrong_value_is_named():
    trace = trace_a()
    asked, wrong = question("delta[1]", trace), refs(trace, delta_2=-0.157)
    assert judge(asked, "-0.0369", wrong) == Verdict("slip", ("M10",), "no_weight")


def test_a_slip_of_somebody_who_rounds_is_named_though_rounding_took_it_far_away():
    """z₂ = 1.046 is 1.05 with three digits, and z(1 − z) off by some per cent."""
    net = Network.from_arrays([[[0.2]], [[1.9]]], [[-1.2], [0.7]], ["sigmoid", "sigmoid"])
    asked = question("slope[2]", backprop(net, [[-1.5]], [[0.0]]))
    assert {f"{mutant.value:.4f}" for mutant in asked.mutants if mutant.id == "M08"} == {"-0.0488"}
    assert judge(asked, "-0.0525").ids == ("M08",)
    assert judge(replace(asked, roughly=None), "-0.0525").kind == "unknown"


def test_a_slip_that_follows_from_a_wrong_value_is_no_right_method():
    asked = question("delta[1]", trace_a())
    assert judge(asked, "-0.0369", refs(trace_a(), delta_2=-0.157)).kind != "follow_through", (
        "no weight in it"
    )


def test_earlier_values_of_packets_samples_and_inputs():
    trace = trace_a()
    asked = question("delta[1]", trace)
    assert judge(asked, "-0.0353", refs(trace, term_2=-0.150)).kind == "follow_through"
    batch = backprop(NET_A, BATCH_X, BATCH_Y)
    mean = question("dJ_dw[2]", batch)
    per_sample = {Ref("dW", 2, (0, 0), 0): 0.122478}
    assert judge(mean, "-0.00522", per_sample).kind == "follow_through"
    assert judge(mean, "-0.0302", {Ref("dW", 2, (0, 0)): 5.0}).kind == "right", (
        "its own value is no earlier one"
    )


GENERAL = [
    ("z[2]", "0.702", Verdict("general", (), told="sign")),
    ("dJ_da[2]", "-0.334", Verdict("general", ("M14",), told="factor_2")),
    ("slope[2]", "0.8", Verdict("general", ("M07",), told="ceiling")),
    ("slope[2]", "-0.222", Verdict("general", ("M08",), told="sign")),
    ("delta[2]", "-0.1", Verdict("digits")),
    ("delta[2]", "-0.15", Verdict("digits")),
    ("delta[2]", "-0.14", Verdict("digits")),
    ("delta[2]", "-0", Verdict("unknown")),
    ("delta[1]", "-0.03", Verdict("digits")),
    ("delta[1]", "-0.0", Verdict("digits")),
    ("delta[2]", "-1.48", Verdict("general", (), told="decimal_point")),
    ("delta[2]", "-0.0148", Verdict("general", (), told="decimal_point")),
    ("delta[2]", "7", Verdict("unknown")),
    ("delta[2]", "1/0", Verdict("unreadable", (), "zero", "a division by 0 has no value")),
]  # fmt: skip


@pytest.mark.parametrize(("name", "text", "verdict"), GENERAL)
def test_general_checks(name, text, verdict):
    assert judge(question(name, trace_a()), text) == verdict


def test_general_checks_of_batches_and_learning_rates():
    trace = backprop(NET_A, BATCH_X, BATCH_Y, eta=0.3)
    mean = question("dJ_dw[2]", trace, mutants=())
    assert judge(mean, typed(4 * mean.right)) == Verdict("general", ("M18",), told="factor_m")
    assert judge(mean, typed(mean.right / 4)) == Verdict("general", ("M18",), told="factor_m")
    assert judge(mean, typed(0.3 * mean.right)) == Verdict("general", ("M26",), told="factor_eta")
    one = question("delta[2]", trace)
    assert judge(one, typed(4 * one.right)).kind == "unknown", "one sample has no mean"
    new = question("new.w[2]", trace_a(), mutants=())
    assert judge(new, "0.708") == Verdict("general", ("M01",), told="sign"), (
        "the correction has the wrong sign"
    )
    assert judge(new, "0.984") == Verdict("general", ("M14",), told="factor_2"), "the correction is doubled"


def test_a_wrong_number_is_never_called_right():
    for verdict in (v for *_, v in GENERAL):
        assert not verdict.is_right


@given(st.text("0123456789.,-+*/e()", max_size=12))
def test_any_text_has_a_verdict(text):
    asked = question("delta[1]", trace_a())
    assert judge(asked, text).kind


def test_data_and_parameters_can_be_asked_for():
    assert judge(asked_of(Ref("x", 0, (0,)), trace_a(), 1.0), "3").kind == "right"
    assert judge(asked_of(Ref("eta", 0), trace_a(), 1.0), "1").kind == "right"
    with pytest.raises(KeyError):
        asked_of(Ref("z", 7, (0,)), trace_a(), 1.0)


def test_other_activations_have_no_ceiling_of_a_quarter():
    net = Network.from_arrays([[[0.2]], [[0.8]]], [[-0.1], [-1.2]], ["tanh", "sigmoid"])
    trace = backprop(net, [[3.0]], [[1.0]])
    assert question("slope[1]", trace).ceiling is None
    assert question("slope[2]", trace).ceiling == 0.25


def test_the_chain_rule_is_judged_alike():
    asked = asked_of_chain("dh", parse("log(2 + cos x)"), 2.0)
    assert judge(asked, "-0.574").kind == "right"
    assert judge(asked, "−sin(2)").slip == "inner_only"
    assert judge(asked, "-0.909/1.584").kind == "right"
    assert judge(asked, "0.631") == Verdict("slip", ("M21",), "inner_forgotten")
    assert judge(asked_of_chain("u[1]", parse("x + 2"), 0.5), "2.5").kind == "right"


def test_rounding_to_significant_digits():
    assert [rounded(value, 3) for value in (0.0922143, -1234.5, 0.0, 2.0)] == [0.0922, -1230.0, 0.0, 2.0]


def test_a_small_simulated_class():
    found = taught(problems(12))
    assert found.missed == []
    assert understood(found.all) >= 99.5
    assert understood(found.all, "mistaken-all") == 100.0, "formulas of our own give other wrong numbers"
    assert understood(found.all, "mistaken-3") >= 99.0
    assert understood(found.all, "on_sheet-3") >= 99.5
    for students in COLUMNS:
        assert accepted(found.all, students) >= (98.0 if students == "alone 3" else 99.5), students
