"""What a screen reader finds: every control, node and edge, with name, role and value, as the frame says."""

from __future__ import annotations

import gc
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QToolButton, QWidget

from engine.cli import opened
from engine.nn.network import Network
from engine.nn.types import Ref
from engine.session import actions as act
from engine.session.document import Document
from gui import accessible
from gui.accessible import Role, homes
from gui.announcer import spoken_change
from gui.diagram.accessible import DiagramTree
from gui.look import Look
from gui.main_window import MainWindow
from gui.tab_order import focusables
from gui.words import aloud
from tests.gui.hearing import NAME, VALUE, asked, everything, parts, role_is_true

EXAMPLES = Path(__file__).parents[2] / "resources" / "examples"
XOR = EXAMPLES / "xor.upstream"
W2 = Ref("W", 2, (0, 0))


@pytest.fixture
def open_window(qtbot):
    """Open a window on a file."""

    def open_on(file=None):
        made = MainWindow(opened(file), Look(motion=0.0))
        qtbot.addWidget(made)
        made.resize(1440, 900)
        made.show()
        qtbot.waitUntil(lambda: made.painted)
        return made

    return open_on


@pytest.fixture
def window(open_window):
    return open_window()


def said_of(window, ref):
    """The part of the diagram for a quantity."""
    return next(part for part in parts(asked(window.regions.diagram)) if part.key == ref)


@pytest.mark.parametrize("file", [None, XOR], ids=["start", "xor"])
@pytest.mark.parametrize("step", [1, 14, 20])
def test_every_control_has_a_name_and_its_role(qtbot, open_window, file, step):
    window = open_window(file)
    qtbot.waitUntil(lambda: window.regions.cost_curve.plot is not None)
    window.store.dispatch(act.Seek(step))
    controls = [w for panel in window.regions.panels for w in focusables(panel)]
    assert len(controls) > 15
    for control in controls:
        interface = asked(control)
        assert interface.text(NAME).strip(), control
        assert role_is_true(control), (control, interface.role())
        assert interface.state().focusable, control


def test_nothing_that_can_be_focused_is_nameless_anywhere_in_the_tree(window, qtbot):
    qtbot.waitUntil(lambda: window.regions.cost_curve.plot is not None)
    window.store.dispatch(act.Seek(14))
    nameless = [
        found
        for found in everything(asked(window))
        if found.state().focusable and not found.state().invisible and not found.text(NAME).strip()
    ]
    assert nameless == []


def test_a_name_never_hides_the_text_that_is_seen(window):
    """A value with the name of its row, and a choice with the name of what is chosen, tell both."""
    for widget in window.findChildren(QWidget):
        text = widget.text() if isinstance(widget, QLabel | QToolButton) else ""
        if not text or not widget.isVisible() or not widget.accessibleName():
            continue
        if isinstance(widget, QToolButton) and not widget.icon().isNull():
            continue  # it shows its icon
        interface = asked(widget)
        told = interface.text(NAME) + interface.text(QAccessible.Text.Description)
        assert text in told or widget.accessibleName() in text or "<" in text, (widget, text, told)


@pytest.mark.parametrize("file", [None, XOR], ids=["start", "xor"])
def test_every_node_and_edge_is_in_the_tree(open_window, file):
    window = open_window(file)
    net = window.frame.network
    found = {part.key: part for part in parts(asked(window.regions.diagram))}
    wanted = {Ref("x", 0, (k,)) for k in range(net.sizes[0])} | {Ref("J", net.L)}
    wanted |= {Ref("y", net.L, (j,)) for j in range(net.sizes[-1])}
    for layer in range(1, net.L + 1):
        for j in range(net.sizes[layer]):
            wanted |= {Ref("a", layer, (j,)), Ref("b", layer, (j,))}
            wanted |= {Ref("W", layer, (j, k)) for k in range(net.sizes[layer - 1])}
    assert set(found) == wanted
    for ref, part in found.items():
        can_be_set = ref.symbol in ("x", "y", "W", "b")
        assert part.role() == (Role.SpinBox if can_be_set else Role.Graphic)
        assert part.text(NAME)
        assert part.isValid()
        assert part.parent().isValid()
        on_screen = window.regions.diagram.rect().translated(window.regions.diagram.mapToGlobal(QPoint(0, 0)))
        assert on_screen.contains(part.rect().center()), ref


