"""The data sets that come with the program; their files lie in resources/data and come in as text."""

from __future__ import annotations

from dataclasses import dataclass

from engine.data.dataset import DataSet
from engine.data.tables import Column, Layout, read_table, to_dataset

_UCI = "UCI Machine Learning Repository, https://doi.org/{}, CC BY 4.0"


@dataclass(frozen=True, slots=True)
class Bundled:
    """A data set in a file.

    Parameters
    ----------
    name : str
        As `bundled` is called with it.
    file : str
        Its file in resources/data.
    words : str
        What it shows, a sentence.
    source : str
        Where it comes from, and its licence.
    columns : tuple of Column
        Those of the file; the last is the label.
    divide : float or None
        By what the inputs are divided, as a recorded step.
    """

    name: str
    file: str
    words: str
    source: str
    columns: tuple[Column, ...]
    divide: float | None = None


_MEASURES = ("sepal length (cm)", "sepal width (cm)", "petal length (cm)", "petal width (cm)")
_PIXELS = tuple(f"r{row}c{column}" for row in range(1, 9) for column in range(1, 9))

BUNDLED = {
    "iris": Bundled(
        "iris",
        "iris.csv",
        "150 irises of three species, told apart by the size of sepals and petals.",
        f"Fisher, R. A. (1936). Iris. {_UCI.format('10.24432/C56C76')}",
        (*map(Column, _MEASURES), Column("species", "category")),
    ),
    "digits": Bundled(
        "digits",
        "digits.csv",
        "1,797 handwritten digits of 8 × 8 pixels.",
        "Alpaydin, E. & Kaynak, C. (1998). Optical Recognition of Handwritten Digits. "
        + _UCI.format("10.24432/C50P49"),
        (*map(Column, _PIXELS), Column("digit", "category")),
        divide=16.0,
    ),
}
"""By name, in the order of a menu."""


def bundled(name: str, content: str | bytes) -> DataSet:
    """Make a bundled data set of what its file holds.

    Parameters
    ----------
    name : str
        A key of `BUNDLED`.
    content : str or bytes
        What the file `BUNDLED[name].file` holds.

    Returns
    -------
    DataSet
        Labels are one-hot. The digits' pixels are divided by 16, a step that `DataSet.unscaled` takes back.

    Raises
    ------
    ValueError
        If there is no such data set, or the file is damaged.
    """
    if name not in BUNDLED:
        raise ValueError(f"there is no bundled data set {name!r}; there are {', '.join(BUNDLED)}")
    known = BUNDLED[name]
    table = read_table(content, Layout(known.columns))
    data = to_dataset(table, name=name, source=known.source)
    return data if known.divide is None else data.scaled("divide", by=known.divide)
