"""WebP, written as its pictures come: Pillow compresses each, without loss, and only what is another.

Format: https://developers.google.com/speed/webp/docs/riff_container
"""

from __future__ import annotations

import io
import struct
from collections.abc import Sequence
from pathlib import Path

from gui.export.animation.encoders.encoder import Box, Colours, Encoder, Strip, changed

__all__ = ["WebpEncoder"]

_RIFF_HEAD = 12
_ANIMATED, _OVERWRITES = 0x02, 0x02
_LONGEST = (1 << 24) - 1
"""Milliseconds that one picture can stay."""
_METHOD, _EFFORT = 1, 50
"""Of Pillow's WebP: half as large as the quickest, in twice its time."""


class WebpEncoder(Encoder):
    """Every pixel exactly as it was painted."""

    def __init__(self, file: Path, strip: Strip, samples: Sequence[Colours] = ()) -> None:
        super().__init__(file, strip, samples)
        self._before: Colours | None = None
        self._out = file.open("wb")
        self._out.write(b"RIFF\0\0\0\0WEBP")
        width, height = strip.size
        self._write(b"VP8X", struct.pack("<I", _ANIMATED) + _three(width - 1) + _three(height - 1))
        self._write(b"ANIM", struct.pack("<IH", 0, 0 if strip.loops else 1))

    def add(self, picture: Colours, ticks: int) -> None:
        """Append what is another than in the picture before."""
        left, top, right, bottom = changed(self._before, picture)
        box = left // 2 * 2, top // 2 * 2, right, bottom  # places are counted in twos
        self._before = picture
        time = min(self.lasts(ticks), _LONGEST)
        sides = box[2] - box[0], box[3] - box[1]
        head = b"".join(map(_three, (box[0] // 2, box[1] // 2, sides[0] - 1, sides[1] - 1, time)))
        self._write(b"ANMF", head + bytes([_OVERWRITES]) + _compressed(picture, box))

    def _write(self, name: bytes, data: bytes) -> None:
        """Write a chunk; its length is even."""
        self._out.write(name + struct.pack("<I", len(data)) + data + b"\0" * (len(data) % 2))

    def finish(self) -> None:
        """Write how long it all is, which comes first."""
        length = self._out.tell() - 8
        self._out.seek(4)
        self._out.write(struct.pack("<I", length))
        self._out.close()

    def stop(self) -> None:
        """Close the file."""
        self._out.close()


def _three(number: int) -> bytes:
    """Write a number in three bytes."""
    return number.to_bytes(3, "little")


def _compressed(picture: Colours, box: Box) -> bytes:
    """Return the chunk of a picture's part, taken out of a file of its own."""
    from PIL import Image

    left, top, right, bottom = box
    part = picture[top:bottom, left:right].astype("<u4").tobytes()
    image = Image.frombuffer("RGB", (right - left, bottom - top), part, "raw", "BGRX", 0, 1)
    out = io.BytesIO()
    image.save(out, "WEBP", lossless=True, method=_METHOD, quality=_EFFORT)
    return out.getvalue()[_RIFF_HEAD:]
