"""Cost curves as CSV: of one run with its learning rates, or of several side by side."""

from __future__ import annotations

import csv
import io
import math
from collections.abc import Iterable, Iterator
from itertools import zip_longest

import numpy as np

from engine.nn.types import Array, IntArray
from engine.session.document import Document
from engine.session.replay import curve_of, eta_at
from engine.session.scores import has_test, score_curves


def run_as_csv(document: Document) -> str:
    """Write the run in play with the columns ``update,J,eta``, numbers exact.

    J is the cost that an update begins with, and η the learning rate in force there; update 0 is
    before training. Where rows are kept for testing, ``J_test`` follows, and for classes
    ``accuracy,accuracy_test``: shares from 0 to 1, at the updates of `places_of` only.
    """
    costs = _costs(document)
    rows = ((update, J, repr(eta_at(document, update))) for update, J in enumerate(costs))
    columns = _tested(document)
    further = zip(*(cells for _, cells in columns), strict=True) if columns else ((),) * len(costs)
    head = ("update", "J", "eta", *(name for name, _ in columns))
    return _csv(head, ((*row, *more) for row, more in zip(rows, further, strict=True)))


def runs_as_csv(document: Document) -> str:
    """Write the cost curves of all runs, a column a run: the earlier ones, and at the end the run in play.

    A run that is shorter than another has empty cells at its end. Behind these columns follow those of
    the rows kept for testing, of the runs that have any; see `run_as_csv`.
    """
    runs = [*((ghost.number, ghost.document) for ghost in document.ghosts), (document.run, document)]
    names = [f"run {number}" + f": {run.run_name}" * bool(run.run_name) for number, run in runs]
    columns = [(name, _costs(run)) for name, (_, run) in zip(names, runs, strict=True)]
    for name, (_, run) in zip(names, runs, strict=True):
        columns += [(f"{kind} of {name}", cells) for kind, cells in _tested(run)]
    table = zip_longest(*(cells for _, cells in columns), fillvalue="")
    head = ("update", *(name for name, _ in columns))
    return _csv(head, ((update, *row) for update, row in enumerate(table)))


def _tested(document: Document) -> list[tuple[str, list[str]]]:
    """Return the columns that a run has besides J where rows are kept for testing: name, and all cells."""
    scores = score_curves(document) if has_test(document) else None
    if scores is None:
        return []
    columns = {
        "J_test": scores.test_J,
        "accuracy": scores.train_accuracy,
        "accuracy_test": scores.test_accuracy,
    }
    count = document.log.updates + 1
    return [
        (name, _spread(scores.updates, values, count))
        for name, values in columns.items()
        if name == "J_test" or np.isfinite(values).any()
    ]


def _spread(updates: IntArray, values: Array, count: int) -> list[str]:
    """Write values into the rows of their updates; the others stay empty."""
    cells = [""] * count
    for update, value in zip(updates.tolist(), values.tolist(), strict=True):
        cells[update] = "" if math.isnan(value) else repr(value)
    return cells


def _costs(document: Document) -> list[str]:
    """Return J of every update, also of the last one where it was not trained but changed by hand."""
    return [repr(J) for J in curve_of(document, document.log.updates + 1).tolist()]


def _csv(head: Iterable[str], rows: Iterator[tuple[object, ...]]) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(head)
    writer.writerows(rows)
    return out.getvalue()
