"""The view "Why did this weight move?": the story of the selected weight or bias, as far as it is known."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from engine.nn.types import Ref
from engine.session.actions import Select
from engine.session.frame import Frame
from engine.session.slice import parameter_of
from gui.look import Look
from gui.panel import SurfacePanel
from gui.panels.weight_story.rows import Row, content_of
from gui.panels.weight_story.waterfall import Waterfall
from gui.theme import set_role

__all__ = ["WeightStory"]


class WeightStory(SurfacePanel):
    """The correction of the selected weight as a product, with its smallest factor named."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._frame: Frame | None = None
        self._look = Look()
        self._opened: frozenset[Ref] = frozenset()
        self._told: object = None
        self.waterfall = Waterfall()
        self.waterfall.pointed.connect(self.pointed)
        self.waterfall.pressed.connect(self._on_row_pressed)
        page = QWidget()
        set_role(page, "page")
        inside = QVBoxLayout(page)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addWidget(self.waterfall)
        inside.addStretch(1)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setWidget(page)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._scroll)
        self.setMinimumSize(240, 120)

    def sizeHint(self) -> QSize:
        """Return the size beside the curve."""
        return QSize(400, 190)

    def show_frame(self, frame: Frame) -> None:
        """Tell the story of this moment; of another weight, from its top and with all sums folded."""
        self._frame = frame
        subject = (parameter_of(frame.selected), frame.network.sizes)
        if subject != self._told:
            self._told, self._opened = subject, frozenset()
            self._scroll.verticalScrollBar().setValue(0)
        self._show()

    def light(self, refs: frozenset[Ref]) -> None:
        """Light up the rows that stand for what is pointed at."""
        self.waterfall.light(refs)

    def set_look(self, look: Look) -> None:
        """Wear another look."""
        self._look = look
        self.waterfall.set_look(look)
        self._show()

    def _show(self) -> None:
        if self._frame is not None:
            self.waterfall.show_content(content_of(self._frame, self._opened, self._look))

    def _on_row_pressed(self, row: Row) -> None:
        """Open or close a sum; go on to the story of a weight downstream."""
        if row.sum is not None:
            self._opened ^= {row.sum}
            self._show()
        elif row.weight is not None:
            self.dispatched.emit(Select(row.weight))

    # A picture of it

    @property
    def picture_name(self) -> str:
        """What a picture of it is called."""
        return self.tr("Why did this weight move?")

    def twin(self, frame: Frame, look: Look) -> WeightStory:
        """Make another panel that shows the same of a moment."""
        twin = WeightStory()
        twin.set_look(look)
        twin.show_frame(frame)
        twin._opened = self._opened
        twin._show()
        return twin
