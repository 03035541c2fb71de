"""What a file looked like when it was last read or written, so that a change by others is noticed."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Stamp:
    """What tells one content of a file from another.

    Attributes
    ----------
    size : int
        Bytes.
    changed : int
        Time of the last change in ns, as the file system tells it.
    digest : str
        Of the content; where only the time differs, it decides.
    """

    size: int
    changed: int
    digest: str


def stamp_of(file: Path, before: Stamp | None = None) -> Stamp | None:
    """Look at a file.

    Parameters
    ----------
    file : Path
    before : Stamp or None
        What it looked like before: where size and time are still the same, it is not read again.

    Returns
    -------
    Stamp or None
        None where there is no such file. Where there is one that cannot be read just now, `before`.
    """
    try:
        status = file.stat()
        if before is not None and (status.st_size, status.st_mtime_ns) == (before.size, before.changed):
            return before
        digest = hashlib.blake2b(file.read_bytes(), digest_size=16).hexdigest()
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError:
        return before
    return Stamp(status.st_size, status.st_mtime_ns, digest)


def is_other(found: Stamp | None, known: Stamp | None) -> bool:
    """Say whether the content is another one, or there is none any more."""
    if found is None or known is None:
        return found is not known
    return found.digest != known.digest
