"""What of a chain has to be withheld with a withheld value: what equals it, and what is computed from it."""

from __future__ import annotations

from collections.abc import Iterable

from engine.lessons.chain_paths import chain_path
from engine.nn.chain import Chain, Node
from engine.nn.chain.nodes import name

__all__ = ["withheld_in"]

_TOLD = ("forecast", "change", "nudged")
"""What is told of the whole chain for a step: the paths without their step."""


def withheld_in(chain: Chain, paths: Iterable[str]) -> frozenset[str]:
    """Close withheld paths over all that equals them or is computed from them.

    Parameters
    ----------
    chain : Chain
    paths : iterable of str
        Of `chain_paths`, or with a step, such as ``forecast(0.1)``; the step makes no difference, and
        may be left out.

    Returns
    -------
    frozenset of str
        ``x``, ``u[i]``, ``du[i]``, ``h``, ``dh``, ``forecast``, ``change``, ``nudged``, and ``wiggle[i]``
        for how far box i moves when the variable does: it tells the derivatives on its way.

    Raises
    ------
    ChainError
        If one of the paths is none.

    Examples
    --------
    >>> from engine.nn.chain import parse
    >>> sorted(withheld_in(parse("log(2 + cos x)"), ["du[2]"]))
    ['change', 'dh', 'du[2]', 'forecast', 'nudged', 'wiggle[2]']
    """
    hidden = {_plain(path) for path in paths}
    hidden.discard("boxes")  # how many there are is seen
    while more := {path for path in _all(chain) if path not in hidden and _follows(path, hidden, chain)}:
        hidden |= more
    return frozenset(hidden)


def _plain(path: str) -> str:
    if path in _TOLD:
        return path
    read = chain_path(path)
    return f"{read.head}[{read.number}]" if read.number else read.head


def _all(chain: Chain) -> list[str]:
    numbers = range(1, len(chain.boxes) + 1)
    rows = [f"{head}[{i}]" for i in numbers for head in ("u", "du", "wiggle")]
    return ["x", *rows, "h", "dh", *_TOLD]


def _follows(path: str, hidden: set[str], chain: Chain) -> bool:
    """Say whether a path equals one that is withheld, or is computed from it."""
    if any(cause in hidden for cause in _causes(path, chain)):
        return True
    trees = _trees(path, chain)
    others = [(one[0] in "xu", other) for one in hidden for other in _trees(one, chain)]
    return any(
        other == tree or (is_value and other in tree.walk()) for tree in trees for is_value, other in others
    )


def _causes(path: str, chain: Chain) -> list[str]:
    """List what a path is computed from, besides what its formula reads."""
    last, numbers = len(chain.boxes), range(1, len(chain.boxes) + 1)
    slopes = [f"du[{i}]" for i in numbers]
    match path.partition("[")[0]:
        case "h":
            return [f"u[{last}]"]
        case "dh":
            return slopes
        case "forecast":
            return ["dh"]
        case "nudged":
            return ["dh"]
        case "change":
            return ["h", "dh", f"wiggle[{last}]"]
        case "wiggle":
            number = int(path[7:-1])
            whole = ["dh", "change"] if number == last else []
            return [f"u[{number}]", *(f"du[{i}]" for i in _upstream(number, chain)), *whole]
        case "u":
            return ["h"] if path == f"u[{last}]" else []
    return []


def _upstream(number: int, chain: Chain) -> list[int]:
    """List a box and all boxes that it is computed from."""
    whole = chain.boxes[number - 1].whole
    return [i for i, box in enumerate(chain.boxes, 1) if box.whole in whole.walk()]


def _trees(path: str, chain: Chain) -> tuple[Node, ...]:
    """Return a path as trees in the variable alone: of a box that reads several things, one for each."""
    head, _, number = path.rstrip("]").partition("[")
    wholes = {name(box.name): box.whole for box in chain.boxes}
    match head:
        case "x":
            return (name(chain.variable),)
        case "h" | "u":
            return (chain.boxes[int(number or len(chain.boxes)) - 1].whole,)
        case "dh":
            return (chain.derivative,)
        case "du":
            target = chain.boxes[int(number) - 1].name
            links = (link for link in chain.links if link.target == target)
            return tuple(link.derivative.replaced(wholes) for link in links)
    return ()
