"""The data as they were when a gesture began: what a drag makes of them does not depend on its way there."""

from __future__ import annotations

from engine.data.dataset import DataNotes
from engine.nn.types import Array
from engine.session.frame import Frame
from engine.session.setup import Setup
from gui.panels.data_settings.in_use import InUse
from gui.panels.data_settings.origin import Origin, origin_of

__all__ = ["Gestures"]


class Gestures:
    """Remembers the data in use, and those that the gesture in progress began with.

    The actions of one group are each applied to what there was before the first of them, so each must be
    made from it too: a batch that became smaller on the way would stay so otherwise.
    """

    def __init__(self) -> None:
        self._frame: Frame | None = None
        self._known: tuple[Array, Array, DataNotes, Origin] | None = None
        self._begun: tuple[str, int, InUse] | None = None

    def show_frame(self, frame: Frame) -> None:
        """Take over what is in use."""
        self._frame = frame

    @property
    def present(self) -> InUse:
        """The data in use.

        Raises
        ------
        RuntimeError
            If no frame has been shown yet.
        """
        if self._frame is None:
            raise RuntimeError("no frame has been shown yet")
        setup = self._frame.setup
        return InUse(setup, self._frame.network, self._origin(setup))

    def before(self, group: str) -> InUse:
        """Return the data that the gesture of a group began with; one at another update begins anew."""
        update = -1 if self._frame is None else self._frame.update
        if self._begun is None or self._begun[:2] != (group, update):
            self._begun = group, update, self.present
        return self._begun[2]

    def _origin(self, setup: Setup) -> Origin:
        """Look where the data come from, once for each of them."""
        known = self._known
        if known is None or not (known[0] is setup.X and known[1] is setup.Y and known[2] is setup.notes):
            known = self._known = setup.X, setup.Y, setup.notes, origin_of(setup)
        return known[3]
