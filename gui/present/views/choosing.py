"""Which one of the views that a lesson shows has the room beside the diagram."""

from __future__ import annotations

from collections.abc import Iterable

from engine.lessons.lesson import Deed, Step
from engine.lessons.stage import Stage
from engine.session.slice import parameter_of

__all__ = ["CURVE", "ORDER", "view_of"]

CURVE = "curve"
ORDER = (
    "surface", "says", "activity", "slice", "story", CURVE, "sizes", "matrix", "samples", "data",
)  # fmt: skip
"""From what says most at a glance to what has to be read."""
_OF_A_WEIGHT = frozenset({"slice", "story"})
"""Empty while no weight is selected."""
_ASKED_ON = {"curve": CURVE, "arrow": "surface"}
"""Where the answers to some kinds of question are drawn."""


def view_of(stage: Stage, step: Step) -> str:
    """Choose the view: what the question is answered on, what the step shows, else the first of `ORDER`.

    Parameters
    ----------
    stage : Stage
        As it is now: what a question shows with its answer is there only then.
    step : Step

    Returns
    -------
    str
        Of `gui.views.VIEWS`, or "curve"; empty where the lesson shows none.
    """
    if stage.chain is not None:
        return ""
    has_weight = parameter_of(stage.session.selected) is not None
    there = [name for name in ORDER if name in stage.panels and (has_weight or name not in _OF_A_WEIGHT)]
    asked = () if step.ask is None else step.ask.then
    wanted = (*_shown(step.do), *_shown(asked), _ASKED_ON.get(step.ask.kind if step.ask else "", ""))
    return next((name for name in (*reversed(wanted), *there) if name in there), "")


def _shown(deeds: Iterable[Deed]) -> Iterable[str]:
    """Yield the names behind ``show``, in their order."""
    for deed in deeds:
        verb, _, names = deed.text.partition(" ")
        if verb == "show":
            yield from (name.strip() for name in names.split(","))
