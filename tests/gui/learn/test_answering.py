"""The ways to answer, each with keys and with the mouse."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication

from engine.lessons import play as playing
from engine.nn.types import Ref
from engine.session import actions
from engine.session.frame import frame_of
from engine.session.update import update
from gui.look import Look
from tests.gui.learn.lessons import Student

ENTER, LEFT = Qt.Key.Key_Return, Qt.MouseButton.LeftButton
SHIFT = Qt.KeyboardModifier.ShiftModifier


def last(student):
    return student.mark.tries[-1].answer


def option(student, number):
    return student.card.question.answer._group.button(number)


def key(qtbot, which, modifier=Qt.KeyboardModifier.NoModifier):
    qtbot.keyClick(QApplication.focusWidget(), which, modifier)


# choice and vote


def test_a_choice_with_the_mouse_on_its_words(qtbot):
    student = Student(qtbot, "choice")
    answer = student.card.question.answer
    words = next(view for view in answer._texts if view.text == "$w_2$")
    qtbot.mouseClick(words, LEFT, pos=QPoint(4, 8))
    qtbot.mouseClick(student.card.question.check, LEFT)
    assert last(student) == 1
    assert student.told == "Look again. It is on the diagram."


def test_a_choice_with_the_keys(qtbot):
    student = Student(qtbot, "choice")
    student.card.question.answer.first().setFocus()
    key(qtbot, ENTER)
    key(qtbot, Qt.Key.Key_Down)
    chosen = student.card.question.answer.answer
    key(qtbot, ENTER)
    assert last(student) == chosen


def test_a_choice_that_shows_a_misconception_without_words_of_its_own(qtbot):
    student = Student(qtbot, "choice")
    option(student, 2).click()
    qtbot.mouseClick(student.card.question.check, LEFT)
    assert "already corrected" in student.told
    qtbot.mouseClick(student.feedback.hint, LEFT)
    assert "y hat" in student.feedback.rungs[0].spoken


def test_the_right_choice_is_told_why(qtbot):
    student = Student(qtbot, "choice")
    option(student, 0).click()
    qtbot.mouseClick(student.card.question.check, LEFT)
    assert student.told == "Right. It comes from downstream."
    assert student.result == ""  # it stands there, chosen
    assert not option(student, 1).isEnabled()


def test_what_was_chosen_first_stands_beside_the_answer(qtbot):
    student = Student(qtbot, "choice")
    option(student, 1).click()
    qtbot.mouseClick(student.card.question.check, LEFT)
    qtbot.mouseClick(student.feedback.show_me, LEFT)
    assert student.result == "Your prediction w sub 2 · the answer delta sub 2"
    assert option(student, 0).isChecked()


def test_options_are_named_for_those_who_hear_them(qtbot):
    student = Student(qtbot, "choice")
    assert option(student, 2).accessibleName() == "the new w sub 2"


def test_nothing_chosen_is_no_answer(qtbot):
    student = Student(qtbot, "choice")
    qtbot.mouseClick(student.card.question.check, LEFT)
    assert student.card.question.note.text() == "Choose an answer first."


def test_a_vote_has_no_verdict(qtbot):
    student = Student(qtbot, "vote")
    assert [view.text for view in student.card.question.answer._texts] == ["left", "right"]
    option(student, 1).click()
    qtbot.mouseClick(student.card.question.check, LEFT)
    assert student.told == ""
    assert student.result == "Your vote: right"
    assert student.mark.is_done


# multi


@pytest.mark.parametrize(
    ("chosen", "said"),
    [
        ({0}, "something is still missing"),
        ({0, 2}, "not all belongs there. Three does not."),
        ({0, 1}, "Right."),
    ],
)
def test_several(qtbot, chosen, said):
    student = Student(qtbot, "multi")
    for number in chosen:
        option(student, number).setFocus()
        key(qtbot, ENTER)
    qtbot.mouseClick(student.card.question.check, LEFT)
    assert last(student) == frozenset(chosen)
    assert said in student.told


# order


def carry_to_front(qtbot, student, number):
    row = next(row for row in student.card.question.answer._rows if row.number == number)
    row.setFocus()
    for _ in range(3):
        qtbot.keyClick(row, Qt.Key.Key_Up, SHIFT)


def test_an_order_with_the_keys(qtbot):
    student = Student(qtbot, "order")
    answer = student.card.question.answer
    assert answer.answer != (0, 1, 2)
    for number in (1, 2, 0):
        carry_to_front(qtbot, student, number)
    assert answer.answer == (0, 2, 1)
    assert "first, place 1 of 3" in answer._rows[0].accessibleName()
    key(qtbot, ENTER)
    assert "Up to number 1 it fits" in student.told
    carry_to_front(qtbot, student, 1)
    carry_to_front(qtbot, student, 0)
    key(qtbot, ENTER)
    assert student.told == "Right."


def test_an_order_by_dragging(qtbot):
    student = Student(qtbot, "order")
    answer = student.card.question.answer
    row, goal = answer._rows[0], answer._rows[-1]
    number = row.number
    qtbot.mousePress(row, LEFT, pos=QPoint(20, 5))
    qtbot.mouseMove(row, row.mapFrom(answer, goal.geometry().bottomLeft() + QPoint(20, -2)))
    qtbot.mouseRelease(row, LEFT)
    assert answer.answer[-1] == number


def test_up_and_down_walk_the_rows(qtbot):
    student = Student(qtbot, "order")
    rows = student.card.question.answer._rows
    rows[0].setFocus()
    key(qtbot, Qt.Key.Key_Down)
    assert rows[1].hasFocus()


# sign


def test_a_sign_with_its_key(qtbot):
    student = Student(qtbot, "sign")
    student.card.question.answer.first().setFocus()
    qtbot.keyClicks(QApplication.focusWidget(), "+")
    key(qtbot, ENTER)
    assert last(student) == "+"
    assert student.told.startswith("Not this sign. ")
    assert student.told.endswith("?")
    qtbot.keyClicks(QApplication.focusWidget(), "-")
    key(qtbot, ENTER)
    assert student.told == "Right."
    assert student.result == "Your prediction + · the engine says −"


# point


def test_a_place_from_the_list(qtbot):
    student = Student(qtbot, "point")
    box = student.card.question.answer.box
    listed = [box.itemText(number) for number in range(box.count())]
    assert listed == ["nothing yet", "the input", "node 1", "node 2", "w₁", "b₁", "w₂", "b₂"]
    box.setFocus()
    for _ in range(6):
        key(qtbot, Qt.Key.Key_Down)
    assert student.card.question.answer.answer == Ref("W", 2, (0, 0))
    qtbot.mouseClick(student.card.question.check, LEFT)
    assert student.told == "Right."


def test_a_place_that_is_clicked_in_the_diagram(qtbot):
    student = Student(qtbot, "point")
    lit = []
    student.card.lit.connect(lit.append)
    session = update(playing.stage(student.play).session, actions.Select(Ref("delta", 1, (0,))))
    student.card.show_frame(frame_of(session))
    assert student.card.question.answer.box.currentText() == "node 1"
    assert lit == [frozenset({Ref("a", 1, (0,))})]
    assert not student.mark.tries  # until it is checked
    qtbot.mouseClick(student.card.question.check, LEFT)
    assert "It sits at another place." in student.told


def test_what_was_selected_before_is_no_answer(qtbot):
    student = Student(qtbot, "point")
    assert student.card.question.answer.answer is None
    qtbot.mouseClick(student.card.question.check, LEFT)
    assert student.card.question.note.text() == "Click a node or an edge first."


# arrow


def test_a_direction_in_degrees(qtbot):
    student = Student(qtbot, "arrow", Look(point=","))
    field = student.card.question.answer.field
    field.setFocus()
    qtbot.keyClicks(field, "206,6")
    key(qtbot, ENTER)
    assert last(student) == pytest.approx(206.6)
    assert "went uphill" in student.told
    assert student.card.offer(30.0)
    assert field.text() == "30"
    qtbot.mouseClick(student.card.question.check, LEFT)
    assert student.told == "Right."
    assert student.result == "Your prediction 206,6° · the engine says 26,6°"


def test_no_direction(qtbot):
    student = Student(qtbot, "arrow")
    assert not student.card.offer(float("nan"))
    assert not student.card.offer(Ref("W", 1, (0, 0)))
    qtbot.mouseClick(student.card.question.check, LEFT)
    assert "Draw an arrow" in student.card.question.note.text()


# curve


def test_a_shape_is_chosen(qtbot):
    student = Student(qtbot, "curve")
    answer = student.card.question.answer
    assert answer._tiles[0].accessibleName() == "falls fast, then levels off"
    answer.first().setFocus()
    key(qtbot, ENTER)
    assert answer.answer[0] == (0.0, pytest.approx(0.2235, abs=1e-3))
    assert answer.answer[-1][0] == 40.0
    key(qtbot, ENTER)
    assert student.mark.is_answered
    assert answer.sketch.accessibleName() == "Your curve, dashed, and that of the engine"


def test_a_curve_that_was_drawn(qtbot):
    student = Student(qtbot, "curve")
    drawn = ((0.0, 0.22), (40.0, 0.2))
    assert student.card.offer(drawn)
    qtbot.mouseClick(student.card.question.check, LEFT)
    assert last(student) == drawn
    assert "It went another way." in student.told
    assert not student.card.offer(drawn)  # it is answered
