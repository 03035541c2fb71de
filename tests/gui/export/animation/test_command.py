"""``upstream export --animate``: without a window, with one sentence where it cannot be done."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image

from engine.cli import CommandError, film_call, opened
from gui.export.animation import command
from gui.export.animation.command import animate

ROOT = Path(__file__).parents[4]


def made(*words) -> int:
    call = film_call([str(word) for word in words])
    return animate(call, opened(call.file))


@pytest.mark.parametrize("ending", ["gif", "webp"])
@pytest.mark.parametrize("view", ["window", "diagram"])
def test_a_walk_is_filmed(ending, view, qtbot, tmp_path):
    file = tmp_path / f"walk.{ending}"
    words = ("--from", 12, "--to", 13, "--seconds", 0.5, "--size", "320x180", "--view", view, "--update", 3)
    assert made("--animate", "walk", "-o", file, *words) == 0
    with Image.open(file) as film:
        assert film.size == (320, 180)
        assert film.n_frames == 2 + round(0.7 * 6)  # two steps, and what travels to the second


def test_training_is_filmed_in_the_dark(qtbot, tmp_path):
    file = tmp_path / "training.webp"
    example = ROOT / "resources" / "examples" / "xor.upstream"
    words = ("--to", 8, "--frames", 3, "--dark", "--size", "320x180", "--view", "diagram")
    assert made(example, "--animate", "training", "-o", file, *words) == 0
    with Image.open(file) as film:
        assert film.n_frames == 3
        assert max(film.convert("RGB").getpixel((1, 1))) < 60


def test_a_zoom_has_its_own_steps(qtbot, tmp_path):
    words = ("--zoom", "phase", "--seconds", 0.1, "--size", "64x36", "--view", "diagram")
    assert made("--animate", "walk", "-o", tmp_path / "walk.webp", *words) == 0
    with Image.open(tmp_path / "walk.webp") as film:
        assert film.n_frames == 4


def test_ctrl_c_ends_it_and_leaves_nothing(qtbot, tmp_path, monkeypatch, capsys):
    def pressed(*_):
        signal.raise_signal(signal.SIGINT)

    monkeypatch.setattr(command, "_show_progress", pressed)
    before = signal.getsignal(signal.SIGINT)
    assert made("--animate", "walk", "-o", tmp_path / "walk.gif") == 130
    assert "interrupted; nothing was written" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []
    assert signal.getsignal(signal.SIGINT) is before


def test_a_terminal_is_told_how_far_it_is(qtbot, tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    words = ("--from", 1, "--to", 2, "--seconds", 0.1, "--size", "64x36", "--view", "diagram")
    assert made("--animate", "walk", "-o", tmp_path / "walk.webp", *words) == 0
    assert capsys.readouterr().err.endswith("100 %  picture 2 of 2\n")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("-o", "a.avi"), "a.avi: an animation ends in .gif, .webp or .mp4"),
        (("-o", "nowhere/a.gif"), "there is no folder"),
        (("-o", "a.gif", "--size", "12by9"), "is no size, such as 1280x720"),
        (("-o", "a.gif", "--seconds", "0"), "is no time for a step"),
        (("-o", "a.gif", "--update", "-1"), "give a number from 0"),
        (("-o", "a.gif", "--from", "0"), "Steps 0 to 22 cannot be shown"),
        (("-o", "a.gif", "--size", "9x9"), "9 × 9 cannot be made"),
        (("-o", "a.gif", "--fps", "0"), "1 to 50 of them a second"),
        ((), "required: -o"),
    ],
)
def test_bad_calls_end_in_a_sentence(words, said, qtbot, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(CommandError) as caught:
        made("--animate", "walk", *words)
    assert said in str(caught.value)
    assert list(tmp_path.iterdir()) == []


def test_training_takes_no_update(tmp_path):
    with pytest.raises(CommandError, match="--update is for --animate walk"):
        made("--animate", "training", "-o", tmp_path / "a.gif", "--update", 3)


def test_the_program_finds_its_way_there(tmp_path):
    size = ("--seconds", "0.1", "--size", "64x36", "--view", "diagram")
    words = ("export", "--animate", "walk", "--from", "1", "--to", "2", *size, "-o", "a.gif")
    environment = {**os.environ, "UPSTREAM_FOLDER": str(tmp_path / "user")}
    program = [sys.executable, str(ROOT / "main.py"), *words]
    done = subprocess.run(
        program, cwd=tmp_path, env=environment, capture_output=True, timeout=60, check=False
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")
    with Image.open(tmp_path / "a.gif") as film:
        assert film.n_frames == 2
    done = subprocess.run(
        [*program[:2], "export", "--animate", "run"], capture_output=True, timeout=60, check=False
    )
    assert done.returncode == 2
    assert done.stderr.decode().startswith("upstream: ")
    assert done.stderr.count(b"\n") == 1
