"""A desk in a bare window, and hands to work at it with."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QMainWindow, QMessageBox, QPushButton

from engine.nn.types import Ref
from engine.session import actions as act
from engine.session.codec import dump_document
from engine.session.document import two_nodes
from engine.session.session import Session
from gui.files import FileDesk
from gui.store import Store

W2 = Ref("W", 2, (0, 0))


class Hands:
    """Works at a desk as a user would."""

    def __init__(self, qtbot, window: QMainWindow, desk: FileDesk, store: Store) -> None:
        self.qtbot, self.window, self.desk, self.store = qtbot, window, desk, store
        self.refusals: list[str] = []
        desk.refused.connect(self.refusals.append)

    def edit(self, value: float) -> None:
        self.store.dispatch(act.SetParameter(W2, value, "set w₂"))

    @property
    def w2(self) -> float:
        return self.store.session.document.network.parameter(W2)

    def boxes(self) -> list[QMessageBox]:
        return [box for box in self.window.findChildren(QMessageBox) if box.isVisible()]

    @property
    def question(self) -> str:
        return self.boxes()[-1].text() if self.boxes() else ""

    def answer(self, words: str) -> None:
        """Press the button that says so, by its key where it has one."""
        box = self.boxes()[-1]
        button = next(b for b in box.findChildren(QPushButton) if b.text().replace("&", "") == words)
        QTest.keyClick(button, Qt.Key.Key_Space)

    def escape(self) -> None:
        QTest.keyClick(self.boxes()[-1], Qt.Key.Key_Escape)

    def name_file(self, file: Path) -> None:
        """Answer the dialog for files, as the system's own dialogs do: no test can type into those."""
        dialog = self.window.findChild(QFileDialog)
        dialog.fileSelected.emit(str(file))
        dialog.close()
        self.settle()

    def settle(self) -> None:
        """Let what was closed be gone."""
        QApplication.processEvents()
        QApplication.sendPostedEvents(None, 52)  # QEvent.DeferredDelete


@pytest.fixture
def hands(qtbot):
    window = QMainWindow()
    store = Store(Session.start(), window)
    desk = FileDesk(store, window)
    qtbot.addWidget(window)
    window.show()
    return Hands(qtbot, window, desk, store)


@pytest.fixture
def document_file(tmp_path):
    file = tmp_path / "mine.upstream"
    dump_document(two_nodes(), file)
    return file
