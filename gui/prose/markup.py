r"""Light Markdown, read: paragraphs, lists, **bold**, *emphasis*, ``code``, [word](term:id) and ``$…$``.

What is not understood stands as it was written; there is nothing that could fail. No Qt.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

__all__ = ["Block", "Span", "parse"]

_BULLET = re.compile(r"\s*[-*•]\s+(?P<text>.*)")
_NUMBERED = re.compile(r"\s*(?P<number>\d{1,3})[.)]\s+(?P<text>.*)")
_INSIDE = r"(?:\\.|\$[^$]*\$|`[^`]*`|[^*$`\\])+?"
_MARK = re.compile(
    r"\\(?P<escaped>[\\`*_\[\]$])"
    r"|\$(?P<tex>[^$]+)\$"
    r"|`(?P<code>[^`]+)`"
    rf"|\*\*(?=\S)(?P<bold>(?:{_INSIDE}|\*(?=\S){_INSIDE}(?<=\S)\*)+)(?<=\S)\*\*"
    rf"|\*(?=\S)(?P<italic>{_INSIDE})(?<=\S)\*"
    r"|\[(?P<word>(?:\$[^$]*\$|[^\]\n])+)\]\(term:(?P<term>[^)\n]+)\)",
    re.DOTALL,
)
_DEEPEST = 4
"""Marks within marks; those deeper inside stand as they were written."""


@dataclass(frozen=True, slots=True)
class Span:
    r"""A run of text of one kind.

    Attributes
    ----------
    text : str
        The words, or LaTeX.
    is_tex, is_code, is_bold, is_italic : bool
    term : str
        The word of the glossary that it leads to; empty where it is no link.
    """

    text: str
    is_tex: bool = False
    is_code: bool = False
    is_bold: bool = False
    is_italic: bool = False
    term: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, or one item of a list.

    Attributes
    ----------
    spans : tuple of Span
    mark : str
        What stands before an item: a bullet, or "2."; empty for a paragraph.
    """

    spans: tuple[Span, ...]
    mark: str = ""


@lru_cache(maxsize=256)
def parse(text: str) -> tuple[Block, ...]:
    r"""Read a text.

    Examples
    --------
    >>> [span.text for span in parse(r"Now **the** slope $\sigma'$.")[0].spans]
    ['Now ', 'the', ' slope ', "\\sigma'", '.']
    """
    return tuple(Block(tuple(_spans(" ".join(lines), Span(""))), mark) for mark, lines in _gathered(text))


def _gathered(text: str) -> Iterator[tuple[str, list[str]]]:
    """Gather the lines of each block, with its mark: a line goes on with the block before it."""
    mark, lines = "", list[str]()
    for line in text.splitlines():
        begun = _item(line)
        if begun or not line.strip():
            if lines:
                yield mark, lines
            mark, lines = begun or ("", [])
        else:
            lines.append(line.strip())
    if lines:
        yield mark, lines


def _item(line: str) -> tuple[str, list[str]] | None:
    if found := _BULLET.fullmatch(line):
        return "•", [found["text"]]
    if found := _NUMBERED.fullmatch(line):
        return f"{found['number']}.", [found["text"]]
    return None


def _spans(text: str, like: Span, depth: int = 0) -> Iterator[Span]:
    """Split a text into runs, each of which looks like its surroundings and a mark more."""
    at = 0
    words = ""
    for found in _MARK.finditer(text):
        words += text[at : found.start()]
        at = found.end()
        if found["escaped"]:
            words += found["escaped"]
            continue
        if words:
            yield replace(like, text=words)
        words = ""
        yield from _marked(found, like, depth)
    if words + text[at:]:
        yield replace(like, text=words + text[at:])


def _marked(found: re.Match[str], like: Span, depth: int) -> Iterator[Span]:
    if found["tex"]:
        yield replace(like, text=found["tex"].strip(), is_tex=True)
    elif found["code"]:
        yield replace(like, text=found["code"], is_code=True)
    elif depth >= _DEEPEST:
        yield replace(like, text=found[0])
    elif found["bold"]:
        yield from _spans(found["bold"], replace(like, is_bold=True), depth + 1)
    elif found["italic"]:
        yield from _spans(found["italic"], replace(like, is_italic=True), depth + 1)
    else:
        yield from _spans(found["word"], replace(like, term=found["term"].strip()), depth + 1)
