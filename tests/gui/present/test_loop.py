"""The open day: it plays by itself, answers its questions, yields to a visitor and comes back."""

from __future__ import annotations

import builtins
import pathlib
from itertools import pairwise

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from benchmarks.fast_clock import FastClock
from engine.lessons import lecture as lectures
from engine.nn.types import Ref
from engine.session import actions as act
from gui.learn.course import files, lesson_in
from gui.present.keys import KeyTable, Router
from gui.present.loop import IDLE_MS, OpenDay, following, note_of, stay_ms, usual_lessons
from gui.present.marks import Marks

K = Qt.Key
W2 = Ref("W", 2, (0, 0))
SHORT = (lesson_in(files()[3]), lesson_in(files()[5]))


class Day:
    """An open day on a screen, and what was seen of it."""

    def __init__(self, presenter, qtbot, lessons=SHORT) -> None:
        self.presenter, self.clock, self.seen = presenter, FastClock(), []
        self.loop = OpenDay(presenter, lessons, self.clock)
        self.screen = QWidget()
        qtbot.addWidget(self.screen)
        self.screen.resize(200, 100)
        self.screen.show()
        self.router = Router(presenter, KeyTable(), self.loop, self.clock)
        self.router.attach(self.screen)
        presenter.turned.connect(self._note)

    def _note(self) -> None:
        if self.loop.is_running:
            self.seen.append((self.clock.now, self.presenter.lecture.lesson.id, self.place))

    @property
    def place(self) -> tuple[int, str]:
        return self.presenter.lecture.at, self.presenter.slide.phase

    def on_until(self, phase: str) -> None:
        """Let it play on to a place where it says or asks something."""
        while self.presenter.slide.phase != phase:
            self.clock.run(500)


@pytest.fixture
def day(give, qtbot):
    made = Day(give(3, at=2), qtbot)
    yield made
    made.router.detach(made.screen)


@pytest.fixture
def running(day):
    day.presenter.loop()
    assert day.loop.is_running
    return day


def test_the_usual_lessons_are_four_of_the_course():
    assert [lesson.id[:2] for lesson in usual_lessons()] == ["04", "06", "13", "14"]


def test_it_goes_through_all_lessons_and_begins_again():
    place, ids = lectures.begun(SHORT[0]), []
    stops = {lesson.id: set() for lesson in SHORT}
    while len(ids) < 3:
        if not ids or ids[-1] != place.lesson.id:
            ids.append(place.lesson.id)
        stops[place.lesson.id].add(place.at)
        place = following(place, SHORT)
    assert ids == [SHORT[0].id, SHORT[1].id, SHORT[0].id]
    assert all(stops[lesson.id] == set(range(len(lesson.steps))) for lesson in SHORT)


def test_a_stop_stays_six_to_eight_seconds_and_a_question_is_thought_about_for_ten(running):
    running.clock.run(15 * 60_000)
    gaps = [(place, after - before) for (before, _, place), (after, _, _) in pairwise(running.seen)]
    thought = [now + later for ((_, asked), now), ((_, _), later) in pairwise(gaps) if asked == "ask"]
    assert len(thought) > 10
    assert set(thought) == {10_000}
    others = [gap for (_, phase), gap in gaps if phase in ("say", "reveal", "explain")]
    assert len(others) > 20
    assert all(6_000 <= gap <= 8_000 for gap in others)
    assert "vote" not in {phase for (_, phase), _ in gaps}


def test_the_answer_comes_by_itself_and_not_before(running):
    running.on_until("ask")
    running.clock.run(9_500)
    assert lectures.is_open(running.presenter.lecture)
    running.clock.run(1_000)
    assert running.presenter.slide.phase == "reveal"


def test_captions_ask_what_one_thinks_and_invite_to_drag_where_nothing_is_asked(running):
    running.on_until("ask")
    assert running.presenter.slide.note.startswith("What do you think?")
    running.on_until("reveal")
    assert running.presenter.slide.note == "This is the answer."
    running.on_until("say")
    assert running.presenter.slide.note == "Try me: drag w₂ and watch J."


def test_a_picture_made_beforehand_has_the_caption_of_its_own_place(running):
    for _ in range(8):
        assert running.presenter.slide_ahead is not None
        place = running.place
        while running.place == place:
            running.clock.run(500)
        assert running.presenter.slide.note == note_of(running.presenter.lecture)


@pytest.mark.parametrize("lesson", usual_lessons(), ids=lambda lesson: lesson.id)
def test_every_place_has_a_caption_and_no_question_invites_to_drag(lesson):
    place = lectures.begun(lesson)
    while place.lesson is lesson:
        assert note_of(place)
        assert lectures.step(place).ask is None or "Try me" not in note_of(place)
        assert 4_000 <= stay_ms(place) <= 8_000
        place = following(place, usual_lessons())


