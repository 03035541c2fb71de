"""Settings as JSON text. Reading never fails halfway: an entry that makes no sense gets its default.

A file is data: nothing in it is ever evaluated.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from types import MappingProxyType
from typing import Any, TypeVar

from gui.settings.settings import (
    DECIMALS,
    LONGEST,
    MODES,
    NOTATIONS,
    PATHS,
    SEPARATORS,
    SHORTEST,
    TEXT_SIZES,
    THEME_CHOICES,
    Arrangement,
    Settings,
    WindowPlace,
)

Value = TypeVar("Value")
FORMAT, SCHEMA = "upstream-settings", 1
_FARTHEST = 100_000
"""Px; no screen stands farther out."""
_MOST_ENTRIES, _LONGEST_TEXT = 1000, 100


class SettingsError(ValueError):
    """The text is no settings at all."""


def to_text(settings: Settings) -> str:
    """Write settings as JSON text."""
    content = {
        "format": FORMAT,
        "schema": SCHEMA,
        "theme": settings.theme,
        "text_size": settings.text_size,
        "decimals": settings.decimals,
        "separator": settings.separator,
        "still": settings.is_still,
        "seconds": settings.seconds,
        "notation": settings.notation,
        "keys": dict(settings.keys),
        "window": None if settings.window is None else asdict(settings.window),
        "hidden": sorted(settings.arrangement.hidden),
        "sizes": dict(settings.arrangement.sizes),
        "mode": settings.mode,
        "views": dict(settings.views),
        "path": settings.path,
    }
    return json.dumps(content, ensure_ascii=False, indent=1, allow_nan=False) + "\n"


def parse(text: str) -> Settings:
    """Read settings from JSON text; what is missing, unknown or makes no sense falls back, entry by entry.

    Raises
    ------
    SettingsError
        If the text is no settings at all.
    """
    try:
        content = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise SettingsError(f"is no JSON text: {error}") from None
    if not isinstance(content, dict) or content.get("format") != FORMAT:
        raise SettingsError(f'"format" should be "{FORMAT}"')
    return Settings(**{name: value for name, value in _read(content).items() if value is not None})


def _read(content: Mapping[str, Any]) -> dict[str, Any]:
    """Read every entry; None where it makes no sense."""
    return {
        "theme": _one_of(THEME_CHOICES, content.get("theme")),
        "text_size": _whole(content.get("text_size"), TEXT_SIZES[0], TEXT_SIZES[-1]),
        "decimals": _whole(content.get("decimals"), DECIMALS[0], DECIMALS[-1]),
        "separator": _one_of(SEPARATORS, content.get("separator")),
        "is_still": _switch(content.get("still")),
        "seconds": _seconds(content.get("seconds")),
        "notation": _one_of(NOTATIONS, content.get("notation")),
        "keys": _table(content.get("keys"), _text),
        "window": _window(content.get("window")),
        "arrangement": Arrangement(_names(content.get("hidden")), _table(content.get("sizes"), _size)),
        "mode": _one_of(MODES, content.get("mode")),
        "views": _table(content.get("views"), _text),
        "path": _one_of(PATHS, content.get("path")),
    }


def _one_of(choices: Sequence[str], value: object) -> str | None:
    return value if isinstance(value, str) and value in choices else None


def _whole(value: object, least: int, most: int) -> int | None:
    if isinstance(value, bool) or not isinstance(value, int):
        return None
    return value if least <= value <= most else None


def _switch(value: object) -> bool | None:
    return value if isinstance(value, bool) else None


def _seconds(value: object) -> float | None:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return float(value) if SHORTEST <= value <= LONGEST else None


def _text(value: object) -> str | None:
    return value if isinstance(value, str) and len(value) <= _LONGEST_TEXT else None


def _size(value: object) -> int | None:
    return _whole(value, 1, _FARTHEST)


def _names(value: object) -> frozenset[str]:
    entries = value[:_MOST_ENTRIES] if isinstance(value, list) else []
    return frozenset(name for name in map(_text, entries) if name is not None)


def _table(value: object, read: Callable[[object], Value | None]) -> Mapping[str, Value]:
    """Read a table from names to values, without the entries that make no sense."""
    entries = list(value.items())[:_MOST_ENTRIES] if isinstance(value, dict) else []
    found = {name: good for name, entry in entries if (good := read(entry)) is not None and _text(name)}
    return MappingProxyType(found)


def _window(value: object) -> WindowPlace | None:
    if not isinstance(value, dict):
        return None
    x, y = (_whole(value.get(name), -_FARTHEST, _FARTHEST) for name in ("x", "y"))
    width, height = (_size(value.get(name)) for name in ("width", "height"))
    if x is None or y is None or width is None or height is None:
        return None
    return WindowPlace(x, y, width, height, _switch(value.get("maximized")) or False)
