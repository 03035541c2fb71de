"""What the network says: a decision map, a regression fit or the picture of a sample, and points to edit."""

from gui.panels.network_map.panel import NetworkMap

__all__ = ["NetworkMap"]
