"""Mistakes that return: their questions put into a lesson, and what came of them."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QCoreApplication

from engine.lessons.lesson import Lesson
from engine.lessons.play import Mark, Play, passed
from engine.lessons.progress import Progress, due, returned, reviewed
from engine.lessons.returning import Told, Words, returning
from gui.learn.misconceptions import MISCONCEPTIONS

__all__ = ["reviews", "with_questions"]

translate = QCoreApplication.translate


def with_questions(lesson: Lesson, number: int, progress: Progress, seed: int) -> Lesson:
    """Return a lesson with the questions that are due in it behind its first step.

    Parameters
    ----------
    lesson : Lesson
    number : int
        Of the lesson in the course, from 1.
    progress : Progress
    seed : int
        Of the fresh numbers.
    """
    ids = due(progress, number)
    return returning(lesson, ids, seed, _words()) if ids else lesson


def reviews(before: Play | None, play: Play, number: int) -> list[Callable[[Progress], Progress]]:
    """List what is to be noted of questions that returned and have been answered since."""
    is_same = before is not None and (before.lesson, before.seed) == (play.lesson, play.seed)
    old = before.marks if before is not None and is_same else {}
    return [
        partial(reviewed, misconception=name, lesson_number=number, is_right=passed(play, at))
        for at, step in enumerate(play.lesson.steps)
        if (name := returned(step.id))
        and play.marks.get(step.id, Mark()).is_answered
        and not old.get(step.id, Mark()).is_answered
    ]


def _words() -> Words:
    return Words(
        title=translate("Course", "Do you remember?"),
        say=translate(
            "Course", "A mistake of an earlier lesson returns as a question. Then the lesson goes on."
        ),
        compute=translate("Course", "Compute {quantity}."),
        compute_new=translate("Course", "Compute {quantity} after the update with {eta}."),
        choose=translate("Course", "In an earlier lesson: “{did}” Which of these sets it right?"),
        beside=translate("Course", "That is true, but it speaks of something else."),
        told={each.id: Told(each.did, each.rungs[1]) for each in MISCONCEPTIONS.values()},
    )
