from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from engine.nn.rebuild import without_node
from engine.nn.types import Ref
from engine.session import actions
from engine.session.places import Place
from engine.session.session import Session
from gui.diagram.layout import TextSizes, arrange
from gui.diagram.viewport import Viewport
from tests.gui.diagram.hand import LEFT, NONE, SHIFT

ALT = Qt.KeyboardModifier.AltModifier
SIZES = st.lists(st.integers(1, 9), min_size=2, max_size=6).map(tuple)
PLACES = st.lists(
    st.builds(Place, st.integers(0, 6), st.integers(0, 9), st.floats(0, 1), st.floats(0, 1)), max_size=12
)
VIEWS = st.tuples(st.floats(500, 1600), st.floats(300, 1100))


@settings(deadline=None, max_examples=50)
@given(SIZES, VIEWS, PLACES)
def test_nodes_never_overlap_and_layers_keep_their_order(sizes, view, places):
    layout = arrange(sizes, *view, TextSizes(), places=places)
    spots = [spot for column in layout.nodes for spot in column]
    for one, other in combinations(spots, 2):
        assert np.hypot(one.x - other.x, one.y - other.y) >= one.r + other.r - 1e-6
    for left, right in zip(layout.nodes, layout.nodes[1:], strict=False):
        assert max(spot.x for spot in left) < min(spot.x for spot in right)
    for spot in spots:
        assert spot.x - spot.r >= 0
        assert spot.x + spot.r <= layout.cost.x
        assert 0 <= spot.y - spot.r <= spot.y + spot.r <= view[1]


@given(SIZES, VIEWS)
def test_without_places_all_stand_by_themselves(sizes, view):
    plain, none = arrange(sizes, *view), arrange(sizes, *view, places=[Place(9, 0, 0.5, 0.5)])
    assert plain.nodes == none.nodes


def test_a_node_stands_where_it_was_put_and_its_bias_goes_along():
    layout = arrange((2, 3, 1), 1000, 700, places=[Place(1, 1, 0.45, 0.2)])
    plain = arrange((2, 3, 1), 1000, 700, places=[Place(1, 0, 0.0, 1.0)])
    assert plain.nodes[1][1] == arrange((2, 3, 1), 1000, 700).nodes[1][1]
    spot, one = layout.nodes[1][1], layout.ones[1][1]
    assert one.x == spot.x
    assert one.y < spot.y - spot.r


@settings(deadline=None, max_examples=40)
@given(st.floats(0.4, 0.9), st.floats(0, 1))
def test_where_a_node_was_pushed_to_it_stays(x, y):
    """Told in shares and read again, though others stand as near as they may."""
    first = arrange((2, 3, 3), 1000, 700, places=[Place(2, 0, x, y)])
    spot = first.nodes[2][0]
    again = arrange((2, 3, 3), 1000, 700, places=[Place(2, 0, *first.ground.share(spot.x, spot.y))])
    assert (again.nodes[2][0].x, again.nodes[2][0].y) == pytest.approx((spot.x, spot.y))


# By hand


@pytest.fixture
def hand(diagram, hand_on, document_of):
    found = hand_on("Fa(1)", Session.start(document_of((2, 2, 3, 1))))
    diagram.set_arranging(True)
    return found


def spot_of(diagram, layer, j):
    return diagram.picture().layout.nodes[layer][j]


def pull(diagram, at, keys=NONE, buttons=LEFT):
    here = QPointF(at)
    QApplication.sendEvent(
        diagram,
        QMouseEvent(
            QEvent.Type.MouseMove, here, diagram.mapToGlobal(here), Qt.MouseButton.NoButton, buttons, keys
        ),
    )


