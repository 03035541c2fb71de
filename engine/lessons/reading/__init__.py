"""Reading a lesson of a TOML file, strictly: every fault is one sentence with file and line."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Mapping

from engine.lessons.deeds import Known, nothing_bundled
from engine.lessons.expressions import parsed
from engine.lessons.faults import LessonError
from engine.lessons.lesson import LEVELS, NOTATIONS, PANELS, Lesson, Start, View
from engine.lessons.reading.fields import Entry, Source, Table
from engine.lessons.reading.lines import lines_of
from engine.lessons.reading.rehearsal import rehearse
from engine.lessons.reading.starts import start_of
from engine.lessons.reading.steps import steps_of

__all__ = ["LessonError", "read_lesson"]

MOST_BYTES = 1_000_000
FORMAT = 1

_MOST_DOTS = 60
"""In one name: tomllib takes the square of them in time."""

_AT_LINE = re.compile(r" \(at line ([0-9]+), column ([0-9]+)\)$")


def read_lesson(
    text: str,
    name: str = "lesson",
    read_bundled: Callable[[str], bytes] = nothing_bundled,
    *,
    is_ours: bool = False,
) -> Lesson:
    """Read a lesson.

    Parameters
    ----------
    text : str
        TOML, in the format that docs/lessons.md tells of.
    name : str
        Of the file, for messages.
    read_bundled : callable, optional
        Returns what a file of ``resources/data`` holds: for lessons on iris or digits.
    is_ours : bool
        The program wrote the text itself: it is not gone through before it is used, which takes seconds where
        many fresh numbers are drawn.

    Raises
    ------
    LessonError
        In one sentence with file and line, if it cannot be read, names what there is not, or is too large.
    """
    name = name if name.isprintable() else ascii(name)
    content = _parsed(text, name)
    source = Source(name, lines_of(text))
    lesson = _lesson(Table(Entry(source, (), content)), name, read_bundled)
    if not is_ours:
        rehearse(lesson)
    return lesson


def _parsed(text: str, name: str) -> dict[str, object]:
    if len(text) > MOST_BYTES or len(text.encode("utf-8", "replace")) > MOST_BYTES:
        raise LessonError(name, 0, f"is larger than {MOST_BYTES // 1000:,} kB")
    for number, row in enumerate(text.split("\n"), 1):
        if row.count(".") > _MOST_DOTS and any(
            part.count(".") > _MOST_DOTS for part in re.split(r"[,=\[\]{}#]", row)
        ):
            raise LessonError(name, number, f"more than {_MOST_DOTS} dots without anything between")
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        found = _AT_LINE.search(str(error))
        line = int(found[1]) if found else text.count("\n") + 1
        raise LessonError(name, line, f"is not TOML: {_AT_LINE.sub('', str(error)).lower()}") from None
    except RecursionError:
        raise LessonError(name, 0, "its brackets are nested too deeply") from None
    except ValueError:  # a whole number of thousands of digits
        raise LessonError(name, 0, "holds a number that cannot be read") from None


def _lesson(table: Table, name: str, read_bundled: Callable[[str], bytes]) -> Lesson:
    table.need("format").whole(FORMAT, FORMAT)
    key, title = table.need("id").line_of_text(60), table.need("title").line_of_text(100)
    author, language, minutes = table.get("author"), table.get("language"), table.get("minutes")
    level, needs, goal, view = (table.get(key) for key in ("level", "needs", "goal", "view"))
    known = Known({}, read_bundled, (key, ""))
    starts = _starts(table, title, known)
    steps = steps_of(table.need("step"), Known(starts, read_bundled, (key, "")))
    table.close()
    return Lesson(
        id=key,
        title=title,
        author="" if author is None else author.line_of_text(),
        language="en" if language is None else language.line_of_text(20),
        minutes=10 if minutes is None else minutes.whole(1, 600),
        level="core" if level is None else level.one_of(LEVELS),
        needs=() if needs is None else tuple(item.line_of_text(60) for item in needs.items(40)),
        goal="" if goal is None else goal.prose(),
        view=View() if view is None else _view(view.table()),
        starts=starts,
        steps=steps,
        name=name,
        view_line=0 if view is None else view.line,
    )


def _starts(table: Table, title: str, known: Known) -> Mapping[str, Start]:
    own, also = start_of(table, title, known), table.get("also")
    if own is None:
        table.need("network")
        raise AssertionError
    starts = {"start": own}
    for key in () if also is None else also.table().entry.value:
        inner = also.table().need(key).table() if also is not None else table
        found = start_of(inner, title, known)
        if key == "start" or not re.fullmatch(r"[A-Za-z0-9_-]{1,40}", key):
            inner.entry.fail("should have another name: letters, digits and _, and not start")
        if found is None:
            inner.need("network")
            raise AssertionError
        inner.close()
        starts[key] = found
    return starts


def _view(table: Table) -> View:
    panels, decimals, notation, hide = (table.get(key) for key in ("panels", "decimals", "notation", "hide"))
    table.close()
    usual = View()
    return View(
        usual.panels if panels is None else tuple(item.one_of(PANELS) for item in panels.items()),
        usual.decimals if decimals is None else decimals.whole(2, 6),
        usual.notation if notation is None else notation.one_of(NOTATIONS),
        () if hide is None else tuple(_path(item) for item in hide.items()),
    )


def _path(item: Entry) -> str:
    text = item.line_of_text()
    item.checked(lambda: parsed(text))
    return text
