"""Where the data in use come from: a recipe or a bundled file, and whether a hand has changed them since.

The notes of the data name the recipe; whether the rows still are what it makes is seen by making them
again, which takes less than a millisecond and is remembered.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache

import numpy as np

from engine.data.bundled import BUNDLED, bundled
from engine.data.dataset import DataSet
from engine.data.features import derive
from engine.data.generators import make
from engine.data.recipe import Number
from engine.data.sources import recipe_of
from engine.session.setup import Setup
from resources import read_bytes

__all__ = ["Origin", "made", "origin_of"]


@dataclass(frozen=True, slots=True)
class Origin:
    """Which data set it is.

    Attributes
    ----------
    name : str
        A key of `RECIPES` or `BUNDLED`; empty where the data come from elsewhere.
    numbers : mapping of str to int or float
        All parameters of the recipe.
    is_edited : bool
        The rows are no longer those that the recipe makes.
    """

    name: str = ""
    numbers: Mapping[str, Number] = field(default_factory=dict)
    is_edited: bool = False


def made(name: str, numbers: Mapping[str, Number] | None = None) -> DataSet:
    """Make a data set, or read a bundled one; the numbers that are not given are the usual ones.

    Raises
    ------
    ValueError
        If there is none of that name, or a number lies outside its bounds.
    """
    return _made(name, tuple((numbers or {}).items()))


@lru_cache(maxsize=24)
def _made(name: str, numbers: tuple[tuple[str, Number], ...]) -> DataSet:
    if name in BUNDLED:
        return bundled(name, read_bytes("data", BUNDLED[name].file))
    return make(name, **dict(numbers))


def origin_of(setup: Setup) -> Origin:
    """Say where the data of a setup come from."""
    notes = setup.notes
    if notes.name in BUNDLED and notes.source == BUNDLED[notes.name].source:
        return Origin(notes.name, {}, not _is_as_made(setup, made(notes.name)))
    recipe = recipe_of(notes.source)
    if recipe is None:
        return Origin()
    name, numbers = recipe
    return Origin(name, numbers, not _is_as_made(setup, made(name, numbers)))


def _is_as_made(setup: Setup, data: DataSet) -> bool:
    """Say whether a setup holds these data, with the inputs derived and scaled as its notes tell."""
    raw = data.unscaled()
    Y = raw.Y
    try:
        X = derive(setup.notes, raw.X)
        for step in setup.notes.scaling:
            Y = step.apply(Y) if step.of == "Y" else Y
    except ValueError:  # columns that the recipe does not have
        return False
    return np.array_equal(X, setup.X) and np.array_equal(Y, setup.Y)
