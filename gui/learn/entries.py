"""The lessons of the course as a list shows them: their heads, and how far each was done."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from PySide6.QtCore import QCoreApplication

from engine.lessons.headline import Headline, headline
from engine.lessons.progress import Done, Progress
from gui.learn.course import PATHS, files
from gui.panels.course import CourseEntry, CoursePath, State
from gui.translation import QT_TRANSLATE_NOOP
from resources import resource

__all__ = ["ALL", "at_step", "entry_of", "headline_in", "paths"]

ALL = "all"
_NAMES = {
    "lecture": QT_TRANSLATE_NOOP("Course", "Lecture"),
    "week": QT_TRANSLATE_NOOP("Course", "One week"),
    "engineer": QT_TRANSLATE_NOOP("Course", "Engineer"),
    ALL: QT_TRANSLATE_NOOP("Course", "All"),
}


@lru_cache(maxsize=32)
def headline_in(file: str) -> Headline:
    """Read the head of a lesson that comes with the program."""
    return headline(resource("lessons", file).read_text(encoding="utf-8"), file)


def paths() -> tuple[CoursePath, ...]:
    """List the ways through the course, the whole of it last."""
    every = {**PATHS, ALL: tuple(range(1, len(files()) + 1))}
    return tuple(
        CoursePath(key, QCoreApplication.translate("Course", name), every[key])
        for key, name in _NAMES.items()
    )


def entry_of(number: int, heads: Sequence[Headline], progress: Progress) -> CourseEntry:
    """Tell of a lesson, from 1, what is known of it: those behind the last head have not been read yet."""
    if number > len(heads):
        return CourseEntry(number)
    head = heads[number - 1]
    numbers = {file.removesuffix(".toml"): n for n, file in enumerate(files(), 1)}
    done = progress.lessons.get(head.id)
    return CourseEntry(
        number,
        head.title,
        head.minutes,
        tuple(numbers[name] for name in head.needs if name in numbers),
        _state(done),
        at_step(head, done) + 1,
        len(head.steps),
    )


def at_step(head: Headline, done: Done | None) -> int:
    """Return the step where a lesson was left, from 0."""
    return head.steps.index(done.at) if done is not None and done.at in head.steps else 0


def _state(done: Done | None) -> State:
    if done is None:
        return "new"
    return "mastered" if done.has_passed else "begun"
