"""The network's settings: every row says what the document says."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QEnterEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QScrollArea

from engine.nn.network import Network
from engine.nn.types import Ref
from engine.session import actions
from engine.session.document import Document
from engine.session.frame import frame_of
from engine.session.session import Session
from engine.session.update import update
from gui import quantities
from gui.look import Look
from gui.panels.network_settings import NetworkSettings, settings_of
from gui.store import Store

pytestmark = pytest.mark.usefixtures("dressed_app")  # values are shortened by the width of their letters

FIRM = "\u00a0"
DASH = f"{FIRM}–{FIRM}"
DEEP = Document(
    Network.random((2, *[3] * 8, 1), ["tanh"] * 8 + ["sigmoid"]),
    np.ones((7, 2)),
    np.ones((7, 1)),
    cost="bce",
    eta=0.0004,
    batch=3,
    seed=11,
)


@pytest.fixture
def panel(qtbot):
    widget = NetworkSettings()
    qtbot.addWidget(widget)
    widget.show_frame(frame_of(Session.start()))
    return widget


def test_the_two_node_network():
    said = settings_of(frame_of(Session.start()), Look())
    assert {key: text for key, text in said.items() if text} == {
        "layers": f"1{DASH}1{DASH}1",
        "parameters": "4",
        "activations": "sigmoid",
        "cost": f"half squared error\n½(ŷ{FIRM}−{FIRM}y)²",
        "batch": "1",
        "samples": "1",
        "seed": "0",
    }


def test_a_deep_network():
    said = settings_of(frame_of(Session.start(DEEP)), Look(point=","))
    assert said["layers"] == f"2{DASH}3{DASH}3{DASH}…{DASH}3{DASH}1"
    assert said["parameters"] == "97"
    assert said["activations"] == "tanh\noutput sigmoid"
    assert said["cost"].startswith("cross-entropy\n−[y")
    assert (said["batch"], said["samples"], said["seed"]) == ("3", "7", "11")


def test_layers_of_different_kinds_are_listed():
    net = Network.random((1, 2, 2, 1), ["tanh", "relu", "linear"])
    opened = frame_of(Session.start(Document(net, np.ones((1, 1)), np.ones((1, 1)))))
    assert settings_of(opened, Look())["activations"] == "tanh, relu, linear"


def test_the_rows_follow_the_document_and_the_look(panel):
    assert panel.eta.field.text() == "1.000"
    panel.show_frame(frame_of(update(Session.start(), actions.SetEta(0.25, "Set η"))))
    assert panel.eta.field.text() == "0.250"
    panel.set_look(Look(decimals=2))
    assert panel.eta.field.text() == "0.25"


def test_the_learning_rate_is_that_of_the_update_in_play(panel):
    session = update(Session.start(), actions.Seek(1, 2))
    session = update(session, actions.SetEta(0.25, "Set η"))
    for at, text in ((2, "0.250"), (1, "1.000"), (3, "0.250")):
        session = update(session, actions.Seek(1, at))
        panel.show_frame(frame_of(session))
        assert panel.eta.field.text() == text


def test_activations_are_translated(monkeypatch):
    monkeypatch.setattr(quantities, "translate", lambda _context, text: f"<{text}>")
    assert settings_of(frame_of(Session.start()), Look())["activations"] == "<sigmoid>"


def test_the_learning_rate_lights_up(panel):
    dark = panel.eta.name.property("role")
    panel.light(frozenset({Ref("eta", 0)}))
    assert panel.eta.name.property("role") != dark
    panel.light(frozenset())
    assert panel.eta.name.property("role") == dark


def test_every_value_has_its_name_for_a_screen_reader(panel):
    assert panel.eta.field.accessibleName() == "Learning rate η"
    assert all(value.accessibleName() for value in panel.values.values())


@pytest.mark.parametrize("scale", [0.8, 1.0, 1.5, 2.0])
def test_in_a_column_of_300_px_nothing_is_cut(qtbot, dressed_app, scale):
    from gui.theme import LIGHT, apply_theme

    apply_theme(dressed_app, LIGHT, scale)
    area, panel = QScrollArea(), NetworkSettings()
    qtbot.addWidget(area)
    area.setWidgetResizable(True)
    area.setWidget(panel)
    area.resize(300, 300)
    panel.set_look(Look(scale=scale))
    selected = actions.Select(Ref("W", 9, (0, 2)))
    panel.show_frame(frame_of(update(Session.start(DEEP), selected)))
    area.show()
    assert panel.minimumSizeHint().width() <= area.viewport().width()
    rows = [row for row in (panel.eta, *panel.numbers) if not row.isHidden()]
    assert len(rows) == 1 + 2 + 1 + 1
    for label in (*panel.findChildren(QLabel), *panel.values.values()):
        if not label.isHidden() and label.parentWidget() in (panel, *rows):
            qtbot.waitUntil(lambda label=label: label.height() >= label.heightForWidth(label.width()))
    for row in rows:
        field = row.field
        text = field.fontMetrics().horizontalAdvance(field.text())
        assert text <= field.width() - 2 * 8
        assert field.height() >= field.sizeHint().height()


@pytest.mark.parametrize(
    ("sizes", "room", "text"),
    [
        ((30, 30, 30, 10), 140.0, "30–30–30–10"),
        ((30, 30, 30, 10), 100.0, "30–30–…–10"),
        ((2, *[100] * 9, 1), 140.0, "2–…–1"),
    ],
)
def test_layers_stand_on_one_line_without_those_in_the_middle(sizes, room, text):
    net = Network.random(sizes, ["tanh"] * (len(sizes) - 1))
    opened = frame_of(Session.start(Document(net, np.ones((1, sizes[0])), np.ones((1, sizes[-1])))))
    said = settings_of(opened, Look(), room)["layers"].replace(FIRM, "")
    assert "\n" not in said
    assert said.startswith(text[:2])
    assert said.endswith(text[-2:])
    assert ("…" in said) == ("…" in text)


def test_values_are_plain_text_in_rows_of_one_height(panel):
    assert {value.textFormat() for value in panel.values.values()} == {Qt.TextFormat.PlainText}
    assert panel.minimumSizeHint().height() < 320


# What is set here

W2, LEFT = Ref("W", 2, (0, 0)), Qt.MouseButton.LeftButton
BATCH = Document(
    Network.random((2, 3, 1), ["tanh", "sigmoid"], seed=1), np.arange(8.0).reshape(4, 2), np.zeros((4, 1))
)


class Desk:
    """The panel on a store, in a window of its own."""

    def __init__(self, panel, session):
        self.panel, self.store = panel, Store(session, panel)
        self.store.changed.connect(lambda _old, new: panel.show_frame(frame_of(new)))
        panel.dispatched.connect(self.store.dispatch)
        panel.show_frame(frame_of(session))
        panel.resize(300, 420)

    def value(self, ref):
        return frame_of(self.store.session).value(ref)

    @property
    def rows(self):
        return [row for row in self.panel.numbers if not row.isHidden()]

    @property
    def undo(self):
        return [entry.label for entry in self.store.session.history.past]


@pytest.fixture
def desk_on(qtbot):
    def make(session=None):
        widget = NetworkSettings()
        qtbot.addWidget(widget)
        desk = Desk(widget, session or Session.start())
        with qtbot.waitActive(widget):
            widget.show()
        return desk

    return make


def test_the_learning_rate_is_typed(desk_on, qtbot):
    desk = desk_on()
    desk.panel.eta.field.setFocus()
    qtbot.keyClicks(desk.panel.eta.field, "0,25")
    qtbot.keyClick(desk.panel.eta.field, Qt.Key.Key_Return)
    assert (desk.value(Ref("eta", 0)), desk.undo) == (0.25, ["set η"])
    qtbot.keyClick(desk.panel.eta.field, Qt.Key.Key_Up)
    assert desk.value(Ref("eta", 0)) == 0.5


@pytest.mark.parametrize("text", ["0", "-0.5"])
def test_a_learning_rate_not_above_0_is_refused_in_a_sentence_under_it(desk_on, qtbot, text):
    desk = desk_on()
    field = desk.panel.eta.field
    field.setFocus()
    qtbot.keyClicks(field, text)
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert desk.panel.eta._note.isVisible()
    assert desk.panel.eta._note.text() == "η must be above 0."
    assert (desk.value(Ref("eta", 0)), field.text()) == (1.0, text)
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert not desk.panel.eta._note.isVisible()
    assert field.text() == "1.000"


@pytest.mark.parametrize("give_up", [False, True])
def test_its_name_can_be_dragged(desk_on, qtbot, give_up):
    desk = desk_on()
    name = desk.panel.eta.name
    QTest.mousePress(name, LEFT, pos=QPoint(10, 10))
    for y in (5, 0, -90):
        QTest.mouseMove(name, QPoint(10, y))
    assert desk.value(Ref("eta", 0)) == 10.0
    if give_up:
        qtbot.keyClick(name, Qt.Key.Key_Escape)
    QTest.mouseRelease(name, LEFT, pos=QPoint(10, -90))
    assert (desk.value(Ref("eta", 0)), desk.undo) == ((1.0, []) if give_up else (10.0, ["set η"]))


def test_the_numbers_of_a_small_network_are_listed_and_set(desk_on, qtbot):
    desk = desk_on()
    assert [row.name.text() for row in desk.rows] == ["Input x", "Label y"]
    desk.rows[0].field.setFocus()
    qtbot.keyClicks(desk.rows[0].field, "1/2")
    desk.rows[1].field.setFocus()
    assert (desk.value(Ref("x", 0, (0,))), desk.undo) == (0.5, ["set x"])


def test_of_a_batch_those_of_the_sample_in_view_are_listed(desk_on):
    desk = desk_on(update(Session.start(BATCH), actions.SetSample(2)))
    assert [row.name.text() for row in desk.rows] == ["Input x₁[3]", "Input x₂[3]", "Label y₁[3]"]
    assert [row.field.text() for row in desk.rows] == ["4.000", "5.000", "0.000"]


def test_a_wide_network_lists_none(desk_on):
    net = Network.random((5, 5), ["linear"])
    assert desk_on(Session.start(Document(net, np.ones((1, 5)), np.ones((1, 5))))).rows == []


def test_what_is_selected_is_listed_and_set(desk_on, qtbot):
    desk = desk_on(update(Session.start(), actions.Select(W2)))
    row = desk.rows[-1]
    assert (row.name.text(), row.field.text()) == ("Selected w₂", "0.800")
    row.field.setFocus()
    qtbot.keyClick(row.field, Qt.Key.Key_Down)
    assert desk.value(W2) == 0.7
    desk.store.dispatch(actions.Select(Ref("delta", 1, (0,))))
    assert len(desk.rows) == 2
    desk.store.dispatch(actions.Select(Ref("x", 0, (0,))))
    assert len(desk.rows) == 2
    assert row.field.text() == row.name.text() == ""
    desk.store.dispatch(actions.Select(W2))
    assert row.field.text() == "0.700"


def test_of_a_corrected_weight_the_row_says_which_moment_it_sets(desk_on):
    session = update(update(Session.start(), actions.Seek(22, 2)), actions.Select(W2))
    assert desk_on(session).rows[-1].name.text() == "Selected w₂ at the start of update 2"


def test_pointing_at_a_row_is_told_and_pointing_at_its_quantity_lights_it(desk_on):
    desk = desk_on()
    heard, row, here = [], desk.rows[0], QPointF(5, 5)
    desk.panel.pointed.connect(heard.append)
    QApplication.sendEvent(row, QEnterEvent(here, here, here))
    assert heard == [frozenset({Ref("x", 0, (0,))})]
    desk.panel.light(heard[-1])
    assert row.name.property("role") == "hint"
    QApplication.sendEvent(row, QEvent(QEvent.Type.Leave))
    assert heard[-1] == frozenset()


def test_the_seed_can_only_be_read(desk_on):
    assert isinstance(desk_on().panel.values["seed"], QLabel)


def test_what_a_schedule_makes_of_a_rate_follows_the_rate(panel):
    session = Session.start()
    for action in (
        actions.SetSettings({"schedule": "cosine(40)"}, "schedule"),
        actions.SetEta(0.25, "set η"),
    ):
        session = update(session, action)
        panel.show_frame(frame_of(session))
    assert "now 0.250" in panel.values["schedule"].text()
