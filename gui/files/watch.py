"""Watches the open file: another program may change it or take it away."""

from __future__ import annotations

from enum import Enum, auto
from pathlib import Path

from PySide6.QtCore import QFileSystemWatcher, QObject, QTimer, Signal

from gui.files.stamp import Stamp, is_other, stamp_of

_SETTLE_MS = 300
"""Who writes a file does so in pieces: look when it has come to rest."""


class News(Enum):
    """What happened to a file since it was read or written here."""

    NONE = auto()
    CHANGED = auto()
    GONE = auto()


class FileWatch(QObject):
    """Compares the open file with what was read or written here last.

    Because it compares what is there, it is silent about our own saving.

    Attributes
    ----------
    file : Path or None
    stamp : Stamp or None
        What the file looked like when it was read or written here, or when the user was told of it.

    Signals
    -------
    stirred()
        Something touched the file: time to look.
    """

    stirred = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.file: Path | None = None
        self.stamp: Stamp | None = None
        self._watcher = QFileSystemWatcher(self)
        self._watcher.fileChanged.connect(self._on_watcher_changed)
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.setInterval(_SETTLE_MS)
        self._settle.timeout.connect(self._on_settle_timeout)

    def follow(self, file: Path | None, stamp: Stamp | None) -> None:
        """Watch another file, or none; `stamp` is what is known of it."""
        self._settle.stop()
        if self._watcher.files():
            self._watcher.removePaths(self._watcher.files())
        self.file, self.stamp = file, stamp
        self._watch()

    def news(self) -> News:
        """Look at the file and say what happened to it."""
        if self.file is None:
            return News.NONE
        found = stamp_of(self.file, self.stamp)
        if is_other(found, self.stamp):
            return News.CHANGED if found else News.GONE
        self.stamp = found
        return News.NONE

    def acknowledge(self) -> None:
        """Take what is there now for known: the user was told."""
        if self.file is not None:
            self.follow(self.file, stamp_of(self.file, self.stamp))

    def _on_watcher_changed(self, _name: str) -> None:
        self._settle.start()

    def _on_settle_timeout(self) -> None:
        self._watch()  # who replaces a file ends the watch on it
        self.stirred.emit()

    def _watch(self) -> None:
        if self.file is not None and not self._watcher.files() and self.file.exists():
            self._watcher.addPath(str(self.file))
