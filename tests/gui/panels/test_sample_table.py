"""Samples of this update: each number of a batch, and means that are the gradient which the engine shows."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from engine.nn.network import Network
from engine.nn.types import Ref
from engine.session import actions as act
from engine.session.document import Document
from engine.session.frame import frame_of
from engine.session.session import Session
from gui.look import Look
from gui.panels.sample_table import SampleTable
from gui.panels.sample_table.columns import columns_of
from gui.store import Store
from gui.theme import DARK, apply_theme

W, B = Ref("W", 2, (1, 2)), Ref("b", 1, (1,))
CTRL = Qt.KeyboardModifier.ControlModifier


def document(m=8, sizes=(2, 4, 3, 1), cost="half_squared", last="sigmoid"):
    rng = np.random.default_rng(3)
    net = Network.random(sizes, [*["tanh"] * (len(sizes) - 2), last], seed=7)
    Y = rng.random((m, sizes[-1]))
    if cost == "softmax_ce":
        Y = np.eye(sizes[-1])[rng.integers(0, sizes[-1], m)]
    return Document(net, rng.normal(size=(m, sizes[0])), Y, cost=cost)


class Hands:
    """Works at a table that is wired to a store, as in the window."""

    def __init__(self, qtbot, given, selected=W) -> None:
        self.store = Store(Session.start(given))
        self.pointed = []
        self.table = SampleTable()
        qtbot.addWidget(self.table)
        self.table.set_look(Look())
        self.table.resize(560, 320)
        self.table.dispatched.connect(self.store.dispatch)
        self.table.pointed.connect(self.pointed.append)
        self.store.changed.connect(lambda _old, new: self.table.show_frame(frame_of(new)))
        self.store.dispatch(act.Select(selected))
        self.table.show_frame(self.frame)
        self.table.show()
        self.table.view.setFocus()

    @property
    def frame(self):
        return frame_of(self.store.session)

    def to_end(self) -> None:
        self.store.dispatch(act.Seek(len(self.frame.steps)))

    def heads(self):
        return [self.table.model.head(n) for n in range(self.table.model.columnCount())]

    def column(self, n):
        return [self.table.model.text(row, n) for row in range(self.table.model.rowCount())]

    def press_head(self, n) -> None:
        heads = self.table.view.horizontalHeader()
        at = QPoint(heads.sectionViewportPosition(n) + 5, heads.height() // 2)
        QTest.mouseClick(heads.viewport(), Qt.MouseButton.LeftButton, pos=at)

    def cell(self, row, column):
        return self.table.view.visualRect(self.table.model.index(row, column)).center()


@pytest.fixture
def hands(qtbot):
    return Hands(qtbot, document())


# What stands in it


def test_a_selected_weight_shows_how_its_gradient_is_made(hands):
    hands.to_end()
    assert hands.heads() == ["row", "y₁", "ŷ₁", "J", "δ⁽²⁾₂", "a⁽¹⁾₃", "δ⁽²⁾₂·a⁽¹⁾₃"]
    trace, look = hands.frame.trace, Look()
    assert hands.column(4) == [look.number(float(d)) for d in trace.delta[2][:, 1]]
    assert hands.column(5) == [look.number(float(a)) for a in trace.a[1][:, 2]]
    each = columns_of(hands.frame)[-1].values(trace)
    assert each.mean() == pytest.approx(trace.dW[2][1, 2], rel=1e-12)
    gradient = look.number(float(trace.dW[2][1, 2]))
    assert hands.table.foot.texts == (
        "mean", "", "", look.cost(trace.J), look.number(float(trace.db[2][1])), "", gradient
    )  # fmt: skip
    assert hands.table.reading.text().endswith(f"= {gradient}")


def test_every_number_waits_for_its_step(hands):
    hands.store.dispatch(act.Seek(1))
    assert set(hands.column(1)) != {"?"}
    for n in (2, 3, 4, 5, 6):
        assert set(hands.column(n)) == {"?"}
    assert hands.table.foot.texts == ("mean", "", "", "?", "?", "", "?")
    assert hands.table.reading.text().endswith("= ?")


def test_what_a_question_withholds_is_unknown_and_does_not_sort(hands):
    hands.to_end()
    hands.store.dispatch(act.Hide(frozenset({Ref("J", 3, (), 2)})))
    assert hands.column(3)[2] == "?"
    assert hands.column(3).count("?") == 1
    hands.press_head(3)
    assert hands.column(0) == ["▸ 1", *map(str, range(2, 9))]


@pytest.mark.parametrize(
    ("selected", "last"),
    [(B, "δ⁽¹⁾₂"), (Ref("a", 2, (0,), 1), "δ⁽²⁾₁"), (None, "δ⁽³⁾₁"), (Ref("x", 0, (1,), 0), "δ⁽³⁾₁")],
)
def test_the_node_follows_the_selection(hands, selected, last):
    hands.to_end()
    hands.store.dispatch(act.Select(selected))
    assert hands.heads()[-1] == last
    assert "?" not in hands.column(4)


def test_classes_are_named(qtbot):
    hands = Hands(qtbot, document(sizes=(2, 3, 5), cost="softmax_ce", last="softmax"), None)
    hands.to_end()
    assert hands.heads()[:4] == ["row", "y", "ŷ", "J"]
    trace = hands.frame.trace
    assert hands.column(1) == [str(i + 1) for i in trace.Y.argmax(axis=1)]
    assert hands.column(2) == [str(i + 1) for i in trace.a[2].argmax(axis=1)]


def test_one_sample_is_a_batch_too(qtbot):
    hands = Hands(qtbot, document(m=1))
    hands.to_end()
    assert hands.table.model.rowCount() == 1
    assert hands.column(6)[0] == hands.table.foot.texts[6]


# The hand


def test_a_click_shows_the_sample(hands):
    QTest.mouseClick(hands.table.view.viewport(), Qt.MouseButton.LeftButton, pos=hands.cell(3, 2))
    assert hands.frame.playhead.sample == 3
    assert hands.column(0)[3] == "▸ 4"


def test_enter_shows_the_sample_that_the_arrows_have_reached(hands):
    hands.table.view.setCurrentIndex(hands.table.model.index(0, 0))
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Return):
        QTest.keyClick(hands.table.view, key)
    assert hands.frame.playhead.sample == 2


def test_space_is_left_to_the_window(hands):
    hands.table.view.setCurrentIndex(hands.table.model.index(1, 0))
    selected = hands.table.view.chosen_rows()
    QTest.keyClick(hands.table.view, Qt.Key.Key_Space)
    assert hands.table.view.chosen_rows() == selected


def test_heads_sort_rising_falling_and_not(hands):
    hands.to_end()
    J = hands.frame.trace.J_each
    hands.press_head(3)
    assert list(hands.table.model.order) == list(np.argsort(J, kind="stable"))
    assert hands.table.model.headerData(3, Qt.Orientation.Horizontal) == "J ↑"
    hands.press_head(3)
    assert list(hands.table.model.order) == list(np.argsort(-J, kind="stable"))
    hands.press_head(3)
    assert list(hands.table.model.order) == list(range(8))


def test_alt_and_down_sort_by_the_column_of_the_keyboard(hands):
    hands.to_end()
    hands.table.view.setCurrentIndex(hands.table.model.index(0, 2))
    QTest.keyClick(hands.table.view, Qt.Key.Key_Right)
    QTest.keyClick(hands.table.view, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert list(hands.table.model.order) == list(np.argsort(hands.frame.trace.J_each, kind="stable"))


def test_a_click_in_sorted_rows_means_the_sample_that_stands_there(hands):
    hands.to_end()
    hands.press_head(3)
    J = hands.frame.trace.J_each
    assert hands.column(3) == [Look().cost(float(each)) for each in sorted(J)]
    wanted = int(np.argsort(J)[5])
    QTest.mouseClick(hands.table.view.viewport(), Qt.MouseButton.LeftButton, pos=hands.cell(5, 1))
    assert hands.frame.playhead.sample == wanted


def test_a_cell_lights_elsewhere_and_is_lit_from_there(hands):
    hands.to_end()
    QTest.mouseMove(hands.table.view.viewport(), hands.cell(2, 1))
    QTest.mouseMove(hands.table.view.viewport(), hands.cell(2, 4))
    assert hands.pointed[-1] == {Ref("delta", 2, (1,), 2)}
    before = hands.table.view.grab().toImage()
    hands.table.light(frozenset({Ref("a", 1, (2,), 1)}))
    assert hands.table.view.grab().toImage() != before


def test_rows_are_copied_as_text_with_tabs_in_full(hands):
    hands.to_end()
    hands.table.view.selectRow(1)
    QTest.keyClick(hands.table.view, Qt.Key.Key_C, CTRL)
    lines = [line.split("\t") for line in QGuiApplication.clipboard().text().split("\n")]
    assert lines[0] == hands.heads()
    assert lines[1][0] == "2"
    assert float(lines[1][6]) == hands.frame.trace.delta[2][1, 1] * hands.frame.trace.a[1][1, 2]
    assert len(lines) == 2


# Other moments and looks


def test_nothing_of_another_batch_remains(hands, qtbot):
    hands.to_end()
    hands.press_head(3)
    hands.store.dispatch(act.Open(document(m=3, sizes=(1, 2, 1))))
    assert hands.table.model.rowCount() == 3
    fresh = SampleTable()
    qtbot.addWidget(fresh)
    fresh.set_look(Look())
    fresh.show_frame(hands.frame)
    rows = range(3)
    assert [fresh.model.text(r, c) for r in rows for c in range(5)] == [
        hands.table.model.text(r, c) for r in rows for c in range(5)
    ]
    assert fresh.foot.texts == hands.table.foot.texts


def test_ten_thousand_samples_write_only_what_is_in_sight(qtbot, monkeypatch):
    hands = Hands(qtbot, document(m=10_000, sizes=(1, 1)), Ref("W", 1, (0, 0)))
    hands.to_end()
    written = []
    text = type(hands.table.model).text
    monkeypatch.setattr(type(hands.table.model), "text", lambda *args: written.append(1) or text(*args))
    hands.table.show_frame(hands.frame)
    hands.table.view.grab()
    assert 0 < len(written) < 1000


@pytest.mark.parametrize(("width", "height", "scale"), [(240, 120, 1.0), (240, 120, 2.0), (900, 500, 2.0)])
def test_samples_are_seen_in_every_size_and_theme(hands, width, height, scale):
    apply_theme(hands.table, DARK, scale)
    hands.table.set_look(Look(theme=DARK, scale=scale, decimals=6))
    hands.table.resize(width, height)
    hands.to_end()
    QApplication.processEvents()  # the layout
    assert hands.table.view.viewport().height() >= hands.table.view.rowHeight(0) / 2
    assert hands.table.foot.isVisible() == (height >= 90 * scale)


def test_the_twin_shows_the_same(hands, qtbot):
    hands.to_end()
    hands.press_head(3)
    twin = hands.table.twin(hands.frame, Look())
    qtbot.addWidget(twin)
    assert list(twin.model.order) == list(hands.table.model.order)
    assert twin.foot.texts == hands.table.foot.texts
    assert hands.table.picture_name
    assert hands.table.foot.accessibleDescription().startswith("row mean, J ")
