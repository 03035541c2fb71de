"""A trace as Markdown with formulas between dollar signs, as GitHub and many notebooks show it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from engine.nn.formulas import Part, as_tex
from engine.session.frame import Frame
from engine.session.report import facts
from engine.session.report.escaping import for_markdown
from engine.session.report.facts import Quantity, Told


def trace_as_markdown(frame: Frame) -> str:
    """Tell every micro-step of the update in play: settings, data, and a table of the steps.

    Of a batch, the sample in view is told.
    """
    rows = (row for told in facts.told(frame) for row in _rows(told))
    sections = (
        [f"# {for_markdown(facts.title(frame))}"],
        [f"{facts.moment(frame)}, {facts.steps(frame)}".capitalize()],
        _table(("setting", "value"), (map(for_markdown, pair) for pair in facts.settings(frame))),
        ["## Data"],
        _data(frame),
        ["## Steps"],
        _table(("", "step", "formula", "in numbers", "value"), rows),
    )
    return "\n\n".join("\n".join(section) for section in sections) + "\n"


def _data(frame: Frame) -> Iterator[str]:
    refs, some_left_out = facts.data_refs(frame)
    more = ["…"] if some_left_out else []
    head = ("sample", *(f"${_shielded(frame.names.tex(ref))}$" for ref in refs), *more)
    rows = [
        (str(n), *(_math((value,)) for value in values), *more) for n, values in facts.data_rows(frame, refs)
    ]
    if frame.trace.m > len(rows):
        rows.append(("…", *("" for _ in head[1:])))
    return _table(head, rows)


def _rows(told: Told) -> Iterator[tuple[str, ...]]:
    """Make a row for each quantity; number and address stand in the first."""
    first = (str(told.n), told.step.address)
    if not told.quantities:
        yield *first, facts.NOTHING_MOVED, "", ""
    for quantity in told.quantities:
        yield *first, *_cells(quantity)
        first = ("", "")


def _cells(quantity: Quantity) -> tuple[str, str, str]:
    return _math(quantity.formula or (quantity.named,)), _math(quantity.right), _math((quantity.value,))


def _table(head: Sequence[str], rows: Iterable[Iterable[str]]) -> Iterator[str]:
    for cells in (head, ["---"] * len(head), *rows):
        yield f"| {' | '.join(cells)} |"


def _math(parts: Sequence[Part]) -> str:
    return f"${_shielded(as_tex(parts))}$" if parts else ""


def _shielded(tex: str) -> str:
    r"""Write ``\,`` and ``|`` by their names: Markdown would take them for signs of its own."""
    return tex.replace(r"\,", r"\thinspace ").replace("|", r"\vert ")
