"""The card that a plot lies in: it asks for pyqtgraph only once the window has been painted."""

from __future__ import annotations

from abc import abstractmethod
from typing import TYPE_CHECKING, Generic, TypeVar

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QLabel, QStackedLayout, QVBoxLayout, QWidget

from gui.look import Look
from gui.panel import SurfacePanel
from gui.theme import set_role

if TYPE_CHECKING:
    from gui.plotting.view import PlotView

__all__ = ["PlotCard"]

P = TypeVar("P", bound="PlotView")


class PlotCard(SurfacePanel, Generic[P]):
    """A panel with a plot, or a sentence where there is nothing to plot.

    Attributes
    ----------
    column : QVBoxLayout
        Holds the plot; a card puts its words above it.
    empty : QLabel
        The sentence.
    plot : PlotView or None
        None until the card has been painted: pyqtgraph takes 200 ms to import.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.look = Look()
        self.plot: P | None = None
        self._asked_for_plot = False
        self._room = QStackedLayout()
        self.empty = QLabel()
        set_role(self.empty, "muted")
        self.empty.setWordWrap(True)
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(14, 8, 8, 4)
        self.column.setSpacing(4)
        self.column.addLayout(self._room, 1)
        self._room.addWidget(self.empty)  # it is shown at once: without the card it would be a window
        self.setMinimumSize(240, 120)

    @abstractmethod
    def new_plot(self) -> P:
        """Import pyqtgraph and make the plot."""

    @abstractmethod
    def draw(self) -> None:
        """Show what there is in the plot, where there is a plot."""

    def make_plot(self) -> None:
        """Put the plot in its place; nothing where that has been done."""
        if self.plot is None:
            self.plot = self.new_plot()
            self.plot.setMinimumHeight(1)  # in a low card the plot gives way to the words, not they to it
            self._room.addWidget(self.plot)
            self.plot.set_look(self.look)
            self.draw()

    def say(self, sentence: str) -> None:
        """Show a sentence in place of the plot; the plot where it is empty."""
        self.empty.setText(sentence)
        if self.plot is None:
            return
        if sentence:
            self.plot.hide()  # at once, so that the keyboard goes on by Tab's order, not to the sentence
        self._room.setCurrentWidget(self.empty if sentence else self.plot)

    def set_look(self, look: Look) -> None:
        """Draw in another theme or text size."""
        self.look = look
        if self.plot is not None:
            self.plot.set_look(look)

    def paintEvent(self, event: QPaintEvent) -> None:
        """After the first paint, ask for the plot, where nobody made it before.

        What is asked for later holds the card until then, and for good where it is deleted before.
        """
        super().paintEvent(event)
        if not self._asked_for_plot and self.plot is None:
            self._asked_for_plot = True
            QTimer.singleShot(0, self, self.make_plot)
