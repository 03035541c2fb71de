"""GIF, written as its pictures come: Pillow compresses each, and only what is another than before.

Format: https://www.w3.org/Graphics/GIF/spec-gif89a.txt
"""

from __future__ import annotations

import struct
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from gui.export.animation.encoders.encoder import Box, Colours, Encoder, Strip, changed
from gui.export.animation.encoders.palette import Palette

__all__ = ["GifEncoder"]

_PALETTE_OF_256 = 0xF7
_FOR_EVER = b"\x21\xff\x0bNETSCAPE2.0\x03\x01\x00\x00\x00"
_END = b"\x3b"
_HUNDREDTH = 10
"""Milliseconds of the unit in which a GIF counts."""


class GifEncoder(Encoder):
    """One palette for all pictures, no dots mixed: text stays sharp and flat colours flat."""

    samples_wanted = 6

    def __init__(self, file: Path, strip: Strip, samples: Sequence[Colours] = ()) -> None:
        super().__init__(file, strip, samples)
        self._palette: Palette | None = None
        self._before: NDArray[np.uint8] | None = None
        self._told = 0
        self._out = file.open("wb")

    def add(self, picture: Colours, ticks: int) -> None:
        """Append what is another than in the picture before."""
        if self._palette is None:
            self._palette = self._begun()
        indices = self._palette.indices(picture)
        box = changed(self._before, indices)
        self._before = indices
        self._out.writelines(_blocks(indices, box, self._hundredths(ticks)))

    def _begun(self) -> Palette:
        """Choose the colours, which takes its time, and write what comes first."""
        palette, self.samples = Palette(self.samples), ()
        head = struct.pack("<6sHHBBB", b"GIF89a", *self.strip.size, _PALETTE_OF_256, 0, 0)
        self._out.write(head + palette.colours.tobytes() + (_FOR_EVER if self.strip.loops else b""))
        return palette

    def _hundredths(self, ticks: int) -> int:
        """Return how long a picture stays; what is rounded off one is given to the next."""
        self.lasts(ticks)
        end = round(self.strip.milliseconds(self.ticks) / _HUNDREDTH)
        before, self._told = self._told, end
        return end - before

    def finish(self) -> None:
        """Write the end."""
        self._out.write(_END)
        self._out.close()

    def stop(self) -> None:
        """Close the file."""
        self._out.close()


def _blocks(indices: NDArray[np.uint8], box: Box, hundredths: int) -> list[bytes]:
    """Compress a part of a picture."""
    from PIL import GifImagePlugin, Image

    left, top, right, bottom = box
    part = np.ascontiguousarray(indices[top:bottom, left:right])
    image = Image.frombytes("P", (right - left, bottom - top), part.tobytes())
    data = GifImagePlugin.getdata(image, (left, top), duration=hundredths * _HUNDREDTH, interlace=0)
    return [bytes(piece) for piece in data]
