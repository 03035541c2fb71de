"""What is said when training stops by itself, and after weights were drawn anew."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from math import isnan

from PySide6.QtCore import QCoreApplication

from engine.nn.notation import Names
from engine.nn.types import Ref, Symbol
from engine.session import actions as act
from engine.session.frame import Frame
from engine.session.replay import eta_at, trace_of
from engine.session.training import Trouble
from gui.look import Look
from gui.notice import Answer, Notice
from gui.short_number import short, whole
from gui.training.goal import PATIENCE
from gui.training.run import Ending

__all__ = ["notice_of_ending", "notice_of_seed"]

translate = QCoreApplication.translate
_SMALLER = 10
"""A learning rate that is offered is smaller by this factor."""

_OLD: dict[Symbol, Symbol] = {"W_new": "W", "b_new": "b", "J_new": "J"}

Dispatch = Callable[[act.Action], object]


def notice_of_ending(ending: Ending, frame: Frame, look: Look, dispatch: Dispatch) -> Notice:
    """Say why a run ended, and offer what helps.

    Parameters
    ----------
    ending : Ending
    frame : Frame
        The moment at which it ended.
    look : Look
    dispatch : callable
        Carries out an action.
    """
    match ending.reason:
        case "trouble" if ending.trouble is not None:
            text = _trouble_text(frame, ending.trouble)
            answers = (*_undo(frame, dispatch), _smaller_eta(ending, frame, look, dispatch))
            return Notice(text, answers, about=frame.document)
        case "already":
            text = translate("Training", "J is below {goal} already: it is {J}.")
        case "stuck":
            text = translate(
                "Training", "J no longer falls: in the last {patience} updates it got no lower than {J}."
            )
        case _:
            text = translate("Training", "This run is full: it holds {count} updates. Reset begins another.")
    J = look.cost(ending.J)
    goal = short(ending.run.goal.below or 0.0, look.point)
    said = text.format(goal=goal, J=J, patience=whole(PATIENCE), count=whole(frame.trained))
    return Notice(said, about=frame.document)


def notice_of_seed(frame: Frame, dispatch: Dispatch) -> Notice:
    """Say with which seed the weights in play were drawn."""
    text = translate("Training", "New initial weights, drawn with seed {seed}.")
    return Notice(text.format(seed=frame.setup.seed), _undo(frame, dispatch), about=frame.document)


def _trouble_text(frame: Frame, trouble: Trouble) -> str:
    value = trace_of(frame.document, trouble.update).value(trouble.ref)
    large = translate(
        "Training", "Training stopped in update {update}: {name} became too large to compute (infinite)."
    )
    lost = translate(
        "Training", "Training stopped in update {update}: {name} can't be computed (infinite minus infinite)."
    )
    name = _name(trouble.ref, frame.names)
    return (lost if isnan(value) else large).format(update=whole(trouble.update), name=name)


def _name(ref: Ref, names: Names) -> str:
    """Name a quantity of no sample in particular; what an update leaves is "the new w₂"."""
    old = _OLD.get(ref.symbol)
    if old is None:
        return names.text(ref.at(None))
    return translate("Training", "the new {name}").format(name=names.text(Ref(old, ref.layer, ref.index)))


def _undo(frame: Frame, dispatch: Dispatch) -> tuple[Answer, ...]:
    """Offer to take the last change back, by its name; nothing where there is none."""
    if not frame.undo_label:
        return ()
    text = translate("Training", "Undo {label}").format(label=frame.undo_label)
    return ((text, partial(dispatch, act.Undo())),)


def _smaller_eta(ending: Ending, frame: Frame, look: Look, dispatch: Dispatch) -> Answer:
    """Offer to begin the run again with a smaller η; what ran away stays in view as an earlier run."""
    began = min(ending.run.began, frame.trained)
    eta = eta_at(frame.document, began) / _SMALLER
    text = translate("Training", "Use η = {eta}").format(eta=short(eta, look.point))

    def begin_again() -> None:
        dispatch(act.Seek(1, update=began))
        dispatch(act.SetEta(eta, translate("Training", "set η")))

    return text, begin_again
