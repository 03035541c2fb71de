"""A lecture from the stage door to the stage and out again: its windows, its file, its keys."""

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from gui.learn.course import files, lesson_in
from gui.present import awake
from gui.present.kept import pending_of
from gui.present.marks.marks import drawn
from gui.present.marks.stroke import Stroke
from gui.present.memory import NAME, LectureMemory
from gui.present.stage_door import open_lecture, resume_lecture
from gui.user_folder import user_folder

RING = Stroke("ring", ((0.25, 0.5), (0.5, 0.75)))


@pytest.fixture
def held(monkeypatch):
    """What keeps the screen on, and no longer."""
    said = []

    def way():
        said.append("on")
        return lambda: said.append("off")

    monkeypatch.setattr(awake, "ways", lambda: (way,))
    return said


@pytest.fixture
def stage(dressed_app, held):
    """Open lectures, and close them after the test."""
    opened = []

    def begin(number=3, how=open_lecture, **more):
        opened.append(
            how(lesson_in(files()[number - 1]), **more) if isinstance(number, int) else how(number, **more)
        )
        return opened[-1]

    yield begin
    for session in opened:
        session.close()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def settle(session, qtbot):
    qtbot.waitUntil(lambda: session._take_away is not None)


def test_it_begins_at_the_stop_and_shows_the_windows(stage, qtbot, held):
    session = stage(3, at=4)
    settle(session, qtbot)
    assert session.audience.isVisible()
    assert session.audience.view.slide is session.presenter.slide
    assert session.presenter.slide.at == 4
    assert held == ["on"]
    session.close()
    assert not session.audience.isVisible()
    assert held == ["on", "off"]


def test_the_keys_of_a_clicker_drive_it(stage, qtbot):
    session = stage()
    QTest.keyClick(session.audience, Qt.Key.Key_PageDown)
    assert (session.presenter.lecture.at, session.presenter.lecture.press) == (0, 1)
    QTest.keyClick(session.audience.view, Qt.Key.Key_PageUp)
    assert (session.presenter.lecture.at, session.presenter.lecture.press) == (0, 0)


def test_leaving_is_told_before_the_windows_go_and_nothing_is_offered(stage, qtbot):
    said, memory = [], LectureMemory()
    session = stage(3, memory=memory, on_left=lambda: said.append(session.audience.isVisible()))
    session.presenter.next()
    memory.flush()
    assert (user_folder() / NAME).exists()
    session.presenter.confirm_leave()
    assert said == [True]
    assert not session.audience.isVisible()
    assert list(user_folder().iterdir()) == []
    session.presenter.confirm_leave()  # nobody hears it any more
    assert said == [True]


def test_closing_a_window_asks_whether_to_leave(stage):
    asked, session = [], stage()
    session.presenter.asked.connect(asked.append)
    session.audience.close()
    session.console.closed.emit()
    assert asked == ["leave", "leave"]
    assert session.audience.isVisible()


def crashed(stage, memory, at=5):
    """Give a lecture up to a stop, draw on it, and end as in a crash: the file stays."""
    session = stage(3, memory=memory)
    presenter = session.presenter
    presenter.go(at)
    presenter.next()
    presenter.draw(drawn(presenter.marks, presenter.slide.stop, RING))
    session.close()
    return presenter.lecture, presenter.marks


def test_after_a_crash_it_goes_on_where_it_was(stage, qtbot):
    lecture, marks = crashed(stage, LectureMemory())
    memory = LectureMemory()
    session = stage(memory.pending(), resume_lecture, memory=memory)
    assert (session.presenter.lecture.at, session.presenter.lecture.press) == (lecture.at, lecture.press)
    assert session.presenter.marks == marks
    assert session.presenter.furthest == {0: 0, 5: 1}
    memory.flush()
    assert pending_of((user_folder() / NAME).read_text("utf-8")).stop == 6


def test_a_lecture_that_was_not_ended_is_offered_in_the_menu(stage, qtbot):
    lecture, marks = crashed(stage, LectureMemory())
    memory = LectureMemory()
    session = stage(4, memory=memory)
    session.offer(memory.pending())
    memory.flush()  # the new one is kept, and the old one beside it
    action = next(each for each in session.console.menuBar().actions() if each.text().startswith("Go on"))
    action.trigger()
    assert (session.presenter.lecture.lesson, session.presenter.lecture.at) == (lecture.lesson, 5)
    assert session.presenter.marks == marks
    assert not action.isVisible()
    session.presenter.confirm_leave()
    assert LectureMemory().pending() is None


