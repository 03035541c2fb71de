"""The data: which set is in use, how it is made, split and scaled, and which of its samples is in hand."""

from gui.panels.data_settings.panel import DataSettings

__all__ = ["DataSettings"]
