"""From the program's window to a lecture and back: which lesson, which stop, and nothing lost."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from engine import Session
from engine.session.document import same_document
from gui.look import Look
from gui.main_window import MainWindow
from gui.present import awake


@pytest.fixture
def window(qtbot, monkeypatch):
    monkeypatch.setattr(awake, "ways", tuple)
    made = MainWindow(Session.start(), Look(motion=0.0))
    qtbot.addWidget(made)
    made.show()
    qtbot.waitUntil(lambda: len(made.course.titles) == 14)
    yield made
    if made.presenting.lecture is not None:
        made.presenting.lecture.close()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def test_f5_presents_the_lesson_that_is_open_from_its_step_on(window):
    window.learning.open(3)
    window.learning.show_me()
    window.learning.next_step()
    QTest.keyClick(window, Qt.Key.Key_F5)
    lecture = window.presenting.lecture
    assert lecture is not None
    assert lecture.presenter.lecture.lesson is window.learning.play.lesson
    assert lecture.presenter.lecture.at == window.learning.play.at == 1
    assert lecture.audience.isVisible()
    assert not window.isVisible()


def test_without_a_lesson_the_button_asks_which_one(window):
    QTest.mouseClick(window.regions.head_bar.present, Qt.MouseButton.LeftButton)
    menu = QApplication.activePopupWidget()
    assert [action.text() for action in menu.actions()] == [*window.course.titles]
    menu.actions()[5].trigger()
    menu.close()
    assert window.presenting.lecture.presenter.lecture.lesson.title in window.course.titles[5]


def test_leaving_brings_the_window_back_as_it_was(window):
    before = window.store.session.document
    window.presenting.open(4)
    for _ in range(8):
        window.presenting.lecture.presenter.next()
    window.presenting.lecture.presenter.confirm_leave()
    assert window.presenting.lecture is None
    assert window.isVisible()
    assert same_document(window.store.session.document, before)


def test_an_error_that_nobody_foresaw_is_told_to_the_lecturer_and_opens_no_box(window):
    assert not window.presenting.tell("Something went wrong.")
    window.presenting.open(1)
    said = []
    window.presenting.lecture.presenter.told.connect(said.append)
    assert window.presenting.tell("Something went wrong.")
    assert said == ["Something went wrong."]
