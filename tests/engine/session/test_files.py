"""Writing files: the whole new one or the whole old one, and nothing beside."""

from __future__ import annotations

import os

import pytest

from engine.session.files import replace_bytes, replace_file, replace_pieces


def test_text_bytes_and_pieces_are_written_as_they_are(tmp_path):
    file = tmp_path / "δ.txt"
    replace_file(file, "δ\r\n\n")
    assert file.read_bytes() == "δ\r\n\n".encode()
    replace_bytes(file, b"\x00\r")
    assert file.read_bytes() == b"\x00\r"
    replace_pieces(file, (bytes([n]) for n in range(3)))
    assert file.read_bytes() == b"\x00\x01\x02"
    assert list(tmp_path.iterdir()) == [file]


@pytest.mark.parametrize("fault", ["a piece", "the disk"])
def test_what_goes_wrong_leaves_the_old_file(tmp_path, monkeypatch, fault):
    def full(_handle):
        raise OSError(28, "No space left on device")

    def pieces():
        yield b"new"
        if fault == "a piece":
            full(None)

    file = tmp_path / "x"
    file.write_text("old", encoding="utf-8")
    if fault == "the disk":
        monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space left"):
        replace_pieces(file, pieces())
    assert file.read_text(encoding="utf-8") == "old"
    assert list(tmp_path.iterdir()) == [file]


def test_a_read_only_file_is_left_alone(tmp_path):
    file = tmp_path / "x"
    file.write_text("old", encoding="utf-8")
    file.chmod(0o444)
    with pytest.raises(PermissionError, match="the file is read-only"):
        replace_file(file, "new")
    assert file.read_text(encoding="utf-8") == "old"
    file.chmod(0o644)


def test_a_link_stays_a_link_and_a_long_name_is_no_trouble(tmp_path):
    file, link = tmp_path / ("n" * 250), tmp_path / "link"
    replace_file(file, "old")
    link.symlink_to(file)
    replace_file(link, "new")
    assert link.is_symlink()
    assert file.read_text(encoding="utf-8") == "new"
