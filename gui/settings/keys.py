"""Which keys carry out which command: the usual ones of the table, and what the user put in their place."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QAction, QKeySequence

from gui.commands import BY_ID, COMMANDS, key_text, text_of

__all__ = ["key_names", "keys_of", "objection", "set_keys", "with_key"]

translate = QCoreApplication.translate
_RESERVED = frozenset(
    f"{shift}{key}"
    for key in ("Tab", "Backtab", "Return", "Enter", "Esc", "Left", "Right", "Up", "Down")
    for shift in ("", "Shift+", "Num+", "Shift+Num+")
)
"""Keys that move about in the window, press its buttons and give up."""


def keys_of(chosen: Mapping[str, str]) -> Mapping[str, tuple[str, ...]]:
    """Return every command's keys, the first one shown.

    The user's key stands in the place of the usual first one; others of the table stay. A choice
    that makes no sense, or that would give one key to two commands, is left out.
    """
    good = {name: key for name, key in chosen.items() if name in BY_ID and _is_usable(key)}
    while (clash := _clash(_all_keys(good), good)) is not None:
        del good[clash]
    return MappingProxyType(_all_keys(good))


def _all_keys(chosen: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    return {command.id: _keys(command.keys, chosen.get(command.id)) for command in COMMANDS}


def _keys(usual: tuple[str, ...], chosen: str | None) -> tuple[str, ...]:
    keys = usual if chosen is None else (chosen, *usual[1:])
    plain = (QKeySequence(key).toString() for key in keys)
    return tuple(dict.fromkeys(key for key in plain if key))


def _clash(keys: Mapping[str, tuple[str, ...]], chosen: Mapping[str, str]) -> str | None:
    """Return a command whose chosen key belongs to another one as well."""
    for name in chosen:
        others = {key for other, theirs in keys.items() if other != name for key in theirs}
        if others & set(keys[name]):
            return name
    return None


def _is_usable(key: str) -> bool:
    """Say whether it is one key that Qt knows and that the window has no other use for; or none at all."""
    sequence = QKeySequence(key)
    plain = sequence.toString()
    return not key or (sequence.count() == 1 and bool(plain) and plain not in _RESERVED)


def objection(command_id: str, key: str, chosen: Mapping[str, str]) -> str:
    """Say in a sentence why a command can't have a key; nothing where it can."""
    sequence = QKeySequence(key)
    if not _is_usable(key):
        text = translate("Settings", "{key} moves about in the window, so no command can have it.")
        return text.format(key=key_text(key))
    for other, keys in keys_of(chosen).items():
        if other != command_id and sequence.toString() in keys:
            text = translate("Settings", "{key} belongs to “{command}”. Give that command another key first.")
            return text.format(key=key_text(key), command=text_of(BY_ID[other]))
    return ""


def with_key(command_id: str, key: str | None, chosen: Mapping[str, str]) -> Mapping[str, str]:
    """Return the user's keys with one more; None gives a command its usual key again."""
    usual = BY_ID[command_id].keys
    changed = {name: other for name, other in chosen.items() if name != command_id}
    if key is not None and key != QKeySequence(usual[0] if usual else "").toString():
        changed[command_id] = key
    return MappingProxyType(changed)


def key_names(chosen: Mapping[str, str]) -> Mapping[str, str]:
    """Return the first key of every command that has one, as it is written on this system."""
    return {name: key_text(keys[0]) for name, keys in keys_of(chosen).items() if keys}


def set_keys(actions: Mapping[str, QAction], keys: Mapping[str, tuple[str, ...]]) -> bool:
    """Give Qt's actions their keys; say whether one has changed."""
    wanted = {name: [QKeySequence(key) for key in keys[name]] for name in actions}
    changed = {name for name, action in actions.items() if action.shortcuts() != wanted[name]}
    for name in changed:
        actions[name].setShortcuts(wanted[name])
    return bool(changed)
