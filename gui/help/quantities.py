"""Quantities by the names that people type: "w2", "delta 1", "δ₁", "delta[1][2]@3". No widget."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice, product
from unicodedata import normalize

from engine.nn.network import Network
from engine.nn.notation import parse_path
from engine.nn.types import Ref, Symbol

__all__ = ["quantities_in"]

_MOST = 8
"""So many are offered where a name fits many, such as w of a layer."""
_SYMBOLS: dict[str, Symbol] = {
    "x": "x", "input": "x",
    "y": "y", "label": "y",
    "z": "z", "input sum": "z",
    "a": "a", "activation": "a",
    "j": "J", "cost": "J",
    "w": "W", "weight": "W",
    "b": "b", "bias": "b",
    "δ": "delta", "d": "delta", "delta": "delta",
    "η": "eta", "eta": "eta", "learning rate": "eta",
    "slope": "slope", "φ": "slope", "σ": "slope",
    "∂j/∂a": "dJ_da", "dj/da": "dJ_da", "∂a": "dJ_da",
    "∂j/∂w": "dW", "dj/dw": "dW", "∂w": "dW", "dw": "dW", "gradient": "dW",
    "∂j/∂b": "db", "dj/db": "db", "∂b": "db", "db": "db",
    "δ term": "term", "delta term": "term", "term": "term", "product": "product",
    "new w": "W_new", "w new": "W_new", "new weight": "W_new",
    "new b": "b_new", "b new": "b_new", "new bias": "b_new",
    "new j": "J_new", "j new": "J_new", "new cost": "J_new",
    "pull": "pull", "penalty": "pull", "∂ω/∂w": "pull", "t": "t",
    "m": "m_W_new", "momentum": "m_W_new", "moment": "m_W_new", "moment m": "m_W_new",
    "v": "v_W_new", "moment v": "v_W_new",
}  # fmt: skip
_OUTPUTS = frozenset({"ŷ", "yhat", "y hat", "output", "prediction"})
_NUMBERS = re.compile(r"[0-9]{1,6}")
_FILLER = re.compile(r"[\s_^⁽⁾()\[\],=?]|\b(?:of|node|layer|in|to|from)\b")
_NODE_FIRST = re.compile(r"node\s*([0-9]+)\s*(?:in|of)\s*layer\s*([0-9]+)")
_SINGLE = frozenset({"J", "eta", "J_new", "t"})
_EDGES = frozenset({"W", "dW", "term", "product", "W_new", "pull", "m_W_new", "v_W_new"})


def quantities_in(text: str, net: Network) -> list[Ref]:
    """Return the quantities of a network that a text names; none where it names none.

    Parameters
    ----------
    text : str
        A path, or a name followed by the numbers of layer, node and the node it comes from; digits
        may stand together and may be small.
    net : Network
    """
    try:
        return [parse_path(text.strip(), net)]
    except ValueError:
        return _friendly(text, net)


def _friendly(text: str, net: Network) -> list[Ref]:
    plain = normalize("NFC", normalize("NFKC", text.strip().casefold().replace("ŷ", "yhat")))
    plain = _NODE_FIRST.sub(r"\2 \1", plain)
    name = " ".join(_FILLER.sub(" ", _NUMBERS.sub(" ", plain)).split())
    runs = _NUMBERS.findall(plain)
    if name in _OUTPUTS:
        symbol: Symbol | None = "a"
        runs = [str(net.L), *runs]
    else:
        symbol = _SYMBOLS.get(name)
    if symbol is None:
        return []
    for numbers in _readings(runs):
        found = list(islice(_addresses(symbol, numbers, net), _MOST))
        if found:
            return [Ref(symbol, layer, tuple(i - 1 for i in index)) for layer, *index in found]
    return []


def _readings(runs: list[str]) -> list[tuple[int, ...]]:
    """Read runs of digits as numbers: as they stand, and each digit by itself."""
    together = tuple(int(run) for run in runs)
    apart = tuple(int(digit) for run in runs for digit in run)
    return list(dict.fromkeys((together, apart)))


def _addresses(symbol: Symbol, numbers: tuple[int, ...], net: Network) -> Iterator[tuple[int, ...]]:
    """Yield layer and index, counted from 1, of the quantities of a kind that numbers are the start of."""
    if symbol in _SINGLE:
        if not numbers:
            yield (0 if symbol in ("eta", "t") else net.L,)
        return
    if symbol in ("x", "y"):
        numbers = (0 if symbol == "x" else net.L, *numbers)
    layers = numbers[:1] or range(1, net.L + 1)
    for layer in layers:
        if layer <= net.L and (layer or symbol == "x"):
            yield from ((layer, *index) for index in _indices(symbol, layer, numbers[1:], net))


def _indices(symbol: Symbol, layer: int, numbers: tuple[int, ...], net: Network) -> Iterator[tuple[int, ...]]:
    """Yield the indices in a layer, counted from 1, that begin with some numbers."""
    rooms = [net.sizes[layer], *([net.sizes[layer - 1]] if symbol in _EDGES else [])]
    named = zip(numbers, rooms, strict=False)
    if len(numbers) <= len(rooms) and all(1 <= number <= room for number, room in named):
        rest = (range(1, room + 1) for room in rooms[len(numbers) :])
        yield from product(*((number,) for number in numbers), *rest)
