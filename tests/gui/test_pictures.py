"""``upstream pictures``: every main state is drawn, none is empty, and no two are the same."""

from __future__ import annotations

import hashlib

import pytest
from PySide6.QtGui import QImage

from engine.cli import CommandError
from gui.pictures import draw, draw_pictures, pictures


def few():
    """One picture of each theme and size, and one of a deep network."""
    names = {"start-light", "delta-1-dark", "end-small", "layers-delta-dark-small", "deep-light"}
    return [picture for picture in pictures() if picture.name in names]


def test_pictures_show_something_and_differ(qtbot, tmp_path):
    seen = set()
    for picture in few():
        file = tmp_path / f"{picture.name}.png"
        assert draw(picture, file)
        image = QImage(str(file))
        assert image.size() == picture.size
        colours = {image.pixel(x, y) for x in range(0, image.width(), 7) for y in range(0, image.height(), 7)}
        assert len(colours) > 30, f"{picture.name} is nearly empty"
        seen.add(hashlib.sha256(file.read_bytes()).hexdigest())
    assert len(seen) == 5


def test_names_of_pictures_are_file_names_and_unique():
    names = [picture.name for picture in pictures()]
    assert len(set(names)) == len(names)
    assert all(name.replace("-", "").isalnum() for name in names)


def test_a_folder_that_cannot_be_made_is_named(tmp_path):
    file = tmp_path / "taken"
    file.write_text("", encoding="utf-8")
    with pytest.raises(CommandError, match="taken: no folder can be made there"):
        next(draw_pictures(file))