def test_names_are_those_of_the_lecture(window):
    names = [part.text(NAME) for part in parts(asked(window.regions.diagram))]
    assert names == [
        "input x",
        "node 1 in layer 1",
        "bias b₁ of node 1 in layer 1",
        "weight w₁, from the input to node 1 in layer 1",
        "node 1 in layer 2",
        "bias b₂ of node 1 in layer 2",
        "weight w₂, from node 1 in layer 1 to node 1 in layer 2",
        "cost J",
        "label y",
    ]


@pytest.mark.parametrize("file", [None, XOR], ids=["start", "xor"])
def test_values_follow_the_frame_at_every_step(open_window, file):
    window = open_window(file)
    diagram = asked(window.regions.diagram)
    for step in range(1, len(window.frame.steps) + 1):
        window.store.dispatch(act.Seek(step))
        frame = window.frame
        for part in parts(diagram):
            if part.key.symbol == "a":
                number = frame.value(Ref("delta", part.key.layer, part.key.index))
                wanted = "unknown" if number is None else aloud(window.look.number(number))
                assert part.text(VALUE).endswith(f"delta {wanted}")
            else:
                number = frame.value(part.key)
                wanted = "unknown" if number is None else aloud(window.look.number(number))
                assert part.text(VALUE) == wanted


def test_what_a_question_withholds_does_not_leak(window):
    window.store.dispatch(act.Seek(14))
    assert said_of(window, W2).valueInterface().currentValue() == 0.8
    window.store.dispatch(act.Hide(frozenset({W2, Ref("delta", 1, (0,))})))
    assert said_of(window, W2).text(VALUE) == "unknown"
    assert said_of(window, W2).valueInterface() is None
    assert said_of(window, W2).text(QAccessible.Text.Description) == "unknown"
    assert said_of(window, Ref("a", 1, (0,))).text(VALUE).endswith("delta unknown")


def test_a_value_can_be_set_from_outside_and_undone(window):
    said_of(window, W2).valueInterface().setCurrentValue(0.5)
    assert window.frame.value(W2) == 0.5
    assert window.frame.undo_label == "set w₂"


def test_focus_follows_the_keys(window, listening):
    diagram = window.regions.diagram
    window.activateWindow()
    diagram.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(diagram, Qt.Key.Key_Right)
    assert asked(diagram).focusChild().text(NAME) == "input x"
    QTest.keyClick(diagram, Qt.Key.Key_Right)
    inside = asked(diagram).focusChild()
    assert inside.text(NAME) == "weight w₁, from the input to node 1 in layer 1"
    assert inside.state().focused
    moved = [event for event in listening if event.type() == QAccessible.Event.Focus]
    assert moved[-1].accessibleInterface().text(NAME) == inside.text(NAME)


def test_nothing_is_made_while_nobody_listens(window, monkeypatch):
    made = []
    monkeypatch.setattr(DiagramTree, "told", lambda *what: made.append(what))
    monkeypatch.setattr(homes, "Home", lambda *what: made.append(what))
    for value in (0.1, 0.2, 0.3):
        window.store.dispatch(act.SetParameter(W2, value, "set w₂", "drag"))
    window.store.dispatch(act.Seek(14))
    QTest.keyClick(window.regions.diagram, Qt.Key.Key_Right)
    assert made == []


def test_parts_of_a_large_network_are_made_one_by_one(open_window):
    net = Network.random((60, 60, 60, 1), ("tanh", "tanh", "sigmoid"), seed=1)
    window = open_window()
    window.store.dispatch(act.Open(Document(net, [[0.1] * 60], [[1.0]])))
    diagram = asked(window.regions.diagram)
    assert diagram.childCount() >= 60 + 60 + 60 + 1 + 1
    node = diagram.child(60)
    assert (node.text(NAME), node.childCount()) == ("node 1 in layer 1", 61)
    node.child(5)
    assert len(diagram._parts) == 2


