"""Actions of a session as the deeds of a lesson that lead to the same."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from engine.lessons.stage import Stage
from engine.nn.microsteps import ends
from engine.nn.network import Network, same_network
from engine.nn.notation import path
from engine.nn.types import Ref
from engine.session import actions as act
from engine.session.actions import Action, ByHand, Change
from engine.session.edits import standing
from engine.session.playhead import shape_at, steps_at, zoomed
from engine.session.session import Session
from engine.session.setup import Setup

__all__ = ["deeds_of_change", "deeds_of_place", "effective", "same_place", "same_setting"]

_IGNORED = act.Play | act.SetSpeed | act.PlaceNodes | act.NameRun | act.DeleteRun
_AT_ONCE = 15
"""Weights and biases that one deed sets."""

_MOST_SET = 60
"""Weights and biases that are set one by one; a network of more that changed is loaded."""

_PLAIN = ("eta", "batch", "seed", "l1", "l2", "optimizer", "schedule", "shuffle")


def effective(actions: Sequence[Action]) -> list[Action]:
    """Leave out what was undone, and of every gesture all but its last action."""
    done: list[Action] = []
    undone: list[Action] = []
    for action in actions:
        match action:
            case act.Undo():
                _take_back(done, undone)
            case act.Redo():
                done += [undone.pop()] if undone else []
            case act.Cancel(group):
                done = [each for each in done if _group(each) != group]
            case _ if not isinstance(action, _IGNORED):
                if _group(action) is not None and done and _group(done[-1]) == _group(action):
                    if isinstance(action, ByHand):
                        done.pop()
                elif isinstance(action, Change):
                    undone.clear()
                done.append(action)
            case _:
                continue
    return done


def _take_back(done: list[Action], undone: list[Action]) -> None:
    """Undo the last change."""
    place = next((n for n in range(len(done) - 1, -1, -1) if isinstance(done[n], Change)), None)
    if place is not None:
        undone.append(done.pop(place))


def _group(action: Action) -> str | None:
    return getattr(action, "group", None)


# Where the recording is


def same_place(recorded: Session, told: Session, offset: int) -> bool:
    """Say whether the lesson stands where the recording does; `offset` updates went before a start."""
    a, b = recorded.playhead, told.playhead
    return (
        (a.update - offset, a.step, a.zoom, a.sample) == (b.update, b.step, b.zoom, b.sample)
        and recorded.selected == told.selected
        and recorded.hidden == told.hidden
    )


def deeds_of_place(recorded: Session, told: Session, offset: int) -> Iterator[str]:
    """Lead from where the lesson stands to where the recording is."""
    here = recorded.playhead
    if here.zoom != told.playhead.zoom:
        yield f"zoom {here.zoom}"
    yield from _to_update(told, max(here.update - offset, 0))
    shape = shape_at(recorded.document, here.update)
    coarse = zoomed(recorded.document, here, "layer")
    goal = steps_at(recorded.document, here.update, "layer")[coarse.step - 1]
    if goal.rule != "F0" or told.playhead.step > 1:
        yield f"goto {goal.address}"
    done = ends(shape, False, "layer")[coarse.step - 1]
    reached = next(n for n, end in enumerate(ends(shape, False, here.zoom), 1) if end >= done)
    yield from (f"step -{n}" for n in _parts(reached - here.step))
    if here.sample != told.playhead.sample or here.sample:
        yield f"sample {here.sample + 1}"
    if recorded.selected != told.selected:
        yield f"shade {path(recorded.selected)}" if recorded.selected else "shade nothing"
    for name, refs in (
        ("hide", recorded.hidden - told.hidden),
        ("reveal", told.hidden - recorded.hidden),
    ):
        yield from (f"{name} {path(ref)}" for ref in sorted(refs, key=path))


def _to_update(told: Session, update: int) -> Iterator[str]:
    """Go to an update, unless the lesson stands in it: the last step is that with which it is over."""
    here = told.playhead
    last = len(steps_at(told.document, here.update, here.zoom))
    if here.update != update or here.step == last:
        yield f"goto update {update}"


def _parts(count: int, most: int = 1000) -> Iterator[int]:
    """Part a count of steps, as no deed takes more at once."""
    while count > 0:
        yield min(count, most)
        count -= most


# What the recording changed


def same_setting(recorded: Session, told: Session, offset: int) -> bool:
    """Say whether the update in play is computed with the same numbers in both."""
    a, b = recorded.playhead.update, recorded.playhead.update - offset
    if b < 0:
        return False
    first, second = standing(recorded.document, a), standing(told.document, b)
    return (
        recorded.document.log.updates - offset == told.document.log.updates
        and same_network(first.network, second.network)
        and _same_data(first, second)
        and all(getattr(first, name) == getattr(second, name) for name in (*_PLAIN, "cost"))
    )


def _same_data(first: Setup, second: Setup) -> bool:
    return all(np.array_equal(getattr(first, name), getattr(second, name)) for name in ("X", "Y", "test"))


def deeds_of_change(
    action: Action, before: Session, after: Session, stage: Stage, offset: int = 0
) -> Iterator[str]:
    """Name the deeds that make a change; they begin at the beginning of the update that it is made in.

    Parameters
    ----------
    action : Action
    before, after : Session
        Where the recording is.
    stage : Stage
        Where the lesson is.
    offset : int
        Updates that went before the start that the lesson loaded last.
    """
    if isinstance(action, act.KeepRun):
        yield "fork"
    elif isinstance(action, act.Train):
        yield from _of_training(after, stage, offset)
    elif isinstance(action, ByHand):
        here = before.playhead.update
        yield from _to_update(stage.session, stage.session.playhead.update)
        yield from _of_settings(standing(before.document, here), standing(after.document, here), here)


def _of_training(after: Session, stage: Stage, offset: int) -> Iterator[str]:
    """Run as many updates as the lesson's run is short of."""
    done = stage.session.document.log.updates
    missing = after.document.log.updates - offset - done
    if missing > 0:
        yield f"goto update {done}"
        yield f"run {missing} updates"


