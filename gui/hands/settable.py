"""What a field, a label or a slider asks of what it sets: a quantity of the network, or a setting."""

from __future__ import annotations

from typing import Protocol

from engine.session.actions import Action
from gui.hands.targets import Pace
from gui.look import Look

__all__ = ["Settable", "Steps"]


class Steps(Protocol):
    """How a number answers to wheel and keys."""

    def stepped(self, value: float, steps: int, pace: Pace) -> float:
        """Return the value so many steps up."""


class Settable(Protocol):
    """A number that can be set, as it stands."""

    @property
    def ref(self) -> object:
        """What tells it from others: the `Ref` of a quantity, or the name of a setting."""

    @property
    def value(self) -> float:
        """The number."""

    @property
    def scale(self) -> Steps:
        """How it answers to wheel and keys."""

    def action(self, value: float, group: str) -> Action:
        """Return the action that sets it; actions of one group are one undo."""

    def within(self, value: float) -> float:
        """Return the value nearest to one that it may have."""

    def refusal(self, value: float) -> str:
        """Say why it can't have a value; nothing where it can."""

    def at(self, value: float) -> Settable:
        """Return the same with another value."""

    def text(self, value: float, look: Look, *, in_full: bool) -> str:
        """Write a value, in full while it may be typed over."""

    def read(self, text: str) -> float:
        """Read what was typed; `engine.session.typed.NumberError` where it is no number."""
