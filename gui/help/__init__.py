"""Help: the search over everything, and one window with the keys and the glossary."""

from gui.help.desk import HelpDesk

__all__ = ["HelpDesk"]
