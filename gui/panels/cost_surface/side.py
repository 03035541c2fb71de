"""What stands beside the map: which parameters it is over, and what is read off."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QScrollArea, QToolButton, QVBoxLayout, QWidget

from engine.nn.network import Network
from engine.nn.notation import Names
from engine.nn.types import Ref
from gui.look import Look
from gui.panels.cost_surface.choice import ParameterChoice
from gui.theme import set_role

__all__ = ["Line", "Side"]

Line = tuple[str, str]
"""A reading and the token of its colour."""

_WIDE = (40, 108)
"""Px at any text size, and so many more at 100 %."""


class Side(QScrollArea):
    """Two lists of parameters and words; it scrolls where there is little height.

    Signals
    -------
    chosen(axis, ref)
        Another parameter is to be the one across (0) or up (1).
    swapped()
        The two are to change places.
    fit_asked()
        The whole path is to be seen.
    """

    chosen = Signal(int, object)
    swapped = Signal()
    fit_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_role(self, "surface")
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.choices = (
            ParameterChoice(self.tr("Parameter across")), ParameterChoice(self.tr("Parameter up")),
        )  # fmt: skip
        self.swap = self._button("⇄", self.tr("Swap the two axes"))
        self.fit = self._button("⤢", self.tr("Show the whole path (Home)"))
        self.reading, self.about = self._label(Qt.TextFormat.RichText), self._label(Qt.TextFormat.PlainText)
        set_role(self.about, "small")
        page = QWidget()
        set_role(page, "page")
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 4, 2)
        column.setSpacing(4)
        self._controls, self._is_bare = self._axes(), False
        for part in (self._controls, self.reading, self.about):
            column.addWidget(part)
        column.addStretch(1)
        self.setWidget(page)
        self._connect()

    @staticmethod
    def _label(shape: Qt.TextFormat) -> QLabel:
        label = QLabel()
        label.setTextFormat(shape)
        label.setWordWrap(True)
        return label

    @staticmethod
    def _button(text: str, name: str) -> QToolButton:
        button = QToolButton()
        button.setText(text)
        button.setToolTip(name)
        button.setAccessibleName(name)
        set_role(button, "quiet")
        return button

    def _axes(self) -> QWidget:
        axes = QWidget()
        grid = QGridLayout(axes)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(2)
        beside = (self.swap, self.fit)
        for row, (sign, choice, button) in enumerate(zip("→↑", self.choices, beside, strict=True)):
            label = QLabel(sign)
            set_role(label, "muted")
            grid.addWidget(label, row, 0)
            grid.addWidget(choice, row, 1, Qt.AlignmentFlag.AlignLeft)
            grid.addWidget(button, row, 2)
        grid.setColumnStretch(1, 1)
        return axes

    def _connect(self) -> None:
        across, up = self.choices
        across.chosen.connect(lambda ref: self.chosen.emit(0, ref))
        up.chosen.connect(lambda ref: self.chosen.emit(1, ref))
        self.swap.clicked.connect(self.swapped)
        self.fit.clicked.connect(self.fit_asked)

    def set_look(self, look: Look) -> None:
        """Draw in another theme or text size."""
        for choice in self.choices:
            choice.set_look(look)
        for button in (self.swap, self.fit):
            button.setStyleSheet(f"padding: {look.px(2)}px {look.px(3)}px;")
        self.setMaximumWidth(_WIDE[0] + look.px(_WIDE[1]))

    def offer(self, net: Network, names: Names, pair: tuple[Ref, Ref] | None) -> None:
        """Offer the parameters of a network, two of which are chosen; nothing where it has no two."""
        self._controls.setVisible(pair is not None and not self._is_bare)
        for choice, ref in zip(self.choices, pair or (), strict=False):
            choice.offer(net, names, ref)

    def fix(self, *, is_fixed: bool) -> None:
        """Keep the two axes as they are, or let others be chosen."""
        for part in (*self.choices, self.swap):
            part.setEnabled(not is_fixed)

    def say(self, lines: list[Line], about: str, look: Look) -> None:
        """Write what is read off, a line each, and what the map is of."""
        text = "<br>".join(
            f'<span style="color: {look.theme.hex(role)}">{escape(words)}</span>' for words, role in lines
        )
        if text != self.reading.text():
            self.reading.setText(text)
        if about != self.about.text():
            self.about.setText(about)

    def hide_controls(self) -> None:
        """Leave out what is only there to be pressed."""
        self._is_bare = True
        self._controls.hide()
