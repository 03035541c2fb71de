"""Deeds that move in time: goto, step, zoom, run, sample."""

from __future__ import annotations

import re
from dataclasses import replace

from engine.lessons.deeds.making import Does, Known, chosen, whole
from engine.lessons.faults import meant, short
from engine.lessons.moment import moment_of
from engine.lessons.stage import Stage
from engine.nn.microsteps import PHASE_OF
from engine.nn.types import ZOOMS, Zoom
from engine.session import actions as act
from engine.session.actions import Action
from engine.session.playhead import placed, steps_at, zoomed
from engine.session.training import train
from engine.session.update import update

__all__ = ["MOST_AT_ONCE", "MOVING", "acted", "at_next_update"]

MOST_AT_ONCE = 50_000
"""Updates that one deed can run."""

_GOTO = re.compile(r"([A-Z][A-Za-z0-9]?)(?:\(([0-9]{1,3})\))?")
_END = 10**6
"""More steps than any update has."""


def acted(stage: Stage, *actions: Action) -> Stage:
    """Return the stage after actions on its session; ValueError where one cannot be done."""
    session = stage.session
    for action in actions:
        session = update(session, action)
    return stage if session is stage.session else replace(stage, session=session)


def at_next_update(stage: Stage) -> Stage:
    """Go on to the next update if the one in play is over: a change is then made to what it begins with."""
    moment = moment_of(stage)
    return acted(stage, act.Seek(1, moment.updates)) if moment.is_over else stage


def _goto(rest: str, _known: Known) -> Does:
    if rest.startswith("update"):
        number = whole(rest.removeprefix("update").strip(), "an update", 0, MOST_AT_ONCE)
        return Does(lambda stage: acted(stage, act.Seek(1, number)), lambda stage: _ahead(stage, number))
    match = _GOTO.fullmatch(rest)
    if match is None or match[1] not in PHASE_OF:
        rules = [rule for rule in PHASE_OF if rule[0].isupper()]
        raise ValueError(
            f"{short(rest)} is no step to go to, such as C, Fa(2) or update 3"
            f"{meant(rest.partition('(')[0], rules)}"
        )
    rule, layer = match[1], int(match[2] or 0)
    return Does(lambda stage: _gone_to(stage, rule, layer))


def _ahead(stage: Stage, update: int) -> int:
    """Count the updates that have to be made to come to one."""
    return max(update - stage.session.document.log.updates, 0)


def _gone_to(stage: Stage, rule: str, layer: int) -> Stage:
    """Go to the end of a step, at the zoom in use: of the next update, once the one in play is over.

    A rule that has one layer only may be named without it.
    """
    if rule != "R":
        stage = at_next_update(stage)
    session = stage.session
    here = session.playhead
    addresses = [(step.rule, step.layer) for step in steps_at(session.document, here.update, "layer")]
    layers = [l for r, l in addresses if r == rule]
    if not layer and len(layers) == 1:
        layer = layers[0]
    if (rule, layer) not in addresses:
        there = " and ".join(f"{rule}({l})" if l else rule for l in layers) or "none"
        raise ValueError(
            f"there is no step {rule}{f'({layer})' if layer else ''}; of {rule} there is {there}"
        )
    coarse = replace(here, step=addresses.index((rule, layer)) + 1, zoom="layer")
    there_at = zoomed(session.document, placed(session.document, coarse), here.zoom)
    return replace(stage, session=replace(session, playhead=there_at))


def _step(rest: str, _known: Known) -> Does:
    words = rest.split()
    level = (
        chosen(words.pop(), ZOOMS, "zoom level") if words and not words[-1].lstrip("-").isdigit() else None
    )
    if len(words) > 1:
        raise ValueError(f"step takes how many, and which level, not {short(rest)}")
    word = words[0] if words else "1"
    by = whole(word.lstrip("-"), "how many steps", 1, 1000) * (-1 if word.startswith("-") else 1)

    def run(stage: Stage) -> Stage:
        before = stage.session.playhead.zoom
        if level is None or level == before:
            return acted(stage, act.Step(by))
        return acted(stage, act.SetZoom(_zoom(level)), act.Step(by), act.SetZoom(before))

    return Does(run)


def _zoom(level: str) -> Zoom:
    return next(zoom for zoom in ZOOMS if zoom == level)


def _set_zoom(rest: str, _known: Known) -> Does:
    level = _zoom(chosen(rest, ZOOMS, "zoom level"))
    return Does(lambda stage: acted(stage, act.SetZoom(level)))


def _run(rest: str, _known: Known) -> Does:
    words = rest.replace("_", "").split()
    unit = words.pop() if len(words) == 2 else ""
    if len(words) != 1 or unit.rstrip("s") not in ("update", "epoch"):
        raise ValueError(f"run takes a number of updates or epochs, such as 50 updates, not {short(rest)}")
    count = whole(words[0], "how many are run", 1, MOST_AT_ONCE)

    def updates(stage: Stage) -> int:
        return count if unit.startswith("update") else count * moment_of(stage).setup.updates_an_epoch

    return Does(lambda stage: _trained(stage, updates(stage)), updates, changes=False)


def _trained(stage: Stage, count: int) -> Stage:
    """Make so many further updates from where the stage stands, and stand at the end of the last one."""
    goal = moment_of(stage).updates + count
    missing = goal - stage.session.document.log.updates
    if missing > 0:
        stretch = train(stage.session.document, missing)
        if stretch.trouble is not None:
            raise ValueError(f"training runs away: a number is too large after {stretch.updates} updates")
        stage = acted(stage, stretch.action("train"))
    return acted(stage, act.Seek(_END, goal - 1))


def _sample(rest: str, _known: Known) -> Does:
    number = whole(rest, "a sample", 1, 100_000)

    def run(stage: Stage) -> Stage:
        m = moment_of(stage).trace.m
        if number > m:
            raise ValueError(f"there is no sample {number}: this update has {m}")
        return acted(stage, act.SetSample(number - 1))

    return Does(run)


MOVING = {"goto": _goto, "step": _step, "zoom": _set_zoom, "run": _run, "sample": _sample}
