"""The desk: a document is opened, changed, saved and closed, and nothing unsaved is lost unasked."""

from __future__ import annotations

import os

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QFileDialog

from engine.nn.types import Ref
from engine.session import actions as act
from engine.session.codec import load_document, load_session
from engine.session.document import two_nodes
from gui.files.places import file_name, with_suffix

W2 = Ref("W", 2, (0, 0))


def weight(file):
    return load_document(file).network.parameter(W2)


def test_the_title_names_the_file_and_marks_a_change(hands, document_file):
    assert hands.window.windowTitle() == "Two-node network[*] – Upstream"
    hands.desk.open(document_file)
    assert hands.window.windowTitle() == "mine.upstream[*] – Upstream"
    assert not hands.window.isWindowModified()
    hands.edit(0.5)
    assert hands.window.isWindowModified()
    hands.store.dispatch(act.Undo())
    assert not hands.window.isWindowModified()


def test_a_mark_in_a_name_is_no_mark(hands, tmp_path, document_file):
    other = document_file.rename(tmp_path / "a[*]b.upstream")
    hands.desk.open(other)
    assert hands.window.windowTitle() == "a[*][*]b.upstream[*] – Upstream"


def test_walking_is_no_change_and_the_place_is_saved_all_the_same(hands, document_file):
    hands.desk.open(document_file)
    hands.store.dispatch(act.Seek(13))
    assert not hands.desk.is_changed
    hands.desk.save()
    assert load_session(document_file)[1].step == 13


def test_saving_writes_into_the_file_without_asking(hands, document_file):
    hands.desk.open(document_file)
    hands.edit(0.25)
    told = []
    hands.desk.told.connect(told.append)
    hands.desk.save()
    assert told == ["Saved “mine.upstream”."]
    assert weight(document_file) == 0.25
    assert not hands.desk.is_changed
    assert not hands.boxes()
    hands.store.dispatch(act.Undo())
    assert hands.desk.is_changed


@pytest.mark.parametrize(
    ("left_out", "words"), [((), ""), ((3,), " without run 3"), ((1, 4), " without runs 1, 4")]
)
def test_runs_that_a_file_has_no_room_for_are_told(hands, document_file, monkeypatch, left_out, words):
    hands.desk.open(document_file)
    hands.edit(0.25)
    monkeypatch.setattr("gui.files.desk.dump_document", lambda *_arguments: left_out)
    told = []
    hands.desk.told.connect(told.append)
    hands.desk.save()
    why = ": it would be larger than 64 MB" if left_out else ""
    assert told == [f"Saved “mine.upstream”{words}{why}."]


def test_a_new_document_asks_for_its_place_and_the_suffix_is_added(hands, tmp_path):
    hands.edit(0.25)
    hands.desk.save()
    dialog = hands.window.findChild(QFileDialog)
    assert dialog.selectedFiles()[0].endswith("Two-node network.upstream")
    hands.name_file(tmp_path / "homework")
    assert weight(tmp_path / "homework.upstream") == 0.25
    assert hands.desk.file == tmp_path / "homework.upstream"
    assert hands.store.session.document.title == "Two-node network"


def test_the_suffix_never_writes_over_another_file_unasked(hands, tmp_path):
    there = tmp_path / "a.b.upstream"
    there.write_text("theirs", encoding="utf-8")
    hands.desk.save_as()
    hands.name_file(tmp_path / "a.b")
    assert "There is a file “a.b.upstream” already" in hands.question
    hands.escape()
    assert there.read_text(encoding="utf-8") == "theirs"
    hands.desk.save_as()
    hands.name_file(tmp_path / "a.b")
    hands.answer("Replace")
    assert weight(there) == two_nodes().network.parameter(W2)


@pytest.mark.parametrize(
    ("title", "name"),
    [("XOR", "XOR"), ("a/b: c?", "a b c"), (" .. ", "network"), ("", "network"), ("δ 1", "δ 1")],
)
def test_a_title_becomes_a_name_that_every_system_takes(title, name):
    assert file_name(title) == f"{name}.upstream"


def test_the_suffix_is_added_once(tmp_path):
    assert with_suffix(tmp_path / "a.UPSTREAM") == tmp_path / "a.UPSTREAM"
    assert with_suffix(tmp_path / "a.json") == tmp_path / "a.json.upstream"


