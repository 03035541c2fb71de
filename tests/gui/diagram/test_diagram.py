from __future__ import annotations

import math
from dataclasses import replace
from itertools import product

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QColor, QHelpEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolTip

from engine.nn.types import Ref
from engine.session import actions
from gui.diagram.card import card_of, description_of
from gui.diagram.cursor import Cursor
from gui.look import Look
from gui.theme import DARK, LIGHT

W1, A1, Z1, DELTA1 = (
    Ref("W", 1, (0, 0)),
    Ref("a", 1, (0,)),
    Ref("z", 1, (0,)),
    Ref("delta", 1, (0,)),
)


def listen(signal):
    heard = []
    signal.connect(heard.append)
    return heard


def node(diagram, layer, j, up=0.0):
    spot = diagram.picture().layout.nodes[layer][j]
    return QPoint(round(spot.x), round(spot.y - up * spot.r))


def on_edge(diagram, layer, share, aside=0.0):
    x0, y0, x1, y1 = diagram.picture().edges[layer - 1].lines[0, 0]
    return QPoint(round(x0 + (x1 - x0) * share), round(y0 + (y1 - y0) * share + aside))


def label(diagram, kind, number=0):
    box = [found for found in diagram.picture().all_labels() if found.kind == kind][number].box
    return QPoint(round(box.cx), round(box.cy))


def test_the_mouse_tells_what_it_is_on(diagram, qtbot, frame_at):
    diagram.show_frame(frame_at("B5(1)"))
    heard = listen(diagram.pointed)
    for place in (
        node(diagram, 1, 0, 0.6),
        node(diagram, 1, 0, -0.6),
        on_edge(diagram, 1, 0.5, 3),
        label(diagram, "delta"),
        label(diagram, "packet"),
        label(diagram, "gradient"),
        QPoint(5, 5),
    ):
        qtbot.mouseMove(diagram, place)
    tag = next(found for found in diagram.picture().labels if found.kind == "gradient")
    assert heard == [
        frozenset({Z1}),
        frozenset({A1}),
        frozenset({W1}),
        frozenset({DELTA1}),
        frozenset({Ref("term", 2, (0, 0))}),
        frozenset(tag.refs),
        frozenset(),
    ]


def test_an_edge_can_be_hit_4_px_aside_and_no_farther(diagram, frame_at):
    diagram.show_frame(frame_at("F0"))
    x0, y0, x1, _ = diagram.picture().edges[0].lines[0, 0]
    assert diagram.hits().at((x0 + x1) / 2, y0 + 3.9).main == W1
    assert diagram.hits().at((x0 + x1) / 2, y0 + 4.6) is None


@pytest.mark.parametrize(("step", "selected"), [("Fa(1)", A1), ("B5(1)", DELTA1)])
def test_a_click_selects_what_a_node_means_in_its_phase(diagram, qtbot, frame_at, step, selected):
    diagram.show_frame(frame_at(step))
    heard = listen(diagram.dispatched)
    qtbot.mouseClick(diagram, Qt.MouseButton.LeftButton, pos=node(diagram, 1, 0, -0.6))
    qtbot.mouseClick(diagram, Qt.MouseButton.LeftButton, pos=on_edge(diagram, 1, 0.5))
    qtbot.mouseClick(diagram, Qt.MouseButton.LeftButton, pos=QPoint(4, 4))
    assert heard == [actions.Select(selected), actions.Select(W1), actions.Select(None)]


def test_quantities_of_a_batch_carry_their_sample(diagram, qtbot, frame_at, document_of):
    diagram.show_frame(frame_at("B5(1)", document_of((2, 3, 1), samples=3), sample=2))
    heard = listen(diagram.pointed)
    qtbot.mouseMove(diagram, node(diagram, 1, 0, -0.5))
    assert heard == [frozenset({A1.at(2)})]


def test_leaving_points_at_nothing(diagram, qtbot, frame_at):
    diagram.show_frame(frame_at("F0"))
    qtbot.mouseMove(diagram, node(diagram, 0, 0))
    heard = listen(diagram.pointed)
    QApplication.sendEvent(diagram, QEvent(QEvent.Type.Leave))
    assert heard == [frozenset()]


