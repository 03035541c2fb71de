"""A film of a small network, a stand-in for ffmpeg, and files read back."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from engine.session.frame import frame_of
from gui.diagram import Diagram
from gui.export.animation.moments import Moments
from gui.export.animation.order import Film, checked
from gui.export.animation.scene import Scene, views_of
from gui.export.animation.shooting import Shooting
from gui.export.sources import sources_of
from gui.look import Look
from gui.panels.cost_curve import CostCurve
from gui.panels.delta_panel import DeltaPanel
from tests.gui.export.conftest import pixels, session

LOOK = Look()
WALK = Film("walk", 12, 14, seconds=0.5, rate=10, size=(320, 180), form="WebP")
TRAINING = Film("training", 0, 8, frames=3, rate=10, size=(320, 180), form="WebP")


@pytest.fixture
def sources(qtbot):
    made = Diagram(), DeltaPanel(), CostCurve()
    for panel in made:
        qtbot.addWidget(panel)
    return sources_of(made[0], made[1:])


@pytest.fixture
def shooting_of(sources):
    def make(film: Film = WALK, name: str = "start", view: int = 1, look: Look = LOOK) -> Shooting:
        frame = frame_of(session(name))
        moments, chosen = Moments.of(frame), views_of(sources, sources)[view]
        film = checked(film, 1000)
        frame_at = moments.finder(film)
        scene = Scene(chosen, chosen.natural([frame_at(film.first)], look), film.size, look)
        return Shooting(film, scene, frame_at, look.motion)

    return make


def filmed(shooting: Shooting, file: Path) -> Path:
    for _ in shooting.into(file):
        pass
    return file


def frames_of(file: Path) -> list[np.ndarray]:
    found = []
    with Image.open(file) as film:
        for number in range(film.n_frames):
            film.seek(number)
            found.append(np.asarray(film.convert("RGB")).astype(int))
    return found


def milliseconds_of(file: Path) -> list[int]:
    found = []
    with Image.open(file) as film:
        for number in range(film.n_frames):
            film.seek(number)
            film.load()
            found.append(film.info["duration"])
    return found


def picture_of(shooting: Shooting, stop: int) -> np.ndarray:
    *_, image = shooting.scene.still(shooting.frame_at(stop))
    return pixels(image)


def loopless(film: Film) -> Film:
    return replace(film, loops=False)


@pytest.fixture
def stand_in(tmp_path, monkeypatch):
    """Put a program called ffmpeg on the PATH that does what a piece of Python says."""

    def make(code: str) -> None:
        folder = tmp_path / "bin"
        folder.mkdir(exist_ok=True)
        script = folder / "stand_in.py"
        script.write_text(f"import sys\n{code}\n", encoding="utf-8")
        if sys.platform == "win32":
            (folder / "ffmpeg.bat").write_text(f'@"{sys.executable}" "{script}" %*\n', encoding="utf-8")
        else:
            program = folder / "ffmpeg"
            program.write_text(f'#!/bin/sh\nexec "{sys.executable}" "{script}" "$@"\n', encoding="utf-8")
            program.chmod(0o755)
        monkeypatch.setenv("PATH", str(folder))

    return make


KEEPS = "open(sys.argv[-1], 'wb').write(' '.join(sys.argv[1:-1]).encode() + b'\\n' + sys.stdin.buffer.read())"
FAILS = "sys.stderr.write('banner\\nno such codec\\n'); sys.exit(3)"
WAITS = "import time; time.sleep(600)"
