"""Progress as JSON text. A file is data: nothing in it is ever evaluated.

Reading refuses as a whole what is not wholly understood, so that nothing of it is ever written over.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any, NoReturn, TypeVar

from engine.lessons.progress.record import Done, Met, Progress

__all__ = ["LARGEST", "ProgressError", "from_text", "to_text"]

FORMAT, SCHEMA = "upstream-progress", 1
LARGEST = 1_000_000
"""Characters; a longer text is none of ours."""

_MOST, _LONGEST, _LAST_LESSON = 1000, 200, 10_000
Value = TypeVar("Value")


class ProgressError(ValueError):
    """The text is no progress; one sentence that names what and where."""


def to_text(progress: Progress) -> str:
    """Write progress as JSON text."""
    content = {
        "format": FORMAT,
        "schema": SCHEMA,
        "lessons": {
            name: {
                "at": done.at,
                "steps": sorted(done.steps),
                "shown": sorted(done.shown),
                "passed": done.has_passed,
            }
            for name, done in sorted(progress.lessons.items())
        },
        "misconceptions": {
            name: {"met": sorted(met.places), "repaired": sorted(met.repaired), "due": met.due}
            for name, met in sorted(progress.misconceptions.items())
        },
    }
    return json.dumps(content, ensure_ascii=False, indent=1, allow_nan=False) + "\n"


def from_text(text: str) -> Progress:
    """Read progress from JSON text.

    Raises
    ------
    ProgressError
        If any of it is not understood; one sentence.
    """
    if len(text) > LARGEST:
        raise ProgressError(f"the file is longer than the {LARGEST:,} characters that it may have")
    try:
        content = json.loads(text)
    except (ValueError, RecursionError):
        raise ProgressError("the file is no JSON text") from None
    whole = _table(content, "the file", None)
    if whole.get("format") != FORMAT:
        raise ProgressError(f'the file is no progress: "format" should be "{FORMAT}"')
    if whole.get("schema") != SCHEMA:
        raise ProgressError(f'"schema" should be {SCHEMA}: the file may be of a newer version of Upstream')
    _check_keys(whole, ("format", "schema", "lessons", "misconceptions"), "the file")
    return Progress(
        _read_all(whole.get("lessons", {}), "lessons", _done),
        _read_all(whole.get("misconceptions", {}), "misconceptions", _met),
    )


def _done(content: Mapping[str, Any], where: str) -> Done:
    _check_keys(content, ("at", "steps", "shown", "passed"), where)
    passed = content.get("passed", False)
    if not isinstance(passed, bool):
        _refuse(f"{where}: passed", "true or false", passed)
    return Done(
        _name(content.get("at", ""), f"{where}: at"),
        _names(content.get("steps", []), f"{where}: steps"),
        _names(content.get("shown", []), f"{where}: shown"),
        passed,
    )


def _met(content: Mapping[str, Any], where: str) -> Met:
    _check_keys(content, ("met", "repaired", "due"), where)
    due = content.get("due")
    if due is not None and not (type(due) is int and 1 <= due <= _LAST_LESSON):
        _refuse(f"{where}: due", "the number of a lesson, or null", due)
    return Met(
        _names(content.get("met", []), f"{where}: met"),
        _names(content.get("repaired", []), f"{where}: repaired"),
        due,
    )


def _read_all(
    content: object, where: str, read: Callable[[Mapping[str, Any], str], Value]
) -> Mapping[str, Value]:
    found = _table(content, where, _MOST)
    return MappingProxyType(
        {
            _name(key, where): read(_table(entry, f"{where}: {key[:40]}", None), f"{where}: {key[:40]}")
            for key, entry in found.items()
        }
    )


def _table(value: object, where: str, most: int | None) -> Mapping[str, Any]:
    if not isinstance(value, dict):
        _refuse(where, "a table", value)
    if most is not None and len(value) > most:
        raise ProgressError(f"{where} has {len(value):,} entries, and {most:,} are the most")
    return value


def _check_keys(content: Mapping[str, Any], known: tuple[str, ...], where: str) -> None:
    strange = next((key for key in content if key not in known), None)
    if strange is not None:
        raise ProgressError(f"{where} has an entry {strange[:40]!r} that is not known")


def _name(value: object, where: str) -> str:
    if not isinstance(value, str) or len(value) > _LONGEST or not value.isprintable():
        _refuse(where, f"a name of at most {_LONGEST} printable characters", value)
    return value


def _names(value: object, where: str) -> frozenset[str]:
    if not isinstance(value, list) or len(value) > _MOST:
        _refuse(where, f"a list of at most {_MOST:,} names", value)
    return frozenset(_name(entry, where) for entry in value)


def _refuse(where: str, wanted: str, found: object) -> NoReturn:
    shown = (
        repr(found)[:40] if isinstance(found, str | int | float | bool) or found is None else "something else"
    )
    raise ProgressError(f"{where} should be {wanted}, not {shown}")
