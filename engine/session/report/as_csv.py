"""Cost curves as CSV: of one run with its learning rates, or of several side by side."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from itertools import zip_longest

from engine.session.document import Document
from engine.session.replay import curve_of, eta_at


def run_as_csv(document: Document) -> str:
    """Write the run in play with the columns ``update,J,eta``, numbers exact.

    J is the cost that an update begins with, and η the learning rate in force there; update 0 is
    before training.
    """
    costs = _costs(document)
    rows = ((update, J, repr(eta_at(document, update))) for update, J in enumerate(costs))
    return _csv(("update", "J", "eta"), rows)


def runs_as_csv(document: Document) -> str:
    """Write the cost curves of all runs, a column a run: the earlier ones, and at the end the run in play.

    A run that is shorter than another has empty cells at its end.
    """
    runs = [*((ghost.number, ghost.document) for ghost in document.ghosts), (document.run, document)]
    names = (f"run {number}" + f": {run.run_name}" * bool(run.run_name) for number, run in runs)
    costs = zip_longest(*(_costs(run) for _, run in runs), fillvalue="")
    return _csv(("update", *names), ((update, *row) for update, row in enumerate(costs)))


def _costs(document: Document) -> list[str]:
    """Return J of every update, also of the last one where it was not trained but changed by hand."""
    return [repr(J) for J in curve_of(document, document.log.updates + 1).tolist()]


def _csv(head: Iterable[str], rows: Iterator[tuple[object, ...]]) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(head)
    writer.writerows(rows)
    return out.getvalue()
