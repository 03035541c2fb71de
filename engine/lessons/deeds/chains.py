"""Deeds on a chain of functions: x, function, wiggle."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from engine.lessons.deeds.making import Does, Known, Maker
from engine.lessons.expressions import value
from engine.lessons.moment import chain_of
from engine.lessons.stage import ChainStart, Stage

__all__ = ["CHAINS", "begun_chain"]


def begun_chain(function: str, x: float) -> ChainStart:
    """Return a chain that has a value and a derivative at a place; ValueError if not."""
    chain_of(function).at(x)
    return ChainStart(function, x)


def _started(stage: Stage) -> ChainStart:
    if stage.chain is None:
        raise ValueError("there is no chain of functions here")
    return stage.chain


def _number(expr: str, stage: Stage) -> float:
    found = value(expr, stage)
    if not np.isfinite(found):
        raise ValueError(f"{expr} is no number")
    return found


def _x(rest: str, _known: Known) -> Does:
    def run(stage: Stage) -> Stage:
        chain = _started(stage)
        return replace(stage, chain=begun_chain(chain.function, _number(rest, stage)), wiggle=0.0)

    return Does(run, changes=True)


def _function(rest: str, _known: Known) -> Does:
    chain_of(rest)
    return Does(
        lambda stage: replace(
            stage, chain=begun_chain(rest, _started(stage).x), wiggle=0.0, withheld=frozenset()
        ),
        changes=True,
    )


def _wiggle(rest: str, _known: Known) -> Does:
    def run(stage: Stage) -> Stage:
        _started(stage)
        return replace(stage, wiggle=_number(rest, stage))

    return Does(run)


CHAINS: dict[str, Maker] = {"x": _x, "function": _function, "wiggle": _wiggle}
