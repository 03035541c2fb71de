"""How large a document may be: what is within these limits can be saved, read again and walked through."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from engine.data.dataset import DataNotes
from engine.session.setup import Setup

MAX_LAYERS = 64
MAX_NODES = 1024
MAX_PARAMETERS = 60_000
MAX_SAMPLES = 100_000
MAX_NUMBERS = 2_000_000
"""In X and Y together: 16 MB, and 21 MB of a file."""

MAX_WORK = 60_000
"""Parameters times samples of one update: the walk through more would take seconds to prepare."""

MAX_NOTE = 2_000
"""Characters of one text that tells of the data."""

MAX_NOTES = 2_000
"""Steps of scaling, and remarks on reading the data."""


def check_limits(setup: Setup) -> None:
    """Refuse what is too large for a document.

    Parameters
    ----------
    setup : Setup

    Raises
    ------
    ValueError
        The sentence says what there is too much of, and how much there may be.
    """
    net, notes = setup.network, setup.notes
    check_sizes(net.sizes)
    _check(
        (len(setup.X), MAX_SAMPLES, "samples"),
        (setup.X.size + setup.Y.size, MAX_NUMBERS, "numbers in X and Y together"),
        (net.parameters * setup.batch_size, MAX_WORK, "parameters times samples of one update"),
        (max(map(len, _texts(notes)), default=0), MAX_NOTE, "characters in a name or remark of the data"),
        (max(len(notes.scaling), len(notes.remarks)), MAX_NOTES, "steps of scaling or remarks"),
    )


def check_sizes(sizes: Sequence[int]) -> None:
    """Refuse a network that is too large for a document; it need not have been made yet.

    Parameters
    ----------
    sizes : sequence of int
        Nodes of each layer, the input layer first.

    Raises
    ------
    ValueError
        As `check_limits`.
    """
    _check(
        (len(sizes) - 1, MAX_LAYERS, "layers"),
        (max(sizes), MAX_NODES, "nodes in a layer"),
        (sum((before + 1) * n for before, n in pairwise(sizes)), MAX_PARAMETERS, "parameters"),
    )


def _check(*counts: tuple[int, int, str]) -> None:
    """Refuse what there is too much of: each a count, the most that there may be, and its name."""
    for count, most, what in counts:
        if count > most:
            raise ValueError(f"{count:,} {what} are more than the {most:,} that a document may have")


def _texts(notes: DataNotes) -> tuple[str, ...]:
    lists = (*notes.inputs, *notes.labels, *notes.classes, *notes.remarks)
    return (notes.name, notes.source, *lists)