def test_another_network_has_other_parts_and_the_old_ones_are_gone(window):
    old = said_of(window, W2)
    asked(window.regions.diagram).child(0)
    window.store.dispatch(act.Open(opened(XOR).document))
    gc.collect()
    assert len([p for p in parts(asked(window.regions.diagram)) if p.key.symbol == "W"]) == 2 * 4 + 4 * 3 + 3
    assert old not in list(parts(asked(window.regions.diagram)))


def test_a_window_that_is_closed_takes_its_parts_along(qtbot, listening):
    for _ in range(3):
        window = MainWindow(opened(XOR), Look(motion=0.0))
        window.show()
        assert list(parts(asked(window.regions.diagram)))
        window.close()
        window.deleteLater()
        del window
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        gc.collect()
    assert homes._homes() == []


def test_a_widget_made_while_somebody_listens_has_its_own_role(listening, open_window):
    window = open_window()
    assert asked(window.regions.diagram).role() == Role.Graphic
    assert asked(window.regions.timeline).role() == Role.List


def test_the_timeline_lists_its_steps(window):
    window.store.dispatch(act.Seek(14))
    steps = list(parts(asked(window.regions.timeline)))
    assert len(steps) == 22
    assert [step.text(NAME) for step in steps if step.state().selected] == ["Step 14 of 22 · δ₁ = −0.028"]
    assert steps[14].text(NAME) == "Step 15 of 22 · ∂J/∂w₁ = ?"


def test_painted_parts_of_the_panel_tell_their_texts(window):
    window.store.dispatch(act.Seek(14))
    tiles = asked(window.regions.delta_panel._now._tiles)
    assert "−0.028" in tiles.text(QAccessible.Text.Description)
    said = [(part.role(), part.text(NAME)) for part in parts(tiles)]
    assert (Role.Button, "delta of node 1 in layer 1") in said


# What is said aloud


@pytest.mark.parametrize(
    ("action", "sentence"),
    [
        (act.SetParameter(W2, 0.5, "set w₂"), "weight w₂ set to 0.500"),
        (act.SetParameter(Ref("b", 1, (0,)), -2.0, "set b₁"), "bias b₁ set to minus 2.000"),
        (act.SetData(Ref("x", 0, (0,)), 1.0, "set x"), "input x set to 1.000"),
        (act.SetEta(0.5, "set η"), "learning rate η set to 0.500"),
        (act.Step(1), ""),
    ],
)
def test_changes_in_words(window, action, sentence):
    window.store.dispatch(action)
    assert spoken_change(action, window.frame, window.look) == sentence


def test_a_change_tells_the_cost_where_it_is_known(window):
    window.store.dispatch(act.Seek(14))
    action = act.SetParameter(W2, 0.5, "set w₂")
    window.store.dispatch(action)
    J = window.look.number(window.frame.value(Ref("J", 2)))
    assert spoken_change(action, window.frame, window.look) == f"weight w₂ set to 0.500; J is {J}"
    window.store.dispatch(act.Undo())
    assert spoken_change(act.Undo(), window.frame, window.look) == "undone: set w₂"


def test_a_drag_is_said_once_when_it_rests(window, qtbot, listening, monkeypatch):
    said = []
    monkeypatch.setattr(window.announcer, "say", said.append)
    for value in (0.7, 0.6, 0.5):
        window.store.dispatch(act.SetParameter(W2, value, "set w₂", "drag"))
    assert said == []
    qtbot.waitUntil(lambda: said != [])
    assert said == ["weight w₂ set to 0.500"]
    window.store.dispatch(act.Cancel("drag"))
    assert said[-1] == "given up"


def test_nothing_is_announced_while_nobody_listens(window, monkeypatch):
    monkeypatch.setattr(homes, "QAccessibleAnnouncementEvent", lambda *_: pytest.fail("nobody listens"))
    accessible.announce(window, "hello")
    window.store.dispatch(act.SetParameter(W2, 0.5, "set w₂"))
    assert not window.announcer._rest.isActive()
