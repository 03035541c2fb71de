"""Which update the window says it is at, and the way to another one: one answer for all that names it."""

from __future__ import annotations

from engine.nn.types import Ref
from engine.session import actions
from engine.session.frame import Frame

__all__ = ["cursor_of", "goal_of"]


def cursor_of(frame: Frame) -> int:
    """Return the update whose J the playhead is at: the new one once the forward pass ran again."""
    return frame.update + frame.is_over


def goal_of(frame: Frame, update: int) -> actions.Seek | None:
    """Say where to go to bring the cursor to an update, at the step in play; None where it is."""
    here = cursor_of(frame)
    if update == here:
        return None
    if here == frame.update:
        return actions.Seek(frame.number, update=update)
    if update > 0:  # at the last step the cursor is one ahead of the update in play
        return actions.Seek(frame.number, update=update - 1)
    return actions.Seek(frame.written[Ref("J", frame.network.L)], update=0)
