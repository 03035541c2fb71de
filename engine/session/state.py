"""What an update begins with, packed into a row of numbers for the run log, and unpacked again."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from engine.nn.network import Network
from engine.nn.optimizers import Moments, packed_row, row_width, unpacked_row
from engine.nn.types import Array, freeze
from engine.session.setup import Setup


@dataclass(frozen=True, slots=True, eq=False)
class State:
    """What an update begins with.

    Attributes
    ----------
    network : Network
    moments : Moments
        What the optimiser remembers.
    """

    network: Network
    moments: Moments

    @classmethod
    def of(cls, setup: Setup) -> State:
        """Return what the first update of a setup begins with."""
        moments = setup.moments or Moments.none(setup.optimizer, setup.network.parameters)
        return cls(setup.network, moments)

    @classmethod
    def of_row(cls, setup: Setup, row: Array | bytes) -> State:
        """Unpack a row that goes with a setup; errors as in `unpacked_row`."""
        numbers = freeze(np.frombuffer(row))
        vector, moments = unpacked_row(numbers, setup.optimizer, setup.network.parameters)
        return cls(setup.network.with_vector(vector), moments)

    @property
    def row(self) -> Array:
        """All its numbers, packed."""
        return packed_row(self.network.to_vector(), self.moments)


def width_of(setup: Setup) -> int:
    """Count the numbers of a row that goes with a setup."""
    return row_width(setup.optimizer, setup.network.parameters)
