"""Data sets that are made: one table of them, from which a window makes its form and `make` its data."""

from __future__ import annotations

from difflib import get_close_matches

from engine.data import clouds, curves, gates, lessons
from engine.data.dataset import DataNotes, DataSet
from engine.data.derived import numbered
from engine.data.recipe import Number, Parameter, Recipe

RECIPES: dict[str, Recipe] = {
    recipe.name: recipe for recipe in (*gates.RECIPES, *clouds.RECIPES, *curves.RECIPES, *lessons.RECIPES)
}
"""Every data set that can be made, by name, in the order of a menu."""

MADE = "made by Upstream: "
"""Before name and numbers in `DataNotes.source`; `engine.data.sources.recipe_of` reads them."""


def make(name: str, **numbers: float) -> DataSet:
    """Make a data set.

    Parameters
    ----------
    name : str
        A key of `RECIPES`, such as "spiral".
    **numbers : float
        The recipe's parameters; those left out have their defaults.

    Returns
    -------
    DataSet
        The same name and numbers give the same data. `notes.source` says how it was made.

    Raises
    ------
    ValueError
        If there is no such data set or parameter, or a number lies outside its bounds.

    Examples
    --------
    >>> make("spiral", n=200, noise=0.1, seed=3).X.shape
    (200, 2)
    """
    recipe = RECIPES.get(name)
    if recipe is None:
        raise ValueError(f"there is no data set {name!r}{_meant(name, RECIPES)}")
    known = {parameter.name: parameter for parameter in recipe.parameters}
    for key in numbers:
        if key not in known:
            raise ValueError(f"data set {name!r} has no parameter {key!r}{_meant(key, known)}")
    chosen = {key: p.checked(numbers.get(key, p.default)) for key, p in known.items()}
    X, Y = recipe.build(**chosen)
    return DataSet(X, Y, _notes(recipe, chosen, X.shape[1], Y.shape[1]))


def _notes(recipe: Recipe, chosen: dict[str, Number], inputs: int, labels: int) -> DataNotes:
    numbers = ", ".join(f"{key}={value}" for key, value in chosen.items())
    return DataNotes(
        name=recipe.name,
        inputs=numbered("x", inputs),
        labels=numbered("y", labels),
        classes=recipe.classes,
        source=f"{MADE}{recipe.name}({numbers})",
    )


def _meant(name: str, known: dict[str, Recipe] | dict[str, Parameter]) -> str:
    """Offer the nearest name there is, or all of a few."""
    near = get_close_matches(name, known, n=1)
    if near:
        return f"; did you mean {near[0]!r}?"
    return f"; there are {', '.join(known)}" if known else "; it has none"
