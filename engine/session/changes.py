"""How a session changes its document, goes back and forth in its history, and where the user stands then."""

from __future__ import annotations

from dataclasses import replace

from engine.session import actions as act
from engine.session.document import Document
from engine.session.edits import rerolled, reset, with_datum, with_eta, with_parameter
from engine.session.history import Entry, History
from engine.session.playhead import placed
from engine.session.session import Session

ByHand = act.SetParameter | act.SetData | act.SetEta
Change = ByHand | act.Reset | act.Reroll | act.Train
"""What can be undone."""

_LAST = 10**9
"""More steps than any update has."""


def changed(session: Session, action: Change) -> Session:
    """Return the session with its document changed; errors as in `update`."""
    document, here = session.document, session.playhead
    match action:
        case act.Train():
            return _trained(session, action)
        case act.Reset(label):
            after = _recorded(session, reset(document, here.update, here.costs_seen), label)
            return _from_the_start(after)
        case act.Reroll(seed, label):
            after = _recorded(session, rerolled(document, seed, here.update, here.costs_seen), label)
            return _from_the_start(after)
        case _:
            group = _group(session, action.group)
            return _recorded(session, _edited(session, action, group), action.label, group)


def gone_back(session: Session, action: act.Undo | act.Redo | act.Cancel) -> Session:
    """Return the session at another point of its history."""
    history, seen = session.history, session.playhead.costs_seen
    match action:
        case act.Undo():
            return _returned(session, history.undo(seen), history.past)
        case act.Redo():
            return _returned(session, history.redo(seen), history.future)
        case act.Cancel(group):
            return _returned(session, history.cancelled(group), history.past)


def _edited(session: Session, action: ByHand, group: str | None) -> Document:
    """Change the document as it was before the gesture that the action belongs to."""
    history, here = session.history, session.playhead
    document, seen = history.before(group), _seen(session, group)
    match action:
        case act.SetParameter(ref, value):
            return with_parameter(document, ref, value, here.update, seen)
        case act.SetData(ref, value):
            of_sample = ref.at(here.sample) if ref.sample is None else ref
            return with_datum(document, of_sample, value, here.update, seen)
        case act.SetEta(eta):
            return with_eta(document, eta, here.update, seen)


def _seen(session: Session, group: str | None) -> int:
    """Return how much of the curve had been seen when a gesture began: now, where it is new."""
    history = session.history
    return history.past[-1].seen if history.continues(group) else session.playhead.costs_seen


def _trained(session: Session, action: act.Train) -> Session:
    document, here = session.document, session.playhead
    log = document.log.grown(action.costs, action.checkpoints, action.end)
    after, place = replace(document, log=log), (here.update, here.costs_seen)
    history = session.history.record(after, action.label, action.group, *place)
    if action.follow:
        end = placed(history.present, replace(here, update=max(log.updates - 1, 0), step=_LAST))
        return replace(session, history=history, playhead=end)
    return replace(session, history=history, playhead=placed(history.present, here))


def _group(session: Session, group: str | None) -> str | None:
    """Return the group of a gesture; a change at another update is none of it."""
    history, here = session.history, session.playhead.update
    return None if history.continues(group) and history.past[-1].place != here else group


def _recorded(session: Session, document: Document, label: str, group: str | None = None) -> Session:
    """Make a changed document the present; of the changed run nothing later was seen."""
    before, here = session.history, session.playhead
    after = before.record(document, label, group, here.update, here.costs_seen)
    if after is before:
        return session
    if len(after.past) < len(before.past):  # a drag that is back where it began
        return _returned(session, after, before.past)
    return replace(session, history=after, playhead=placed(document, replace(here, costs_seen=0)))


def _returned(session: Session, history: History[Document], entries: tuple[Entry[Document], ...]) -> Session:
    """Show the document of the last entry; who stands behind its end goes to where the change was made."""
    if history is session.history:
        return session
    entry, update = entries[-1], session.playhead.update
    if update > max(history.present.log.updates, entry.place, entry.seen - 1):
        update = entry.place
    here = replace(session.playhead, update=update, costs_seen=entry.seen)
    return replace(session, history=history, playhead=placed(history.present, here))


def _from_the_start(session: Session) -> Session:
    here = replace(session.playhead, update=0, step=1, costs_seen=0)
    return replace(session, playhead=placed(session.document, here))
