"""How console and strip are made to wear the user's look, whatever the rest of the program wears."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from gui.look import Look
from gui.theme import palette, style_sheet

__all__ = ["dress"]


def dress(widget: QWidget, look: Look, more: str = "") -> None:
    """Dress a window, or a part of one, in a look.

    Parameters
    ----------
    widget : QWidget
    look : Look
    more : str
        Rules of its own, after those of the style sheet.
    """
    theme = look.theme
    # The program's own sheet hands its colour of text on; a rule is stronger than a palette.
    rules = f"{style_sheet(theme, look.scale)}\nQWidget {{ color: {theme.ink}; }}\n{more}"
    widget.setPalette(palette(theme))
    if widget.styleSheet() != rules:
        widget.setStyleSheet(rules)
