"""What can be taken out of the window: pictures as PNG, SVG or PDF, formulas, numbers and code as text."""

from gui.export.desk import PictureDesk

__all__ = ["PictureDesk"]
