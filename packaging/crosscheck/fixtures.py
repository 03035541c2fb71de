"""PyTorch's stored answers: two files without pickles, of seeds and numbers."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np

from crosscheck.answers import Answers, pack, unpack
from crosscheck.cases import Case, draw_case
from crosscheck.runs import SNAPSHOTS, Run, draw_run
from engine.nn.types import Array

FOLDER = Path(__file__).parents[2] / "tests" / "fixtures"
CASES_FILE = FOLDER / "torch_cases.npz"
RUNS_FILE = FOLDER / "torch_runs.npz"


def store_cases(answered: list[tuple[Case, Answers]], torch_version: str) -> None:
    """Write the answers to cases: their seeds, and all numbers one after the other."""
    rows = [pack(case, answers) for case, answers in answered]
    _store(CASES_FILE, [case.seed for case, _ in answered], rows, torch_version)


def stored_cases() -> Iterator[tuple[Case, Answers]]:
    """Read what `store_cases` wrote; the cases are drawn again from their seeds."""
    for seed, numbers in _stored(CASES_FILE):
        case = draw_case(seed)
        yield case, unpack(case, numbers)


def store_runs(answered: list[tuple[Run, Array]], torch_version: str) -> None:
    """Write the parameters of runs: their seeds, and all snapshots one after the other."""
    rows = [snapshots.ravel() for _, snapshots in answered]
    _store(RUNS_FILE, [run.case.seed for run, _ in answered], rows, torch_version)


def stored_runs() -> Iterator[tuple[Run, Array]]:
    """Read what `store_runs` wrote: a row of parameters for each of `SNAPSHOTS`."""
    for seed, numbers in _stored(RUNS_FILE):
        yield draw_run(seed), numbers.reshape(len(SNAPSHOTS), -1)


def _store(file: Path, seeds: list[int], rows: list[Array], torch_version: str) -> None:
    np.savez_compressed(
        file,
        torch=np.array(torch_version),
        seeds=np.array(seeds, "<i8"),
        counts=np.array([row.size for row in rows], "<i8"),
        numbers=np.concatenate(rows).astype("<f8"),
    )


def _stored(file: Path) -> Iterator[tuple[int, Array]]:
    with np.load(file, allow_pickle=False) as stored:
        seeds, counts, numbers = stored["seeds"], stored["counts"], stored["numbers"]
    parts = np.split(numbers, np.cumsum(counts)[:-1])
    yield from zip(map(int, seeds), parts, strict=True)
