"""The course in the window: the list fills, lessons open where they were left, and mistakes return."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QMessageBox

from engine import Session
from engine.lessons.play import begun, right
from engine.lessons.play import step as step_of
from engine.lessons.progress import Done, Met, Progress, from_text, to_text
from gui.help.sources import menu_actions
from gui.learn.memory import NAME
from gui.look import Look
from gui.main_window import MainWindow
from gui.user_folder import user_folder

MET = Met(frozenset({"03-derivative/delta-2"}), frozenset(), 5)
BEGUN = Progress(
    {
        "02-two-nodes": Done("hook", frozenset(), frozenset(), True),
        "03-derivative": Done("dw2", frozenset({"hook", "card-1"})),
    },
    {"M04": MET},
)


def open_window(qtbot, look=None):
    window = MainWindow(Session.start(), look)
    qtbot.addWidget(window)
    window.resize(1440, 900)
    window.show()
    qtbot.waitUntil(lambda: window.painted)
    qtbot.waitUntil(lambda: len(window.course.menu.actions()) == 14)
    return window


@pytest.fixture
def window(qtbot):
    return open_window(qtbot)


@pytest.fixture
def window_later(qtbot):
    """A window of somebody who has learnt something already."""
    (user_folder() / NAME).write_text(to_text(BEGUN), "utf-8")
    return open_window(qtbot)


def entry(window, number):
    return next(each for each in window.regions.course.rows.entries if each.number == number)


def click_row(window, qtbot, number):
    rows = window.regions.course.rows
    row = [each.number for each in rows.entries].index(number)
    qtbot.mouseClick(rows, Qt.MouseButton.LeftButton, pos=rows.box(row).center().toPoint())


def answer(window, qtbot, text):
    """Type an answer into the lesson card."""
    field = QApplication.focusWidget()
    assert window.learning.card.isAncestorOf(field)
    qtbot.keyClicks(field, text)
    qtbot.keyClick(field, Qt.Key.Key_Return)


def test_nothing_is_read_before_the_window_is_on_screen(qtbot):
    window = MainWindow(Session.start(), Look())
    qtbot.addWidget(window)
    assert window.regions.course.rows.entries == ()
    assert window.course.menu.actions() == []


def test_the_list_fills_after_the_first_paint(window):
    assert [each.number for each in window.regions.course.rows.entries] == list(range(1, 15))
    assert all(each.is_read for each in window.regions.course.rows.entries)
    assert (entry(window, 4).title, entry(window, 4).needs) == ("Weight correction", (3,))
    assert window.regions.course.next.text() == "Begin with lesson 1"


def test_the_search_finds_every_lesson(window):
    found = [(way, action.text()) for way, action in menu_actions(window.menuBar())]
    assert ("Lesson → Open lesson", "Lesson 14: Digits") in found
    assert sum(way == "Lesson → Open lesson" for way, _ in found) == 14


def test_a_lesson_opens_from_the_list_and_the_keyboard_goes_along(window, qtbot):
    window.course.show_list()
    qtbot.keyClick(window.regions.course.rows, Qt.Key.Key_Down)
    qtbot.keyClick(window.regions.course.rows, Qt.Key.Key_Return)
    assert window.learning.play.lesson.id == "02-two-nodes"
    assert window.learning.card.isAncestorOf(QApplication.focusWidget())
    assert not window.regions.course.isVisible()


def test_the_command_leaves_the_lesson_and_goes_to_the_list(window, qtbot):
    click_row(window, qtbot, 3)
    assert window.learning.play is not None
    qtbot.keyClick(window, Qt.Key.Key_F8)
    assert window.learning.play is None
    assert window.regions.course.rows.hasFocus()
    assert entry(window, 3).state == "begun"
    assert window.regions.course.next.text() == "Go on with lesson 3"


def test_from_explore_and_with_the_left_column_hidden_it_goes_to_the_list_too(window):
    window.settings.explore()
    window.regions.toggle_left()
    window.course.show_list()
    assert window.settings.settings.mode == "learn"
    assert window.regions.course.rows.hasFocus()


def test_the_path_is_remembered(window, qtbot):
    window.regions.course.path_asked.emit("week")
    assert [each.number for each in window.regions.course.rows.entries] == list(range(1, 9))
    window.close()
    again = open_window(qtbot)
    assert again.regions.course.path.key == "week"


def test_a_lesson_goes_on_where_it_was_left_and_a_mastered_one_begins_anew(window_later):
    window = window_later
    assert (entry(window, 2).state, entry(window, 3).at) == ("mastered", 6)
    window.course.open(3)
    assert step_of(window.learning.play).id == "dw2"
    window.course.open(2)
    assert window.learning.play.at == 0


def test_what_is_answered_is_in_the_file_once_the_window_is_closed(window, qtbot):
    lesson = window.course.open(3) or window.learning.play.lesson
    at = [each.id for each in lesson.steps].index("delta-2")
    window.learning.show(begun(lesson, 1, at))
    window.learning.answer("-0.668638")
    window.close()
    kept = from_text((user_folder() / NAME).read_text("utf-8"))
    assert kept.lessons["03-derivative"].at == "delta-2"
    assert kept.misconceptions["M04"].due == 5


def test_a_mistake_returns_behind_the_first_step_and_is_repaired(window_later, qtbot):
    window = window_later
    window.course.open(5)
    lesson = window.learning.play.lesson
    assert lesson.steps[1].id == "returns-M04"
    assert window.learning.place[1] == f"Lesson 5 of 14 · step 1 of {len(lesson.steps)}"
    window.learning.go(1)
    field = window.learning.card.question.answer.first()
    field.setFocus()
    answer(window, qtbot, f"{right(window.learning.play):.4g}")
    assert window.course.memory.progress.misconceptions["M04"].is_repaired
    window.course.open(5)
    assert all(not each.id.startswith("returns") for each in window.learning.play.lesson.steps)


def test_what_is_learnt_in_a_lesson_of_ones_own_is_not_counted_as_the_courses(window, tmp_path):
    from resources import resource

    file = tmp_path / "03-derivative.toml"
    file.write_text(resource("lessons", file.name).read_text("utf-8"), "utf-8")
    window.learning.open_file(file)
    assert window.learning.play is not None
    assert window.course.memory.progress == Progress()


def test_a_mistake_in_the_last_lessons_returns_in_the_last_one(window):
    lesson = window.course.open(14) or window.learning.play.lesson
    number, option = next(
        (n, o)
        for n, each in enumerate(lesson.steps)
        if each.ask is not None and each.ask.kind == "choice"
        for o, option in enumerate(each.ask.options)
        if option.hint
    )
    window.learning.go(number)
    window.learning.answer(option)
    assert [met.due for met in window.course.memory.progress.misconceptions.values()] == [14]


def test_the_page_tells_of_lessons_and_mistakes(window_later):
    window_later.course.show_progress()
    page = window_later.course._page
    text = page.browser.toPlainText()
    assert "Lessons: 1 of 14 mastered" in text
    assert "step 6 of 22" in text
    assert "Mistakes: 0 of 1 repaired" in text
    assert "met once, returns in lesson 5 or later" in text
    assert page.where.text().startswith("Nothing of this leaves this machine.")
    assert NAME in page.where.text()
    window_later.course.open(1)
    assert "step 1 of 18" in page.browser.toPlainText()


def test_reset_asks_first(window_later, qtbot):
    window_later.course.show_progress()
    page = window_later.course._page
    for answer_, is_left in (("Cancel", True), ("&Forget all of it", False)):
        qtbot.mouseClick(page.reset, Qt.MouseButton.LeftButton)
        box = page.findChildren(QMessageBox)[-1]
        button = next(each for each in box.buttons() if each.text() == answer_)
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
        assert bool(window_later.course.memory.progress.lessons) == is_left
    assert "Lessons: 0 of 14 mastered" in page.browser.toPlainText()
    assert not page.reset.isEnabled()
    assert entry(window_later, 3).state == "new"


def test_unreadable_progress_is_told_once_and_learning_goes_on(qtbot):
    (user_folder() / NAME).write_text("{", "utf-8")
    window = open_window(qtbot)
    assert NAME in window.regions.notice.notice.text
    window.course.open(1)
    assert window.learning.play is not None
