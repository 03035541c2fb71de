"""The δ panel for softmax, penalties, optimisers, cut and locked parameters: what is made of what."""

from __future__ import annotations

import pytest

from engine.nn.types import Ref
from gui.look import Look
from gui.panels.delta_panel.came_from import came_from
from gui.panels.delta_panel.checks import check_of, notes_of
from gui.panels.delta_panel.goes_next import goes_next, used_again
from gui.panels.delta_panel.made_of import bars_of, tiles_of
from gui.panels.delta_panel.parts import chooser_of, numbers_of
from gui.panels.delta_panel.states import rows_of
from gui.panels.delta_panel.telling import Telling
from tests.gui.rich_documents import w
from tests.gui.test_update_words import at


def told(name, address, selected=None, zoom="layer", **look):
    return Telling(at(name, address, selected, zoom=zoom), Look(**look))


def bars(t):
    found = bars_of(t)
    return [(bar.name, t.look.number(bar.value)) for bar in (*found.bars, found.total)]


def tiles(t):
    return [(tile.sign, tile.name, tile.number) for tile in tiles_of(t).tiles]


def rows(table):
    return [(row.name, row.along, row.value) for row in table.rows]


def test_a_delta_of_softmax_is_what_comes_through_every_output():
    t = told("softmax", "B2(2)")
    assert bars(t) == [
        ("through ŷ₁", "−0.570"), ("through ŷ₂", "0.000"), ("through ŷ₃", "0.000"), ("δ⁽²⁾₁", "−0.570"),
    ]  # fmt: skip
    assert tiles_of(t) is None
    assert rows(came_from(t))[0] == ("∂J/∂ŷ₁ · ∂ŷ₁/∂z⁽²⁾₁", "−2.323 × 0.245", "−0.570")
    assert notes_of(t) == "Most of it cancels, as the labels add up to 1: δ⁽²⁾₁ = ŷ₁ − y₁."
    assert "back-propagation −0.569593: they agree to" in check_of(t)


def test_a_share_comes_from_all_input_sums():
    assert [row[0] for row in rows(came_from(told("softmax", "Fa(2)")))] == ["z⁽²⁾₁", "z⁽²⁾₂", "z⁽²⁾₃"]
    assert [row[0] for row in rows(came_from(told("softmax", "B1(2)", Ref("slope", 2, (0, 2)))))] == [
        "ŷ₁",
        "ŷ₃",
    ]


def test_the_rows_of_softmax_have_their_own_slope():
    frame = at("softmax", "B1(2)")
    assert [row.slope.index for row in rows_of(frame)[:3]] == [(0, 0), (1, 1), (2, 2)]


def test_a_pull_of_one_kind_is_a_product_and_of_two_a_sum():
    assert tiles(told("nesterov, l2", "P")) == [
        ("", "l2", "0.1"),
        ("×", "w₂", "0.800"),
        ("=", "∂Ω/∂w₂", "0.080"),
    ]
    assert tiles(told("rmsprop, l1", "P", point=","))[:2] == [("", "l1", "0,02"), ("×", "sign of w₂", "1")]
    t = told("adam, both, two samples", "P")
    assert bars(t) == [("l1 · sign(w₂)", "0.020"), ("l2 · w₂", "0.080"), ("∂Ω/∂w₂", "0.100")]
    assert notes_of(t).startswith("Ω = l1·Σ|w| + (l2/2)·Σw² = 0.054")


def test_moments_are_made_of_what_was_and_what_comes():
    t = told("adam, both, two samples", "MW(2)")
    assert bars(t) == [
        ("0.9 · m(w₂)", "0.000"),
        ("0.1 · ∂J/∂w₂", "−0.003"),
        ("0.1 · ∂Ω/∂w₂", "0.010"),
        ("m(w₂) new", "0.007"),
    ]  # fmt: skip
    assert [row[1] for row in rows(came_from(t))] == ["before this update", "gradient", "pull of the penalty"]
    assert rows(goes_next(t)) == [("w₂ new", "corrected value", "?")]
    assert [name for name, _ in bars(told("adam, both, two samples", "Vb(2)"))] == [
        "0.999 · v(b₂)", "0.001 · (∂J/∂b₂)²", "v(b₂) new",
    ]  # fmt: skip
    assert check_of(t) == ""
    assert bars(told("adam, both, two samples", "VW(2)"))[1] == ("0.001 · g²", "4.5×10⁻⁶")


@pytest.mark.parametrize(
    ("name", "correction", "rest"),
    [
        ("momentum", "0.092", ["before", "delta", "gradient", "moment of the optimiser"]),
        (
            "nesterov, l2",
            "0.018",
            ["before", "delta", "gradient", "pull of the penalty", "moment of the optimiser"],
        ),
        ("locked", "0.000", ["before", "delta", "gradient"]),
    ],
)
def test_a_correction_is_shown_with_all_it_follows(name, correction, rest):
    t = told(name, "UW(2)")
    assert tiles(t)[1] == ("+", "Δw₂", correction)
    *before, last = rows(came_from(t))
    assert [row[1] for row in before] == rest
    assert (last[0], last[2]) == ("Δw₂", correction)


def test_numbers_somebody_chose_have_the_decimal_point_in_use():
    t = told("nesterov, l2", "MW(2)", point=",")
    assert "".join(part.tex for part in numbers_of(t)).startswith(r"0{,}5 \cdot 0{,}000")


def test_nothing_arrives_where_every_edge_is_cut():
    t = told("nothing leaves", "B5(1)")
    assert tiles(t)[0] == ("", "nothing arrives", "0")
    assert [row[0] for row in rows(came_from(t))] == ["tanh′(z⁽¹⁾₁) = 1 − a⁽¹⁾₁²"]
    assert used_again(t) == ("", "")
    assert came_from(told("nothing leaves", "B3(1)")) is None


def test_a_cut_edge_is_no_term_and_has_no_row():
    t = told("adam, cut, locked", "Fz(1)", Ref("z", 1, (1,)))
    assert [name for name, _ in bars(t)] == ["w⁽¹⁾₂₂x₂", "b⁽¹⁾₂·1", "z⁽¹⁾₂"]
    assert len(came_from(t).rows) == 2


def test_a_gradient_that_is_locked_goes_nowhere():
    assert goes_next(told("adam, cut, locked", "G(2)", w(2, 1, 1))) is None
    assert goes_next(told("adam, cut, locked", "G(2)", w(2, 0, 1))) is not None


def test_a_leaky_relu_says_how_much_gets_through():
    t = told("softmax", "B4(1)", Ref("slope", 1, (2,)))
    assert notes_of(t) == "z⁽¹⁾₃ = −0.033 is not above 0: 0.200 of what arrives gets through."


def test_the_prediction_is_along_the_real_step():
    assert notes_of(told("momentum", "R")).startswith("Predicted Σ ∂J/∂w · Δw = −0.0382, actual −0.0385")
    assert "Δw = −0.0289," in notes_of(told("locked", "R"))  # −(∂J/∂w₁² + ∂J/∂b₂²)


def test_the_chooser_of_a_step_of_all_layers_names_the_weights():
    assert [chip.name for chip in chooser_of(told("nesterov, l2", "P")).chips] == ["∂Ω/∂w₂", "∂Ω/∂w₁"]
