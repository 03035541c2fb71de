"""Slides to make pages of."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from engine.lessons import lecture as lectures
from gui.learn.course import files, lesson_in
from gui.look import Look
from gui.present.slide import Slide
from gui.present.slides import slide_of
from gui.theme import ROOM_DARK


@pytest.fixture
def slide(qapp) -> Callable[..., Slide]:
    """Make the slide of a lesson of the course, at a stop and in a phase of it."""

    def make(number, at, phase="ask", look=None, **other):
        lecture = lectures.went(lectures.begun(lesson_in(files()[number - 1])), at)
        while lectures.phase(lecture) not in (phase, "say"):
            lecture = lectures.onward(lecture)
        look = look or Look(ROOM_DARK)
        return replace(slide_of(lecture, lectures.stage(lecture).session, look), **other)

    return make
