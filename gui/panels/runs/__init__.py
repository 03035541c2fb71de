"""The runs of a document: a table of the one in play and of earlier ones, and how two of them differ."""

from gui.panels.runs.panel import RunsPanel

__all__ = ["RunsPanel"]