@pytest.mark.parametrize("leave", ["new", "open", "close", "example"])
def test_a_changed_document_asks_before_it_is_lost(hands, document_file, leave):
    ways = {
        "new": hands.desk.new,
        "open": lambda: hands.desk.open(document_file),
        "close": hands.window.close,
        "example": hands.desk.examples_menu.actions()[3].trigger,
    }
    hands.edit(0.25)
    ways[leave]()
    assert hands.question == "“Two-node network” has changes that are not saved. Save them?"
    hands.escape()
    assert (hands.w2, hands.window.isVisible()) == (0.25, True)
    ways[leave]()
    hands.answer("Cancel")
    assert (hands.w2, hands.window.isVisible()) == (0.25, True)
    ways[leave]()
    hands.answer("Don’t save")
    assert hands.window.isVisible() == (leave != "close")
    assert leave == "close" or hands.w2 != 0.25
    assert leave == "close" or not hands.desk.is_changed


def test_an_unchanged_document_goes_without_a_word(hands, document_file):
    hands.desk.open(document_file)
    hands.desk.new()
    assert hands.desk.file is None
    assert hands.window.close()


def test_saving_in_answer_goes_on_to_what_was_wanted(hands, document_file):
    hands.desk.open(document_file)
    hands.edit(0.25)
    hands.window.close()
    hands.answer("Save")
    assert weight(document_file) == 0.25
    assert not hands.window.isVisible()


def test_a_document_without_a_file_is_given_one_before_the_next(hands, tmp_path):
    hands.edit(0.25)
    hands.desk.new()
    hands.answer("Save")
    hands.name_file(tmp_path / "first.upstream")
    assert weight(tmp_path / "first.upstream") == 0.25
    assert hands.w2 == 0.8
    assert hands.desk.file is None


def test_no_place_chosen_means_nothing_is_left(hands):
    hands.edit(0.25)
    hands.desk.new()
    hands.answer("Save")
    hands.window.findChild(QFileDialog).reject()
    hands.settle()
    assert hands.w2 == 0.25
    assert hands.desk.is_changed


def test_opening_asks_for_the_file_first_and_a_bad_one_loses_nothing(hands, tmp_path):
    bad = tmp_path / "bad.upstream"
    bad.write_text("{", encoding="utf-8")
    hands.edit(0.25)
    hands.desk.ask_open()
    hands.name_file(bad)
    assert "line 1, column 2: not JSON" in hands.refusals[0]
    assert hands.w2 == 0.25
    assert not hands.boxes()


def test_what_cannot_be_written_is_said_and_the_change_stays(hands, tmp_path, document_file):
    hands.desk.open(document_file)
    hands.edit(0.25)
    document_file.chmod(0o444)
    hands.desk.save()
    assert hands.refusals == [f"{document_file}: cannot be written: the file is read-only"]
    assert hands.desk.is_changed
    document_file.unlink()
    document_file.mkdir()
    hands.desk._write(document_file, lambda: None)
    assert "cannot be written" in hands.refusals[-1]


def test_a_full_disk_is_said_and_what_was_there_stays(hands, document_file, monkeypatch):
    hands.desk.open(document_file)
    before = document_file.read_bytes()
    hands.edit(0.25)

    def full(_handle):
        raise OSError(28, os.strerror(28))

    monkeypatch.setattr(os, "fsync", full)
    hands.window.close()
    hands.answer("Save")
    assert hands.refusals == [f"{document_file}: cannot be written: {os.strerror(28)}"]
    assert hands.window.isVisible()
    assert document_file.read_bytes() == before
    assert list(document_file.parent.iterdir()) == [document_file]


def drag(hands, *names):
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(name)) for name in names])
    actions, left, no = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(QPoint(50, 50), actions, data, left, no)
    enter.ignore()
    QApplication.sendEvent(hands.window, enter)
    if enter.isAccepted():
        QApplication.sendEvent(hands.window, QDropEvent(QPointF(50, 50), actions, data, left, no))
    return enter.isAccepted()


def test_a_document_dropped_on_the_window_opens(hands, document_file, tmp_path):
    assert not drag(hands, tmp_path / "picture.png")
    assert drag(hands, tmp_path / "picture.png", document_file)
    assert hands.desk.file == document_file


def test_a_document_opened_by_others_belongs_to_no_file(hands, document_file):
    hands.desk.open(document_file)
    hands.store.dispatch(act.Open(two_nodes()))
    assert hands.desk.file is None
    assert not hands.desk.is_changed


def test_every_question_is_answered_by_keyboard(hands):
    hands.edit(0.25)
    hands.desk.new()
    box = hands.boxes()[0]
    assert box.defaultButton().text() == "&Save"
    keys = [button.text() for button in box.buttons()]
    assert sorted(keys) == ["&Don’t save", "&Save", "Cancel"]
    hands.escape()
