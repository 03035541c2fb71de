"""Fresh numbers for a network, of a kind: drawn again until no slip looks like the right answer."""

from __future__ import annotations

import zlib
from difflib import get_close_matches

from engine.lessons.generator.kinds import KINDS, Kind
from engine.lessons.generator.refusing import keyed, tried
from engine.nn.backprop import backprop
from engine.nn.trace import Trace
from engine.session.document import Document

__all__ = ["KINDS", "fresh", "key_of"]


def fresh(kind: str, seed: int, like: Document) -> Document:
    """Make a document with fresh numbers.

    Parameters
    ----------
    kind : str
        One of `KINDS`; for "chain", which has no network, see `fresh_chain`.
    seed : int
        0 or above; the same seed gives the same numbers.
    like : Document
        The one in play: what the kind leaves open is taken from it.

    Raises
    ------
    ValueError
        If there is no such kind, the seed is below 0, or the present network lets no numbers pass.
    """
    made = _kind(kind)
    rng = keyed(kind, seed)
    return tried(lambda: made.draw(rng, like), lambda document: made.suits(first_update(document)))


def key_of(*parts: str | int) -> int:
    """Make a seed of what numbers are fresh for: a lesson, a step, the seed of the play."""
    return zlib.crc32("\0".join(map(str, parts)).encode())


def first_update(document: Document) -> Trace:
    """Compute the first update of a document."""
    rows = document.rows(0)
    X, Y = document.X[rows], document.Y[rows]
    return backprop(document.network, X, Y, document.cost, document.eta_at(0), document.optimizer)


def _kind(name: str) -> Kind:
    if name in KINDS:
        return KINDS[name]
    near = get_close_matches(name, KINDS, 1)
    meant = f"; did you mean {near[0]!r}?" if near else f"; there are {', '.join(KINDS)}"
    raise ValueError(f"there are no fresh numbers of the kind {name!r}{meant}")
