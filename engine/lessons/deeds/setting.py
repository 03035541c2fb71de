"""Deeds that change what is computed with: set, lock, unlock, cut, mend, cost, activation, data."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from pathlib import PurePath
from typing import Any

import numpy as np

from engine.data.sources import READ_AS_TABLE, data_called
from engine.lessons.deeds.making import Does, Known, Maker, chosen, parted
from engine.lessons.deeds.moving import acted, at_next_update
from engine.lessons.expressions import refs_at, value
from engine.lessons.faults import short
from engine.lessons.moment import Moment, moment_of
from engine.lessons.stage import Stage
from engine.nn.activations import ACTIVATIONS
from engine.nn.costs import COSTS
from engine.nn.network import Network
from engine.nn.rebuild import with_activation
from engine.nn.types import Ref
from engine.session import actions as act
from engine.session.fitting import data_changes

__all__ = ["SETTING", "named_data", "parameters_at"]

_TARGET = re.compile(r"([A-Za-z_.]+[0-9]?(?:\[[0-9*, ]+\]){0,2}(?:@(?:[0-9]+|\*))?)\s*(?:=\s*|\s)(.+)")
_NUMBERS = {"eta": float, "l1": float, "l2": float, "batch": int, "seed": int}
_TEXTS = ("optimizer", "schedule", "shuffle", "init")
_SHUFFLES = {"true": "keyed", "false": "none"}


def changed(stage: Stage, changes: Callable[[Moment], dict[str, Any]], label: str) -> Stage:
    """Change settings from the update in play on, or from the next one where that is over."""
    stage = at_next_update(stage)
    return acted(stage, act.SetSettings(changes(moment_of(stage)), label))


def _changing(label: str, changes: Callable[[Moment], dict[str, Any]]) -> Does:
    return Does(lambda stage: changed(stage, changes, label), changes=True)


def _set(rest: str, _known: Known) -> Does:
    pairs = [_pair(part) for part in parted(rest)]
    texts = {name: _SHUFFLES.get(said, said) for name, said in pairs if name in _TEXTS}
    numbers = [(name, said) for name, said in pairs if name not in _TEXTS]
    return Does(lambda stage: _assigned(at_next_update(stage), texts, numbers, f"set {rest}"), changes=True)


def _pair(text: str) -> tuple[str, str]:
    match = _TARGET.fullmatch(text)
    if match is None:
        raise ValueError(f"set takes a path and its value, such as w[2] 0.5, not {short(text)}")
    return match[1].replace(" ", ""), match[2]


def _assigned(stage: Stage, texts: dict[str, str], pairs: list[tuple[str, str]], label: str) -> Stage:
    """Compute all values, then set them all at once."""
    moment = moment_of(stage)
    changes: dict[str, Any] = dict(texts)
    network: Network | None = None
    tables: dict[str, Any] = {}
    for name, said in pairs:
        number = value(said, stage)
        if name in _NUMBERS:
            if not np.isfinite(number):
                raise ValueError(f"{name} cannot be {number}")
            changes[name] = _NUMBERS[name](number)
            continue
        for ref in refs_at(name, moment.trace.network, moment.trace.m):
            if ref.symbol in ("W", "b"):
                network = (network or moment.trace.network).with_parameter(ref, number)
            else:
                _put(tables, moment, stage, ref, number, name)
    if network is not None:
        changes["network"] = network
    return acted(stage, act.SetSettings(changes | tables, label))


def _put(tables: dict[str, Any], moment: Moment, stage: Stage, ref: Ref, number: float, name: str) -> None:
    """Write a number into the data."""
    side = {"x": "X", "y": "Y"}.get(ref.symbol)
    if side is None:
        raise ValueError(
            f"{name} follows from the others; weights, biases, x, y and {', '.join(_NUMBERS)} can be set"
        )
    table = tables.setdefault(side, getattr(moment.setup, side).copy())
    sample = stage.session.playhead.sample if ref.sample is None else ref.sample
    table[moment.setup.rows(stage.session.playhead.update)[sample], ref.index[0]] = number


# Weights and biases that are locked or cut


def parameters_at(paths: Iterable[str], net: Network) -> frozenset[Ref]:
    """Return the weights and biases that paths name; ValueError where one is neither."""
    found = frozenset(ref for path in paths for ref in refs_at(path, net))
    for ref in found:
        if ref.symbol not in ("W", "b"):
            raise ValueError("only weights and biases can be locked or cut, such as w[2] or b[1][1]")
    return found


def _marking(mark: Callable[[Network, frozenset[Ref]], Network], name: str) -> Maker:
    """Make the deed that marks weights and biases."""

    def make(rest: str, _known: Known) -> Does:
        paths = parted(rest)

        def changes(at: Moment) -> dict[str, Any]:
            net = at.trace.network
            return {"network": mark(net, parameters_at(paths, net))}

        return _changing(f"{name} {rest}", changes)

    return make


# What the network computes with


def _cost(rest: str, _known: Known) -> Does:
    name = chosen(rest, tuple(COSTS), "cost")
    return _changing(f"cost {name}", lambda _at: {"cost": name})


def _activation(rest: str, _known: Known) -> Does:
    layer, _, name = rest.partition(" ")
    if not layer.isdigit() or len(layer) > 3:
        raise ValueError(f"activation takes a layer and a name, such as 1 relu, not {short(rest)}")
    name = name.strip()
    chosen(name.partition("(")[0], tuple(ACTIVATIONS), "activation")
    return _changing(
        f"activation {rest}", lambda at: {"network": with_activation(at.trace.network, int(layer), name)}
    )


def named_data(text: str, known: Known) -> Any:
    """Make the data set that a lesson names; no file of the reader's is opened for it."""
    if PurePath(text).suffix.lower() in READ_AS_TABLE:
        raise ValueError(f"a lesson reads no files; {short(text)} is none of the data sets by name")
    return data_called(text, known.read_bundled)


def _data(rest: str, known: Known) -> Does:
    data = named_data(rest, known)
    return _changing(f"data {rest}", lambda at: data_changes(at.setup, data, network=at.trace.network))


_MARKS: dict[str, Maker] = {
    name: _marking(mark, name)
    for name, mark in {
        "lock": Network.with_locked,
        "unlock": Network.with_unlocked,
        "cut": Network.with_cut,
        "mute": Network.with_cut,
        "mend": Network.with_restored,
        "unmute": Network.with_restored,
    }.items()
}

SETTING: dict[str, Maker] = {"set": _set, **_MARKS, "cost": _cost, "activation": _activation, "data": _data}
