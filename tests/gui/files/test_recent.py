"""The documents opened last."""

from __future__ import annotations

import pytest

from engine.session.codec import dump_document
from engine.session.document import two_nodes
from engine.session.reading import DocumentError
from gui.files import recent
from gui.user_folder import user_folder


@pytest.fixture
def files(tmp_path):
    found = [tmp_path / f"{n}.upstream" for n in range(12)]
    for file in found:
        dump_document(two_nodes(), file)
    return found


def test_the_latest_comes_first_and_each_once(files):
    for file in (*files, files[5]):
        recent.remember(file)
    assert recent.recent_files() == [files[n] for n in (5, 11, 10, 9, 8, 7, 6, 4, 3, 2)]
    recent.drop(files[11])
    assert files[11] not in recent.recent_files()
    recent.clear()
    assert recent.recent_files() == []


@pytest.mark.parametrize("text", ["", "{", "[]", '{"files": 3}', '{"files": [1]}', '{"other": []}'])
def test_a_broken_list_is_said_and_begun_afresh(text, files):
    (user_folder() / "recent.json").write_text(text, encoding="utf-8")
    if text == '{"files": [1]}':
        assert recent.recent_files() == []
    else:
        with pytest.raises(DocumentError, match="the list of recent documents cannot be read"):
            recent.recent_files()
    recent.remember(files[0])
    assert recent.recent_files() == [files[0]]


def test_what_is_opened_and_saved_is_in_the_menu(hands, files):
    hands.desk.open(files[0])
    hands.desk.open(files[1])
    menu = hands.desk.recent_menu
    menu.aboutToShow.emit()
    texts = [action.text() for action in menu.actions()]
    assert texts[0] == f"&1  1.upstream in {files[0].parent.name}"
    assert texts[-1] == "&Clear list"
    menu.actions()[1].trigger()
    assert hands.desk.file == files[0]
    menu.actions()[-1].trigger()
    menu.aboutToShow.emit()
    assert [(action.text(), action.isEnabled()) for action in menu.actions()] == [("No documents yet", False)]


def test_a_missing_document_is_told_and_dropped(hands, files):
    hands.desk.open(files[0])
    hands.desk.new()
    files[0].unlink()
    menu = hands.desk.recent_menu
    menu.aboutToShow.emit()
    menu.actions()[0].trigger()
    assert hands.refusals == [f"There is no “{files[0]}” any more, so it is taken off the list."]
    assert recent.recent_files() == []


def test_an_ampersand_in_a_name_is_shown(hands, tmp_path):
    file = tmp_path / "x & y.upstream"
    dump_document(two_nodes(), file)
    hands.desk.open(file)
    hands.desk.recent_menu.aboutToShow.emit()
    assert "x && y.upstream" in hands.desk.recent_menu.actions()[0].text()


def test_an_unreadable_list_is_said_in_the_menu(hands):
    (user_folder() / "recent.json").write_text("{", encoding="utf-8")
    hands.desk.recent_menu.aboutToShow.emit()
    assert "the list of recent documents cannot be read" in hands.refusals[0]


def test_the_menus_can_be_opened_by_a_command(hands, files):
    hands.desk.show_examples()
    assert hands.desk.examples_menu.isVisible()
    assert hands.desk.examples_menu.activeAction() is hands.desk.examples_menu.actions()[0]
    hands.desk.examples_menu.close()
    hands.desk.show_recent()
    assert hands.desk.recent_menu.isVisible()
    hands.desk.recent_menu.close()
