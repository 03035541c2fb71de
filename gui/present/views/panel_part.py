"""A view of the lesson, under its title."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QCoreApplication, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QFont, QPainter, QPicture

from engine.nn.types import Ref
from engine.session.frame import Frame
from gui.fonts import ui_font
from gui.look import Look
from gui.present.views.part import LARGE
from gui.present.views.portraits import Portraits
from gui.present.views.reading import read
from gui.views import VIEWS

__all__ = ["PanelPart"]

_SCALE, _NARROW_SCALE = 1.3, 1.1
"""How much larger than on a desk: then text is 15 units, numbers of plots too; in a narrow box 13."""
_NARROW, _WIDE, _LOW = 340.0, 600.0, 200.0
_TABLES = frozenset({"samples", "data"})
_ASPECT = 0.75
_LEAST = QSize(240, 120)
_PAD = 8.0
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_TITLED = frozenset(VIEWS) - {"slice"}
"""The others write their titles themselves."""


class PanelPart:
    """Paints a panel.

    Parameters
    ----------
    portraits : Portraits
    view : str
        See `Portraits.picture`.
    frame : Frame
    lit : frozenset of Ref
    look : Look
    """

    is_flexible = True

    def __init__(
        self, portraits: Portraits, view: str, frame: Frame, lit: frozenset[Ref], look: Look
    ) -> None:
        self._portraits, self._view, self._frame, self._lit, self._look = portraits, view, frame, lit, look

    def natural(self, width: float) -> float:
        """Return a height in which plots are well seen."""
        return _ASPECT * width

    def paint(self, painter: QPainter, box: QRectF) -> None:
        """Paint a card with the title, and the panel under it."""
        theme, below = self._look.theme, self._below(box)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("surface"))
        painter.drawRoundedRect(box, _PAD, _PAD)
        painter.setClipRect(box, Qt.ClipOperation.IntersectClip)
        if self._title:
            place = box.adjusted(_PAD, 0.0, -_PAD, 0.0)
            place.setHeight(self._title_high)
            painter.setFont(ui_font(LARGE, QFont.Weight.DemiBold))
            painter.setPen(theme.colour("ink"))
            painter.drawText(place, _LEFT, self._title)
        painter.drawPicture(below.topLeft(), self._picture(below))
        painter.restore()

    def texts(self, box: QRectF) -> tuple[str, ...]:
        """List title, words, and numbers of the axes."""
        below = self._below(box)
        said = read(self._picture(below), QSizeF(_size(below))).texts
        return tuple(filter(None, (self._title, *said)))

    @property
    def _title(self) -> str:
        if self._view not in _TITLED:
            return ""
        return QCoreApplication.translate("Command", VIEWS[self._view].title)

    @property
    def _title_high(self) -> float:
        return LARGE + _PAD if self._title else _PAD / 2

    def _below(self, box: QRectF) -> QRectF:
        return box.adjusted(0.0, self._title_high, 0.0, -_PAD / 2)

    def _picture(self, box: QRectF) -> QPicture:
        is_table = self._view in _TABLES and box.width() < _WIDE
        is_small = box.width() < _NARROW or box.height() < _LOW or is_table
        scale = max(self._look.scale, 1.0) * (_NARROW_SCALE if is_small else _SCALE)
        look = replace(self._look, scale=scale)
        return self._portraits.picture(self._view, self._frame, self._lit, look, _size(box))


def _size(box: QRectF) -> QSize:
    return QSize(round(box.width()), round(box.height())).expandedTo(_LEAST)
