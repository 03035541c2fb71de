"""What the δ panel says at each step: words, terms, tiles, origin, use, code and check."""

from __future__ import annotations

from itertools import pairwise

import pytest

from engine.nn.types import Ref
from engine.session import actions
from gui.look import Look
from gui.panels.delta_panel.bars import Bar, Bars
from gui.panels.delta_panel.came_from import came_from
from gui.panels.delta_panel.checks import check_of, notes_of, nudge_of
from gui.panels.delta_panel.code import _wrapped
from gui.panels.delta_panel.drawing import Style
from gui.panels.delta_panel.goes_next import goes_next, used_again
from gui.panels.delta_panel.made_of import bars_of, tiles_of
from gui.panels.delta_panel.parts import chooser_of, code_of, numbers_of, sample_of
from gui.panels.delta_panel.telling import Telling
from tests.gui.panels.networks import address, frame

DELTA_1, DELTA_2 = Ref("delta", 1, (0,)), Ref("delta", 2, (0,))
W_2 = Ref("W", 2, (0, 0))


def telling(moment, **look):
    return Telling(moment, Look(**look))


def rows(table):
    return [(row.name, row.along, row.value) for row in table.rows]


def tiles(t):
    return [(tile.sign, tile.name, tile.number) for tile in tiles_of(t).tiles]


def test_delta_1_is_told_as_in_the_lecture():
    t = telling(frame(step=14))
    assert nudge_of(t) == "If z₁ rises by 0.01, J changes by −0.000278."
    assert rows(came_from(t)) == [
        ("w₂δ₂", "node 2 → node 1, over w₂", "−0.119"),
        ("σ′(z₁) = a₁(1 − a₁)", "inside node 1", "0.235"),
    ]
    assert tiles(t) == [
        ("", "w₂", "0.800"),
        ("×", "δ₂", "−0.148"),
        ("×", "σ′(z₁)", "0.235"),
        ("=", "δ₁", "−0.028"),
    ]
    assert rows(goes_next(t)) == [("∂J/∂w₁ = δ₁ · x", "−0.028 × 3.000", "?"), ("∂J/∂b₁ = δ₁ · 1", "", "?")]
    assert used_again(t) == (
        "δ₂ is used again",
        "it already gave ∂J/∂w₂ and ∂J/∂b₂. Nothing is computed twice.",
    )
    assert check_of(t).startswith(
        "A nudge of z₁ by ±10⁻⁵ gives −0.027852, back-propagation −0.027852: they agree to "
    )
    assert [(line.text, line.here) for line in code_of(t).lines] == [
        ("slope_1 = a_1 * (1 - a_1)", False),
        ("delta_1 = (delta_2 @ W_2) * slope_1", True),
        ("dW_1 = delta_1.T @ x", False),
    ]


def test_a_withheld_delta_shows_nowhere():
    t = telling(frame(step=14, hidden=[DELTA_1]))
    assert tiles(t)[-1] == ("=", "δ₁", "?")
    assert rows(goes_next(t))[0] == ("∂J/∂w₁ = δ₁ · x", "? × 3.000", "?")
    assert nudge_of(t) == ""
    assert check_of(t) == "A nudge of z₁ by ±10⁻⁵ against back-propagation: after the reveal."
    assert numbers_of(t)[-1].tex == "?"


@pytest.mark.parametrize("step", range(1, 23))
def test_what_is_still_to_come_is_a_question_mark(step):
    table = goes_next(telling(frame(step=step)))
    assert table is None or {row.value for row in table.rows} == {"?"}


@pytest.mark.parametrize(("step", "again"), [(9, ""), (10, ""), (12, "δ₂ is used again"), (13, ""), (15, "")])
def test_a_delta_is_used_again_when_it_is_read_by_another_layer(step, again):
    assert used_again(telling(frame(step=step)))[0] == again


def test_a_sum_is_a_waterfall_with_its_total():
    bars = bars_of(telling(address("2-4-3-1", "B5(1)")))
    assert [bar.name for bar in bars.bars] == ["w⁽²⁾₁₁δ⁽²⁾₁", "w⁽²⁾₂₁δ⁽²⁾₂", "w⁽²⁾₃₁δ⁽²⁾₃"]
    assert bars.total.name == "sum over three edges"
    assert sum(bar.value for bar in bars.bars) == pytest.approx(bars.total.value, abs=1e-15)


