"""The window's desk for tables from files: asks which, shows what was understood, brings the data in."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from PySide6.QtCore import QCoreApplication, QStandardPaths, Qt, Signal
from PySide6.QtWidgets import QFileDialog, QMainWindow

from engine.data.tables import TableError, file_bytes
from engine.session import actions as act
from engine.session.frame import frame_of
from gui.desk import Desk
from gui.importing.dialog import ImportDialog, busy, room_for
from gui.importing.reading import TableReading
from gui.store import Store

__all__ = ["ImportDesk"]
from gui.user_folder import usual_place

translate = QCoreApplication.translate
_DOCUMENT = re.compile(rb'\s*\{\s*"format"\s*:\s*"upstream"')
_MOST_MB = 128
"""Larger files have more rows or columns than a document takes, and would take seconds to read."""


class ImportDesk(Desk):
    """Brings tables in.

    Parameters
    ----------
    store : Store
    window : QMainWindow
        Where dialogs are shown.

    Signals
    -------
    refused(sentence)
        The file is none that can be read as a table; nothing changed.
    told(sentence)
        What was done.
    """

    refused = Signal(str)
    told = Signal(str)

    def __init__(self, store: Store, window: QMainWindow) -> None:
        super().__init__(window)
        self._store = store
        self._folder = ""

    def ask_table(self) -> None:
        """Ask for a table and show it."""
        home = usual_place(QStandardPaths.StandardLocation.DocumentsLocation)
        kinds = translate("Import", "Tables (*.csv *.tsv *.txt);;All files (*)")
        title = translate("Import", "Import a table")
        dialog = QFileDialog(self.window, title, self._folder or home, kinds)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda name: self.open_table(Path(name)))
        dialog.open()

    def open_table(self, path: str | Path) -> None:
        """Show what is understood of a table; where it is none, say so."""
        file = Path(path)
        self._folder = str(file.parent)
        try:
            with busy():
                reading = _reading_of(file)
        except TableError as error:
            self.refused.emit(str(error))
            return
        dialog = ImportDialog(reading, frame_of(self._store.session), self.window)
        dialog.use_asked.connect(self._on_use_asked)
        dialog.resize(room_for(dialog, self.window))
        dialog.open()

    def _on_use_asked(self, changes: dict[str, Any]) -> None:
        dialog = self.sender()
        if not isinstance(dialog, ImportDialog):
            return
        before = self._store.session
        label = translate("Import", "import {name}").format(name=dialog.reading.source)
        self._store.dispatch(act.SetSettings(changes, label))
        if self._store.session is before:
            return  # the store has said why; the dialog stays
        dialog.accept()
        said = translate("Import", "Imported “{name}”: {summary}.")
        self.told.emit(said.format(name=dialog.reading.source, summary=dialog.summary.text()))


def _reading_of(file: Path) -> TableReading:
    """Read a file, as far as its first rows are understood.

    Raises
    ------
    TableError
        If it is no table; the message names it.
    """
    content = file_bytes(file)
    if _DOCUMENT.match(content):
        sentence = translate("Import", "{name}: is an Upstream document, not a table: open it with Open…")
        raise TableError(sentence.format(name=file.name))
    if len(content) > _MOST_MB * 2**20:
        sentence = translate("Import", "{name}: has {size} MB; {most} MB is the most that is read here.")
        raise TableError(sentence.format(name=file.name, size=len(content) // 2**20, most=_MOST_MB))
    try:
        return TableReading(content, file.stem, file.name)
    except TableError as error:
        raise TableError(f"{file.name}: {error}") from None
