"""The making of an animation in small pieces: whoever goes through them lets others work in between.

Pictures are painted on the GUI thread, as Qt wants it; another thread compresses and writes the one before.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Generator, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from PySide6.QtCore import QEasingCurve
from PySide6.QtGui import QImage

from engine.session.files import replacing
from engine.session.frame import Frame
from gui.export.animation.encoders import ENCODERS, Encoder, Strip
from gui.export.animation.encoders.encoder import Colours
from gui.export.animation.order import Film
from gui.export.animation.scene import Scene

__all__ = ["Shooting", "Turn"]

_MOTION_SHARE = 0.7
"""So much of the time of a step values may travel at most, as on screen while Play walks."""

_SAMPLED = 1_000_000
"""Pixels of a picture that its colours are taken from at most."""


@dataclass(frozen=True, slots=True)
class Turn:
    """Where the work is.

    Attributes
    ----------
    done : int
        Ticks that are painted.
    waits : bool
        Another thread is at work: there is nothing to do at this instant.
    """

    done: int
    waits: bool = False


@dataclass(frozen=True, slots=True)
class Shooting:
    """An animation that can be made.

    Attributes
    ----------
    film : Film
    scene : Scene
    frame_at : callable
        Returns the frame of a stop of the film.
    motion : float
        Seconds that values travel; 0 where nothing moves.
    """

    film: Film
    scene: Scene
    frame_at: Callable[[int], Frame]
    motion: float

    def into(self, file: Path) -> Generator[Turn, None, None]:
        """Make it bit by bit. Whoever stops early closes the iterator, and nothing is left of it.

        Raises
        ------
        OSError
            If the file cannot be written; what was there before is still there.
        FilmError
            If ffmpeg cannot make it.
        MemoryError
            If there is no room for a picture.
        """
        film = self.film
        strip = Strip(film.size, film.rate, film.loops)
        with replacing(file) as beside:
            yield Turn(0)
            encoder = ENCODERS[film.form]
            samples: list[Colours] = []
            for stop in self._samples(encoder.samples_wanted):
                yield from self._sampled(stop, samples)
            # The encoder ends first: a thread that waits for its pipe would else never end.
            with ThreadPoolExecutor(1) as thread, encoder(beside, strip, samples) as made:
                yield from self._written(made, thread)

    def _sampled(self, stop: int, samples: list[Colours]) -> Iterator[Turn]:
        """Paint a stop, and note its colours."""
        still = QImage()
        for image in self.scene.still(self.frame_at(stop)):
            still = image
            yield Turn(0)
        apart = math.ceil(math.sqrt(still.width() * still.height() / _SAMPLED))
        samples.append(_colours(still)[::apart, ::apart].copy())

    def _samples(self, count: int) -> list[int]:
        """Choose stops that show the colours of all."""
        stops = self.film.stops
        places = np.unique(np.linspace(0, len(stops) - 1, min(count, len(stops))).round().astype(int))
        return [stops[place] for place in places]

    def _written(self, encoder: Encoder, thread: ThreadPoolExecutor) -> Iterator[Turn]:
        """Paint one picture while the one before is written."""
        done, work = 0, thread.submit(_nothing)
        for shot in self._shots():
            if shot is None:
                yield Turn(done)
                continue
            yield from _until(work, done)
            image, ticks = shot
            work = thread.submit(encoder.add, _colours(image), ticks)
            done += ticks
            yield Turn(done)
        yield from _until(work, done)
        yield from _until(thread.submit(encoder.finish), done)

    def _shots(self) -> Iterator[tuple[QImage, int] | None]:
        """Yield the pictures with how many ticks each stays, and None between pieces of work."""
        film = self.film
        still = QImage()
        for stop in film.stops:
            frame, is_first, moving = self.frame_at(stop), still.isNull(), 0
            for image in self.scene.still(frame):
                still = image
                yield None
            if not is_first:
                for image in self._motion(frame, still):
                    moving += 1
                    yield image, 1
            yield still, film.ticks_a_stop - moving

    @property
    def _travelling(self) -> int:
        """How many pictures show values on their way to a step of the walk."""
        film = self.film
        if film.kind != "walk":
            return 0
        ticks = film.ticks_a_stop
        return min(round(self.motion * film.rate), int(_MOTION_SHARE * ticks), ticks - 1)

    def _motion(self, frame: Frame, still: QImage) -> Iterator[QImage]:
        """Yield the pictures of a step while its values travel, if any do."""
        portrait = self.scene.portrait(frame) if self._travelling else None
        if portrait is None or not portrait.moves:
            return
        eased, count = QEasingCurve(QEasingCurve.Type.InOutQuad), self._travelling
        for tick in range(count):
            yield self.scene.moving(still, portrait, eased.valueForProgress(tick / count))


def _nothing() -> None:
    """Be done."""


def _until(work: Future[None], done: int) -> Iterator[Turn]:
    """Wait for the other thread, and hand on what went wrong there."""
    while not work.done():
        yield Turn(done, waits=True)
    work.result()


def _colours(image: QImage) -> Colours:
    """Return the pixels of an image, a copy."""
    rows = np.frombuffer(image.constBits(), dtype=np.uint32)
    rows = rows.reshape(image.height(), image.bytesPerLine() // 4)[:, : image.width()]
    return rows & np.uint32(0xFFFFFF)
