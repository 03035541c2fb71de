"""Answers that are drawn: a direction on the map of J, a cost curve, a place on the diagram."""

from __future__ import annotations

import math

import pytest
from PySide6.QtCore import QPoint, Qt

from engine.lessons.play import begun, mark, moved, shown, stage
from engine.nn.types import Ref
from engine.session import actions as act
from engine.session.session import Session
from gui.learn.course import files, lesson_in
from gui.look import Look
from gui.main_window import MainWindow

LEFT = Qt.MouseButton.LeftButton
W1, W2 = Ref("W", 1, (0, 0)), Ref("W", 2, (0, 0))


@pytest.fixture
def window(qtbot):
    made = MainWindow(Session.start(), Look(motion=0.0))
    qtbot.addWidget(made)
    made.resize(1440, 900)
    made.show()
    qtbot.waitExposed(made)
    qtbot.waitUntil(lambda: made.regions.cost_curve.plot is not None)
    return made


def enter(window, number, step):
    lesson = lesson_in(files()[number - 1])
    at = [each.id for each in lesson.steps].index(step)
    window.learning.show(begun(lesson, 1, at))
    return window.learning


def card(window):
    return window.learning._hand.card


def given(window):
    return card(window).question.answer.answer


def pull(qtbot, plot, *points):
    qtbot.mousePress(plot, LEFT, pos=points[0])
    for point in points[1:]:
        qtbot.mouseMove(plot, point)
    qtbot.mouseRelease(plot, LEFT, pos=points[-1])


@pytest.fixture
def surface(window, qtbot):
    enter(window, 5, "arrow")
    panel = window.regions.beside.view("surface")
    qtbot.waitUntil(lambda: panel.plot._contents is not None and panel._mapper.sheet is not None)
    qtbot.waitUntil(lambda: panel._frame is window.frame)
    return panel


def test_the_map_begins_with_the_first_free_weights_and_shows_the_whole_landscape(surface):
    ground = surface._mapper.sheet.ground
    assert surface.pair == (W1, W2)
    assert (ground.low[1], ground.high[1]) == (-6.0, 6.0)
    assert ground.low[0] == -ground.high[0] <= -6.0


def test_a_direction_is_drawn_and_told_to_the_card(window, surface, qtbot):
    plot, before = surface.plot, window.store.session.document
    at = plot.point_place().toPoint()
    pull(qtbot, plot, at, at + QPoint(30, 0), at + QPoint(30, -30))
    assert plot.degrees == pytest.approx(45.0, abs=2.0)
    assert given(window) == pytest.approx(plot.degrees, abs=0.06)
    assert window.store.session.document is before
    assert "yours" in surface.side.reading.text()


def test_keys_turn_the_arrow(window, surface, qtbot):
    qtbot.keyClick(surface.plot, Qt.Key.Key_Left)
    for key, shift in ((Qt.Key.Key_Up, False), (Qt.Key.Key_Left, True), (Qt.Key.Key_Right, False)):
        held = Qt.KeyboardModifier.ShiftModifier if shift else Qt.KeyboardModifier.NoModifier
        qtbot.keyClick(surface.plot, key, held)
    assert surface.plot.degrees == given(window) == 1.0


def test_escape_gives_an_arrow_up(window, surface, qtbot):
    plot = surface.plot
    at = plot.point_place().toPoint()
    qtbot.mousePress(plot, LEFT, pos=at + QPoint(30, 0))
    qtbot.keyClick(plot, Qt.Key.Key_Escape)
    qtbot.mouseRelease(plot, LEFT, pos=at + QPoint(30, 0))
    assert plot.degrees is None
    assert given(window) is None


def test_the_right_arrow_comes_with_the_answer_and_both_go_with_the_step(window, surface, qtbot):
    plot = surface.plot
    at = plot.point_place().toPoint()
    pull(qtbot, plot, at, at + QPoint(40, -14))
    assert "20.9" not in str(plot.words)
    assert "∇" not in str(plot.words)
    card(window).question.check.click()
    assert mark(window.learning.play).is_answered
    qtbot.waitUntil(lambda: [words for words, _ in plot.words][:1] == ["−∇J 20.9°"])
    assert len(plot.words) == 2
    surface.side.swap.click()
    assert plot.words == []
    window.learning.next_step()
    assert plot.words == []
    assert plot.degrees is None


