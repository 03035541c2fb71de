"""What all later updates of a run follow from, as a key for what is remembered of them."""

from __future__ import annotations

import numpy as np

from engine.session.recent import Same
from engine.session.setup import SETTINGS, Setup

__all__ = ["Origin"]


class Origin:
    """A setup and the update at which it came into force.

    Two are equal where nothing can differ, be it in two documents; the numbers of network and data are not
    looked at. Held are the parts of the setup only: a document would hold all of its run.
    """

    __slots__ = ("_hash", "_parts")

    def __init__(self, setup: Setup, begin: int) -> None:
        self._parts = (begin, *(_comparable(getattr(setup, name)) for name in SETTINGS))
        self._hash = hash(self._parts)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Origin) and self._parts == other._parts

    def __hash__(self) -> int:
        return self._hash


def _comparable(part: object) -> object:
    """Return a part of a setup as something to be compared: rows by their numbers, tables by identity."""
    if not isinstance(part, np.ndarray):
        return part
    return part.tobytes() if part.dtype == np.int64 else Same(part)
