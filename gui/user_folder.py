"""The user's own folder for settings, recovery copies and logs, apart from documents and the program."""

from __future__ import annotations

import os
from pathlib import Path

from PySide6.QtCore import QStandardPaths

VARIABLE = "UPSTREAM_FOLDER"
"""Environment variable that names another folder: for a stick that is carried about, and for tests."""


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
