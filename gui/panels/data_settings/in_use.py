"""The data in use, taken apart into the steps that made them, so that one step can be made in another way.

First the rows themselves, then the further inputs derived from them, then the rows kept for testing, and
last the scaling, which is measured on the rows that are trained on.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from engine.data.dataset import DataSet
from engine.data.features import Feature, with_features
from engine.data.recipe import Number
from engine.data.splits import trained_on
from engine.nn.network import Network
from engine.nn.types import IntArray
from engine.session.fitting import data_changes
from engine.session.setup import Setup
from gui.panels.data_settings.origin import Origin, made
from gui.panels.data_settings.splits import NONE, Split, split_of

__all__ = ["SCALINGS", "InUse"]

SCALINGS = ("", "standardise", "min-max")
"""What the inputs can be scaled by here; the first is: not at all."""
_ENOUGH = 20
"""A data set of fewer rows is trained on as a whole when it is chosen."""

Changes = Mapping[str, Any]


@dataclass(frozen=True, slots=True, eq=False)
class InUse:
    """The data of a setup; each method returns the changes of settings that make it another.

    Attributes
    ----------
    setup : Setup
    network : Network
        The parameters as they stood when the update in play began.
    origin : Origin
    """

    setup: Setup
    network: Network
    origin: Origin

    # What is in use

    @property
    def samples(self) -> int:
        """Number of rows, those kept for testing among them."""
        return len(self.setup.X)

    @property
    def split(self) -> Split:
        """How rows are kept for testing."""
        return split_of(self.setup)

    @property
    def features(self) -> tuple[Feature, ...]:
        """The further inputs."""
        return self.setup.notes.features

    @property
    def base_inputs(self) -> int:
        """How many inputs there are besides."""
        return self.setup.table.base_inputs

    @property
    def scaling(self) -> str:
        """One of `SCALINGS`: the last step that the inputs went through."""
        kinds = [step.kind for step in self.setup.notes.scaling if step.of == "X"]
        return kinds[-1] if kinds and kinds[-1] in SCALINGS else ""

    def rows_before(self) -> DataSet:
        """Return the rows as they were before further inputs and scaling: as made, or as edited."""
        if self.origin.name and not self.origin.is_edited:
            return made(self.origin.name, self.origin.numbers)
        return self._raw()

    def _raw(self) -> DataSet:
        """Take back, to rounding, what was done to the inputs here."""
        notes, X = self.setup.notes, self.setup.X
        kept = []
        for step in reversed(notes.scaling):
            if step.of == "X" and step.kind in SCALINGS:
                X = step.undo(X)
            else:
                kept.append(step)
        count = self.base_inputs
        raw = replace(notes, inputs=notes.inputs[:count], scaling=tuple(reversed(kept)), features=())
        return DataSet(X[:, :count], self.setup.Y, raw)

    # What it could be

    def chosen(self, name: str) -> Changes:
        """Take another data set; further inputs, test share and scaling stay where they suit it."""
        data = made(name)
        features = self.features if data.X.shape[1] == self.base_inputs else ()
        split = self.split if data.samples >= _ENOUGH else NONE
        scaling = "" if data.notes.scaling else self.scaling
        return self._changes(data, features, split.rows(data, self.setup.seed), scaling)

    def with_number(self, key: str, value: Number) -> Changes:
        """Make the data with another number; the rows kept for testing stay if there are as many rows."""
        data = made(self.origin.name, {**self.origin.numbers, key: value})
        same = data.samples == self.samples
        test = self.setup.test if same else self.split.rows(data, self.setup.seed)
        return self._changes(data, self.features, test, self.scaling)

    def with_split(self, split: Split) -> Changes:
        """Keep other rows for testing."""
        data = self.rows_before()
        return self._changes(data, self.features, split.rows(data, self.setup.seed), self.scaling)

    def with_scaling(self, kind: str) -> Changes:
        """Scale the inputs in another way, or not at all."""
        return self._changes(self.rows_before(), self.features, self.setup.test, kind)

    def with_features(self, features: tuple[Feature, ...]) -> Changes:
        """Derive other inputs."""
        return self._changes(self.rows_before(), features, self.setup.test, self.scaling)

    def _changes(self, data: DataSet, features: tuple[Feature, ...], test: IntArray, scaling: str) -> Changes:
        if features:
            data = with_features(data, features)
        if scaling:
            data = data.scaled(scaling, rows=trained_on(data.samples, test))
        return data_changes(self.setup, data, test=test, network=self.network)