def test_bars_begin_where_the_last_one_ended(qapp):
    drawing = bars_of(telling(address("2-4-3-1", "B5(1)"))).draw(360.0, Look())
    thick = [box.rect for box in drawing.boxes if box.rect.height() > 10 and box.rect.width() > 1.5]
    edges = [{round(rect.left(), 3), round(rect.right(), 3)} for rect in thick]
    assert all(first & second for first, second in pairwise(edges))


def test_a_long_sum_keeps_its_largest_terms_and_adds_up_the_rest():
    bars = bars_of(telling(address("wide", "B3(1)")))
    assert len(bars.bars) == 8
    assert bars.bars[-1].name == "3 smaller ones"
    assert sum(bar.value for bar in bars.bars) == pytest.approx(bars.total.value)


def test_an_update_keeps_old_value_correction_and_new_value_apart():
    t = telling(frame(step=18))
    assert tiles(t) == [("", "w₂", "0.800"), ("+", "Δw₂", "0.092"), ("=", "w₂ new", "0.892")]
    assert [row[::2] for row in rows(came_from(t))] == [
        ("w₂", "0.800"), ("δ₂", "−0.148"), ("∂J/∂w₂", "−0.092"), ("Δw₂ = −η · ∂J/∂w₂", "0.092"),
    ]  # fmt: skip


def test_the_last_step_compares_a_tangent_with_a_curve():
    t = telling(frame(step=22), decimals=6)
    assert tiles(t) == [
        ("", "J before", "0.223539"),
        ("→", "J after", "0.185043"),
        ("", "change", "−0.038496"),
    ]
    assert notes_of(t) == (
        "Predicted −η‖∇J‖² = −0.038207, actual −0.038496. "
        "This compares a tangent with a curve; they agree only for small η."
    )


def test_a_closed_gate_stops_the_packet():
    t = telling(address("closed gate", "B5(1)"))
    assert notes_of(t) == "⊘ relu′(z₁) = 0 because z₁ = −1.800: the packet stops here."
    assert nudge_of(t) == "If z₁ rises by 0.01, J does not change."
    assert tiles(t)[-1] == ("=", "δ₁", "0.000")


def test_gradients_are_listed_before_anything_moves():
    assert [row[::2] for row in rows(came_from(telling(frame(step=17))))] == [
        ("∂J/∂w₂", "−0.092"), ("∂J/∂b₂", "−0.148"), ("∂J/∂w₁", "−0.084"), ("∂J/∂b₁", "−0.028"),
    ]  # fmt: skip


# Choosing the scalar


def test_few_scalars_are_chosen_by_chips():
    chips = chooser_of(telling(address("2-4-3-1", "B5(1)", selected=Ref("delta", 1, (2,))))).chips
    assert [chip.name for chip in chips if chip.chosen] == ["node 3"]
    assert chips[1].action == actions.Select(Ref("delta", 1, (1,)))


def test_many_scalars_are_walked_through_one_by_one():
    stepper = chooser_of(telling(address("wide", "B5(1)")))
    assert (stepper.here.name, stepper.count) == ("node 1", "1 of 12")
    assert stepper.before.action == actions.Select(Ref("delta", 1, (11,)))


# What is withheld, and what is judged


@pytest.mark.parametrize(
    ("name", "step", "verdict"),
    [
        ("two nodes", "B5(1)", "they agree to "),
        ("relu, shut output", "B2(2)", "they agree as far as the rounding of J lets a nudge see."),
        ("on the kink", "B5(1)", "they differ, because a kink of the relu lies within the nudge."),
        ("on the kink", "B2(2)", "they agree "),
    ],
)
def test_the_check_gives_the_true_reason(name, step, verdict):
    assert check_of(telling(address(name, step))).split(": ")[1].startswith(verdict)


def test_the_prediction_waits_for_every_gradient():
    assert notes_of(telling(frame(step=22))) != ""
    for hidden in (Ref("dW", 1, (0, 0)), Ref("db", 2, (0,)), Ref("J", 2), Ref("J_new", 2)):
        assert notes_of(telling(frame(step=22, hidden=[hidden]))) == ""


def test_a_correction_of_a_withheld_gradient_is_withheld():
    t = telling(frame(step=18, hidden=[Ref("dW", 2, (0, 0))]))
    assert tiles(t)[1] == ("+", "Δw₂", "?")
    assert rows(came_from(t))[-1][2] == "?"


def test_the_numbers_of_a_correction_and_a_change_are_the_engines():
    t = telling(frame(step=18), decimals=6)
    assert tiles(t)[1][2] == t.look.number(t.frame.terms.terms[1].value)
    t = telling(frame(step=22), decimals=6)
    assert tiles(t)[2][2] == t.look.number(t.frame.trace.J_new - t.frame.trace.J)


