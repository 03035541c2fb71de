"""Windows with little room: plots go behind tabs, a column that gives way leaves a button."""

from __future__ import annotations

from itertools import pairwise

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest

from engine.nn.types import Ref
from engine.session import actions as act
from engine.session.session import Session
from gui.look import Look
from gui.main_window import MainWindow
from gui.shares import NARROW

TABS = ["Diagram", "Cost J", "J along a weight"]


@pytest.fixture
def window(qtbot):
    made = MainWindow(Session.start(), Look(motion=0.0))
    qtbot.addWidget(made)
    made.resize(1280, 720)
    made.show()
    qtbot.waitUntil(lambda: made.regions.cost_curve.plot is not None)
    made.store.dispatch(act.Seek(14))
    return made


@pytest.fixture
def low(window):
    window.settings.change(text_size=200)
    return window


def press(window, key):
    combination = QKeySequence(key)[0]
    widget = window.focusWidget() or window
    QTest.keyClick(widget, combination.key(), combination.keyboardModifiers())


def click(button):
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def shown(window):
    """Name what stands in the middle of the window."""
    regions = window.regions
    parts = {"diagram": regions.diagram, "curve": regions.cost_curve, "slice": regions.weight_slice}
    return [name for name, part in parts.items() if part.isVisible()]


def tabs_of(window):
    tabs = window.regions._rows.tabs
    return [tabs.tabText(n) for n in range(tabs.count())] if tabs.isVisible() else []


def ticks_of(window):
    return {name for name in ("left", "delta", "curve", "slice") if window._actions[name].isChecked()}


def test_with_room_there_are_no_tabs_and_no_buttons(window):
    assert tabs_of(window) == []
    assert shown(window) == ["diagram", "curve", "slice"]
    assert not window.regions.head_bar.left_button.isVisible()
    assert not window.regions.head_bar.delta_button.isVisible()


def test_plots_without_room_stand_behind_tabs(low):
    assert tabs_of(low) == TABS
    assert shown(low) == ["diagram"]
    assert ticks_of(low) == {"delta"}
    tabs = low.regions._rows.tabs
    for number, part in enumerate(("diagram", "curve", "slice")):
        QTest.mouseClick(tabs, Qt.MouseButton.LeftButton, pos=tabs.tabRect(number).center())
        assert shown(low) == [part]
        assert ticks_of(low) == {"delta", part} - {"diagram"}
    assert low.regions.weight_slice.height() > 200


def test_the_keys_of_the_plots_turn_to_them_and_back(low):
    for key, part in (("Ctrl+F9", "curve"), ("Ctrl+Shift+F9", "slice")):
        press(low, key)
        assert shown(low) == [part]
        assert low.regions.transport.isVisible()
        press(low, key)
        assert shown(low) == ["diagram"]
    assert low.settings.settings.arrangement.hidden == frozenset()


def test_the_keyboard_stays_with_the_tabs_when_the_diagram_goes(low):
    low.activateWindow()
    low.regions.diagram.setFocus()
    press(low, "Ctrl+F9")
    assert low.focusWidget() is low.regions._rows.tabs


def test_a_step_is_taken_and_a_weight_chosen_whatever_tab_is_in_front(low):
    press(low, "Ctrl+Shift+F9")
    low.store.dispatch(act.Select(Ref("W", 2, (0, 0))))
    press(low, "Space")
    assert low.frame.number == 15
    assert "J" in low.regions.weight_slice.reading.text()


def test_with_room_again_the_plots_are_where_they_were(window, qtbot):
    before = window.regions._rows.sizes()
    window.settings.change(text_size=200)
    press(window, "Ctrl+F9")
    window.settings.change(text_size=100)
    assert tabs_of(window) == []
    assert shown(window) == ["diagram", "curve", "slice"]
    qtbot.waitUntil(lambda: window.regions._rows.sizes() == before)
    assert ticks_of(window) == {"left", "delta", "curve", "slice"}


def test_a_plot_that_the_user_hid_has_no_tab_until_it_is_asked_for(window):
    press(window, "Ctrl+F9")
    window.settings.change(text_size=200)
    assert tabs_of(window) == [TABS[0], TABS[2]]
    press(window, "Ctrl+F9")
    assert tabs_of(window) == TABS
    assert shown(window) == ["curve"]


def test_tab_goes_as_the_eye_does_with_the_tabs_before_the_diagram(low):
    order, regions = [], low.regions
    regions.head_bar.left_button.setFocus()
    for _ in range(6):
        QTest.keyClick(low.focusWidget(), Qt.Key.Key_Tab)
        order.append(low.focusWidget())
    bar = regions.head_bar
    assert order[:3] == [bar.modes["learn"], bar.present, bar.theme_switch]
    assert order.index(regions._rows.tabs) < order.index(regions.diagram)
    regions._rows.tabs.setFocus()
    QTest.keyClick(regions._rows.tabs, Qt.Key.Key_Right)
    assert shown(low) == ["curve"]


def test_a_narrow_window_has_a_button_for_the_left_column(low):
    bar = low.regions.head_bar
    assert bar.left_button.isVisible()
    assert bar.left_button.accessibleName() == "Show the left column"
    assert "F9" in bar.left_button.toolTip()
    click(bar.left_button)
    assert low.regions.left.isVisible()
    assert not bar.left_button.isVisible()
    assert "left" in ticks_of(low)


def test_columns_that_have_no_room_beside_each_other_take_turns(low):
    bar, regions = low.regions.head_bar, low.regions
    click(bar.left_button)
    assert not regions.delta_panel.isVisible()
    assert regions.left.width() > 500
    click(bar.delta_button)
    assert regions.delta_panel.isVisible()
    assert not regions.left.isVisible()
    press(low, "F9")
    press(low, "F9")
    assert ticks_of(low) == {"delta"}
    assert low.settings.settings.arrangement.hidden == frozenset()
    low.settings.change(text_size=100)
    assert ticks_of(low) == {"left", "delta", "curve", "slice"}


def test_columns_that_have_room_stay_beside_each_other(window):
    window.resize(NARROW - 100, 720)
    press(window, "F9")
    assert window.regions.left.isVisible()
    assert window.regions.delta_panel.isVisible()


@pytest.mark.parametrize("percent", [80, 100, 150, 200])
def test_the_left_column_is_as_wide_as_its_words(window, percent):
    window.settings.change(text_size=percent)
    if not window.regions.left.isVisible():
        window.regions.toggle_left()
    left = window.regions.left.currentWidget()
    assert left.viewport().width() >= left.widget().minimumSizeHint().width()


def test_a_long_title_leaves_room_for_the_buttons(low):
    bar = low.regions.head_bar
    bar._title = "a title " * 30
    bar._fit_title()
    assert bar.title.text().endswith("…")
    parts = (bar.left_button, bar.title, bar.size_label, bar.theme_switch)
    ends = [part.geometry() for part in parts]
    low.grab()
    assert all(a.right() < b.left() for a, b in pairwise(ends))
    assert ends[-1].right() <= bar.width()


def test_the_view_beside_the_curve_can_be_enlarged_and_made_as_it_was(window, qtbot):
    beside, diagram = window.regions.beside, window.regions.diagram
    before = beside.size(), diagram.size()
    click(beside.enlarge)
    qtbot.waitUntil(lambda: beside.height() > 1.3 * before[0].height())
    assert beside.width() > before[0].width()
    assert beside.enlarge.accessibleName() == "Smaller again"
    press(window, "Alt+0")
    qtbot.waitUntil(lambda: (beside.size(), diagram.size()) == before)
    assert window.settings.settings.arrangement.sizes == {}
