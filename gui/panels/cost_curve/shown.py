"""What of the runs is drawn, and how: plain values. No pyqtgraph."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

__all__ = ["SPANS", "Quantity", "Shown"]

Quantity = Literal["J", "accuracy"]

SPANS = (0, 10, 100, 1000)
"""Updates that the curve of J can be smoothed over; 0 leaves it as it is."""


@dataclass(frozen=True, slots=True)
class Shown:
    """What is drawn.

    Attributes
    ----------
    quantity : {"J", "accuracy"}
    log : bool
        J has a logarithmic scale.
    span : int
        Updates that J is smoothed over; 0 where it is not.
    test : bool
        What is known of the rows kept for testing is drawn too.
    """

    quantity: Quantity = "J"
    log: bool = False
    span: int = 0
    test: bool = True

    @property
    def is_log(self) -> bool:
        """Say whether the vertical axis is logarithmic."""
        return self.log and self.quantity == "J"
