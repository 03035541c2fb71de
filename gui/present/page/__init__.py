"""The audience view as one painted page in units of its own, whatever the screen."""

from gui.present.page.measures import HEIGHT
from gui.present.page.page import Page

__all__ = ["HEIGHT", "Page"]
