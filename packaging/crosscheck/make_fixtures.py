"""Ask PyTorch about 500 cases and 96 runs, and store its answers in tests/fixtures.

make crosscheck        # for its environment, with PyTorch
PYTHONPATH=packaging build/crosscheck/bin/python -m crosscheck.make_fixtures

Needed only where `cases` or `runs` draw something else than before.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count, islice

import torch

from crosscheck.answers import Answers
from crosscheck.cases import Case, draw_case
from crosscheck.fixtures import CASES_FILE, RUNS_FILE, store_cases, store_runs
from crosscheck.runs import ROUND, Run, draw_run
from crosscheck.torch_runs import reliable_run
from crosscheck.torch_side import reliable_answers
from engine.nn.types import Array

CASES = 500
RUNS = 4 * ROUND


def answered_cases(start: int) -> Iterator[tuple[Case, Answers]]:
    """Yield cases from a seed on with PyTorch's answers; those it cannot answer are passed over."""
    for seed in count(start):
        case = draw_case(seed)
        answers = reliable_answers(case)
        if answers is not None:
            yield case, answers


def answered_runs(start: int) -> Iterator[tuple[Run, Array]]:
    """Yield runs from a seed on with PyTorch's parameters; those that are not steady are passed over."""
    for seed in count(start):
        run = draw_run(seed)
        snapshots = reliable_run(run)
        if snapshots is not None:
            yield run, snapshots


def main() -> None:
    """Write both files."""
    store_cases(list(islice(answered_cases(0), CASES)), torch.__version__)
    store_runs(list(islice(answered_runs(0), RUNS)), torch.__version__)
    for file in (CASES_FILE, RUNS_FILE):
        print(f"{file.name}: {file.stat().st_size:,} bytes, by torch {torch.__version__}")


if __name__ == "__main__":
    main()
