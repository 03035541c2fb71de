"""What is being drawn at the moment, and where the hand is: no mark yet. Views can share it."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from gui.present.marks.stroke import At, Stroke

__all__ = ["Ink"]


class Ink(QObject):
    """The stroke in hand, and the place that the hand is at, on a view of some stop.

    Signals
    -------
    changed()

    Attributes
    ----------
    stop : str
    stroke : Stroke or None
    at : (float, float) or None
        Shares of the page; None while the hand is elsewhere.
    """

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.stop = ""
        self.stroke: Stroke | None = None
        self.at: At | None = None

    def put(self, stop: str, stroke: Stroke | None, at: At | None) -> None:
        """Go on drawing, or end it."""
        if (stop, stroke, at) != (self.stop, self.stroke, self.at):
            self.stop, self.stroke, self.at = stop, stroke, at
            self.changed.emit()