def _of_settings(old: Setup, new: Setup, update: int) -> Iterator[str]:
    if old.network.sizes != new.network.sizes:
        return
    for name in _PLAIN:
        if (value := getattr(new, name)) != getattr(old, name) and value is not None:
            yield f"set {name} {value!r}" if not isinstance(value, str) else f"set {name} {value}"
    yield from (
        f"activation {layer} {name}"
        for layer, name in enumerate(new.network.activations)
        if name != old.network.activations[layer]
    )
    if old.cost != new.cost:
        yield f"cost {new.cost}"
    yield from _of_parameters(old.network, new.network)
    yield from _of_data(old, new, update)


def _of_parameters(old: Network, new: Network) -> Iterator[str]:
    for name, refs in (
        ("cut", new.cut - old.cut),
        ("mend", old.cut - new.cut),
        ("lock", new.locked - old.locked),
        ("unlock", old.locked - new.locked),
    ):
        yield from (f"{name} {path(ref)}" for ref in sorted(refs))
    moved = [
        (ref, value) for ref, value in _values(new) if value != old.parameter(ref) and ref not in new.cut
    ]
    if len(moved) <= _MOST_SET:
        for n in range(0, len(moved), _AT_ONCE):
            yield "set " + ", ".join(f"{path(ref)} {value!r}" for ref, value in moved[n : n + _AT_ONCE])


def _values(net: Network) -> Iterator[tuple[Ref, float]]:
    for layer in range(1, net.L + 1):
        yield from (
            (Ref("W", layer, index), float(net.W[layer][index])) for index in np.ndindex(net.W[layer].shape)
        )
        yield from ((Ref("b", layer, (j,)), float(net.b[layer][j])) for j in range(net.sizes[layer]))


def _of_data(old: Setup, new: Setup, update: int) -> Iterator[str]:
    """Set numbers of rows that the batch in play has."""
    if old.X.shape != new.X.shape or old.Y.shape != new.Y.shape:
        return
    rows = new.rows(update).tolist()
    for name, before, after in (("x", old.X, new.X), ("y", old.Y, new.Y)):
        for row, column in np.argwhere(before != after).tolist():
            if row in rows:
                yield f"set {name}[{column + 1}]@{rows.index(row) + 1} {float(after[row, column])!r}"
