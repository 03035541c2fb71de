"""How many rows are kept for testing, and how they are chosen."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import cast

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from engine.session.actions import Action
from gui.controls.choice import Choice, ChoiceBox
from gui.controls.setting import Setting
from gui.controls.slider import ValueSlider
from gui.controls.spans import Even
from gui.hands.targets import new_group
from gui.look import Look
from gui.panels.data_settings.in_use import InUse
from gui.panels.data_settings.number_row import NumberRow
from gui.panels.data_settings.pair import Pair, room_of_choices
from gui.panels.data_settings.splits import Split, Way
from gui.short_number import whole
from gui.theme import set_role

__all__ = ["TestRow"]

translate = QCoreApplication.translate
_MOST = 50
_SPAN = Even(0.0, _MOST, 1.0)
_PERCENT = "\u00a0%"

Make = Callable[[Split, str], Action]


@dataclass(frozen=True, slots=True)
class _Percent(Setting):
    """A share in per cent, whether or not the sign is typed."""

    def text(self, value: float, look: Look, *, in_full: bool) -> str:
        """Write it with its sign, and without it while it may be typed over."""
        number = Setting.text(self, round(value), look, in_full=in_full)
        return number if in_full else f"{number}{_PERCENT}"

    def read(self, text: str) -> float:
        """Read it with or without its sign."""
        return Setting.read(self, text.strip().removesuffix("%"))


class TestRow(QWidget):
    """The share as slider and field; under it how many rows that are, and how they are chosen.

    Parameters
    ----------
    make : callable
        Takes a split and the group of a gesture, and returns the action that splits the data so.

    Signals
    -------
    dispatched(action)
    """

    __test__ = False  # for pytest: this is no test
    dispatched = Signal(object)

    def __init__(self, make: Make) -> None:
        super().__init__()
        self._make = make
        self._split = Split()
        words = self.tr("Share of the rows kept for testing, in per cent")
        self.share = NumberRow(self.tr("Test"), words, ValueSlider(words, _SPAN))
        self.share.dispatched.connect(self.dispatched)
        self.count, self.way = QLabel(), ChoiceBox(self.tr("How rows are chosen for testing"))
        set_role(self.count, "small")
        self.way.chosen.connect(self._on_way_chosen)
        self._under = Pair(self.count, self.way, lambda: room_of_choices(self.way))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(self.share)
        column.addWidget(self._under)

    def show_data(self, data: InUse, look: Look) -> None:
        """Show how the data are split."""
        self._split = split = data.split
        kept, count = data.setup.test.size, data.samples
        setting = _Percent("test", 100 * kept / count, _SPAN, self._action, _refusal, 0, _MOST, True)
        self.share.show_setting(setting, look)
        text = self.tr("{kept} of {count} rows").format(kept=whole(kept), count=whole(count))
        self.count.setText(text if kept else self.tr("All {count} rows train").format(count=whole(count)))
        every = self.tr("one row in {k}").format(k=max(round(1 / split.part), 2)) if kept else ""
        choices = (Choice("drawn", self.tr("at random")), Choice("every", every))
        self.way.setVisible(bool(kept))
        self.way.show_choice(choices, split.way)
        self._under.arrange()

    def _action(self, percent: float, group: str) -> Action:
        return self._make(replace(self._split, part=round(percent) / 100), group)

    def _on_way_chosen(self, way: str) -> None:
        self.dispatched.emit(self._make(replace(self._split, way=cast("Way", way)), new_group()))


def _refusal(percent: float) -> str:
    if 0 <= percent <= _MOST:
        return ""
    return translate("TestRow", "Type a share from 0 to {most} %.").format(most=_MOST)
