"""The welcome card: the first thing that a newcomer reads."""

from gui.panels.welcome.card import Welcome
from gui.panels.welcome.hints import Hint, hint_of

__all__ = ["Hint", "Welcome", "hint_of"]
