"""Writing files so that nothing is ever half written: beside first, then in place."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path


def replace_file(file: Path, text: str) -> None:
    """Write text (UTF-8) beside a file, then put it in the file's place.

    Raises
    ------
    OSError
        If it cannot be written; what was there before is still there.
    """
    handle, name = tempfile.mkstemp(prefix=f".{file.name}.", dir=file.parent)
    beside = Path(name)
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as out:
            out.write(text)
            out.flush()
            os.fsync(out.fileno())
        _keep_mode(file, beside)
        beside.replace(file)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise


def _keep_mode(file: Path, beside: Path) -> None:
    """Give the new file the permissions of the old one: a temporary file is private."""
    mode = file.stat().st_mode & 0o777 if file.exists() else 0o666 & ~_umask()
    beside.chmod(mode)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
