"""Runs beside the one in play: left behind by edits, kept, named, deleted, taken up again.

A run that nobody named or kept is forgotten when there are more than `MOST_GHOSTS` of them, or when they
take more than `ROOM_FOR_RUNS` bytes beside the present run, the oldest first. A run that was named or kept
stays until it is deleted: what cannot be kept is refused in a sentence instead. Runs share what they have
in common, so a copy that is kept takes nothing until the run in play goes on.
"""

from __future__ import annotations

from dataclasses import replace

from engine.session.document import MOST_GHOSTS, MOST_KEPT, Document, Ghost, bytes_beside
from engine.session.replay import recorded

ROOM_FOR_RUNS = 96 * 2**20
"""Bytes that the earlier runs of a document may take beside the present one."""


def left_behind(document: Document) -> Document:
    """Make a run a ghost of the one that begins now, which has another number and no name yet.

    Parameters
    ----------
    document : Document
        The run as it is to be kept.

    Returns
    -------
    Document
        The same run, to be changed.

    Raises
    ------
    ValueError
        If the run has a name or was kept, and there is no room for another of that kind.
    """
    ghost = _ghost(document)
    ghosts = _bounded(document, (*document.ghosts, ghost), ghost)
    return replace(document, ghosts=ghosts, run=_next_run(document), run_name="", run_kept=False)


def kept_beside(document: Document, seen: int = 0) -> Document:
    """Keep a copy of the present run, so that one can go on and compare.

    Parameters
    ----------
    document : Document
    seen : int
        Points of the cost curve that were seen without being recorded.

    Returns
    -------
    Document
        The same one where the run was kept before and nothing has happened to it since.

    Raises
    ------
    ValueError
        If there is no room for another run that is kept.
    """
    old = recorded(document, seen)
    if any(ghost.document.run_kept and ghost.document.log is old.log for ghost in document.ghosts):
        return document
    return left_behind(replace(old, run_kept=True))


def named(document: Document, run: int, name: str) -> Document:
    """Give a run a name, or (an empty one) take it away.

    Raises
    ------
    ValueError
        If there is no such run, the name is none, or there is no room for another run that is kept.
    """
    name = name.strip()
    if run == document.run:
        return document if name == document.run_name else replace(document, run_name=name)
    ghost = ghost_of(document, run)
    if name == ghost.document.run_name:
        return document
    new = Ghost(run, replace(ghost.document, run_name=name))
    ghosts = tuple(new if other is ghost else other for other in document.ghosts)
    return replace(document, ghosts=_bounded(document, ghosts, new))


def deleted(document: Document, run: int) -> Document:
    """Delete an earlier run.

    Raises
    ------
    ValueError
        If there is no such run, or it is the one in play.
    """
    if run == document.run:
        raise ValueError(f"run {run} is in play; go on with another run before deleting it")
    ghost = ghost_of(document, run)
    return replace(document, ghosts=tuple(other for other in document.ghosts if other is not ghost))


def taken_up(document: Document, run: int, seen: int = 0) -> Document:
    """Go on with an earlier run: it becomes the present one, and the present one stays beside it.

    Raises
    ------
    ValueError
        If there is no such run, or no room to keep the present one.
    """
    if run == document.run:
        return document
    ghost, old = ghost_of(document, run), recorded(document, seen)
    others = tuple(other for other in document.ghosts if other is not ghost)
    present, left = replace(ghost.document, title=document.title), _ghost(old)
    return replace(present, ghosts=_bounded(present, (*others, left), left))


def ghost_of(document: Document, run: int) -> Ghost:
    """Return the earlier run with a number.

    Raises
    ------
    ValueError
        If there is none.
    """
    for ghost in document.ghosts:
        if ghost.number == run:
            return ghost
    raise ValueError(f"there is no run {run}")


def _ghost(document: Document) -> Ghost:
    return Ghost(document.run, replace(document, ghosts=()))


def _next_run(document: Document) -> int:
    return 1 + max(document.run, *(ghost.number for ghost in document.ghosts), 0)


def _bounded(present: Document, ghosts: tuple[Ghost, ...], new: Ghost) -> tuple[Ghost, ...]:
    """Forget the oldest of the runs that nobody named or kept, where there are too many of them."""
    present = replace(present, ghosts=())
    if new.stays:
        _check_room(present, [ghost for ghost in ghosts if ghost.stays])
    kept, loose = list(ghosts), [ghost for ghost in ghosts if not ghost.stays]
    while len(loose) > 1 and (len(loose) > MOST_GHOSTS or _bytes(present, kept) > ROOM_FOR_RUNS):
        kept.remove(loose.pop(0))
    return tuple(kept)


def _check_room(present: Document, staying: list[Ghost]) -> None:
    """Refuse one more run that is never forgotten, where there are too many, or they are too long."""
    if len(staying) > MOST_KEPT:
        raise ValueError(f"at most {MOST_KEPT} earlier runs can be named or kept; delete one first")
    if _bytes(present, staying) > ROOM_FOR_RUNS:
        most = ROOM_FOR_RUNS // 2**20
        raise ValueError(f"earlier runs that are named or kept may take {most} MB; delete one first")


def _bytes(present: Document, ghosts: list[Ghost]) -> int:
    return bytes_beside(present, (ghost.document for ghost in ghosts))
