"""Where a document lies or shall lie: the system's own dialogs for choosing a file."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QStandardPaths, Qt
from PySide6.QtWidgets import QFileDialog, QWidget

from engine.session.reading import MAX_BYTES
from gui.files import questions
from gui.files.doorway import SUFFIX

translate = QCoreApplication.translate


def ask_open(window: QWidget, near: Path | None, then: Callable[[Path], None]) -> None:
    """Ask for a document to open."""
    dialog = _dialog(window, translate("Files", "Open a document"), near)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    dialog.fileSelected.connect(lambda name: then(Path(name)))
    dialog.open()


def ask_save(window: QWidget, near: Path | None, name: str, then: Callable[[Path], None]) -> None:
    """Ask for a file to save into; where the suffix is missing, it is added."""

    def on_dialog_selected(chosen: str) -> None:
        file = with_suffix(Path(chosen))
        if file != Path(chosen) and file.exists():  # the dialog asked about the other name
            questions.before_replacing(window, file.name, lambda: then(file))
        else:
            then(file)

    dialog = _dialog(window, translate("Files", "Save the document"), near)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setDefaultSuffix(SUFFIX[1:])
    dialog.selectFile(str(near) if near is not None else file_name(name))
    dialog.fileSelected.connect(on_dialog_selected)
    dialog.open()


def with_suffix(file: Path) -> Path:
    """Return a file's name with the suffix of documents."""
    return file if file.suffix.lower() == SUFFIX else file.with_name(file.name + SUFFIX)


def file_name(title: str) -> str:
    """Make a file's name, good on every system, from a title."""
    return (re.sub(r'[\\/:*?"<>|\s]+', " ", title).strip(" .") or "network") + SUFFIX


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


def _dialog(window: QWidget, title: str, near: Path | None) -> QFileDialog:
    home = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    folder = str(near.parent) if near is not None else home
    kinds = translate("Files", "Upstream documents (*.upstream);;All files (*)")
    dialog = QFileDialog(window, title, folder, kinds)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    return dialog
