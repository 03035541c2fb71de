"""What the commands share: errors in one sentence, files that are opened and written."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import NoReturn, TypeAlias

from engine.session.codec import load_session
from engine.session.document import two_nodes
from engine.session.files import replace_file
from engine.session.session import Session


class CommandError(Exception):
    """A call that cannot be carried out; its text is one sentence."""


def sentence(error: Exception) -> str:
    """Return what an error says in one line, whatever a file's name holds."""
    return " ".join(str(error).splitlines()).encode("utf-8", "replace").decode("utf-8")


class Parser(argparse.ArgumentParser):
    """Says what is wrong in one sentence, as everywhere."""

    def error(self, message: str) -> NoReturn:
        """Refuse a call."""
        raise CommandError(f"{message} (upstream --help shows how)")


def opened(file: Path | None) -> Session:
    """Begin a session with a file, at its last position; without one, with the lecture's network.

    Raises
    ------
    DocumentError
        If the file is no document.
    """
    if file is None:
        return Session.start(two_nodes())
    return Session.start(*load_session(file))


def hand_over(text: str, out: Path | None) -> int:
    """Print a text, or write it to a file; return the exit code."""
    if out is None:
        print(text, end="")
    else:
        check_folder(out)
        write(out, text)
    return 0


def check_folder(file: Path) -> None:
    """Refuse a file whose folder is not there, before work is done for it."""
    if not file.absolute().parent.is_dir():
        raise CommandError(f"{file}: there is no folder {file.absolute().parent}")


def check_other(out: Path | None, file: Path | str | None) -> None:
    """Refuse to write over the very file that is read."""
    if out is not None and file is not None and _same(out, Path(file)):
        raise CommandError(f"{out}: is the file that is read; give another one to write to")


def _same(first: Path, second: Path) -> bool:
    return first.resolve() == second.resolve()


def write(file: Path, text: str) -> None:
    """Write a file, or say why it cannot be written."""
    try:
        replace_file(file, text)
    except OSError as error:
        raise CommandError(f"{file}: cannot be written: {error.strerror or error}") from None


Commands: TypeAlias = "argparse._SubParsersAction[Parser]"  # noqa: SLF001
"""What a command is added to; argparse has no public name for it."""
