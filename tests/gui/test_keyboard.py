"""Everything by keyboard: Tab goes as the eye goes, the focus is always seen, every command has a way."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QImage, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QScrollArea

from engine.cli import opened
from engine.session import actions as act
from gui.commands import COMMANDS
from gui.controls.note import Note
from gui.hands.number_field import NumberField
from gui.help.sources import menu_actions
from gui.look import Look
from gui.main_window import MainWindow
from gui.plotting.card import PlotCard
from gui.tab_order import focusables
from gui.theme import DARK, LIGHT
from gui.views import VIEWS

XOR = Path(__file__).parents[2] / "resources" / "examples" / "xor.upstream"


@pytest.fixture(params=[(None, "learn"), (XOR, "learn"), (XOR, "explore")], ids=["start", "xor", "explore"])
def window(qtbot, request):
    file, mode = request.param
    return shown(qtbot, file, mode)


@pytest.fixture
def exploring(qtbot):
    return shown(qtbot, XOR, "explore")


def shown(qtbot, file, mode):
    made = MainWindow(opened(file), Look(motion=0.0))
    qtbot.addWidget(made)
    made.resize(1440, 900)
    made.show()
    qtbot.waitUntil(lambda: made.painted and made.regions.cost_curve.plot is not None)
    made.activateWindow()
    made.settings.change(mode=mode)
    made.store.dispatch(act.Seek(14))
    return made


def tab(window, backwards=False):
    key, modifier = (
        (Qt.Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
        if backwards
        else (Qt.Key.Key_Tab, Qt.KeyboardModifier.NoModifier)
    )
    QTest.keyClick(window.focusWidget(), key, modifier)
    return window.focusWidget()


def walked(window, backwards=False):
    """Where Tab comes along until it is back where it began."""
    first = tab(window, backwards)
    found = [first]
    while (here := tab(window, backwards)) is not first:
        assert here not in found, f"Tab goes round without {first}"
        found.append(here)
        assert len(found) < 200
    return found


def place(widget, window):
    return QRect(widget.mapTo(window, QPoint(0, 0)), widget.size())


def parts(window):
    """The panels, the view beside the cost curve together with the list that it is chosen from."""
    beside = window.regions.beside
    return [beside if panel is beside.current else panel for panel in window.regions.panels]


def test_tab_reaches_every_control_and_comes_back(window):
    found = walked(window)
    wanted = [widget for panel in parts(window) for widget in focusables(panel)]
    assert set(found) == set(wanted)  # of a choice of buttons Tab goes to the chosen one
    assert set(walked(window, backwards=True)) == set(wanted)


def test_shift_tab_goes_the_other_way(window):
    start = window.focusWidget()
    after = tab(window)
    assert tab(window, backwards=True) is start
    assert tab(window) is after


def test_tab_follows_the_eye(window):
    """Panels in the order of the window; in a panel from top to bottom, in a row from left to right."""
    found = walked(window)
    start = found.index(focusables(window.regions.head_bar)[0])
    order = [*found[start:], *found[:start]]
    panels = [next(p for p in parts(window) if p is w or p.isAncestorOf(w)) for w in order]
    assert [p for p in parts(window) if p in panels] == list(dict.fromkeys(panels))
    for n, (first, second) in enumerate(pairwise(order)):
        if panels[n] is panels[n + 1]:
            before, after = place(first, window), place(second, window)
            assert before.bottom() < after.bottom() or before.x() < after.x(), (first, second)


def test_panels_stand_in_the_order_in_which_tab_goes(window):
    corners = {
        type(panel).__name__: panel.mapTo(window, QPoint(0, 0))
        for panel in window.regions.panels
        if panel.isVisible()
    }
    names = list(corners)
    columns = [corners[name].x() for name in names[1:]]
    assert corners["HeadBar"].y() <= min(corner.y() for corner in corners.values())
    assert columns == sorted(columns) or names.index("DeltaPanel") == len(names) - 1


def test_what_has_the_focus_is_in_view(window):
    window.resize(1280, 720)
    for _ in walked(window):
        widget = tab(window)
        if isinstance(widget.parentWidget(), QScrollArea) or widget.height() > 300:
            continue
        seen = widget.visibleRegion().boundingRect()
        assert seen.height() >= min(widget.height(), 40), widget


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
def test_the_focus_is_seen_on_every_control(window, theme):
    if window.look.theme is not theme:
        window.settings.toggle_dark()
    unseen = []
    for widget in walked(window):
        window.setFocus(Qt.FocusReason.OtherFocusReason)
        without = widget.grab().toImage()
        widget.setFocus(Qt.FocusReason.TabFocusReason)
        assert QApplication.focusWidget() is widget
        if _different(widget.grab().toImage(), without) < 24:
            unseen.append(widget)
    assert unseen == []


def _different(first, second):
    """Count the pixels that differ; of a widget that grew, all."""
    if first.size() != second.size():
        return first.width() * first.height()
    return int(np.count_nonzero(_pixels(first) != _pixels(second)))


def _pixels(image):
    plain = image.convertToFormat(QImage.Format.Format_RGB32)
    return np.frombuffer(plain.constBits(), np.uint32).copy()


def test_every_command_has_a_key_or_a_menu_that_has_one(window):
    ways = {action.data(): action for _, action in menu_actions(window.menuBar())}
    for command in COMMANDS:
        action = ways.get(command.id)
        assert command.keys or action is not None or isinstance(window._actions[command.id].menu(), QMenu)
    mnemonics = [QKeySequence.mnemonic(top.text()) for top in window.menuBar().actions()]
    assert all(not sequence.isEmpty() for sequence in mnemonics)
    assert len({sequence.toString() for sequence in mnemonics}) == len(mnemonics)


def test_a_menu_opens_by_its_letter_and_a_command_is_reached_by_arrows(window, qtbot):
    before = window.look.theme
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_V, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: QApplication.activePopupWidget() is not None)
    menu = QApplication.activePopupWidget()
    QTest.keyClick(menu, Qt.Key.Key_Down)
    while menu.activeAction().data() != "dark":
        QTest.keyClick(menu, Qt.Key.Key_Down)
    QTest.keyClick(menu, Qt.Key.Key_Return)
    assert window.look.theme is not before


# From region to region, and into the views

views = pytest.mark.parametrize(("number", "name"), [*enumerate(VIEWS, 1)], ids=VIEWS)


def press(window, keys):
    key = QKeySequence(keys)[0]
    QTest.keyClick(window.focusWidget(), key.key(), key.keyboardModifiers())
    return window.focusWidget()


@views
def test_a_view_is_entered_walked_through_and_left_by_keyboard(exploring, qtbot, number, name):
    beside = exploring.regions.beside
    assert press(exploring, f"Alt+{number}") is next(iter(focusables(beside.current)), beside.chooser)
    assert beside.name == name
    if isinstance(beside.current, PlotCard):
        qtbot.waitUntil(lambda: beside.current.plot is not None)
    order = walked(exploring)
    wanted = [widget for panel in parts(exploring) for widget in focusables(panel)]
    assert set(order) == set(wanted)
    start = order.index(beside.chooser)
    assert set(focusables(beside.current)) <= {*order[start:], *order[:start]}
    for widget in focusables(beside.current):
        widget.setFocus(Qt.FocusReason.TabFocusReason)
        assert press(exploring, "Esc") is exploring.regions.diagram, widget


def test_the_chooser_comes_between_the_curve_and_its_view(exploring):
    regions = exploring.regions
    order = walked(exploring)
    at = [order.index(widget) for widget in (focusables(regions.cost_curve)[-1], regions.beside.chooser)]
    view = [order.index(widget) for widget in focusables(regions.beside.current)]
    start = order.index(focusables(regions.head_bar)[0])
    place = [(n - start) % len(order) for n in (*at, *view)]
    assert place == sorted(place)
    assert len(view) > 1


def test_the_keyboard_goes_from_region_to_region(exploring):
    stops = [stop for stop in exploring.regions.stops if focusables(stop)]
    exploring.regions.diagram.setFocus()
    found = [press(exploring, "Ctrl+F6") for _ in stops]
    assert found[-1] is exploring.regions.diagram
    assert set(found) == {focusables(stop)[0] for stop in stops}
    assert [press(exploring, "Ctrl+Shift+F6") for _ in stops] == [*found[-2::-1], found[-1]]


def test_where_the_plot_goes_the_keyboard_goes_on_to_what_is_seen(exploring):
    exploring.store.dispatch(act.Seek(1))
    press(exploring, "T")
    plot = exploring.regions.cost_curve.plot
    plot.setFocus(Qt.FocusReason.TabFocusReason)
    exploring.regions.cost_curve.say("No cost yet.")
    assert not plot.isVisible()
    here = exploring.focusWidget()
    assert here in focusables(exploring.regions.cost_curve)


def test_where_a_part_of_the_panel_goes_the_keyboard_stays_in_the_panel(window):
    panel = window.regions.delta_panel
    for step in range(len(window.frame.steps)):
        window.store.dispatch(act.Seek(step))
        for part in focusables(panel):
            part.setFocus(Qt.FocusReason.TabFocusReason)
            window.store.dispatch(act.Step(1))
            assert window.focusWidget() in focusables(panel), (step, part)
            window.store.dispatch(act.Seek(step))


def test_why_a_number_is_refused_is_scrolled_into_view(exploring, qtbot):
    exploring.resize(1280, 720)
    fields = [w for w in focusables(exploring.regions.left) if isinstance(w, NumberField)]
    for field in fields:
        field.setFocus(Qt.FocusReason.TabFocusReason)
        field.setText("x")
        field.textEdited.emit("x")
        QTest.keyClick(field, Qt.Key.Key_Return)
        note = next(
            n
            for n in exploring.findChildren(Note)
            if n.isVisible() and n.text() == field.accessibleDescription()
        )
        qtbot.waitUntil(lambda note=note: note.visibleRegion().boundingRect().height() == note.height())
        assert note.height() >= note.heightForWidth(note.width())
        assert exploring.focusWidget() is field
        QTest.keyClick(field, Qt.Key.Key_Escape)
        assert exploring.focusWidget() is field
    assert len(fields) > 4
