"""Where in time the user is looking: an update, a micro-step of it, a zoom level."""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import inf

from engine.nn.microsteps import MicroStep, ends, told, written_at
from engine.nn.shape import Shape
from engine.nn.types import Ref, Zoom
from engine.session.document import Document
from engine.session.replay import setup_at

BY_UPDATE = 10.0
"""From this speed on Play takes whole updates, each counted as ten steps: 10 is one update a second."""

FASTEST = 1e6
"""From this speed on Play takes as many updates as there is time for."""

SPEEDS: tuple[float, ...] = (0.25, 0.5, 1.0, 2.0, 4.0, BY_UPDATE, 100.0, 1000.0, FASTEST)
"""The speeds that are offered."""


def updates_a_second(speed: float) -> float:
    """Return how many updates Play takes a second; inf for all it can, 0 where it walks step by step."""
    if speed >= FASTEST:
        return inf
    return speed / BY_UPDATE if speed >= BY_UPDATE else 0.0


@dataclass(frozen=True, slots=True)
class Playhead:
    """A place in the walk through training.

    Attributes
    ----------
    update : int
        Number of the update in play, from 0.
    step : int
        Number of its micro-step that was taken last, from 1.
    zoom : str
        How much one micro-step does.
    sample : int
        Row of the batch that is shown, from 0.
    playing : bool
    speed : float
        Of Play, as a multiple of its usual pace, which is one step at a time; `updates_a_second`
        says what it means from `BY_UPDATE` on.
    costs_seen : int
        How many points of the cost curve the walk has come by.
    """

    update: int = 0
    step: int = 1
    zoom: Zoom = "layer"
    sample: int = 0
    playing: bool = False
    speed: float = 1.0
    costs_seen: int = 0


def steps_at(document: Document, update: int, zoom: Zoom) -> tuple[MicroStep, ...]:
    """Tell the micro-steps of one update of a document."""
    return told(shape_at(document, update), zoom)


def shape_at(document: Document, update: int) -> Shape:
    """Return what the narration of one update depends on."""
    setup = setup_at(document, update)
    return Shape.of(setup.network, len(setup.rows(update)), setup.optimizer, penalty=setup.has_penalty)


def placed(document: Document, playhead: Playhead) -> Playhead:
    """Put a playhead where there is something to see, and note the costs that it comes by."""
    shape = shape_at(document, playhead.update)
    step = min(max(playhead.step, 1), len(ends(shape, False, playhead.zoom)))
    written = written_at(shape, False, playhead.zoom)
    J_seen = playhead.update > 0 or written[Ref("J", shape.L)] <= step
    J_new_seen = written[Ref("J_new", shape.L)] <= step
    return replace(
        playhead,
        step=step,
        sample=min(max(playhead.sample, 0), shape.batch - 1),
        costs_seen=max(playhead.costs_seen, playhead.update + J_seen + J_new_seen),
    )


def moved(document: Document, playhead: Playhead, by: int) -> Playhead:
    """Move by micro-steps, across updates where need be; before the first step there is nothing."""
    update, step = playhead.update, playhead.step + by
    while step > (count := len(steps_at(document, update, playhead.zoom))):
        update, step = update + 1, step - count
    while step < 1 and update > 0:
        update -= 1
        step += len(steps_at(document, update, playhead.zoom))
    return placed(document, replace(playhead, update=update, step=max(step, 1)))


def moved_by_phase(document: Document, playhead: Playhead, by: int) -> Playhead:
    """Move to the last step of the phase in play (or of the next, or of the one before)."""
    place = moved(document, playhead, 1 if by > 0 else 0)
    phases = [step.phase for step in steps_at(document, place.update, place.zoom)]
    here = phases[place.step - 1]
    if by > 0:
        last = len(phases) - phases[::-1].index(here)
        return placed(document, replace(place, step=last))
    return moved(document, place, phases.index(here) - place.step)


def zoomed(document: Document, playhead: Playhead, zoom: Zoom) -> Playhead:
    """Change the zoom level and stay at the step in play: the step that contains its last cell."""
    shape = shape_at(document, playhead.update)
    done = ends(shape, False, playhead.zoom)[playhead.step - 1]
    step = next(n for n, end in enumerate(ends(shape, False, zoom), 1) if end >= done)
    return placed(document, replace(playhead, zoom=zoom, step=step))
