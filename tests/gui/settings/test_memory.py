"""The file of the settings: quick to read, written beside and replaced, and never in the way."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import replace

import pytest

from gui.settings import memory as module
from gui.settings.memory import ASIDE, NAME, Memory
from gui.settings.settings import Settings
from gui.settings.text import parse, to_text
from gui.user_folder import user_folder


@pytest.fixture
def memory(qapp):
    made = Memory()
    yield made
    made._changes = {}
    made.flush()


def on_disk() -> Settings:
    return parse((user_folder() / NAME).read_text("utf-8"))


def test_without_a_file_everything_is_as_usual_and_none_is_made(memory):
    assert memory.read() == Settings()
    assert memory.trouble == ""
    assert list(user_folder().iterdir()) == []


def test_a_change_is_written_soon_by_itself(memory, qtbot):
    memory.read()
    memory.remember(theme="dark")
    memory.remember(decimals=5)
    assert not (user_folder() / NAME).exists()
    qtbot.waitUntil((user_folder() / NAME).exists)
    assert on_disk() == replace(Settings(), theme="dark", decimals=5)
    assert [file.name for file in user_folder().iterdir()] == [NAME]


def test_flushing_writes_at_once_and_only_what_changed(memory):
    memory.flush()
    assert not (user_folder() / NAME).exists()
    memory.remember(theme="dark")
    memory.flush()
    assert Memory().read() == replace(Settings(), theme="dark")


def test_two_windows_keep_each_others_changes(memory):
    other = Memory()
    memory.read()
    other.read()
    memory.remember(theme="dark")
    memory.flush()
    other.remember(decimals=4)
    other.flush()
    assert on_disk() == replace(Settings(), theme="dark", decimals=4)


@pytest.mark.parametrize("content", [b"", b"{", b"\xff\xfe\x00", b"[1, 2]", b"x" * 2_000_000])
def test_a_corrupt_file_is_set_aside_and_said(memory, content):
    (user_folder() / NAME).write_bytes(content)
    assert memory.read() == Settings()
    assert "settings-unreadable.json" in memory.trouble
    assert (user_folder() / ASIDE).read_bytes() == content
    assert not (user_folder() / NAME).exists()


def test_a_file_that_is_spoilt_meanwhile_gets_back_what_was_read(memory):
    (user_folder() / NAME).write_text(to_text(replace(Settings(), decimals=6)), "utf-8")
    memory.read()
    (user_folder() / NAME).write_text("{", "utf-8")
    memory.remember(theme="light")
    memory.flush()
    assert on_disk() == replace(Settings(), decimals=6, theme="light")


def test_what_cannot_be_written_is_said_once(memory, monkeypatch):
    said = []
    memory.troubled.connect(said.append)

    def refuse(file, text):
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as full:
        full.setattr(module, "replace_file", refuse)
        for changes in ({"decimals": 4}, {"theme": "dark"}):
            memory.remember(**changes)
            memory.flush()
    assert len(said) == 1
    assert "No space left on device" in said[0]
    memory.flush()  # there is room again
    assert on_disk() == replace(Settings(), decimals=4, theme="dark")


def test_a_folder_that_cannot_be_made_stands_in_nobodys_way(memory, monkeypatch, tmp_path):
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("UPSTREAM_FOLDER", str(tmp_path / "file" / "inside"))
    said = []
    memory.troubled.connect(said.append)
    assert memory.read() == Settings()
    memory.remember(decimals=4)
    memory.flush()
    assert len(said) == 1


def test_reading_settings_needs_nothing_heavy():
    """Start to first paint is to take 400 ms: what is imported before must be light."""
    show = "import sys, gui.settings; print(*sys.modules)"
    env = os.environ | {"QT_QPA_PLATFORM": "offscreen"}
    run = subprocess.run([sys.executable, "-c", show], check=True, capture_output=True, text=True, env=env)
    loaded = run.stdout.split()
    assert "gui.settings.memory" in loaded
    assert "gui.settings.dialog" not in loaded
    assert "pyqtgraph" not in loaded
