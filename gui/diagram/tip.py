"""Shows the card as a tool tip beside what it describes."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QLabel, QToolTip, QWidget

from gui.diagram.card_place import described, obstacles, place_card
from gui.diagram.geometry import Box
from gui.diagram.hit import Hit
from gui.diagram.picture import Picture

_OFFSET = QPoint(2, 16)
"""How far from the place it is given Qt puts a tool tip: clear of an arrow pointer."""
_FRAME = (14, 10)
"""Room around the text of a tool tip, px."""


def show_beside(
    widget: QWidget, card: str, hit: Hit, picture: Picture, at: QPoint, others: Sequence[Box] = ()
) -> None:
    """Show a card.

    Parameters
    ----------
    widget : QWidget
        What the picture is painted on.
    card : str
        Rich text.
    hit : Hit
        What it describes.
    picture : Picture
    at : QPoint
        Where the pointer is, in the widget.
    others : sequence of Box
        What else it had better not cover.
    """
    screen = widget.screen().availableGeometry()
    corner = widget.mapFromGlobal(screen.topLeft())
    view = Box(corner.x(), corner.y(), screen.width() - 8, screen.height() - 8)
    keep = described(hit, picture, (at.x(), at.y()))
    x, y = place_card(keep, _size_of(card), view, [*obstacles(picture), *others])
    QToolTip.showText(widget.mapToGlobal(QPoint(round(x), round(y))) - _OFFSET, card, widget)


def _size_of(card: str) -> tuple[float, float]:
    """Return about how large a tool tip gets."""
    sized = QLabel(card)
    sized.setFont(QToolTip.font())
    hint = sized.sizeHint()
    return hint.width() + _FRAME[0], hint.height() + _FRAME[1]
