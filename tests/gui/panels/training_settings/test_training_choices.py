"""What is chosen in lists: costs, optimisers, schedules and orders, each with what it brings along."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox, QPushButton, QToolButton

from engine.nn.initialisers import INITIALISERS
from engine.nn.optimizers import OPTIMIZERS
from engine.nn.schedules import SCHEDULES
from engine.session.document import Document
from engine.session.frame import frame_of
from engine.session.session import Session
from gui.panels.training_settings import choices
from tests.gui.panels.training_settings.desk import (
    BATCHES,
    CLASSES,
    CURVE,
    notes,
    picked,
)


@pytest.mark.parametrize(
    ("box", "key", "setting", "undo"),
    [
        ("optimizer", "momentum", {"optimizer": "momentum"}, "choose momentum"),
        ("schedule", "cosine", {"schedule": "cosine"}, "choose the schedule: cosine"),
        ("order", "none", {"shuffle": "none"}, "choose the order: as they stand"),
        ("cost", "squared", {"cost": "squared"}, "choose the squared error"),
    ],
)
def test_what_is_picked_is_set_as_one_undo(desk_on, qtbot, box, key, setting, undo):
    desk = desk_on()
    picked(qtbot, getattr(desk.panel.training, box), key)
    assert {name: getattr(desk.setup, name) for name in setting} == setting
    assert desk.undo == [undo]
    assert getattr(desk.panel.training, box).key == key


def test_the_cross_entropy_brings_the_output_layer_that_it_needs(desk_on, qtbot):
    net = replace(BATCHES.network, activations=("", "tanh", "tanh"))
    desk = desk_on(_with(net))
    picked(qtbot, desk.panel.training.cost, "bce")
    assert (desk.setup.cost, desk.frame.network.activations[-1]) == ("bce", "sigmoid")
    assert desk.undo == ["choose the cross-entropy with a sigmoid output"]
    assert np.array_equal(desk.frame.network.to_vector(), net.to_vector())
    assert notes(desk.panel) >= {"−[y ln ŷ + (1 − y) ln(1 − ŷ)], with a sigmoid output layer"}


def _with(net):
    return Document(net, BATCHES.X, BATCHES.Y, eta=0.5, batch=10, seed=3)


def test_back_from_softmax_the_output_layer_has_shares_of_its_own(desk_on, qtbot):
    desk = desk_on(CLASSES)
    picked(qtbot, desk.panel.training.cost, "softmax_ce")
    assert desk.frame.network.activations[-1] == "softmax"
    picked(qtbot, desk.panel.training.cost, "half_squared")
    assert desk.frame.network.activations[-1] == "sigmoid"


@pytest.mark.parametrize(
    ("document", "barred"),
    [(CURVE, {"bce", "softmax_ce"}), (BATCHES, {"softmax_ce"}), (CLASSES, set())],
)
def test_costs_that_these_labels_do_not_fit_say_why(desk_on, document, barred):
    box = desk_on(document).panel.training.cost
    off = {box.itemData(i): box.model().item(i).toolTip() for i in range(box.count())}
    off = {key: tip for i, (key, tip) in enumerate(off.items()) if not box.model().item(i).isEnabled()}
    assert set(off) == barred
    assert all(": needs a label" in tip or ": needs labels" in tip for tip in off.values())


def test_every_choice_that_is_offered_can_be_set(desk_on):
    """Nothing in the lists is refused, and each shows itself as chosen."""
    for document in (BATCHES, CURVE, CLASSES):
        desk = desk_on(document)
        for box in desk.panel.findChildren(QComboBox):
            for row in range(box.count()):
                if box.model().item(row).isEnabled():
                    key = box.itemData(row)
                    box.chosen.emit(key)
                    assert (desk.refused, box.key) == ([], key)


def test_every_choice_has_words_and_a_remark():
    lists = (
        choices.optimizers(),
        choices.schedules(),
        choices.initialisers(),
        choices.costs(frame_of(Session.start(BATCHES)).setup),
    )
    assert [len(offered) for offered in lists[:3]] == [len(OPTIMIZERS), len(SCHEDULES), len(INITIALISERS)]
    assert all(choice.words and (choice.remark or choice.reason) for offered in lists for choice in offered)


def test_a_wheel_over_a_list_changes_nothing_and_is_left_to_the_column(desk_on, qtbot):
    desk = desk_on()
    desk.panel.weights.seed.field.setFocus()
    for box in desk.panel.findChildren(QComboBox):
        wheel = QWheelEvent(
            QPointF(5, 5), QPointF(box.mapToGlobal(QPoint(5, 5))), QPoint(), QPoint(0, -120),
            Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
        )  # fmt: skip
        box.wheelEvent(wheel)
        assert not wheel.isAccepted()
    assert desk.dispatched == []


def test_enter_opens_a_list_and_arrows_change_it(desk_on, qtbot):
    desk = desk_on()
    box = desk.panel.training.optimizer
    box.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClick(box, Qt.Key.Key_Down)
    assert (desk.setup.optimizer, box.hasFocus()) == ("momentum", True)
    qtbot.keyClick(box, Qt.Key.Key_Return)
    qtbot.waitUntil(box.view().isVisible)
    qtbot.keyClick(box.view(), Qt.Key.Key_Escape)
    assert desk.setup.optimizer == "momentum"


def test_space_is_left_to_the_window(desk_on, qtbot):
    desk = desk_on()
    for control in (*desk.panel.findChildren(QComboBox), desk.panel.training.eta.slider):
        if control.isEnabled():
            control.setFocus(Qt.FocusReason.TabFocusReason)
            qtbot.keyClick(control, Qt.Key.Key_Space)
            assert not isinstance(control, QComboBox) or not control.view().isVisible()
    assert desk.dispatched == []


def test_no_button_takes_the_keyboard_by_a_click(desk_on):
    for button in desk_on().panel.findChildren(QPushButton) + desk_on().panel.findChildren(QToolButton):
        assert not button.focusPolicy() & Qt.FocusPolicy.ClickFocus & ~Qt.FocusPolicy.TabFocus
