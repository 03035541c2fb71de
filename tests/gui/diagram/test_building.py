"""Building on the diagram with mouse and keyboard: every edit is one undo by its name, all else is kept."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QApplication

from engine.nn.types import Ref
from engine.session import actions as act
from engine.session.session import Session
from engine.session.update import update
from gui.look import Look
from gui.tab_order import focusables
from tests.gui.diagram.builder_hand import BuilderHand
from tests.gui.diagram.conftest import network
from tests.gui.diagram.hand import LEFT, SHIFT

EDGE = Ref("W", 2, (0, 1))


@pytest.fixture
def build(diagram, qtbot):
    """Put a building hand on a network, the keyboard on the diagram."""

    def make(sizes=(2, 4, 3, 1), **more):
        diagram.activateWindow()
        diagram.setFocus()
        qtbot.waitUntil(diagram.hasFocus)
        return BuilderHand(diagram, qtbot, Session.start(network(sizes, **more)))

    return make


def test_plus_and_minus_over_a_column(build):
    hand = build()
    before = hand.net
    hand.plus(1)
    assert hand.sizes == (2, 5, 3, 1)
    assert np.array_equal(hand.net.W[1][:4], before.W[1])
    assert hand.undo == ["add a node to layer 1"]
    hand.minus(1)
    hand.minus(2)
    assert hand.sizes == (2, 4, 2, 1)
    assert hand.undo[1:] == ["remove node 5 in layer 1", "remove node 3 in layer 2"]
    hand.store.dispatch(act.Undo())
    hand.store.dispatch(act.Undo())
    hand.store.dispatch(act.Undo())
    assert hand.net is before or np.array_equal(hand.net.to_vector(), before.to_vector())


def test_the_last_node_cannot_go_and_the_button_says_why(build):
    hand = build((2, 1, 1))
    assert not hand.stepper(1).minus.isEnabled()
    assert "remove the layer instead" in hand.stepper(1).minus.toolTip()


def test_the_outputs_belong_to_the_labels(build):
    hand = build()
    for button in (hand.stepper(3).minus, hand.stepper(3).plus):
        assert not button.isEnabled()
        assert button.toolTip() == "The labels say how many outputs there are."
    hand.qtbot.mouseClick(hand.stepper(3).plus, LEFT)
    assert hand.undo == []


def test_buttons_come_back_with_the_numbers_once_a_run_away_is_left(diagram, qtbot, runaway_document):
    hand = BuilderHand(diagram, qtbot, update(Session.start(runaway_document), act.Seek(1, 2000)))
    plus = hand.stepper(1).plus
    assert not plus.isEnabled()
    assert "beyond all numbers" in plus.toolTip()
    hand.diagram.dispatched.emit(act.Seek(1, 0))
    assert plus.isEnabled()
    assert "numbers" not in plus.toolTip()


def test_what_is_too_large_is_refused_before_it_is_tried(build):
    hand = build((2, 100, 100, 1), samples=6)
    assert not hand.stepper(1).plus.isEnabled()
    assert "make the batch smaller" in hand.stepper(1).plus.toolTip()


def test_buttons_are_named_for_those_who_hear_them(build):
    hand = build()
    assert hand.stepper(2).plus.accessibleName() == "Add a node to layer 2"
    assert hand.stepper(2).minus.accessibleName() == "Remove a node from layer 2"
    assert hand.stepper(3).plus.accessibleDescription() == "The labels say how many outputs there are."


def test_enter_presses_a_button_and_other_keys_on_it_build_nothing(build):
    hand = build()
    plus = hand.stepper(1).plus
    plus.setFocus(Qt.FocusReason.TabFocusReason)
    hand.qtbot.keyClick(plus, Qt.Key.Key_Return)
    assert hand.sizes[1] == 5
    hand.qtbot.keyClick(plus, Qt.Key.Key_Delete)
    hand.qtbot.keyClick(plus, Qt.Key.Key_L)
    assert hand.undo == ["add a node to layer 1"]


def test_tab_goes_from_the_diagram_over_the_columns_to_the_palette(build):
    hand = build((2, 3, 1))
    steppers, palette = hand.diagram.building.steppers.all, hand.diagram.building.hand
    buttons = [steppers[0].plus, steppers[1].minus, steppers[1].plus]
    assert focusables(hand.diagram) == [hand.diagram, *buttons, palette.layer, palette.node]


def test_the_keyboard_stays_on_a_button_that_can_be_pressed(build):
    hand = build((2, 2, 1))
    minus = hand.stepper(1).minus
    minus.setFocus(Qt.FocusReason.TabFocusReason)
    hand.qtbot.keyClick(minus, Qt.Key.Key_Return)
    assert hand.sizes == (2, 1, 1)
    assert hand.stepper(1).plus.hasFocus()
    hand.qtbot.mouseClick(hand.diagram.building.hand.layer, LEFT)
    hand.stepper(2).plus.setFocus(Qt.FocusReason.TabFocusReason)
    hand.store.dispatch(act.SetSettings({"network": network((2, 1)).network}, "another network"))
    assert hand.diagram.hasFocus()


def test_what_is_carried_stays_in_the_hand_while_training_goes_on(build):
    hand = build()
    hand.carry(hand.diagram.building.hand.node, (200, 200), (hand.column_x(1), 200), let_go=False)
    hand.store.dispatch(act.StepUpdate(1))
    learned = hand.net
    hand.qtbot.mouseRelease(hand.diagram.building.hand.node, LEFT)
    assert hand.sizes == (2, 5, 3, 1)
    assert np.array_equal(hand.net.W[1][:4], learned.W[1])


def test_where_there_is_no_room_the_column_that_is_meant_has_buttons(build):
    hand = build((2, *(3,) * 9, 1))
    steppers = hand.diagram.building.steppers.all

    def shown():
        return [stepper.layer for stepper in steppers if stepper.plus.isVisible()]

    assert shown() == [9]
    hand.qtbot.mouseMove(hand.diagram, QPoint(round(hand.column_x(4)), 40))
    assert shown() == [4]
    hand.store.dispatch(act.Select(None))
    hand.diagram.go_to(Ref("a", 6, (1,)))
    assert shown() == [6]


def test_columns_without_buttons_show_their_numbers_and_let_the_pointer_through(build):
    hand = build((2, *(3,) * 9, 1))
    steppers = hand.diagram.building.steppers.all
    short = [stepper for stepper in steppers if stepper.isVisible() and not stepper.plus.isVisible()]
    assert {stepper.layer for stepper in short} >= {0, *range(1, 8)}
    boxes = [stepper.geometry() for stepper in steppers if stepper.isVisible()]
    assert not any(one.intersects(other) for one, other in combinations(boxes, 2))
    at = steppers[3].geometry().center()
    assert hand.diagram.childAt(at) is None
    hand.qtbot.mouseMove(hand.diagram, at)
    assert hand.diagram.childAt(at) is steppers[3]
    hand.plus(3)
    assert hand.sizes[3] == 4
    hand.diagram.resize(420, 400)  # not even the numbers have room side by side
    hand.diagram.set_look(Look(motion=0, scale=2.0))
    assert [stepper.layer for stepper in steppers if stepper.isVisible()] == [3]
    hand.diagram.resize(2400, 800)
    hand.diagram.set_look(Look(motion=0))
    assert all(stepper.plus.isVisible() for stepper in steppers)


@pytest.mark.parametrize("scale", [0.8, 1.0, 2.0])
def test_buttons_stand_over_their_columns_and_over_no_node(build, scale):
    hand = build()
    hand.diagram.set_look(Look(motion=0, scale=scale))
    top = min(spot.y - spot.r for column in hand.diagram.standing().nodes for spot in column)
    for stepper in hand.diagram.building.steppers.all:
        if stepper.isVisible():
            box = stepper.geometry()
            assert abs(box.center().x() - hand.column_x(stepper.layer)) < max(box.width() / 2, 2)
            assert box.bottom() <= top


def test_switched_off_it_looks_as_before(build):
    hand = build()
    hand.diagram.set_building(False)
    assert not any(stepper.isVisible() for stepper in hand.diagram.building.steppers.all)
    assert not hand.diagram.building.hand.layer.isVisible()
    hand.key(Qt.Key.Key_Insert)
    assert hand.undo == []
    assert hand.menu(hand.near_tail(EDGE)).words == []
    assert hand.diagram.standing().controls.head == 0


# The palette


def test_a_layer_is_dragged_between_two_columns(build):
    hand = build()
    x = (hand.column_x(0) + hand.column_x(1)) / 2
    hand.carry(hand.diagram.building.hand.layer, (100, 400), (x, 200))
    assert hand.sizes == (2, 4, 4, 3, 1)
    assert hand.undo == ["add a layer of 4 nodes after the inputs"]


def test_a_node_is_dragged_onto_a_column(build):
    hand = build()
    hand.carry(hand.diagram.building.hand.node, (100, 400), (hand.column_x(2), 200))
    assert hand.sizes == (2, 4, 4, 1)
    hand.carry(hand.diagram.building.hand.node, (100, 400), (hand.column_x(3), 200))
    assert hand.undo == ["add a node to layer 2"]


def test_what_is_dragged_outside_or_given_up_is_nothing(build):
    hand = build()
    chip = hand.diagram.building.hand.layer
    hand.carry(chip, (200, 200), (-50, 200))
    hand.carry(chip, (200, 200), let_go=False)
    assert hand.diagram.building.hand.holds
    hand.key(Qt.Key.Key_Escape)
    assert not hand.diagram.building.hand.holds
    hand.qtbot.mouseRelease(chip, LEFT)
    assert hand.undo == []


def test_a_click_on_the_palette_adds_beside_what_is_selected(build):
    hand = build()
    hand.store.dispatch(act.Select(Ref("a", 1, (0,))))
    hand.qtbot.mouseClick(hand.diagram.building.hand.node, LEFT)
    assert hand.sizes == (2, 5, 3, 1)
    hand.store.dispatch(act.Select(None))
    hand.qtbot.mouseClick(hand.diagram.building.hand.layer, LEFT)
    assert hand.sizes == (2, 5, 3, 4, 1)


def test_without_a_hidden_layer_a_node_has_no_place(build):
    hand = build((2, 1))
    hand.qtbot.mouseClick(hand.diagram.building.hand.node, LEFT)
    assert hand.told == ["There is no hidden layer yet: add a layer first."]
    hand.qtbot.mouseClick(hand.diagram.building.hand.layer, LEFT)
    assert hand.sizes == (2, 4, 1)


# Connections


def test_a_connection_is_cut_and_drawn_back(build):
    hand = build()
    hand.menu(hand.near_tail(EDGE)).choose("Cut w⁽²⁾₁₂")
    assert hand.net.cut == {EDGE}
    assert hand.undo == ["cut w⁽²⁾₁₂"]
    tail, head = hand.diagram.standing().nodes[1][1], hand.diagram.standing().nodes[2][0]
    hand.draw((tail.x + tail.r, tail.y), (tail.x + 60, tail.y), (head.x - 4, head.y + 3))
    assert hand.net.cut == frozenset()
    assert hand.undo[-1] == "restore w⁽²⁾₁₂ at 0"
    assert hand.net.parameter(EDGE) == 0
    assert hand.frame.selected == EDGE


def test_a_connection_that_is_let_go_of_nowhere_stays_cut(build):
    hand = build()
    hand.store.dispatch(act.Select(EDGE))
    hand.diagram.building.cut_or_restore()
    layout = hand.diagram.standing()
    tail, other = layout.nodes[1][1], layout.nodes[2][2]
    start = (tail.x + tail.r, tail.y)
    hand.draw(start, (other.x, other.y))
    hand.draw(start, (tail.x + 50, tail.y + 5), let_go=False)
    hand.key(Qt.Key.Key_Escape)
    hand.qtbot.mouseRelease(hand.diagram, LEFT, pos=QPoint(5, 5))
    assert hand.net.cut == {EDGE}


def test_a_node_without_cut_connections_has_no_handle(build):
    hand = build()
    tail = hand.diagram.standing().nodes[1][1]
    hand.diagram.building.point((tail.x, tail.y))
    assert not hand.diagram.building.hand.is_on_handle((tail.x + tail.r, tail.y))


# Menus


def test_the_menu_of_a_node(build):
    hand = build()
    rows = hand.menu(hand.place(Ref("a", 1, (2,))))
    assert rows.words[0] == "Remove node 3 in layer 1"
    assert {"Add a node to layer 1", "Add a layer before", "Add a layer after", "Remove layer 1"} <= set(
        rows.words
    )
    rows.choose("Activation of layer 1 / relu")
    assert hand.net.activations[1] == "relu"
    assert hand.undo == ["give layer 1 relu"]


def test_the_menu_of_a_column_and_of_a_gap(build):
    hand = build()
    assert "Re-roll the weights of layer 2" in hand.menu(QPoint(round(hand.column_x(2)), 12)).words
    between = round((hand.column_x(1) + hand.column_x(2)) / 2)
    assert hand.menu(QPoint(between, 4)).words == ["Add a layer here"]


def test_the_present_activation_is_ticked(build):
    hand = build(activations=("relu", "tanh", "sigmoid"))
    rows = hand.menu(hand.place(Ref("a", 1, (0,))))
    assert [words for words, action in rows.actions.items() if action.isChecked()] == [
        "Activation of layer 1 / relu"
    ]


def test_the_output_takes_function_and_cost_together(build):
    hand = build()
    rows = hand.menu(hand.place(Ref("a", 3, (0,))))
    assert not rows.actions["Activation of the output / softmax with cross-entropy"].isEnabled()
    assert "add up to 1" in rows.actions["Activation of the output / softmax with cross-entropy"].toolTip()
    rows.choose("Activation of the output / sigmoid with cross-entropy")
    assert (hand.net.activations[3], hand.frame.setup.cost) == ("sigmoid", "bce")
    hand.menu(hand.place(Ref("a", 3, (0,)))).choose(
        "Activation of the output / linear with half squared error"
    )
    assert (hand.net.activations[3], hand.frame.setup.cost) == ("linear", "half_squared")


def test_weights_are_locked_zeroed_and_drawn_anew(build):
    hand = build()
    at = hand.near_tail(EDGE)
    hand.menu(at).choose("Lock w⁽²⁾₁₂")
    assert hand.net.locked == {EDGE}
    hand.menu(at).choose("Unlock w⁽²⁾₁₂")
    hand.menu(at).choose("Set w⁽²⁾₁₂ to 0")
    assert hand.net.parameter(EDGE) == 0
    seen = set()
    for _ in range(3):
        hand.menu(at).choose("Re-roll w⁽²⁾₁₂")
        seen.add(hand.net.parameter(EDGE))
    assert len(seen) == 3
    assert 0 not in seen


def test_further_inputs_come_and_go(build):
    hand = build()
    width = hand.net.W[1].copy()
    rows = hand.menu(hand.place(Ref("x", 0, (0,))))
    assert not rows.actions["Remove this input"].isEnabled()
    rows.choose("Further inputs / x₁²")
    assert hand.sizes[0] == 3
    assert np.array_equal(hand.frame.setup.X[:, 2], hand.frame.setup.X[:, 0] ** 2)
    assert np.array_equal(hand.net.W[1][:, :2], width)
    assert hand.undo == ["add the input x₁²"]
    hand.minus(0)
    assert hand.sizes[0] == 2
    assert not hand.stepper(0).minus.isEnabled()


def test_the_plus_of_the_inputs_opens_a_menu(build):
    hand = build()
    hand.plus(0)
    menu = QApplication.activePopupWidget()
    assert "x₁·x₂" in [action.text() for action in menu.actions()]
    menu.actions()[0].trigger()
    menu.close()
    assert hand.sizes[0] == 3


@pytest.mark.parametrize("key", ["menu", "shift+f10", "event"])
def test_the_menu_key_asks_for_what_the_keyboard_is_on(build, key):
    hand = build()
    hand.diagram.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
    hand.diagram.go_to(EDGE)
    found = []
    hand.diagram.customContextMenuRequested.connect(lambda at: found.append(hand.menu(at).words[0]))
    if key == "menu":
        hand.key(Qt.Key.Key_Menu)
    elif key == "shift+f10":
        hand.key(Qt.Key.Key_F10, SHIFT)
    else:
        at = QPoint(3, 3)
        QApplication.sendEvent(hand.diagram, QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, at, at))
    assert found == ["Cut w⁽²⁾₁₂"]


# Keys


def test_keys_add_and_remove_where_the_keyboard_is(build):
    hand = build()
    hand.diagram.go_to(Ref("a", 1, (3,)))
    hand.key(Qt.Key.Key_Insert)
    assert hand.sizes == (2, 5, 3, 1)
    hand.qtbot.keyClicks(hand.diagram, "+")
    assert hand.sizes == (2, 6, 3, 1)
    hand.key(Qt.Key.Key_Delete)
    assert hand.sizes == (2, 5, 3, 1)
    assert hand.undo[-1] == "remove node 4 in layer 1"


def test_delete_cuts_and_restores_a_connection(build):
    hand = build()
    hand.diagram.go_to(EDGE)
    hand.key(Qt.Key.Key_Delete)
    assert hand.net.cut == {EDGE}
    hand.key(Qt.Key.Key_Backspace)
    assert hand.net.cut == frozenset()


def test_l_locks_all_that_leads_into_a_node_and_a_opens_the_activations(build):
    hand = build()
    hand.diagram.go_to(Ref("a", 2, (1,)))
    hand.key(Qt.Key.Key_L)
    assert hand.net.locked == {Ref("b", 2, (1,)), *(Ref("W", 2, (1, k)) for k in range(4))}
    hand.key(Qt.Key.Key_L)
    assert hand.net.locked == frozenset()
    hand.key(Qt.Key.Key_A)
    menu = QApplication.activePopupWidget()
    assert [action.text() for action in menu.actions() if action.isChecked()] == ["tanh"]
    menu.close()


def test_a_menu_leaves_what_the_keyboard_points_at(build):
    hand = build()
    pointed = []
    hand.diagram.pointed.connect(pointed.append)
    hand.diagram.go_to(EDGE)
    hand.key(Qt.Key.Key_A)
    QApplication.activePopupWidget().close()
    assert pointed[-1] == {EDGE}


def test_a_key_that_can_do_nothing_here_says_why(build):
    hand = build()
    hand.diagram.go_to(Ref("a", 3, (0,)))
    hand.key(Qt.Key.Key_Insert)
    hand.diagram.go_to(Ref("x", 0, (0,)))
    hand.key(Qt.Key.Key_Delete)
    assert hand.told == [
        "The labels say how many outputs there are.",
        "This input came with the data: only inputs made of others can go.",
    ]
    assert hand.undo == []


# What stays in hand


def test_of_a_node_that_is_gone_nothing_is_selected(build):
    hand = build()
    hand.diagram.go_to(Ref("a", 1, (1,)))
    hand.key(Qt.Key.Key_Delete)
    assert hand.frame.selected is None
    assert hand.diagram._cursor == Ref("a", 1, (1,))


def test_what_is_selected_stays_so_under_its_new_name(build):
    hand = build()
    hand.store.dispatch(act.Select(Ref("W", 3, (0, 2))))
    weight = hand.net.parameter(Ref("W", 3, (0, 2)))
    hand.menu(hand.place(Ref("a", 2, (0,)))).choose("Remove node 1 in layer 2")
    assert hand.frame.selected == Ref("W", 3, (0, 1))
    assert hand.net.parameter(hand.frame.selected) == weight
    hand.menu(QPoint(round((hand.column_x(0) + hand.column_x(1)) / 2), 4)).choose("Add a layer here")
    assert hand.frame.selected == Ref("W", 4, (0, 1))
    assert hand.net.parameter(hand.frame.selected) == weight


def test_the_keyboard_stays_on_something_that_there_is(build):
    hand = build()
    hand.diagram.go_to(Ref("a", 3, (0,)))
    hand.diagram.building.remove_layer()
    assert hand.sizes == (2, 4, 1)
    hand.diagram.go_to(Ref("a", 1, (3,)))
    hand.store.dispatch(act.Select(None))
    hand.store.dispatch(act.Undo())
    hand.store.dispatch(act.SetSettings({"network": network((2, 2, 1)).network}, "another network"))
    assert hand.diagram._cursor == Ref("a", 1, (1,))


def test_nothing_selected_is_left_over_at_an_update_with_another_network(build):
    hand = build()
    hand.store.dispatch(act.StepUpdate(1))
    hand.plus(1)
    hand.store.dispatch(act.Select(Ref("a", 1, (4,))))
    hand.store.dispatch(act.Seek(1, 0))
    assert hand.sizes == (2, 4, 3, 1)
    assert hand.frame.selected is None
