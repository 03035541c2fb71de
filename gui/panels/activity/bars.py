"""Histograms beside one another, a column for each layer: up the activation, to the right its frequency."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QLineF, QPointF, QRectF, QSizeF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QFontMetricsF,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QWidget

from engine.nn.notation import Names
from engine.session.activity import LayerActivity
from gui.accessible import Listed, Role, Told, focus_moved, forget
from gui.focus_ring import RingedWidget
from gui.fonts import ui_font
from gui.look import Look
from gui.panels.activity.words import layer_aloud, titles_of
from gui.plotting.layer_walk import is_kept, walked
from gui.short_number import short
from gui.theme import SMALL_PX

__all__ = ["Histograms"]

_GAP = 4.0
_WIDE = 18
"""Px that a column needs for the number of its layer, at 100 %."""
_LINE = 1.25
"""Height of a line of words, as a multiple of that of the font."""


class Histograms(RingedWidget):
    """Paints a histogram for each layer.

    Signals
    -------
    pointed(layer)
        The pointer or the keyboard is on a layer; 0 on none.
    """

    pointed = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.look = Look()
        self._layers: tuple[LayerActivity | None, ...] = ()
        self._names: Names | None = None
        self._lit: frozenset[int] = frozenset()
        self._over = self._at = 0
        self.accessible = Listed(
            self,
            Role.Chart,
            self._told,
            lambda: len(self._layers),
            lambda: self._at - 1 if self._at else None,
            self._column_at,
        )
        self.setMouseTracking(True)
        self.setMinimumSize(1, 1)

    @property
    def layer(self) -> int:
        """The layer that the pointer is on, else the keyboard; 0 is none."""
        return self._over or self._at

    def show_layers(self, layers: tuple[LayerActivity | None, ...], names: Names) -> None:
        """Show the layers, layer 1 first; None where one is withheld."""
        if len(layers) != len(self._layers):
            self._over = self._at = 0
            forget(self)
        if layers != self._layers or names != self._names:
            self._layers, self._names = layers, names
            self.update()

    def set_lit(self, layers: frozenset[int]) -> None:
        """Light up layers."""
        if layers != self._lit:
            self._lit = layers
            self.update()

    def set_look(self, look: Look) -> None:
        """Draw in another theme or text size."""
        self.look = look
        self.setFont(ui_font(SMALL_PX * look.scale))
        self.update()

    def box_of(self, layer: int) -> QRectF:
        """Return the column of a layer."""
        each = self.width() / max(len(self._layers), 1)
        return QRectF((layer - 1) * each, 0.0, each, float(self.height()))

    def _column_at(self, point: QPointF) -> int | None:
        """Return the number of the column at a point, from 0."""
        columns = range(len(self._layers))
        return next((n for n in columns if self.box_of(n + 1).contains(point)), None)

    def _told(self, column: int) -> Told:
        """Say what a histogram shows."""
        name = "" if self._names is None else titles_of(column + 1, self._names)[0]
        value = layer_aloud(self._layers[column], self.look)
        return Told(name, Role.ListItem, self.box_of(column + 1), value=value)

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint all columns."""
        with QPainter(self) as painter:
            painter.setFont(ui_font(SMALL_PX * self.look.scale))
            for number, layer in enumerate(self._layers, 1):
                self._paint_column(painter, number, layer)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            self.paint_ring(painter, self.look.theme, QRectF(self.rect()).adjusted(1, 1, -1, -1))

    def _paint_column(self, painter: QPainter, number: int, layer: LayerActivity | None) -> None:
        theme, box = self.look.theme, self.box_of(number)
        if number in self._lit or number == self.layer:
            painter.fillRect(box, QColor(theme.soft("forward")))
        inside = box.adjusted(_GAP / 2, 0.0, -_GAP / 2, 0.0) if box.width() > 3 * _GAP else box
        line = QFontMetricsF(painter.font()).height() * _LINE
        if box.width() >= self.look.px(_WIDE):
            self._paint_words(painter, inside, number, layer, line)
            room = inside.adjusted(0.0, 2 * line, 0.0, -line)
        else:
            room = inside
        if layer is None:
            painter.setPen(theme.colour("muted"))
            painter.drawText(room, Qt.AlignmentFlag.AlignCenter, "?")
        elif room.height() > 0:
            self._paint_bars(painter, room, layer)

    def _paint_words(
        self, painter: QPainter, box: QRectF, number: int, layer: LayerActivity | None, line: float
    ) -> None:
        """Write the name of the layer and its largest activation above, the smallest below."""
        theme, metrics = self.look.theme, QFontMetricsF(painter.font())
        if self._names is None:
            return
        top, left = QRectF(box.topLeft(), QSizeF(box.width(), line)), Qt.AlignmentFlag.AlignLeft
        right, under = Qt.AlignmentFlag.AlignRight, top.translated(0.0, line)
        lines = [(top, left, self.title_of(number, self._names, box.width()), "ink")]
        if layer is not None:
            low, high = (short(end, self.look.point) for end in (layer.low, layer.high))
            stuck = len(layer.dead) + len(layer.saturated)
            lines.append((top.translated(0.0, box.height() - line), left, low, "muted"))
            lines.append((under, right, f"{stuck}\u2009⊘" if stuck else "", "negative"))
            both = metrics.horizontalAdvance(high + lines[-1][2])
            lines.append((under, left, high if both <= box.width() else "", "muted"))
        for place, way, text, role in lines:
            if metrics.horizontalAdvance(text) <= box.width():
                painter.setPen(theme.colour(role))
                painter.drawText(place, way, text)

    def title_of(self, layer: int, names: Names, room: float) -> str:
        """Return the longest name of a layer that has room: with its function, without, or its number."""
        metrics, titles = QFontMetricsF(ui_font(SMALL_PX * self.look.scale)), titles_of(layer, names)
        return next((text for text in titles if metrics.horizontalAdvance(text) <= room), str(layer))

    def _paint_bars(self, painter: QPainter, box: QRectF, layer: LayerActivity) -> None:
        theme, counts = self.look.theme, layer.counts
        most, each = max(int(counts.max()), 1), box.height() / len(counts)
        colour = theme.colour("forward")
        for place, count in enumerate(counts.tolist()):
            if count:
                width = max(box.width() * count / most, 1.0)
                bar = QRectF(box.left(), box.bottom() - (place + 1) * each, width, max(each - 1.0, 1.0))
                painter.fillRect(bar, colour)
        painter.setPen(QPen(theme.colour("line"), 1.0))
        painter.drawLine(QLineF(box.topLeft(), box.bottomLeft()))
        if layer.low < 0.0 < layer.high:
            zero = box.bottom() + layer.low / (layer.high - layer.low) * box.height()
            painter.setPen(QPen(theme.colour("faint"), 1.0))
            painter.drawLine(QPointF(box.left(), zero), QPointF(box.right(), zero))

    # Mouse and keyboard

    def _point(self, over: int, at: int) -> None:
        before, self._over, self._at = self.layer, over, at
        if self.layer != before:
            self.update()
            self.pointed.emit(self.layer)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Point at the layer under the pointer."""
        column = self._column_at(event.position())
        self._point(0 if column is None else column + 1, self._at)

    def leaveEvent(self, event: QEvent) -> None:
        """Point at nothing, or at what the keyboard is on."""
        self._point(0, self._at)

    def event(self, event: QEvent) -> bool:
        """Keep the arrow keys from the window."""
        if is_kept(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go from layer to layer."""
        layer = walked(event, self._at, len(self._layers))
        if layer is None:
            super().keyPressEvent(event)
        else:
            self._point(0, layer)
            focus_moved(self)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Point at nothing by keyboard."""
        super().focusOutEvent(event)
        self._point(self._over, 0)
