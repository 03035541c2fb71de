"""Another program changes the open file, or takes it away; our own saving is no news."""

from __future__ import annotations

import os
from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QFileDialog

from engine.session.codec import dump_document, load_document, to_text
from engine.session.document import two_nodes
from gui.files.watch import News
from tests.gui.files.conftest import W2


@pytest.fixture
def opened(hands, document_file):
    hands.desk.open(document_file)
    return hands


def theirs(file, value=0.125):
    """Write into the file as another program would."""
    before = file.stat()
    file.write_text(to_text(document_with(two_nodes(), value)), encoding="utf-8")
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns + 10**9))


def document_with(document, value):
    return replace(document, network=document.network.with_parameter(W2, value))


def test_a_change_by_another_program_is_noticed_and_read(opened, document_file, qtbot):
    theirs(document_file)
    qtbot.waitUntil(lambda: bool(opened.boxes()))
    assert opened.question == "Another program changed “mine.upstream”. Read it again?"
    opened.answer("Read again")
    assert opened.w2 == 0.125
    assert not opened.desk.is_changed


def test_keeping_mine_makes_it_a_change_and_asks_no_more(opened, document_file, qtbot):
    theirs(document_file)
    qtbot.waitUntil(lambda: bool(opened.boxes()))
    opened.answer("Keep mine")
    assert (opened.w2, opened.desk.is_changed) == (0.8, True)
    opened.desk.look()
    assert not opened.boxes()
    opened.desk.save()
    assert not opened.boxes()
    assert load_document(document_file).network.parameter(W2) == 0.8


def test_unsaved_changes_are_spoken_of_and_kept_by_enter(opened, document_file, qtbot):
    opened.edit(0.5)
    theirs(document_file)
    qtbot.waitUntil(lambda: bool(opened.boxes()))
    assert "Your unsaved changes would be lost" in opened.question
    assert opened.boxes()[0].defaultButton().text() == "&Keep mine"
    opened.escape()
    assert opened.w2 == 0.5


def test_saving_over_a_changed_file_asks_first(opened, document_file, tmp_path):
    opened.edit(0.5)
    theirs(document_file)
    opened.desk.save()
    assert "Save over it?" in opened.question
    opened.answer("Cancel")
    assert load_document(document_file).network.parameter(W2) == 0.125
    opened.desk.save()
    opened.answer("Save as…")
    opened.name_file(tmp_path / "other.upstream")
    assert load_document(document_file).network.parameter(W2) == 0.125
    assert load_document(tmp_path / "other.upstream").network.parameter(W2) == 0.5


def test_saving_over_it_on_purpose(opened, document_file):
    opened.edit(0.5)
    theirs(document_file)
    opened.desk.save()
    opened.answer("Save over it")
    assert load_document(document_file).network.parameter(W2) == 0.5
    assert not opened.desk.is_changed


def test_a_file_that_vanished_is_told_once_and_saved_again(opened, document_file, qtbot):
    document_file.unlink()
    qtbot.waitUntil(lambda: bool(opened.refusals))
    opened.desk.look()
    assert opened.refusals == ["“mine.upstream” is no longer in its folder. Save writes it there again."]
    assert opened.desk.is_changed
    opened.desk.save()
    assert document_file.exists()
    assert not opened.boxes()


def test_our_own_saving_is_no_news(opened, document_file, qtbot):
    stirred = []
    opened.desk._watch.stirred.connect(lambda: stirred.append(1))
    for value in (0.5, 0.25):
        opened.edit(value)
        opened.desk.save()
    theirs_touch = document_file.stat()
    os.utime(document_file, ns=(theirs_touch.st_atime_ns, theirs_touch.st_mtime_ns + 10**9))
    qtbot.waitUntil(lambda: bool(stirred))
    assert not opened.boxes()
    assert not opened.desk.is_changed


def test_a_file_replaced_by_another_is_still_watched(opened, document_file, tmp_path, qtbot):
    for value in (0.125, 0.0625):
        beside = tmp_path / "beside"
        theirs_text = to_text(document_with(two_nodes(), value))
        beside.write_text(theirs_text, encoding="utf-8")
        beside.replace(document_file)
        qtbot.waitUntil(lambda: bool(opened.boxes()))
        opened.answer("Read again")
        assert opened.w2 == value


def test_coming_back_to_the_window_is_time_to_look(opened, document_file):
    opened.desk._watch._watcher.removePaths([str(document_file)])
    theirs(document_file)
    QApplication.sendEvent(opened.window, QEvent(QEvent.Type.WindowActivate))
    assert "Another program changed" in opened.question
    opened.escape()


def test_a_question_that_is_open_is_not_followed_by_another(opened, document_file):
    opened.edit(0.5)
    opened.desk.new()
    theirs(document_file)
    opened.desk.look()
    assert len(opened.boxes()) == 1
    opened.escape()
    opened.desk.look()
    assert "Another program changed" in opened.question
    opened.escape()


def test_what_another_program_broke_is_said_and_mine_stays(opened, document_file, qtbot):
    document_file.write_text("{", encoding="utf-8")
    qtbot.waitUntil(lambda: bool(opened.boxes()))
    opened.answer("Read again")
    assert "not JSON" in opened.refusals[0]
    assert opened.w2 == 0.8


def test_without_a_file_there_is_no_news(hands):
    assert hands.desk._watch.news() is News.NONE
    assert hands.window.findChild(QFileDialog) is None


def test_a_file_that_cannot_be_read_just_now_is_no_news(opened, document_file, monkeypatch):
    dump_document(two_nodes(), document_file)

    def refused(_file):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(type(document_file), "read_bytes", refused)
    os.utime(document_file, ns=(1, 1))
    assert opened.desk._watch.news() is News.NONE