@pytest.mark.parametrize("ref", [Z1, A1, DELTA1, W1, Ref("J", 2), Ref("term", 2, (0, 0)), Ref("b", 2, (0,))])
def test_light_shows_and_goes_out(diagram, frame_at, ref):
    diagram.show_frame(frame_at("B5(1)"))
    dark = diagram.grab().toImage()
    diagram.light(frozenset({ref}))
    assert diagram.grab().toImage() != dark
    diagram.light(frozenset())
    assert diagram.grab().toImage() == dark


@pytest.mark.parametrize(
    "ref",
    [Ref("a", 1, (2,)), Ref("z", 3, (0,)), Ref("b", 1, (2,)), Ref("W", 2, (0, 2)), Ref("dW", 3, (0, 0))],
)
def test_light_on_what_is_gone_is_not_shown(diagram, frame_at, document_of, ref):
    diagram.show_frame(frame_at("F0", document_of((2, 3, 2, 1))))
    diagram.light(frozenset({ref}))
    diagram.show_frame(frame_at("F0", document_of((2, 2, 1))))
    lit = diagram.grab().toImage()
    diagram.light(frozenset())
    assert diagram.grab().toImage() == lit


def test_light_on_another_sample_is_not_shown(diagram, frame_at, document_of):
    diagram.show_frame(frame_at("B5(1)", document_of((2, 3, 1), samples=3)))
    dark = diagram.grab().toImage()
    diagram.light(frozenset({A1.at(1)}))
    assert diagram.grab().toImage() == dark


def test_a_selected_quantity_is_marked(diagram, frame_at):
    diagram.show_frame(frame_at("B5(1)"))
    plain = diagram.grab().toImage()
    diagram.show_frame(frame_at("B5(1)", selected=A1))
    assert diagram.grab().toImage() != plain


def test_one_step_forward_moves_and_comes_to_rest(diagram, qtbot, frame_at):
    diagram.set_look(Look(motion=0.05))
    diagram.show_frame(frame_at(11))
    assert not diagram.moving
    diagram.show_frame(frame_at(12))
    assert diagram.moving
    qtbot.waitUntil(lambda: not diagram.moving)


def test_back_and_far_away_show_the_end_at_once(diagram, frame_at):
    diagram.set_look(Look(motion=5))
    diagram.show_frame(frame_at(13))
    for number in (12, 14, 2, 9):
        diagram.show_frame(frame_at(number))
        assert not diagram.moving


@pytest.mark.parametrize("step", [3, 9, 14, 15, 18, 19])
def test_what_a_step_makes_settles_and_then_stands_still(diagram, qtbot, frame_at, step):
    diagram.show_frame(frame_at(step))
    still = diagram.grab().toImage()
    diagram.show_frame(frame_at(step - 1))
    diagram.set_look(Look(motion=5))
    diagram.show_frame(frame_at(step))
    diagram._motion.setCurrentTime(4000)
    assert diagram.moving
    assert diagram.grab().toImage() != still
    diagram.set_look(Look(motion=0))
    assert diagram.grab().toImage() == still


def test_a_new_frame_ends_the_motion_and_reduced_motion_has_none(diagram, frame_at):
    diagram.set_look(Look(motion=5))
    diagram.show_frame(frame_at(1))
    diagram.show_frame(frame_at(2))
    assert diagram.moving
    diagram.show_frame(frame_at(1))
    assert not diagram.moving
    diagram.set_look(Look(motion=0))
    diagram.show_frame(frame_at(2))
    assert not diagram.moving


def test_nothing_moves_where_nobody_looks(diagram, frame_at):
    diagram.set_look(Look(motion=5))
    diagram.show_frame(frame_at(1))
    diagram.show_frame(frame_at(2))
    diagram.hide()
    assert not diagram.moving
    diagram.show_frame(frame_at(3))
    diagram.show_frame(frame_at(4))
    assert not diagram.moving


def test_arrows_walk_and_enter_selects(diagram, qtbot, frame_at):
    diagram.show_frame(frame_at("B5(1)"))
    pointed, sent = listen(diagram.pointed), listen(diagram.dispatched)
    diagram.setFocus()
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Return, Qt.Key.Key_Escape):
        qtbot.keyClick(diagram, key)
    places = [Ref("x", 0, (0,)), W1, A1]
    assert pointed == [*(frozenset({place}) for place in places), frozenset()]
    assert sent == [actions.Select(DELTA1), actions.Select(None)]


