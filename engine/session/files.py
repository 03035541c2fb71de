"""Writing files so that nothing is ever half written: beside first, then in place."""

from __future__ import annotations

import errno
import os
import stat
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path


def replace_file(file: Path, text: str) -> None:
    """Write text (UTF-8) as `replace_bytes` does.

    Raises
    ------
    OSError
        As there.
    """
    replace_bytes(file, text.encode())


def replace_bytes(file: Path, data: bytes) -> None:
    """Write data as `replace_pieces` does.

    Raises
    ------
    OSError
        As there.
    """
    replace_pieces(file, (data,))


def replace_pieces(file: Path, pieces: Iterable[bytes]) -> None:
    """Write pieces beside a file, then put it in the file's place; a link stays one.

    Pieces that are made while they are written let other threads go on between them.

    Raises
    ------
    OSError
        If it cannot be written, or the file says that it is not to be; what was there before is still there.
    """
    with replacing(file) as beside, beside.open("wb") as out:
        out.writelines(pieces)
        out.flush()
        os.fsync(out.fileno())


@contextmanager
def replacing(file: Path) -> Iterator[Path]:
    """Hand out an empty file beside another, which takes its place at the end; after an error it is gone.

    Raises
    ------
    OSError
        As `replace_pieces` does.
    """
    file = Path(os.path.realpath(file))
    mode = _mode_of(file)
    handle, name = tempfile.mkstemp(prefix=f".{file.name[:60]}.", dir=file.parent)
    os.close(handle)
    beside = Path(name)
    try:
        yield beside
        beside.chmod(mode)
        beside.replace(file)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise
    _flush_folder(file.parent)


def _mode_of(file: Path) -> int:
    """Return the permissions for the new file, those of the old one: a temporary file is private."""
    if not file.exists():
        return 0o666 & ~_UMASK
    mode = stat.S_IMODE(file.stat().st_mode)
    if not mode & 0o222:
        raise PermissionError(errno.EACCES, "the file is read-only", str(file))
    return mode & 0o777


def _flush_folder(folder: Path) -> None:
    """See to it that the new name outlives a power cut, where the system lets a folder be opened."""
    try:
        handle = os.open(folder, os.O_RDONLY)
    except OSError:  # Windows; or a folder that can be written into but not read
        return
    try:
        os.fsync(handle)
    except OSError:  # a file system that knows no such thing; the file itself is written
        return
    finally:
        os.close(handle)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


_UMASK = _umask()
"""Read once, while there is one thread: to read it is to set it for a moment."""
