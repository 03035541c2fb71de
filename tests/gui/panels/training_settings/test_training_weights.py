"""What asks for training, what weights begin with, and the weight that is selected."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import Qt

from engine.nn.types import Ref
from engine.session import actions as act
from engine.session.document import two_nodes
from gui.look import Look
from tests.gui.panels.training_settings.desk import (
    LEFT,
    W,
    note_under,
    notes,
    picked,
    typed,
)

# Training


def test_epochs_are_asked_for_as_updates(desk_on, qtbot):
    panel = desk_on().panel
    assert panel.train_for.epochs.name.text() == "Epochs of 4 updates"
    panel.train_for.epochs.field.setText("3")
    with qtbot.waitSignal(panel.updates_asked) as heard:
        qtbot.mouseClick(panel.train_for.epochs.button, LEFT)
    assert heard.args == [12]


def test_without_batches_they_are_updates(desk_on, qtbot):
    panel = desk_on(two_nodes()).panel
    assert panel.train_for.epochs.name.text() == "Updates"
    with qtbot.waitSignal(panel.updates_asked) as heard:
        typed(qtbot, panel.train_for.epochs.field, "7")
    assert heard.args == [7]


def test_training_until_the_cost_is_small(desk_on, qtbot):
    panel = desk_on().panel
    with qtbot.waitSignal(panel.until_asked) as heard:
        typed(qtbot, panel.train_for.below.field, "1/4")
    assert heard.args == [0.25, "train until J < 0.25"]


@pytest.mark.parametrize("text", ["", "0", "2.5", "x", "1e9"])
def test_epochs_that_can_not_be_are_refused_in_a_sentence(desk_on, qtbot, text):
    panel = desk_on().panel
    row = panel.train_for.epochs
    row.field.setText(text)
    with qtbot.assertNotEmitted(panel.updates_asked):
        qtbot.mouseClick(row.button, LEFT)
    assert row.note.text().startswith("Type a whole number from 1 to 500")
    qtbot.keyClicks(row.field, "1")
    assert not row.note.isVisible()


def test_enter_trains_once_and_the_button_says_so_beforehand(desk_on, qtbot):
    panel, asked = desk_on().panel, []
    panel.updates_asked.connect(asked.append)
    row = panel.train_for.epochs
    width = row.button.width()
    assert row.button.text() == "Train"
    assert all("Enter" in part.toolTip() for part in (row.button, row.field))
    qtbot.mouseClick(row.field, LEFT)
    assert (row.button.text(), row.button.width()) == ("Train ↵", width)
    qtbot.keyClick(row.field, Qt.Key.Key_Return)
    assert asked == [40]


def test_the_button_is_down_while_what_it_asked_for_is_done(desk_on, qtbot):
    desk = desk_on()
    rows = desk.panel.train_for.epochs, desk.panel.train_for.below
    desk.panel.updates_asked.connect(lambda _count: desk.do(act.Play(True)))
    assert not any(row.button.isDown() for row in rows)
    qtbot.mouseClick(rows[0].button, LEFT)
    assert [row.button.isDown() for row in rows] == [True, False]
    desk.do(act.Play(False))
    desk.do(act.Play(True))  # by Play: nobody asked for so many
    assert not any(row.button.isDown() for row in rows)


def test_what_can_not_be_asked_for_is_said_as_everywhere(desk_on, qtbot):
    row = desk_on().panel.train_for.epochs
    typed(qtbot, row.field, "0")
    assert row.note.isVisible()
    assert row.note.property("role") == "hint"


# Weights


def test_an_initialiser_draws_the_weights_at_once(desk_on, qtbot):
    desk = desk_on()
    picked(qtbot, desk.panel.weights.init, "zeros")
    assert not desk.frame.network.to_vector().any()
    assert (desk.setup.init, desk.undo) == ("zeros", ["initialise: zeros"])
    assert "All the same: the nodes of a layer stay alike." in notes(desk.panel)
    picked(qtbot, desk.panel.weights.init, "uniform")
    typed(qtbot, desk.panel.weights.init_numbers[0].field, "0.01")
    assert desk.setup.init == "uniform(0.01)"
    assert 0 < np.abs(desk.frame.network.to_vector()).max() <= 0.01
    assert "All the same: the nodes of a layer stay alike." not in notes(desk.panel)


def test_the_seed_draws_the_same_weights_again(desk_on, qtbot):
    desk = desk_on()
    seed = desk.panel.weights.seed
    first = desk.frame.network.to_vector()
    qtbot.mouseClick(desk.panel.weights.reroll, LEFT)
    assert (desk.setup.seed, seed.field.text(), desk.undo) == (4, "4", ["re-roll the weights"])
    typed(qtbot, seed.field, "3")
    assert np.array_equal(desk.frame.network.to_vector(), first)
    typed(qtbot, seed.field, "9223372036854775807")
    assert desk.setup.seed == 2**63 - 1
    assert not desk.panel.weights.reroll.isEnabled()
    typed(qtbot, seed.field, "-1")
    assert note_under(seed).startswith("A seed is a whole number from 0 to 9")


def test_reset_brings_the_first_weights_back(desk_on, qtbot):
    desk = desk_on()
    first = desk.frame.network.to_vector()
    assert not desk.panel.weights.reset.isEnabled()
    desk.do(act.Seek(1, 3))
    assert not np.array_equal(desk.frame.network.to_vector(), first)
    qtbot.mouseClick(desk.panel.weights.reset, LEFT)
    assert np.array_equal(desk.frame.network.to_vector(), first)
    assert not desk.panel.weights.reset.isEnabled()


def test_the_selected_weight_is_set_locked_and_cut(desk_on, qtbot):
    desk = desk_on()
    part = desk.panel.selected
    assert part.hint.text() == "Click a weight to set it here."
    assert part.hint.isVisible()
    desk.do(act.Select(W))
    assert part.row.name.text() == "Selected w⁽¹⁾₁₂"
    typed(qtbot, part.row.field, "0,218")
    assert desk.frame.value(W) == 0.218
    qtbot.mouseClick(part.lock, LEFT)
    assert (W in desk.frame.network.locked, part.lock.text()) == (True, "Unlock")
    assert part.told.text() == "w⁽¹⁾₁₂ = 0.218 is locked: no update moves it."
    qtbot.mouseClick(part.lock, LEFT)
    qtbot.mouseClick(part.cut, LEFT)
    assert (W in desk.frame.network.cut, part.cut.text()) == (True, "Restore")
    assert not part.row.isVisible()
    qtbot.mouseClick(part.cut, LEFT)
    assert (desk.frame.value(W), part.row.isVisible()) == (0.0, True)
    assert desk.undo == [
        "set w⁽¹⁾₁₂", "lock w⁽¹⁾₁₂", "unlock w⁽¹⁾₁₂", "cut w⁽¹⁾₁₂", "restore w⁽¹⁾₁₂ at 0",
    ]  # fmt: skip


def test_a_bias_can_be_locked_but_not_cut(desk_on):
    desk = desk_on()
    desk.do(act.Select(Ref("b", 2, (0,))))
    assert (desk.panel.selected.lock.isVisible(), desk.panel.selected.cut.isVisible()) == (True, False)


@pytest.mark.parametrize("ref", [Ref("delta", 1, (0,)), Ref("W", 9, (0, 0)), Ref("W", 1, (7, 0)), None])
def test_with_nothing_to_set_it_says_how_to_select(desk_on, ref):
    desk = desk_on()
    desk.do(act.Select(W), act.Select(ref))
    assert desk.panel.selected.hint.isVisible()
    assert not desk.panel.selected.row.isVisible()
    assert not desk.panel.selected.lock.isVisible()


def test_a_corrected_weight_is_told_as_it_is_now(desk_on):
    desk = desk_on()
    desk.do(act.Select(W), act.Seek(10**6, 0))
    part = desk.panel.selected
    assert part.row.name.text() == "Selected w⁽¹⁾₁₂ at the start"
    now = Look().number(desk.frame.parameter(W))
    assert part.told.text() == f"Now w⁽¹⁾₁₂ = {now}."


def test_a_weight_that_a_question_hides_is_not_told(desk_on):
    desk = desk_on()
    desk.do(act.Select(W), act.Hide(frozenset({W})))
    row = desk.panel.selected.row
    assert (row.field.text(), row.isEnabled()) == ("?", False)
    assert Look().number(desk.frame.network.parameter(W)) not in " ".join(notes(desk.panel))
