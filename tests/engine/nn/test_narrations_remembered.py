"""Narrations are long: those of shapes that are gone must go too, whatever the size of the batch."""

from __future__ import annotations

import gc

from engine.nn.microsteps import MicroStep, ends, told, written_at
from engine.nn.shape import Shape
from engine.nn.types import Ref


def alive(kind: type) -> int:
    gc.collect()
    return sum(type(thing) is kind for thing in gc.get_objects())


def tell(shape: Shape) -> None:
    """Ask for all that a frame asks for."""
    told(shape, "edge")
    ends(shape, False, "edge")
    written_at(shape, False, "edge")


def test_of_many_shapes_few_are_remembered():
    """Somebody tries out batches of many sizes."""
    counts = []
    for batches in (range(60, 48, -1), range(48, 30, -1)):
        for batch in batches:
            tell(Shape((2, 8, 1), batch))
        counts.append((alive(Ref), alive(MicroStep)))
    for warm, later in zip(*counts, strict=True):
        assert later <= 1.05 * warm


def test_refs_are_shared_within_a_batch_of_any_size():
    """What one step writes others read: the same objects, not equal ones."""
    for batch in (1, 2, 400, 5000):
        shape = Shape((1, 1), batch)
        assert shape.each("a", 1, 0) is shape.each("a", 1, 0)
