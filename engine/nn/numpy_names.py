"""The arrays that the NumPy lines of an update are given, by the names that they use.

- the data ``X`` and ``Y``, the parameters ``W_1``, ``b_1``, …, and ``eta``,
- ``l1`` and ``l2`` of a penalty,
- ``connected_1``, 0 where a connection is cut, and ``free_W_1``, ``free_b_1``, 0 where a parameter is
  cut or locked; 1 elsewhere,
- the moments ``m_W_1``, ``v_b_1``, … and the count ``t`` that an optimiser remembers.
"""

from __future__ import annotations

from dataclasses import replace

from engine.nn.network import Network
from engine.nn.optimizers import Moments, optimizer_rule
from engine.nn.trace import Trace
from engine.nn.types import Array


def given(trace: Trace) -> dict[str, Array | float]:
    """Return all that the lines of an update use without computing it, by the names that they use.

    Returns
    -------
    dict
        In the order in which a program would list it: data, parameters, masks, settings, what the
        optimiser remembers.
    """
    names: dict[str, Array | float] = {"X": trace.X, "Y": trace.Y, **_by_layer("", trace.network)}
    names |= {**masks(trace.network), "eta": trace.eta}
    names |= {name: weight for name, weight in (("l1", trace.l1), ("l2", trace.l2)) if weight}
    return names | moments(trace.network, trace.optimizer, trace.moments) | _count(trace)


def masks(net: Network) -> dict[str, Array]:
    """Return the masks of the arrays in which something is cut or locked, by name.

    Where connections of a layer are cut and none is locked, ``connected_1`` says which weights are free.
    """
    connected, free = (
        {} if vector is None else _by_layer("", _bare(net).with_vector(vector))
        for vector in (net.connected, net.free)
    )
    cut, locked = {f"W_{ref.layer}" for ref in net.cut}, {f"{ref.symbol}_{ref.layer}" for ref in net.locked}
    found = {array.replace("W", "connected"): mask for array, mask in connected.items() if array in cut}
    return found | {f"free_{array}": mask for array, mask in free.items() if array in locked}


def free_mask(array: str, net: Network) -> str:
    """Name the mask of what may move in an array such as ``W_1``; empty where all of it may."""
    if any(f"{ref.symbol}_{ref.layer}" == array for ref in net.locked):
        return f"free_{array}"
    cut = any(f"{ref.symbol}_{ref.layer}" == array for ref in net.cut)
    return array.replace("W", "connected") if cut else ""


def moments(net: Network, optimizer: str, remembered: Moments) -> dict[str, Array]:
    """Return what an optimiser remembers as arrays of the parameters' shapes: such as ``m_W_1``."""
    pairs = zip(optimizer_rule(optimizer).moments, remembered.arrays, strict=True)
    each = (_by_layer(f"{name}_", _bare(net).with_vector(vector)) for name, vector in pairs)
    return {name: array for arrays in each for name, array in arrays.items()}


def _bare(net: Network) -> Network:
    """Return a network of the same shape that takes any numbers, those of cut connections too."""
    return replace(net, cut=frozenset(), locked=frozenset())


def _by_layer(prefix: str, net: Network) -> dict[str, Array]:
    layers = range(1, net.L + 1)
    return {f"{prefix}{kind}_{l}": arrays[l] for l in layers for kind, arrays in (("W", net.W), ("b", net.b))}


def _count(trace: Trace) -> dict[str, Array | float]:
    return {"t": trace.moments.t + 1} if optimizer_rule(trace.optimizer).kind == "adam" else {}
