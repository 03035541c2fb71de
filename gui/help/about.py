"""What this program is, and whose work it is built on."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import QCoreApplication

from engine import __version__

__all__ = ["about_html"]

translate = QCoreApplication.translate


def about_html() -> str:
    """Say what the program is and whose work it is built on, in rich text."""
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
