"""The row of tools, and what a new point is: a class or a number."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QSize, Qt, Signal
from PySide6.QtGui import QAction, QColor, QFontMetricsF, QIcon, QPainter, QPixmap
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QMenu, QToolButton, QWidget

from engine.session.typed import NumberError, parse_number
from gui.fonts import ui_font
from gui.hands.whole_field import WholeField
from gui.icons import icon
from gui.look import Look
from gui.panels.network_map.hand import TOOLS, Tool
from gui.panels.network_map.stamps import Mark, paint_mark
from gui.short_number import short
from gui.theme import SMALL_PX, set_role
from gui.translation import QT_TRANSLATE_NOOP

__all__ = ["ClassChips", "LabelField", "Toolbox"]

_TIPS: dict[Tool, str] = {
    "add": QT_TRANSLATE_NOOP("Toolbox", "Add points"),
    "arrow": QT_TRANSLATE_NOOP("Toolbox", "Take a sample in hand, or move points"),
    "relabel": QT_TRANSLATE_NOOP("Toolbox", "Relabel points"),
    "delete": QT_TRANSLATE_NOOP("Toolbox", "Delete points"),
}
_ICONS: dict[Tool, str] = {
    "add": "data-add",
    "arrow": "data-point",
    "relabel": "data-relabel",
    "delete": "data-delete",
}
_ICON = 16
_LARGE_TEXT = 1.3
"""From this text size on the tools take two rows, and each class one of its own."""
_BESIDE_NAME, _GAP = 38, 2
"""Px that a chip has besides the name of its class, at 100 %, and px between two of them."""
_ROWS = 4
"""So many classes have a row each where their names are too long for two in one."""


class Toolbox(QWidget):
    """Buttons to choose a tool with, and the menu of what is shown.

    Signals
    -------
    chosen(tool)
    """

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(0)
        self._arranged: object = None
        self._group = QButtonGroup(self)
        self.buttons: dict[Tool, QToolButton] = {tool: self._button(tool) for tool in TOOLS}
        self._group.idClicked.connect(self._on_group_clicked)
        self.buttons["add"].setChecked(True)
        self.more = QToolButton(self)
        self.more.setMenu(QMenu(self.more))
        self.more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.more.setText("…")
        self.more.setAccessibleName(self.tr("What the map shows"))
        self.more.setToolTip(self.tr("What the map shows"))
        set_role(self.more, "quiet")

    def _button(self, tool: Tool) -> QToolButton:
        button = QToolButton(self)
        button.setCheckable(True)
        set_role(button, "quiet")
        name = self.tr(_TIPS[tool])
        button.setAccessibleName(name)
        button.setToolTip(name)
        self._group.addButton(button, TOOLS.index(tool))
        return button

    def _on_group_clicked(self, number: int) -> None:
        self.chosen.emit(TOOLS[number])

    def option(self, name: str, on: bool) -> QAction:
        """Offer something that can be switched on and off."""
        action = self.more.menu().addAction(name)
        action.setCheckable(True)
        action.setChecked(on)
        return action

    def show_tools(self, on: bool) -> None:
        """Show the tools, or the menu alone where points cannot be got at."""
        for button in self.buttons.values():
            button.setVisible(on)

    def arrange(self, look: Look) -> None:
        """Tint the icons; in two rows where the text is large."""
        columns = 3 if look.scale > _LARGE_TEXT else len(self.buttons) + 1
        if (look, columns) == self._arranged:
            return
        self._arranged = (look, columns)
        size = QSize(look.px(_ICON), look.px(_ICON))
        for place, button in enumerate((*self.buttons.values(), self.more)):
            button.setStyleSheet(f"padding: {look.px(2)}px;")
            button.setIconSize(size)
            self._grid.addWidget(button, *divmod(place, columns))
        for column in range(len(self.buttons) + 2):
            self._grid.setColumnStretch(column, int(column == columns))
        for tool, button in self.buttons.items():
            button.setIcon(icon(_ICONS[tool], look.theme.muted, look.theme.forward))


class ClassChips(QWidget):
    """The classes with their marks: a legend, and, for new points, buttons that choose one.

    Signals
    -------
    chosen(number)
    """

    chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(_GAP)
        self._group = QButtonGroup(self)
        self._group.idClicked.connect(self.chosen)
        self._shown: object = None
        self.buttons: list[QToolButton] = []

    def offer(
        self, names: Sequence[str], colours: Sequence[str], chosen: int | None, look: Look, room: int
    ) -> None:
        """Show the classes, one of them chosen, in some px of width.

        Without a choice they are a legend. Names are cut where there is little room, or left to the tips.
        """
        wanted = (tuple(names), tuple(colours), look, room, chosen is None)
        if wanted != self._shown:
            self._shown = wanted
            self._make(names, colours, look, room, chooses=chosen is not None)
        if chosen is not None and 0 <= chosen < len(self.buttons):
            self.buttons[chosen].setChecked(True)

    def _make(
        self, names: Sequence[str], colours: Sequence[str], look: Look, room: int, *, chooses: bool
    ) -> None:
        for old in self.buttons:
            self._group.removeButton(old)
            self._grid.removeWidget(old)
            old.hide()
            old.deleteLater()
        columns, width = _arranged(names, look, room)
        self.buttons = []
        for number, (name, colour) in enumerate(zip(names, colours, strict=True)):
            button = self._chip(number, name, colour, look, width)
            if chooses:
                self._let_choose(button, name)
            self.buttons.append(button)
            self._grid.addWidget(button, *divmod(number, columns))
        for column in range(max(columns, self._grid.columnCount()) + 1):
            self._grid.setColumnStretch(column, int(column == columns))

    def _chip(self, number: int, name: str, colour: str, look: Look, width: float) -> QToolButton:
        """Make a chip whose name has some px; without any it has its mark alone."""
        button = QToolButton(self)
        set_role(button, "quiet")
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.setText(_metrics(look).elidedText(name, Qt.TextElideMode.ElideRight, width))
        button.setToolTip(name)
        button.setAccessibleName(name)
        style = Qt.ToolButtonStyle
        button.setToolButtonStyle(style.ToolButtonTextBesideIcon if width else style.ToolButtonIconOnly)
        button.setIcon(_swatch(number, colour, look))
        button.setIconSize(QSize(look.px(12), look.px(12)))
        button.setStyleSheet(f"padding: {look.px(2)}px {look.px(4)}px; font-size: {look.px(SMALL_PX)}px;")
        return button

    def _let_choose(self, button: QToolButton, name: str) -> None:
        """Let a chip choose the class of new points."""
        button.setCheckable(True)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setToolTip(self.tr("New points are of {name}").format(name=name))
        button.setAccessibleName(button.toolTip())
        self._group.addButton(button, len(self.buttons))


def _metrics(look: Look) -> QFontMetricsF:
    return QFontMetricsF(ui_font(SMALL_PX * look.scale))


def _arranged(names: Sequence[str], look: Look, room: int) -> tuple[int, float]:
    """Return how many chips stand in a row, and px for the name of each: 0 where there is no room."""
    more, metrics = look.px(_BESIDE_NAME), _metrics(look)
    wanted = max((metrics.horizontalAdvance(name) for name in names), default=0.0) + 1.0
    if wanted <= (room - _GAP) / 2.0 - more:
        return 2, wanted
    if len(names) <= _ROWS and room > 2 * more:
        return 1, room - more
    return max(room // (more + _GAP), 1), 0.0


def _swatch(number: int, colour: str, look: Look) -> QIcon:
    """Draw the mark of a class."""
    side = look.px(12)
    pixmap = QPixmap(2 * side, 2 * side)
    pixmap.setDevicePixelRatio(2.0)
    pixmap.fill(Qt.GlobalColor.transparent)
    with QPainter(pixmap) as painter:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        middle = QPointF(side / 2.0, side / 2.0)
        paint_mark(painter, Mark(QColor(colour).name(), number), middle, side / 3.0, look.theme)
    return QIcon(pixmap)


class LabelField(WholeField):
    """The label of the next point, a number.

    Signals
    -------
    changed(number)
    refused(sentence)
        What was typed is no number; empty once it is one.
    """

    changed = Signal(float)
    refused = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_role(self, "compact")
        self.setAccessibleName(self.tr("Label y of new points"))
        self.setToolTip(self.accessibleName())
        self.textEdited.connect(self._on_text_edited)

    def show_number(self, number: float, point: str) -> None:
        """Show a label, unless one is being typed."""
        if not self.hasFocus():
            self.setText(short(number, point))

    def _on_text_edited(self, text: str) -> None:
        try:
            number = parse_number(text)
        except NumberError:
            self.refused.emit(self.tr("“{text}” is no number.").format(text=text[:14]))
        else:
            self.refused.emit("")
            self.changed.emit(number)
