"""Why did this weight move: its correction as a waterfall of factors."""

from gui.panels.weight_story.panel import WeightStory

__all__ = ["WeightStory"]
