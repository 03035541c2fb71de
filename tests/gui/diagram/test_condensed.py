from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, Qt

from engine.nn.types import Ref
from engine.session import actions
from gui.diagram.condensed import chosen, folds_of, usual_order
from gui.diagram.hit import Hits
from gui.diagram.layout import arrange
from gui.diagram.planning import Detail, Room, TextSizes
from gui.diagram.staging import stage_of
from gui.diagram.text import sizes_of
from gui.diagram.viewport import Viewport
from gui.look import Look
from gui.theme import DARK, LIGHT

SIZE = (740.0, 490.0)


def digits(document_of):
    return document_of((64, 16, 10), ("relu", "sigmoid"), samples=5)


def layout_of(frame, opened=(), size=SIZE):
    return stage_of(frame, size, sizes_of(frame, Look()), opened=opened).layout()


@pytest.fixture
def condensed_at(dressed_app, frame_at):
    """Compose the picture of a step as the window does."""
    from gui.diagram.compose import compose
    from gui.diagram.text import measure_with

    def make(step, document, size=SIZE, **more):
        frame = frame_at(step, document, **more)
        return compose(frame, layout_of(frame, size=size), Look(), measure_with(1.0))

    return make


def test_a_wide_network_is_condensed_and_a_small_one_is_not(dressed_app, frame_at, document_of):
    wide = layout_of(frame_at("F0", digits(document_of)))
    assert wide.is_condensed
    assert wide.detail is Detail.VALUE
    assert [stack.n for stack in wide.stacks] == [64, 16, 10]
    small = layout_of(frame_at("F0", document_of((2, 8, 8, 8, 1))))
    assert not small.is_condensed
    assert small.stacks == (None,) * 5


def test_inputs_that_make_a_square_are_shown_as_one(dressed_app, frame_at, document_of):
    stack = layout_of(frame_at("F0", digits(document_of))).stacks[0]
    assert stack.columns == 8
    assert stack.box.w == pytest.approx(stack.box.h)
    assert stack.cell(9).x == pytest.approx(stack.cell(1).x)


@given(
    st.integers(2, 80).flatmap(
        lambda n: st.tuples(
            st.integers(1, n - 1), st.permutations(range(n)), st.lists(st.integers(0, n - 1), max_size=6)
        )
    )
)
def test_guests_are_always_shown_and_nobody_twice(drawn):
    count, usual, guests = drawn
    shown = chosen(count, usual, guests)
    assert len(shown) == len(set(shown)) == count
    assert list(shown) == sorted(shown)
    assert set(list(dict.fromkeys(guests))[:count]) <= set(shown)


def test_most_of_the_shown_nodes_stay_where_they_are_whoever_is_asked_for():
    alone = chosen(6, range(20), [])
    for guest in range(20):
        shown = chosen(6, range(20), [guest])
        assert shown[:3] == alone[:3]
        assert guest in shown


def test_the_inputs_that_differ_most_come_first():
    X = np.array([[0.0, 5.0, 1.0], [0.0, -5.0, 1.5], [0.0, 0.0, np.nan]])
    assert usual_order(X[:2]) == (1, 2, 0)
    assert usual_order(X)[0] == 1


