"""A desk for tables in a bare window."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QMainWindow

from engine.data.generators import make
from engine.session.making import new_document
from engine.session.session import Session
from gui.importing import ImportDesk
from gui.importing.dialog import ImportDialog
from gui.store import Store


class Hands:
    """Opens tables as a user would."""

    def __init__(self, qtbot, folder) -> None:
        self.qtbot, self.folder = qtbot, folder
        self.window = QMainWindow()
        qtbot.addWidget(self.window)
        self.window.show()
        self.store = Store(Session.start(new_document(make("xor"), (3,))), self.window)
        self.desk = ImportDesk(self.store, self.window)
        self.refusals: list[str] = []
        self.desk.refused.connect(self.refusals.append)
        self.store.refused.connect(self.refusals.append)

    def file(self, content: str | bytes, name: str = "iris.csv"):
        file = self.folder / name
        file.write_bytes(content.encode() if isinstance(content, str) else content)
        return file

    def open(self, content: str | bytes, name: str = "iris.csv") -> ImportDialog:
        self.desk.open_table(self.file(content, name))
        return self.dialogs()[-1]

    def dialogs(self) -> list[ImportDialog]:
        return [dialog for dialog in self.window.findChildren(ImportDialog) if dialog.isVisible()]

    @property
    def document(self):
        return self.store.session.document


@pytest.fixture
def hands(qtbot, tmp_path):
    return Hands(qtbot, tmp_path)
