"""Recording: what somebody did in the window becomes the draft of a lesson."""

from __future__ import annotations

from engine.lessons.recording.drafting import draft

__all__ = ["draft"]
