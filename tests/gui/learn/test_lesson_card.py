"""The lesson card: a student goes through it with keys and mouse, and is told what became of every answer."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from engine.lessons import play as playing
from engine.nn.types import Ref
from engine.session import actions
from engine.session.frame import frame_of
from engine.session.update import update
from gui.look import Look
from gui.panels.lesson_card.results import heard
from gui.prose import ProseView
from gui.theme import DARK, LIGHT
from tests.gui.learn.lessons import LESSON, NUMBERS, Student

ENTER, LEFT = Qt.Key.Key_Return, Qt.MouseButton.LeftButton


def click(qtbot, widget):
    qtbot.mouseClick(widget, LEFT)


def typed(qtbot, student, text):
    field = student.card.question.answer.field
    field.setFocus()
    field.clear()
    qtbot.keyClicks(field, text)
    qtbot.keyClick(field, ENTER)


def test_a_text_and_nothing_to_do(qtbot):
    student = Student(qtbot)
    asked = []
    student.card.term_asked.connect(asked.append)
    assert student.card.title.spoken == "Only a text"
    assert student.card.goal.spoken == "Goal: Answer delta sub 1."
    assert student.card.question is None
    assert student.card.footer.next.property("role") == "primary"
    student.card.say.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClick(student.card.say, ENTER)
    assert asked == ["delta"]


def test_a_slip_is_named_and_then_the_right_number_stands_beside_the_prediction(qtbot):
    student = Student(qtbot, "number")
    typed(qtbot, student, "-0.119")
    assert "You have what arrives." in student.told
    assert "slope" in student.told
    assert student.feedback.box.property("role") == "hint"
    assert student.result == ""
    assert student.feedback.tries.text() == "try 2 of 2"
    typed(qtbot, student, "-0,0279")
    assert student.told == "Right."
    assert student.feedback.box.property("role") == "right"
    assert student.result == "Your prediction −0.119 · the engine says −0.0279"
    assert student.card.question.answer.field.isReadOnly()
    assert not student.card.question.check.isVisible()


def test_the_answer_is_nowhere_before_it_is_given(qtbot):
    student = Student(qtbot, "number")
    typed(qtbot, student, "-0.119")
    for _ in range(3):
        click(qtbot, student.feedback.hint)
    views = [view.shown for view in student.card.findChildren(ProseView)]
    labels = [label.text() for label in student.card.findChildren(QLabel)]
    assert not any("0.027" in text or "0278" in text for text in (*views, *labels, *student.all_heard()))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("0.0279", "the sign is turned round"),
        ("-0.03", "More digits, please."),
        ("-0.279", "the decimal point"),
        ("7", "none of the usual slips"),
        ("1/0", "divided by 0"),
        ("(1", "bracket"),
        ("import os", "Names that can be typed"),
    ],
)
def test_what_is_said_of_a_number(qtbot, text, said):
    student = Student(qtbot, "number")
    typed(qtbot, student, text)
    assert said in student.told
    assert "wrong" not in student.told.lower()


def test_nothing_typed_is_no_answer(qtbot):
    student = Student(qtbot, "number")
    typed(qtbot, student, "")
    assert student.card.question.note.text() == "Type a number first."
    assert not student.mark.tries
    qtbot.keyClicks(student.card.question.answer.field, "1")
    assert not student.card.question.note.isVisible()


def test_three_hints_and_the_third_shows_it_on_the_diagram(qtbot):
    student = Student(qtbot, "number")
    shown = []
    student.card.rung_shown.connect(shown.append)
    typed(qtbot, student, "-0.119")
    for count in (1, 2, 3):
        assert shown == []
        click(qtbot, student.feedback.hint)
        assert [view.isVisible() for view in student.feedback.rungs] == [n < count for n in range(3)]
    assert shown == ["M04"]
    assert student.feedback.rungs[0].spoken == "Hint 1. You passed through sigma without paying."
    assert not student.feedback.hint.isVisible()
    assert student.feedback.show_me.isVisible()


def test_a_field_that_was_cleared_stays_so(qtbot):
    student = Student(qtbot, "number")
    typed(qtbot, student, "7")
    student.card.question.answer.field.clear()
    click(qtbot, student.feedback.hint)
    assert student.card.question.answer.field.text() == ""


def test_a_hint_before_any_answer_is_of_what_is_asked(qtbot):
    student = Student(qtbot, "number")
    click(qtbot, student.feedback.hint)
    assert "Two things" in student.feedback.rungs[0].spoken


def test_show_me(qtbot):
    student = Student(qtbot, "number")
    click(qtbot, student.feedback.show_me)
    assert student.mark.was_shown
    assert student.result == "The engine says −0.0279"
    assert not student.feedback.show_me.isVisible()
    assert student.card.footer.next.hasFocus()


def test_next_says_why_not_yet(qtbot):
    student = Student(qtbot, "number")
    click(qtbot, student.card.footer.next)
    assert student.step == "number"
    assert "Answer the question first" in student.card.footer.note.text()
    assert "Answer the question first" in student.card.footer.next.accessibleDescription()
    click(qtbot, student.feedback.show_me)
    assert not student.card.footer.note.isVisible()
    click(qtbot, student.card.footer.next)
    assert student.step == "choice"


def test_the_keyboard_goes_along_with_the_steps(qtbot):
    student = Student(qtbot)
    student.card.footer.next.setFocus()
    student.card.go(1)
    assert student.step == "number"
    assert student.card.question.answer.field.hasFocus()  # it is where the answer goes
    student.card.go(1)
    assert "Answer the question first" in student.card.footer.note.text()
    student.card.go(-1)
    student.card.go(-1)
    assert student.step == "intro"
    assert student.card.footer.next.hasFocus()


def test_what_was_answered_stands_there_on_coming_back(qtbot):
    student = Student(qtbot, "number")
    typed(qtbot, student, "-0.119")
    typed(qtbot, student, "-0.0279")
    student.become(playing.went(student.play, NUMBERS["intro"]))
    student.become(playing.went(student.play, NUMBERS["number"]))
    assert student.card.question.answer.field.text() == "-0.0279"
    assert "Your prediction −0.119" in student.result


def test_the_steps_can_be_gone_to(qtbot):
    student = Student(qtbot)
    row = student.card.footer.steps
    assert row.told(0) == "Step 1 of 12: Only a text, done"
    assert row.told(1) == "Step 2 of 12: δ₁ is made from δ₂"
    qtbot.mouseClick(row, LEFT, pos=row.box(NUMBERS["vote"]).center().toPoint())
    assert student.step == "vote"
    row.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClick(row, Qt.Key.Key_Left)
    qtbot.keyClick(row, ENTER)
    assert student.step == "curve"


def test_something_to_try(qtbot):
    student = Student(qtbot, "try")
    click(qtbot, student.feedback.hint)
    assert student.feedback.rungs[0].spoken == "Hint 1. Drag the number."
    assert student.told == ""
    here = playing.stage(student.play).session
    dragged = update(here, actions.SetParameter(Ref("W", 2, (0, 0)), 0.0, "set w₂"))
    student.become(playing.noticed(student.play, dragged))
    assert student.told == "delta sub 1 equals 0 now."
    assert student.mark.is_done


def test_numbers_follow_the_decimal_point(qtbot):
    student = Student(qtbot, "number", Look(point=","))
    click(qtbot, student.feedback.show_me)
    assert "−0,0279" in student.feedback.result.shown


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("scale", [0.8, 1.0, 2.0])
@pytest.mark.parametrize("step", [step.id for step in LESSON.steps])
def test_nothing_is_cut_off_at_300_px(qtbot, theme, scale, step):
    student = Student(qtbot, step, Look(theme=theme, scale=scale))
    if student.card.question is not None:
        click(qtbot, student.feedback.hint)
        if step == "curve":
            student.card.offer(((0.0, 0.2), (40.0, 0.1)))
            click(qtbot, student.card.question.check)
    views = [view for view in student.card.findChildren(ProseView) if view.isVisible()]
    assert views

    def fits():
        return all(view.height() >= view.heightForWidth(view.width()) for view in views)

    qtbot.waitUntil(fits)
    assert student.card.minimumSizeHint().width() <= 300
    assert student.card.width() <= 300


def test_another_seed_mixes_the_options_otherwise_and_the_same_one_alike(qtbot):
    def texts(seed):
        student = Student(qtbot, "choice")
        student.become(playing.begun(LESSON, seed, NUMBERS["choice"]))
        answer = student.card.question.answer
        return [view.text for view in answer.findChildren(ProseView)]

    assert texts(3) == texts(3)
    assert len({tuple(texts(seed)) for seed in range(6)}) > 1


def test_all_it_needs_is_a_play(qtbot):
    student = Student(qtbot, "choice")
    frame = frame_of(playing.stage(student.play).session)
    student.card.light(frozenset())
    student.card.show_frame(frame)
    student.card.set_look(Look(theme=DARK, scale=1.5))
    assert student.card.question is not None


def test_a_step_that_is_gone_to_by_a_command_takes_the_keyboard_from_elsewhere(qtbot):
    student = Student(qtbot)
    student.column.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    student.column.setFocus()  # as after a change by hand in the diagram
    student.card.go(1)
    assert student.card.question.answer.field.hasFocus()


def test_after_a_wrong_number_the_next_one_takes_its_place(qtbot):
    student = Student(qtbot, "number")
    field = student.card.question.answer.field
    typed(qtbot, student, "0.5")
    click(qtbot, student.feedback.hint)
    assert field.hasFocus()
    qtbot.keyClicks(field, "-0.02")
    assert field.text() == "-0.02"
    field.setText("-0.03")  # digits are missing: they are only added
    qtbot.keyClick(field, ENTER)
    assert "More digits" in student.told
    assert not field.hasSelectedText()


def test_of_a_place_nothing_is_told_of_what_has_to_sit_there(qtbot):
    student = Student(qtbot, "point")
    student.card.offer(Ref("a", 1, (0,)))
    click(qtbot, student.card.question.check)
    assert student.told.startswith("It sits at another place. Read the question once more")


def test_show_me_ends_what_was_said_of_the_tries(qtbot):
    student = Student(qtbot, "number")
    typed(qtbot, student, "7")
    click(qtbot, student.feedback.hint)
    assert "none of the usual slips" in student.told
    click(qtbot, student.feedback.show_me)
    assert student.told == ""
    assert not any(rung.isVisible() for rung in student.feedback.rungs)
    assert not student.feedback.tries.isVisible()
    assert student.result == "Your prediction 7 · the engine says −0.0279"


def test_show_me_says_of_an_option_why_it_is_right(qtbot):
    student = Student(qtbot, "choice")
    options = playing.step(student.play).ask.options
    false = next(number for number, option in enumerate(options) if not option.right)
    student.card.answered.emit(false)
    assert student.told
    click(qtbot, student.feedback.show_me)
    right = next(option for option in options if option.right)
    assert student.told == heard(right.why)
    assert student.feedback.box.property("role") == ("right" if right.why else "hint")
