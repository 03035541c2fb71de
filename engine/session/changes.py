"""How a session changes its document, goes back and forth in its history, and where the user stands then."""

from __future__ import annotations

from dataclasses import replace

from engine.session import actions as act
from engine.session.document import Document, bytes_beside
from engine.session.edits import rerolled, reset, with_datum, with_parameter, with_settings
from engine.session.history import Entry, History, Place
from engine.session.keeping import deleted, kept_beside, named, taken_up
from engine.session.places import arranged
from engine.session.playhead import placed
from engine.session.session import Session

MOST_MEMORY = 24 * 2**20
"""Bytes of runs and data that undo may hold beside the present document, its earlier runs included:
the oldest changes are forgotten when there are more."""

MOST_CHANGES = 500
"""Changes that can be undone: to count what they hold takes milliseconds at every further one."""

_LAST = 10**9
"""More steps than any update has."""


def changed(session: Session, action: act.Change) -> Session:
    """Return the session with its document changed; errors as in `update`."""
    document, here = session.document, session.playhead
    match action:
        case act.Train():
            return _trained(session, action)
        case act.Reset(label):
            return _from_the_start(session, reset(document, here.update, here.costs_seen), label)
        case act.Reroll(seed, label, init):
            drawn = rerolled(document, seed, here.update, here.costs_seen, init)
            return _from_the_start(session, drawn, label)
        case act.TakeUpRun(run, label):
            return _taken_up(session, taken_up(document, run, here.costs_seen), label)
        case act.KeepRun() | act.NameRun() | act.DeleteRun():
            return _in_place(session, _beside(session, action), action.label)
        case act.PlaceNodes():
            return _arranged(session, action)
        case _:
            group = _group(session, action.group)
            return _recorded(session, _edited(session, action, group), action.label, group)


def gone_back(session: Session, action: act.Undo | act.Redo | act.Cancel) -> Session:
    """Return the session at another point of its history."""
    history, here = session.history, _place(session)
    match action:
        case act.Undo():
            return _returned(session, history.undo(here), history.past)
        case act.Redo():
            return _returned(session, history.redo(here), history.future)
        case act.Cancel(group):
            return _returned(session, history.cancelled(group), history.past)


def _edited(session: Session, action: act.ByHand, group: str | None) -> Document:
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
            return with_settings(document, here.update, seen, eta=eta)
        case act.SetSettings(changes):
            return with_settings(document, here.update, seen, **changes)


def _seen(session: Session, group: str | None) -> int:
    """Return how much of the curve had been seen when a gesture began: now, where it is new."""
    history = session.history
    return history.past[-1].place.seen if history.continues(group) else session.playhead.costs_seen


def _trained(session: Session, action: act.Train) -> Session:
    document, here = session.document, session.playhead
    log = document.log.grown(action.costs, action.checkpoints, action.end)
    history = session.history.record(
        replace(document, log=log), action.label, action.group, _place(session), moves=action.follow
    )
    if action.follow:
        end = placed(history.present, replace(here, update=max(log.updates - 1, 0), step=_LAST))
        return replace(session, history=history, playhead=end)
    return replace(session, history=history, playhead=placed(history.present, here))


def _group(session: Session, group: str | None) -> str | None:
    """Return the group of a gesture; a change at another update is none of it."""
    history, here = session.history, session.playhead.update
    return None if history.continues(group) and history.past[-1].place.update != here else group


def _recorded(session: Session, document: Document, label: str, group: str | None = None) -> Session:
    """Make a changed document the present; of the changed run nothing later was seen."""
    before = session.history
    after = before.record(document, label, group, _place(session))
    if after is before:
        return session
    if len(after.past) < len(before.past):  # a drag that is back where it began
        return _returned(session, after, before.past)
    here = replace(session.playhead, costs_seen=0)
    if len(after.past) > len(before.past):
        after = _bounded(after)
    return replace(session, history=after, playhead=placed(document, here))


def _bounded(history: History[Document]) -> History[Document]:
    """Forget the oldest changes where they are too many, or the runs that they would bring back too large."""
    while len(history.past) > MOST_CHANGES:
        history = history.shortened()
    while len(history.past) > 1 and _bytes(history) > MOST_MEMORY:
        history = history.shortened()
    return history


def _bytes(history: History[Document]) -> int:
    return bytes_beside(history.present, (entry.state for entry in history.past))


def _returned(session: Session, history: History[Document], entries: tuple[Entry[Document], ...]) -> Session:
    """Show the document of the last entry, from where it was left if the change had taken the user along.

    Otherwise the step in view stays; who stands behind the end goes to where the document was left.
    """
    if history is session.history:
        return session
    place, here = entries[-1].place, session.playhead
    end = max(history.present.log.updates, place.update, place.seen - 1)
    if entries[-1].moves:
        here = replace(here, update=place.update, step=place.step)
    elif here.update > end:
        here = replace(here, update=place.update)
    here = replace(here, costs_seen=place.seen)
    return replace(session, history=history, playhead=placed(history.present, here))


def _from_the_start(session: Session, document: Document, label: str) -> Session:
    """Make a changed document the present and go to its beginning."""
    history = _bounded(session.history.record(document, label, place=_place(session), moves=True))
    here = replace(session.playhead, update=0, step=1, costs_seen=0)
    return replace(session, history=history, playhead=placed(document, here))


def _taken_up(session: Session, document: Document, label: str) -> Session:
    """Make another run the present one; the step in view stays, as far as that run goes."""
    if document is session.document:
        return session
    history = _bounded(session.history.record(document, label, place=_place(session), moves=True))
    here, updates = replace(session.playhead, costs_seen=0), document.log.updates
    if here.update > updates:  # to the end of the run as it was left, and no step further
        here = replace(here, update=max(updates - 1, 0), step=_LAST if updates else 1)
    return replace(session, history=history, playhead=placed(document, here))


def _beside(session: Session, action: act.KeepRun | act.NameRun | act.DeleteRun) -> Document:
    """Change what is beside the run in play, or what it is called."""
    document = session.document
    match action:
        case act.KeepRun():
            return kept_beside(document, session.playhead.costs_seen)
        case act.NameRun(run, name):
            return named(document, run, name)
        case act.DeleteRun(run):
            return deleted(document, run)


def _in_place(session: Session, document: Document, label: str) -> Session:
    """Make a document the present that differs in its earlier runs and in names only."""
    history = session.history.record(document, label, place=_place(session))
    return session if history is session.history else replace(session, history=_bounded(history))


def _arranged(session: Session, action: act.PlaceNodes) -> Session:
    """Put nodes somewhere else; a drag that is back where it began was none."""
    before, places = session.history.before(action.group), arranged(action.places)
    document = before if places == before.places else replace(before, places=places)
    history = session.history.record(document, action.label, action.group, _place(session))
    return session if history is session.history else replace(session, history=history)


def _place(session: Session) -> Place:
    here = session.playhead
    return Place(here.update, here.step, here.costs_seen)
