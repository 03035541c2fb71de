"""Compare the engine with PyTorch on fresh random cases: ``python -m crosscheck [--seed N]``.

Prints a line for each kind of number with the worst error that was met and the seed at which it was; exits 1
where one is above the tolerance. The same seed draws the same again.
"""

from __future__ import annotations

import argparse
import secrets
import sys
import time
import warnings
from collections.abc import Callable, Sequence
from itertools import islice

import numpy as np
import torch

from crosscheck.compare import TOLERANCE, Tally
from crosscheck.engine_side import engine_answers, trained, walked
from crosscheck.fixtures import stored_cases, stored_runs
from crosscheck.make_fixtures import answered_cases, answered_runs
from crosscheck.runs import ROUND
from crosscheck.scripts import alone, compare_script, exported_frames, here
from crosscheck.torch_runs import at_snapshots, torch_run
from crosscheck.torch_side import torch_answers

MOST_SEED = 1_000_000
APART = 10_000
"""So many seeds of cases belong to one seed of a comparison."""

CASES = 300
RUNS = 2 * ROUND
SCRIPTS = 48
ALONE_EVERY = 16
"""So many scripts are run in one process, which loads PyTorch once, to one that has a process of its own."""


def fresh_cases(seed: int) -> Tally:
    """Compare all numbers of single updates."""
    tally = Tally()
    for case, theirs in islice(answered_cases(APART * seed), CASES):
        tally.add_answers(engine_answers(case), theirs, case.seed)
        tally.passed_over = case.seed + 1 - APART * seed - CASES
    return tally


def fresh_runs(seed: int) -> Tally:
    """Compare parameters in the course of 200 updates, an optimiser a line."""
    tally = Tally()
    for run, theirs in islice(answered_runs(APART * seed), RUNS):
        for ours in (walked(run), trained(run)):
            tally.add_snapshots(run.optimizer, ours, theirs, run.case.seed)
        tally.passed_over = run.case.seed + 1 - APART * seed - RUNS
    return tally


def stored_answers(_seed: int) -> Tally:
    """Compare what tests/fixtures hold with what this PyTorch says."""
    tally = Tally()
    for case, stored in stored_cases():
        tally.add_answers(stored, torch_answers(case)[0], case.seed)
    for run, stored_snapshots in islice(stored_runs(), RUNS):
        tally.add_snapshots("parameters", stored_snapshots, at_snapshots(torch_run(run)), run.case.seed)
    return tally


def exported_scripts(seed: int) -> Tally:
    """Compare what exported programs print with the engine: of trainings on their way, of deep nets."""
    tally = Tally()
    frames = islice(exported_frames(APART * seed), SCRIPTS)
    for number, (case_seed, frame) in enumerate(frames):
        compare_script(tally, frame, case_seed, alone if number % ALONE_EVERY == 0 else here)
        tally.passed_over = case_seed - APART * seed - number
    return tally


PARTS: dict[str, Callable[[int], Tally]] = {
    f"{CASES} fresh updates": fresh_cases,
    f"{RUNS} fresh trainings of 200 updates": fresh_runs,
    f"{SCRIPTS} exported PyTorch scripts, executed": exported_scripts,
    "what is stored in tests/fixtures": stored_answers,
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Compare everything; return 0 where all agrees."""
    parser = argparse.ArgumentParser(prog="crosscheck", description="Compare the engine with PyTorch.")
    parser.add_argument("--seed", type=int, metavar="N", help=f"draw the same again, 0 to {MOST_SEED}")
    seed = parser.parse_args(arguments).seed
    if seed is None:
        seed = secrets.randbelow(MOST_SEED)
    elif not 0 <= seed <= MOST_SEED:
        parser.error(f"a seed is a whole number from 0 to {MOST_SEED}, not {seed}")
    # What the engine warns of is wrong; what PyTorch warns of is its own business.
    warnings.filterwarnings("error", module="engine")
    print(
        f"crosscheck: torch {torch.__version__}, numpy {np.__version__}; again: make crosscheck SEED={seed}"
    )
    agrees = [_told(what, part, seed) for what, part in PARTS.items()]
    verdict = "all agrees" if all(agrees) else "NOT ALL AGREES"
    print(f"\n{verdict}: of each array a relative error up to {TOLERANCE:g} is accepted")
    return 0 if all(agrees) else 1


def _told(what: str, part: Callable[[int], Tally], seed: int) -> bool:
    started = time.monotonic()
    tally = part(seed)
    print(f"\n{what}, {time.monotonic() - started:.0f} s", *tally.table(), sep="\n", flush=True)
    return tally.agrees


if __name__ == "__main__":
    sys.exit(main())
