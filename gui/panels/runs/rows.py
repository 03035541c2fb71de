"""The rows of the table: each run with its numbers, as texts."""

from __future__ import annotations

import math
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from engine.nn.score import Score
from engine.nn.types import Ref
from engine.session.document import Document
from engine.session.frame import Frame
from engine.session.replay import curve_of, setup_at
from engine.session.scores import has_accuracy, test_score_at, training_score_at
from engine.session.withholding import hides_outputs
from gui.look import Look
from gui.run_words import RunNames
from gui.short_number import short

__all__ = ["RunRow", "rows_of"]

translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True)
class RunRow:
    """One run.

    Attributes
    ----------
    number : int
    given : str
        The name that the user gave it; empty where there is none.
    name : str
        What it is called.
    eta, J, test : str
        Learning rate and cost where the run stands; cost of the rows kept for testing, empty without any.
    right, right_in_test : str
        Share of the samples in the right class; empty where the labels are no classes.
    in_play, is_shown : bool
    """

    number: int
    given: str
    name: str
    eta: str
    J: str
    test: str = ""
    right: str = ""
    right_in_test: str = ""
    in_play: bool = False
    is_shown: bool = True

    @property
    def spoken(self) -> str:
        """All of it in one line."""
        test = translate("Runs", "J test {value}").format(value=self.test) if self.test else ""
        right = " / ".join(filter(None, (self.right, self.right_in_test)))
        told = (
            translate("Runs", "run {number}: {name}").format(number=self.number, name=self.name),
            translate("Runs", "η {value}").format(value=self.eta),
            translate("Runs", "J {value}").format(value=self.J),
            test,
            translate("Runs", "{shares} right").format(shares=right) if right else "",
            "" if self.is_shown else translate("Runs", "its curve is hidden"),
        )
        return ", ".join(filter(None, told))


def rows_of(frame: Frame, names: RunNames, look: Look, hidden: frozenset[int]) -> tuple[RunRow, ...]:
    """Tell of the run in play as it stands now, and of the earlier ones at their ends, the newest first."""
    ghosts = (
        _row(
            ghost.document,
            frame,
            names,
            look,
            ghost.document.log.updates,
            is_shown=ghost.number not in hidden,
        )
        for ghost in reversed(frame.document.ghosts)
    )
    return (_row(frame.document, frame, names, look, frame.update + frame.is_over), *ghosts)


def _row(
    run: Document, frame: Frame, names: RunNames, look: Look, update: int, *, is_shown: bool = True
) -> RunRow:
    in_play = run is frame.document
    setup = setup_at(run, update)
    is_known = _is_told(frame, update) if not in_play else _is_seen(frame, update)
    tells = is_known and not (update == frame.update and hides_outputs(frame.hidden))
    test, right = _scores(run, frame, update) if tells else (None, None)
    J = float(curve_of(run, update + 1)[update]) if is_known else None
    has_test, has_classes = setup.test.size > 0, has_accuracy(setup)
    return RunRow(
        run.run,
        run.run_name,
        names.of(run, frame, look),
        short(setup.eta, look.point) if not in_play or frame.is_known(Ref("eta", 0)) else "?",
        look.cost(None if J is None or math.isnan(J) else J),
        look.cost(test.J if test else None) if has_test else "",
        _percent(right, look) if has_classes else "",
        _percent(test, look) if has_classes and has_test else "",
        in_play,
        is_shown,
    )


def _is_seen(frame: Frame, update: int) -> bool:
    """Say whether the cost where the playhead stands is known, and no question withholds it."""
    return update < frame.curve.size and _is_told(frame, update)


def _is_told(frame: Frame, update: int) -> bool:
    """Say whether no question withholds the cost of an update: earlier runs may have the same."""
    L = frame.network.L
    costs = {frame.update: Ref("J", L), frame.update + 1: Ref("J_new", L)}
    return costs.get(update) not in frame.hidden


def _scores(run: Document, frame: Frame, update: int) -> tuple[Score | None, Score | None]:
    """Return the scores of testing and of training; none while playing where they take long."""
    setup = setup_at(run, update)
    if frame.playhead.playing and run is frame.document and setup.measured == "batch":
        return None, None
    right = training_score_at(run, update) if has_accuracy(setup) else None
    return test_score_at(run, update), right


def _percent(score: Score | None, look: Look) -> str:
    """Write the share of the right ones, so that it is no longer than it must be: "97.5 %"."""
    if score is None or score.accuracy is None:
        return "?"
    return f"{100.0 * score.accuracy:.1f}\u00a0%".replace(".", look.point)
