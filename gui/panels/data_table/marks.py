"""What of the data set is in play at a moment: the sample in hand, the batch, and what is pointed at."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from engine.nn.types import Ref
from engine.session.frame import Frame
from gui.panels.data_table.columns import Column

__all__ = ["Marks", "marks_of"]


@dataclass(frozen=True, slots=True, eq=False)
class Marks:
    """Which rows and cells stand out.

    Attributes
    ----------
    hand : int
        The row in view; −1 for none.
    batch : ndarray of bool, or None
        Rows of the batch in play; None where that is every row trained with, which needs no mark.
    withheld : frozenset of (row, column)
        Cells that a question withholds.
    """

    hand: int = -1
    batch: NDArray[np.bool_] | None = None
    withheld: frozenset[tuple[int, int]] = frozenset()

    def is_in_batch(self, row: int) -> bool:
        """Say whether a row is marked as one of the batch."""
        return self.batch is not None and row < len(self.batch) and bool(self.batch[row])


def marks_of(frame: Frame, columns: Sequence[Column]) -> Marks:
    """Find what stands out at a moment."""
    setup, batch = frame.setup, None
    if len(frame.rows) < setup.samples:
        batch = np.zeros(len(setup.X), dtype=bool)
        batch[frame.rows] = True
    places = {ref: place for place, column in enumerate(columns) for ref in column.refs}
    withheld = frozenset(
        (int(frame.rows[ref.sample]), places[ref.at(None)])
        for ref in frame.hidden
        if ref.sample is not None and ref.at(None) in places and ref.sample < len(frame.rows)
    )
    return Marks(int(frame.rows[frame.playhead.sample]), batch, withheld)


def refs_of(column: Column, row: int, frame: Frame) -> frozenset[Ref]:
    """Return the quantities that a cell stands for; none where its row is not in the batch in play."""
    samples = np.flatnonzero(frame.rows == row)
    if not samples.size:
        return frozenset()
    return frozenset(ref.at(int(samples[0])) for ref in column.refs)
