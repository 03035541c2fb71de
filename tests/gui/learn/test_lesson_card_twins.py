"""The table of twins in the lesson card: words at its heads, room for all of them, nothing left over."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QApplication, QLabel

from engine.lessons import play as playing
from engine.lessons.lesson import Twin
from gui.learn.course import lesson_in
from gui.look import Look
from gui.panels.lesson_card import LessonCard
from gui.panels.lesson_card.results import twins_told
from gui.theme import LIGHT, apply_theme
from tests.gui.learn.lessons import LESSON, Student


def test_twins_side_by_side(qtbot):
    student = Student(qtbot, "twins")
    labels = [label.text() for label in student.card.twins.findChildren(QLabel)]
    assert labels[1:] == ["", "J", "subtract", "0.185", "leave", "0.224"]
    assert "subtract, J, 0.185" in " ".join(student.all_heard()) or "J, subtract, 0.185" in " ".join(
        student.all_heard()
    )


def test_what_one_twin_corrects_stands_in_the_row_of_what_the_other_sets(qtbot):
    lesson = lesson_in("04-weight-correction.toml")
    at = next(number for number, step in enumerate(lesson.steps) if step.twins)
    card = LessonCard()
    qtbot.addWidget(card)
    card.show_play(playing.begun(lesson, 1, at))
    labels = [label.text() for label in card.twins.findChildren(QLabel)]
    assert labels[1:] == ["", "w₂", "J", "subtract", "0.892", "0.185", "add", "0.708", "0.261"]


def twins_of(qtbot, file, number=0):
    lesson = lesson_in(file)
    at = [number for number, step in enumerate(lesson.steps) if step.twins][number]
    student = Student(qtbot, lesson=lesson)
    student.become(playing.shown(playing.went(student.play, at)))
    return student, [label.text() for label in student.card.twins.findChildren(QLabel)][1:]


@pytest.mark.parametrize(
    ("file", "number", "heads"),
    [
        ("07-batches.toml", 0, ["updates", "J of all data"]),
        ("07-batches.toml", 1, ["epochs", "J of all data"]),
        ("08-learning-rate.toml", 0, ["J of all data"]),
        ("10-vanishing.toml", 0, ["w₁", "w₃", "w₆"]),
    ],
)
def test_the_heads_of_a_table_are_words(qtbot, file, number, heads):
    assert twins_of(qtbot, file, number)[1][1 : 1 + len(heads)] == heads


@pytest.mark.parametrize("scale", [1.0, 2.0])
@pytest.mark.parametrize("file", ["07-batches.toml", "08-learning-rate.toml", "13-xor.toml"])
def test_many_twins_do_not_widen_the_column(qtbot, file, scale):
    apply_theme(QApplication.instance(), LIGHT, scale)
    try:
        student, _ = twins_of(qtbot, file)
        student.column.resize(300, 700)
        assert student.column.minimumSizeHint().width() <= 300
        table = student.card.twins
        for cell in table.findChildren(QLabel):
            assert cell.isVisible()
            assert table.rect().contains(cell.geometry())
            assert cell.width() >= cell.minimumSizeHint().width()
    finally:
        apply_theme(QApplication.instance(), LIGHT, 1.0)


def test_a_table_takes_the_room_that_it_has(qtbot):
    student, _ = twins_of(qtbot, "08-learning-rate.toml")
    table = student.card.twins

    def rows():
        return {cell.y() for cell in table.findChildren(QLabel) if cell.text().startswith("η")}

    assert len(rows()) == 4
    student.column.resize(700, 700)
    qtbot.waitUntil(lambda: len(rows()) == 1)
    student.column.resize(300, 700)
    qtbot.waitUntil(lambda: len(rows()) == 4)


def test_of_the_table_before_nothing_is_left(qtbot):
    student, before = twins_of(qtbot, "07-batches.toml")
    table = student.card.twins
    old = [label for label in table.findChildren(QLabel) if label.text() in before]
    at = [number for number, step in enumerate(student.play.lesson.steps) if step.twins][1]
    student.become(playing.shown(playing.went(student.play, at)))
    texts = [label.text() for label in table.findChildren(QLabel)]
    assert "epochs" in texts
    assert "updates" not in texts
    assert not any(label.isVisible() for label in old)


def test_what_is_no_name_is_written_with_the_names_in_it(qtbot):
    rows = [Twin("one", (), ("abs(w[2])", "accuracy()", "norm()"))]
    steps = (replace(LESSON.steps[0], twins=tuple(rows)),)
    told = twins_told(playing.begun(replace(LESSON, steps=steps), 1), Look())
    assert told[0] == ["", "abs(w₂)", "share right", "‖∇J‖"]
