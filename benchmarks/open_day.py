"""Twelve hours of an open day at high speed: what the process takes of memory in the end.

``python -m benchmarks.open_day [HOURS]``. Every stop is painted, and a visitor comes every ten minutes, drags
a weight, goes on and back, and leaves. What is taken is printed every hour.
"""

from __future__ import annotations

import gc
import os
import random
import sys
import time
from collections.abc import Callable
from typing import TYPE_CHECKING

from benchmarks import FOLDER
from benchmarks.fast_clock import FastClock
from benchmarks.live import memory_mb

if TYPE_CHECKING:
    from gui.present.loop import OpenDay
    from gui.present.presenter import Presenter

HOURS, DRIFT_MB = 12.0, 50.0
_HOUR_MS = 3_600_000
_VISITS_MS = 600_000
_ROUND_MS = 1_500_000
"""The list has been played once by then: caches are full, and what they take is no drift."""
_WORDS = ("next", "back", "deeper", "out", "zoom_active", "more", "less", "faster", "pen", "compare", "next")


def measured(hours: float) -> tuple[float, float, int]:
    """Let an open day pass; return MB when caches were full, MB at the end, and the pictures painted."""
    from PySide6.QtCore import QEvent, QSize
    from PySide6.QtWidgets import QApplication

    from engine.lessons.lecture import begun
    from gui.app import prepare
    from gui.look import Look
    from gui.present.loop import OpenDay, usual_lessons
    from gui.present.page.view import PageView
    from gui.present.presenter import Presenter

    app = QApplication([])
    prepare(app)
    presenter, clock = Presenter(begun(usual_lessons()[0]), Look()), FastClock()
    view = PageView()
    view.resize(QSize(1280, 720))
    painted = 0

    def paint() -> None:
        nonlocal painted
        view.show_slide(presenter.shown)
        view.finish()
        view.grab()
        app.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        app.processEvents()
        painted += 1

    day = OpenDay(presenter, clock=clock)
    visitor = random.Random(0)
    day.start()
    warm, next_visit, told = 0.0, _VISITS_MS, 0
    while clock.now < hours * _HOUR_MS:
        paint()
        clock.run(clock.until_next)
        if clock.now >= next_visit:
            next_visit += _VISITS_MS
            visit(presenter, day, visitor, paint)
        if not warm and clock.now > _ROUND_MS:
            warm = settled_mb()
        if clock.now >= (told + 1) * _HOUR_MS:
            told += 1
            print(f"{told:3} h  {settled_mb():6.0f} MB  {painted:6,} pictures", flush=True)
    return warm, settled_mb(), painted


def visit(presenter: Presenter, day: OpenDay, visitor: random.Random, paint: Callable[[], None]) -> None:
    """Take over, try things, and leave without a word."""
    from engine.nn.types import Ref
    from engine.session import actions as act
    from gui.hands.targets import new_group

    day.stir()
    group = new_group()
    presenter.dispatch(act.Select(Ref("W", 1, (0, 0))))
    for value in range(6):
        presenter.dispatch(act.SetParameter(Ref("W", 1, (0, 0)), value / 10, "drag", group))
        paint()
    for word in visitor.choices(_WORDS, k=8):
        day.stir()
        getattr(presenter, word)()
        paint()


def settled_mb() -> float:
    """Return the memory once garbage is gone."""
    gc.collect()
    return memory_mb()


def main() -> None:
    """Measure and print."""
    hours = float(sys.argv[1]) if len(sys.argv) > 1 else HOURS
    began = time.perf_counter()
    warm, ended, painted = measured(hours)
    took, drift = time.perf_counter() - began, ended - warm
    print(
        f"\nOpen day, {hours:g} simulated hours in {took:.0f} s, {painted:,} pictures:"
        f" {warm:.0f} MB after the first round, {ended:.0f} MB at the end,"
        f" drift {drift:+.1f} MB of {DRIFT_MB:.0f}, ratio {max(drift, 0.0) / DRIFT_MB:.2f}",
        flush=True,
    )
    FOLDER.cleanup()
    os._exit(0)  # nothing of it is needed any more


if __name__ == "__main__":
    main()
