"""The left column of Explore: data, training, weights and runs, made when Explore is first turned to."""

from __future__ import annotations

from gui.help.glossary import TERMS
from gui.left_column import LeftColumn
from gui.panels.data_settings import DataSettings
from gui.panels.runs import RunsPanel
from gui.panels.training_settings import TrainingSettings

__all__ = ["ExploreColumn"]


class ExploreColumn(LeftColumn):
    """Everything about a run that can be chosen.

    Attributes
    ----------
    data : DataSettings
    training : TrainingSettings
    runs : RunsPanel
    """

    def __init__(self) -> None:
        self.data, self.training, self.runs = DataSettings(), TrainingSettings(), RunsPanel()
        self.panels = self.data, self.training, self.runs
        self.training.explain({term.id: term.text for term in TERMS})
        super().__init__(*self.panels)
