"""Update after update of one setup: what trains, what replays, and what walks on without being recorded."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count, islice

import numpy as np

from engine.nn.tape.samples import Rows
from engine.nn.trainer import Descent
from engine.nn.types import Array
from engine.session.setup import Setup
from engine.session.state import State


class Runner:
    """Goes on from any update of a setup, bit for bit as it would have gone from an earlier one.

    Where a run begins anew makes no difference, since all of them share one `Descent` that was made where
    the setup came into force. A number that overflows is no error here: a run that ran away is shown as
    it is, and training looks at every J.

    Parameters
    ----------
    setup : Setup
    """

    def __init__(self, setup: Setup) -> None:
        self._setup = setup
        self._X, self._Y = setup.train_X, setup.train_Y
        begin = State.of(setup)
        self._descent = Descent(
            begin.network, setup.cost, setup.optimizer, l1=setup.l1, l2=setup.l2, moments=begin.moments
        )

    @property
    def row(self) -> Array:
        """What the next update begins with, packed."""
        return self._descent.row

    @property
    def is_finite(self) -> bool:
        """Say whether one can go on from here."""
        return self._descent.is_finite

    def walk(self, row: Array, update: int) -> Iterator[float]:
        """Go on from what an update begins with: yield J as each update begins, then carry it out.

        `Setup.measured` says which J. Overflow warns unless the caller says otherwise.
        """
        self._descent.begin(row)
        return self._descent.walk(self._X, self._Y, self._steps(update), self._setup.measured)

    @np.errstate(all="ignore")
    def replay(self, row: Array, start: int, stop: int) -> Array:
        """Return what update `stop` begins with, from what `start` begins with."""
        self._descent.begin(row)
        self._descent.run(self._X, self._Y, islice(self._steps(start), stop - start))
        return self.row

    def _steps(self, start: int) -> Iterator[tuple[Rows, float]]:
        """Tell which samples each update takes, None for all of them, and its η."""
        setup = self._setup
        takes_all = setup.batch_size == setup.samples
        for update in count(start):
            yield None if takes_all else setup.train_rows(update), setup.eta_at(update)
