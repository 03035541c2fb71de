"""The transport: buttons that walk through the update."""

from gui.panels.transport.transport import Transport

__all__ = ["Transport"]
