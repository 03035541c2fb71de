"""The timeline: every micro-step of the update in play, in the order of computing."""

from gui.panels.timeline.timeline import Timeline

__all__ = ["Timeline"]
