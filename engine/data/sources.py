"""A data set by what a person calls it: a name, a name with numbers, or a file."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from engine.data.bundled import BUNDLED, bundled
from engine.data.dataset import DataSet
from engine.data.generators import MADE, RECIPES, make
from engine.data.recipe import Number
from engine.data.tables import TableError, file_bytes, read_table, to_dataset

READ_AS_TABLE = frozenset({".csv", ".tsv", ".txt", ".dat"})
"""Suffixes of files that are read as tables."""


def data_called(
    text: str,
    read_bundled: Callable[[str], bytes],
    inputs: Sequence[str] | None = None,
    labels: Sequence[str] | None = None,
    missing: str = "refuse",
) -> DataSet:
    """Make or read the data set that a text names.

    Parameters
    ----------
    text : str
        "iris" or "digits"; the name of a recipe, with those of its numbers that are not the usual ones,
        such as "spiral(n=200, noise=0.1)"; or the path of a table.
    read_bundled : callable
        Returns what a file of ``resources/data`` holds.
    inputs, labels, missing
        Of a table, as in `to_dataset`.

    Raises
    ------
    ValueError
        If there is none of that name, or the file is no table; the message names it.
    """
    if Path(text).suffix.lower() in READ_AS_TABLE:
        return _of_table(Path(text), inputs, labels, missing)
    if inputs or labels:
        raise ValueError(f"columns are chosen of tables in files only, and {text!r} is none")
    if text in BUNDLED:
        return bundled(text, read_bundled(BUNDLED[text].file))
    name, numbers = _recipe(text)
    if name in BUNDLED:
        raise ValueError(f"{name} takes no numbers; it is what it is")
    if name not in RECIPES:
        known = ", ".join((*BUNDLED, *RECIPES))
        raise ValueError(f"there is no data set {name!r}; there are {known}, or give the path of a CSV file")
    return make(name, **numbers)


def recipe_of(source: str) -> tuple[str, dict[str, Number]] | None:
    """Say by which recipe, and with which numbers, data were made.

    Parameters
    ----------
    source : str
        As `make` wrote it in `DataNotes.source`.

    Returns
    -------
    tuple of str and dict, or None
        A key of `RECIPES` and all of its parameters; None where the data come from elsewhere.

    Examples
    --------
    >>> recipe_of(make("circle", n=50).notes.source)
    ('circle', {'n': 50, 'noise': 0.05, 'seed': 0})
    """
    if not source.startswith(MADE):
        return None
    try:
        name, numbers = _recipe(source.removeprefix(MADE))
        parameters = RECIPES[name].parameters
        return name, {key.name: key.checked(numbers.get(key.name, key.default)) for key in parameters}
    except (KeyError, ValueError):
        return None


def _recipe(text: str) -> tuple[str, dict[str, Number]]:
    """Take ``"spiral(n=200, noise=0.1)"`` apart, as `DataNotes.source` writes it; brackets may be missing."""
    name, bracket, inside = text.strip().partition("(")
    if not bracket:
        return name, {}
    numbers: dict[str, Number] = {}
    for part in inside.removesuffix(")").split(",") if inside.strip(" )") else ():
        key, equals, number = (piece.strip() for piece in part.partition("="))
        try:
            numbers[key] = int(number) if number.isdecimal() else float(number)  # a seed has up to 19 digits
        except ValueError:
            equals = ""
        if not (equals and inside.endswith(")")):
            raise ValueError(f"{text!r} is not a data set with its numbers, such as spiral(n=200, noise=0.1)")
    return name, numbers


def _of_table(
    file: Path, inputs: Sequence[str] | None, labels: Sequence[str] | None, missing: str
) -> DataSet:
    content = file_bytes(file)
    try:
        table = read_table(content)
        read = partial(to_dataset, table, inputs or None, labels or None, missing=missing, name=file.stem)
        data = read()
        # Two classes fit one output: 0 or 1.
        return read(single=True) if len(data.notes.classes) == data.Y.shape[1] == 2 else data
    except TableError as error:
        raise TableError(f"{file}: {error}") from None
