"""What a hand does to a map: it sets both parameters, as one change that can be undone or given up."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from PySide6.QtCore import QCoreApplication

from engine.nn.network import Network
from engine.nn.round_numbers import rounded_up
from engine.nn.types import Ref
from engine.session.actions import Action, Cancel, SetSettings
from engine.session.frame import Frame
from gui.hands.targets import new_group

__all__ = ["Gesture"]

Place = tuple[float, float]


@dataclass(slots=True)
class Gesture:
    """From a press to the release.

    Attributes
    ----------
    pair : tuple of Ref
    dispatch : callable
        Carries out an action.
    start, place : tuple of float
        Where the two were when it began, and where they are.
    """

    pair: tuple[Ref, Ref]
    dispatch: Callable[[Action], None]
    start: Place
    place: Place = field(init=False)
    group: str = field(default_factory=new_group)
    has_changed: bool = False

    def __post_init__(self) -> None:
        self.place = self.start

    def move(self, frame: Frame, to: Place, each: float) -> None:
        """Set both; to numbers that a px of `each` can tell apart."""
        step = rounded_up(each)
        place = tuple(round(round(value / step) * step, 12) if step else value for value in to)
        if place == self.place:
            return
        self.place, self.has_changed = (place[0], place[1]), True
        net = _with(frame.network, self.pair, self.place)
        names = [frame.names.text(ref) for ref in self.pair]
        label = QCoreApplication.translate("CostSurface", "set {one} and {other}")
        self.dispatch(SetSettings({"network": net}, label.format(one=names[0], other=names[1]), self.group))

    def end(self) -> None:
        """Let go; back where it began, nothing has been changed."""
        if self.place == self.start:
            self.cancel()

    def cancel(self) -> None:
        """Give up: everything is as though it had not been touched."""
        if self.has_changed:
            self.has_changed = False
            self.dispatch(Cancel(self.group))


def _with(net: Network, pair: tuple[Ref, Ref], place: Place) -> Network:
    for ref, value in zip(pair, place, strict=True):
        net = net.with_parameter(ref, value)
    return net
