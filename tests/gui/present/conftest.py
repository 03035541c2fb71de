"""What the tests of presenting share."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from engine.lessons import lecture as lectures
from gui.learn.course import files, lesson_in
from gui.present.presenter import Presenter


@pytest.fixture
def give(qapp, dressed_app) -> Callable[..., Presenter]:
    """Begin a lecture on a lesson of the course, at a stop from 0 and a press of it."""
    made: list[Presenter] = []

    def begin(number: int, at: int = 0, press: int = 0) -> Presenter:
        lecture = lectures.went(lectures.begun(lesson_in(files()[number - 1])), at, press)
        made.append(Presenter(lecture))
        return made[-1]

    return begin
