"""A row with a name, a slider and a field, which set the same number."""

from __future__ import annotations

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from engine.session.actions import Cancel
from gui.controls.note import Note
from gui.controls.setting import Setting
from gui.controls.slider import ValueSlider
from gui.hands.number_field import NumberField
from gui.hands.targets import new_group
from gui.look import Look
from gui.plain import plain_tip
from gui.theme import set_role

__all__ = ["NumberRow"]

_NAME, _FIELD, _GAP = 58, 58, 8
"""Px of a name and of a field at 100 %, and between them."""
_LEAST_BESIDE = 56
"""Where less is left between name and field, what stands there goes below them, px."""


class NumberRow(QWidget):
    """One number of the data.

    Parameters
    ----------
    name : str
        As it stands in the column.
    words : str
        In full, for tips and screen readers.
    beside : QWidget
        What stands between name and field: a slider, or what else sets the number.

    Signals
    -------
    dispatched(action)
        The number is to be set, or what was set is taken back.
    """

    dispatched = Signal(object)

    def __init__(self, name: str, words: str, beside: QWidget) -> None:
        super().__init__()
        self.name, self.field, self._note, self.beside = QLabel(name), NumberField(), Note(), beside
        self._setting: Setting | None = None
        self._look, self._group = Look(), ""
        self.name.setWordWrap(True)
        self.name.setToolTip(plain_tip(words))
        set_role(self.name, "muted")
        self.field.setAccessibleName(words)
        self._grid = self._new_grid()
        self.field.dispatched.connect(self.dispatched)
        self.field.refused.connect(self._note.say)
        if isinstance(beside, ValueSlider):
            beside.begun.connect(self._on_beside_begun)
            beside.moved.connect(self._on_beside_moved)
            beside.cancelled.connect(self._on_beside_cancelled)

    def _new_grid(self) -> QGridLayout:
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(_GAP)
        grid.setVerticalSpacing(2)
        grid.setColumnStretch(1, 1)
        grid.addWidget(self.name, 0, 0)
        grid.addWidget(self.beside, 0, 1)
        grid.addWidget(self.field, 0, 2)
        grid.addWidget(self._note, 2, 0, 1, 3)
        return grid

    @property
    def slider(self) -> ValueSlider | None:
        """The slider, where the number has one."""
        return self.beside if isinstance(self.beside, ValueSlider) else None

    def show_setting(self, setting: Setting, look: Look) -> None:
        """Show the number as it stands."""
        self._setting = setting
        self.field.show_target(setting, look)
        if self.slider is not None:
            self.slider.show_number(setting.value, setting.text(setting.value, look, in_full=False))
        if look.scale != self._look.scale:
            self._look = look
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Find room for the slider in another width."""
        super().resizeEvent(event)
        self._arrange()

    def minimumSizeHint(self) -> QSize:
        """Ask for no more than name and field: the slider can go below them."""
        px, least = self._look.px, super().minimumSizeHint()
        beside = 0 if self.slider is not None else self.beside.minimumSizeHint().width()
        return QSize(max(px(_NAME) + _GAP + px(_FIELD), beside), least.height())

    def _arrange(self) -> None:
        """Put the slider beside the name, or below it where there is no room."""
        px = self._look.px
        self.name.setFixedWidth(px(_NAME))
        self.field.setFixedWidth(px(_FIELD))
        least = _LEAST_BESIDE if self.slider is not None else self.beside.minimumSizeHint().width()
        is_narrow = self.width() - px(_NAME) - px(_FIELD) - 2 * _GAP < least
        if is_narrow != (self._grid.getItemPosition(self._grid.indexOf(self.beside))[0] == 1):  # type: ignore[index]
            self._grid.addWidget(self.beside, *((1, 0, 1, 3) if is_narrow else (0, 1, 1, 1)))

    def _on_beside_begun(self) -> None:
        self._group = new_group()

    def _on_beside_moved(self, value: float) -> None:
        if self._setting is not None:
            self.dispatched.emit(self._setting.action(value, self._group))

    def _on_beside_cancelled(self) -> None:
        self.dispatched.emit(Cancel(self._group))
