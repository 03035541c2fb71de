"""Paths of quantities in lessons: those of docs/notation.md, with ``*`` for all nodes, edges or samples."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import product

from engine.lessons.expressions.parsing import parsed
from engine.lessons.faults import meant, short
from engine.nn.activations import activation
from engine.nn.network import Network
from engine.nn.notation import parse_path
from engine.nn.types import Ref

__all__ = ["CHAIN_HEADS", "NAMES", "refs_at", "refs_in"]

CHAIN_HEADS = ("x", "u", "du", "h", "dh", "boxes", "forecast", "change", "nudged")
"""What paths of a chain of functions begin with."""

NAMES = (
    "x", "y", "yhat", "z", "a", "product", "J", "dJ_da", "slope", "delta", "term", "w", "b", "dJ_dw", "dJ_db",
    "new.w", "new.b", "new.J", "m.w", "v.w", "m.b", "v.b", "new.m.w", "new.v.w", "new.m.b", "new.v.b", "eta",
    "pull", "t",
)  # fmt: skip
"""What paths of a network begin with."""

_PARTS = re.compile(r"([A-Za-z_.]+)((?:\[[0-9*,]+\])*)(?:@([0-9]+|\*))?")


@lru_cache(maxsize=1024)
def refs_at(path: str, net: Network, batch: int | None = None) -> tuple[Ref, ...]:
    """Return what a path names: one quantity, or all that it stands for.

    Parameters
    ----------
    path : str
        ``delta[2][1]@3``; ``w[2]`` and ``w[2][*,1]`` are all weights of layer 2, or those from node 1.
    net : Network
    batch : int, optional
        Samples of the update. A batch of one names no sample; without a batch, ``@*`` names none.

    Raises
    ------
    ValueError
        If the network has no such quantity.
    """
    match = _PARTS.fullmatch(path.replace(" ", ""))
    if match is None:
        raise ValueError(f"{short(path)} is not the path of a quantity, such as w[2][1,1] or delta[1][1]")
    name, brackets, sample = match.groups()
    if name not in NAMES:
        raise ValueError(f"there is no quantity called {short(name)}{meant(name, NAMES)}")
    groups = [group.split(",") for group in re.findall(r"\[([^\]]*)\]", brackets)]
    layer = [] if name in ("x", "y", "yhat", "J", "new.J", "eta", "t") else groups[:1]
    found = _indexed(path, name + "".join(f"[{','.join(g)}]" for g in layer), groups[len(layer) :], net)
    return tuple(ref.at(s) for ref in found for s in _samples(path, sample, batch))


def _indexed(path: str, head: str, groups: list[list[str]], net: Network) -> list[Ref]:
    """Return the Refs of all indices that are meant, in the order of a table's rows."""
    if len(groups) > 1:
        raise ValueError(f"{short(path)} has more indices than any quantity")
    given = groups[0] if groups else None
    first = _first(path, head, given, net)
    ranges = [
        range(n) if g == "*" else [int(g) - 1] for n, g in zip(_dims(first, net), given or "**", strict=False)
    ]
    if given and "*" not in given:
        return [first]
    found = [Ref(first.symbol, first.layer, index) for index in product(*ranges)]
    last = ",".join(str(r[-1] + 1) for r in ranges)
    parse_path(f"{head}[{last}]" if last else head, net)  # refuses what lies outside
    return found


def _first(path: str, head: str, given: list[str] | None, net: Network) -> Ref:
    """Return the first of the quantities that are meant; with no index, of as many as it takes."""
    if given:
        return parse_path(f"{head}[{','.join('1' if g == '*' else g for g in given)}]", net)
    for index in ("[1,1]", "[1]"):
        try:
            return parse_path(head + index, net)
        except ValueError:
            continue
    try:
        return parse_path(head, net)
    except ValueError as error:
        raise ValueError(str(error).replace(repr(head), short(path))) from None


def _dims(ref: Ref, net: Network) -> tuple[int, ...]:
    """Return how many there are along each index of a quantity."""
    n = net.sizes
    if len(ref.index) < 2:
        return (n[ref.layer],)[: len(ref.index)]
    couples = ref.symbol == "slope" and activation(net.activations[ref.layer]).couples
    return n[ref.layer], n[ref.layer] if couples else n[ref.layer - 1]


def _samples(path: str, sample: str | None, batch: int | None) -> list[int | None]:
    if sample is None:
        return [None]
    if sample == "*":
        return list(range(batch)) if batch and batch > 1 else [None]
    if int(sample) < 1:
        raise ValueError(f"{short(path)}: samples are counted from 1")
    if batch is not None and int(sample) > batch:
        raise ValueError(f"{short(path)}: this update has {batch} sample{'s' * (batch != 1)}")
    return [None if batch == 1 else int(sample) - 1]


def refs_in(expr: str, network: Network, batch: int | None = None) -> frozenset[Ref]:
    """Return all quantities that an expression mentions; errors as in `refs_at` and `parsed`."""
    paths = (tree.name for tree in parsed(expr).walk() if tree.op == "path" and tree.name not in _WORDS)
    return frozenset(ref for path in paths for ref in refs_at(path, network, batch))


_WORDS = frozenset({"pi", "e", "m", "batch_J", "full_J", "test_J"})
"""Names that are no paths."""
