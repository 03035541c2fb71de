"""Fuzzing at length: thousands of damaged documents and CSV files, each read or refused, in time and memory.

    python -m tests.fuzz [--cases 10000] [--seed 0] [--case "documents 0 17"]

Cases run in processes of their own, so that one that hangs or takes all memory can be ended and named.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
import tracemalloc
import warnings
from collections import Counter
from pathlib import Path

from tests.fuzz.cases import CASES
from tests.fuzz.corpus import corpus

SECONDS, MEGABYTES = 2.0, 500
"""What a case may take: of the processor, and of memory."""

PATIENCE = 30
"""Seconds after which a case counts as one that never ends."""

_AT_ONCE = 500

try:
    import resource
except ImportError:  # Windows: memory is counted by Python, a few times as slow
    resource = None


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    parser.add_argument("--cases", type=int, default=10_000, help="of each kind")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--case", help='one case alone, such as "documents 0 17"')
    parser.add_argument("--work", nargs=4, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.work:
        kind, *numbers = options.work
        return work(kind, *map(int, numbers))
    if options.case:
        with tempfile.TemporaryDirectory() as folder:
            read = CASES[options.case.split()[0]](options.case, Path(folder))
        print("read" if read else "refused")
        return 0
    return sum(fuzz(kind, options.cases, options.seed) for kind in CASES) > 0


def fuzz(kind: str, cases: int, seed: int) -> int:
    """Run cases of one kind, print what became of them, and return how many failed."""
    seen: Counter[str] = Counter()
    worst = {"seconds": {"seconds": -1.0}, "megabytes": {"megabytes": -1.0}}
    for first in range(0, cases, _AT_ONCE):
        for result in results(kind, seed, first, min(first + _AT_ONCE, cases)):
            seen[result["end"]] += 1
            for name, so_far in worst.items():
                if result[name] > so_far[name]:
                    worst[name] = result
            if result["end"] == "failed":
                print(f"{result['case']}: {result['why']}", flush=True)
    slow, large = worst["seconds"], worst["megabytes"]
    print(
        f"{kind}: {seen['read']:,} read, {seen['refused']:,} refused, {seen['failed']:,} failed; at most "
        f"{slow['seconds']:.2f} s ({slow['case']}) and {large['megabytes']:.0f} MB more ({large['case']})"
    )
    return seen["failed"]


def results(kind: str, seed: int, first: int, last: int) -> list[dict]:
    """Run some cases in processes of their own; one that ends its process fails, and the rest go on."""
    found: list[dict] = []
    while first + len(found) < last:
        begin = first + len(found)
        command = [sys.executable, "-m", "tests.fuzz", "--work", kind, *map(str, (seed, begin, last))]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        found += [json.loads(line) for line in done.stdout.splitlines()]
        if first + len(found) < last:
            case, why = (
                f"{kind} {seed} {first + len(found)}",
                done.stderr[-2000:] or f"code {done.returncode}",
            )
            found.append({"case": case, "end": "failed", "why": why, "seconds": PATIENCE, "megabytes": 0.0})
    return found


def work(kind: str, seed: int, first: int, last: int) -> int:
    """Run cases here, and print what became of each as a line of JSON."""
    import faulthandler

    warnings.simplefilter("error")
    corpus()
    _bound_memory()
    with tempfile.TemporaryDirectory() as folder:
        CASES[kind](kind, Path(folder))  # what is imported and made once is nobody's time
        for number in range(first, last):
            faulthandler.dump_traceback_later(PATIENCE, exit=True)
            print(json.dumps(_measured(kind, f"{kind} {seed} {number}", Path(folder))), flush=True)
    faulthandler.cancel_dump_traceback_later()
    return 0


def _measured(kind: str, case: str, folder: Path) -> dict:
    before, began, why = _peak(), time.process_time(), ""
    try:
        end = "read" if CASES[kind](case, folder) else "refused"
    except Exception as error:  # whatever it is, it is what is looked for
        end, why = "failed", f"{type(error).__name__}: {error}"
    seconds, megabytes = time.process_time() - began, _peak() - before
    if seconds > SECONDS:
        end, why = "failed", why or f"took {seconds:.1f} s"
    if megabytes > MEGABYTES:
        end, why = "failed", why or f"took {megabytes:.0f} MB"
    return {"case": case, "end": end, "why": why, "seconds": seconds, "megabytes": megabytes}


def _bound_memory() -> None:
    """Let no case have more memory than it may, where the system can see to that."""
    if resource is None:
        tracemalloc.start()
        return
    status = Path("/proc/self/statm")
    if status.exists():
        taken = int(status.read_text("utf-8").split()[0]) * resource.getpagesize()
        most = taken + MEGABYTES * 2**20
        resource.setrlimit(resource.RLIMIT_AS, (most, most))


def _peak() -> float:
    """Return the megabytes that were taken at most so far; a case counts if it takes more than all before."""
    if resource is None:
        peak = tracemalloc.get_traced_memory()[1] / 2**20
        tracemalloc.reset_peak()
        return peak
    taken = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return taken / 2**20 if sys.platform == "darwin" else taken / 2**10


if __name__ == "__main__":
    sys.exit(main())
