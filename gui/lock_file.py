"""A lock beside a file that only one process may write; it holds until it is let go or its process ends."""

from __future__ import annotations

import os
import time
from pathlib import Path

from PySide6.QtCore import QLockFile

__all__ = ["SUFFIX", "locked"]

SUFFIX = ".lock"
_BEGAN = time.time()


def locked(path: Path) -> QLockFile | None:
    """Lock what belongs to a file; None where a process that lives holds it."""
    file = path.with_suffix(SUFFIX)
    lock = QLockFile(str(file))
    lock.setStaleLockTime(0)  # age says nothing: only the end of its process makes a lock stale
    if lock.tryLock(0):
        return lock
    if _is_of_namesake(lock, file):
        file.unlink(missing_ok=True)
        return lock if lock.tryLock(0) else None
    return None


def _is_of_namesake(lock: QLockFile, file: Path) -> bool:
    """Say whether a lock names this very process, but is older: after a restart numbers are used again."""
    process = lock.getLockInfo()[0]
    try:
        return process == os.getpid() and file.stat().st_mtime < _BEGAN - 1
    except OSError:
        return False
