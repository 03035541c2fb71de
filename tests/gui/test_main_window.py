"""The window as a whole: what is pointed at lights up everywhere, and the view can be changed live."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QMessageBox, QToolTip

from engine.nn.types import Ref
from engine.session import actions as act
from engine.session.document import two_nodes
from engine.session.session import Session
from gui.look import Look
from gui.main_window import MainWindow
from gui.settings.settings import MOTIONS
from gui.theme import DARK, LIGHT

ROOT = Path(__file__).parents[2]
W2 = Ref("W", 2, (0, 0))


@pytest.fixture
def window(qtbot):
    made = MainWindow(Session.start(), Look(motion=0.0))
    qtbot.addWidget(made)
    made.resize(1440, 900)
    made.show()
    qtbot.waitUntil(lambda: made.painted)
    return made


def press(window, name):
    window._actions[name].trigger()


def spot_of(diagram, ref):
    """A point of the diagram that means a quantity."""
    for y in range(0, diagram.height(), 3):
        for x in range(0, diagram.width(), 3):
            if diagram.hits().at(x, y) is not None and ref in diagram.hits().at(x, y).refs:
                return QPoint(x, y)
    raise AssertionError(f"{ref} is nowhere in the diagram")


def test_what_is_pointed_at_in_one_panel_is_lit_in_all(window, monkeypatch):
    lit = []
    for panel in window.regions.panels:
        monkeypatch.setattr(
            panel, "light", lambda refs, panel=panel: lit.append((type(panel).__name__, refs))
        )
    window.regions.timeline.pointed.emit(frozenset({W2}))
    assert [name for name, _ in lit] == [type(panel).__name__ for panel in window.regions.panels]
    assert {refs for _, refs in lit} == {frozenset({W2})}


def test_pointing_at_the_weight_in_the_diagram_says_so(window, qtbot):
    window.store.dispatch(act.Seek(14))
    diagram = window.regions.diagram
    heard = []
    diagram.pointed.connect(heard.append)
    centre = diagram.rect().center()
    for x in range(centre.x() - 60, centre.x() + 60, 4):
        qtbot.mouseMove(diagram, QPoint(x, centre.y()))
    assert any(W2 in refs for refs in heard)


def test_clicking_a_quantity_takes_it_apart(window):
    window.store.dispatch(act.Open(_layers()))
    window.store.dispatch(act.Seek(21))
    window.store.dispatch(act.Select(Ref("delta", 1, (2,))))
    assert window.frame.focus == Ref("delta", 1, (2,))


def _layers():
    from engine.nn.network import Network
    from engine.session.document import Document

    return Document(Network.random((2, 4, 3, 1), ("tanh", "tanh", "sigmoid"), seed=1), [[0.5, -1.0]], [[1.0]])


def test_the_theme_changes_live_and_back(window):
    press(window, "dark")
    assert window.look.theme is DARK
    assert QApplication.instance().palette().window().color().name().upper() == DARK.surface
    press(window, "dark")
    assert window.look.theme is LIGHT
    assert QApplication.instance().palette().window().color().name().upper() == LIGHT.surface


def test_motion_can_be_reduced_and_adjusted(window):
    press(window, "still")
    assert window.look.motion == 0.6
    press(window, "longer")
    assert window.look.motion == MOTIONS[2]
    press(window, "shorter")
    press(window, "shorter")
    assert window.look.motion == MOTIONS[0]
    press(window, "still")
    assert window.look.motion == 0.0
    assert window._actions["still"].isChecked()


def test_while_playing_motion_ends_before_the_next_step(window):
    press(window, "still")
    window.store.dispatch(act.SetSpeed(4.0))
    window.store.dispatch(act.Play(True))
    assert window._diagram_look().motion < 1.1 / 4
    window.store.dispatch(act.Play(False))
    assert window._diagram_look().motion == 0.6


@pytest.mark.parametrize("size", [(1440, 900), (1280, 720), (1920, 1080), (960, 620)])
def test_no_region_is_cut_off_or_overlaps_another(window, size):
    window.resize(*size)
    regions = window.regions
    every = (
        regions.head_bar, regions.left, regions.diagram, regions.transport, regions.timeline,
        regions.cost_curve, regions.weight_slice, regions.delta_panel,
    )  # fmt: skip
    shown = [widget for widget in every if widget.isVisible()]
    boxes = [w.rect().translated(w.mapTo(window, QPoint(0, 0))) for w in shown]
    for n, box in enumerate(boxes):
        assert window.rect().contains(box), type(shown[n]).__name__
        assert not any(box.intersects(other) for other in boxes[:n]), type(shown[n]).__name__
        assert shown[n].width() >= shown[n].minimumSizeHint().width(), type(shown[n]).__name__


def test_enter_presses_the_button_that_has_the_focus_and_space_takes_a_step(window):
    buttons = window.regions.transport.findChildren(QAbstractButton)
    button = next(b for b in buttons if "Next update" in b.toolTip() + b.text())
    button.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(button, Qt.Key.Key_Space)
    assert (window.frame.update, window.frame.number) == (0, 2)
    QTest.keyClick(button, Qt.Key.Key_Return)
    assert (window.frame.update, window.frame.number) == (1, 1)


def test_a_refused_value_is_said_and_nothing_changes(window):
    before = window.store.session
    window.store.dispatch(act.SetParameter(W2, float("inf"), "set w₂"))
    box = window.findChild(QMessageBox)
    assert "finite number" in box.text()
    assert window.store.session is before
    box.close()


def test_the_title_names_the_document(window):
    assert window.windowTitle() == "Two-node network[*] – Upstream"
    window.store.dispatch(act.Open(_layers()))
    assert window.windowTitle() == "Untitled[*] – Upstream"


def test_a_tip_goes_when_the_step_it_tells_of_is_over(window, qtbot):
    QToolTip.showText(window.mapToGlobal(QPoint(400, 400)), "a₁ = 0.622", window)
    qtbot.waitUntil(QToolTip.isVisible)
    window.store.dispatch(act.Step(1))
    qtbot.waitUntil(lambda: not QToolTip.isVisible())


def test_every_step_is_told_to_screen_readers(window, monkeypatch):
    told = []
    monkeypatch.setattr(window.announcer, "say", told.append)
    window.store.dispatch(act.Seek(14))
    assert told == ["delta of node 1 in layer 1 is minus 0.028: the sum of one term, times the slope"]
    window.store.dispatch(act.SetSpeed(2.0))
    assert len(told) == 1


ALONE = """
import gc, weakref
from PySide6.QtWidgets import QApplication
from engine.session.session import Session
from gui.app import prepare
from gui.look import Look
from gui.main_window import MainWindow
app = QApplication([])
prepare(app)
gc.disable()
window = MainWindow(Session.start(), Look(motion=0.0))
window.show()
while not window.painted:
    app.processEvents()
for name in ("search", "keys", "copy_number"):
    window._actions[name].trigger()
window.help.search()
window.close()
known = weakref.ref(window)
del window
print("gone" if known() is None else "still there")
"""


def test_a_window_is_gone_with_its_last_name_and_waits_for_no_garbage_collector():
    done = subprocess.run(
        [sys.executable, "-c", ALONE],
        cwd=ROOT, capture_output=True, text=True, timeout=60, encoding="utf-8", check=False,
    )  # fmt: skip
    assert done.stdout.split("\n")[0] == "gone", done.stderr


def test_what_a_file_says_is_shown_as_it_stands(window):
    window.store.refused.emit("<b>bold</b>: there is no such file")
    box = window.findChild(QMessageBox)
    assert box.textFormat() == Qt.TextFormat.PlainText
    box.close()
    title = "<img src='file:///etc/hostname'>" + "x" * 150
    window.store.dispatch(act.Open(replace(two_nodes(), title=title)))
    assert window.regions.head_bar.title.toolTip().startswith("<span>&lt;img")
