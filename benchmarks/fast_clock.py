"""A clock that goes as fast as what it is waited for with allows: a day in minutes."""

from __future__ import annotations

import heapq
from collections.abc import Callable
from itertools import count


class FastClock:
    """Calls back in the order of time, without any waiting.

    Attributes
    ----------
    now : int
        Milliseconds since it was made.
    """

    def __init__(self) -> None:
        self.now = 0
        self._numbers = count()
        self._waits: list[tuple[int, int, FastWait]] = []

    @property
    def waiting(self) -> int:
        """How many things wait, stopped ones among them."""
        return len(self._waits)

    def after(self, ms: int, do: Callable[[], None]) -> FastWait:
        """Do something so many milliseconds later."""
        wait = FastWait(do)
        heapq.heappush(self._waits, (self.now + ms, next(self._numbers), wait))
        return wait

    def run(self, ms: int) -> None:
        """Let time pass."""
        end = self.now + ms
        while self._waits and self._waits[0][0] <= end:
            self.now, _, wait = heapq.heappop(self._waits)
            wait.ring()
        self.now = end

    @property
    def until_next(self) -> int:
        """Milliseconds until something is done."""
        return self._waits[0][0] - self.now


class FastWait:
    """Something that will be done, unless it is stopped."""

    def __init__(self, do: Callable[[], None]) -> None:
        self._do: Callable[[], None] | None = do

    def stop(self) -> None:
        """Let it be."""
        self._do = None

    def ring(self) -> None:
        """Do it, once."""
        do, self._do = self._do, None
        if do is not None:
            do()
