"""The user's folders: the program's own for settings, recovery copies and logs, and where documents lie."""

from __future__ import annotations

import os
from pathlib import Path

from PySide6.QtCore import QStandardPaths

VARIABLE = "UPSTREAM_FOLDER"
"""Environment variable that names another folder: for a stick that is carried about, and for tests."""


def usual_place(location: QStandardPaths.StandardLocation) -> str:
    """Return the user's folder for one kind of files; their home where they have no such folder.

    A dialog that is told to begin in a folder that is missing offers its name as that of a file.
    """
    folder = QStandardPaths.writableLocation(location)
    if Path(folder).is_dir():
        return folder
    return QStandardPaths.writableLocation(QStandardPaths.StandardLocation.HomeLocation)


def user_folder(*parts: str) -> Path:
    """Return the folder, or one inside of it; it is made where there is none.

    Raises
    ------
    OSError
        If it cannot be made.
    """
    where = QStandardPaths.StandardLocation.GenericDataLocation
    chosen = os.environ.get(VARIABLE) or f"{QStandardPaths.writableLocation(where)}/upstream"
    folder = Path(chosen, *parts)
    folder.mkdir(parents=True, exist_ok=True)
    return folder
