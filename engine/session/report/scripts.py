"""What the two exported programs have in common: words at the head, arrays as Python, what is printed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import groupby
from textwrap import wrap

import numpy as np

from engine.nn.optimizers import optimizer_rule
from engine.nn.trace import Trace
from engine.nn.types import Array
from engine.session.frame import Frame
from engine.session.report import facts

WIDTH = 110
"""Longest line of a program, where no single name or number is longer."""

_MOST_SAMPLES = 12
"""Samples whose numbers are listed at the head."""

_GROUPS = {
    "data: one sample a row": ("X", "Y"),
    "parameters: row j of W_l holds the weights to node j of layer l": ("W", "b"),
    "0 where a connection is cut or a parameter is locked": ("connected", "free"),
    "settings": ("eta", "l1", "l2"),
    "what the optimiser remembers": ("m", "v", "t"),
}
_GROUP_OF = {first: group for group, names in _GROUPS.items() for first in names}


def heading(frame: Frame, *sentences: str) -> str:
    """Write the comment at the head of a program: which update it computes, and further sentences."""
    trace, rows = frame.trace, [str(row + 1) for row in frame.rows[: _MOST_SAMPLES + 1]]
    samples = ", ".join((*rows[:_MOST_SAMPLES], *["…"] * (len(rows) > _MOST_SAMPLES)))
    batch = f"{trace.m} of {frame.setup.samples} samples ({samples})"
    lines = (
        f"{facts.title(frame)} · {facts.sizes(frame)} · update {frame.update}",
        f"Written by Upstream: cost {trace.cost}, optimiser {trace.optimizer}, {batch}.",
        *sentences,
    )
    return "".join(f"# {part}\n" for line in lines for part in wrap(line, WIDTH - 2))


def definitions(names: Mapping[str, Array | float], call: Callable[[str], tuple[str, str]]) -> str:
    """Define quantities in groups, each number exactly.

    Parameters
    ----------
    names : mapping
        The quantities by name, as `engine.nn.numpy_names.given` lists them.
    call : callable
        Says what stands before and after the list that an array of that name is made of.
    """
    groups = groupby(names, key=lambda name: _GROUP_OF[name.split("_")[0]])
    return _constants(names.values()) + "".join(
        f"\n# {group}\n" + "".join(_definition(name, names[name], *call(name)) for name in members)
        for group, members in groups
    )


def _definition(name: str, value: Array | float, before: str, after: str) -> str:
    if not isinstance(value, np.ndarray):
        return f"{name} = {value!r}\n"
    line = f"{name} = {before}{value.tolist()!r}{after}\n"
    if len(line) <= WIDTH + 1:
        return line
    rows = "".join(map(_row, value)) if value.ndim > 1 else _wrapped(map(repr, value.tolist()), "    ")
    return f"{name} = {before}[\n{rows}]{after}\n"


def _row(row: Array) -> str:
    line = f"    {row.tolist()!r},\n"
    return (
        line if len(line) <= WIDTH + 1 else f"    [\n{_wrapped(map(repr, row.tolist()), '        ')}    ],\n"
    )


def sequence(before: str, items: Iterable[str], after: str) -> str:
    """Write a list on one line, or on several where it is long."""
    found = list(items)
    line = f"{before}{', '.join(found)}{after}\n"
    indent = " " * (len(before) - len(before.lstrip()))
    return (
        line if len(line) <= WIDTH + 1 else f"{before}\n{_wrapped(found, indent + '    ')}{indent}{after}\n"
    )


def _wrapped(items: Iterable[str], indent: str) -> str:
    """Fill lines with items, a comma after each."""
    text = " ".join(f"{item}," for item in items)
    lines = wrap(text, WIDTH, initial_indent=indent, subsequent_indent=indent, break_on_hyphens=False)
    return "".join(f"{line}\n" for line in lines)


def _constants(values: Iterable[Array | float]) -> str:
    """Import the names of what is no number, where there is any: a run that ran away is told as it is."""
    arrays = list(values)
    kinds = (("inf", np.isinf), ("nan", np.isnan))
    names = [name for name, is_kind in kinds if any(np.any(is_kind(array)) for array in arrays)]
    return f"from math import {', '.join(names)}\n" if names else ""


def results(trace: Trace) -> Iterator[tuple[str, str]]:
    """List what a program prints: the name of a result, and of the array that holds it at the end."""
    moments = optimizer_rule(trace.optimizer).moments
    yield "J", "J"
    for l in range(trace.network.L, 0, -1):
        yield from ((name, name) for name in (f"delta_{l}", f"dW_{l}", f"db_{l}"))
    for l in range(trace.network.L, 0, -1):
        for kind in "Wb":
            names = (f"{kind}_{l}", *(f"{moment}_{kind}_{l}" for moment in moments))
            yield from ((f"{name}_new", name) for name in names)
    yield "J_new", "J_new"
