"""A change of the network as a value, ready to be offered: its words, its name for Undo, why it can't be.

Buttons, menus, keys and gestures all offer such values, so that each says the same about the same change.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Any

import numpy as np
from PySide6.QtCore import QCoreApplication

from engine.nn.network import Network
from engine.nn.types import Ref
from engine.session import actions as act
from engine.session.frame import Frame
from engine.session.limits import MAX_LAYERS, MAX_NODES, MAX_PARAMETERS, MAX_WORK
from gui.short_number import whole

__all__ = ["Edit", "Renamed", "draw_of", "has_run_away", "refusal_of"]

translate = QCoreApplication.translate
Renamed = Callable[[Ref], Ref | None]
_SEEDS = 2**31


def _as_it_is(ref: Ref) -> Ref | None:
    return ref


@dataclass(frozen=True, slots=True, eq=False)
class Edit:
    """Something that can be done to the network.

    Attributes
    ----------
    words : str
        In a menu: "Add a node".
    label : str
        What Undo calls it: "add a node to layer 1".
    make : callable
        Computes the settings that are to be set, at the moment when it is done: training may have gone on.
    refusal : str
        The sentence that says why it can't be done; empty where it can.
    ticked : bool or None
        Whether it is so already; None for what is no choice.
    renamed : callable
        Tells what a quantity is called afterwards; None where it is gone.
    selects : Ref or None
        What is in hand afterwards, to be typed; None leaves what is selected.
    """

    words: str
    label: str
    make: Callable[[Frame], Mapping[str, Any]]
    refusal: str = ""
    ticked: bool | None = None
    renamed: Renamed = _as_it_is
    selects: Ref | None = None

    def action(self, now: Frame) -> act.SetSettings:
        """Return the action that does it at a moment.

        Raises
        ------
        ValueError
            If the network can't become so.
        """
        return act.SetSettings(self.make(now), self.label)


def draw_of(frame: Frame) -> int:
    """Return a seed for drawing weights anew: another one whenever they have become others.

    It is told by the weights themselves, so that the same change of the same network is the same again.
    """
    digits = np.frombuffer(frame.network.to_vector().tobytes(), dtype=np.uint32)
    weights = np.arange(1, digits.size + 1, dtype=np.uint64)
    mixed = int((digits.astype(np.uint64) * weights % _SEEDS).sum() % _SEEDS)
    return (mixed + frame.setup.seed) % _SEEDS


@lru_cache(maxsize=4)
def has_run_away(frame: Frame) -> str:
    """Say that nothing can be built on weights that are no numbers any more; nothing where they are."""
    if _is_finite(frame.network):
        return ""
    return translate("Building", "The weights have grown beyond all numbers: go back to an earlier update.")


@lru_cache(maxsize=1)
def _is_finite(network: Network) -> bool:
    """Look at a network once only: every command asks."""
    return all(np.isfinite(part).all() for part in (*network.W, *network.b))


def refusal_of(frame: Frame, sizes: tuple[int, ...]) -> str:
    """Say why a network of other sizes is too large; nothing where it is not."""
    return has_run_away(frame) or _too_large(sizes, frame.setup.batch_size)


@lru_cache(maxsize=512)
def _too_large(sizes: tuple[int, ...], batch: int) -> str:
    parameters = sum((before + 1) * n for before, n in pairwise(sizes))
    layers, nodes = len(sizes) - 1, max(sizes)
    if layers > MAX_LAYERS:
        text = translate("Building", "A network has {most} layers at most.")
        return text.format(most=whole(MAX_LAYERS))
    if nodes > MAX_NODES:
        text = translate("Building", "A layer has {most} nodes at most.")
        return text.format(most=whole(MAX_NODES))
    if parameters > MAX_PARAMETERS:
        text = translate("Building", "That would be {count} parameters; a network has {most} at most.")
        return text.format(count=whole(parameters), most=whole(MAX_PARAMETERS))
    if parameters * batch > MAX_WORK:
        text = translate(
            "Building",
            "{count} parameters times {batch} samples are too many for one update: make the batch smaller.",
        )
        return text.format(count=whole(parameters), batch=whole(batch))
    return ""
