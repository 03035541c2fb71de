"""Without a display: one sentence and exit code 2, never Qt's abort."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent

WITHOUT_WINDOW = {
    "an unknown platform": ({"QT_QPA_PLATFORM": "holodeck"}, "QT_QPA_PLATFORM is 'holodeck'"),
    "a platform without windows": ({"QT_QPA_PLATFORM": "minimal"}, "QT_QPA_PLATFORM is 'minimal'"),
}
if sys.platform.startswith("linux"):  # elsewhere there is always a display, and no DISPLAY
    WITHOUT_WINDOW |= {
        "no display": ({}, "there is no display to open a window on"),
        "a dead display": ({"DISPLAY": ":987"}, "the display ':987' does not answer"),
        "a display that is no name": ({"DISPLAY": "nonsense"}, "the display 'nonsense' does not answer"),
        "a dead compositor": ({"WAYLAND_DISPLAY": "wayland-9"}, "there is no display to open a window on"),
        "a named dead compositor": ({"QT_QPA_PLATFORM": "wayland"}, "the Wayland display '' does not answer"),
        "two platforms, none alive": ({"QT_QPA_PLATFORM": "wayland;xcb"}, "does not answer"),
    }


def start(extra: dict[str, str], *words: str) -> subprocess.CompletedProcess[str]:
    screen = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    environment = {k: v for k, v in os.environ.items() if k not in screen} | extra
    command = [sys.executable, str(ROOT / "main.py"), *words]
    return subprocess.run(command, env=environment, capture_output=True, text=True, timeout=60, check=False)


@pytest.mark.parametrize(("extra", "sentence"), WITHOUT_WINDOW.values(), ids=WITHOUT_WINDOW.keys())
def test_no_window_can_be_opened(extra, sentence):
    ended = start(extra)
    assert ended.returncode == 2
    assert ended.stdout == ""
    assert ended.stderr.startswith("upstream: ")
    assert sentence in ended.stderr
    assert ended.stderr.count("\n") == 1


def test_the_smoke_test_paints_walks_and_says_so():
    ended = start({"QT_QPA_PLATFORM": "offscreen"}, "--smoke")
    assert ended.returncode == 0, ended.stderr
    painted, walked = ended.stdout.splitlines()
    assert "window painted after" in painted
    assert walked == "walked 22 micro-steps: J = 0.185043"


def test_of_several_platforms_one_that_works_is_enough():
    ended = start({"QT_QPA_PLATFORM": "holodeck;offscreen"}, "--smoke")
    assert ended.returncode == 0, ended.stderr


@pytest.mark.parametrize("words", [("--wrong",), ("a", "b"), ("pictures",), ("pictures", "a", "b")])
def test_a_call_that_is_not_understood(words):
    ended = start({"QT_QPA_PLATFORM": "offscreen"}, *words)
    assert (ended.returncode, ended.stdout, ended.stderr.count("\n")) == (2, "", 1)


def test_a_bad_file_is_refused_before_any_window(tmp_path):
    file = tmp_path / "bad.upstream"
    file.write_text("[1, 2", encoding="utf-8")
    ended = start({}, str(file))
    assert ended.returncode == 2
    said = "is not an Upstream document: line 1, column 6: not JSON: Expecting ',' delimiter"
    assert ended.stderr == f"upstream: {file}: {said}\n"
