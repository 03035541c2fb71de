"""Further inputs that are derived from the first ones, each a button that is on or off."""

from __future__ import annotations

from itertools import combinations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from engine.data.features import FEATURES, Feature
from engine.nn.notation import subscript
from gui.panels.data_settings.chips import Chip, Chips
from gui.panels.data_settings.in_use import InUse
from gui.theme import set_role

__all__ = ["FeatureRow"]

_FEW = 2
"""Of more inputs there would be too many to offer."""


class FeatureRow(QWidget):
    """The inputs that can be derived from one or two others, and those that are.

    Signals
    -------
    chosen(features)
        Tuple of Feature: all that there are to be.
    """

    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._features: tuple[Feature, ...] = ()
        self.name, self.chips = QLabel(self.tr("Further inputs")), Chips()
        set_role(self.name, "muted")
        self.chips.toggled.connect(self._on_chips_toggled)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.name)
        column.addWidget(self.chips)

    def show_data(self, data: InUse) -> None:
        """Show which inputs are derived; nothing where there are none and too many could be."""
        count, self._features = data.base_inputs, data.features
        offered = dict.fromkeys((*_offered(count), *data.features))
        names = data.setup.notes.inputs
        chips = [Chip(feature, feature.name(_short(count)), feature.name(names)) for feature in offered]
        self.chips.show_chips(chips, frozenset(data.features))
        self.setVisible(bool(chips))

    def _on_chips_toggled(self, feature: Feature) -> None:
        """Add an input after the others, so that their weights stay, or take one away."""
        others = tuple(other for other in self._features if other != feature)
        self.chosen.emit(others if feature in self._features else (*others, feature))


def _offered(count: int) -> list[Feature]:
    """List what can be derived from so many inputs."""
    if count > _FEW:
        return []
    return [
        Feature(kind, columns)
        for kind, known in FEATURES.items()
        for columns in combinations(range(count), known.of)
    ]


def _short(count: int) -> list[str]:
    """Name the inputs so that a button stays small."""
    return ["x"] if count == 1 else [f"x{subscript(k + 1)}" for k in range(count)]