def test_meanwhile_the_axes_stay_as_the_question_wants_them(window, surface):
    window.store.dispatch(act.Select(Ref("b", 2, (0,))))
    assert surface.pair == (W1, W2)
    assert not surface.side.swap.isEnabled()
    window.learning.show_me()
    assert surface.side.swap.isEnabled()


def at(plot, *points):
    return [plot.outside(plot.place(*point)).toPoint() for point in points]


@pytest.mark.parametrize(("number", "step", "last"), [(4, "curve", 10), (13, "draw", 1000)])
def test_a_curve_is_drawn_as_far_as_the_question_goes(window, qtbot, number, step, last):
    learning, panel = enter(window, number, step), window.regions.cost_curve
    plot = panel.plot
    qtbot.waitUntil(plot.isVisible)
    J = stage(learning.play).session.document and window.frame.trace.J
    assert plot.last == last
    assert plot.sketch.top > J
    assert panel.run.curve.size <= 1
    pull(qtbot, plot, *at(plot, (0, J), (last / 2, J / 2), (last, J / 4)))
    points = given(window)
    assert points[0][0] == 0.0
    assert points[-1][0] == last
    assert points[-1][1] == pytest.approx(J / 4, rel=0.1)
    card(window).question.check.click()
    assert plot.sketch is None
    assert plot.points == points
    assert panel.run.curve.size > last
    learning.next_step()
    assert plot.points == ()


def test_escape_gives_back_what_was_drawn_before(window, qtbot):
    enter(window, 4, "curve")
    plot = window.regions.cost_curve.plot
    pull(qtbot, plot, *at(plot, (0, 0.2), (10, 0.1)))
    before = plot.points
    qtbot.mousePress(plot, LEFT, pos=at(plot, (5, 0.2))[0])
    assert plot.points != before
    qtbot.keyClick(plot, Qt.Key.Key_Escape)
    qtbot.mouseRelease(plot, LEFT, pos=at(plot, (5, 0.2))[0])
    assert plot.points == before


def test_a_prediction_is_drawn_on_a_logarithmic_scale_too(window, qtbot):
    learning = enter(window, 4, "curve")
    panel = window.regions.cost_curve
    pull(qtbot, panel.plot, *at(panel.plot, (0, 0.2), (10, 0.1)))
    card(window).question.check.click()
    panel.log.click()
    placed = dict(panel.plot._placed())
    assert placed[10.0] == pytest.approx(math.log10(dict(panel.plot.points)[10.0]))
    learning.close()
    assert panel.plot.points == ()


@pytest.mark.parametrize("ref", [Ref("delta", 2, (0,)), Ref("a", 2, (0,)), Ref("z", 2, (0,))])
def test_any_quantity_of_a_node_points_at_it(window, ref):
    learning = enter(window, 3, point_step(3))
    window.store.dispatch(act.Select(ref))
    learning.answer(given(window))
    assert mark(learning.play).is_answered


@pytest.mark.parametrize("symbol", ["W", "dW", "term", "product", "W_new"])
def test_any_quantity_of_an_edge_points_at_it(window, symbol):
    learning = enter(window, 6, point_step(6))
    window.store.dispatch(act.Select(window.frame.resolved(Ref(symbol, 2, (1, 0)))))
    learning.answer(given(window))
    assert mark(learning.play).is_answered


def test_what_is_selected_already_can_be_clicked_again(window):
    enter(window, 6, point_step(6))
    for ref in (Ref("W", 2, (1, 0)), None, Ref("W", 2, (0, 0)), Ref("W", 2, (0, 0))):
        window.store.dispatch(act.Select(ref))
    card(window).question.answer.box.chosen.emit("")
    window.store.dispatch(act.Select(Ref("W", 2, (0, 0))))
    assert given(window) == Ref("W", 2, (0, 0))


def point_step(number):
    return next(
        each.id for each in lesson_in(files()[number - 1]).steps if each.ask and each.ask.kind == "point"
    )


def test_showing_the_answer_needs_no_drawing(window, surface):
    play = window.learning.play
    window.learning.show_me()
    assert [words for words, _ in surface.plot.words] == ["−∇J 20.9°"]
    assert moved(shown(play), 1).at == play.at + 1
