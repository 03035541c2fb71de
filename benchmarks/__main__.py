"""Run the measurements: ``python -m benchmarks [--rounds N]``.

A table comes out: the median of the rounds, the target, and their ratio; below 1 the target is met. Two
more follow, of training in the open window and of single updates beside those of others.
Only ratios within one run mean much: the same code varies by 1.7 between minutes on a shared machine.
"""

from __future__ import annotations

import argparse
import os
import statistics
import sys
from collections.abc import Callable

from benchmarks import FOLDER, live, training
from benchmarks import editing as editing_benchmarks
from benchmarks import engine as engine_benchmarks
from benchmarks import explore as explore_benchmarks
from benchmarks import present as present_benchmarks
from benchmarks import time as time_benchmarks
from benchmarks import window as window_benchmarks

Measure = tuple[str, float, Callable[[], float]]  # what, target in ms, one round in ms


def main() -> None:
    """Measure everything and print the table."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--rounds", type=int, default=15, help="rounds of each measurement")
    rounds = max(parser.parse_args().rounds, 1)
    measures: list[Measure] = [
        *window_benchmarks.measures(),
        *editing_benchmarks.measures(),
        *explore_benchmarks.measures(),
        *present_benchmarks.measures(),
        *engine_benchmarks.measures(),
        *time_benchmarks.measures(),
    ]
    times: dict[str, list[float]] = {what: [] for what, _, _ in measures}
    for _ in range(rounds):  # interleaved, so that a busy minute meets all alike
        for what, _, once in measures:
            times[what].append(once())
    width = max(len(what) for what in times)
    print(f"{'':{width}}  median ms  worst ms  target ms  ratio")
    for what, target, _ in measures:
        median = statistics.median(times[what])
        worst, ratio = max(times[what]), median / target
        print(f"{what:{width}}  {median:9.2f}  {worst:8.2f}  {target:9.1f}  {ratio:5.2f}", flush=True)
    live.report(seconds=min(rounds, 20))
    training.report(rounds)
    sys.stdout.flush()
    FOLDER.cleanup()
    os._exit(0)  # the windows are not taken apart: nothing of them is needed any more


if __name__ == "__main__":
    main()
