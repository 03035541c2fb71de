"""Our own icons, tinted at run time.

The drawings in ``resources/icons`` use ``currentColor`` alone, so one file
serves every theme: the colour is filled in before Qt reads the SVG.
"""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QByteArray, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from gui.theme import Theme
from resources import read_text

__all__ = ["icon", "themed_icon"]

# Enough sizes for 16–32 px at 100, 125, 150 and 200 %: QIcon takes the next larger one.
_SIZES = (16, 20, 24, 30, 32, 36, 40, 48, 64)


@lru_cache(maxsize=256)
def icon(name: str, colour: str, on_colour: str | None = None) -> QIcon:
    """Draw an icon in a colour.

    Parameters
    ----------
    name : str
        A file of ``resources/icons`` without its ending, for example ``"play"``.
    colour : str
        ``#RRGGBB``.
    on_colour : str, optional
        The colour while its button is checked.

    Raises
    ------
    FileNotFoundError
        If there is no such icon.
    """
    result = QIcon()
    _add(result, name, colour, QIcon.State.Off)
    if on_colour is not None:
        _add(result, name, on_colour, QIcon.State.On)
    return result


def themed_icon(name: str, theme: Theme, role: str = "ink") -> QIcon:
    """Draw an icon in a theme's token, and in its surface colour while checked."""
    return icon(name, theme.hex(role), theme.on_fill)


def _add(result: QIcon, name: str, colour: str, state: QIcon.State) -> None:
    """Add one state of an icon in every size."""
    drawing = read_text("icons", f"{name}.svg").replace("currentColor", colour)
    renderer = QSvgRenderer(QByteArray(drawing.encode()))
    for size in _SIZES:
        result.addPixmap(_picture(renderer, size), QIcon.Mode.Normal, state)


def _picture(renderer: QSvgRenderer, size: int) -> QPixmap:
    pixmap = QPixmap(size, size)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    renderer.render(painter)
    painter.end()
    return pixmap
