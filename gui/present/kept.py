"""A lecture in a file: where it is, its hands and its marks, and enough to say in a sentence what it was."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Any

from PySide6.QtCore import QCoreApplication, QDateTime, QLocale

from engine.lessons.lecture import Lecture, from_data, to_data
from engine.lessons.lesson import Lesson
from engine.session.reading import (
    Place,
    check_keys,
    json_of,
    list_at,
    number_at,
    object_at,
    text_at,
    whole_at,
)
from gui.present.marks.marks import Marks
from gui.present.marks.marks import from_data as marks_from

__all__ = ["LARGEST", "Kept", "Pending", "pending_of", "taken_up", "text_of_kept"]

translate = QCoreApplication.translate

LARGEST = 4_000_000
"""Bytes; a larger file is none of ours."""

_HEAD = "upstream lecture"
_KEYS = {_HEAD, "course", "file", "title", "stop", "stops", "saved", "lecture", "marks", "furthest", "spent"}
_MOST_STOPS, _MOST_SECONDS = 10_000, 2**40
_LONGEST_PATH, _MOST_PRESSES = 4096, 10


@dataclass(frozen=True, slots=True, eq=False)
class Kept:
    """What is kept of a lecture that is being given.

    Attributes
    ----------
    lecture : Lecture
    marks : Marks
    file : Path or None
        Of a lesson that the lecturer brought; None for one of the course.
    furthest : mapping of int to int
        The stops that were shown, and the furthest press of each: what is to be taken away.
    spent : float
        Seconds that it has taken.
    """

    lecture: Lecture
    marks: Marks
    file: Path | None = None
    furthest: Mapping[int, int] = field(default_factory=lambda: MappingProxyType({}))
    spent: float = 0.0


@dataclass(frozen=True, slots=True, eq=False)
class Pending:
    """A lecture that was not ended.

    Attributes
    ----------
    title : str
        Of its lesson.
    stop, stops : int
        Where it was, from 1, and how many there are.
    saved : int
        When that was, in seconds since 1970.
    course, file : str
        The lesson of the course, or the lecturer's own file; the other is empty.
    furthest : mapping of int to int
    spent : float
        As of what was kept.
    content : mapping
        The rest, not yet looked at.
    path : Path or None
        Where this was read.
    """

    title: str
    stop: int
    stops: int
    saved: int
    course: str
    file: str
    furthest: Mapping[int, int]
    spent: float
    content: Mapping[str, Any]
    path: Path | None = None

    @property
    def sentence(self) -> str:
        """Ask whether to go on."""
        text = translate(
            "Present",
            "There is a lecture that was not ended: {title}, stop {stop} of {stops}, {when}. Go on?",
        )
        return text.format(title=self.title, stop=self.stop, stops=self.stops, when=_when(self.saved))


def text_of_kept(kept: Kept, saved: int) -> str:
    """Write what is kept; marks that would make it too large to be read again are left out."""
    text = _text(kept, saved, kept.marks)
    return text if len(text.encode()) <= LARGEST else _text(kept, saved, Marks())


def _text(kept: Kept, saved: int, marks: Marks) -> str:
    lesson = kept.lecture.lesson
    content = {
        _HEAD: 1,
        "course": "" if kept.file is not None else lesson.name,
        "file": "" if kept.file is None else str(kept.file.absolute()),
        "title": lesson.title[:200],
        "stop": kept.lecture.at + 1,
        "stops": len(lesson.steps),
        "saved": saved,
        "lecture": to_data(kept.lecture),
        "marks": marks.to_data(),
        "furthest": sorted(kept.furthest.items()),
        "spent": round(kept.spent, 1),
    }
    return json.dumps(content, ensure_ascii=False)


def pending_of(text: str, path: Path | None = None) -> Pending:
    """Read what was kept, without its lesson.

    Raises
    ------
    DocumentError
        If it is no lecture; a sentence.
    """
    content = object_at(json_of(text), Place("lecture"))
    place = Place()
    check_keys(content, place, _KEYS)
    whole_at(content[_HEAD], place / _HEAD, 1, 1)
    stops = whole_at(content["stops"], place / "stops", 1, _MOST_STOPS)
    course, file = text_at(content["course"], place / "course"), _file_at(content["file"], place / "file")
    if bool(course) == bool(file):
        place.fail("should name either a lesson of the course or a file")
    return Pending(
        title=_one_line(text_at(content["title"], place / "title")),
        stop=whole_at(content["stop"], place / "stop", 1, stops),
        stops=stops,
        saved=whole_at(content["saved"], place / "saved", 0, _MOST_SECONDS),
        course=course,
        file=file,
        furthest=_furthest_at(content["furthest"], place / "furthest", stops),
        spent=max(number_at(content["spent"], place / "spent"), 0.0),
        content=content,
        path=path,
    )


def taken_up(pending: Pending, lesson: Lesson) -> tuple[Lecture, Marks]:
    """Return the lecture as it was, and what was drawn on it.

    Raises
    ------
    ValueError
        If it does not fit its lesson.
    """
    return from_data(pending.content["lecture"], lesson), marks_from(pending.content["marks"])


def _file_at(value: object, place: Place) -> str:
    file = text_at(value, place, _LONGEST_PATH)
    if "\0" in file or (file and not Path(file).is_absolute()):
        place.fail("is not the whole path of a file")
    return file


def _furthest_at(value: object, place: Place, stops: int) -> Mapping[int, int]:
    pairs = [list_at(pair, place, 2, 2) for pair in list_at(value, place, 0, stops)]
    return MappingProxyType(
        {whole_at(at, place, 0, stops - 1): whole_at(press, place, 0, _MOST_PRESSES) for at, press in pairs}
    )


def _one_line(title: str) -> str:
    """Leave out of a title what could not be read, or would break the sentence it stands in."""
    return " ".join("".join(c if c.isprintable() else " " for c in title).split())


def _when(saved: int) -> str:
    """Write a time of day, and the day where it is another."""
    moment, locale = QDateTime.fromSecsSinceEpoch(saved), QLocale()
    time = locale.toString(moment.time(), QLocale.FormatType.ShortFormat)
    if moment.date() == QDateTime.currentDateTime().date():
        return time
    return f"{locale.toString(moment.date(), QLocale.FormatType.ShortFormat)}, {time}"
