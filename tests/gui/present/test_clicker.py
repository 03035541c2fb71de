"""A clicker alone: from the start of every lesson to its end, and back over identical frames."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from engine.lessons import lecture as lectures
from engine.session.frame import same_frame
from gui.learn.course import files, lesson_in
from gui.look import Look
from gui.present import awake
from gui.present.stage_door import PresentSession, open_lecture

NEXT, BACK = Qt.Key.Key_PageDown, Qt.Key.Key_PageUp
ALTERNATING = (Qt.Key.Key_F5, Qt.Key.Key_Escape)
SMALL = 0.5
"""Pictures are compared at half their size: enough to see any difference in place, colour or text."""


@pytest.fixture
def begin(dressed_app, monkeypatch):
    """Open lectures without motion, and close them after the test."""
    monkeypatch.setattr(awake, "ways", tuple)
    opened: list[PresentSession] = []

    def open_one(file: str) -> PresentSession:
        opened.append(open_lecture(lesson_in(file), look=Look(motion=0.0)))
        return opened[-1]

    yield open_one
    for session in opened:
        session.close()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def place(session: PresentSession) -> tuple[int, int]:
    return session.presenter.lecture.at, session.presenter.lecture.press


def seen(session: PresentSession) -> bytes:
    """Return what the room sees, dot by dot."""
    view = session.audience.view
    image = view.grab().toImage()
    return image.scaled(image.size() * SMALL).constBits().tobytes()


@pytest.mark.parametrize("file", files())
def test_page_down_leads_to_the_end_and_page_up_back_over_identical_frames(file, begin):
    session = begin(file)
    there = [(place(session), session.presenter.slide.frame, seen(session))]
    presses = sum(len(lectures.phases(step)) for step in lesson_in(file).steps)
    for _ in range(presses):
        QTest.keyClick(session.audience, NEXT)
        if place(session) != there[-1][0]:
            there.append((place(session), session.presenter.slide.frame, seen(session)))
    assert len(there) == presses
    assert lectures.is_last(session.presenter.lecture)
    for where, frame, picture in reversed(there):
        assert place(session) == where
        assert same_frame(session.presenter.slide.frame, frame), where
        assert seen(session) == picture, where
        QTest.keyClick(session.audience, BACK)
    assert place(session) == (0, 0)


@pytest.mark.parametrize("file", files())
def test_the_key_that_alternates_f5_and_esc_never_leaves(file, begin, qtbot):
    session, left = begin(file), []
    session.presenter.left.connect(lambda: left.append(True))
    for press in range(20):
        QTest.keyClick(session.audience, ALTERNATING[press % 2])
        assert session.presenter.is_playing is (press % 2 == 0)
    assert not left
    assert session.audience.isVisible()


def test_the_key_that_blanks_does_and_the_next_key_only_unblanks(begin):
    session = begin(files()[2])
    QTest.keyClick(session.audience, Qt.Key.Key_Period)
    assert session.audience.view.cover == "black"
    QTest.keyClick(session.audience, NEXT)
    assert session.audience.view.cover == ""
    assert place(session) == (0, 0)
    QTest.keyClick(session.audience, NEXT)
    assert place(session) == (0, 1)


def test_what_is_seen_differs_from_press_to_press(begin):
    """Were all pictures alike, that they come back would say nothing."""
    session = begin(files()[2])
    pictures = set()
    for _ in range(10):
        pictures.add(seen(session))
        QTest.keyClick(session.audience, NEXT)
    assert len(pictures) == 10
