"""The file that remembers the settings. Trouble with it is told once and never stands in the way."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import QCoreApplication, QObject, QTimer, Signal

from engine.session.files import replace_file
from gui.settings.settings import Settings
from gui.settings.text import SettingsError, parse, to_text
from gui.user_folder import user_folder

__all__ = ["NAME", "Memory"]

translate = QCoreApplication.translate
NAME, ASIDE = "settings.json", "settings-unreadable.json"
WAIT_MS = 400
"""A slider that is dragged, or a border, is written once it has come to rest."""
_LARGEST = 1_000_000
"""Bytes; a larger file is none of ours."""


class Memory(QObject):
    """Reads the settings once, and writes what was changed shortly after.

    Only what this window changed is written, into what the file says by then: two windows that
    are open at the same time keep each other's changes.

    Signals
    -------
    troubled(sentence)
        Settings can't be written; told once.

    Attributes
    ----------
    trouble : str
        Why the settings could not be read; empty where they could, or where there were none yet.
    """

    troubled = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.trouble = ""
        self._settings = Settings()
        self._changes: dict[str, Any] = {}
        self._told = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(WAIT_MS)
        self._timer.timeout.connect(self.flush)

    def read(self) -> Settings:
        """Return what is remembered; a file that is no settings at all is set aside."""
        with suppress(OSError):  # there is none yet, or no way to get at it
            file = user_folder() / NAME
            try:
                self._settings = _read(file)
            except SettingsError:
                self._set_aside(file)
        return self._settings

    def _set_aside(self, file: Path) -> None:
        file.replace(file.with_name(ASIDE))
        text = translate(
            "Settings",
            "{file} could not be understood, so the usual settings are in force. It is kept as {aside}.",
        )
        self.trouble = text.format(file=file, aside=ASIDE)

    def remember(self, **changes: Any) -> None:
        """Write some settings soon."""
        self._changes |= changes
        self._settings = replace(self._settings, **changes)
        self._timer.start()

    def flush(self) -> None:
        """Write now what waits to be written."""
        self._timer.stop()
        if not self._changes:
            return
        try:
            file = user_folder() / NAME
            replace_file(file, to_text(self._merged(file)))
        except OSError as error:
            self._tell(error)  # and try again with the next change, or when the window closes
        else:
            self._changes = {}

    def _merged(self, file: Path) -> Settings:
        """Put the changes into what the file says by now, or into what it said at first."""
        try:
            return replace(_read(file), **self._changes)
        except (OSError, SettingsError):
            return self._settings

    def _tell(self, error: OSError) -> None:
        """Say once that nothing can be remembered."""
        if not self._told:
            self._told = True
            text = translate("Settings", "Settings hold for now, but can't be remembered: {file}: {reason}.")
            self.troubled.emit(text.format(file=NAME, reason=error.strerror or error))


def _read(file: Path) -> Settings:
    """Read a file.

    Raises
    ------
    SettingsError
        If it holds no settings.
    OSError
        If it cannot be read, or is not there.
    """
    with file.open("rb") as opened:
        content = opened.read(_LARGEST + 1)
    if len(content) > _LARGEST:
        raise SettingsError("is too large")
    try:
        return parse(content.decode("utf-8"))
    except UnicodeDecodeError as error:
        raise SettingsError(str(error)) from None
