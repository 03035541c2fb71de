"""The numbers that the data set in use is made with, a row each."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from engine.data.generators import RECIPES
from engine.data.recipe import Number, Parameter
from engine.session.actions import Action
from gui.controls.setting import Setting, Still
from gui.controls.slider import ValueSlider
from gui.hands.targets import new_group
from gui.look import Look
from gui.panels.data_settings.number_row import NumberRow
from gui.panels.data_settings.origin import Origin
from gui.panels.data_settings.spans import span_of
from gui.panels.data_settings.texts import name_of, words_of_parameter
from gui.short_number import short, whole
from gui.theme import set_role

__all__ = ["RecipeRows"]

translate = QCoreApplication.translate
_SEED = "seed"

Make = Callable[[Parameter, Number, str], Action]


class RecipeRows(QWidget):
    """Rows for the parameters of one recipe; made anew for another.

    Parameters
    ----------
    make : callable
        Takes a parameter, its value and the group of a gesture, and returns the action that sets it.

    Signals
    -------
    dispatched(action)
    """

    dispatched = Signal(object)

    def __init__(self, make: Make) -> None:
        super().__init__()
        self._make = make
        self._shown: tuple[Parameter, ...] = ()
        self._values: dict[str, Number] = {}
        self.rows: dict[str, NumberRow] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(2)

    def show_origin(self, origin: Origin, look: Look) -> None:
        """Show the numbers of a data set; nothing where it has none."""
        recipe = RECIPES.get(origin.name)
        parameters = () if recipe is None else recipe.parameters
        if parameters != self._shown:
            self._shown = parameters
            self._fill(parameters)
        self._values = dict(origin.numbers)
        for parameter in parameters:
            self.rows[parameter.name].show_setting(self._setting(parameter, look), look)
        self.setVisible(bool(parameters))

    def _fill(self, parameters: tuple[Parameter, ...]) -> None:
        for old in self.rows.values():
            self._column.removeWidget(old)
            old.hide()
            old.deleteLater()
        self.rows = {parameter.name: self._new_row(parameter) for parameter in parameters}

    def _new_row(self, parameter: Parameter) -> NumberRow:
        name, words = name_of(parameter), words_of_parameter(parameter)
        beside: QWidget = (
            self._seed_button() if parameter.name == _SEED else ValueSlider(words, span_of(parameter))
        )
        row = NumberRow(_capital(name), words, beside)
        row.dispatched.connect(self.dispatched)
        self._column.addWidget(row)
        return row

    def _seed_button(self) -> QPushButton:
        button = QPushButton(self.tr("New"))
        button.setAccessibleName(self.tr("New seed"))
        set_role(button, "compact")
        button.setToolTip(self.tr("Draw other samples of the same kind"))
        button.clicked.connect(self._on_seed_button_clicked)
        return button

    def _on_seed_button_clicked(self) -> None:
        seed = next(parameter for parameter in self._shown if parameter.name == _SEED)
        here = int(self._values[_SEED])
        self.dispatched.emit(self._make(seed, here + 1 if here < seed.high else 0, new_group()))

    def _setting(self, parameter: Parameter, look: Look) -> Setting:
        def make(value: float, group: str) -> Action:
            return self._make(parameter, round(value) if parameter.whole else value, group)

        scale = Still() if parameter.name == _SEED else span_of(parameter)
        value, refuse = self._values[parameter.name], _refusing(parameter, look)
        return Setting(
            parameter.name, value, scale, make, refuse, parameter.low, parameter.high, parameter.whole
        )


def _refusing(parameter: Parameter, look: Look) -> Callable[[float], str]:
    """Return what says why a parameter can't have a value."""

    def refusal(value: float) -> str:
        try:
            parameter.checked(value)
        except ValueError:
            text = translate("RecipeRows", "Type a number from {low} to {high}.")
            if parameter.whole:
                text = translate("RecipeRows", "Type a whole number from {low} to {high}.")
            low, high = (_written(parameter, end, look) for end in (parameter.low, parameter.high))
            return text.format(low=low, high=high)
        return ""

    return refusal


def _written(parameter: Parameter, value: Number, look: Look) -> str:
    return whole(int(value)) if parameter.whole else short(value, look.point)


def _capital(name: str) -> str:
    """Begin a name with a capital, unless it is a symbol, such as c₁."""
    is_word = name.replace(" ", "").isalpha()
    return name[:1].upper() + name[1:] if is_word else name