@given(
    st.lists(st.integers(1, 200), min_size=2, max_size=8).map(tuple),
    st.tuples(st.floats(500, 1600), st.floats(300, 1100)),
    st.sampled_from([0.8, 1.0, 2.0]),
)
def test_condensed_nodes_and_cells_never_overlap(sizes, view, scale):
    text = TextSizes(
        44 * scale, 22 * scale, 92 * scale, 104 * scale, 42 * scale, 46 * scale, 16 * scale, scale
    )
    folds = folds_of(Room(sizes, *view, text), lambda l: range(sizes[l]), [[] for _ in sizes])
    layout = arrange(sizes, *view, text, folds=folds)
    for layer in range(len(sizes)):
        spots = [layout.nodes[layer][j] for j in layout.shown(layer)]
        assert spots
        for one, other in combinations(spots, 2):
            assert np.hypot(one.x - other.x, one.y - other.y) >= one.r + other.r - 1e-6
        stack = layout.stacks[layer]
        if stack is not None:
            assert not any(spot.overlaps(stack.box) for spot in spots)
            assert stack.box.y + stack.box.h <= view[1]
            assert all(
                stack.at(stack.cell(j).cx, stack.cell(j).cy) == j for j in (0, stack.n // 2, stack.n - 1)
            )


@pytest.mark.parametrize("zoom", ["layer", "node", "edge"])
def test_what_is_in_play_in_detail_is_always_drawn_with_its_number(condensed_at, frame_at, document_of, zoom):
    document = digits(document_of)
    steps = len(frame_at("F0", document, zoom=zoom).steps)
    for step in [*range(1, steps, max(steps // 20, 1)), steps]:
        frame = frame_at(step, document, zoom=zoom)
        picture = condensed_at(step, document, zoom=zoom)
        focus = frame.focus
        if focus is None or not focus.index or focus.symbol in ("y", "J"):
            continue
        ends = [(focus.layer, focus.index[0])]
        if len(focus.index) == 2:
            ends.append((focus.layer - 1, focus.index[1]))
        if focus.symbol == "term":
            ends = [(focus.layer, focus.index[0]), (focus.layer - 1, focus.index[1])]
        for layer, j in ends:
            assert picture.layout.is_shown(layer, j), (step, focus)


def test_what_is_selected_is_drawn_in_full(condensed_at, document_of):
    picture = condensed_at("Fa(1)", digits(document_of), selected=Ref("W", 1, (12, 40)))
    assert picture.layout.is_shown(1, 12)
    assert picture.layout.is_shown(0, 40)
    assert not picture.edges[0].folded[12, 40]
    assert "… 60 more" in picture.texts()
    assert "13" in picture.texts()


def test_no_label_covers_a_node_or_a_cell_and_all_say_something(condensed_at, document_of):
    document = digits(document_of)
    for step in range(1, 22, 2):
        picture = condensed_at(step, document)
        labels = list(picture.all_labels())
        for one, other in combinations(labels, 2):
            assert not one.box.overlaps(other.box), (step, one.text, other.text)
        for label in labels:
            assert not any(node.spot.overlaps(label.box) for node in picture.nodes)
            assert not any(mark.stack.box.overlaps(label.box) for mark in picture.stacks)


def test_cells_hold_the_activations_and_what_is_unknown_is_no_number(condensed_at, frame_at, document_of):
    document = digits(document_of)
    before, after = (condensed_at(step, document).stacks for step in ("F0", "Fa(1)"))
    assert before[0].values == pytest.approx(document.X[0])
    assert np.isnan(before[1].values).all()
    assert after[1].values == pytest.approx(frame_at("Fa(1)", document).trace.a[1][0])
    hidden = condensed_at("Fa(1)", document, hidden={Ref("a", 1, (3,))}).stacks[1].values
    assert np.isnan(hidden[3])
    assert np.isfinite(np.delete(hidden, 3)).all()


def test_edges_of_cells_are_not_hit_one_by_one(condensed_at, document_of):
    picture = condensed_at("F0", digits(document_of))
    hits = Hits(picture, backward=False)
    stack = picture.stacks[0].stack
    cell = stack.cell(63)
    assert hits.at(cell.cx, cell.cy).main == Ref("x", 0, (63,))
    marks = picture.edges[0]
    j, k = np.argwhere(marks.folded)[0]
    assert next(hits.shapes([Ref("W", 1, (int(j), int(k)))])).shape == pytest.approx(tuple(marks.lines[j, k]))


def test_a_click_on_a_cell_opens_its_node_and_it_stays_open(diagram, hand_on, document_of):
    from engine.session.session import Session

    hand = hand_on("Fa(1)", Session.start(digits(document_of)))
    for j in (13, 11):
        stack = diagram.picture().stacks[1].stack
        cell = stack.cell(j)
        assert not diagram.picture().layout.is_shown(1, j)
        hand.qtbot.mouseClick(diagram, Qt.MouseButton.LeftButton, pos=QPoint(round(cell.cx), round(cell.cy)))
        assert hand.frame.selected == Ref("a", 1, (j,), 0)
        assert diagram.picture().layout.is_shown(1, j)
    assert diagram.picture().layout.is_shown(1, 13)


def test_the_keyboard_walks_over_nodes_that_are_only_cells(diagram, hand_on, document_of):
    from engine.session.session import Session

    hand = hand_on("Fa(1)", Session.start(digits(document_of)))
    hand.key(Qt.Key.Key_Right)
    for _ in range(30):
        hand.key(Qt.Key.Key_Down)
        at = diagram.accessible.focus()
        assert diagram.picture().layout.is_shown(0, at.index[0])
        box = diagram.accessible.told(at).box
        spot = diagram.picture().layout.nodes[0][at.index[0]]
        assert box.center().x() == pytest.approx(spot.x)
        assert box.center().y() == pytest.approx(spot.y)


def test_readers_find_the_nodes_that_are_cells(diagram, frame_at, document_of):
    from PySide6.QtCore import QPointF

    diagram.show_frame(frame_at("Fa(1)", digits(document_of)))
    ref = Ref("x", 0, (5,))
    box = diagram.accessible.told(ref).box
    assert not box.isEmpty()
    assert diagram.accessible.at(QPointF(box.center())) == ref


@pytest.mark.parametrize("theme", [LIGHT, DARK])
def test_cells_are_painted_in_the_colours_of_their_numbers(diagram, frame_at, document_of, theme):
    diagram.set_look(Look(theme=theme, motion=0))
    document = digits(document_of)
    diagram.show_frame(frame_at("F0", document))
    image = diagram.grab().toImage()
    stack = diagram.picture().stacks[0].stack
    shown = {}
    for j in range(64):
        cell = stack.cell(j)
        shown[j] = image.pixelColor(round(cell.cx), round(cell.cy)).name()
    x = document.X[0]
    assert shown[int(x.argmax())] != shown[int(x.argmin())]
    assert len(set(shown.values())) > 20


def test_more_room_condenses_less(dressed_app, frame_at, document_of):
    frame = frame_at("F0", digits(document_of))
    text = sizes_of(frame, Look())
    shown = [
        sum(len(stage_of(frame, SIZE, text, viewport=Viewport(zoom)).layout().shown(l)) for l in range(3))
        for zoom in (1.0, 2.0, 4.0, 12.0)
    ]
    assert shown == sorted(shown)
    assert shown[-1] == 64 + 16 + 10


def test_ten_wide_layers_have_their_step_in_sight(condensed_at, document_of):
    picture = condensed_at("Fz(6)", document_of((8, *(30,) * 10, 3)), size=(1000.0, 600.0))
    assert picture.layout.is_condensed
    assert picture.layout.is_shown(6, 0)
    assert any(label.text.startswith("z ") or label.role == "forward" for label in picture.labels)


def test_a_network_that_gets_wide_by_hand_is_condensed_at_once(diagram, hand_on, document_of):
    from engine.nn.rebuild import with_node
    from engine.session.session import Session

    hand = hand_on("F0", Session.start(document_of((2, 12, 1))))
    assert not diagram.picture().layout.is_condensed
    net = hand.frame.network
    for _ in range(8):
        net = with_node(net, 1)
    hand.store.dispatch(actions.SetSettings({"network": net}, "add nodes"))
    assert diagram.picture().layout.is_condensed
    assert len(diagram.picture().layout.nodes[1]) == 20
