"""The lessons that come with the program, in their order, and the files that the user brought."""

from __future__ import annotations

from functools import cache, lru_cache, partial
from pathlib import Path

from engine.lessons.lesson import Lesson
from engine.lessons.reading import LessonError, read_lesson
from resources import read_bytes, resource

__all__ = ["PATHS", "files", "lesson_in", "lesson_of_file", "number_of"]

_MOST_BYTES = 1_000_000
PATHS: dict[str, tuple[int, ...]] = {
    "lecture": (1, 2, 3, 4),
    "week": (1, 2, 3, 4, 5, 6, 7, 8),
    "engineer": (3, 6, 7, 9, 10, 11, 12, 13, 14),
}
"""Ways through the course, by the numbers of the lessons."""

_bundled = partial(read_bytes, "data")


@cache
def files() -> tuple[str, ...]:
    """Name the files of the lessons that come with the program, in their order."""
    return tuple(sorted(each.name for each in resource("lessons").iterdir() if each.name.endswith(".toml")))


@lru_cache(maxsize=32)
def lesson_in(file: str) -> Lesson:
    """Read one of them, once.

    Raises
    ------
    LessonError
        If it is broken; a test sees to it that none is.
    """
    return read_lesson(resource("lessons", file).read_text(encoding="utf-8"), file, _bundled)


def number_of(lesson: Lesson) -> int:
    """Return the number of a lesson of the course, from 1; 0 for one of the user's own.

    Questions may have been put into it: what it begins with is the same still.
    """
    of_course = lesson.name in files() and lesson_in(lesson.name).starts is lesson.starts
    return files().index(lesson.name) + 1 if of_course else 0


def lesson_of_file(file: Path) -> Lesson:
    """Read a lesson of the user's.

    Raises
    ------
    LessonError
        If it can't be read or is no lesson; the sentence names the file.
    """
    try:
        with file.open("rb") as opened:
            content = opened.read(_MOST_BYTES + 1)
    except OSError as error:
        raise LessonError(file.name, 0, f"can't be read: {error.strerror or error}") from None
    if len(content) > _MOST_BYTES:
        raise LessonError(file.name, 0, "is larger than 1 MB")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise LessonError(file.name, 0, "is no text in UTF-8") from None
    return read_lesson(text, file.name, _bundled)
