"""The first page of the settings: how things look, how they move, and what they are called."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from PySide6.QtWidgets import QCheckBox, QComboBox, QRadioButton, QSpinBox, QVBoxLayout, QWidget

from engine.nn.types import Ref
from engine.session.document import two_nodes
from engine.session.frame import frame_of
from engine.session.session import Session
from gui.look import Look
from gui.settings.desk import SettingsDesk
from gui.settings.fields import Dial, Rows, Segments
from gui.settings.settings import DECIMALS, LONGEST, SEPARATORS, SHORTEST, TEXT_SIZES, Separator

__all__ = ["LookPage"]

_MS = 1000
_DELTA, _WEIGHT = Ref("delta", 1, (0,)), Ref("W", 2, (0, 0))


@cache
def _example() -> float:
    """Return the number that shows how numbers are written: δ₁ of the lecture's network."""
    return float(frame_of(Session.start(two_nodes())).trace.value(_DELTA, 0))


class LookPage(QWidget):
    """Theme, text size, numbers, motion and notation.

    Parameters
    ----------
    desk : SettingsDesk
        Where every choice goes at once, and which says what is chosen.
    """

    def __init__(self, desk: SettingsDesk) -> None:
        super().__init__()
        self._desk = desk
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        self._rows = Rows()
        column.addLayout(self._rows)
        column.addStretch(1)
        self._make_look()
        self._make_numbers()
        self._make_motion()
        self._make_notation()
        desk.changed.connect(self._show)
        self._show()

    def _make_look(self) -> None:
        self._rows.add_heading(self.tr("Look"))
        choices = {"system": self.tr("As the system"), "light": self.tr("Light"), "dark": self.tr("Dark")}
        self.theme = Segments(self.tr("Theme"), choices)
        self.theme.chosen.connect(self._on_theme_chosen)
        self._rows.add_field(self.tr("Theme"), self.theme)
        self.text_size = Dial(
            self.tr("Text size in per cent"), TEXT_SIZES[0], TEXT_SIZES[-1], TEXT_SIZES.step
        )
        self.text_size.chosen.connect(self._on_text_size_chosen)
        self._rows.add_field(self.tr("Text size"), self.text_size, is_wide=True)

    def _make_numbers(self) -> None:
        self._rows.add_heading(self.tr("Numbers"))
        self.decimals = QSpinBox()
        self.decimals.setRange(DECIMALS[0], DECIMALS[-1])
        self.decimals.setAccessibleName(self.tr("Decimals"))
        self.decimals.valueChanged.connect(self._on_decimals_value_changed)
        self._rows.add_field(self.tr("Decimals"), self.decimals)
        self.separator = QComboBox()
        self.separator.setAccessibleName(self.tr("Decimal separator"))
        self.separator.addItems(["" for _ in SEPARATORS])
        self.separator.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.separator.currentIndexChanged.connect(self._on_separator_index_changed)
        self._rows.add_field(self.tr("Decimal separator"), self.separator)

    def _make_motion(self) -> None:
        self._rows.add_heading(self.tr("Motion"))
        self.still = QCheckBox(self.tr("Reduce motion: show still pictures"))
        self.still.toggled.connect(self._on_still_toggled)
        self._rows.add_line(self.still)
        name = self.tr("Milliseconds that a value travels")
        self.seconds = Dial(name, round(SHORTEST * _MS), round(LONGEST * _MS), 100)
        self.seconds.chosen.connect(self._on_seconds_chosen)
        self._rows.add_field(self.tr("A value travels for"), self.seconds, is_wide=True)

    def _make_notation(self) -> None:
        self._rows.add_heading(self.tr("Notation"))
        names = frame_of(Session.start(two_nodes())).names
        layers = frame_of(Session.start(two_nodes()), "layers").names
        lecture = self.tr("As in the lecture, where layers have one node: {delta}, {weight}")
        always = self.tr("With layers and nodes, always: {delta}, {weight}")
        self.lecture = QRadioButton(lecture.format(delta=names.text(_DELTA), weight=names.text(_WEIGHT)))
        self.layers = QRadioButton(always.format(delta=layers.text(_DELTA), weight=layers.text(_WEIGHT)))
        self.layers.toggled.connect(self._on_layers_toggled)
        self._rows.add_line(self.lecture)
        self._rows.add_line(self.layers)

    def _show(self) -> None:
        """Show what is chosen; a field that shows it already says nothing, so nothing goes round."""
        chosen, look = self._desk.settings, self._desk.look
        self.theme.show_choice(chosen.theme)
        percent = self.tr("{number} %")
        self.text_size.show_value(
            chosen.text_size, percent.format(number=chosen.text_size), percent.format(number=TEXT_SIZES[-1])
        )
        self.decimals.setValue(chosen.decimals)
        for number, (separator, words) in enumerate(self._separators(look).items()):
            self.separator.setItemText(number, words)
            if separator == chosen.separator:
                self.separator.setCurrentIndex(number)
        self.still.setChecked(chosen.is_still)
        self.seconds.setEnabled(not chosen.is_still)
        seconds = self.tr("{number} s")
        shown = f"{chosen.seconds:.1f}".replace(".", look.point)
        self.seconds.show_value(
            round(chosen.seconds * _MS), seconds.format(number=shown), seconds.format(number="8.8")
        )
        (self.layers if chosen.notation == "layers" else self.lecture).setChecked(True)

    def _separators(self, look: Look) -> dict[Separator, str]:
        """Write each choice of separator with the example."""
        words: dict[Separator, str] = {
            "system": self.tr("As the system: {example}"),
            "point": self.tr("Point: {example}"),
            "comma": self.tr("Comma: {example}"),
        }
        looks = {separator: replace(look, point=self._desk.point(separator)) for separator in words}
        return {
            separator: text.format(example=looks[separator].number(_example()))
            for separator, text in words.items()
        }

    def _on_theme_chosen(self, theme: str) -> None:
        self._desk.change(theme=theme)

    def _on_text_size_chosen(self, percent: int) -> None:
        self._desk.change(text_size=percent)

    def _on_decimals_value_changed(self, decimals: int) -> None:
        self._desk.change(decimals=decimals)

    def _on_separator_index_changed(self, number: int) -> None:
        self._desk.change(separator=SEPARATORS[number])

    def _on_still_toggled(self, is_still: bool) -> None:
        self._desk.change(is_still=is_still)

    def _on_seconds_chosen(self, ms: int) -> None:
        self._desk.change(seconds=ms / _MS)

    def _on_layers_toggled(self, is_on: bool) -> None:
        if is_on != (self._desk.settings.notation == "layers"):
            self._desk.change(notation="layers" if is_on else "auto")
