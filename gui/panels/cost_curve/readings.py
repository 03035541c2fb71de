"""What is read off the cost curve at an update: a line of text, and of each run all that is known there.

What is said together is of one and the same update.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from functools import partial

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QCoreApplication

from engine.session.frame import Frame
from gui.look import Look
from gui.panels.cost_curve.runs import Run, withheld
from gui.panels.cost_curve.shown import Shown
from gui.short_number import whole

__all__ = ["accuracy_of", "percent", "read_at", "reading_of", "short_reading"]

translate = QCoreApplication.translate


def percent(share: float | None, look: Look) -> str:
    """Write a share of samples: "97.5 %"; what is not known is ``?``."""
    if share is None or math.isnan(share):
        return "?"
    return f"{100.0 * share:.1f}\u00a0%".replace(".", look.point)


def reading_of(
    frame: Frame,
    update: int,
    look: Look,
    run: Run | None = None,
    smooth: float | None = None,
    *,
    brief: bool = False,
) -> str:
    """Say J of an update: "update 0 · J = 0.224"; what a question withholds is ``?``.

    Where rows are kept for testing: "update 412 · train 0.041 · test 0.048". The test is known at some
    updates only: at others nothing is said of it. Of an earlier run its name comes first, or in brief at
    the end, where it may be cut. What is smoothed is told as such.

    Parameters
    ----------
    frame : Frame
    update : int
    look : Look
    run : Run or None
        None stands for the run in play without its scores.
    smooth : float or None
        The smoothed J, where it is drawn.
    brief : bool
        In as few words as it can be understood in.
    """
    is_present = run is None or run.in_play
    curve = frame.curve if run is None or run.in_play else run.curve
    is_known = update < curve.size and not (is_present and update in withheld(frame))
    J = look.cost(float(curve[update]) if is_known else None)
    told = [_place_named(update, brief=brief)]
    if run is not None and np.isfinite(run.scores.test_J).any():
        told.append(translate("CostCurve", "train {value}").format(value=J))
        told.extend(_tested(run, update, is_known, look))
    else:
        told.append(translate("CostCurve", "J = {value}").format(value=J))
    if smooth is not None and is_known:
        told.append(translate("CostCurve", "smoothed {value}").format(value=look.cost(smooth)))
    return _with_name(told, run, brief=brief)


def _with_name(told: list[str], run: Run | None, *, brief: bool) -> str:
    if run is None or run.in_play:
        return " · ".join(told)
    return " · ".join([*told, run.name] if brief else [run.name, *told])


def _place_named(update: int, *, brief: bool) -> str:
    return whole(update) if brief else translate("CostCurve", "update {update}").format(update=whole(update))


def _tested(run: Run, update: int, is_known: bool, look: Look) -> tuple[str, ...]:
    """Say J of the rows kept for testing; nothing where it has not been computed."""
    place = _place_at(run, update)
    if is_known and (place is None or math.isnan(run.scores.test_J[place])):
        return ()
    value = look.cost(float(run.scores.test_J[place])) if is_known else "?"
    return (translate("CostCurve", "test {value}").format(value=value),)


def accuracy_of(run: Run, update: int, look: Look, *, brief: bool = False) -> str:
    """Say how many samples are put into the right class: "update 400 · train 97.5 % · test 95.0 %".

    Nothing where it has not been computed.
    """
    place = _place_at(run, update)
    if place is None:
        return ""
    train, test = float(run.scores.train_accuracy[place]), float(run.scores.test_accuracy[place])
    texts = [_place_named(update, brief=brief)]
    if math.isnan(test):
        texts.append(translate("CostCurve", "{share} right").format(share=percent(train, look)))
    else:
        texts.append(translate("CostCurve", "train {value}").format(value=percent(train, look)))
        texts.append(translate("CostCurve", "test {value}").format(value=percent(test, look)))
    return _with_name(texts, run, brief=brief)


def short_reading(run: Run, update: int, shown: Shown, look: Look) -> str:
    """Say the same of one run among others, without its name: "0.310 · test 0.451"; "–" where nothing is."""
    place = _place_at(run, update)
    if update >= run.curve.size or (shown.quantity == "accuracy" and place is None):
        return "–"
    write: Callable[[float], str] = look.cost
    told, test = [], run.scores.test_J
    if shown.quantity == "accuracy":
        told.append(percent(float(run.scores.train_accuracy[place]), look))
        test, write = run.scores.test_accuracy, partial(percent, look=look)
    else:
        J = float(run.curve[update])
        told.append(look.cost(None if math.isnan(J) else J))
    if place is not None and math.isfinite(test[place]):
        told.append(translate("CostCurve", "test {value}").format(value=write(float(test[place]))))
    return " · ".join(told)


def read_at(run: Run, update: int, shown: Shown) -> int:
    """Return the update that is read off: of accuracy the nearest one at which it is known."""
    if shown.quantity == "J":
        return update
    known = run.scores.updates[_known(run)]
    return int(known[np.abs(known - update).argmin()]) if known.size else update


def _place_at(run: Run, update: int) -> int | None:
    """Return the number of the place of an update; None where its scores have not been computed."""
    found = np.flatnonzero(_known(run) & (run.scores.updates == update))
    return int(found[0]) if found.size else None


def _known(run: Run) -> NDArray[np.bool_]:
    return np.isfinite(run.scores.train_accuracy) | np.isfinite(run.scores.test_J)