def test_the_keyboard_can_be_seen(diagram, qtbot, frame_at):
    diagram.show_frame(frame_at("B5(1)"))
    diagram.setFocus()
    qtbot.waitUntil(diagram.hasFocus)
    before = diagram.grab().toImage()
    qtbot.keyClick(diagram, Qt.Key.Key_Right)
    assert diagram.grab().toImage() != before


@pytest.mark.parametrize("key", [Qt.Key.Key_Space, Qt.Key.Key_S, Qt.Key.Key_Return, Qt.Key.Key_Escape])
def test_other_keys_are_left_to_the_window(diagram, qtbot, frame_at, key):
    diagram.show_frame(frame_at("F0"))
    heard = listen(diagram.dispatched)
    qtbot.keyClick(diagram, key)
    assert heard == []


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("step", "layer"), [("B5(1)", 1), ("Fa(2)", 2)])
def test_the_keyboard_is_seen_all_around_the_node_in_play(diagram, qtbot, frame_at, step, layer, theme):
    diagram.set_look(Look(motion=0, theme=theme))
    diagram.show_frame(frame_at(step))
    diagram.setFocus()
    for _ in range(1 + 2 * layer):
        qtbot.keyClick(diagram, Qt.Key.Key_Right)
    spot, image = diagram.picture().layout.nodes[layer][0], diagram.grab().toImage()
    for angle in range(0, 360, 15):
        beyond_the_halo = {
            image.pixelColor(
                round(spot.x + away * math.cos(math.radians(angle))),
                round(spot.y + away * math.sin(math.radians(angle))),
            ).name()
            for away in (spot.r + 9, spot.r + 10, spot.r + 11)
        }
        assert theme.colour("forward").name() in beyond_the_halo, angle


def test_the_cursor_reaches_every_node_edge_and_bias():
    walk, seen, todo = Cursor((2, 3, 1)), set(), [Cursor((2, 3, 1)).first]
    while todo:
        place = todo.pop()
        if place not in seen:
            seen.add(place)
            assert walk.fits(place)
            todo += [walk.moved(place, way) for way in ("left", "right", "up", "down")]
    assert len(seen) == 2 + 3 + 1 + 6 + 3 + 3 + 1 + 1 + 1
    assert not walk.fits(Ref("a", 2, (5,)))


def test_the_card_says_what_value_and_where_from(frame_at):
    frame, look = frame_at("B5(1)"), Look()
    card = card_of(DELTA1, frame, look)
    assert "delta of node 1 in layer 1" in card.lower()
    assert "δ₁ = −0.028" in card
    assert "w₂ δ₂ · σ′(z₁)" in card
    assert "not known yet" in card_of(DELTA1, frame_at("F0"), look)


@pytest.mark.parametrize("ref", [DELTA1, Ref("dW", 1, (0, 0)), Ref("db", 1, (0,)), Ref("slope", 1, (0,))])
def test_the_card_shows_no_half_filled_formula(frame_at, ref):
    for frame in (frame_at("R"), frame_at("R", hidden={Z1, A1})):
        numbers = [line for line in card_of(ref, frame, Look()).split("<br>")[1:] if "?" in line]
        assert all(line.endswith("shows it again") for line in numbers)


def test_the_card_says_why_a_delta_is_gone(frame_at):
    gone = "it belonged to the old weights: a step back shows it again"
    assert gone in card_of(DELTA1, frame_at("R"), Look())
    assert "not known yet" in card_of(DELTA1, frame_at("R", hidden={DELTA1}), Look())


def test_a_click_on_what_has_no_number_says_why_at_once(hand_on):
    hand = hand_on("R")
    hand.press(DELTA1)
    QTest.mouseRelease(hand.diagram, Qt.MouseButton.LeftButton, pos=hand.at)
    assert hand.frame.selected == hand.frame.resolved(DELTA1)
    assert "a step back shows it again" in QToolTip.text()
    QToolTip.hideText()


