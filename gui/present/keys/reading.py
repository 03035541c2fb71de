"""The user's file of keys: read strictly, and written with every command in it.

A file is data: nothing in it is ever evaluated. Every fault is one sentence with file, line and reason.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication

from engine.lessons.faults import meant, short
from engine.lessons.reading.lines import lines_of
from gui.present.keys.commands import BY_ID, COMMANDS, FIXED, GROUPS, group_of, text_of
from gui.present.keys.press import plain

__all__ = ["MOST_BYTES", "Keys", "KeysError", "decoded", "default_keys", "read_keys", "to_text"]

Keys = Mapping[str, tuple[str, ...]]
"""The keys of every command, the first one shown."""

translate = QCoreApplication.translate
MOST_BYTES = 100_000
_MOST_KEYS, _MOST_DOTS = 20, 60
_AT_LINE = re.compile(r" \(at line ([0-9]+), column ([0-9]+)\)$")


class KeysError(ValueError):
    """A file of keys that can't be used; its text is one sentence."""

    def __init__(self, file: str, line: int, reason: str) -> None:
        super().__init__(f"{file}, line {line}: {reason}" if line else f"{file}: {reason}")


def default_keys() -> Keys:
    """Return the usual keys."""
    return {command.id: command.keys for command in COMMANDS}


def decoded(content: bytes, file: str) -> str:
    """Return the text of a file.

    Raises
    ------
    KeysError
        If it is too large, or no text in UTF-8.
    """
    if len(content) > MOST_BYTES:
        raise KeysError(file, 0, f"is larger than {MOST_BYTES // 1000} kB")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise KeysError(file, line, "is no text in UTF-8") from None


def read_keys(text: str, file: str) -> Keys:
    """Read the keys of all commands; those that the file doesn't name have their usual ones.

    Parameters
    ----------
    text : str
        TOML, such as ``freeze = ["F", "Ctrl+F"]``; an empty list takes a command's keys away.
    file : str
        Its name, for messages.

    Raises
    ------
    KeysError
        If it can't be read, names a command or a key that there is not, or gives one key to two commands.
    """
    content, lines = _parsed(text, file), lines_of(text)
    chosen: dict[str, tuple[str, ...]] = {}
    for name, value in content.items():
        line = lines.get((name,), 0)
        if name not in BY_ID:
            raise KeysError(file, line, f"there is no command {short(name)}{meant(name, BY_ID)}")
        chosen[name] = _keys_in(value, name, file, line, lines)
    whole = {each.id: _with_fixed(each.id, chosen.get(each.id, each.keys)) for each in COMMANDS}
    _refuse_clash(whole, chosen, file, lines)
    return whole


def _parsed(text: str, file: str) -> dict[str, object]:
    for number, row in enumerate(text.split("\n"), 1):
        if row.count(".") > _MOST_DOTS:  # tomllib takes the square of them in time
            raise KeysError(file, number, f"more than {_MOST_DOTS} dots")
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        found = _AT_LINE.search(str(error))
        line = int(found[1]) if found else text.count("\n") + 1
        raise KeysError(file, line, f"is not TOML: {_AT_LINE.sub('', str(error)).lower()}") from None
    except RecursionError:
        raise KeysError(file, 0, "its brackets are nested too deeply") from None
    except ValueError:  # a whole number of thousands of digits
        raise KeysError(file, 0, "holds a number that can't be read") from None


def _keys_in(
    value: object, name: str, file: str, line: int, lines: Mapping[tuple[str | int, ...], int]
) -> tuple[str, ...]:
    """Read the keys of a command: a text, or a list of texts."""
    items = value if isinstance(value, list) else [value]
    if len(items) > _MOST_KEYS:
        raise KeysError(file, line, f"{name} has more than {_MOST_KEYS} keys")
    return tuple(
        dict.fromkeys(_key(item, name, file, lines.get((name, at), line)) for at, item in enumerate(items))
    )


def _key(item: object, name: str, file: str, line: int) -> str:
    """Read a key that this command may have."""
    if not isinstance(item, str):
        raise KeysError(file, line, f'{name} wants keys in quotation marks, such as ["F", "Ctrl+F"]')
    key = plain(item)
    if not key:
        raise KeysError(
            file, line, f"{short(item)} is no key; keys are written like F, Shift+P, Ctrl++, PgDown"
        )
    owner = FIXED.get(key, name)
    if owner != name:
        raise KeysError(
            file, line, f"{key} is a key of clickers and stays with {owner}; {name} can't have it"
        )
    return key


def _with_fixed(name: str, keys: tuple[str, ...]) -> tuple[str, ...]:
    """Give a command its keys of clickers, which no file takes away."""
    return (*keys, *(key for key, owner in FIXED.items() if owner == name and key not in keys))


def _refuse_clash(whole: Keys, chosen: Keys, file: str, lines: Mapping[tuple[str | int, ...], int]) -> None:
    """Raise KeysError where one key has two commands; the line is that of the later one in the file."""
    owners: dict[str, str] = {}
    for name in (*(other for other in whole if other not in chosen), *chosen):
        for key in whole[name]:
            owner = owners.setdefault(key, name)
            if owner != name:
                at = whole[name].index(key)
                line = lines.get((name, at), lines.get((name,), 0))
                raise KeysError(
                    file, line, f"{key} is a key of {owner} already; give {owner} or {name} another"
                )


def to_text(keys: Keys) -> str:
    """Write a file with the keys of all commands, group by group, each with its words."""
    parts = [_HEAD]
    for group, _ in GROUPS:
        parts.append(f"\n# {group_of(group).replace('&', '')}\n")
        parts += [
            f"{command.id} = [{', '.join(map(_quoted, keys[command.id]))}]  # {text_of(command)}\n"
            for command in COMMANDS
            if command.group == group
        ]
    return "".join(parts)


def _quoted(key: str) -> str:
    return "'" + key + "'" if '"' in key or "\\" in key else f'"{key}"'


_HEAD = """\
# Upstream: the keys while presenting.
#
# A command has the keys in its brackets; the first one is shown. Change them, save this file, and go back to
# Upstream. An empty pair of brackets takes a command's keys away; a line that is taken out gives them back.
# Keys are written like F, Shift+P, Ctrl++, PgDown, Space. No key can have two commands.
# Page Down, Page Up, F5, Esc and the full stop are sent by clickers and stay where they are.
"""
