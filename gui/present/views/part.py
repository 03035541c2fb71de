"""What the parts of a view have in common, and the sizes of the room."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

__all__ = ["LARGE", "LEAST", "USUAL", "Part"]

LEAST, USUAL, LARGE = 12, 16, 19
"""Units of text on a page 460 high: at least (2.6 %), of numbers (3.3 %), of tables and titles (4 %); whole
ones, as fonts are."""


class Part(Protocol):
    """Something that is painted into a box of the page."""

    @property
    def is_flexible(self) -> bool:
        """Whether it fills the height that it is given; else it takes its natural one."""

    def natural(self, width: float) -> float:
        """Return the height that it would like, in a width."""

    def paint(self, painter: QPainter, box: QRectF) -> None:
        """Paint it."""

    def texts(self, box: QRectF) -> tuple[str, ...]:
        """List every text that is painted into a box."""