@pytest.mark.parametrize("answer", [Qt.Key.Key_Return, Qt.Key.Key_PageDown])
def test_with_one_display_it_is_offered_there_and_enter_goes_on(stage, qtbot, answer):
    lecture, marks = crashed(stage, LectureMemory())
    memory = LectureMemory()
    pending = memory.pending()
    session = stage(4, memory=memory)
    strip = session.audience.strip
    with qtbot.waitActive(session.audience):
        session.audience.activateWindow()
    session.offer(pending)
    assert strip.prompts.go_on.note.text() == pending.sentence
    assert strip.prompts.go_on.yes.hasFocus()
    QTest.keyClick(strip.prompts.go_on.yes, answer)
    assert strip.prompts.current is None
    goes_on = answer == Qt.Key.Key_Return
    assert (session.presenter.lecture.lesson is lecture.lesson) == goes_on
    assert (session.presenter.marks == marks) == goes_on
    assert strip.menus.menu.actions()[-1].isVisible() != goes_on, "else it can be had later"


@pytest.mark.parametrize("is_kept", [False, True])
def test_one_that_goes_on_and_is_left_at_once_is_gone(stage, is_kept):
    crashed(stage, LectureMemory())
    memory = LectureMemory()
    pending = memory.pending()
    session = stage(4, memory=memory)
    if is_kept:
        session.presenter.next()
        memory.flush()
    session._go_on(pending, session.console.menuBar().actions()[-1])
    session.presenter.confirm_leave()
    assert list(user_folder().iterdir()) == []


def test_one_that_can_not_go_on_says_why(stage, qtbot):
    crashed(stage, LectureMemory())
    text = (user_folder() / NAME).read_text("utf-8").replace(files()[2], files()[0])
    (user_folder() / NAME).write_text(text, "utf-8")
    memory, told = LectureMemory(), []
    pending = memory.pending()
    with pytest.raises(ValueError, match="can't go on"):
        resume_lecture(pending, memory)
    session = stage(4, memory=memory)
    session.presenter.told.connect(told.append)
    session.offer(pending)
    session._go_on(pending, session.console.menuBar().actions()[-1])
    assert "can't go on" in told[0]
    assert session.presenter.lecture.lesson is lesson_in(files()[3])


def test_a_lesson_of_ones_own_is_kept_with_its_file(stage, tmp_path):
    memory = LectureMemory()
    session = stage(3, file=tmp_path / "mine.toml", memory=memory)
    session.presenter.next()
    memory.flush()
    assert pending_of((user_folder() / NAME).read_text("utf-8")).file == str(tmp_path / "mine.toml")


def test_an_open_day_is_not_kept(stage):
    memory = LectureMemory()
    session = stage(3, memory=memory)
    session.presenter.next()
    memory.flush()
    before = (user_folder() / NAME).read_text("utf-8")
    session.open_day.start()
    session.presenter.next()
    memory.flush()
    assert (user_folder() / NAME).read_text("utf-8") == before


def test_a_visitor_of_an_open_day_gets_no_way_out_and_no_notes(stage):
    session = stage(4)
    session.presenter.notes()
    session.open_day.start()
    assert session.audience.strip.isHidden()
    session.audience.closing.emit()
    session.console.closed.emit()
    assert session.audience.strip.prompts.current is None
    session.open_day.stop()
    session.audience.closing.emit()
    assert session.audience.strip.prompts.current is session.audience.strip.prompts.leave


def test_trouble_with_the_file_is_told(stage, monkeypatch):
    memory, told = LectureMemory(), []
    session = stage(3, memory=memory)
    session.presenter.told.connect(told.append)
    monkeypatch.setattr(
        "gui.present.memory.replace_file", lambda *_: (_ for _ in ()).throw(OSError(28, "full"))
    )
    session.presenter.next()
    memory.flush()
    assert told == ["The lecture can't be kept: lecture.json: full."]


def test_a_file_question_stands_over_the_lecturers_window(stage, qtbot):
    session = stage()
    settle(session, qtbot)
    assert session._take_away.parent() is session.audience


def test_it_comes_forward_and_closes_twice(stage, qtbot):
    session = stage()
    session.come_forward()
    qtbot.waitUntil(session.audience.isActiveWindow)
    session.close()
    session.close()
