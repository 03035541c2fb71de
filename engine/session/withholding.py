"""What a question withholds besides what it names: all that is the same number by definition."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache

from engine.nn.shape import Shape
from engine.nn.types import Ref, Symbol

__all__ = ["MEANS", "hides_outputs", "withheld"]

MEANS: frozenset[Symbol] = frozenset({"J", "dW", "db"})
"""Quantities that without a sample are the mean over the batch, and not those of the sample in view."""
_TOLD_BY_OUTPUTS: frozenset[Symbol] = frozenset({"W", "b", "W_new", "b_new", "z", "a"})


def hides_outputs(hidden: frozenset[Ref]) -> bool:
    """Say whether a question withholds ŷ, or what can be computed backwards from it at a few places.

    Then nothing may tell what the network says: no map, and no share of samples that it puts right.
    """
    return any(ref.symbol in _TOLD_BY_OUTPUTS for ref in hidden)


def withheld(hidden: frozenset[Ref], shape: Shape, activations: tuple[str, ...]) -> frozenset[Ref]:
    """Return what may not be shown while some quantities are hidden.

    Parameters
    ----------
    hidden : frozenset of Ref
        What a question names; without a sample it is meant in every sample, but for means.
    shape : Shape
        Of the update in play.
    activations : tuple of str
        Of its network, entry 0 empty.

    Returns
    -------
    frozenset of Ref
        `hidden`, and what equals one of them by definition: ∂J/∂b is δ where there is one sample, ∂J/∂a is
        the one packet that arrives, a linear node's a is its z.
    """
    return _closed(hidden, shape, activations) if hidden else hidden


@lru_cache(maxsize=8)
def _closed(hidden: frozenset[Ref], shape: Shape, activations: tuple[str, ...]) -> frozenset[Ref]:
    found: set[Ref] = set()
    new = {ref for named in hidden for ref in _in_samples(named, shape)}
    while new:
        found |= new
        new = {same for ref in new for same in _same(ref, shape, activations)} - found
    return frozenset(found)


def _in_samples(ref: Ref, shape: Shape) -> Iterator[Ref]:
    """Name a quantity in every sample where it names none; of a mean, only the mean."""
    yield ref
    if ref.sample is None and shape.batch > 1 and ref.symbol not in MEANS:
        yield from (ref.at(sample) for sample in range(shape.batch))


def _same(ref: Ref, shape: Shape, activations: tuple[str, ...]) -> Iterable[Ref]:
    """Name what is the same number as a quantity by definition, both ways."""
    l, index, sample = ref.layer, ref.index, ref.sample
    is_linear = l > 0 and activations[l] == "linear"
    match ref.symbol:
        case "delta":
            yield from [Ref("db", l, index, sample)] if sample is not None or shape.batch == 1 else []
            yield from [Ref("dJ_da", l, index, sample)] if is_linear else []
        case "db" if sample is not None or shape.batch == 1:
            yield Ref("delta", l, index, sample)
        case "dJ_da":
            yield from [Ref("delta", l, index, sample)] if is_linear else []
            ends = shape.out_of(l, index[0]) if l < shape.L else ()
            yield from [Ref("term", l + 1, (ends[0], index[0]), sample)] if len(ends) == 1 else []
        case "term" if len(shape.out_of(l - 1, index[1])) == 1:
            yield Ref("dJ_da", l - 1, index[1:], sample)
        case "a" if is_linear:
            yield Ref("z", l, index, sample)
        case "z" if is_linear:
            yield Ref("a", l, index, sample)
        case "J" | "dW" if shape.batch == 1:
            yield ref.at(0 if sample is None else None)
