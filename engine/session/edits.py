"""Changes of a document by hand: each forks the run where it is made, and keeps the old run as a ghost."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np

from engine.data.features import following
from engine.data.rows import Side, Spot
from engine.nn.network import Network
from engine.nn.optimizers import Moments, optimizer_rule
from engine.nn.rebuild import redrawn
from engine.nn.types import Array, Ref, freeze
from engine.session.document import MOST_TITLE, Document
from engine.session.keeping import left_behind
from engine.session.limits import check_limits
from engine.session.replay import network_at, recorded, setup_at, state_at
from engine.session.runlog import MOST_STAGES, Stage
from engine.session.setup import MOST_SEED, SETTINGS, Setup, same_setup
from engine.session.state import State

_SIDES: dict[str, Side] = {"x": "X", "y": "Y"}

_REBUILT = ", rebuilt"
"""Added to a title that speaks of a network with other layers."""


def standing(document: Document, update: int) -> Setup:
    """Return the setup that an update is computed with: its own parameters, and what is remembered."""
    setup, state = setup_at(document, update), state_at(document, update)
    settings = {name: getattr(setup, name) for name in SETTINGS}
    moments = state.moments if state.moments.t else None
    return Setup(**settings | {"network": state.network, "moments": moments})


def with_parameter(document: Document, ref: Ref, value: float, update: int, seen: int = 0) -> Document:
    """Change one weight or bias as it was when an update began.

    Parameters
    ----------
    document : Document
    ref : Ref
    value : float
    update : int
    seen : int
        Points of the cost curve that were seen without being recorded.

    Raises
    ------
    ValueError
        If `ref` is no parameter of the network or `value` is not finite.
    """
    before = network_at(document, update)
    if before.parameter(ref) == value:
        return document
    return _changed(document, update, seen, network=before.with_parameter(ref, value))


def with_datum(document: Document, ref: Ref, value: float, update: int, seen: int = 0) -> Document:
    """Change an input or a label of one row of the batch from an update on; parameters as above.

    Raises
    ------
    ValueError
        If `ref` is no input or label of a row of the batch, or `value` does not fit.
    """
    setup = setup_at(document, update)
    rows, name = setup.rows(update), _SIDES.get(ref.symbol)
    sample = ref.sample or 0
    if name is None or not 0 <= sample < len(rows):
        raise ValueError(f"{ref} is not an input or a label of this update")
    table = getattr(setup, name)
    if len(ref.index) != 1 or not 0 <= ref.index[0] < table.shape[1]:
        raise ValueError(f"{ref} is not an input or a label of this network")
    row, column = int(rows[sample]), ref.index[0]
    after = setup.table.with_values(np.array([row]), {Spot(name, column): np.array([value])})
    if table[row, column] == value:
        return document
    return _changed(document, update, seen, **{name: getattr(after, name)})


def with_settings(document: Document, update: int, seen: int = 0, **changes: Any) -> Document:
    """Change settings from an update on, any of those that a setup holds; parameters as above.

    What the optimiser remembers stays, as long as it can go on with it: an optimiser of another kind
    and a network of another shape begin anew, and of what can no longer move nothing is remembered.

    Raises
    ------
    ValueError
        If a setting is unknown, the setup is none with it, or it is too large for a document.
    """
    for name in changes:
        if name not in SETTINGS:
            raise ValueError(f"{name!r} is not one of {', '.join(SETTINGS)}")
    before = standing(document, update)
    after = replace(before, **{"moments": None} | changes)
    if (X := following(after.notes, after.X)) is not after.X:
        after = replace(after, X=X)
    check_limits(after)
    if "moments" not in changes:
        after = replace(after, moments=_moments_after(before, after))
    if same_setup(before, after):
        return document
    forked = replace(_forked(document, update, after, seen), title=_title_after(document, before, after))
    # Of a network with other layers nobody has put nodes anywhere yet.
    return forked if before.network.L == after.network.L else replace(forked, places=())


def _title_after(document: Document, before: Setup, after: Setup) -> str:
    """Return a title that is still true: it names the data where they have a name, else the network."""
    if before.notes.name != after.notes.name:
        return "".join(filter(str.isprintable, after.notes.name))[:MOST_TITLE]
    reshaped = before.network.sizes != after.network.sizes
    if not reshaped or after.notes.name or document.title.endswith(_REBUILT) or not document.title:
        return document.title
    return f"{document.title[: MOST_TITLE - len(_REBUILT)]}{_REBUILT}"


def _moments_after(before: Setup, after: Setup) -> Moments | None:
    """Return what the optimiser still remembers once its setup was changed."""
    moments, free = before.moments, after.network.free
    kinds = {optimizer_rule(setup.optimizer).kind for setup in (before, after)}
    if moments is None or len(kinds) > 1 or before.network.sizes != after.network.sizes:
        return None
    if free is None:
        return moments
    return Moments(moments.t, tuple(freeze(np.where(free, array, 0.0)) for array in moments.arrays))


def reset(document: Document, update: int, seen: int = 0) -> Document:
    """Go back to the initial weights of this run; the settings are those of the update in play.

    Where the network was given another shape by hand, its first weights of that shape are meant.
    """
    setup = setup_at(document, update)
    if not document.log.updates and seen <= 1:
        return document
    return _forked(document, 0, _anew(setup, _first_of_shape(document, update).to_vector()), seen)


def _first_of_shape(document: Document, update: int) -> Network:
    """Return the network as it was when it got the shape that it has at an update."""
    first = document.network
    for stage in document.log.stages:
        if stage.update <= update and stage.setup.network.sizes != first.sizes:
            first = stage.setup.network
    return first


def rerolled(document: Document, seed: int, update: int, seen: int = 0, init: str | None = None) -> Document:
    """Draw new initial weights with a seed, biases of zero; the settings are those in play.

    Parameters
    ----------
    document : Document
    seed : int
    update, seen : int
        As above.
    init : str, optional
        The initialiser, which is that of the settings from now on; that in play if not given.

    Raises
    ------
    ValueError
        If the seed is below 0 or too large, or there is no such initialiser.
    """
    if not 0 <= seed <= MOST_SEED:
        raise ValueError(f"a seed is a whole number from 0 to {MOST_SEED}, not {seed}")
    setup = setup_at(document, update)
    init = init or setup.init
    net = redrawn(setup.network, init, seed)
    return _forked(document, 0, replace(_anew(setup, net.to_vector()), seed=seed, init=init), seen)


def _anew(setup: Setup, parameters: Array) -> Setup:
    """Return a setup that begins with some parameters and remembers nothing; what is cut stays cut."""
    settings = {name: getattr(setup, name) for name in SETTINGS}
    return Setup(**settings | {"network": setup.network.with_vector(parameters), "moments": None})


def _changed(document: Document, update: int, seen: int, **changes: Any) -> Document:
    return _forked(document, update, replace(standing(document, update), **changes), seen)


def _forked(document: Document, update: int, setup: Setup, seen: int) -> Document:
    """Go on from an update with another setup; what came after it becomes a ghost."""
    if not np.isfinite(State.of(setup).row).all():
        raise ValueError("the run has grown too large to go on from here; go back to an earlier update")
    reached = max(seen, document.log.curve().size)
    # What was seen of the update in play alone is not recorded: that would copy the whole curve.
    old = recorded(document, reached if reached > update + 1 else update)
    if reached > update + 1:
        old = left_behind(old)
    if update == 0:
        return old.begun_with(setup)
    log = old.log.forked(Stage(update, setup))
    if len(log.stages) > MOST_STAGES:
        raise ValueError(f"one run can be changed at {MOST_STAGES:,} updates; go back to an earlier one")
    return replace(old, log=log)
