"""What the lecturer sees: a window on the laptop's display, or a strip where there is one display only."""

from gui.present.console.strip import Strip
from gui.present.console.window import ConsoleWindow

__all__ = ["ConsoleWindow", "Strip"]
