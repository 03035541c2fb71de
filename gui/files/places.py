"""Where a document lies or shall lie: the system's own dialogs for choosing a file."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QStandardPaths, Qt
from PySide6.QtWidgets import QFileDialog, QWidget

from engine.session.reading import MAX_BYTES
from gui.files import questions
from gui.files.doorway import LESSON, SUFFIX
from gui.user_folder import usual_place

translate = QCoreApplication.translate


def ask_open(window: QWidget, near: Path | None, then: Callable[[Path], None]) -> None:
    """Ask for a document to open."""
    dialog = _dialog(window, translate("Files", "Open a document"), near)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    dialog.fileSelected.connect(lambda name: then(Path(name)))
    dialog.open()


def ask_lesson(window: QWidget, then: Callable[[Path], None]) -> None:
    """Ask for a lesson to open."""
    kinds = translate("Files", "Lessons (*.toml);;All files (*)")
    dialog = _dialog(window, translate("Files", "Open a lesson"), None, kinds)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    dialog.fileSelected.connect(lambda name: then(Path(name)))
    dialog.open()


def ask_save(window: QWidget, near: Path | None, name: str, then: Callable[[Path], None]) -> None:
    """Ask for a file to save into; where the suffix is missing, it is added."""
    dialog = _dialog(window, translate("Files", "Save the document"), near)
    dialog.selectFile(str(near) if near is not None else file_name(name))
    _open_for_saving(dialog, window, SUFFIX, then)


def ask_save_lesson(window: QWidget, name: str, then: Callable[[Path], None]) -> None:
    """Ask for a file to save a lesson into, as `ask_save` does."""
    kinds = translate("Files", "Lessons (*.toml);;All files (*)")
    dialog = _dialog(window, translate("Files", "Save the lesson"), None, kinds)
    dialog.selectFile(file_name(name, LESSON))
    _open_for_saving(dialog, window, LESSON, then)


def _open_for_saving(dialog: QFileDialog, window: QWidget, suffix: str, then: Callable[[Path], None]) -> None:
    def on_dialog_selected(chosen: str) -> None:
        file = with_suffix(Path(chosen), suffix)
        if file != Path(chosen) and file.exists():  # the dialog asked about the other name
            questions.before_replacing(window, file.name, lambda: then(file))
        else:
            then(file)

    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setDefaultSuffix(suffix[1:])
    dialog.fileSelected.connect(on_dialog_selected)
    dialog.open()


def with_suffix(file: Path, suffix: str = SUFFIX) -> Path:
    """Return a file's name with the suffix of documents, or another one."""
    return file if file.suffix.lower() == suffix else file.with_name(file.name + suffix)


def file_name(title: str, suffix: str = SUFFIX) -> str:
    """Make a file's name, good on every system, from a title."""
    return (re.sub(r'[\\/:*?"<>|\s]+', " ", title).strip(" .") or "network") + suffix


def saved(file: Path, left_out: tuple[int, ...]) -> str:
    """Say that a document is saved, and which earlier runs its file had no room for."""
    if not left_out:
        sentence = translate("Files", "Saved “{name}”.")
    elif len(left_out) == 1:
        sentence = translate("Files", "Saved “{name}” without run {runs}: it would be larger than {most} MB.")
    else:
        sentence = translate(
            "Files", "Saved “{name}” without runs {runs}: it would be larger than {most} MB."
        )
    runs = ", ".join(map(str, left_out))
    return sentence.format(name=file.name, runs=runs, most=MAX_BYTES // 2**20)


def _dialog(window: QWidget, title: str, near: Path | None, kinds: str = "") -> QFileDialog:
    home = usual_place(QStandardPaths.StandardLocation.DocumentsLocation)
    folder = str(near.parent) if near is not None else home
    kinds = kinds or translate("Files", "Upstream documents (*.upstream);;All files (*)")
    dialog = QFileDialog(window, title, folder, kinds)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    return dialog
