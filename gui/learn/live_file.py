"""The file of a lesson that is being written: whenever it is saved, it is read again."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QFileSystemWatcher, QObject, QTimer, Signal

__all__ = ["LiveFile"]

_REST_MS = 300
"""Who writes a file does so in pieces: look when it has come to rest."""


class LiveFile(QObject):
    """Watches one file, or none; one that is deleted is waited for, in its folder.

    Attributes
    ----------
    file : Path or None

    Signals
    -------
    saved()
        The file was written, or put in place of the one before.
    """

    saved = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.file: Path | None = None
        self._watcher, self._rest = QFileSystemWatcher(self), QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST_MS)
        self._rest.timeout.connect(self._on_rest_timeout)
        self._watcher.fileChanged.connect(self._rest.start)
        self._watcher.directoryChanged.connect(self._on_watcher_folder_changed)

    def follow(self, file: Path | None) -> None:
        """Watch another file, or none."""
        self._rest.stop()
        if watched := [*self._watcher.files(), *self._watcher.directories()]:
            self._watcher.removePaths(watched)
        self.file = file
        if file is not None:
            self._watcher.addPaths([str(file), str(file.parent)])

    def _on_watcher_folder_changed(self, _folder: str) -> None:
        """Look at the file if it is back; while it is watched, it tells of itself."""
        if self.file is not None and not self._watcher.files() and self.file.exists():
            self._rest.start()

    def _on_rest_timeout(self) -> None:
        file = self.file
        self.follow(file)  # a file that was replaced is watched no more
        if file is not None:
            self.saved.emit()
