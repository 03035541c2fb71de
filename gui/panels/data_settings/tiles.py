"""The usual data sets as tiles, each with a picture painted from its own rows; the last opens all others."""

from __future__ import annotations

import math
from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QFont,
    QFontMetricsF,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from gui.accessible import Listed, Role, Told, focus_moved, forget
from gui.focus_ring import RingedWidget
from gui.fonts import ui_font
from gui.look import Look
from gui.panels.data_settings.pictures import Pictures
from gui.panels.data_settings.texts import title_of, words_of
from gui.theme import SMALL_PX, blend

__all__ = ["MORE", "Tiles"]

MORE = ""
"""The tile that opens the menu of all data sets."""
_GAP, _PAD, _RADIUS = 6, 5, 8.0
_MOST_COLUMNS = 4
_PICTURE = 40
"""Side of a picture at 100 %, px, where the tile is wide enough."""
_TICK = 7.0
"""Radius of the disc behind the tick at 100 %, px."""
_WAYS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}


class Tiles(RingedWidget):
    """A grid of tiles: one Tab stop, arrows walk, Enter chooses, the one in use has a ring and a tick.

    Parameters
    ----------
    names : sequence of str
        Of the data sets; after them comes `MORE`.

    Signals
    -------
    chosen(name)
        A data set, or `MORE`.
    """

    chosen = Signal(str)

    def __init__(self, names: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.names = (*names, MORE)
        self._look = Look()
        self._present, self._here, self._under = "", 0, -1
        self._pressed: int | None = None
        self._pictures = Pictures()
        self.setMouseTracking(True)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setAccessibleName(self.tr("Data sets"))
        self.accessible = Listed(
            self, Role.List, self._told, lambda: len(self.names), lambda: self._here, self.tile_at
        )

    # What it shows

    def show_present(self, name: str) -> None:
        """Mark the data set in use; empty where it is none that can be chosen here."""
        if name != self._present:
            self._present = name
            if not self.hasFocus():
                self._here = max(self.present_tile, 0)
            forget(self)
            self.update()

    @property
    def present_tile(self) -> int:
        """Number of the tile in use: the last one stands for what has none of its own; −1 where none is."""
        if not self._present:
            return -1
        return self.names.index(self._present if self._present in self.names else MORE)

    def set_look(self, look: Look) -> None:
        """Draw in another theme or text size."""
        self._pictures.set_theme(look.theme)
        self._look = look
        self.updateGeometry()
        self.update()

    def title(self, number: int) -> str:
        """Return what stands in a tile."""
        name = self.names[number]
        return title_of(name) if name else self.tr("More…")

    def _about(self, number: int) -> str:
        """Say in a sentence what a tile is about."""
        name = self.names[number]
        if name:
            return words_of(name)
        if number == self.present_tile:
            return self.tr("All data sets. In use: {name}.").format(name=title_of(self._present))
        return self.tr("All data sets.")

    def _told(self, number: int) -> Told:
        return Told(
            self.title(number),
            Role.ListItem,
            self.box(number),
            value=self.tr("in use") if number == self.present_tile else "",
            help=self._about(number),
            selected=number == self.present_tile,
        )

    # Where things are

    def _columns(self, width: int) -> int:
        """Return how many tiles stand side by side: four, or fewer where the names would not fit."""
        return min(max(int((width + _GAP) / (self._widest + _GAP)), 1), _MOST_COLUMNS)

    @property
    def _widest(self) -> float:
        """Return the px of the longest name, the one in use being bold, with the border."""
        metrics = QFontMetricsF(self._font(bold=True))
        return max(metrics.horizontalAdvance(self.title(n)) for n in range(len(self.names))) + 2

    def _size(self, width: int) -> tuple[float, float, float]:
        """Return width and height of a tile, and the side of its picture, where all have so many px."""
        columns = self._columns(width)
        wide = (width - (columns - 1) * _GAP) / columns
        picture = min(wide - 2 * _PAD, float(self._look.px(_PICTURE)))
        return wide, picture + 2 * _PAD + QFontMetricsF(self._font()).height(), picture

    def box(self, number: int) -> QRectF:
        """Return where a tile is."""
        row, column = divmod(number, self._columns(self.width()))
        width, height, _ = self._size(self.width())
        return QRectF(column * (width + _GAP), row * (height + _GAP), width, height)

    def tile_at(self, point: QPointF) -> int | None:
        """Return the tile at a point."""
        return next((n for n in range(len(self.names)) if self.box(n).contains(point)), None)

    def heightForWidth(self, width: int) -> int:
        """Return the px that the tiles need below one another."""
        rows = -(-len(self.names) // self._columns(width))
        return math.ceil(rows * (self._size(width)[1] + _GAP) - _GAP) + 1

    def sizeHint(self) -> QSize:
        """Wish for four tiles in a row."""
        width = math.ceil(_MOST_COLUMNS * (self._widest + _GAP))
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """Leave room for the longest name."""
        return QSize(math.ceil(self._widest), 1)

    def _font(self, *, bold: bool = False) -> QFont:
        weight = QFont.Weight.DemiBold if bold else QFont.Weight.Normal
        return ui_font(SMALL_PX * self._look.scale, weight)

    # Painting

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the tiles."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for number in range(len(self.names)):
            self._paint_tile(painter, number)
        if self._is_ringed:
            box = self.box(self._here).adjusted(3.0, 3.0, -3.0, -3.0)
            self.paint_ring(painter, self._look.theme, box, _RADIUS - 3.0)
        painter.end()

    def _paint_tile(self, painter: QPainter, number: int) -> None:
        theme, box, is_present = self._look.theme, self.box(number), number == self.present_tile
        side = self._size(self.width())[2]
        edge = 1.0 if is_present else 0.5
        painter.setPen(QPen(theme.colour("ink" if is_present else "line"), 2 * edge))
        painter.setBrush(theme.colour("surface"))
        if number == self._under:
            painter.setBrush(QPen(blend(theme.ink, theme.surface, 0.06)).color())
        painter.drawRoundedRect(box.adjusted(edge, edge, -edge, -edge), _RADIUS, _RADIUS)
        place = QRectF(box.center().x() - side / 2, box.top() + _PAD, side, side)
        painter.drawPixmap(
            place.topLeft(), self._pictures.picture(self._shown(number), side, self.devicePixelRatioF())
        )
        painter.setFont(self._font(bold=is_present))
        painter.setPen(theme.colour("ink" if is_present else "muted"))
        under = QRectF(box.left(), place.bottom(), box.width(), box.bottom() - place.bottom() - 2)
        painter.drawText(under, Qt.AlignmentFlag.AlignCenter, self.title(number))
        if is_present:
            self._paint_tick(painter, box)

    def _shown(self, number: int) -> str:
        """Return the data set whose picture a tile has; the last one has that in use if no other does."""
        if self.names[number] == MORE and number == self.present_tile:
            return self._present
        return self.names[number]

    def _paint_tick(self, painter: QPainter, box: QRectF) -> None:
        theme, radius = self._look.theme, _TICK * self._look.scale
        centre = box.topRight() + QPointF(-radius, radius)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("ink"))
        painter.drawEllipse(centre, radius, radius)
        painter.setPen(QPen(theme.colour("surface"), 0.25 * radius))
        corners = ((-0.45, 0.0), (-0.1, 0.35), (0.45, -0.35))
        painter.drawPolyline([centre + QPointF(x * radius, y * radius) for x, y in corners])

    # Mouse and keyboard

    def event(self, event: QEvent) -> bool:
        """Say in a tip what a data set is about."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            number = self.tile_at(QPointF(event.pos()))
            if number is not None:
                QToolTip.showText(event.globalPos(), self._about(number), self)
            return True
        return super().event(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Shade what the mouse is on."""
        self._shade(self.tile_at(event.position()))

    def leaveEvent(self, event: QEvent) -> None:
        """Shade nothing."""
        super().leaveEvent(event)
        self._shade(None)

    def _shade(self, number: int | None) -> None:
        under = -1 if number is None else number
        if under != self._under:
            self._under = under
            self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Put the keyboard's place on what is pressed."""
        number = self.tile_at(event.position())
        self._pressed = number if event.button() == Qt.MouseButton.LeftButton else None
        if self._pressed is not None:
            self._go(self._pressed)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Choose what was pressed, unless the mouse has left it."""
        pressed, self._pressed = self._pressed, None
        if pressed is not None and pressed == self.tile_at(event.position()):
            self.chosen.emit(self.names[pressed])

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Begin at the tile in use."""
        super().focusInEvent(event)
        focus_moved(self)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk with arrows, choose with Enter; every other key is the window's."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.chosen.emit(self.names[self._here])
        elif event.key() in _WAYS and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._is_ringed = True
            self._go(self._moved(*_WAYS[Qt.Key(event.key())]))
        else:
            super().keyPressEvent(event)

    def _moved(self, right: int, down: int) -> int:
        """Return the tile so many columns and rows away; the same one at the rim."""
        goal = self._here + right + down * self._columns(self.width())
        return goal if 0 <= goal < len(self.names) else self._here

    def _go(self, number: int) -> None:
        self._here = number
        focus_moved(self)
        self.update()

    @property
    def more_corner(self) -> QPoint:
        """Where the menu of the last tile opens, on the screen."""
        return self.mapToGlobal(self.box(len(self.names) - 1).bottomLeft().toPoint())
