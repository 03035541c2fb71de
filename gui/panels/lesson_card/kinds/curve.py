"""A cost curve is drawn as it is expected, or one of a few shapes is chosen."""

from __future__ import annotations

from typing import cast

from PySide6.QtCore import QObject, QSize, Qt
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QLabel,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from engine.lessons.lesson import Ask
from gui.look import Look
from gui.panels.lesson_card.flow import FlowLayout
from gui.panels.lesson_card.kinds.answering import Answering, Points
from gui.panels.lesson_card.kinds.shapes import SHAPES
from gui.panels.lesson_card.kinds.sketch import Sketch, picture
from gui.theme import set_role

__all__ = ["CurveAnswer"]

_TILE = QSize(58, 34)
_HIGHEST = 2.2
"""J of the highest shape, as a multiple of where it began."""


class CurveAnswer(Answering):
    """Small pictures of shapes, one of which is chosen; what was drawn on the curve stands beside them.

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
        self._is_open, self._span = True, (0.0, 1.0)
        self._start = 1.0
        self._true: Points = ()
        self._given: Points | None = None
        self._group = QButtonGroup(self)
        way = QLabel(self.tr("Draw it into the cost curve, or choose a shape:"))
        way.setWordWrap(True)
        set_role(way, "muted")
        self.sketch = Sketch()
        self.sketch.hide()
        tiles = QWidget()
        flow = FlowLayout(tiles, 4)
        for number, shape in enumerate(SHAPES):
            flow.addWidget(self._tile(number, shape.name))
        self._told = QLabel()
        self._told.setWordWrap(True)
        self._told.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(way)
        column.addWidget(tiles)
        column.addWidget(self._told)
        column.addWidget(self.sketch)

    def _tile(self, number: int, name: str) -> QToolButton:
        tile = QToolButton()
        tile.setCheckable(True)
        tile.setAccessibleName(name)
        tile.setToolTip(name)
        tile.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        set_role(tile, "chip")
        self._group.addButton(tile, number)
        tile.clicked.connect(self._on_tile_clicked)
        self.keep_enter(tile)
        return tile

    @property
    def answer(self) -> Points | None:
        """Updates and J, from the first update on."""
        return self._given

    def missing(self) -> str:
        """Ask for a curve."""
        return self.tr("Draw a curve or choose a shape first.") if self._given is None else ""

    def put(self, answer: object) -> None:
        """Show a curve that was given."""
        if isinstance(answer, tuple) and answer:
            self._given = answer
            self._tell(self.tr("Your curve:"))

    def offer(self, answer: object) -> bool:
        """Take what was drawn."""
        if not isinstance(answer, tuple) or not answer or not self._is_open:
            return False
        self._unchoose()
        self.put(answer)
        self.changed.emit()
        return True

    def begin_at(self, true: Points, known: int) -> None:
        """Hear which updates the curve is to tell, and of how many J is known already."""
        first = max(known - 1, 0)
        self._span, self._start = (true[first][0], true[-1][0]), true[first][1]

    def reveal(self, right: object) -> None:
        """Draw what the engine ran beside what was drawn."""
        self._true = cast("Points", right) if isinstance(right, tuple) else ()
        if self._given is None:
            self._given, self._true = self._true, ()
            self._tell(self.tr("The curve of the engine:"))
        else:
            self._tell(self.tr("Your curve, dashed, and that of the engine:"))

    def set_look(self, look: Look) -> None:
        """Draw the shapes anew."""
        self._look = look
        for number, tile in enumerate(self._tiles):
            tile.setIcon(QIcon(picture(SHAPES[number].points(0.0, 1.0, 1.0), look, _TILE, _HIGHEST)))
            tile.setIconSize(_TILE * look.scale)
        self.sketch.set_look(look)

    def set_open(self, is_open: bool) -> None:
        """Keep the curves in their colours, but take no other."""
        self._is_open = is_open
        for tile in self._tiles:
            tile.setEnabled(is_open)

    def first(self) -> QWidget:
        """Go to the first shape."""
        return self._group.checkedButton() or self._tiles[0]

    def on_enter(self, watched: QObject) -> None:
        """Choose what the keyboard is on where nothing is chosen; else check."""
        if self._given is None and isinstance(watched, QAbstractButton):
            watched.click()
        else:
            self.entered.emit()

    @property
    def _tiles(self) -> list[QAbstractButton]:
        return self._group.buttons()

    def _on_tile_clicked(self) -> None:
        shape = SHAPES[self._group.checkedId()]
        self._given = shape.points(*self._span, self._start)
        self._tell(f"{shape.name[:1].upper()}{shape.name[1:]}")
        self.changed.emit()

    def _unchoose(self) -> None:
        self._group.setExclusive(False)
        for tile in self._tiles:
            tile.setChecked(False)
        self._group.setExclusive(True)

    def _tell(self, words: str) -> None:
        self._told.setText(words)
        self._told.show()
        self._sketch()

    def _sketch(self) -> None:
        if self._given is not None:
            self.sketch.show_curves((self._given, self._true))
            both = (
                self.tr("Your curve, dashed, and that of the engine") if self._true else self.tr("Your curve")
            )
            self.sketch.setAccessibleName(both)
            self.sketch.show()
