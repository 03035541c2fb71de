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
from gui.help.sources import menu_actions
from gui.look import Look
from gui.main_window import MainWindow
from gui.tab_order import focusables
from gui.theme import DARK, LIGHT

XOR = Path(__file__).parents[2] / "resources" / "examples" / "xor.upstream"


@pytest.fixture(params=[None, XOR], ids=["start", "xor"])
def window(qtbot, request):
    made = MainWindow(opened(request.param), Look(motion=0.0))
    qtbot.addWidget(made)
    made.resize(1440, 900)
    made.show()
    qtbot.waitUntil(lambda: made.painted and made.regions.cost_curve.plot is not None)
    made.activateWindow()
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


def test_tab_reaches_every_control_and_comes_back(window):
    found = walked(window)
    wanted = [widget for panel in window.regions.panels for widget in focusables(panel)]
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
    start = found.index(window.regions.head_bar.theme_switch)
    order = [*found[start:], *found[:start]]
    panels = [next(p for p in window.regions.panels if p is w or p.isAncestorOf(w)) for w in order]
    assert [p for p in window.regions.panels if p in panels] == list(dict.fromkeys(panels))
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
    for widget in walked(window):
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
