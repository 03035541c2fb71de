"""The derivative table, typeset: a function, its derivative, another way to write it, and what to know."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from engine.nn.chain import DERIVATIVES, Derivative
from gui.accessible import Listed, Role, Told
from gui.fonts import ui_font
from gui.formula import Typeset, typeset
from gui.look import Look
from gui.theme import SMALL_PX
from gui.translation import QT_TRANSLATE_NOOP

__all__ = ["DerivativeTable", "note_of"]

translate = QCoreApplication.translate
_NOTES = (
    QT_TRANSLATE_NOOP("Derivatives", "a constant"),
    QT_TRANSLATE_NOOP("Derivatives", "n is any number"),
    QT_TRANSLATE_NOOP("Derivatives", "the natural logarithm, for x above 0"),
    QT_TRANSLATE_NOOP("Derivatives", "x in radians"),
    QT_TRANSLATE_NOOP("Derivatives", "a product of two sigmoids"),
    QT_TRANSLATE_NOOP("Derivatives", "1 where x is above 0, 0 below; at the kink 0 is taken"),
)
"""The engine's remarks, listed for translators."""
_PX, _PAD, _GAP, _LEAST, _LEFT = 15.0, 5.0, 18.0, 80.0, 10.0
_HEAD = 24.0
_WRAPPED = int(Qt.TextFlag.TextWordWrap) | int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)


def note_of(row: Derivative) -> str:
    """Say what to know about a row, in the user's language."""
    return translate("Derivatives", row.note) if row.note else ""


@dataclass(frozen=True, slots=True, eq=False)
class _Line:
    """A row as it is drawn: its place, its two formulas, its remark."""

    row: Derivative
    box: QRectF
    function: Typeset
    derivative: Typeset
    note: str


class DerivativeTable(QWidget):
    """A row a function, in the order of the lecture; nothing in it is clicked."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look, self._rows = Look(), tuple(DERIVATIVES)
        self._lines: tuple[_Line, ...] = ()
        self._columns = (0.0, 0.0)
        self.accessible = Listed(
            self, Role.Table, self._tell, lambda: len(self._lines), lambda: None, self._row_at
        )
        self.setAccessibleName(self.tr("Derivative table"))
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setSizePolicy(policy)
        self._lay_out()

    def set_look(self, look: Look) -> None:
        """Wear another theme or text size."""
        self._look = look
        self._lay_out()

    def show_rows(self, rows: Sequence[Derivative]) -> None:
        """Show some of the rows: those that a search finds."""
        if tuple(rows) != self._rows:
            self._rows = tuple(rows)
            self._lay_out()

    @property
    def rows(self) -> tuple[Derivative, ...]:
        """The rows that are shown."""
        return self._rows

    def _lay_out(self) -> None:
        """Put the rows under one another: formulas as wide as the widest, remarks in what is left."""
        px, scale = _PX * self._look.scale, self._look.scale
        pairs = [(_set(row.function.tex, px), _set(_derivative_tex(row), px)) for row in self._rows]
        wide = [max((pair[i].width for pair in pairs), default=0.0) for i in (0, 1)]
        second = _LEFT + max(wide[0] + _GAP * scale, _LEAST * scale)
        self._columns = second, second + wide[1] + _GAP * scale
        room = max(self.width() - self._columns[1], 40.0)
        lines, top = [], _HEAD * scale if self._rows else 0.0
        for row, (function, derivative) in zip(self._rows, pairs, strict=True):
            note = note_of(row)
            high = max(function.height, derivative.height, self._height(note, room)) + 2 * _PAD
            lines.append(_Line(row, QRectF(0.0, top, self.width(), high), function, derivative, note))
            top += high
        self._lines = tuple(lines)
        self.setFixedHeight(round(top + 0.49))
        self.setMinimumWidth(round(self._columns[1] + 60 * scale))
        self.update()

    def _height(self, note: str, room: float) -> float:
        metrics = QFontMetricsF(ui_font(SMALL_PX * self._look.scale))
        return metrics.boundingRect(QRectF(0, 0, room, 1e4), _WRAPPED, note).height() if note else 0.0

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Break the remarks anew in another width."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._lay_out()

    def sizeHint(self) -> QSize:
        """Ask for what the rows need."""
        return QSize(self.minimumWidth(), self.height())

    def _tell(self, number: int) -> Told:
        line = self._lines[number]
        name = self.tr("The derivative of {function}").format(function=line.function.speech)
        return Told(name, Role.ListItem, line.box, value=line.derivative.speech, help=line.note)

    def _row_at(self, point: QPointF) -> int | None:
        return next((i for i, line in enumerate(self._lines) if line.box.contains(point)), None)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the rows, with a line over each."""
        painter, theme = QPainter(self), self._look.theme
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(ui_font(SMALL_PX * self._look.scale))
        for line in self._lines:
            self._formula(painter, line.function, _LEFT, line.box, theme.colour("ink"))
            self._formula(painter, line.derivative, self._columns[0], line.box, theme.colour("delta"))
            painter.setPen(theme.colour("muted"))
            room = line.box.adjusted(self._columns[1], 0, 0, 0)
            painter.drawText(room, _WRAPPED, line.note)
            painter.setPen(theme.colour("line"))
            painter.drawLine(line.box.topLeft(), line.box.topRight())
        self._paint_head(painter)
        painter.end()

    def _paint_head(self, painter: QPainter) -> None:
        """Name the columns."""
        if not self._lines:
            return
        head = QRectF(0.0, 0.0, self.width(), _HEAD * self._look.scale)
        painter.setFont(ui_font(SMALL_PX * self._look.scale, QFont.Weight.DemiBold))
        painter.setPen(self._look.theme.colour("muted"))
        for left, text in ((_LEFT, self.tr("function")), (self._columns[0], self.tr("its derivative"))):
            painter.drawText(head.adjusted(left, 0, 0, 0), _WRAPPED, text)

    @staticmethod
    def _formula(painter: QPainter, formula: Typeset, x: float, box: QRectF, ink: QColor) -> None:
        formula.paint(painter, QPointF(x, box.center().y() - formula.height / 2), (), ink)


def _set(tex: str, px: float) -> Typeset:
    return typeset([(tex, False)], px)


def _derivative_tex(row: Derivative) -> str:
    """Write the derivative, and behind it the other way to write it."""
    return row.derivative.tex if row.also is None else f"{row.derivative.tex} = {row.also.tex}"
