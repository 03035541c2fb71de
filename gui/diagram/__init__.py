"""The network diagram."""

from gui.diagram.diagram import Diagram

__all__ = ["Diagram"]
