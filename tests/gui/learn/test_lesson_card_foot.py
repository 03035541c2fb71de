"""The foot of the lesson card, which stays where it is; and what its last button does."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt

from engine.lessons import play as playing
from engine.lessons.reading import read_lesson
from gui.look import Look
from gui.tab_order import focusables
from tests.gui.learn.lessons import HEAD, STEPS, Student

ENTER, LEFT = Qt.Key.Key_Return, Qt.MouseButton.LeftButton
INTRO = STEPS.partition('[[step]]\nid = "number"')[0]
TICKET = """
[[step]]
id = "ticket"
title = "Ticket"
part = "exit"
do = ["goto Fa(2)"]
  [step.ask]
  kind = "number"
  text = '''What is $\\delta_1$?'''
  answer = "delta[1]"
"""
END = """
[[step]]
id = "end"
title = "End"
part = "close"
say = '''That is all.'''
"""


def click(qtbot, widget):
    qtbot.mouseClick(widget, LEFT)


def typed(qtbot, student, text):
    field = student.card.question.answer.field
    field.setFocus()
    field.clear()
    qtbot.keyClicks(field, text)
    qtbot.keyClick(field, ENTER)


def places(student):
    footer, column = student.card.footer, student.column
    return [part.mapTo(column, QPoint(0, 0)).y() for part in (footer.steps, footer.back, footer.next)]


@pytest.mark.parametrize(("height", "scale"), [(700, 1.0), (560, 1.0), (560, 2.0)])
def test_the_foot_stays_where_it_is(qtbot, height, scale):
    student = Student(qtbot, "number", Look(scale=scale))
    student.column.resize(300, height)
    qtbot.waitUntil(lambda: student.card.height() == height)
    before = places(student)
    typed(qtbot, student, "-0.119")
    assert places(student) == before
    for _ in range(3):
        click(qtbot, student.feedback.hint)
        assert places(student) == before
    click(qtbot, student.card.footer.next)  # what is said of it stands above
    assert places(student) == before
    click(qtbot, student.feedback.show_me)
    assert places(student) == before
    foot = student.card.footer
    assert foot.mapTo(student.column, QPoint(0, foot.height())).y() == student.column.height()


def test_what_comes_back_is_scrolled_into_view_and_the_next_step_begins_at_its_top(qtbot):
    student = Student(qtbot, "number")
    student.column.resize(300, 330)
    typed(qtbot, student, "-0.119")
    for _ in range(3):
        click(qtbot, student.feedback.hint)
    bar = student.card.page.verticalScrollBar()
    assert bar.value() > 0
    click(qtbot, student.feedback.show_me)
    click(qtbot, student.card.footer.next)
    assert student.step == "choice"
    assert bar.value() == 0


def test_tab_goes_through_what_scrolls_and_then_to_the_foot(qtbot):
    student = Student(qtbot, "choice")
    student.column.resize(300, 300)  # the question lies under the foot
    qtbot.waitUntil(lambda: student.card.page.verticalScrollBar().maximum() > 0)
    card = student.card
    for place in (0, card.page.verticalScrollBar().maximum()):
        card.page.verticalScrollBar().setValue(place)
        order = focusables(card)
        assert order[-3:] == [card.footer.steps, card.footer.back, card.footer.next]
        asked = [order.index(widget) for widget in (card.question.answer.first(), card.question.check)]
        assert asked == sorted(asked)
        assert order.index(card.question.check) < order.index(card.question.feedback.hint)


@pytest.mark.parametrize("key", [True, False])
def test_finish_stands_there_once_the_exit_ticket_is_answered(qtbot, key):
    student = Student(qtbot, lesson=read_lesson(HEAD + INTRO + TICKET + END, "exit.toml"))
    done = []
    student.card.finished.connect(lambda: done.append(student.step))
    foot = student.card.footer
    student.become(playing.went(student.play, 2))
    assert foot.next.text() == "Exit ticket"
    click(qtbot, foot.next)
    assert student.step == "ticket"
    assert foot.next.text() == "Next"
    typed(qtbot, student, "-0.0279")
    click(qtbot, foot.next)
    assert (student.step, foot.next.text(), done) == ("end", "Finish", [])
    assert foot.next.property("role") == "primary"
    if key:
        student.card.go(1)  # Alt+Right
    else:
        click(qtbot, foot.next)
    assert done == ["end"]
    assert student.step == "end"


def test_an_open_question_at_the_end_is_not_called_the_finish(qtbot):
    student = Student(qtbot, lesson=read_lesson(HEAD + INTRO + TICKET, "exit.toml"))
    done = []
    student.card.finished.connect(lambda: done.append(True))
    student.become(playing.went(student.play, 1))
    foot = student.card.footer
    assert foot.next.text() == "Next"
    click(qtbot, foot.next)
    assert "Answer the question first" in foot.note.text()
    click(qtbot, student.feedback.show_me)
    assert foot.next.text() == "Finish"
    qtbot.keyClick(foot.next, Qt.Key.Key_Space)
    assert done == [True]