def test_the_card_of_an_input_sum_names_the_bias(frame_at, document_of):
    assert "b₁ = −0.100" in card_of(Z1, frame_at("F0"), Look())
    folded = frame_at("Fz(1)", document_of((2, 30, 1)))
    bias = folded.names.text(Ref("b", 1, (4,)))
    assert f"{bias} = {Look().number(folded.value(Ref('b', 1, (4,))))}" in card_of(
        Ref("z", 1, (4,)), folded, Look()
    )
    assert "b₁ = ?" in card_of(Z1, frame_at("Fz(1)", hidden={Ref("b", 1, (0,))}), Look())


def test_the_card_comes_up_at_the_pointer(diagram, qtbot, frame_at):
    diagram.show_frame(frame_at("B5(1)"))
    place = label(diagram, "delta")
    QApplication.sendEvent(diagram, QHelpEvent(QEvent.Type.ToolTip, place, diagram.mapToGlobal(place)))
    assert "−0.028" in QToolTip.text()
    nowhere = QPoint(4, 4)
    QApplication.sendEvent(diagram, QHelpEvent(QEvent.Type.ToolTip, nowhere, diagram.mapToGlobal(nowhere)))
    qtbot.waitUntil(lambda: not QToolTip.isVisible())


def test_it_is_described_in_words(diagram, frame_at, document_of):
    diagram.show_frame(frame_at("Fa(1)"))
    assert diagram.accessibleName()
    assert "Node 1: z 0.500, a 0.622, delta unknown." in diagram.accessibleDescription()
    assert len(description_of(frame_at("B5(1)", document_of((2, 30, 30, 1))), Look())) < 200


def test_themes_change_live(diagram, frame_at):
    diagram.show_frame(frame_at("B5(1)"))
    diagram.set_look(Look(theme=DARK, motion=0))
    image = diagram.grab().toImage()
    assert image.pixelColor(20, 60) == QColor(DARK.background)


def test_numbers_follow_the_look(diagram, frame_at):
    diagram.show_frame(frame_at("B5(1)"))
    diagram.set_look(Look(decimals=4, point=",", motion=0))
    assert "δ₁ = −0,0279" in diagram.picture().texts()


def test_it_needs_a_frame_to_have_a_picture(diagram):
    diagram.grab()
    with pytest.raises(RuntimeError, match="no frame"):
        diagram.picture()


@pytest.mark.parametrize("size", [(360, 260), (740, 490), (1500, 1000)])
def test_it_paints_any_network_at_any_size(diagram, frame_at, document_of, size):
    diagram.resize(*size)
    for sizes in ((1, 1), (2, 4, 3, 1), (30, 30, 30), (2, *(8,) * 9, 1)):
        document = document_of(sizes)
        for step in (1, 2, "C", f"B1({len(sizes) - 1})", "U0", "R"):
            diagram.show_frame(frame_at(step, document))
            assert not diagram.grab().isNull()


def test_a_network_that_ran_away_is_painted_without_a_warning(diagram, frame_at, runaway_document):
    for update in range(12):
        for step in range(1, 23):
            diagram.show_frame(frame_at(step, runaway_document, run=update))
            assert not diagram.grab().isNull()


def test_an_input_sum_too_large_for_its_curve_is_painted_without_one(diagram, frame_at, document_of):
    document = document_of((1, 1, 1), ("linear", "linear"))
    huge = replace(document, network=document.network.with_parameter(Ref("b", 1, (0,)), 1.5e308))
    diagram.show_frame(frame_at("Fa(1)", huge))
    assert not diagram.grab().isNull()


def test_the_dot_does_not_give_a_withheld_activation_away(diagram, frame_at):
    def ink(step, hidden=()):
        diagram.show_frame(frame_at(step, hidden=hidden))
        spot, image = diagram.picture().layout.nodes[1][0], diagram.grab().toImage()
        places = product(range(-25, 26), range(-9, 6))
        colours = [image.pixelColor(round(spot.x) + dx, round(spot.y) + dy).name() for dx, dy in places]
        return colours.count(Look().theme.ink.lower())

    assert ink("Fz(1)") == 0
    assert ink("Fa(1)") > 15
    assert ink("Fa(1)", {A1}) == 0
    assert ink("Fa(1)", {Z1}) == 0
