"""One training update, held against PyTorch, scikit-learn, scalars and numpy as in tutorials.

``python -m benchmarks.training [--rounds N]``; ``python -m benchmarks`` runs it in a process of its own.
All compute with one thread: how many there are has to be said before numpy is imported.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
THREADS = ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS", "VECLIB_MAXIMUM_THREADS")

TARGETS = {
    "PyTorch": {"A": 25.0, "B": 35.0, "C": 25.0, "D": 18.0, "E": 6.5},
    "scikit-learn": {"B": 12.0, "C": 10.0, "D": 5.5, "E": 3.2},
}
"""So many times as fast as a peer the trainer is to be."""

_ROUND_S = 0.02
_TOO_SLOW = {"scalars": "CDE"}


def report(rounds: int) -> None:
    """Measure in a process of its own and print the tables."""
    command = [sys.executable, "-m", "benchmarks.training", "--rounds", str(rounds)]
    subprocess.run(command, cwd=ROOT, check=True)


def measured(rounds: int) -> dict[tuple[str, str], float]:
    """Return µs of one update by peer and workload, medians of interleaved rounds."""
    import numpy as np

    from benchmarks.peers import PEERS, Workload

    works = [
        Workload("A: 1-1-1 σ, batch 1", (1, 1, 1), "sigmoid", 1, 0.5),
        Workload("B: 2-4-2-1 tanh, batch 10", (2, 4, 2, 1), "tanh", 10, 0.05),
        Workload("C: 2-8×6-1 tanh, batch 10", (2, *(8,) * 6, 1), "tanh", 10, 0.05),
        Workload("D: 64-16-16-10 σ, batch 32", (64, 16, 16, 10), "sigmoid", 32, 0.5),
        Workload("E: 784-30-10 σ, batch 10", (784, 30, 10), "sigmoid", 10, 0.5),
    ]
    updates, ends = {}, {}
    for work in works:
        for name, peer in PEERS.items():
            if work.name[0] not in _TOO_SLOW.get(name, ""):
                updates[name, work.name] = update = peer(work)
                ends[name, work.name] = update(3)
    for (name, work), end in ends.items():  # who computes something else is not to be compared with
        if end is not None and not np.allclose(end, ends["Upstream", work], rtol=1e-9, atol=1e-12):
            sys.exit(f"{name} comes to other weights than the trainer on {work}")
    with np.errstate(all="ignore"):
        return _timed(updates, rounds)


def _timed(
    updates: dict[tuple[str, str], Callable[[int], object]], rounds: int
) -> dict[tuple[str, str], float]:
    counts = {key: _count(update) for key, update in updates.items()}
    times: dict[tuple[str, str], list[float]] = {key: [] for key in updates}
    for _ in range(rounds):  # interleaved, so that a busy moment meets all alike
        for key, update in updates.items():
            times[key].append(_seconds(update, counts[key]) / counts[key] * 1e6)
    return {key: statistics.median(several) for key, several in times.items()}


def _count(update: Callable[[int], object]) -> int:
    """Choose how many updates make a round: so many that what is done once before them is not noticed."""
    count = 1
    while count < 4096 and _seconds(update, count) < _ROUND_S / 2:
        count *= 2
    return count


def _seconds(update: Callable[[int], object], count: int) -> float:
    began = time.process_time()  # of the processor: others on this machine do not count
    update(count)
    return time.process_time() - began


def print_tables(found: dict[tuple[str, str], float]) -> None:
    """Print µs of an update, and how many times as fast as its peers the trainer is, beside the targets."""
    names, works = (list(dict.fromkeys(column)) for column in zip(*found, strict=True))
    width = max(map(len, names))
    print("\nOne training update, µs; float64, plain SGD, mean of the batch, one thread")
    print(f"{'':{width}}  " + "  ".join(f"{work:>26}" for work in works))
    for name in (*names, *(peer for peer in TARGETS if peer not in names)):
        cells = (f"{found[name, work]:.1f}" if (name, work) in found else "–" for work in works)
        print(f"{name:{width}}  " + "  ".join(f"{cell:>26}" for cell in cells))
    print("\nTimes as fast as they are, and the target")
    for peer, targets in TARGETS.items():
        cells = (_ratio(found, peer, work, targets.get(work[0])) for work in works)
        print(f"{peer:{width}}  " + "  ".join(f"{cell:>26}" for cell in cells), flush=True)


def _ratio(found: dict[tuple[str, str], float], peer: str, work: str, target: float | None) -> str:
    if (peer, work) not in found:
        return "–"
    ratio = f"{found[peer, work] / found['Upstream', work]:.1f}"
    return ratio if target is None else f"{ratio} (≥ {target:g})"


def main() -> None:
    """Measure everything and print the tables."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.training", description=__doc__)
    parser.add_argument("--rounds", type=int, default=15, help="rounds of each measurement")
    rounds = max(parser.parse_args().rounds, 1)
    os.environ.update(dict.fromkeys(THREADS, "1"))
    print_tables(measured(rounds))


if __name__ == "__main__":
    main()
