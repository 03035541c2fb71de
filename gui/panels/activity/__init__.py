"""Activations: a histogram per layer, and the nodes that let no δ through."""

from gui.panels.activity.panel import Activity

__all__ = ["Activity"]
