"""The two cards of the Help menu: the keys, and what this program is."""

from __future__ import annotations

from html import escape
from itertools import zip_longest

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QMessageBox, QWidget

from engine import __version__
from gui.commands import COMMANDS, key_text, text_of

translate = QCoreApplication.translate


def keys_html() -> str:
    """Return every command that has a key, with its keys, as a table in rich text: two a row."""
    rows = [
        *((text_of(command), ", ".join(map(key_text, command.keys))) for command in COMMANDS if command.keys),
        (translate("Help", "Go on to the next part, and back"), "Tab, Shift+Tab"),
        (translate("Help", "Move in the diagram, the timeline and the formulas"), "← ↑ → ↓"),
        (translate("Help", "Press the button, or pick what is pointed at"), "Enter"),
        (translate("Help", "Pick nothing"), "Esc"),
    ]
    cells = [f"<td>{escape(what)}</td><td><b>{escape(keys)}</b></td>" for what, keys in rows]
    half = (len(cells) + 1) // 2
    lines = zip_longest(cells[:half], cells[half:], fillvalue="")
    table = "".join(f"<tr>{left}<td width='24'></td>{right}</tr>" for left, right in lines)
    return f"<table cellpadding='3'>{table}</table>"


def about_html() -> str:
    """Say what the program is and whose work it is built on."""
    what = translate(
        "Help",
        "See, touch and predict back-propagation. Nothing on screen that the engine did not compute.",
    )
    licence = translate(
        "Help",
        "Free under the MIT licence. Built with Qt (LGPL), NumPy, pyqtgraph, mathra, Inter and DejaVu; "
        "their licences come with the program in NOTICE.",
    )
    return f"<h3>Upstream {__version__}</h3><p>{escape(what)}</p><p>{escape(licence)}</p>"


def show_card(parent: QWidget, title: str, html: str) -> QMessageBox:
    """Open a card over the window; Escape or the button closes it."""
    card = QMessageBox(QMessageBox.Icon.NoIcon, title, html, QMessageBox.StandardButton.Close, parent)
    card.open()
    return card