def carry(diagram, node, dx, dy, keys=NONE, release=True):
    spot = spot_of(diagram, *node)
    start = QPoint(round(spot.x), round(spot.y + spot.r / 2))
    QTest.mousePress(diagram, LEFT, keys, start)
    pull(diagram, start + QPoint(dx // 2, dy // 2), keys)
    pull(diagram, start + QPoint(dx, dy), keys)
    if release:
        QTest.mouseRelease(diagram, LEFT, keys, start + QPoint(dx, dy))


def test_a_node_is_dragged_elsewhere_as_one_change(hand, diagram):
    before = spot_of(diagram, 1, 0)
    carry(diagram, (1, 0), 30, -20)
    after = spot_of(diagram, 1, 0)
    assert (after.x - before.x, after.y - before.y) == pytest.approx((30, -20), abs=0.01)
    assert hand.undo == ["move node 1 of layer 1"]
    assert [(place.layer, place.node) for place in hand.frame.document.places] == [(1, 0)]
    hand.store.dispatch(actions.Undo())
    assert spot_of(diagram, 1, 0) == before
    hand.store.dispatch(actions.Redo())
    assert spot_of(diagram, 1, 0) == after


def test_what_travels_and_all_edges_follow(hand, diagram):
    carry(diagram, (1, 0), 30, -20)
    layout = diagram.picture().layout
    x, y, _, _ = diagram.picture().edges[1].lines[0, 0]
    spot = layout.nodes[1][0]
    assert np.hypot(x - spot.x, y - spot.y) == pytest.approx(spot.r)


def test_no_run_forks_and_no_weight_changes(hand, diagram):
    before = hand.frame
    carry(diagram, (2, 1), 20, 0)
    assert hand.frame.run == before.run
    assert hand.frame.network is before.network


def test_escape_gives_up(hand, diagram):
    before = spot_of(diagram, 1, 0)
    carry(diagram, (1, 0), 30, -20, release=False)
    assert spot_of(diagram, 1, 0) != before
    hand.key(Qt.Key.Key_Escape)
    assert spot_of(diagram, 1, 0) == before
    QTest.mouseRelease(diagram, LEFT, NONE, QPoint(300, 300))
    assert hand.undo == []


def test_a_click_only_selects(hand, diagram):
    spot = spot_of(diagram, 1, 0)
    hand.qtbot.mouseClick(diagram, LEFT, pos=QPoint(round(spot.x), round(spot.y + spot.r / 2)))
    assert hand.frame.selected == Ref("a", 1, (0,))
    assert hand.undo == []


def test_inputs_are_dragged_to_set_them_and_with_shift_to_move_them(hand, diagram):
    x = hand.value(Ref("x", 0, (0,)))
    before = spot_of(diagram, 0, 0)
    carry(diagram, (0, 0), 0, -20)
    assert hand.value(Ref("x", 0, (0,))) != x
    assert spot_of(diagram, 0, 0) == before
    hand.store.dispatch(actions.Undo())
    carry(diagram, (0, 0), 0, -30, SHIFT)
    assert hand.value(Ref("x", 0, (0,))) == x
    assert spot_of(diagram, 0, 0).y == pytest.approx(before.y - 30, abs=0.01)


def test_over_another_node_of_its_layer_the_two_change_places(hand, diagram):
    first, second = spot_of(diagram, 2, 0), spot_of(diagram, 2, 1)
    carry(diagram, (2, 0), 0, round(second.y - first.y))
    assert (spot_of(diagram, 2, 0).x, spot_of(diagram, 2, 0).y) == pytest.approx(
        (second.x, second.y), abs=0.01
    )
    assert (spot_of(diagram, 2, 1).x, spot_of(diagram, 2, 1).y) == pytest.approx((first.x, first.y), abs=0.01)
    assert hand.undo == ["move node 1 of layer 2"]


def test_no_node_can_be_put_into_another_layer_or_over_another(hand, diagram):
    carry(diagram, (1, 0), 400, 150)
    layout = diagram.picture().layout
    assert layout.nodes[1][0].x < min(spot.x for spot in layout.nodes[2])
    spots = [spot for column in layout.nodes for spot in column]
    for one, other in combinations(spots, 2):
        assert np.hypot(one.x - other.x, one.y - other.y) >= one.r + other.r


def test_keys_move_the_node_they_are_on(hand, diagram):
    for _ in range(3):
        hand.key(Qt.Key.Key_Right)
    before = spot_of(diagram, 1, 0)
    hand.key(Qt.Key.Key_Up, ALT)
    hand.key(Qt.Key.Key_Up, ALT)
    hand.key(Qt.Key.Key_Right, ALT | SHIFT)
    after = spot_of(diagram, 1, 0)
    assert (after.x - before.x, after.y - before.y) == pytest.approx((2, -24), abs=0.01)
    assert hand.undo == ["move node 1 of layer 1"]


def test_alt_and_arrows_do_nothing_else(hand, diagram):
    hand.key(Qt.Key.Key_Up, ALT)
    assert hand.undo == []
    diagram.set_arranging(False)
    for _ in range(3):
        hand.key(Qt.Key.Key_Right)
    hand.key(Qt.Key.Key_Up, ALT)
    assert hand.undo == []


def test_a_node_that_was_let_go_of_elsewhere_does_not_follow_the_mouse(hand, diagram):
    before = spot_of(diagram, 1, 0)
    carry(diagram, (1, 0), 30, -20, release=False)
    pull(diagram, QPoint(400, 300), buttons=Qt.MouseButton.NoButton)
    assert spot_of(diagram, 1, 0) == before
    assert hand.undo == []


def test_tidy_puts_all_back(hand, diagram):
    plain = diagram.picture().layout.nodes
    diagram.tidy()
    assert hand.undo == []
    carry(diagram, (1, 0), 30, -20)
    carry(diagram, (2, 2), -20, 0)
    diagram.tidy()
    assert diagram.picture().layout.nodes == plain
    assert hand.undo[-1] == "tidy up"
    hand.store.dispatch(actions.Undo())
    assert len(hand.frame.document.places) == 2


def test_where_it_is_switched_off_nodes_stay(hand, diagram):
    diagram.set_arranging(False)
    before = spot_of(diagram, 1, 0)
    carry(diagram, (1, 0), 30, -20)
    assert spot_of(diagram, 1, 0) == before
    assert hand.undo == []


def test_it_goes_where_the_mouse_goes_when_zoomed(hand, diagram):
    diagram.set_viewport(Viewport(2.0, 0.1, 0.1))
    before = spot_of(diagram, 1, 0)
    carry(diagram, (1, 0), 30, 20)
    after = spot_of(diagram, 1, 0)
    assert (after.x - before.x, after.y - before.y) == pytest.approx((30, 20), abs=0.01)


def test_a_node_of_a_network_that_is_gone_is_let_go_of(hand, diagram):
    carry(diagram, (2, 2), 20, 0, release=False)
    net = without_node(hand.frame.network, 2, 2)
    hand.store.dispatch(actions.SetSettings({"network": net}, "remove a node"))
    QTest.mouseRelease(diagram, LEFT, NONE, QPoint(300, 300))
    assert hand.undo == ["remove a node"]
    diagram.grab()


def test_a_place_far_away_stays_in_a_smaller_window(hand, diagram):
    carry(diagram, (2, 2), 20, 30)
    diagram.resize(420, 300)
    for column in diagram.picture().layout.nodes:
        for spot in column:
            assert 0 <= spot.x - spot.r <= spot.x + spot.r <= 420
            assert 0 <= spot.y - spot.r <= spot.y + spot.r <= 300
