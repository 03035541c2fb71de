"""Files that take seconds to make: a stop at a time, so that the windows go on meanwhile."""

from __future__ import annotations

from collections.abc import Generator
from typing import TypeAlias

__all__ = ["Making", "made"]

Making: TypeAlias = Generator[None, None, bytes]
"""Yields after each stop, and returns the file."""


def made(making: Making) -> bytes:
    """Make all of a file at once."""
    while True:
        try:
            next(making)
        except StopIteration as end:
            return bytes(end.value)
