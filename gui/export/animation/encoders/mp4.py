"""MP4, by the user's own ffmpeg, which is handed raw pictures through a pipe."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from PySide6.QtCore import QCoreApplication

from gui.export.animation.encoders.encoder import Colours, Encoder, Strip
from gui.export.animation.order import FilmError

__all__ = ["Mp4Encoder", "ffmpeg"]

translate = QCoreApplication.translate
_NO_CONSOLE = getattr(subprocess, "CREATE_NO_WINDOW", 0)
"""On Windows, where a program for the console would open one."""


def ffmpeg() -> str | None:
    """Return where the user has ffmpeg; None where it is not on the PATH."""
    return shutil.which("ffmpeg")


class Mp4Encoder(Encoder):
    """Pipes pictures to ffmpeg, which is killed where it is left early."""

    def __init__(self, file: Path, strip: Strip, samples: Sequence[Colours] = ()) -> None:
        super().__init__(file, strip, samples)
        program = ffmpeg()
        if program is None:
            raise FilmError(translate("Animation", "MP4 needs ffmpeg, which is not on the PATH."))
        self._told = tempfile.TemporaryFile()  # noqa: SIM115 - a pipe that nobody reads would fill up
        try:
            self._process = subprocess.Popen(  # noqa: S603 - the user's own, and no shell
                [program, *_arguments(file, strip)],
                stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=self._told,
                creationflags=_NO_CONSOLE,
            )  # fmt: skip
        except OSError as error:
            self._told.close()
            raise FilmError(_failed(error.strerror or str(error))) from None

    def add(self, picture: Colours, ticks: int) -> None:
        """Hand a picture over, once for each tick."""
        data = picture.astype("<u4").tobytes()
        pipe = self._process.stdin
        try:
            for _ in range(ticks):
                if pipe is not None:
                    pipe.write(data)
        except (OSError, ValueError):  # it has ended, or was stopped
            self._process.wait()
            raise FilmError(_failed(self._last_words())) from None

    def finish(self) -> None:
        """Wait until ffmpeg is ready."""
        self._close_pipe()
        if self._process.wait():
            raise FilmError(_failed(self._last_words()))

    def stop(self) -> None:
        """Kill ffmpeg where it still runs."""
        if self._process.poll() is None:
            self._process.kill()
            self._process.wait()
        self._close_pipe()
        self._told.close()

    def _close_pipe(self) -> None:
        """Close it; where ffmpeg has ended before, its code says so."""
        with suppress(OSError):
            if self._process.stdin is not None:
                self._process.stdin.close()

    def _last_words(self) -> str:
        """Return the last line that ffmpeg wrote."""
        self._told.seek(0)
        lines = self._told.read().decode("utf-8", "replace").split("\n")
        said = [line.strip() for line in lines if line.strip()]
        return said[-1] if said else translate("Animation", "it ended without a word")


def _failed(words: str) -> str:
    sentence = translate("Animation", "ffmpeg could not write the animation: {words}")
    return sentence.format(words=words.rstrip(".")) + "."


def _arguments(file: Path, strip: Strip) -> list[str]:
    """Say what ffmpeg reads, and what it writes: yuv420p, as other programs cannot show more."""
    width, height = strip.size
    read = ["-f", "rawvideo", "-pix_fmt", "bgr0", "-s", f"{width}x{height}", "-r", str(strip.rate), "-i", "-"]
    write = ["-an", "-pix_fmt", "yuv420p", "-movflags", "+faststart", "-f", "mp4", "-y", str(file)]
    return ["-hide_banner", "-loglevel", "error", *read, *write]
