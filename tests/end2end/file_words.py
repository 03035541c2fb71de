"""The words of scenarios about files: opening, saving, closing, and what other programs do to a file."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QMessageBox, QPushButton

from engine.nn.notation import parse_path
from engine.session import actions as act
from engine.session.codec import dump_document, load_session
from engine.session.session import Session
from engine.session.update import update

if TYPE_CHECKING:
    from tests.end2end.test_scenarios import World


def _dialog(world: World, name: str) -> None:
    """Answer the dialog for files, as the system's own dialogs do: no test can type into those."""
    dialog = next(box for box in world.window.findChildren(QFileDialog) if box.isVisible())
    dialog.fileSelected.emit(str(world.tmp_path / name))
    dialog.close()


def _boxes(world: World) -> list[QMessageBox]:
    return [box for box in world.window.findChildren(QMessageBox) if box.isVisible()]


def _asked(world: World, words: str) -> None:
    world.qtbot.waitUntil(lambda: any(words in box.text() for box in _boxes(world)))


def _press_button(world: World, words: str) -> None:
    button = next(
        b for b in _boxes(world)[-1].findChildren(QPushButton) if b.text().replace("&", "") == words
    )
    QTest.keyClick(button, Qt.Key.Key_Space)


def _escape(world: World) -> None:
    QTest.keyClick(_boxes(world)[-1], Qt.Key.Key_Escape)


def _set(world: World, path: str, value: str) -> None:
    ref = parse_path(path, world.frame.network)
    world.window.store.dispatch(act.SetParameter(ref, float(value.replace("−", "-")), "set a weight"))


def _others_set(world: World, name: str, path: str, value: str) -> None:
    file = world.tmp_path / name
    document, playhead = load_session(file)
    ref = parse_path(path, document.network)
    changed = act.SetParameter(ref, float(value), "")
    dump_document(update(Session.start(document), changed).document, file, playhead)


def _title_is(world: World, title: str) -> None:
    window = world.window
    mark = "*" if window.isWindowModified() else ""
    assert window.windowTitle().replace("[*]", mark) == f"{title} – Upstream"


def _closed(world: World) -> None:
    assert not world.window.isVisible()


FILE_WORDS: dict[str, Callable[..., None]] = {
    r"I set (\S+) to (\S+)": _set,
    r"I name the file (\S+)": _dialog,
    r"I am asked (.+)": _asked,
    r"I press the button (.+)": _press_button,
    r"I press Escape at the question": _escape,
    r"the title is (.+)": _title_is,
    r"I open (\S+\.upstream)": lambda w, name: w.window.files.open(w.tmp_path / name),
    r"another program sets in (\S+) (\S+) to (\S+)": _others_set,
    r"the window is closed": _closed,
}
