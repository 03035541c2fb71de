"""Building in the whole window: the menus, the right mouse button, and Undo by name."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from engine.data.generators import make
from engine.nn.types import Ref
from engine.session import actions as act
from engine.session.making import new_document
from engine.session.session import Session
from gui.diagram.placing import along
from gui.look import Look
from gui.main_window import MainWindow
from tests.gui.diagram.conftest import network

LEFT, RIGHT = Qt.MouseButton.LeftButton, Qt.MouseButton.RightButton


@pytest.fixture
def window(qtbot):
    """A window that explores the spiral, on screen."""
    document = new_document(make("spiral", n=40, seed=1), hidden=(3,), batch=10)
    made = MainWindow(Session.start(document), Look(motion=0.0))
    qtbot.addWidget(made)
    made.resize(1440, 900)
    made.show()
    qtbot.waitUntil(lambda: made.painted and made.regions.cost_curve.plot is not None)
    made.settings.explore()
    made.activateWindow()
    return made


def on_edge(window, edge):
    x, y = along(window.regions.diagram.standing().edge(edge.layer, *edge.index), 0.2)
    return QPoint(round(x), round(y))


def popup_action(words):
    menu = QApplication.activePopupWidget()
    return next(action for action in menu.actions() if action.text() == words)


def test_a_newcomer_builds_cuts_and_takes_it_back(window, qtbot):
    diagram = window.regions.diagram
    for _ in range(5):
        qtbot.mouseClick(diagram.building.steppers.all[1].plus, LEFT)
    for _ in range(2):
        qtbot.mouseClick(diagram.building.hand.layer, LEFT)
    assert window.frame.network.sizes == (2, 8, 8, 8, 1)
    edge = Ref("W", 4, (0, 0))
    at = on_edge(window, edge)
    QTest.mouseMove(diagram, at)
    diagram.customContextMenuRequested.emit(at)
    popup_action("Cut w⁽⁴⁾₁₁").trigger()
    QApplication.activePopupWidget().close()
    assert window.frame.network.cut == {edge}
    assert window._actions["undo"].text() == "Undo cut w⁽⁴⁾₁₁"
    window._actions["undo"].trigger()
    assert window.frame.network.cut == frozenset()
    assert window._actions["undo"].text() == "Undo add a layer of 8 nodes after layer 2"


def test_commands_of_the_menu_act_on_what_is_selected(window):
    made = window._actions
    assert made["add_node"].text() == "Add a node to layer 1"
    assert not made["cut_or_restore"].isEnabled()
    made["add_layer"].trigger()
    window.store.dispatch(act.Select(Ref("W", 1, (1, 0))))
    assert made["cut_or_restore"].text() == "Cut or restore w⁽¹⁾₂₁"
    for name in ("cut_or_restore", "remove_node", "activation_relu", "remove_layer"):
        made[name].trigger()
    labels = [entry.label for entry in window.store.session.history.past]
    assert labels == [
        "add a layer of 4 nodes after layer 1",
        "cut w⁽¹⁾₂₁",
        "remove node 3 in layer 1",
        "give layer 1 relu",
        "remove layer 1",
    ]
    assert window.frame.selected is None
    assert window.frame.network.sizes == (2, 4, 1)


def test_while_learning_nothing_is_built_on_the_diagram(window):
    window.settings.learn()
    diagram = window.regions.diagram
    assert not diagram.building.hand.layer.isVisible()
    diagram.customContextMenuRequested.emit(on_edge(window, Ref("W", 1, (0, 0))))
    menu = QApplication.activePopupWidget()
    assert not any(action.text().startswith("Cut") for action in menu.actions())
    menu.close()


def test_while_the_network_trains_it_is_built_on(window, qtbot):
    window.store.dispatch(act.Play(on=True))
    qtbot.mouseClick(window.regions.diagram.building.steppers.all[1].plus, LEFT)
    window.store.dispatch(act.Play(on=False))
    assert window.frame.network.sizes == (2, 4, 1)


def test_nodes_are_mapped_over_the_inputs_that_the_view_beside_the_curve_shows(window):
    window.store.dispatch(act.Open(network((3, 3, 1), samples=6)))
    diagram, says = window.regions.diagram, window.regions.beside.made["says"]
    assert diagram.maps_for(window.frame).plane.columns == (0, 1)
    says.side.turned.emit(2, 1)
    assert diagram.maps_for(window.frame).plane.columns == (2, 1)
    assert next(node.map for node in diagram.picture().nodes if node.map is not None) is not None
    says.side.turned.emit(1, 1)
    assert diagram.maps_for(window.frame).plane.columns == (1, 2)
    window.settings.learn()
    assert diagram.maps_for(window.frame) is None
    window.settings.explore()
    assert diagram.maps_for(window.frame).plane.columns == (1, 2)
