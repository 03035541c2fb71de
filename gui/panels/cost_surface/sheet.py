"""What a map is made of: J at the places of a grid, computed a piece at a time."""

from __future__ import annotations

import numpy as np

from engine.nn.trace import Trace
from engine.session.surface import Ground, blocks_of, cells_of

__all__ = ["Sheet"]


class Sheet:
    """J over a part of the plane; of one update, the other parameters as it began with them.

    Attributes
    ----------
    trace : Trace
    ground : Ground
    costs : ndarray, shape (n, n)
        Row by row from the lowest up; nan where it has not been computed yet.
    is_whole : bool
    """

    def __init__(self, trace: Trace, ground: Ground, *, live: bool) -> None:
        self.trace, self.ground = trace, ground
        n = cells_of(trace, ground.a, ground.b, live=live)
        self.costs = np.full((n, n), np.nan)
        self.is_whole = False
        self._blocks = blocks_of(trace, ground.a, ground.b, ground.along(0, n), ground.along(1, n))

    def is_of(self, trace: Trace, ground: Ground) -> bool:
        """Say whether it shows that."""
        return self.trace is trace and self.ground == ground

    def advance(self) -> bool:
        """Compute a few milliseconds' worth; say whether all is there."""
        block = next(self._blocks, None)
        if block is None:
            self.is_whole = True
        else:
            self.costs[block.up, block.across] = block.costs
        return self.is_whole

    def finish(self) -> Sheet:
        """Compute all that is missing."""
        while not self.advance():
            pass
        return self
