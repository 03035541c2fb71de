"""A number typed over what it sets, large: Enter confirms it, and it is given up without Esc."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from engine.nn.types import Ref
from gui.theme import contrast

W2, B2, X = Ref("W", 2, (0, 0)), Ref("b", 2, (0,)), Ref("x", 0, (0,))
A2 = Ref("a", 2, (0,))
NOWHERE = (0.5, 0.985)


@pytest.mark.parametrize(("ref", "number"), [(W2, 1.25), (B2, -0.5), (X, 2.0)])
def test_a_double_click_opens_a_field_and_enter_sets(room, ref, number):
    room = room()
    room.double_click(room.where(ref))
    room.type(f"{number}")
    assert room.value(ref) == number
    assert room.field is None
    assert room.presenter.is_changed


def test_a_corrected_weight_stands_for_the_one_that_the_update_began_with(room):
    room = room(4, 8)
    room.double_click(room.where(Ref("W_new", 2, (0, 0))))
    room.type("0.5")
    assert room.value(W2) == 0.5


def test_a_comma_is_a_decimal_point_too(room):
    room = room()
    room.double_click(room.where(W2))
    room.type("0,75")
    assert room.value(W2) == 0.75


@pytest.mark.parametrize("size", [(1280, 720), (3840, 2160)])
def test_the_field_is_large_and_the_only_child_of_the_view(room, size):
    room = room(size=size)
    room.double_click(room.where(W2))
    field = room.field
    assert field.font().pixelSize() >= 0.04 * size[1]
    assert field.fontMetrics().height() <= field.height()
    assert room.view.rect().contains(field.geometry())
    assert [child for child in room.view.findChildren(QWidget) if child.isVisible()] == [field]
    assert contrast(room.presenter.look.theme.forward, room.presenter.look.theme.background) >= 3


def test_what_is_no_number_stays_and_the_lecturer_alone_is_told(room):
    room = room()
    before = room.value(W2)
    room.double_click(room.where(W2))
    room.type("much")
    assert room.field.text() == "much"
    assert len(room.told) == 1
    assert "much" in room.told[0]
    assert room.value(W2) == before
    room.hand.working.field.close_field()


@pytest.mark.parametrize("way", ["Tab", "click", "Backspace"])
def test_tab_a_click_elsewhere_and_backspace_give_up(room, way):
    room = room()
    before = room.value(W2)
    room.double_click(room.where(W2))
    room.type("7", key=None)
    field = room.field
    if way == "Tab":
        room.qtbot.keyClick(field, Qt.Key.Key_Tab)
    elif way == "click":
        room.click(NOWHERE)
    else:
        for _ in range(2):
            room.qtbot.keyClick(field, Qt.Key.Key_Backspace)
    assert room.field is None
    assert room.value(W2) == before
    assert not room.presenter.is_changed


@pytest.mark.parametrize("key", [Qt.Key.Key_Escape, Qt.Key.Key_F5, Qt.Key.Key_PageDown, Qt.Key.Key_PageUp])
def test_the_keys_of_a_clicker_are_left_to_the_lecture(room, key):
    room = room()
    room.double_click(room.where(W2))
    field, passed = room.field, []
    room.view.keyPressEvent = lambda event: passed.append(event.key())
    room.type("7", key=key)
    assert passed == [key]
    assert field.text() == "7"
    assert room.field is field
    field.close_field()


def test_the_next_stop_closes_the_field(room):
    room = room()
    room.double_click(room.where(W2))
    room.type("7", key=None)
    room.presenter.next()
    assert room.field is None
    assert not room.presenter.is_changed


def test_a_freeze_closes_the_field_on_the_frozen_picture(room):
    room = room()
    room.double_click(room.where(W2))
    room.presenter.blank()
    assert room.field is None


def test_an_open_question_refuses_what_was_typed(room):
    room = room(4, 0)
    before = room.value(W2)
    room.double_click(room.where(W2))
    room.type("3")
    assert room.value(W2) == before
    assert len(room.told) == 1


def test_what_a_question_withholds_cannot_be_typed(room):
    room = room()
    room.double_click(room.where(A2))
    assert room.field is None


def test_the_selected_weight_can_be_typed_without_a_mouse(room):
    room = room()
    room.click(room.where(W2))
    assert room.hand.type()
    room.type("0.5")
    assert room.value(W2) == 0.5
