"""What can be told about the runs of a document: how far each came, and how they differ."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, zip_longest

import numpy as np

from engine.nn.notation import path
from engine.nn.types import Array, Ref
from engine.session.document import Document
from engine.session.keeping import ghost_of
from engine.session.replay import curve_of, network_at
from engine.session.runlog import Stage, same_stage
from engine.session.setup import SETTINGS, Setup, same_setup

__all__ = ["TOLD", "Change", "Comparison", "Difference", "Run", "Value", "compare", "runs_of"]

Value = str | float | int | tuple[int, ...] | tuple[str, ...] | None


@dataclass(frozen=True, slots=True)
class Run:
    """One run, in numbers.

    Attributes
    ----------
    number : int
    name : str
        Empty where the user gave it none.
    updates : int
    J : float
        At its end; `Setup.measured` says which J.
    lowest : float
    lowest_at : int
        The update, from 0, at which J was lowest for the first time.
    in_play, kept : bool
    """

    number: int
    name: str
    updates: int
    J: float
    lowest: float
    lowest_at: int
    in_play: bool
    kept: bool


@dataclass(frozen=True, slots=True)
class Change:
    """What a setting is from an update on."""

    update: int
    value: Value


@dataclass(frozen=True, slots=True)
class Difference:
    """A setting that runs do not share.

    Attributes
    ----------
    setting : str
        A name in `TOLD`; or "data", or "weights", those that the runs part with.
    values : tuple of tuple of Change
        For each run, what it is at its beginning and wherever it was changed. Data and weights are
        numbered: equal numbers stand for equal ones.
    """

    setting: str
    values: tuple[tuple[Change, ...], ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Some runs side by side; all tuples are in the order that was asked for.

    Attributes
    ----------
    runs : tuple of Run
    parted : int or None
        The first update that they do not compute alike; None where each goes the way of the others as
        far as it goes.
    differences : tuple of Difference
    at : int
        The last update that all of them reached.
    J : tuple of float
        What each had come to there.
    """

    runs: tuple[Run, ...]
    parted: int | None
    differences: tuple[Difference, ...]
    at: int
    J: tuple[float, ...]


def runs_of(document: Document) -> tuple[Run, ...]:
    """List the runs of a document, by number."""
    runs = [_told(document, in_play=True), *(_told(g.document, in_play=False) for g in document.ghosts)]
    return tuple(sorted(runs, key=lambda run: run.number))


def compare(document: Document, numbers: Sequence[int]) -> Comparison:
    """Compare some runs of a document.

    Parameters
    ----------
    document : Document
    numbers : sequence of int
        Two or more.

    Raises
    ------
    ValueError
        If there are fewer, or there is no run of such a number.
    """
    if len(numbers) < 2:
        raise ValueError("it takes two runs or more to compare")
    found = [document if n == document.run else ghost_of(document, n).document for n in numbers]
    parted = min((n for pair in combinations(found, 2) if (n := _parted(*pair)) is not None), default=None)
    at = min(run.log.updates for run in found)
    return Comparison(
        runs=tuple(_told(run, in_play=run is document) for run in found),
        parted=parted,
        differences=tuple(_differences(found, parted)),
        at=at,
        J=tuple(float(curve_of(run, at + 1)[at]) for run in found),
    )


def _told(run: Document, *, in_play: bool) -> Run:
    J, lowest, lowest_at = _numbers(run)
    return Run(run.run, run.run_name, run.log.updates, J, lowest, lowest_at, in_play, run.run_kept)


def _numbers(run: Document) -> tuple[float, float, int]:
    """Return J at the end, the lowest J, and where that was; a J that is no number is never the lowest."""
    curve = curve_of(run, run.log.updates + 1)
    lowest = float(np.fmin.reduce(curve))
    return float(curve[-1]), lowest, int(np.argmax(curve == lowest))


def _parted(first: Document, second: Document) -> int | None:
    """Return the first update that two runs do not compute alike, if both came as far as that."""
    if not _begin_alike(first, second):
        return 0
    pairs = zip_longest(first.log.stages, second.log.stages)
    others = (_first_of(pair) for pair in pairs if None in pair or not same_stage(*pair))
    update = next(others, None)
    reached = min(first.log.updates, second.log.updates)
    return None if update is None or update > reached else update


def _begin_alike(first: Document, second: Document) -> bool:
    """Say whether two runs begin with one setup; large data that they share are not looked at."""
    return all(getattr(first, name) is getattr(second, name) for name in SETTINGS) or same_setup(
        first, second
    )


def _first_of(stages: Iterable[Stage | None]) -> int:
    return min(stage.update for stage in stages if stage is not None)


def _refs(refs: Iterable[Ref]) -> tuple[str, ...]:
    return tuple(sorted(map(path, refs)))


TOLD: dict[str, Callable[[Setup], Value]] = {
    "cost": lambda setup: setup.cost,
    "optimizer": lambda setup: setup.optimizer,
    "eta": lambda setup: setup.eta,
    "schedule": lambda setup: setup.schedule,
    "batch": lambda setup: setup.batch,
    "shuffle": lambda setup: setup.shuffle,
    "seed": lambda setup: setup.seed,
    "init": lambda setup: setup.init,
    "l1": lambda setup: setup.l1,
    "l2": lambda setup: setup.l2,
    "sizes": lambda setup: setup.network.sizes,
    "activations": lambda setup: setup.network.activations[1:],
    "cut": lambda setup: _refs(setup.network.cut),
    "locked": lambda setup: _refs(setup.network.locked),
    "test": lambda setup: setup.test.size,
}
"""Settings that are told where runs differ in them, as plain values: rows kept for testing are counted."""


def _differences(runs: Sequence[Document], parted: int | None) -> Iterator[Difference]:
    data, weights = _Numbered(), _Numbered()
    told = TOLD | {"data": lambda setup: data.number(setup.X, setup.Y, setup.test)}
    for name, value in told.items():
        values = tuple(_changes(run, value) for run in runs)
        if len(set(values)) > 1:
            yield Difference(name, values)
    if parted is not None:
        numbers = [weights.number(network_at(run, parted).to_vector()) for run in runs]
        if len(set(numbers)) > 1:
            yield Difference("weights", tuple((Change(parted, number),) for number in numbers))


def _changes(run: Document, value: Callable[[Setup], Value]) -> tuple[Change, ...]:
    """Tell what a setting is at the beginning of a run, and wherever it was changed."""
    changes = [Change(0, value(run))]
    for stage in run.log.stages:
        now = value(stage.setup)
        if now != changes[-1].value:
            changes.append(Change(stage.update, now))
    return tuple(changes)


class _Numbered:
    """Gives arrays numbers from 1, equal ones the same."""

    def __init__(self) -> None:
        self._found: list[tuple[Array, ...]] = []

    def number(self, *arrays: Array) -> int:
        """Return the number of some arrays together."""
        for n, found in enumerate(self._found, 1):
            if all(a is b or np.array_equal(a, b) for a, b in zip(arrays, found, strict=True)):
                return n
        self._found.append(arrays)
        return len(self._found)