@pytest.mark.parametrize("how", ["key", "letter", "click"])
def test_a_visitor_pauses_it_and_has_the_controls(running, how):
    running.on_until("say")
    before = running.place
    if how == "click":
        QTest.mouseClick(running.screen, Qt.MouseButton.LeftButton, pos=QPoint(5, 5))
    else:
        QTest.keyClick(running.screen, K.Key_PageDown if how == "key" else K.Key_Q)
    assert running.loop.is_paused
    assert running.place == before
    assert running.presenter.slide.note.startswith("It is yours")
    QTest.keyClick(running.screen, K.Key_PageDown)
    assert running.place != before
    running.clock.run(IDLE_MS - 1)
    assert running.loop.is_paused


def test_after_a_minute_everything_is_as_it_was_and_it_goes_on(running):
    running.on_until("say")
    before, usual = running.place, running.presenter.slide
    QTest.mouseClick(running.screen, Qt.MouseButton.LeftButton)
    running.presenter.dispatch(act.SetParameter(W2, 3.0, "drag", "by hand"))
    assert running.presenter.is_changed
    for key in (K.Key_Z, K.Key_D, K.Key_P, K.Key_BracketRight, K.Key_PageDown, K.Key_PageDown, K.Key_F5):
        QTest.keyClick(running.screen, key)
    running.clock.run(59_000)
    QTest.mouseMove(running.screen, QPoint(9, 9))  # a table that is bumped into is no visitor
    running.clock.run(1_000)
    assert not running.loop.is_paused
    slide = running.presenter.slide
    assert running.place == before
    assert (slide.note, slide.delta, slide.is_zoomed, slide.is_changed) == (
        usual.note, usual.delta, usual.is_zoomed, False,
    )  # fmt: skip
    assert slide.frame.value(W2) == usual.frame.value(W2)
    presenter = running.presenter
    assert (presenter.tool, presenter.speed, presenter.is_playing) == ("", 1.0, False)
    assert presenter.marks == Marks()
    running.clock.run(8_000)
    assert running.place != before


def test_every_touch_begins_the_minute_anew(running):
    QTest.keyClick(running.screen, K.Key_Down)
    for _ in range(5):
        running.clock.run(50_000)
        QTest.keyClick(running.screen, K.Key_Shift)
    assert running.loop.is_paused
    running.clock.run(IDLE_MS)
    assert not running.loop.is_paused


def test_there_is_no_way_out_but_esc_that_is_held(running):
    left, asked = [], []
    running.presenter.left.connect(lambda: left.append(1))
    running.presenter.asked.connect(asked.append)
    for _ in range(2):  # the first one of all pauses the show
        for key in (K.Key_Escape, K.Key_F5, K.Key_L, K.Key_N, K.Key_G, K.Key_V, K.Key_B, K.Key_F):
            QTest.keyClick(running.screen, key)
        for key in (K.Key_Q, K.Key_N, K.Key_S, K.Key_K, K.Key_0):
            QTest.keyClick(running.screen, key, Qt.KeyboardModifier.ControlModifier)
    assert (left, asked) == ([], [])
    assert running.loop.is_running
    assert (running.presenter.cover, running.presenter.is_frozen) == ("", False)
    QTest.keyPress(running.screen, K.Key_Escape)
    running.clock.run(1_500)
    assert left == [1]
    assert not running.loop.is_running
    running.clock.run(3_600_000)
    assert running.clock.waiting == 0


def test_the_lecturer_gets_the_lecture_back(day):
    presenter = day.presenter
    presenter.slower()
    before, pace, furthest = presenter.lecture, presenter.pace, dict(presenter.furthest)
    day.loop.toggle()
    day.clock.run(10 * 60_000)
    assert presenter.lecture.lesson is not before.lesson
    day.loop.toggle()
    assert presenter.lecture is before
    assert (presenter.pace, presenter.furthest, presenter.speed) == (pace, furthest, 0.5)
    assert presenter.slide.note == ""
    day.clock.run(3_600_000)
    assert presenter.lecture is before


def test_while_it_runs_no_file_is_opened(running, monkeypatch):
    def refuse(*names, **_how):
        raise AssertionError(f"opened {names}")

    running.clock.run(20 * 60_000)  # what is imported when it is first needed is imported
    monkeypatch.setattr(builtins, "open", refuse)
    monkeypatch.setattr(pathlib.Path, "open", refuse)
    running.clock.run(40 * 60_000)
    QTest.keyClick(running.screen, K.Key_PageDown)
    running.clock.run(40 * 60_000)
    assert len({lesson for _, lesson, _ in running.seen}) == 2


def test_what_waits_does_not_pile_up(running):
    running.seen.clear()
    for _ in range(50):
        running.clock.run(90_000)
        QTest.keyClick(running.screen, K.Key_Down)
        assert running.clock.waiting <= 3
    assert len(running.presenter.furthest) <= max(len(lesson.steps) for lesson in SHORT)
