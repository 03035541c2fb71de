"""Soaking: somebody tries out everything in an open window for half an hour; the memory must not grow.

    python -m tests.soak [--minutes 30] [--seed 0]

Every minute it prints what the process takes. At the end it fails where that has grown by more than 50 MB
since caches were warm.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from types import TracebackType

GROWTH_MB = 50.0
"""What it may grow by in half an hour."""

_WARM = 0.1
"""Share of the time after which caches are full: what they take is no growth."""


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.soak", description=__doc__)
    parser.add_argument("--minutes", type=float, default=30.0)
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    with tempfile.TemporaryDirectory() as folder:
        os.environ["UPSTREAM_FOLDER"] = folder
        return soak(options.minutes, options.seed)


def soak(minutes: float, seed: int) -> int:
    """Go on for some minutes; return 0 where it did not grow too much."""
    from PySide6.QtWidgets import QApplication

    from gui.app import prepare
    from tests.soak.memory import memory_mb
    from tests.soak.sitting import Sitting

    app = QApplication([])
    prepare(app)
    trouble, sitting, warm = _noted(), Sitting(seed), None
    began = told = time.monotonic()
    while (passed := time.monotonic() - began) < 60 * minutes:
        sitting.go_on()
        if warm is None and passed > 60 * minutes * _WARM:
            warm = memory_mb()
        if time.monotonic() - told > 60:
            told = time.monotonic()
            print(f"{passed / 60:5.1f} min  {memory_mb():6.0f} MB  {sitting.told()}", flush=True)
    grown = memory_mb() - (memory_mb() if warm is None else warm)
    print(f"grown by {grown:.0f} MB of {GROWTH_MB:.0f} in {minutes:g} min (seed {seed}); {sitting.told()}")
    if trouble:
        print(f"{len(trouble)} errors, the first: {trouble[0]!r}")
    return int(grown > GROWTH_MB or bool(trouble))


def _noted() -> list[BaseException]:
    """Note what goes wrong where Qt calls: it would only be printed."""
    found: list[BaseException] = []

    def note(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        found.append(error.with_traceback(None))  # whose frames would keep what they know
        sys.__excepthook__(kind, error, trace)

    sys.excepthook = note
    return found


if __name__ == "__main__":
    found = main()
    sys.stdout.flush()
    os._exit(found)  # the window is not taken apart: nothing of it is needed any more
