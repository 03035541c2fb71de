"""The clock of what travels and settles in the diagram."""

from __future__ import annotations

from PySide6.QtCore import QEasingCurve, QObject, QVariantAnimation

from engine.session.frame import Frame


class Motion(QVariantAnimation):
    """Runs from 0 to 1, slowly at both ends."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.setStartValue(0.0)
        self.setEndValue(1.0)
        self.setEasingCurve(QEasingCurve.Type.InOutQuad)

    @property
    def runs(self) -> bool:
        """Values are on their way at this instant."""
        return self.state() == QVariantAnimation.State.Running

    @property
    def progress(self) -> float:
        """How far they are: 0 at the start, 1 at rest."""
        return float(self.currentValue())

    def begin(self, seconds: float) -> None:
        """Run once."""
        self.setDuration(round(seconds * 1000))
        self.start()


def is_next(old: Frame, new: Frame) -> bool:
    """Say whether a frame is the one right after another on the same walk: then values travel."""
    if old.document is not new.document or old.playhead.zoom != new.playhead.zoom:
        return False
    if new.update == old.update:
        return new.number == old.number + 1
    return new.update == old.update + 1 and new.number == 1 and old.number == len(old.steps)
