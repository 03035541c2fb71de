"""Reading the values of a lesson's file: every fault is a sentence that names its line."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, NoReturn, TypeVar

from engine.lessons.faults import LessonError, meant, short
from engine.lessons.prose import check_prose
from engine.lessons.reading.lines import Path

__all__ = ["Entry", "Table"]

T = TypeVar("T")

MOST_TEXT = 4_000
MOST_ITEMS = 200


@dataclass(frozen=True, slots=True)
class Source:
    """The file that a lesson is read from, and where everything stands in it."""

    file: str
    lines: Mapping[Path, int]

    def line(self, path: Path) -> int:
        """Return the line of the innermost part of a path that is known."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 0)


@dataclass(frozen=True, slots=True)
class Entry:
    """A value of the file, and its place there."""

    source: Source
    path: Path
    value: Any

    @property
    def line(self) -> int:
        """The line it stands on."""
        return self.source.line(self.path)

    @property
    def name(self) -> str:
        """Its keys, such as ``step.ask.kind``."""
        return ".".join(str(part) for part in self.path if isinstance(part, str))

    def fail(self, problem: str) -> NoReturn:
        """Raise LessonError with file, line and what is wrong there."""
        raise LessonError(self.source.file, self.line, f"{self.name} {problem}" if self.name else problem)

    def checked(self, make: Callable[[], T]) -> T:
        """Make a value whose own checks raise ValueError, and name the place where they do."""
        try:
            return make()
        except LessonError:
            raise
        except ValueError as error:
            raise LessonError(self.source.file, self.line, f"{self.name}: {error}") from None

    def text(self, most: int = MOST_TEXT) -> str:
        """Take the value for a text."""
        if not isinstance(self.value, str):
            self.fail(f"should be a text in quotes, not {_kind(self.value)}")
        if len(self.value) > most:
            self.fail(f"is longer than {most:,} characters")
        if any(not (letter.isprintable() or letter in "\n\t\r") for letter in self.value):
            self.fail("holds a character that cannot be shown")
        return self.value.replace("\r\n", "\n").strip()

    def line_of_text(self, most: int = 200) -> str:
        """Take the value for a text of one line."""
        text = self.text(most)
        if "\n" in text:
            self.fail("should be one line")
        return text

    def prose(self) -> str:
        """Take the value for a text with light Markdown, whose mathematics can be drawn."""
        text = self.text()
        self.checked(lambda: check_prose(text))
        return text

    def one_of(self, known: tuple[str, ...]) -> str:
        """Take the value for one of some words."""
        text = self.line_of_text()
        if text not in known:
            self.fail(f"cannot be {short(text)}{meant(text, known)}")
        return text

    def number(self) -> float:
        """Take the value for a finite number."""
        if isinstance(self.value, bool) or not isinstance(self.value, int | float):
            self.fail(f"should be a number, not {_kind(self.value)}")
        if isinstance(self.value, int) and abs(self.value) > 2**63:
            self.fail("is too large for a number")
        if not math.isfinite(self.value):
            self.fail("should be a finite number")
        return float(self.value)

    def whole(self, least: int, most: int) -> int:
        """Take the value for a whole number within bounds."""
        if isinstance(self.value, bool) or not isinstance(self.value, int):
            self.fail(f"should be a whole number, not {_kind(self.value)}")
        if not least <= self.value <= most:
            self.fail(f"should be from {least} to {most:,}")
        return self.value

    def truth(self) -> bool:
        """Take the value for true or false."""
        if not isinstance(self.value, bool):
            self.fail(f"should be true or false, not {_kind(self.value)}")
        return self.value

    def items(self, most: int = MOST_ITEMS) -> list[Entry]:
        """Take the value for a list."""
        if not isinstance(self.value, list):
            self.fail(f"should be a list in brackets, not {_kind(self.value)}")
        if len(self.value) > most:
            self.fail(f"has {len(self.value):,} entries; there may be {most:,}")
        return [Entry(self.source, (*self.path, n), item) for n, item in enumerate(self.value)]

    def table(self) -> Table:
        """Take the value for a table."""
        if not isinstance(self.value, dict):
            self.fail(f"should be a table, not {_kind(self.value)}")
        return Table(self)


class Table:
    """A table of the file; what is not asked for is refused in the end by `close`."""

    def __init__(self, entry: Entry) -> None:
        self.entry = entry
        self._asked: set[str] = set()

    def get(self, key: str) -> Entry | None:
        """Return the value of a key; None where the table has none."""
        self._asked.add(key)
        value = self.entry.value.get(key)
        return None if value is None else Entry(self.entry.source, (*self.entry.path, key), value)

    def need(self, key: str) -> Entry:
        """Return the value of a key that must be there."""
        found = self.get(key)
        if found is None:
            name = ".".join(filter(None, (self.entry.name, key)))
            raise LessonError(self.entry.source.file, self.entry.line, f"{name} is missing")
        return found

    def close(self) -> None:
        """Refuse keys that nobody reads."""
        for key in self.entry.value:
            if key not in self._asked:
                entry = Entry(self.entry.source, (*self.entry.path, key), None)
                where = f"[{self.entry.name}]" if self.entry.name else "a lesson"
                raise LessonError(
                    entry.source.file,
                    entry.line,
                    f"{short(key)} is no key of {where}{meant(key, sorted(self._asked))}",
                )


def _kind(value: object) -> str:
    kinds: dict[type, str] = {bool: "true or false", str: "a text", list: "a list", dict: "a table"}
    known = kinds.get(type(value))
    return known or (
        f"the number {value!r}"[:40]
        if isinstance(value, float)
        else f"{value!s:.40}"
        if not isinstance(value, int)
        else "a whole number"
    )
