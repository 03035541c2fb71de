"""The paths of a chain in lessons: x, u[i], du[i], h, dh, boxes, forecast(dx), change(dx), nudged(eps)."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from engine.nn.chain import Chain, ChainError, parse_number

__all__ = ["ChainPath", "chain_path", "chain_paths", "chain_value"]

_FORMS = "x, u[i], du[i], h, dh, boxes, forecast(dx), change(dx), nudged(eps)"
_PATH = re.compile(
    r"(?P<plain>x|h|dh|boxes)|(?P<box>u|du)\[(?P<number>[0-9]{1,3})\]"
    r"|(?P<step>forecast|change|nudged)\((?P<argument>.{1,200})\)"
)


@dataclass(frozen=True, slots=True)
class ChainPath:
    """A path, read.

    Attributes
    ----------
    head : str
        "x", "u", "du", "h", "dh", "boxes", "forecast", "change" or "nudged".
    number : int
        Of the box, counted from the inside, from 1; 0 where the path names none.
    step : float
        What stands in brackets; 0.0 where nothing does.
    """

    head: str
    number: int = 0
    step: float = 0.0


def chain_path(path: str) -> ChainPath:
    """Read a path.

    Raises
    ------
    ChainError
        If it is none; one sentence.

    Examples
    --------
    >>> chain_path("du[2]")
    ChainPath(head='du', number=2, step=0.0)
    >>> chain_path("forecast(0.1)").step
    0.1
    """
    found = _PATH.fullmatch(path.strip())
    if found is None:
        raise ChainError(f"{path.strip()[:40]!r} is no path of a chain; there are {_FORMS}")
    if found["box"]:
        return ChainPath(found["box"], int(found["number"]))
    if found["step"]:
        return ChainPath(found["step"], step=parse_number(found["argument"]))
    return ChainPath(found["plain"])


def chain_paths(chain: Chain) -> tuple[str, ...]:
    """List the paths of a chain that need no step: x, then each box with its local derivative, h and dh."""
    numbers = range(1, len(chain.boxes) + 1)
    return ("x", *(f"{head}[{i}]" for i in numbers for head in ("u", "du")), "h", "dh", "boxes")


def chain_value(path: str, chain: Chain, x: float) -> float:
    """Return the value of a path at one value of the variable.

    Raises
    ------
    ChainError
        If there is no such path, or no value there; one sentence.

    Examples
    --------
    >>> from engine.nn.chain import parse
    >>> h = parse("log(2 + cos x)")
    >>> round(chain_value("dh", h, 2.0), 6), round(chain_value("u[1]", h, 2.0), 6)
    (-0.574105, 1.583853)
    """
    read = chain_path(path)
    return _VALUES[read.head](chain, x, read)


def _box_value(chain: Chain, x: float, path: ChainPath) -> float:
    _check(chain, path)
    return chain.values_at(x)[chain.boxes[path.number - 1].name]


def _box_slope(chain: Chain, x: float, path: ChainPath) -> float:
    """Return the local derivative of a box that reads one thing; 0 of one that reads nothing."""
    _check(chain, path)
    label = chain.boxes[path.number - 1].name
    slopes = zip(chain.links, chain.at(x).slopes, strict=True)
    own = {link.source: slope for link, slope in slopes if link.target == label}
    if len(own) > 1:
        raise ChainError(f"{label} reads {' and '.join(own)}, so that there is no single du[{path.number}]")
    return next(iter(own.values()), 0.0)


def _check(chain: Chain, path: ChainPath) -> None:
    if not 1 <= path.number <= len(chain.boxes):
        raise ChainError(
            f"there is no {path.head}[{path.number}]: {chain.formula.text} has {len(chain.boxes)} "
            f"{'box' if len(chain.boxes) == 1 else 'boxes'}"
        )


def _nudged(chain: Chain, x: float, path: ChainPath) -> float:
    if path.step == 0:
        raise ChainError("nudged needs a step other than 0")
    return chain.nudged(x, path.step)


_VALUES: Mapping[str, Callable[[Chain, float, ChainPath], float]] = {
    "x": lambda _chain, x, _path: float(x),
    "u": _box_value,
    "du": _box_slope,
    "h": lambda chain, x, _path: chain.value(x),
    "dh": lambda chain, x, _path: chain.at(x).derivative,
    "boxes": lambda chain, _x, _path: float(len(chain.boxes)),
    "forecast": lambda chain, x, path: chain.at(x).derivative * path.step,
    "change": lambda chain, x, path: chain.value(x + path.step) - chain.value(x),
    "nudged": _nudged,
}
