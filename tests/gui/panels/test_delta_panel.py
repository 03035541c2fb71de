"""The δ panel: what it says at each step, what answers to mouse and keys, and that nothing is cut off."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QLabel, QScrollArea, QTabBar, QWidget

from engine.nn.types import ZOOMS, Ref
from engine.session import actions
from gui.formula_view import FormulaView
from gui.look import Look
from gui.panels.delta_panel import DeltaPanel
from gui.panels.delta_panel.drawing import width_of
from gui.panels.delta_panel.drawn import DrawnPart, keep_room
from gui.theme import DARK
from tests.gui.panels.networks import NAMES, address, frame

DELTA_1, DELTA_2 = Ref("delta", 1, (0,)), Ref("delta", 2, (0,))
W_2 = Ref("W", 2, (0, 0))


def shown(qtbot, moment, look=None, width=400):
    panel = DeltaPanel(look)
    qtbot.addWidget(panel)
    panel.resize(width, 830)
    panel.show_frame(moment)
    panel.show()
    qtbot.waitExposed(panel)
    return panel


def test_with_one_layer_nothing_crosses_an_edge(qtbot):
    panel = shown(qtbot, address("one layer", "B2(1)"))
    assert any("nothing crosses an edge" in label.text() for label in panel.findChildren(QLabel))


@pytest.mark.parametrize(
    ("step", "heading"),
    [
        (2, "Flowing downstream now"),
        (6, "The cost"),
        (12, "Flowing upstream now"),
        (18, "Correcting the weights"),
    ],
)
def test_the_first_tab_says_what_flows(qtbot, step, heading):
    panel = shown(qtbot, frame(step=step))
    assert panel.findChild(QTabBar).tabText(0) == heading


def test_the_second_tab_stays_where_it_is(qtbot):
    panel = shown(qtbot, frame(step=2))
    tabs = panel.findChild(QTabBar)
    before = tabs.tabRect(1)
    panel.show_frame(frame(step=6))
    assert tabs.tabRect(1) == before


# Choosing and pointing


def test_a_chip_is_clicked(qtbot):
    panel = shown(qtbot, address("2-4-3-1", "B5(1)"))
    part = panel._now._chooser
    with qtbot.waitSignal(panel.dispatched) as dispatched:
        qtbot.mouseClick(part, Qt.MouseButton.LeftButton, pos=centre(part.drawing().spots[3]))
    assert dispatched.args == [actions.Select(Ref("delta", 1, (3,)))]


def centre(spot) -> QPoint:
    return spot.rect.center().toPoint()


def test_pointing_at_a_tile_names_its_quantity_and_leaving_names_none(qtbot):
    panel = shown(qtbot, frame(step=14))
    part = panel._now._tiles
    heard = []
    panel.pointed.connect(heard.append)
    qtbot.mouseMove(part, centre(part.drawing().spots[1]))
    qtbot.mouseMove(part, QPoint(part.width() // 2, -40))
    qtbot.waitUntil(lambda: len(heard) >= 1)
    assert heard[0] == frozenset({DELTA_2})


def test_pointing_at_a_row_lights_the_term_its_edge_and_its_delta(qtbot):
    panel = shown(qtbot, frame(step=14))
    part = panel._now._from
    with qtbot.waitSignal(panel.pointed) as pointed:
        qtbot.mouseMove(part, centre(part.drawing().spots[0]))
    assert pointed.args == [frozenset({Ref("term", 2, (0, 0)), W_2, DELTA_2})]


def test_pointing_at_a_letter_of_the_formula(qtbot):
    panel = shown(qtbot, frame(step=14))
    formula = panel.findChildren(FormulaView)[0]
    with qtbot.waitSignal(panel.pointed) as pointed:
        qtbot.mouseMove(formula, formula.boxes()[2].center().toPoint())
    assert pointed.args == [frozenset({DELTA_2})]


def test_a_row_is_chosen_by_click_and_by_keys(qtbot):
    panel = shown(qtbot, frame(step=14))
    part = panel._now._from
    panel.activateWindow()
    part.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.waitUntil(part.hasFocus)
    qtbot.keyClick(part, Qt.Key.Key_Up)
    qtbot.keyClick(part, Qt.Key.Key_Up)
    with qtbot.waitSignal(panel.dispatched) as dispatched:
        qtbot.keyClick(part, Qt.Key.Key_Return)
    assert dispatched.args == [actions.Select(W_2)]
    qtbot.keyClick(part, Qt.Key.Key_Down)
    with qtbot.waitSignal(panel.dispatched) as dispatched:
        qtbot.keyClick(part, Qt.Key.Key_Return)
    assert dispatched.args == [actions.Select(Ref("slope", 1, (0,)))]


def test_a_line_of_code_leads_to_its_step(qtbot):
    panel = shown(qtbot, frame(step=14))
    part = panel._now._code
    with qtbot.waitSignal(panel.dispatched) as dispatched:
        qtbot.mouseClick(part, Qt.MouseButton.LeftButton, pos=centre(part.drawing().spots[0]))
    assert dispatched.args == [actions.Seek(13)]


def test_what_is_pointed_at_elsewhere_is_lit_here(qtbot):
    panel = shown(qtbot, address("batch of 4", "B5(1)"))
    part, before = panel._now._from, panel._now._from.grab().toImage()
    panel.light(frozenset({Ref("delta", 2, (1,))}))
    assert part.grab().toImage() != before
    panel.light(frozenset())
    assert part.grab().toImage() == before


# Every network, every zoom, every step


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("zoom", ZOOMS)
def test_every_step_is_shown_without_a_hole(qtbot, name, zoom):
    panel = shown(qtbot, frame(name, zoom=zoom))
    count = len(frame(name, zoom=zoom).steps)
    for number in range(1, count + 1, max(count // 40, 1)):
        panel.show_frame(frame(name, number, zoom=zoom))
        texts = [label.text() for label in panel.findChildren(QLabel)]
        drawn = [label for part in panel.findChildren(DrawnPart) for label in part.drawing().labels]
        texts += [label.text for label in drawn if not label.style.code]  # NumPy has a None of its own
        assert not [text for text in texts if "None" in text or "{" in text or "not a number" in text]


@pytest.mark.parametrize("width", [320, 400, 520])
@pytest.mark.parametrize("name", NAMES)
def test_no_text_is_wider_than_its_place(qtbot, name, width):
    panel = shown(qtbot, frame(name), width=width)
    for number in range(1, len(frame(name).steps) + 1):
        panel.show_frame(frame(name, number))
        for part in panel.findChildren(DrawnPart):
            for label in part.drawing().labels:
                room = min(label.rect.width(), part.width() - label.rect.x())
                assert width_of(label.text, label.style, 1.0) <= room + 1.0, (number, label)


def test_a_step_that_changes_nothing_here_is_not_drawn_again(qtbot):
    panel = shown(qtbot, frame(step=14))
    content = panel._now._tiles._content
    panel.show_frame(frame(step=14, selected=DELTA_1))
    assert panel._now._tiles._content is content


def test_theme_size_and_digits_change_live(qtbot):
    panel = shown(qtbot, frame(step=14))
    panel.set_look(Look(theme=DARK, decimals=6, point=",", scale=1.5))
    labels = [label.text for label in panel._now._tiles.drawing().labels]
    assert "−0,027852" in labels
    assert panel._now._tiles.height() > 0


def test_all_deltas_are_shown_behind_the_second_tab(qtbot):
    panel = shown(qtbot, frame(step=12))
    tabs = panel.findChild(QTabBar)
    qtbot.mouseClick(tabs, Qt.MouseButton.LeftButton, pos=tabs.tabRect(1).center())
    assert panel._all.isVisible()
    panel.show_frame(frame(step=14))
    assert panel._all._table._content.lines[1].number == "−0.028"


def test_a_scroll_bar_takes_no_width_when_it_comes(qtbot):
    area = QScrollArea()
    qtbot.addWidget(area)
    area.setWidgetResizable(True)
    keep_room(area)
    page = QWidget()
    area.setWidget(page)
    area.resize(300, 300)
    area.show()
    widths, enabled = [], []
    for height in (100, 900):
        page.setMinimumHeight(height)
        qtbot.waitUntil(lambda height=height: page.height() >= height)
        widths.append(page.width())
        enabled.append(area.verticalScrollBar().isEnabled())
    assert widths[0] == widths[1]
    assert enabled == [False, True]
