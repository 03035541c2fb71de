"""Where a run was changed by hand, and how: told from the stages of its log."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from weakref import WeakKeyDictionary

import numpy as np

from engine.nn.network import Network
from engine.nn.trace import parameter_refs
from engine.nn.types import Ref
from engine.session.document import Document
from engine.session.replay import state_before
from engine.session.runlog import Stage
from engine.session.runs import TOLD, Value
from engine.session.setup import Setup

__all__ = ["Flag", "flags_of"]


@dataclass(frozen=True, slots=True)
class Flag:
    """One thing that was changed by hand at an update.

    Attributes
    ----------
    update : int
        From 1: what is changed before training begins is how the run begins.
    kind : str
        A name in `engine.session.runs.TOLD`, such as "eta", "sizes" or "cut"; "data"; or "weights".
    before, after : Value
        What it was and what it became; of weights and biases only where a single one was changed; None
        for data.
    refs : tuple of Ref
        The weights and biases that were changed, cut, restored, locked or unlocked.
    """

    update: int
    kind: str
    before: Value = None
    after: Value = None
    refs: tuple[Ref, ...] = ()


_found: WeakKeyDictionary[Stage, tuple[Flag, ...]] = WeakKeyDictionary()
"""By stage: what came before a stage never changes, and a run that goes on keeps it."""


def flags_of(document: Document) -> tuple[Flag, ...]:
    """Tell where the run of a document was changed by hand, ascending; several may be at one update."""
    befores = (document, *(stage.setup for stage in document.log.stages))
    pairs = zip(befores, document.log.stages, strict=False)
    return tuple(flag for before, stage in pairs for flag in _told(document, before, stage))


def _told(document: Document, before: Setup, stage: Stage) -> tuple[Flag, ...]:
    """Look at a stage once only."""
    if stage not in _found:
        _found[stage] = _flags(document, before, stage)
    return _found[stage]


def _flags(document: Document, before: Setup, stage: Stage) -> tuple[Flag, ...]:
    """Compare the setup of a stage with the one before, and its parameters with what those had come to."""
    return (*_of_settings(before, stage), *_of_data(before, stage), *_of_weights(document, before, stage))


def _of_settings(before: Setup, stage: Stage) -> Iterator[Flag]:
    refs = {name: _differing(before.network, stage.setup.network, name) for name in ("cut", "locked")}
    for kind, value in TOLD.items():
        was, now = value(before), value(stage.setup)
        if was != now:
            yield Flag(stage.update, kind, was, now, refs.get(kind, ()))


def _differing(before: Network, after: Network, name: str) -> tuple[Ref, ...]:
    """Return what is cut (or locked) in one of two networks of one shape only."""
    if before.sizes != after.sizes:
        return ()
    return tuple(sorted(getattr(before, name) ^ getattr(after, name)))


def _of_data(before: Setup, stage: Stage) -> Iterator[Flag]:
    after = stage.setup
    tables = ((before.X, after.X), (before.Y, after.Y), (before.test, after.test))
    if not all(old is new or np.array_equal(old, new) for old, new in tables):
        yield Flag(stage.update, "data")


def _of_weights(document: Document, before: Setup, stage: Stage) -> Iterator[Flag]:
    """Find the weights and biases that were set; where the network got another shape, the old ones stay."""
    after = stage.setup.network
    if before.network.sizes != after.sizes:
        return
    come_to = state_before(document, stage.update).network
    changed = np.flatnonzero(come_to.to_vector() != after.to_vector())
    every = parameter_refs(after.with_restored(after.cut)) if changed.size else ()
    refs = tuple(ref for n in changed if (ref := every[n]) not in after.cut)
    if len(refs) == 1:
        yield Flag(stage.update, "weights", come_to.parameter(refs[0]), after.parameter(refs[0]), refs)
    elif refs:
        yield Flag(stage.update, "weights", refs=refs)
