"""Deeds that begin anew: load, restore, fork, fresh, slip; and the stage that a lesson begins with."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from engine.lessons.deeds.making import Does, Known, Maker
from engine.lessons.deeds.moving import acted
from engine.lessons.deeds.showing import withholding
from engine.lessons.faults import meant, short
from engine.lessons.stage import Stage, Start
from engine.nn.slips import check_slip
from engine.session import actions as act
from engine.session.document import two_nodes
from engine.session.playhead import placed
from engine.session.session import Session

__all__ = ["LOADING", "loaded", "opened"]

_NONE = two_nodes()
"""What a session holds in a lesson without a network."""


def opened(start: Start, view_hide: Iterable[str], panels: Iterable[str], notation: str, seed: int) -> Stage:
    """Return the stage before the first step of a lesson."""
    document = start.document or _NONE
    stage = Stage(
        Session.start(document, placed(document, Session.start().playhead)), seed=seed, notation=notation
    )
    return loaded(replace(stage, panels=frozenset(panels), hides=tuple(view_hide)), start)


def loaded(stage: Stage, start: Start) -> Stage:
    """Begin with a start: its numbers, its first step, and what the lesson withholds from the beginning."""
    document = start.document or _NONE
    here = replace(stage.session.playhead, update=0, step=1, sample=0, costs_seen=0)
    session = Session.start(document, placed(document, here))
    bare = replace(
        stage,
        session=session,
        base=start,
        chain=start.chain,
        lit=frozenset(),
        withheld=frozenset(),
        wiggle=0.0,
    )
    for path in stage.hides:
        try:
            bare = withholding(bare, [path], hides=True)
        except ValueError:  # of another network
            continue
    return bare


def _load(rest: str, known: Known) -> Does:
    if rest not in known.starts:
        raise ValueError(f"there is nothing to load called {short(rest)}{meant(rest, known.starts)}")
    start = known.starts[rest]
    return Does(lambda stage: loaded(stage, start))


def _nothing(rest: str, name: str) -> None:
    if rest:
        raise ValueError(f"{name} takes nothing, not {short(rest)}")


def _restore(rest: str, _known: Known) -> Does:
    _nothing(rest, "restore")
    return Does(_restored)


def _restored(stage: Stage) -> Stage:
    """Go back to the start; runs that were kept beside stay, and what was revealed stays so."""
    session, start = stage.session, stage.base
    document = start.document or _NONE
    if session.document.ghosts:
        document = replace(document, ghosts=session.document.ghosts, run=session.document.run)
    here = replace(session.playhead, update=0, step=1, sample=0, costs_seen=0)
    anew = Session(Session.start(document).history, placed(document, here), None, session.hidden)
    return replace(stage, session=anew, chain=start.chain, wiggle=0.0)


def _fork(rest: str, _known: Known) -> Does:
    """Keep the run as it is beside the one that goes on from here."""
    _nothing(rest, "fork")
    return Does(lambda stage: acted(stage, act.KeepRun("fork")))


def _fresh(rest: str, known: Known) -> Does:
    from engine.lessons.generator import KINDS

    if rest not in ("chain", *KINDS):
        raise ValueError(
            f"there are no fresh numbers of the kind {short(rest)}{meant(rest, ('chain', *KINDS))}"
        )
    return Does(lambda stage: loaded(stage, _drawn(rest, known, stage)), changes=False)


def _drawn(kind: str, known: Known, stage: Stage) -> Start:
    """Draw new numbers, keyed by lesson, step and play."""
    from engine.lessons.generator import fresh, fresh_chain, key_of

    seed = key_of(*known.key, stage.seed)
    if kind == "chain":
        return Start(stage.base.document, fresh_chain(seed))
    return Start(fresh(kind, seed, stage.session.document))


def _slip(rest: str, _known: Known) -> Does:
    slip = "" if rest == "none" else rest
    if slip:
        check_slip(slip)
    return Does(lambda stage: replace(stage, session=replace(stage.session, slip=slip)))


LOADING: dict[str, Maker] = {
    "load": _load,
    "restore": _restore,
    "fork": _fork,
    "fresh": _fresh,
    "slip": _slip,
}
