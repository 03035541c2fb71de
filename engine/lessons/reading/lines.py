"""On which line of a TOML text each key and each item of a list stands: tomllib does not tell.

The text has been read by tomllib before, so nothing is checked here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

__all__ = ["Path", "lines_of"]

Path = tuple[str | int, ...]
"""Keys and numbers of items, such as ``("step", 2, "ask", "options", 0, "text")``."""

_TOKEN = re.compile(
    r"(?P<text>'''.*?'''+|\"\"\"(?:\\.|[^\\])*?\"\"\"+|'[^'\n]*'|\"(?:\\.|[^\"\\\n])*\")"
    r"|(?P<comment>#[^\n]*)|(?P<newline>\n)|(?P<space>[ \t\r]+)|(?P<sign>[\[\]{}=,.])"
    r"|(?P<word>[^\s\[\]{}=,.#'\"]+)",
    re.DOTALL,
)


@dataclass(slots=True)
class _Open:
    """A list or an inline table that is open: where it stands, and the number of the item in play."""

    path: Path
    is_list: bool
    item: int = 0


@dataclass(slots=True)
class _Scan:
    """Goes through the tokens once; a stack instead of recursion, for texts nested deeply."""

    lines: dict[Path, int] = field(default_factory=dict)
    counts: dict[Path, int] = field(default_factory=dict)
    table: Path = ()
    stack: list[_Open] = field(default_factory=list)

    def key(self, parts: list[str], line: int) -> Path:
        """Note a key and those that it implies."""
        base = self.stack[-1].path if self.stack else self.table
        for n in range(1, len(parts) + 1):
            self.lines.setdefault((*base, *parts[:n]), line)
        return (*base, *parts)

    def header(self, parts: list[str], line: int, *, is_item: bool) -> None:
        """Begin a table, or the next item of a list of tables."""
        path: Path = ()
        for part in parts[:-1]:
            path = (*path, part)
            if path in self.counts:
                path = (*path, self.counts[path])
        path = (*path, parts[-1])
        self.lines.setdefault(path, line)
        if is_item:
            self.counts[path] = self.counts.get(path, -1) + 1
            path = (*path, self.counts[path])
        self.table = path
        self.lines[path] = line


def lines_of(text: str) -> dict[Path, int]:
    """Return the line, from 1, of every key and every item of a list."""
    scan, found = _Scan(), list(_tokens(text))
    at = 0
    while at < len(found):
        kind, word, line = found[at]
        if kind == "newline":
            at += 1
        elif word == "[" and kind == "sign":
            at = _header(scan, found, at, line)
        else:
            at = _statement(scan, found, at)
    return scan.lines


def _tokens(text: str) -> Iterator[tuple[str, str, int]]:
    line = 1
    for match in _TOKEN.finditer(text):
        kind = match.lastgroup or ""
        if kind not in ("comment", "space"):
            yield kind, match[0], line
        line += match[0].count("\n")


def _header(scan: _Scan, found: list[tuple[str, str, int]], at: int, line: int) -> int:
    """Read ``[a.b]`` or ``[[a.b]]`` up to the end of its line."""
    end = at
    while end < len(found) and found[end][0] != "newline":
        end += 1
    parts = [_plain(word) for kind, word, _ in found[at:end] if kind != "sign"]
    is_item = [word for _, word, _ in found[at : at + 2]] == ["[", "["]
    if parts:
        scan.header(parts, line, is_item=is_item)
    return end


def _key(scan: _Scan, found: list[tuple[str, str, int]], at: int) -> tuple[Path, int]:
    """Read a key up to its sign =."""
    parts, line = [], found[at][2]
    while at < len(found) and found[at][1] != "=":
        if found[at][0] in ("word", "text"):
            parts.append(_plain(found[at][1]))
        at += 1
    return scan.key(parts, line), at + 1


def _statement(scan: _Scan, found: list[tuple[str, str, int]], at: int) -> int:
    """Read a key and its value, with all lists and inline tables in it."""
    path, at = _key(scan, found, at)
    while at < len(found):
        kind, word, line = found[at]
        at += 1
        if kind == "newline":
            if not scan.stack:
                break
            continue
        if kind != "sign":
            _note(scan, line)
        elif word in "[{":
            _note(scan, line)
            scan.stack.append(_Open(_inner(scan, path), word == "["))
        elif word in "]}" and scan.stack:
            scan.stack.pop()
        elif word == "," and scan.stack:
            scan.stack[-1].item += 1
        if scan.stack and not scan.stack[-1].is_list and word in "{,":
            path, at = _inline_key(scan, found, at)
    return at


def _inline_key(scan: _Scan, found: list[tuple[str, str, int]], at: int) -> tuple[Path, int]:
    """Read the next key of an inline table, if there is one."""
    while at < len(found) and found[at][0] == "newline":
        at += 1
    if at < len(found) and found[at][1] != "}":
        return _key(scan, found, at)
    return (), at


def _note(scan: _Scan, line: int) -> None:
    """Note the line of an item of a list."""
    if scan.stack and scan.stack[-1].is_list:
        scan.lines.setdefault((*scan.stack[-1].path, scan.stack[-1].item), line)


def _inner(scan: _Scan, path: Path) -> Path:
    """Return where what opens now stands: an item of a list, or the value of a key."""
    if scan.stack and scan.stack[-1].is_list:
        return (*scan.stack[-1].path, scan.stack[-1].item)
    return path


def _plain(word: str) -> str:
    return word[1:-1] if word[:1] in ("'", '"') else word
