"""Recovery copies: what was open and unsaved, in the user's folder, each under the lock of its process.

A copy is one line of JSON about the document, then the document as it would be saved.
"""

from __future__ import annotations

import json
import re
import time
import uuid
from contextlib import suppress
from dataclasses import astuple, dataclass
from pathlib import Path

from PySide6.QtCore import QLockFile

from engine.session.codec import parse, to_text
from engine.session.document import Document
from engine.session.files import replace_file
from engine.session.playhead import Playhead
from engine.session.reading import (
    Place,
    check_keys,
    json_of,
    list_at,
    object_at,
    text_at,
    text_of,
    whole_at,
)
from gui.files.stamp import Stamp
from gui.lock_file import locked

_HEAD = "upstream recovery"
_COPY, _BROKEN = ".recovery", ".broken"
_OURS = re.compile(r"\.?([0-9a-f]{32})\.")


@dataclass(frozen=True, slots=True, eq=False)
class Work:
    """What is open and unsaved.

    Attributes
    ----------
    document : Document
    playhead : Playhead
    file : Path or None
        Where it belongs; Save goes there.
    stamp : Stamp or None
        What that file looked like when it was read or written last.
    at : int
        When this was so, in seconds since 1970.
    """

    document: Document
    playhead: Playhead
    file: Path | None = None
    stamp: Stamp | None = None
    at: int = 0


class Copy:
    """A recovery copy that this process holds the lock of; made by `own` and `abandoned`."""

    def __init__(self, path: Path, lock: QLockFile) -> None:
        self.path = path
        self._lock = lock

    def write(self, work: Work) -> None:
        """Write the copy beside, then in its place.

        Raises
        ------
        OSError
            If it cannot be written; the copy from before is still there.
        DocumentError
            If the document is too large to be read again.
        """
        head = {
            _HEAD: 1,
            "file": None if work.file is None else str(work.file),
            "stamp": None if work.stamp is None else astuple(work.stamp),
            "at": work.at or int(time.time()),
        }
        replace_file(self.path, json.dumps(head) + "\n" + to_text(work.document, work.playhead))

    def read(self) -> Work:
        """Read the copy.

        Raises
        ------
        DocumentError
            If it is none.
        """
        head, _, text = text_of(self.path).partition("\n")
        file, stamp, at = _read_head(head)
        document, playhead = parse(text)
        return Work(document, playhead, file, stamp, at)

    def remove(self) -> None:
        """Remove the copy: its work is saved, or given up."""
        with suppress(OSError):  # Windows, while another program reads it: then it is offered once more
            self.path.unlink(missing_ok=True)
        self.release()

    def set_aside(self) -> Path:
        """Keep the copy under another name, where nobody reads it again; return that."""
        aside = self.path.replace(self.path.with_suffix(_BROKEN))
        self.release()
        return aside

    def release(self) -> None:
        """Leave the copy to the next start."""
        self._lock.unlock()


def own(folder: Path) -> Copy:
    """Begin a copy of this process.

    Raises
    ------
    OSError
        If the folder cannot be written into.
    """
    path = folder / f"{uuid.uuid4().hex}{_COPY}"
    lock = locked(path)
    if lock is None:
        raise OSError(f"nothing can be written into {folder}")
    return Copy(path, lock)


def abandoned(folder: Path) -> list[Copy]:
    """Take the copies of processes that are gone, newest first, and clear what else they left."""
    copies: list[Copy] = []
    for name in sorted({found[1] for file in folder.iterdir() if (found := _OURS.match(file.name))}):
        path = folder / f"{name}{_COPY}"
        if path.with_suffix(_BROKEN).exists() or (lock := locked(path)) is None:
            continue
        for half in folder.glob(f".{path.name}.*"):  # it was ended while it wrote
            half.unlink(missing_ok=True)
        if path.exists():
            copies.append(Copy(path, lock))
        else:
            lock.unlock()
    return sorted(copies, key=lambda copy: copy.path.stat().st_mtime, reverse=True)


def _read_head(line: str) -> tuple[Path | None, Stamp | None, int]:
    place = Place("first line")
    head = object_at(json_of(line), place)
    check_keys(head, place, {_HEAD, "file", "stamp", "at"})
    file, stamp = head["file"], head["stamp"]
    if file is not None and not isinstance(file, str):
        (place / "file").fail("should be a path in quotes")
    return (
        None if file is None else Path(file),
        None if stamp is None else _read_stamp(stamp, place / "stamp"),
        whole_at(head["at"], place / "at", 0, 2**40),
    )


def _read_stamp(value: object, place: Place) -> Stamp:
    size, changed, digest = list_at(value, place, 3, 3)
    return Stamp(
        whole_at(size, place[1], 0, 2**62),
        whole_at(changed, place[2], -(2**62), 2**62),
        text_at(digest, place[3]),
    )
