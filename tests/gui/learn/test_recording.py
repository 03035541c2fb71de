"""Recording in the window: what is done becomes a draft that opens as a lesson; nothing is lost unasked."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QMessageBox, QPushButton

from engine.lessons.reading import read_lesson
from engine.lessons.stages import Stages
from engine.nn.types import Ref
from engine.session import actions as act
from engine.session.session import Session
from gui.look import Look
from gui.main_window import MainWindow

W2 = Ref("W", 2, (0, 0))


@pytest.fixture
def window(qtbot):
    made = MainWindow(Session.start(), Look(motion=0.0))
    qtbot.addWidget(made)
    made.resize(1280, 720)
    made.show()
    qtbot.waitUntil(lambda: made.painted)
    made.regions.diagram.setFocus()
    return made


def key(window, which, modifier=Qt.KeyboardModifier.NoModifier):
    QTest.keyClick(window.focusWidget(), which, modifier)


def record(window):
    window._actions["lesson_record"].trigger()


def boxes(window):
    return [box for box in window.findChildren(QMessageBox) if box.isVisible()]


def answer(window, words):
    button = next(
        b for b in boxes(window)[-1].findChildren(QPushButton) if b.text().replace("&", "") == words
    )
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    QApplication.processEvents()


def name_file(window, file):
    """Answer the dialog for files, as the system's own dialogs do: no test can type into those."""
    dialog = next(dialog for dialog in window.findChildren(QFileDialog) if dialog.isVisible())
    dialog.fileSelected.emit(str(file))
    dialog.close()


def badge(window):
    return window.regions.head_bar.recording


def last_stage(text):
    lesson = read_lesson(text)
    return Stages(lesson, 0).at(len(lesson.steps) - 1).session


def test_a_recording_is_saved_and_opened_as_a_lesson(window, tmp_path):
    record(window)
    assert badge(window).isVisible()
    assert badge(window).text() == "Recording"
    assert window._actions["lesson_record"].isChecked()
    for _ in range(4):
        key(window, Qt.Key.Key_Space)
    window.store.dispatch(act.SetParameter(W2, 0.5, "set w₂"))
    key(window, Qt.Key.Key_Space)
    before = window.frame.number, window.frame.parameter(W2)
    QTest.mouseClick(badge(window), Qt.MouseButton.LeftButton)
    answer(window, "Save…")
    name_file(window, tmp_path / "mine")
    assert not badge(window).isVisible()
    assert not window._actions["lesson_record"].isChecked()
    text = (tmp_path / "mine.toml").read_text("utf-8")
    assert "set w[2][1,1] 0.5" in text
    end = last_stage(text)
    assert end.playhead.step == before[0]
    assert end.document.network.parameter(W2) == before[1] == 0.5
    answer(window, "Don’t save")  # the document that was changed meanwhile
    assert window.learning.play.lesson.title == "Two-node network"
    assert window.regions.head_bar.title.text() == "Two-node network"


def test_one_that_begins_in_the_middle_of_a_run_begins_with_what_stood_there(window, tmp_path):
    window._actions["ten"].trigger()
    assert window.frame.document.log.updates == 10
    window.store.dispatch(act.Seek(3, 6))
    w2 = window.frame.parameter(W2)
    record(window)
    key(window, Qt.Key.Key_Space)
    record(window)
    answer(window, "Save…")
    name_file(window, tmp_path / "mine.toml")
    end = last_stage((tmp_path / "mine.toml").read_text("utf-8"))
    assert (end.playhead.update, end.playhead.step) == (0, 4)
    assert end.document.network.parameter(W2) == w2


def test_nothing_done_is_nothing_recorded(window):
    record(window)
    record(window)
    assert not badge(window).isVisible()
    assert boxes(window) == []


def test_giving_up_goes_on_recording(window):
    record(window)
    key(window, Qt.Key.Key_Space)
    record(window)
    answer(window, "Save…")
    next(dialog for dialog in window.findChildren(QFileDialog) if dialog.isVisible()).reject()
    assert badge(window).isVisible()
    assert window._actions["lesson_record"].isChecked()
    record(window)
    answer(window, "Go on recording")
    assert badge(window).isVisible()
    record(window)
    answer(window, "Throw away")
    assert not badge(window).isVisible()


def test_a_file_that_cannot_be_written_loses_nothing(window, tmp_path):
    record(window)
    key(window, Qt.Key.Key_Space)
    record(window)
    answer(window, "Save…")
    name_file(window, tmp_path / "nowhere" / "mine.toml")
    assert "cannot be written" in boxes(window)[-1].text()
    assert badge(window).isVisible()


def test_a_window_that_records_asks_before_it_closes(window, tmp_path):
    record(window)
    key(window, Qt.Key.Key_Space)
    window.close()
    assert window.isVisible()
    answer(window, "Go on recording")
    assert window.isVisible()
    window.close()
    answer(window, "Save…")
    name_file(window, tmp_path / "mine.toml")
    assert (tmp_path / "mine.toml").exists()
    assert not window.isVisible()
