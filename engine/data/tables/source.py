"""What a file holds, as text in UTF-8 with one kind of line end, whatever it was written in."""

from __future__ import annotations

import codecs
import os
import re
from dataclasses import dataclass
from pathlib import Path

from engine.data.tables.limits import MOST_BYTES, TableError

ENCODINGS = ("utf-8", "utf-16", "cp1252", "latin-1")

_MARKS = {codecs.BOM_UTF8: "utf-8", codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}
_PIECE = 2**20
_CONTENT = re.compile(rb"[^\s,;|]")


@dataclass(frozen=True, slots=True)
class Text:
    """A decoded file.

    Parameters
    ----------
    data : bytes
        UTF-8 without a byte order mark; every line ends with a line feed, except perhaps the last.
    encoding : str
        What the file was written in, one of `ENCODINGS`.
    remarks : tuple of str
        What was guessed, a sentence each.
    """

    data: bytes
    encoding: str = "utf-8"
    remarks: tuple[str, ...] = ()


def file_bytes(path: str | os.PathLike[str]) -> bytes:
    """Read a file.

    Raises
    ------
    TableError
        If it cannot be read, or is larger than `MOST_BYTES`; the message names the file.
    """
    file = Path(path)
    try:
        size = file.stat().st_size
        _check_size(size)
        with file.open("rb") as stream:
            # A device has no size; one byte too many is enough to know.
            content = stream.read(MOST_BYTES + 1)
        _check_size(len(content))
    except OSError as error:
        raise TableError(f"{file}: cannot be read: {error.strerror or error}") from None
    except TableError as error:
        raise TableError(f"{file}: {error}") from None
    return content


def decoded(source: str | bytes | Text, encoding: str | None = None) -> Text:
    """Decode what a file holds.

    Parameters
    ----------
    source : str or bytes or Text
        A text, or the bytes of a file; what is decoded already is returned as it is.
    encoding : str, optional
        One of `ENCODINGS`. If not given: UTF-8 or UTF-16 as the byte order mark says, else UTF-8 where
        the bytes are, else Windows-1252, of which `remarks` tells.

    Returns
    -------
    Text

    Raises
    ------
    TableError
        If the bytes are no text in that encoding, hold a NUL, or are too many.
    """
    if isinstance(source, Text):
        return source
    if isinstance(source, str):
        source = _encoded(source)
    _check_size(len(source))
    if encoding is not None and encoding not in ENCODINGS:
        raise TableError(f"unknown encoding {encoding!r}; there are {', '.join(ENCODINGS)}")
    found = encoding or _encoding_of(source)
    _check_sort(source)
    data = _as_utf8(source, found)
    if b"\r" in data:
        data = data.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    _check_text(data)
    guessed = encoding is None and found not in ("utf-8", "utf-16")
    return Text(data, found, (_GUESSED.format(_NAMES[found]),) if guessed else ())


_NAMES = {"cp1252": "Windows-1252", "latin-1": "Latin-1"}
_GUESSED = "The file is not in UTF-8 and was read as {}; look at letters with accents."


def _encoded(text: str) -> bytes:
    try:
        return text.encode("utf-8")
    except UnicodeEncodeError as error:
        line = text.count("\n", 0, error.start) + 1
        raise TableError(f"line {line}: holds half a character (a lone surrogate)") from None


def _encoding_of(data: bytes) -> str:
    for mark, encoding in _MARKS.items():
        if data.startswith(mark):
            return encoding
    if _fault_in(data, "utf-8") is None:
        return "utf-8"
    return "latin-1" if _fault_in(data, "cp1252") is not None else "cp1252"


def _fault_in(data: bytes, encoding: str) -> int | None:
    """Return where the bytes stop being text in an encoding; decoded piece by piece, to save memory."""
    decoder = codecs.getincrementaldecoder(encoding)()
    for start in range(0, len(data) or 1, _PIECE):
        try:
            decoder.decode(data[start : start + _PIECE], final=start + _PIECE >= len(data))
        except UnicodeDecodeError as error:
            return start + error.start
    return None


def _as_utf8(data: bytes, encoding: str) -> bytes:
    if encoding == "utf-8":
        if (fault := _fault_in(data, encoding)) is not None:
            raise TableError(f"line {_line_of(data, fault)}: is not UTF-8")
        return data.removeprefix(codecs.BOM_UTF8)
    try:
        return data.decode(encoding).encode("utf-8")
    except UnicodeError:
        raise TableError(f"is not a text in {encoding}") from None


_SORTS = {
    b"PK\x03\x04": "the file is a workbook or an archive, not a text: save its sheet as CSV and read that",
    b"\xd0\xcf\x11\xe0": "the file is a workbook in an old format: save its sheet as CSV and read that",
    b"%PDF": "the file is a PDF, not a table",
    b"\x89PNG": "the file is a picture, not a table",
    b"\xff\xd8\xff": "the file is a picture, not a table",
    b"\x1f\x8b": "the file is a packed file: unpack it and read what is in it",
}
"""What files begin with that are often taken for tables."""


def _check_sort(data: bytes) -> None:
    """Refuse files that are no texts by what they begin with, in words that say what they are."""
    for begins, words in _SORTS.items():
        if data.startswith(begins):
            raise TableError(words)


def _check_text(data: bytes) -> None:
    """Refuse what is no text: NULs stand in binary files, and in UTF-16 without a byte order mark."""
    if (nul := data.find(b"\0")) >= 0:
        raise TableError(
            f"line {_line_of(data, nul)}: holds a NUL byte: no text, or UTF-16 without a byte order mark"
        )
    if not _CONTENT.search(data):
        raise TableError("the file is empty")


def _line_of(data: bytes, place: int) -> int:
    return data.count(b"\n", 0, place) + 1


def _check_size(size: int) -> None:
    if size > MOST_BYTES:
        raise TableError(f"has {size / 2**20:,.0f} MB; {MOST_BYTES // 2**20:,} MB is the most that is read")
