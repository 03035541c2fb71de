"""What stands beside the plot: tools, what a new point is, the axes, and what is read off."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QScrollArea, QToolButton, QVBoxLayout, QWidget

from gui.look import Look
from gui.panels.network_map.choice import InputChoice
from gui.panels.network_map.tools import ClassChips, LabelField, Toolbox
from gui.theme import SMALL_PX, set_role

__all__ = ["Side"]

_WIDE, _TIGHT, _BARE = (122, 66), (68, 76), (30, 80)
"""Px at any text size, and so many more at 100 %; where the plot needs the room; and there for words only."""
_EDGE, _GAP = 14, 2
"""Px at the right that a scroll bar may take, and between the parts of a row."""


class Side(QScrollArea):
    """Tools and words; it scrolls where there is little height.

    Attributes
    ----------
    wide : int
        Px of width that it likes to have.
    least : int
        Px of width that it needs: less where it is tight.

    Signals
    -------
    turned(across, up)
        Other inputs are to be the axes.
    wrong_asked(way)
        The next sample in a wrong class (1), or the one before (−1).
    """

    turned = Signal(int, int)
    wrong_asked = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_role(self, "surface")
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.tools, self.chips, self.field = Toolbox(), ClassChips(), LabelField()
        self.hint, self.reading, self.about = (self._label(role) for role in ("small", "", "small"))
        self.reading.setToolTip(
            self.tr("Filled: training. Hollow: test. Dark edge: in a wrong class. Ring: the sample in hand.")
        )
        self.wide = self.least = sum(_WIDE)
        self._is_bare = False
        page = QWidget()
        set_role(page, "page")
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 4, 2)
        column.setSpacing(4)
        self._controls = QWidget()
        upper = QVBoxLayout(self._controls)
        upper.setContentsMargins(0, 0, 0, 0)
        upper.setSpacing(4)
        for part in (self.tools, self._steps()):
            upper.addWidget(part)
        parts = self._controls, self.chips, self.field, self.reading, self.hint, self._axes(), self.about
        for part in parts:
            column.addWidget(part)
        column.addStretch(1)
        self.setWidget(page)

    @staticmethod
    def _label(role: str) -> QLabel:
        label = QLabel()
        label.setTextFormat(Qt.TextFormat.PlainText)  # names come with the data
        label.setWordWrap(True)
        if role:
            set_role(label, role)
        return label

    def _axes(self) -> QWidget:
        """Make the two lists of inputs."""
        self._axes_row = QWidget()
        row = QHBoxLayout(self._axes_row)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(_GAP)
        self.across, self.up = InputChoice(self.tr("Input across")), InputChoice(self.tr("Input up"))
        self._times = QLabel("×")
        for part in (self.across, self._times, self.up):
            row.addWidget(part)
        row.addStretch(1)
        self.across.chosen.connect(self._on_axes_chosen)
        self.up.chosen.connect(self._on_axes_chosen)
        return self._axes_row

    def _steps(self) -> QWidget:
        """Make the buttons that go through the samples in a wrong class."""
        self._wrong = QWidget()
        row = QHBoxLayout(self._wrong)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(_GAP)
        self.back, self.on = QToolButton(), QToolButton()
        names = (self.tr("Previous sample in a wrong class"), self.tr("Next sample in a wrong class"))
        for button, name, text in zip((self.back, self.on), names, "←→", strict=True):
            button.setText(text)
            button.setAccessibleName(name)
            button.setToolTip(name)
            set_role(button, "quiet")
        self.back.clicked.connect(self._on_back_clicked)
        self.on.clicked.connect(self._on_on_clicked)
        for part in (self.back, QLabel(self.tr("wrong")), self.on):
            row.addWidget(part)
        row.addStretch(1)
        return self._wrong

    def set_look(self, look: Look) -> None:
        """Take the size of the text."""
        self.wide = _WIDE[0] + look.px(_WIDE[1])
        small = f"padding: {look.px(2)}px {look.px(3)}px; font-size: {look.px(SMALL_PX)}px;"
        for button in (self.back, self.on):
            button.setStyleSheet(small)
        for choice in (self.across, self.up):
            choice.set_look(look)

    def make_tight(self, *, tight: bool, look: Look) -> None:
        """Give room to the plot, or take it back."""
        least = _BARE if self._is_bare else _TIGHT
        self.least = least[0] + look.px(least[1]) if tight else self.wide
        self.tools.arrange(look)

    def show_kind(self, *, tools: bool, wrong: bool) -> None:
        """Show what belongs to a plot with points, or to the picture of a sample."""
        self.tools.show_tools(tools)
        self._wrong.setVisible(wrong)

    def offer_axes(self, inputs: Sequence[tuple[str, str]], columns: tuple[int, ...]) -> None:
        """Offer the inputs for the axes, symbol and name of each; nothing where there is no choice."""
        self._axes_row.setVisible(bool(inputs))
        room = (self.minimumWidth() - _EDGE - self._times.sizeHint().width() - 2 * _GAP) // 2
        for choice, column in zip((self.across, self.up), columns if inputs else (), strict=False):
            choice.offer(inputs, column, room)

    def offer_label(
        self, names: Sequence[str], colours: Sequence[str], chosen: float | None, look: Look
    ) -> None:
        """Name the classes, and offer that of a new point.

        Labels that are numbers have no names: then there is a field for that of a new point. Where
        `chosen` is None, nothing is offered.
        """
        chosen = None if self._is_bare else chosen
        self.chips.setVisible(bool(names))
        if names:
            number = None if chosen is None else int(chosen)
            self.chips.offer(names, colours, number, look, self.minimumWidth() - _EDGE)
        self.field.setVisible(chosen is not None and not names)
        if chosen is not None:
            self.field.show_number(chosen, look.point)

    def show_hint(self, *, on: bool) -> None:
        """Show what a click does, or what is wrong."""
        self.hint.setVisible(on and not self._is_bare)

    def say(self, parts: Sequence[str]) -> None:
        """Show what is read off, a part a line."""
        text = "\n".join(parts)
        if text != self.reading.text():
            self.reading.setText(text)

    def tell(self, text: str) -> None:
        """Say what the axes are."""
        self.about.setText(text)
        self.about.setVisible(bool(text))

    def hide_controls(self) -> None:
        """Leave only words: nothing is there to be pressed."""
        self._is_bare = True
        for part in (self._controls, self.across, self.up, self._times):
            part.hide()

    def _on_back_clicked(self) -> None:
        self.wrong_asked.emit(-1)

    def _on_on_clicked(self) -> None:
        self.wrong_asked.emit(1)

    def _on_axes_chosen(self) -> None:
        self.turned.emit(self.across.number, self.up.number)
