"""The words of scenarios in which something is taken out of the window."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialogButtonBox, QLineEdit

from gui.export.dialog import PictureDialog
from gui.export.file_question import FileQuestion


def _dialog(world) -> PictureDialog:
    return world.window.findChild(PictureDialog)


def _press_in_dialog(world, keys: str) -> None:
    dialog = _dialog(world)
    for key in keys.split():
        QTest.keyClick(dialog.focusWidget(), getattr(Qt.Key, f"Key_{key}"))


def _type_width(world, text: str) -> None:
    field = _dialog(world).size_fields.width_field
    field.setFocus()
    field.selectAll()
    QTest.keyClicks(field, text)


def _save_as(world, name: str) -> None:
    QTest.mouseClick(_dialog(world).save, Qt.MouseButton.LeftButton)
    question = _dialog(world).findChild(FileQuestion)
    question.findChild(QLineEdit, "fileNameEdit").setText(str(world.tmp_path / name))
    QTest.mouseClick(question.findChild(QDialogButtonBox).buttons()[0], Qt.MouseButton.LeftButton)


def _says(text: str, words: str) -> None:
    assert words in text


def _begins(world, name: str, begin: str) -> None:
    assert (world.tmp_path / name).read_bytes().startswith(begin.encode())


def _has_picture() -> None:
    data = QGuiApplication.clipboard().mimeData()
    assert data.hasImage()
    assert data.hasFormat("image/svg+xml")


PICTURE_WORDS: dict[str, Callable[..., None]] = {
    r"the clipboard says (.+)": lambda _w, text: _says(QGuiApplication.clipboard().text(), text),
    r"the clipboard has a picture": lambda _w: _has_picture(),
    r"the foot of the window says (.+)": lambda w, text: _says(w.window.pictures.passing.text(), text),
    r"I press (.+) in the picture's dialog": _press_in_dialog,
    r"I type (\S+) as the width": _type_width,
    r"I save the picture as (\S+)": _save_as,
    r"the picture's dialog says (.+)": lambda w, text: _says(_dialog(w).sentence.text(), text),
    r"the file (\S+) begins with (\S+)": _begins,
}
