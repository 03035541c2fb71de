"""A direction is drawn on the surface, or typed in degrees; a small compass shows it."""

from __future__ import annotations

import math

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from engine.lessons.lesson import Ask
from engine.session.typed import NumberError, parse_number
from gui.hands.whole_field import WholeField
from gui.look import Look
from gui.panels.lesson_card.kinds.answering import Answering
from gui.theme import set_role

__all__ = ["ArrowAnswer", "Compass"]

_SIZE, _FIELD = 56, 84
_TURN = 360.0
_HEAD = math.radians(150)


class Compass(QWidget):
    """A circle with an arrow in it: 0° points right, 90° up."""

    def __init__(self) -> None:
        super().__init__()
        self._look = Look()
        self._degrees: float | None = None
        self.set_look(Look())

    def set_look(self, look: Look) -> None:
        """Wear another look."""
        self._look = look
        self.setFixedSize(look.px(_SIZE), look.px(_SIZE))
        self.update()

    def turn(self, degrees: float | None) -> None:
        """Show a direction, or none."""
        self._degrees = degrees
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw circle and arrow."""
        theme = self._look.theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        middle, reach = QRectF(self.rect()).center(), self.width() / 2 - 3
        painter.setPen(QPen(theme.colour("line"), 1.0))
        painter.drawEllipse(middle, reach, reach)
        painter.drawLine(middle - QPointF(reach, 0), middle + QPointF(reach, 0))
        painter.drawLine(middle - QPointF(0, reach), middle + QPointF(0, reach))
        if self._degrees is not None:
            painter.setPen(QPen(theme.colour("update"), 2.5))
            angle = math.radians(self._degrees)
            tip = middle + _way(angle, reach)
            painter.drawLine(middle, tip)
            for side in (angle + _HEAD, angle - _HEAD):
                painter.drawLine(tip, tip + _way(side, reach / 3))
        painter.end()


def _way(angle: float, length: float) -> QPointF:
    return QPointF(math.cos(angle) * length, -math.sin(angle) * length)


class ArrowAnswer(Answering):
    """Shows the direction that was drawn; the field is the way without a mouse.

    Parameters
    ----------
    ask : Ask
    order : tuple of int
        Of no use here.
    """

    def __init__(self, ask: Ask, order: tuple[int, ...] = ()) -> None:
        super().__init__()
        del ask, order
        self._look = Look()
        self.field, self.compass = WholeField(), Compass()
        self.field.setAccessibleName(self.tr("Direction in degrees: 0 right, 90 up"))
        self.field.setPlaceholderText("?")
        way = QLabel(self.tr("Draw an arrow on the surface, or type its direction: 0° is right, 90° is up."))
        way.setWordWrap(True)
        set_role(way, "muted")
        row = QHBoxLayout()
        row.addWidget(self.field)
        row.addWidget(QLabel("°"))
        row.addWidget(self.compass)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(way)
        column.addLayout(row)
        self.field.textChanged.connect(self._on_field_changed)
        self.keep_enter(self.field)

    @property
    def answer(self) -> float | None:
        """Degrees, from 0 to 360."""
        try:
            return parse_number(self.field.text().replace("°", "")) % _TURN
        except NumberError:
            return None

    def missing(self) -> str:
        """Ask for a direction."""
        return "" if self.answer is not None else self.tr("Draw an arrow or type its degrees first.")

    def put(self, answer: object) -> None:
        """Show a direction."""
        if isinstance(answer, int | float):
            self.field.setText(
                self._look.pointed(f"{answer % _TURN:.1f}").removesuffix(f"{self._look.point}0")
            )

    def offer(self, answer: object) -> bool:
        """Take what was drawn."""
        if not isinstance(answer, int | float) or not math.isfinite(answer) or self.field.isReadOnly():
            return False
        self.put(answer)
        return True

    def set_look(self, look: Look) -> None:
        """Wear another look."""
        self._look = look
        self.compass.set_look(look)
        self.field.setMaximumWidth(look.px(_FIELD))

    def set_open(self, is_open: bool) -> None:
        """Keep the direction readable, but not to be changed."""
        self.field.setReadOnly(not is_open)

    def first(self) -> QWidget:
        """Go to the field."""
        return self.field

    def _on_field_changed(self) -> None:
        self.compass.turn(self.answer)
        self.changed.emit()
