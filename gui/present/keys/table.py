"""Which key carries out which command: the usual ones, or those of the user's file."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QUrl
from PySide6.QtGui import QDesktopServices

from engine.session.files import replace_file
from gui.commands.menus import key_text
from gui.present.keys.commands import BY_ID, FIXED
from gui.present.keys.reading import MOST_BYTES, Keys, KeysError, decoded, default_keys, read_keys, to_text
from gui.user_folder import user_folder

__all__ = ["NAME", "KeyTable"]

translate = QCoreApplication.translate
NAME = "present-keys.toml"


class KeyTable:
    """The keys of all commands.

    The file is read when it is asked for, and again after it was shown to the user: never in between.

    Attributes
    ----------
    keys : mapping of str to tuple of str
        The keys of every command, as Qt writes them on every system.
    trouble : str
        Why the user's file can't be used, in a sentence; the usual keys hold then. Empty where all is well.
    """

    def __init__(self, keys: Keys | None = None) -> None:
        self.trouble = ""
        self._is_shown = False
        self._set(default_keys() if keys is None else keys)

    @classmethod
    def of_user(cls) -> KeyTable:
        """Make the table of the user's file, or the usual one where there is no file."""
        table = cls()
        table.read()
        return table

    def read(self) -> None:
        """Read the user's file again."""
        self.trouble, keys = "", default_keys()
        try:
            keys = read_keys(decoded(_content(user_folder() / NAME), NAME), NAME)
        except FileNotFoundError:
            pass
        except KeysError as error:
            self.trouble = translate("Present", "{fault}. The usual keys hold.").format(fault=error)
        except OSError as error:
            text = translate("Present", "{file} can't be read: {reason}. The usual keys hold.")
            self.trouble = text.format(file=NAME, reason=error.strerror or error)
        self._set(keys)

    def _set(self, keys: Keys) -> None:
        self.keys = keys
        self._commands = {key: name for name, own in keys.items() for key in own} | FIXED

    def command_of(self, names: Iterable[str]) -> str:
        """Return the command of a press that may be called by several names; empty where it has none."""
        return next((self._commands[name] for name in names if name in self._commands), "")

    def text_of(self, command: str) -> str:
        """Write the first key of a command as it is written on this system; empty where it has none."""
        return next(iter(self.texts_of(command)), "")

    def texts_of(self, command: str) -> tuple[str, ...]:
        """Write all keys of a command."""
        return tuple(map(key_text, self.keys[BY_ID[command].id]))

    def edit(self) -> str:
        """Show the user's file in the system's editor, made with all keys in it if there is none.

        Returns
        -------
        str
            A sentence that says where it is, or why it can't be written.
        """
        try:
            file = user_folder() / NAME
            if not file.exists():
                replace_file(file, to_text(self.keys))
        except OSError as error:
            text = translate("Present", "{file} can't be written: {reason}.")
            return text.format(file=NAME, reason=error.strerror or error)
        self._is_shown = True
        if QDesktopServices.openUrl(QUrl.fromLocalFile(str(file))):
            return translate(
                "Present", "The keys are in {file}; they hold as soon as you are back here."
            ).format(file=file)
        return translate("Present", "No editor opens by itself: the keys are in {file}.").format(file=file)

    def refresh(self) -> bool:
        """Read the file again if it was shown to the user; say whether it was read."""
        if self._is_shown:
            self.read()
        return self._is_shown


def _content(file: Path) -> bytes:
    with file.open("rb") as opened:
        return opened.read(MOST_BYTES + 1)
