"""A tug at what is selected: what ↑ and ↓, and the pair of buttons beside it, do. Pure."""

from __future__ import annotations

from engine.nn.types import Ref
from engine.session.actions import Action
from engine.session.frame import Frame
from gui.hands.targets import Pace, new_group, target_of

__all__ = ["stepped"]

_UNIT: dict[Pace, float] = {"usual": 0.1, "fine": 0.01}


def stepped(frame: Frame, ref: Ref, by: float) -> Action | None:
    """Return the action that makes a quantity larger (or, below 0, smaller).

    Parameters
    ----------
    frame : Frame
    ref : Ref
    by : float
        Tenths, or hundredths; η goes so many rungs of its ladder instead: it stays above 0.

    Returns
    -------
    Action or None
        None where it can't be set, or stands at its limit.
    """
    target = target_of(ref, frame)
    if target is None:
        return None
    pace: Pace = "usual" if abs(by) >= _UNIT["usual"] else "fine"
    value = target.within(target.scale.stepped(target.value, round(by / _UNIT[pace]), pace))
    return None if value == target.value else target.action(value, new_group())
