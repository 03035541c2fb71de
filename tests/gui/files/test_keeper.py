"""The keeper: what is unsaved has a copy soon, what is saved has none."""

from __future__ import annotations

import threading

import pytest
from PySide6.QtCore import QObject

from engine.session import actions as act
from engine.session.document import same_document
from engine.session.session import Session
from engine.session.update import update
from gui.files import copies
from gui.files.copies import Work
from gui.files.keeper import INTERVAL_MS, Keeper
from gui.user_folder import user_folder
from tests.gui.files.conftest import W2


class Desk(QObject):
    """Something with work on it, or none."""

    def __init__(self) -> None:
        super().__init__()
        self.session, self.is_changed, self.told = Session.start(), False, []
        self.keeper = Keeper(self.work, 20, self)
        self.keeper.failed.connect(self.told.append)

    def work(self) -> Work | None:
        return Work(self.session.document, self.session.playhead) if self.is_changed else None

    def edit(self, value: float) -> None:
        self.session = update(self.session, act.SetParameter(W2, value, "set w₂"))
        self.is_changed = True
        self.keeper.note()

    def save(self) -> None:
        self.is_changed = False
        self.keeper.note()


@pytest.fixture
def desk(qtbot):
    made = Desk()
    yield made
    made.keeper.close()


def kept():
    return [copies.Copy(file, None).read().document for file in user_folder("recovery").glob("*.recovery")]


def is_kept(desk):
    return any(same_document(document, desk.session.document) for document in kept())


def test_a_change_is_kept_soon_and_a_saved_one_no_longer(desk, qtbot):
    assert kept() == []
    desk.edit(0.5)
    qtbot.waitUntil(lambda: is_kept(desk))
    desk.edit(0.25)
    qtbot.waitUntil(lambda: is_kept(desk))
    assert len(kept()) == 1
    desk.save()
    assert list(user_folder("recovery").iterdir()) == []


def test_nothing_is_written_while_nothing_changes(desk, qtbot, monkeypatch):
    desk.edit(0.5)
    qtbot.waitUntil(lambda: is_kept(desk) and not desk.keeper._timer.isActive())
    written = []
    monkeypatch.setattr(copies.Copy, "write", lambda _copy, work: written.append(work))
    desk.keeper.note()
    qtbot.waitUntil(lambda: not desk.keeper._timer.isActive())
    assert written == []


def test_the_window_is_never_waited_for(desk, qtbot, monkeypatch):
    """Writing takes its time in another thread; changes meanwhile come next."""
    go, threads = threading.Event(), []
    write = copies.Copy.write

    def slow(copy, work):
        threads.append(threading.current_thread())
        go.wait(10)
        write(copy, work)

    monkeypatch.setattr(copies.Copy, "write", slow)
    desk.edit(0.5)
    qtbot.waitUntil(lambda: len(threads) == 1)
    desk.edit(0.25)
    assert kept() == []
    go.set()
    qtbot.waitUntil(lambda: is_kept(desk))
    assert threading.main_thread() not in threads


def test_where_no_copy_can_be_kept_it_is_said_once_and_tried_again(desk, qtbot, monkeypatch):
    write = copies.Copy.write

    def full(_copy, _work):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(copies.Copy, "write", full)
    desk.edit(0.5)
    qtbot.waitUntil(lambda: bool(desk.told))
    assert desk.told == ["No copy of unsaved work can be kept, so save often: No space left on device."]
    monkeypatch.setattr(copies.Copy, "write", write)
    desk.edit(0.25)
    qtbot.waitUntil(lambda: is_kept(desk))
    assert len(desk.told) == 1


def test_a_user_folder_that_cannot_be_made_is_no_trouble_but_said(desk, qtbot, monkeypatch, tmp_path):
    (tmp_path / "file").touch()
    monkeypatch.setenv("UPSTREAM_FOLDER", str(tmp_path / "file"))
    desk.edit(0.5)
    qtbot.waitUntil(lambda: bool(desk.told))
    desk.save()


def test_a_document_too_large_for_a_file_is_said(desk, qtbot, monkeypatch):
    monkeypatch.setattr("engine.session.limits.MAX_WORK", 3)
    desk.edit(0.5)
    qtbot.waitUntil(lambda: bool(desk.told))
    assert "4 parameters times samples of one update are more than the 3 that" in desk.told[0]
    desk.save()


def test_the_usual_pace_keeps_what_is_promised():
    assert INTERVAL_MS + 1000 <= 5000
