"""What somebody has learnt so far, and its text in a file."""

from engine.lessons.progress.record import (
    LATER,
    RETURNS,
    Done,
    Met,
    Progress,
    after,
    due,
    mastered,
    returned,
    reviewed,
)
from engine.lessons.progress.text import LARGEST, ProgressError, from_text, to_text

__all__ = [
    "LARGEST",
    "LATER",
    "RETURNS",
    "Done",
    "Met",
    "Progress",
    "ProgressError",
    "after",
    "due",
    "from_text",
    "mastered",
    "returned",
    "reviewed",
    "to_text",
]
