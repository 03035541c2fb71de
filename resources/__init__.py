"""What is bundled with the program: fonts, icons, the style sheet, lessons, data.

Everything is found through `importlib.resources`, so it is the same from a
checkout, an installed wheel and a frozen one-dir program.
"""

from __future__ import annotations

from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

__all__ = ["read_bytes", "read_text", "resource", "resource_path"]


def resource(*parts: str) -> Traversable:
    """Find a bundled file or folder, for example ``resource("icons", "play.svg")``."""
    found: Traversable = files(__name__)
    for part in parts:
        found = found.joinpath(part)
    return found


def read_bytes(*parts: str) -> bytes:
    """Read a bundled file.

    Raises
    ------
    FileNotFoundError
        If no such file is bundled.
    """
    return resource(*parts).read_bytes()


def read_text(*parts: str) -> str:
    """Read a bundled UTF-8 text.

    Raises
    ------
    FileNotFoundError
        If no such file is bundled.
    """
    return resource(*parts).read_text(encoding="utf-8")


def resource_path(*parts: str) -> Path:
    """Find a bundled file on disk, for Qt, which opens some files by path only.

    We never ship as a zip, so what is bundled is always a real file.
    """
    return Path(str(resource(*parts)))
