"""The documents opened last, in the user's folder."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

from engine.session.files import replace_file
from engine.session.reading import DocumentError, Place, check_keys, json_of, list_at, object_at, text_of
from gui.user_folder import user_folder

MOST = 10


def recent_files() -> list[Path]:
    """Return the documents opened last, the latest first.

    Raises
    ------
    DocumentError
        If the list cannot be read.
    """
    try:
        file = _list()
        if not file.exists():
            return []
        content = object_at(json_of(text_of(file)), Place())
        check_keys(content, Place(), {"files"})
        names = list_at(content["files"], Place("files"), 0, MOST)
    except (DocumentError, OSError) as error:
        raise DocumentError(f"the list of recent documents cannot be read: {error}") from None
    return [Path(name) for name in names if isinstance(name, str)]


def remember(file: Path) -> None:
    """Put a document at the top of the list; an unreadable list is begun afresh."""
    try:
        files = recent_files()
    except DocumentError:
        files = []
    _keep([file, *(other for other in files if other != file)][:MOST])


def drop(file: Path) -> None:
    """Take a document off the list."""
    _keep([other for other in recent_files() if other != file])


def clear() -> None:
    """Empty the list."""
    _keep([])


def _list() -> Path:
    return user_folder() / "recent.json"


def _keep(files: Sequence[Path]) -> None:
    """Write the list.

    Raises
    ------
    DocumentError
        If it cannot be written.
    """
    try:
        replace_file(_list(), json.dumps({"files": [str(file) for file in files]}, indent=1) + "\n")
    except OSError as error:
        problem = error.strerror or error
        raise DocumentError(f"the list of recent documents cannot be written: {problem}") from None
