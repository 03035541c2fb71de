"""The menus inside the File menu of the real window: what they offer opens, and nothing else happens."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton

from engine.session.codec import dump_document
from engine.session.document import two_nodes
from engine.session.playhead import Playhead
from engine.session.session import Session
from gui.look import Look
from gui.main_window import MainWindow


@pytest.fixture
def window(qtbot):
    made = MainWindow(Session.start(), Look(motion=0.0))
    qtbot.addWidget(made)
    made.show()
    qtbot.waitUntil(lambda: made.painted)
    return made


def choose(window, menu, text):
    """Open a menu inside the File menu and press Enter on one of its entries."""
    outer = window.menuBar().actions()[0].menu()
    outer.popup(window.pos())
    outer.setActiveAction(menu.menuAction())
    QTest.keyClick(outer, Qt.Key.Key_Right)
    entry = next(action for action in menu.actions() if text in action.text().replace("&", ""))
    menu.setActiveAction(entry)
    QTest.keyClick(menu, Qt.Key.Key_Return)
    outer.close()


def test_an_example_is_chosen_from_the_menu(window):
    choose(window, window.files.examples_menu, "Mazur")
    assert window.frame.network.sizes == (2, 2, 2)


def test_a_recent_document_is_chosen_from_the_menu(window, tmp_path):
    file = tmp_path / "mine.upstream"
    dump_document(two_nodes(), file)
    window.files.open(file)
    window.files.new()
    assert window.files.file is None
    window.files.recent_menu.aboutToShow.emit()
    choose(window, window.files.recent_menu, "mine.upstream")
    assert window.files.file == file


def test_tomorrow_the_document_is_offered_again(window, tmp_path, qtbot):
    file = tmp_path / "mine.upstream"
    dump_document(two_nodes(), file, Playhead(update=3, step=14))
    window.files.open(file)
    tomorrow = MainWindow(Session.start(), Look(motion=0.0))
    qtbot.addWidget(tomorrow)
    tomorrow.show()
    tomorrow.files.offer_last()
    notice = tomorrow.regions.notice
    assert "mine.upstream" in notice.notice.text
    button = next(b for b in notice.findChildren(QAbstractButton) if b.text() == "Go on with it")
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert (tomorrow.files.file, tomorrow.frame.update, tomorrow.frame.number) == (file, 3, 14)
    assert notice.notice is None


def test_who_opens_a_file_is_offered_no_other(window, tmp_path):
    file = tmp_path / "mine.upstream"
    dump_document(two_nodes(), file)
    window.files.open(file)
    window.files.offer_last()
    assert window.regions.notice.notice is None


def test_a_document_that_is_gone_is_not_offered(window, tmp_path):
    file = tmp_path / "mine.upstream"
    dump_document(two_nodes(), file)
    window.files.open(file)
    window.files.new()
    file.unlink()
    window.files.offer_last()
    assert window.regions.notice.notice is None
