"""A lesson of the list as a plain value, what is said of it, and which one comes next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QCoreApplication

__all__ = ["CourseEntry", "CoursePath", "State", "next_of"]

translate = QCoreApplication.translate
State = Literal["new", "begun", "mastered"]


@dataclass(frozen=True, slots=True)
class CourseEntry:
    """One lesson.

    Attributes
    ----------
    number : int
        In the course, from 1.
    title : str
        Empty as long as the lesson has not been read.
    minutes : int
    needs : tuple of int
        Numbers of the lessons that it builds on.
    state : {"new", "begun", "mastered"}
    at, steps : int
        The step where it was left, from 1, and how many there are.
    """

    number: int
    title: str = ""
    minutes: int = 0
    needs: tuple[int, ...] = ()
    state: State = "new"
    at: int = 1
    steps: int = 0

    @property
    def is_read(self) -> bool:
        """Whether more is known than its number."""
        return bool(self.title)

    @property
    def heading(self) -> str:
        """What it is called."""
        return self.title or translate("Course", "Lesson {number}").format(number=self.number)

    @property
    def facts(self) -> str:
        """How long it takes, what it needs, and how far it was done, in one line."""
        if not self.is_read:
            return ""
        minutes = translate("Course", "{minutes} min").format(minutes=self.minutes)
        parts = (minutes, self._needs, self._progress)
        return "\u00a0· ".join(part.replace(" ", "\u00a0") for part in parts if part)

    @property
    def _needs(self) -> str:
        numbers = ", ".join(map(str, self.needs))
        return translate("Course", "needs {numbers}").format(numbers=numbers) if numbers else ""

    @property
    def _progress(self) -> str:
        if self.state == "mastered":
            return translate("Course", "mastered")
        if self.state == "begun":
            return translate("Course", "step {at} of {steps}").format(at=self.at, steps=self.steps)
        return ""

    @property
    def progress_told(self) -> str:
        """How far it was done, in words, also where it was not begun."""
        return self._progress or translate("Course", "not begun")

    @property
    def spoken(self) -> str:
        """All of it: "Lesson 3: Derivative calculation, 20 min, needs lesson 2, not begun"."""
        number = translate("Course", "Lesson {number}").format(number=self.number)
        if not self.is_read:
            return number
        needs = ", ".join(map(str, self.needs))
        parts = (
            f"{number}: {self.title}",
            translate("Course", "{minutes} min").format(minutes=self.minutes),
            translate("Course", "needs lesson {numbers}").format(numbers=needs) if needs else "",
            self.progress_told,
        )
        return ", ".join(filter(None, parts))


@dataclass(frozen=True, slots=True)
class CoursePath:
    """A way through the course: its key, its name, and the numbers of its lessons."""

    key: str
    name: str
    numbers: tuple[int, ...]


def next_of(entries: Sequence[CourseEntry]) -> CourseEntry | None:
    """Return the lesson to do next: where one is, or the first new one behind; None where all is done."""
    touched = [at for at, entry in enumerate(entries) if entry.state != "new"]
    here = touched[-1] if touched else 0
    later = [*entries[here:], *entries[:here]]
    return next((entry for entry in later if entry.state != "mastered"), None)
