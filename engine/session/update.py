"""The one door for changes: ``update(session, action)`` is pure and returns the next session."""

from __future__ import annotations

import math
from dataclasses import replace

from engine.nn.slips import check_slip
from engine.nn.types import Ref
from engine.session import actions as act
from engine.session.changes import changed, gone_back
from engine.session.document import Document
from engine.session.history import History
from engine.session.playhead import Playhead, moved, moved_by_phase, placed, zoomed
from engine.session.replay import setup_at, trace_of
from engine.session.rows import showing
from engine.session.session import Session


def update(session: Session, action: act.Action) -> Session:
    """Return the session after an action; the same object where nothing changed.

    What was selected stays so, as long as it is there: an edit or another update may have another network.

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
    after = _after(session, action)
    if after.selected is None or _quantities(after) == _quantities(session) or _has(after, after.selected):
        return after
    return replace(after, selected=None)


def _quantities(session: Session) -> tuple[tuple[int, ...], str]:
    """Return what the quantities of the update in play depend on."""
    setup = setup_at(session.document, session.playhead.update)
    return setup.network.sizes, setup.optimizer


def _has(session: Session, ref: Ref) -> bool:
    """Say whether the update in play has a quantity."""
    try:
        trace_of(session.document, session.playhead.update).value(ref, session.playhead.sample)
    except KeyError:
        return False
    return True


def _after(session: Session, action: act.Action) -> Session:
    match action:
        case act.Open(document, playhead):
            return Session.start(document, placed(document, playhead or Playhead()))
        case act.Stage(document, playhead, selected, hidden, slip):
            if slip:
                check_slip(slip)
            history = session.history if document is session.document else History(document)
            return Session(history, placed(document, playhead), selected, hidden, slip)
        case act.Select(ref):
            return session if ref == session.selected else replace(session, selected=ref)
        case act.Hide(refs):
            return _with_hidden(session, session.hidden | refs)
        case act.Reveal(refs):
            return _with_hidden(session, frozenset() if refs is None else session.hidden - refs)
        case act.Undo() | act.Redo() | act.Cancel():
            return gone_back(session, action)
        case _ if isinstance(action, act.Change):
            return changed(session, action)
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
        case act.SetSample() | act.ShowRow():
            return _with_sample(document, playhead, action)
        case act.Play(on):
            return replace(playhead, playing=on)
        case act.SetSpeed(speed):
            return _with_speed(playhead, speed)
        case _:
            raise TypeError(f"{action!r} is not an action")


def _with_sample(document: Document, playhead: Playhead, action: act.SetSample | act.ShowRow) -> Playhead:
    if isinstance(action, act.ShowRow):
        return showing(document, playhead, action.row)
    rows = setup_at(document, playhead.update).rows(playhead.update)
    return replace(playhead, sample=action.sample % len(rows))


def _with_speed(playhead: Playhead, speed: float) -> Playhead:
    if not (math.isfinite(speed) and speed > 0):
        raise ValueError(f"the speed must be a number above 0, not {speed}")
    return replace(playhead, speed=speed)


def _with_hidden(session: Session, hidden: frozenset[Ref]) -> Session:
    return session if hidden == session.hidden else replace(session, hidden=hidden)
