"""The cost curve of several runs: test and accuracy, smoothing, flags, marks, and what is read off of all."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from itertools import pairwise

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtWidgets import QApplication

from engine import Document, Network, Session, actions, update
from engine.nn.types import Ref
from engine.session import scores
from engine.session.frame import frame_of
from engine.session.training import train
from gui.look import Look
from gui.panels.cost_curve import CostCurve
from gui.panels.cost_curve.curves import PRESENT
from gui.panels.cost_curve.flags import FlagMark, Flags
from gui.plotting.run_marks import mark_of
from gui.plotting.scales import share_ticks
from gui.theme import LIGHT, THEMES, apply_theme, contrast

LOOK = Look()


def begun(*, test=True, classes=True, eta=0.5) -> Document:
    rng = np.random.default_rng(5)
    X = rng.normal(size=(24, 2))
    Y = (X[:, :1] > 0).astype(float) if classes else X[:, :1] * 2.5
    net = Network.random((2, 3, 1), ("tanh", "sigmoid" if classes else "linear"), seed=4)
    return Document(net, X, Y, eta=eta, test=np.arange(0, 24, 4) if test else ())


def trained(session, updates):
    return update(session, train(session.document, updates).action("train"))


@cache
def whole(**how):
    """The same run for all tests: what was computed of it is remembered."""
    return trained(Session.start(begun(**how)), 220)


def one(at=30, **how):
    return update(whole(**how), actions.Seek(1, at))


@cache
def forked():
    return trained(update(one(at=60), actions.SetEta(2.0, "η")), 200)


def two(at=30):
    """A run of 220 updates, and a second one in which η was changed at update 60."""
    return update(forked(), actions.Seek(1, at))


@pytest.fixture
def card(qtbot):
    made = CostCurve()
    qtbot.addWidget(made)
    made.resize(460, 240)
    made.set_look(LOOK)
    made.show_frame(frame_of(one()))
    made.show()
    qtbot.waitExposed(made)
    qtbot.waitUntil(lambda: made.plot is not None and made.plot.isVisible())
    return made


def show(qtbot, card, session):
    """Show a moment, until all scores have been computed."""
    card.show_frame(frame_of(session))
    runs = (session.document, *(ghost.document for ghost in session.document.ghosts))
    wanted = [len(scores.places_of(run)) for run in runs if scores.has_scores(run)]
    qtbot.waitUntil(lambda: all(has_all(card, run) for run in runs if scores.has_scores(run)))
    return wanted


def has_all(card, document):
    drawn = next(run for run in (card.run, *card.ghosts) if run.number == document.run)
    return set(scores.places_of(document)) <= set(drawn.scores.updates.tolist())


def hover(qtbot, card, number, y=0.05):
    plot = card.plot
    x = plot.x_of(number)
    qtbot.mouseMove(plot, QPoint(round(x), round(plot.outside(plot.place(0, y)).y())))


def choose(card, **what):
    card.head.choose(replace(card.head.shown, **what))
    QApplication.processEvents()


# Test and accuracy


def test_the_read_out_has_the_test_of_the_update_in_play_at_once(card):
    session = one(at=37)
    card.show_frame(frame_of(session))
    J, tested = frame_of(session).curve[37], scores.test_score_at(session.document, 37)
    assert card.reading.text() == f"update 37 · train {LOOK.cost(J)} · test {LOOK.cost(tested.J)}"


def elsewhere(document):
    """An update at which no score of the run is computed by itself."""
    return next(n for n in range(101, 110) if n not in scores.places_of(document))


def point(qtbot, card, number):
    """Point at an update, and return which one it is."""
    hover(qtbot, card, number)
    return card._hovered


def test_a_test_is_told_of_the_very_update_that_is_read_or_not_at_all(card, qtbot):
    session = one()
    show(qtbot, card, session)
    at = point(qtbot, card, elsewhere(session.document))
    assert at not in scores.places_of(session.document)
    told = f"update {at} · train {LOOK.cost(frame_of(session).curve[at])}"
    assert card.reading.text() == told
    tested = scores.test_score_at(session.document, at)
    qtbot.waitUntil(lambda: card.reading.text() == f"{told} · test {LOOK.cost(tested.J)}")
    at = point(qtbot, card, elsewhere(session.document) + 50)
    assert "test" not in card.reading.text()
    assert card.reading.text().startswith(f"update {at} · ")


def test_accuracy_is_told_of_the_update_that_is_named(card, qtbot):
    session = one()
    show(qtbot, card, session)
    choose(card, quantity="accuracy")
    hovered = point(qtbot, card, elsewhere(session.document))
    place = min(scores.places_of(session.document), key=lambda n: abs(n - hovered))

    def told(at):
        right = [f(session.document, at).accuracy for f in (scores.training_score_at, scores.test_score_at)]
        return "update {} · train {:.1f}\u00a0% · test {:.1f}\u00a0%".format(
            at, *(100 * each for each in right)
        )

    assert card.reading.text() == told(place)
    qtbot.waitUntil(lambda: card.reading.text() == told(hovered))


@pytest.mark.parametrize("quantity", ["J", "accuracy"])
def test_the_card_tells_all_runs_at_one_update(card, qtbot, quantity):
    session = two(at=43)
    show(qtbot, card, session)
    choose(card, quantity=quantity)
    runs = (session.document, session.document.ghosts[0].document)
    hovered = point(qtbot, card, elsewhere(session.document))
    for update_ in [hovered] if quantity == "J" else []:
        costs = [LOOK.cost(run.curve[update_]) for run in (card.run, *card.ghosts)]
        assert [line.text.rpartition(": ")[2] for line in card.plot._told] == costs
    exact = [scores.test_score_at(run, hovered) for run in runs]
    wanted = [share(each.accuracy) if quantity == "accuracy" else LOOK.cost(each.J) for each in exact]
    qtbot.waitUntil(
        lambda: (
            [line.text.rpartition("test ")[2] for line in card.plot._told] == wanted
            and card.reading.text().startswith(f"update {hovered} ")
        )
    )


def share(part):
    return f"{100 * part:.1f}\u00a0%"


def test_what_a_question_withholds_is_not_computed_at_rest_either(card, qtbot):
    session = two(at=elsewhere(forked().document))
    session = update(session, actions.Hide(frozenset({Ref("J", 2)})))
    show(qtbot, card, session)
    at = point(qtbot, card, elsewhere(session.document))
    assert at == frame_of(session).update
    qtbot.waitUntil(lambda: card._rested == at)
    assert card.reading.text() == f"update {at} · train ? · test ?"
    assert card.plot._told[0].text == "this run: ?"
    choose(card, quantity="accuracy")
    assert f"update {at} " not in card.reading.text()


def test_nor_is_the_new_cost_that_a_question_withholds(card, qtbot):
    session = update(two(at=elsewhere(forked().document)), actions.Hide(frozenset({Ref("J_new", 2)})))
    show(qtbot, card, session)
    at = point(qtbot, card, frame_of(session).update + 1)
    assert at == frame_of(session).update + 1
    qtbot.waitUntil(lambda: card._rested == at)
    assert card.reading.text() == f"update {at} · train ? · test ?"
    assert card.plot._told[0].text == "this run: ?"


def test_what_is_drawn_was_computed(card, qtbot):
    session = one()
    show(qtbot, card, session)
    drawn = card.run.scores
    for number, update_ in enumerate(drawn.updates.tolist()):
        tested = scores.test_score_at(session.document, update_)
        right = scores.training_score_at(session.document, update_)
        assert (drawn.test_J[number], drawn.test_accuracy[number]) == (tested.J, tested.accuracy)
        assert drawn.train_accuracy[number] == right.accuracy


def test_accuracy_has_the_axis_of_shares_and_a_read_out(card, qtbot):
    show(qtbot, card, one())
    before = card.plot.grab().toImage()
    qtbot.mouseClick(card.head.accuracy, Qt.MouseButton.LeftButton)
    assert card.head.title.text() == "Accuracy"
    assert [text for _, text in card.plot._y.ticks][-1] == "100\u00a0%"
    assert card.plot.grab().toImage() != before
    right, tested = (f(one().document, 30).accuracy for f in (scores.training_score_at, scores.test_score_at))
    assert (
        card.reading.text() == f"update 30 · train {100 * right:.1f}\u00a0% · test {100 * tested:.1f}\u00a0%"
    )
    assert not card.log.isEnabled()
    qtbot.mouseClick(card.head.cost, Qt.MouseButton.LeftButton)
    assert card.plot.grab().toImage() == before


def test_accuracy_is_offered_for_classes_only(card):
    assert card.head.quantities.isVisible()
    choose(card, quantity="accuracy")
    card.show_frame(frame_of(one(classes=False)))
    assert not card.head.quantities.isVisible()
    assert not card.head.accuracy_item.isEnabled()
    assert card.head.title.text() == "Cost J"
    card.show_frame(frame_of(one()))
    assert card.head.title.text() == "Accuracy"


def test_the_test_curve_can_be_left_out(card, qtbot):
    show(qtbot, card, one())
    before = card.plot.grab().toImage()
    card.head.test_item.trigger()
    assert not card.head.shown.test
    assert card.plot.grab().toImage() != before


def test_without_test_rows_the_read_out_is_as_ever(card, qtbot):
    session = one(test=False)
    show(qtbot, card, session)
    assert card.reading.text() == f"update 30 · J = {LOOK.cost(frame_of(session).curve[30])}"
    assert not card.head.test_item.isEnabled()


def test_a_question_withholds_the_scores_too(card, qtbot):
    session = one(at=40)
    show(qtbot, card, session)
    hidden = update(session, actions.Hide(frozenset({Ref("J", 2)})))
    card.show_frame(frame_of(hidden))
    assert card.reading.text() == "update 40 · train ? · test ?"
    place = card.run.scores.updates.tolist().index(40)
    drawn = (card.run.scores.test_J, card.run.scores.train_accuracy, card.run.scores.test_accuracy)
    assert all(np.isnan(values[place]) for values in drawn)
    choose(card, quantity="accuracy")
    assert "update 40" not in card.reading.text()


def test_after_a_change_nothing_of_the_old_run_is_drawn_as_the_new_one(card, qtbot):
    show(qtbot, card, one(at=60))
    session = update(one(at=60), actions.SetEta(3.0, "η"))
    card.show_frame(frame_of(session))
    assert card.run.scores.updates.max() <= 60
    assert card.ghosts[0].scores.updates.max() == 220


def test_nothing_is_computed_while_nobody_looks(card, qtbot):
    card.hide()
    card.show_frame(frame_of(one(at=5, eta=0.125)))
    assert not card._scorer._timer.isActive()
    card.show()
    qtbot.waitUntil(lambda: card.run.scores.updates.size >= 45)


# Runs


def test_all_runs_are_told_under_the_pointer(card, qtbot):
    session = two()
    show(qtbot, card, session)
    hover(qtbot, card, 100)
    at = round(card.plot.value_at(round(card.plot.x_of(100))))
    told = [line.text for line in card.plot._told]
    assert [text.split(":")[0] for text in told] == ["this run", "before you changed η"]
    for text, run in zip(told, (card.run, *card.ghosts), strict=True):
        assert text.startswith(f"{run.name}: {LOOK.cost(run.curve[at])}")
        assert text in card.plot.accessibleDescription()
    hover(qtbot, card, 245)
    assert card.plot._told[0].text.startswith("this run: 0")
    assert card.plot._told[1].text == "before you changed η: –"
    QApplication.sendEvent(card.plot, QEvent(QEvent.Type.Leave))
    assert card.plot._told == ()


def test_a_run_that_is_hidden_is_neither_drawn_nor_told(card, qtbot):
    show(qtbot, card, two())
    card.show_runs(frozenset({1}))
    assert card.ghosts == ()
    hover(qtbot, card, 100)
    assert card.plot._told == ()
    card.show_runs(frozenset())
    assert [run.number for run in card.ghosts] == [1]


@pytest.mark.parametrize("theme", THEMES.values(), ids=lambda theme: theme.name)
def test_marks_differ_in_shape_or_colour_and_can_be_seen(theme):
    marks = [mark_of(n, theme, in_play=False) for n in range(1, 21)]
    assert len({(mark.shape, mark.colour.name()) for mark in marks}) == 20
    assert all(first.shape != second.shape for first, second in pairwise(marks))
    assert all(contrast(mark.colour.name().upper(), theme.surface) >= 3.0 for mark in marks)


# Smoothing


def test_the_smoothed_number_is_told_beside_the_one_that_was_computed(card, qtbot):
    show(qtbot, card, one())
    before, plain = card.reading.text(), card.plot.grab().toImage()
    choose(card, span=10)
    assert card.reading.text().startswith(before + " · smoothed ")
    assert card.plot.grab().toImage() != plain
    value, curve = card.plot.smooth_value(PRESENT, 30), frame_of(one()).curve[:31]
    average = curve[0]
    for J in curve[1:]:
        average += 2 / 11 * (J - average)
    assert value == pytest.approx(average)
    choose(card, span=0)
    assert card.reading.text() == before


def test_the_menu_chooses_the_smoothing(card):
    card.head.spans[100].trigger()
    assert card.head.shown.span == 100
    card.head.log_item.trigger()
    assert card.log.isChecked()
    card.head.spans[0].trigger()
    assert (card.head.shown.span, card.head.shown.log) == (0, True)


# Flags


def test_a_flag_stands_where_something_was_changed_and_says_what(card, qtbot):
    show(qtbot, card, two())
    (planted,) = card.plot._flags.planted
    assert planted.marks == (FlagMark(60, "set η to 2"),)
    assert abs(planted.foot.x() - card.plot.place(60, 0).x()) < 1e-6
    tip = card.plot.outside(QPointF(planted.foot.x() + 4, planted.top + 3)).toPoint()
    qtbot.mouseMove(card.plot, tip)
    assert [line.text for line in card.plot._told] == ["update 60: set η to 2"]
    assert "set η to 2" in card.plot.accessibleDescription()


def test_clicking_a_flag_goes_there(card, qtbot):
    show(qtbot, card, two())
    said = []
    card.dispatched.connect(said.append)
    (planted,) = card.plot._flags.planted
    tip = card.plot.outside(QPointF(planted.foot.x() + 6, planted.top + 3)).toPoint()
    qtbot.mouseClick(card.plot, Qt.MouseButton.LeftButton, pos=tip)
    assert said == [actions.Seek(1, update=60)]


def test_keys_go_from_flag_to_flag(card, qtbot):
    show(qtbot, card, two(at=30))
    said = []
    card.dispatched.connect(said.append)
    card.plot.setFocus()
    qtbot.keyClick(card.plot, Qt.Key.Key_Up)
    assert said == []
    qtbot.keyClick(card.plot, Qt.Key.Key_Down)
    assert said == [actions.Seek(1, update=60)]


def test_flags_side_by_side_are_one():
    flags = Flags()
    marks = [FlagMark(n, str(n)) for n in (1, 2, 40)]
    flags.plant(marks, lambda n: QPointF(2.0 * n, 50.0))
    assert [[mark.update for mark in each.marks] for each in flags.planted] == [[1, 2], [40]]
    flags.plant(marks, lambda n: None if n == 1 else QPointF(2.0 * n, 50.0))
    assert [[mark.update for mark in each.marks] for each in flags.planted] == [[2], [40]]


def test_a_flag_is_on_the_curve_of_accuracy_too(card, qtbot):
    show(qtbot, card, two())
    choose(card, quantity="accuracy")
    (planted,) = card.plot._flags.planted
    y = card.plot._line.main.height_about(60)
    assert planted.foot == card.plot.place(60, y)


# Room


def test_what_has_no_room_is_in_the_menu(card):
    head = card.head

    def seen():
        QApplication.processEvents()
        return head.quantities.isVisible(), head.scales.isVisible()

    for width, switches in ((460, (True, True)), (300, (True, False))):
        card.resize(width, 240)
        assert seen() == switches
    apply_theme(QApplication.instance(), LIGHT, 2.0)
    card.set_look(Look(scale=2.0))
    assert seen() == (False, False)
    assert head.log_item.isEnabled()
    assert head.accuracy_item.isEnabled()


@pytest.mark.parametrize("width", [460, 300, 250])
def test_the_read_out_is_never_cut(card, qtbot, width):
    show(qtbot, card, one())
    card.resize(width, 240)
    QApplication.processEvents()
    text, label = card.reading.text(), card.reading
    assert label.fontMetrics().horizontalAdvance(text) <= label.width()
    assert "train" in text
    assert "test" in text


def test_a_picture_shows_what_is_chosen(card, qtbot):
    session = two()
    show(qtbot, card, session)
    choose(card, quantity="accuracy")
    twin = card.twin(frame_of(session), LOOK)
    qtbot.addWidget(twin)
    assert twin.head.title.text() == "Accuracy"
    assert not twin.head.more.isVisibleTo(twin)
    assert not twin.head.scales.isVisibleTo(twin)
    assert twin.run.scores.updates.size == card.run.scores.updates.size


def test_shares_are_written_in_per_cent():
    assert [text for _, text in share_ticks(2)] == ["0\u00a0%", "50\u00a0%", "100\u00a0%"]
    assert [value for value, _ in share_ticks(4)] == [0.0, 0.25, 0.5, 0.75, 1.0]
