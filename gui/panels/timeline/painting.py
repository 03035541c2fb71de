"""How the cells of the timeline are drawn."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import groupby

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen

from gui.fonts import ui_font
from gui.look import Look
from gui.panels.timeline.cells import EDGES, SQUEEZE, Cell
from gui.theme import SMALL_PX, blend
from gui.words import phase_name, phase_role

__all__ = ["CellPainter", "Geometry"]

RADIUS = 5.0


@dataclass(frozen=True, slots=True)
class Geometry:
    """Where things stand from top to bottom, in px."""

    scale: float = 1.0
    margin: float = 16.0
    top: float = 4.0

    @property
    def titles(self) -> float:
        """Height of the row of titles."""
        return 20.0 * self.scale

    @property
    def cells(self) -> float:
        """Height of a cell."""
        return 25.0 * self.scale

    @property
    def height(self) -> float:
        """All of it: titles, cells, the ring, the marks under them."""
        return self.top + self.titles + self.cells + 13.0


class CellPainter:
    """Draws titles, cells, the ring around the present one, and marks for what is pointed at."""

    def __init__(self, look: Look) -> None:
        self.look = look
        self.geometry = Geometry(look.scale)
        self.font = ui_font(SMALL_PX * look.scale, QFont.Weight.DemiBold)
        self._metrics = QFontMetricsF(self.font)
        self._widths: dict[str, float] = {}

    def measure(self, text: str) -> float:
        """Return the px that a label takes; labels are few, and come again at every step."""
        width = self._widths.get(text)
        if width is None:
            width = self._widths[text] = self._metrics.horizontalAdvance(text)
        return width

    def paint(self, painter: QPainter, cells: Sequence[Cell], number: int) -> None:
        """Draw everything, with the origin at the top left of the first title."""
        painter.setFont(self.font)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for phase, group in groupby(cells, key=lambda cell: cell.phase):
            self._title(painter, phase, next(group).left)
        for cell in cells:
            self._cell(painter, cell, number)
        for cell in cells:
            if cell.first <= number <= cell.last:
                self._ring(painter, cell)

    def marks(
        self, painter: QPainter, cells: Sequence[Cell], written: Collection[int], read: Collection[int]
    ) -> None:
        """Mark cells that write (a bar) or read (a dot) what is pointed at."""
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._colour("ink"))
        y = self.geometry.titles + self.geometry.cells + 5.0
        for cell in cells:
            x = (cell.left + cell.right) / 2
            if any(cell.first <= n <= cell.last for n in written):
                half = min(cell.width * 0.4, 12.0)
                painter.drawRoundedRect(QRectF(x - half, y, 2 * half, 3.0), 1.5, 1.5)
            elif any(cell.first <= n <= cell.last for n in read):
                painter.drawEllipse(QPointF(x, y + 1.5), 2.2, 2.2)

    def _colour(self, role: str) -> QColor:
        return self.look.theme.colour(role)

    def _box(self, cell: Cell) -> QRectF:
        return QRectF(cell.left, self.geometry.titles, cell.width, self.geometry.cells)

    def _title(self, painter: QPainter, phase: str, left: float) -> None:
        painter.setPen(self._colour(phase_role(phase)))
        painter.drawText(QPointF(left, self._metrics.ascent()), phase_name(phase))

    def _cell(self, painter: QPainter, cell: Cell, number: int) -> None:
        theme, role = self.look.theme, phase_role(cell.phase)
        done, present = cell.last <= number, cell.first <= number <= cell.last
        fill = theme.hex(role) if done else theme.soft(role)
        if cell.outlined:
            fill = theme.surface
        # The present cell is a little smaller, so that its ring stands apart from it.
        inset = 1.5 if present else 0.0
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(fill))
        painter.drawRoundedRect(self._box(cell).adjusted(inset, inset, -inset, -inset), RADIUS, RADIUS)
        if cell.outlined and not present:  # the ring of the present one is outline enough
            self._outline(painter, cell, done)
        if present and not done:
            self._progress(painter, cell, number)
        painter.setPen(QColor(theme.on_fill if done and not cell.outlined else theme.hex(role)))
        self._label(painter, cell, -2.0 if present and not done else 0.0)

    def _outline(self, painter: QPainter, cell: Cell, done: bool) -> None:
        theme, role = self.look.theme, phase_role(cell.phase)
        colour = theme.hex(role) if done else blend(theme.hex(role), theme.surface, 0.3)
        half = 1.0 if done else 0.5
        painter.setPen(QPen(QColor(colour), 2.0 * half))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(self._box(cell).adjusted(half, half, -half, -half), RADIUS, RADIUS)

    def _progress(self, painter: QPainter, cell: Cell, number: int) -> None:
        """Show how far a folded cell is done: a bar along its foot with a knob at the position."""
        share = (number - cell.first + 1) / cell.steps
        box = self._box(cell).adjusted(6.0, 0.0, -6.0, 0.0)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._colour(phase_role(cell.phase)))
        y = box.bottom() - 6.5
        painter.drawRoundedRect(QRectF(box.left(), y, box.width() * share, 3.0), 1.5, 1.5)
        painter.drawEllipse(QPointF(box.left() + box.width() * share, y + 1.5), 3.0, 3.0)

    def has_room(self, cell: Cell) -> bool:
        """Say whether a cell is wide enough for its label."""
        return self.measure(cell.label) * SQUEEZE <= cell.width - EDGES

    def _label(self, painter: QPainter, cell: Cell, dy: float) -> None:
        room, text = cell.width - EDGES, cell.label
        if not self.has_room(cell):  # its place and the tool tip tell what it is
            return
        squeeze = min(1.0, room / max(self.measure(text), 1.0))
        box = self._box(cell)
        painter.save()
        painter.translate(box.center().x(), box.center().y() + dy)
        painter.scale(squeeze, 1.0)
        around = QRectF(-200.0, -box.height() / 2, 400.0, box.height())
        painter.drawText(around, Qt.AlignmentFlag.AlignCenter, text)
        painter.restore()

    def _ring(self, painter: QPainter, cell: Cell) -> None:
        painter.setPen(QPen(self._colour(phase_role(cell.phase)), 2.0))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(self._box(cell).adjusted(-2.0, -2.0, 2.0, 2.0), RADIUS + 2.0, RADIUS + 2.0)
