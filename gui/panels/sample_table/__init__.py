"""The samples of the update in play: one row a sample, and the means that are its gradient."""

from gui.panels.sample_table.panel import SampleTable

__all__ = ["SampleTable"]
