"""What the encoders have in common."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Self, TypeAlias

import numpy as np
from numpy.typing import NDArray

__all__ = ["Box", "Colours", "Encoder", "Strip", "changed"]

Colours: TypeAlias = NDArray[np.uint32]
"""A picture, shape (height, width): 0xRRGGBB each."""
Box: TypeAlias = tuple[int, int, int, int]
"""Left, top, right and bottom of a part of a picture, the last two past its end."""


@dataclass(frozen=True, slots=True)
class Strip:
    """What is the same for all pictures of an animation.

    Attributes
    ----------
    size : (int, int)
        Width and height, px.
    rate : int
        Pictures a second.
    loops : bool
    """

    size: tuple[int, int]
    rate: int
    loops: bool

    def milliseconds(self, ticks: int) -> int:
        """Return when a picture is over, counted from the beginning: sums of these lose no time."""
        return round(1000 * ticks / self.rate)


class Encoder(ABC):
    """Writes an animation into a file, picture by picture; leaving it early stops all that still runs.

    Parameters
    ----------
    file : Path
        It may be written over at once.
    strip : Strip
    samples : sequence of array
        A few of the pictures, where `samples_wanted` says so; of large ones every so many pixels.
    """

    samples_wanted = 0
    """How many pictures it wants to see before the first one."""

    def __init__(self, file: Path, strip: Strip, samples: Sequence[Colours] = ()) -> None:
        self.file, self.strip, self.samples = file, strip, samples
        self.ticks = 0

    @abstractmethod
    def add(self, picture: Colours, ticks: int) -> None:
        """Append a picture that stays so many times 1/rate of a second.

        Raises
        ------
        OSError
            If it cannot be written.
        FilmError
            If another program does the work, and cannot.
        """

    @abstractmethod
    def finish(self) -> None:
        """Write what comes last; raises as `add`."""

    @abstractmethod
    def stop(self) -> None:
        """Let go of the file, whether it is finished or not."""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        self.stop()

    def lasts(self, ticks: int) -> int:
        """Count ticks on, and return their milliseconds."""
        before, self.ticks = self.ticks, self.ticks + ticks
        return self.strip.milliseconds(self.ticks) - self.strip.milliseconds(before)


def changed(before: NDArray[Any] | None, picture: NDArray[Any]) -> Box:
    """Return the smallest box that holds all that is another; one px where nothing is."""
    height, width = picture.shape
    if before is None:
        return 0, 0, width, height
    other = before != picture
    rows, columns = np.flatnonzero(other.any(axis=1)), np.flatnonzero(other.any(axis=0))
    if not rows.size:
        return 0, 0, 1, 1
    return int(columns[0]), int(rows[0]), int(columns[-1]) + 1, int(rows[-1]) + 1
