"""Weights as a matrix: rows are read forward, columns backward, and every cell can be changed by hand."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from engine.nn.network import Network
from engine.nn.types import Ref
from engine.session import actions as act
from engine.session.document import Document
from engine.session.frame import frame_of
from engine.session.session import Session
from gui.look import Look
from gui.panels.weight_matrix import WeightMatrix
from gui.panels.weight_matrix.contents import Contents
from gui.panels.weight_matrix.grid import Spot
from gui.panels.weight_matrix.measuring import grid_of
from gui.panels.weight_matrix.way import Way
from gui.store import Store
from gui.theme import DARK, apply_theme

CTRL = Qt.KeyboardModifier.ControlModifier
LEFT = Qt.MouseButton.LeftButton
W = Ref("W", 2, (1, 2))


def document(sizes=(2, 4, 3, 1), m=1, **settings):
    rng = np.random.default_rng(3)
    net = Network.random(sizes, [*["tanh"] * (len(sizes) - 2), "sigmoid"], seed=7)
    return Document(net, rng.normal(size=(m, sizes[0])), rng.random((m, sizes[-1])), **settings)


class Hands:
    """Works at the matrix, wired to a store as in the window."""

    def __init__(self, qtbot, given, selected=W) -> None:
        self.store = Store(Session.start(given))
        self.pointed = []
        self.panel = WeightMatrix()
        qtbot.addWidget(self.panel)
        self.panel.set_look(Look())
        self.panel.resize(520, 260)
        self.panel.dispatched.connect(self.store.dispatch)
        self.panel.pointed.connect(self.pointed.append)
        self.store.changed.connect(lambda _old, new: self.panel.show_frame(frame_of(new)))
        self.store.dispatch(act.Select(selected))
        self.panel.show_frame(self.frame)
        self.panel.show()
        qtbot.waitExposed(self.panel)

    @property
    def frame(self):
        return frame_of(self.store.session)

    @property
    def view(self):
        return self.panel.view

    def seek(self, address, zoom="node") -> None:
        self.store.dispatch(act.SetZoom(zoom))
        found = [n for n, step in enumerate(self.frame.steps, 1) if step.address.startswith(address)]
        self.store.dispatch(act.Seek(found[0]))

    def at(self, part, row=0, column=0):
        return self.view.grid().box(Spot(part, row, column)).center().toPoint()

    def key(self, key, held=Qt.KeyboardModifier.NoModifier) -> None:
        QTest.keyClick(self.view, key, held)

    def weight(self, row, column, layer=2):
        return self.frame.network.W[layer][row, column]


@pytest.fixture
def hands(qtbot):
    return Hands(qtbot, document())


# What stands in it


def test_the_cells_are_the_weights_with_the_biases_as_a_further_column(hands):
    net, values = hands.frame.network, hands.view.contents.values
    assert np.array_equal(values.numbers, np.column_stack([net.W[2], net.b[2]]))
    assert values.known.all()


@pytest.mark.parametrize("zoom", ["layer", "node", "edge"])
def test_forward_reads_the_row_of_the_node_in_play(hands, zoom):
    hands.seek("Fz(2)", zoom)
    focus = hands.frame.focus
    assert hands.view.contents.way == Way(2, row=focus.index[0])
    trace = hands.frame.trace
    above = [hands.view.contents.number(Spot("above", 0, k)) for k in range(4)]
    assert above == trace.a[1][0].tolist()
    if zoom != "edge":
        assert hands.view.contents.number(Spot("right", focus.index[0])) == trace.z[2][0, focus.index[0]]
    assert hands.view.contents.number(Spot("below", 0, 0)) is None


def test_backward_reads_the_column_of_the_same_grid(hands):
    hands.seek("B3(1)")
    way, trace = hands.view.contents.way, hands.frame.trace
    assert way == Way(2, column=hands.frame.focus.index[0])
    deltas = [hands.view.contents.number(Spot("right", j)) for j in range(3)]
    assert deltas == trace.delta[2][0].tolist()
    arriving = hands.view.contents.number(Spot("below", 0, way.column))
    assert arriving == pytest.approx(float(hands.frame.network.W[2][:, way.column] @ trace.delta[2][0]))


def test_gradients_and_corrections_wait_for_their_steps(hands):
    hands.seek("Fz(2)")
    for face in ("gradient", "correction"):
        hands.panel._on_face_chosen(face)
        assert not hands.view.contents.values.known.any()
    hands.store.dispatch(act.Seek(len(hands.frame.steps)))
    hands.panel._on_layer_chosen("2")
    trace = hands.frame.trace
    values = hands.view.contents.values
    assert values.known.all()
    assert np.array_equal(values.numbers[:, :-1], trace.updated.W[2] - trace.network.W[2])
    hands.panel._on_face_chosen("gradient")
    assert np.array_equal(hands.view.contents.values.numbers[:, :-1], trace.dW[2])
    hands.panel._on_face_chosen("W")
    assert np.array_equal(hands.view.contents.values.numbers[:, :-1], trace.updated.W[2])


def test_what_a_question_withholds_has_neither_number_nor_colour(hands):
    before = hands.view.contents.values.reach
    largest = np.unravel_index(np.abs(hands.frame.network.W[2]).argmax(), (3, 4))
    cell = int(largest[0]), int(largest[1])
    hands.store.dispatch(act.Hide(frozenset({Ref("W", 2, cell)})))
    values = hands.view.contents.values
    assert not values.known[cell]
    assert values.known.sum() == values.known.size - 1
    assert values.reach < before
    assert hands.view.contents.said(Spot("cell", *cell), Look()).split(" · ")[0].endswith("= ?")


def test_cut_and_locked_are_marked_and_said(qtbot):
    given = document()
    net = given.network.with_cut({Ref("W", 2, (0, 1))}).with_locked({Ref("W", 2, (2, 0)), Ref("b", 2, (1,))})
    hands = Hands(qtbot, Document(net, given.X, given.Y))
    values = hands.view.contents.values
    assert values.cut == {(0, 1)}
    assert values.locked == {(2, 0), (1, 4)}
    assert not values.known[0, 1]
    assert hands.view.contents.said(Spot("cell", 0, 1), Look()).endswith("cut")
    assert hands.view.contents.said(Spot("cell", 1, 4), Look()).endswith("locked")
    QTest.mouseDClick(hands.view, LEFT, pos=hands.at("cell", 0, 1))
    assert not hands.view.hand.field.isVisible()


# Which layer


def test_the_layer_follows_selection_and_play_and_can_be_chosen(hands):
    assert hands.panel.layer == 2
    hands.store.dispatch(act.Select(Ref("W", 3, (0, 0))))
    assert hands.panel.layer == 3
    hands.seek("Fz(1)")
    assert hands.panel.layer == 1
    hands.panel.layers.chosen.emit("2")
    assert hands.panel.layer == 2
    hands.panel.show_frame(hands.frame)
    assert hands.panel.layer == 2


def test_a_smaller_network_leaves_no_layer_behind(hands):
    hands.store.dispatch(act.Select(Ref("W", 3, (0, 0))))
    hands.store.dispatch(act.Open(document((1, 2))))
    assert hands.panel.layer == 1
    assert hands.panel.layers.count() == 1
    assert hands.view.contents.values.numbers.shape == (2, 2)


# Pointing


def test_cells_rows_columns_and_numbers_light_elsewhere(hands):
    hands.seek("Fz(2)")
    for spot, wanted in (
        (("cell", 1, 2), {W}),
        (("cell", 0, 4), {Ref("b", 2, (0,))}),
        (("right", 2, 0), {Ref("z", 2, (2,))}),
        (("above", 0, 3), {Ref("a", 1, (3,))}),
        (("row", 1, 0), {Ref("z", 2, (1,)), Ref("b", 2, (1,)), *(Ref("W", 2, (1, k)) for k in range(4))}),
        (("column", 0, 2), {Ref("a", 1, (2,)), *(Ref("W", 2, (j, 2)) for j in range(3))}),
    ):
        QTest.mouseMove(hands.view, hands.at(*spot))
        assert hands.pointed[-1] == wanted


@pytest.mark.parametrize(
    ("ref", "spot"),
    [
        (W, Spot("cell", 1, 2)), (Ref("dW", 2, (1, 2)), Spot("cell", 1, 2)),
        (Ref("term", 2, (1, 2)), Spot("cell", 1, 2)), (Ref("b_new", 2, (1,)), Spot("cell", 1, 4)),
        (Ref("delta", 2, (1,)), Spot("row", 1)), (Ref("a", 1, (3,)), Spot("column", 0, 3)),
    ],
)  # fmt: skip
def test_what_is_pointed_at_elsewhere_is_lit_here(hands, ref, spot):
    assert hands.view.contents.lit(frozenset({ref, Ref("W", 1, (0, 0)), Ref("J", 3)})) == [spot]
    before = hands.view.grab().toImage()
    hands.panel.light(frozenset({ref}))
    assert hands.view.grab().toImage() != before


def test_the_read_out_says_what_is_under_the_pointer(hands):
    QTest.mouseMove(hands.view, hands.at("cell", 1, 2))
    number = Look().number(float(hands.weight(1, 2)))
    assert hands.panel.reading.text() == (
        f"w⁽²⁾₂₃ = {number} · weight from node 3 in layer 1 to node 2 in layer 2"
    )


# The hand


def test_a_click_selects(hands):
    QTest.mouseClick(hands.view, LEFT, pos=hands.at("cell", 2, 4))
    assert hands.frame.selected == Ref("b", 2, (2,))


def test_a_drag_is_one_undo(hands):
    before, start = hands.weight(0, 1), hands.at("cell", 0, 1)
    QTest.mousePress(hands.view, LEFT, pos=start)
    for up in (5, 20, 40):
        QTest.mouseMove(hands.view, start - QPoint(0, up))
    QTest.mouseRelease(hands.view, LEFT, pos=start - QPoint(0, 40))
    assert hands.weight(0, 1) == pytest.approx(before + 0.4, abs=0.01)
    assert hands.frame.selected == W
    hands.store.dispatch(act.Undo())
    assert hands.weight(0, 1) == before


def test_escape_gives_a_drag_up(hands):
    before, start = hands.weight(0, 1), hands.at("cell", 0, 1)
    QTest.mousePress(hands.view, LEFT, pos=start)
    QTest.mouseMove(hands.view, start - QPoint(0, 40))
    hands.key(Qt.Key.Key_Escape)
    assert hands.weight(0, 1) == before
    QTest.mouseRelease(hands.view, LEFT, pos=start)


def _turn(view, place, eighths=120):
    at = QPointF(place)
    event = QWheelEvent(
        at, view.mapToGlobal(at), QPoint(), QPoint(0, eighths), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(view, event)
    return event.isAccepted()


def test_the_wheel_steps_the_cell_under_the_mouse(hands):
    before = hands.weight(0, 1)
    assert _turn(hands.view, hands.at("cell", 0, 1))
    assert hands.weight(0, 1) == pytest.approx(before + 0.1)
    assert not _turn(hands.view, hands.at("row", 0))


def test_a_double_click_types(hands):
    QTest.mouseDClick(hands.view, LEFT, pos=hands.at("cell", 0, 1))
    field = hands.view.hand.field
    QTest.keyClicks(field, "0.75")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert hands.weight(0, 1) == 0.75
    assert not field.isVisible()


def test_what_cannot_be_taken_is_said_and_nothing_changes(hands):
    before = hands.weight(0, 1)
    QTest.mouseDClick(hands.view, LEFT, pos=hands.at("cell", 0, 1))
    field = hands.view.hand.field
    QTest.keyClicks(field, "much")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert "no number" in hands.panel.reading.text()
    QTest.keyClick(field, Qt.Key.Key_Escape)
    assert hands.weight(0, 1) == before
    assert not field.isVisible()


def test_arrows_walk_enter_types_and_control_steps(hands):
    hands.view.setFocus(Qt.FocusReason.TabFocusReason)
    hands.view._point_at(Spot("cell", 1, 2))
    hands.key(Qt.Key.Key_Right)
    hands.key(Qt.Key.Key_Down)
    assert hands.pointed[-1] == {Ref("W", 2, (2, 3))}
    hands.key(Qt.Key.Key_End)
    assert hands.pointed[-1] == {Ref("b", 2, (2,))}
    before = hands.frame.network.b[2][2]
    hands.key(Qt.Key.Key_Up, CTRL)
    assert hands.frame.network.b[2][2] == pytest.approx(before + 0.1)
    for key in (Qt.Key.Key_F2, Qt.Key.Key_Return):
        hands.key(key)
        assert hands.view.hand.field.isVisible()
        QTest.keyClick(hands.view.hand.field, Qt.Key.Key_Escape)


def test_space_is_left_to_the_window(hands):
    hands.view._point_at(Spot("cell", 1, 2))
    before = hands.store.session
    hands.key(Qt.Key.Key_Space)
    assert hands.store.session is before


def test_only_the_weights_themselves_can_be_changed(hands):
    hands.panel.faces.chosen.emit("gradient")
    before, start = hands.weight(0, 1), hands.at("cell", 0, 1)
    QTest.mousePress(hands.view, LEFT, pos=start)
    QTest.mouseMove(hands.view, start - QPoint(0, 40))
    QTest.mouseRelease(hands.view, LEFT, pos=start)
    assert not _turn(hands.view, start)
    QTest.mouseDClick(hands.view, LEFT, pos=start)
    assert not hands.view.hand.field.isVisible()
    assert hands.weight(0, 1) == before


def test_a_field_closes_where_its_weight_is_no_more(hands):
    QTest.mouseDClick(hands.view, LEFT, pos=hands.at("cell", 1, 2))
    hands.store.dispatch(act.Open(document((1, 2))))
    assert not hands.view.hand.field.isVisible()


# Large layers, looks, those who hear it


def test_every_cell_of_a_large_layer_can_be_pointed_at():
    frame = frame_of(Session.start(document((64, 16, 10))))
    contents = Contents(frame, 1, "W")
    for size in ((240, 80), (400, 140), (1600, 900)):
        grid = grid_of(contents, *map(float, size), Look())
        for row in range(16):
            for column in range(65):
                centre = grid.cell(row, column).center()
                assert grid.at(centre) == Spot("cell", row, column)
        assert grid.bottom <= size[1]
        assert grid.right + grid.side <= size[0] + 1


@pytest.mark.parametrize("sizes", [(1, 1), (64, 16, 10), (3, 300)])
@pytest.mark.parametrize(("width", "height", "scale"), [(240, 120, 1.0), (240, 120, 2.0), (900, 500, 2.0)])
def test_it_is_painted_in_every_size(qtbot, sizes, width, height, scale):
    hands = Hands(qtbot, document(sizes), None)
    apply_theme(hands.panel, DARK, scale)
    hands.panel.set_look(Look(theme=DARK, scale=scale, decimals=6))
    hands.panel.resize(width, height)
    QApplication.processEvents()
    grid = hands.view.grid()
    assert 0 < grid.bottom <= hands.view.height()
    picture = hands.view.grab().toImage()
    cell = grid.of_weights().center().toPoint()
    assert picture.pixelColor(cell).isValid()


def test_numbers_that_overflowed_are_no_trouble(qtbot):
    net = Network.from_arrays([[[1e200]], [[1e200]]], [[0.0], [0.0]], ["linear", "linear"])
    hands = Hands(qtbot, Document(net, [[1e10]], [[1.0]]), Ref("W", 1, (0, 0)))
    hands.store.dispatch(act.Seek(len(hands.frame.steps)))
    for face in ("W", "gradient", "correction"):
        hands.panel.faces.chosen.emit(face)
        assert np.isfinite(hands.view.contents.values.reach)
        assert not hands.view.grab().isNull()


def test_cells_are_told_to_screen_readers_and_set_by_them(hands):
    told = QAccessible.queryAccessibleInterface(hands.view)
    assert told.text(QAccessible.Text.Name) == "Weights as a matrix"
    assert hands.view.accessible.children(None)[7] == Spot("cell", 1, 2)
    cell = told.child(7)
    assert cell.text(QAccessible.Text.Name) == "weight from node 3 in layer 1 to node 2 in layer 2"
    cell.valueInterface().setCurrentValue(0.5)
    assert hands.weight(1, 2) == 0.5


def test_the_twin_shows_the_same_without_lists(hands, qtbot):
    hands.panel.faces.chosen.emit("gradient")
    twin = hands.panel.twin(hands.frame, Look())
    qtbot.addWidget(twin)
    assert (twin.layer, twin.face) == (2, "gradient")
    assert twin.layers.isHidden()
    assert twin.picture_name
