"""The one door for changes: ``update(session, action)`` is pure and returns the next session."""

from __future__ import annotations

import math
from dataclasses import replace

from engine.nn.types import Ref
from engine.session import actions as act
from engine.session.document import Document, rows_of_update, with_eta, with_parameter
from engine.session.history import History
from engine.session.playhead import Playhead, moved, moved_by_phase, placed, zoomed
from engine.session.session import Session

Edit = act.SetParameter | act.SetEta | act.Train
"""The actions that change the document: each can be undone."""


def update(session: Session, action: act.Action) -> Session:
    """Return the session after an action; the same object where nothing changed.

    Parameters
    ----------
    session : Session
    action : Action
        One of `engine.session.actions`.

    Raises
    ------
    ValueError
        If the action carries a value that the document cannot take; the session is as before.
    """
    match action:
        case act.Open(document, playhead):
            return Session.start(document, placed(document, playhead or Playhead()))
        case act.Select(ref):
            return session if ref == session.selected else replace(session, selected=ref)
        case act.Hide(refs):
            return _with_hidden(session, session.hidden | refs)
        case act.Reveal(refs):
            return _with_hidden(session, frozenset() if refs is None else session.hidden - refs)
        case act.Undo():
            return _with_history(session, session.history.undo())
        case act.Redo():
            return _with_history(session, session.history.redo())
        case act.SetParameter() | act.SetEta() | act.Train():
            changed = _edited(session.document, session.playhead.update, action)
            return _with_history(session, session.history.record(changed, action.label, action.group))
        case _:
            playhead = _moved(session.document, session.playhead, action)
            return session if playhead == session.playhead else replace(session, playhead=playhead)


def _moved(document: Document, playhead: Playhead, action: act.Action) -> Playhead:
    match action:
        case act.Step(by):
            return moved(document, playhead, by)
        case act.StepPhase(by):
            return moved_by_phase(document, playhead, by)
        case act.StepUpdate(by):
            here = playhead.update + by + (by < 0 and playhead.step > 1)
            return placed(document, replace(playhead, update=max(here, 0), step=1))
        case act.Seek(step, at):
            at = playhead.update if at is None else max(at, 0)
            return placed(document, replace(playhead, update=at, step=step))
        case act.SetZoom(zoom):
            return zoomed(document, playhead, zoom)
        case act.SetSample(sample):
            return replace(playhead, sample=sample % len(rows_of_update(document, playhead.update)))
        case act.Play(on):
            return replace(playhead, playing=on)
        case act.SetSpeed(speed):
            if not (math.isfinite(speed) and speed > 0):
                raise ValueError(f"the speed must be a number above 0, not {speed}")
            return replace(playhead, speed=speed)
        case _:
            raise TypeError(f"{action!r} is not an action")


def _edited(document: Document, update_in_play: int, action: Edit) -> Document:
    match action:
        case act.SetParameter(ref, value):
            return with_parameter(document, ref, value, update_in_play)
        case act.SetEta(eta):
            return with_eta(document, eta, update_in_play)
        case act.Train(costs, checkpoints):
            return replace(document, log=document.log.grown(costs, checkpoints))


def _with_history(session: Session, history: History[Document]) -> Session:
    if history is session.history:
        return session
    here = replace(session.playhead, costs_seen=0)  # of the changed run nothing later has been seen
    return replace(session, history=history, playhead=placed(history.present, here))


def _with_hidden(session: Session, hidden: frozenset[Ref]) -> Session:
    return session if hidden == session.hidden else replace(session, hidden=hidden)
