"""A column of numbers that only grows at its end, and shares its rows with everything grown from it."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from engine.nn.types import Array, IntArray, freeze

SPARE = 1.125
"""A column that is full is made larger by this factor."""


class _Tape:
    """Rows in one stretch of memory, with room to spare behind those that are filled."""

    __slots__ = ("filled", "room")

    def __init__(self, rows: Array | IntArray) -> None:
        self.room = np.empty((max(64, int(rows.shape[0] * SPARE)), *rows.shape[1:]), rows.dtype)
        self.room[: rows.shape[0]] = rows
        self.filled = rows.shape[0]

    def append(self, rows: Array | IntArray) -> bool:
        """Write rows behind the filled ones; False where there is no room."""
        end = self.filled + rows.shape[0]
        if end > self.room.shape[0]:
            return False
        self.room[self.filled : end] = rows
        self.filled = end
        return True


@dataclass(frozen=True, slots=True, eq=False)
class Column:
    """Rows that are never changed; a longer column is made without copying the rows before.

    Attributes
    ----------
    array : ndarray, shape (n, …)
        All rows, read-only, in one stretch.
    """

    array: Array = field(default_factory=lambda: freeze(np.empty(0)))
    _tape: _Tape | None = None

    @property
    def memory(self) -> tuple[int, int]:
        """Which stretch of memory the rows lie in, and how many bytes it has: columns may share one."""
        return id(self._tape), self._tape.room.nbytes if self._tape else 0

    def grown(self, rows: Array | IntArray) -> Column:
        """Return the column with further rows at its end.

        What this column holds stays as it is: only rows behind the last of all columns of one
        tape are written in place, any other column is copied first.
        """
        if not rows.shape[0]:
            return self
        tape, size = self._tape, self.array.shape[0]
        if tape is None or tape.filled != size or not tape.append(rows):
            tape = _Tape(np.concatenate([self.array, rows]) if size else rows)
        array = tape.room[: size + rows.shape[0]]
        array.setflags(write=False)
        return Column(array, tape)

    def cut(self, size: int) -> Column:
        """Return the column up to a row; nothing is copied."""
        if size >= self.array.shape[0]:
            return self
        return Column(self.array[:size], self._tape) if size else Column()
