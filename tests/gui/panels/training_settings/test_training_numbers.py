"""What is typed and slid: numbers in brackets, the batch size, penalties, the learning rate."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from engine.nn.network import Network
from engine.nn.optimizers import OPTIMIZERS
from engine.session import actions as act
from engine.session.document import Document
from gui.panels.training_settings.numbers import with_name
from tests.gui.panels.training_settings.desk import (
    ETA,
    LEFT,
    note_under,
    notes,
    typed,
)

WIDE = Document(Network.random((2, 600, 1), ("tanh", "linear")), np.ones((40, 2)), np.ones((40, 1)), batch=1)


# Numbers


def test_the_numbers_of_adam_are_typed_and_spelled(desk_on, qtbot):
    desk = desk_on()
    desk.do(act.SetSettings({"optimizer": "adam"}, "choose Adam"))
    rows = desk.panel.training.optimizer_numbers
    assert [(row.name.text(), row.field.text()) for row in rows] == [
        ("β₁", "0.9"), ("β₂", "0.999"), ("ε", "1×10⁻⁸"),
    ]  # fmt: skip
    typed(qtbot, rows[1].field, "0,99")
    assert (desk.setup.optimizer, desk.undo[-1]) == ("adam(0.9,0.99,1e-08)", "set β₂")
    typed(qtbot, rows[1].field, "1.5")
    assert note_under(rows[1]) == "β₂ must be at least 0 and below 1."
    assert desk.setup.optimizer == "adam(0.9,0.99,1e-08)"
    qtbot.keyClick(rows[1].field, Qt.Key.Key_Escape)
    typed(qtbot, rows[1].field, "0.999")
    assert desk.setup.optimizer == "adam"
    desk.do(act.SetSettings({"optimizer": "sgd"}, "choose SGD"))
    assert not any(row.isVisible() for row in rows)


def test_the_schedule_has_its_numbers_and_says_what_eta_is_now(desk_on, qtbot):
    desk = desk_on()
    desk.do(act.SetSettings({"schedule": "step(2,0.5)"}, "x"), act.Seek(1, 5))
    rows = [row for row in desk.panel.training.schedule_numbers if row.isVisible()]
    assert [(row.name.text(), row.field.text()) for row in rows] == [("Updates", "2"), ("Factor", "0.5")]
    assert "η of this update: 0.125" in notes(desk.panel)
    typed(qtbot, rows[0].field, "2.5")
    assert note_under(rows[0]) == "Updates must be a whole number of updates, 1 or more."
    qtbot.keyClick(rows[0].field, Qt.Key.Key_Escape)
    typed(qtbot, rows[0].field, "50")
    assert desk.setup.schedule == "step(50,0.5)"


@given(st.tuples(st.floats(0, 0.999), st.floats(0, 0.999), st.floats(1e-12, 1)))
@settings(max_examples=50, deadline=None)
def test_numbers_are_spelled_so_that_they_are_read_back(numbers):
    from engine.nn.optimizers import optimizer_rule

    assert optimizer_rule(with_name("adam", numbers, OPTIMIZERS["adam"].numbers)).numbers == numbers


@pytest.mark.parametrize(
    ("text", "batch", "sentence"),
    [
        ("8", 8, ""),
        ("40", None, ""),
        ("1000", None, ""),
        ("0", 10, "A batch size is a whole number, 1 or more."),
        ("2.5", 10, "A batch size is a whole number, 1 or more."),
        ("all", 10, "“all” is no number: type 0.5, −2, 1/3 or 1e-3."),
    ],
)
def test_the_batch_size(desk_on, qtbot, text, batch, sentence):
    desk = desk_on()
    row = desk.panel.training.batch
    typed(qtbot, row.field, text)
    assert (desk.setup.batch, note_under(row)) == (batch, sentence)
    assert row.field.text() == (text if sentence else str(desk.setup.batch_size))


def test_a_batch_beyond_the_limit_is_refused_with_its_sentence_and_not_offered(desk_on, qtbot):
    desk = desk_on(WIDE)
    row = desk.panel.training.batch
    typed(qtbot, row.field, "32")
    assert note_under(row).startswith(
        "76,832 parameters times samples of one update are more than the 60,000"
    )
    assert note_under(row).endswith("A batch may have 24 here.")
    row.menu.aboutToShow.emit()
    offered = {entry.data(): entry.isEnabled() for entry in row.menu.actions()}
    assert offered == {1: True, 2: True, 4: True, 8: True, 16: True, 32: False, 40: False}
    row.menu.actions()[3].trigger()
    assert (desk.setup.batch, desk.undo) == (8, ["set the batch size"])


def test_with_all_samples_the_order_tells_nothing(desk_on):
    desk = desk_on()
    desk.panel.training.fold.button.click()
    assert desk.panel.training.order.isVisible()
    desk.do(act.SetSettings({"batch": None}, "x"))
    assert not desk.panel.training.order.isVisible()
    assert desk.panel.training.batch.name.text() == "Batch size (all)"


def test_the_penalty_is_typed_or_slid(desk_on, qtbot):
    desk = desk_on()
    row = desk.panel.training.penalties["l2"]
    typed(qtbot, row.field, "0.01")
    assert (desk.setup.l2, desk.undo[-1]) == (0.01, "set the penalty L2")
    typed(qtbot, row.field, "-1")
    assert note_under(row) == "A penalty is a number, 0 or above."
    qtbot.keyClick(row.field, Qt.Key.Key_Escape)
    QTest.mousePress(row.slider, LEFT, pos=QPoint(1, 10))
    QTest.mouseRelease(row.slider, LEFT, pos=QPoint(1, 10))
    assert desk.setup.l2 == 0.0


# The learning rate


def slid(row, *shares, release=True):
    """Press on the handle and draw it over places, from 0 to 1."""
    slider = row.slider
    start = QPoint(round(slider._x(slider._span.place(slider.number))), slider.height() // 2)
    QTest.mousePress(slider, LEFT, pos=start)
    for share in shares:
        QTest.mouseMove(slider, QPoint(round(slider._x(share)), start.y()))
    if release:
        QTest.mouseRelease(slider, LEFT, pos=QPoint(round(slider._x(shares[-1])), start.y()))


def test_the_slider_sets_eta_at_once_and_a_drag_is_one_undo(desk_on):
    desk = desk_on()
    slid(desk.panel.training.eta, 0.6, 0.5, 0.0)
    assert (desk.setup.eta, desk.undo) == (1e-5, ["set η"])
    assert len(desk.dispatched) == 3
    assert desk.panel.training.eta.field.text() == "1.0×10⁻⁵"
    desk.do(act.Undo())
    assert (desk.setup.eta, desk.panel.training.eta.slider.number) == (0.5, 0.5)


def test_escape_gives_a_drag_up(desk_on, qtbot):
    desk = desk_on()
    row = desk.panel.training.eta
    slid(row, 0.2, release=False)
    assert desk.setup.eta != 0.5
    qtbot.keyClick(row.slider, Qt.Key.Key_Escape)
    assert (desk.setup.eta, desk.undo, row.slider.number) == (0.5, [], 0.5)


def test_eta_is_typed_and_stepped(desk_on, qtbot):
    desk = desk_on()
    row = desk.panel.training.eta
    typed(qtbot, row.field, "0")
    assert (note_under(row), desk.setup.eta) == ("η must be above 0.", 0.5)
    qtbot.keyClick(row.field, Qt.Key.Key_Escape)
    row.slider.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClick(row.slider, Qt.Key.Key_Left)
    qtbot.keyClick(row.slider, Qt.Key.Key_Left)
    assert (desk.setup.eta, desk.undo) == (0.1, ["set η"])


def test_eta_that_a_question_hides_is_neither_told_nor_set(desk_on):
    desk = desk_on()
    desk.do(act.Hide(frozenset({ETA})))
    row = desk.panel.training.eta
    assert (row.field.text(), row.isEnabled(), row.slider.number) == ("?", False, 0.0)
    desk.do(act.Reveal())
    assert (row.field.text(), row.isEnabled(), row.slider.number) == ("0.500", True, 0.5)