def test_no_formula_shows_a_result_beside_a_part_that_is_withheld():
    t = telling(frame(step=14, hidden=[DELTA_2]))
    assert t.frame.value(DELTA_1) is not None
    assert numbers_of(t) == ()
    backward = telling(frame(step=3, zoom="phase", hidden=[DELTA_1], selected=DELTA_1))
    assert [row for row in rows(goes_next(backward)) if "?" in row[1] and row[2] != "?"] == []


def thick(bars, look=None):
    drawing = bars.draw(360.0, look or Look())
    return [box.rect for box in drawing.boxes if box.rect.height() > 10 and box.rect.width() > 1.5]


def test_the_bar_of_a_sum_is_as_long_as_its_own_number(qapp):
    def bar(value):
        return Bar("", value)

    whole = thick(Bars((bar(0.5), bar(-0.25)), bar(0.25)))
    assert whole[2].width() == pytest.approx(whole[0].width() / 2)
    for withheld in (0, 1):
        terms = [bar(0.5), bar(-0.25)]
        terms[withheld] = bar(None)
        *known, total = thick(Bars(tuple(terms), bar(0.25)))
        size = abs(terms[1 - withheld].value)
        assert total.width() == pytest.approx(known[0].width() * 0.25 / size)


def test_after_a_withheld_bar_the_next_ones_begin_at_zero(qapp):
    bars = Bars((Bar("", 0.2), Bar("", None), Bar("", 0.3), Bar("", 0.1)), Bar("", 1.0))
    first, third, fourth, total = thick(bars)
    assert first.left() == third.left() == fourth.left() == total.left()


def test_in_a_batch_a_nudge_moves_the_cost_of_its_sample():
    t = telling(address("batch of 4", "B5(1)"))
    assert ", J[1], the cost of this sample, changes by" in nudge_of(t)
    J = t.look.number(t.frame.value(Ref("J", 3, (), 0)))
    assert sample_of(t) == f"Sample 1 of 4 · J[1] = {J}"
    assert sample_of(telling(frame("batch of 4", step=1))) == "Sample 1 of 4"
    assert sample_of(telling(frame(step=14))) == ""


def test_layers_are_named_where_the_notation_needs_them():
    t = telling(address("2-4-3-1", "B5(1)"))
    ways = [row.along for row in came_from(t).rows]
    assert ways == [*(f"from node {n} in layer 2" for n in (1, 2, 3)), "in layer 1, node 1"]
    t = telling(address("2-4-3-1", "Fz(1)"))
    assert [row.along for row in came_from(t).rows][-2:] == ["from input 2", "constant 1 → node 1 in layer 1"]
    assert goes_next(t).rows[0].along == "activation of node 1 in layer 1"


def test_a_cleared_delta_is_left_out():
    at_the_end = telling(frame(zoom="phase", step=4))
    assert "δ₂" not in [row.name for row in came_from(at_the_end).rows]
    assert "δ₂" in [row.name for row in came_from(telling(frame(step=18))).rows]


def test_the_slope_of_the_output_is_made_of_a_in_formula_and_table():
    assert [row.name for row in came_from(telling(frame(step=8))).rows] == ["z₂", "a₂"]


@pytest.mark.parametrize("decimals", [2, 3, 4, 6])
@pytest.mark.parametrize("step", [18, 19, 20, 21, 22])
def test_before_change_and_after_agree_as_they_are_read(step, decimals):
    read = [
        float(number.replace("−", "-"))
        for _, _, number in tiles(telling(frame(step=step), decimals=decimals))
    ]
    before, change, after = read if step < 22 else (read[0], read[2], read[1])
    assert before + change == pytest.approx(after, abs=1e-9)


def test_the_chooser_of_an_update_says_that_j_is_among_its_choices():
    assert chooser_of(telling(frame("2-4-3-1", zoom="phase", step=4))).count == "1 of 32, with J"


def test_code_breaks_before_an_operator_and_never_inside_of_square_brackets():
    text = "dW_1_each = delta_1[:, :, None] * x[:, None, :] + np.where(z_1 > 0, 1.0, 0.0)"
    for room in (60.0, 150.0, 260.0):
        pieces = _wrapped(text, room, Style(12, code=True), 1.0)
        assert " ".join(piece.strip() for piece in pieces) == text
        assert all(piece.count("[") == piece.count("]") for piece in pieces)
        assert not any(piece.endswith((" *", " +", " >")) for piece in pieces)
