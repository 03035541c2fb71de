"""The δ panel: what flows now, where it came from and where it goes; and all δs with their states."""

from gui.panels.delta_panel.panel import DeltaPanel

__all__ = ["DeltaPanel"]
