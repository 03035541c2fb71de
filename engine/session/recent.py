"""The latest results of something that takes long, as many as fit in some bytes."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

from engine.nn.types import Array

T = TypeVar("T")

_OVERHEAD = 4096
"""Bytes that are reckoned for a result besides its numbers."""


class Same:
    """An array as a key: it equals none but itself, and is held so that its place goes to no other."""

    __slots__ = ("array",)

    def __init__(self, array: Array) -> None:
        self.array = array

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Same) and self.array is other.array

    def __hash__(self) -> int:
        return id(self.array)


class Recent(Generic[T]):
    """Remembers results by key; those that were not asked for longest are forgotten first.

    Parameters
    ----------
    room : int
        Bytes that the results may take together.
    """

    def __init__(self, room: int) -> None:
        self._room, self._taken = room, 0
        self._found: OrderedDict[Hashable, tuple[T, int]] = OrderedDict()

    def __len__(self) -> int:
        return len(self._found)

    def __contains__(self, key: Hashable) -> bool:
        return key in self._found

    def clear(self) -> None:
        """Forget everything."""
        self._found.clear()
        self._taken = 0

    def get(self, key: Hashable, size: int, make: Callable[[], T]) -> T:
        """Return the result of a key; it is made where it is not remembered.

        Parameters
        ----------
        key : hashable
        size : int
            Bytes of the numbers that it takes.
        make : callable
        """
        if key in self._found:
            self._found.move_to_end(key)
            return self._found[key][0]
        result, size = make(), size + _OVERHEAD
        self._found[key] = result, size
        self._taken += size
        while self._taken > self._room and len(self._found) > 1:
            self._taken -= self._found.popitem(last=False)[1][1]
        return result
