"""The keys in force: the user's where their file can be read, the usual ones where it can't."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QDesktopServices

from gui.present.keys.commands import COMMANDS
from gui.present.keys.reading import default_keys
from gui.present.keys.table import NAME, KeyTable
from gui.user_folder import user_folder


@pytest.fixture(autouse=True)
def opened(qapp, monkeypatch):
    """No editor opens; what would be opened is noted."""
    shown = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: shown.append(url.toLocalFile()) or True)
    return shown


def write(text: str | bytes) -> None:
    (user_folder() / NAME).write_bytes(text if isinstance(text, bytes) else text.encode())


def test_without_a_file_the_usual_keys_hold_and_none_is_made():
    table = KeyTable.of_user()
    assert table.keys == default_keys()
    assert table.trouble == ""
    assert list(user_folder().iterdir()) == []
    for command in COMMANDS:
        for key in command.keys:
            assert table.command_of((key,)) == command.id


def test_the_users_keys_hold_and_are_shown():
    write('freeze = ["Ctrl+F"]\nring = []\n')
    table = KeyTable.of_user()
    assert table.trouble == ""
    assert (table.command_of(("Ctrl+F",)), table.command_of(("F",))) == ("freeze", "")
    assert (table.text_of("freeze"), table.text_of("ring")) == ("Ctrl+F", "")
    assert table.texts_of("next")[1] == "→"


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ('freze = "F"', f"{NAME}, line 1: there is no command 'freze'; did you mean freeze?."),
        (b"\xff", f"{NAME}, line 1: is no text in UTF-8."),
        (b"#" * 200_000, f"{NAME}: is larger than 100 kB."),
    ],
)
def test_a_file_that_cannot_be_read_is_told_and_the_usual_keys_hold(content, reason):
    write(content)
    table = KeyTable.of_user()
    assert table.keys == default_keys()
    assert table.trouble.replace("?.", "?.") == f"{reason} The usual keys hold."


def test_a_folder_in_the_files_place_is_told():
    (user_folder() / NAME).mkdir()
    table = KeyTable.of_user()
    assert table.trouble.startswith(f"{NAME} can't be read: ")
    assert table.keys == default_keys()
    assert table.edit()  # says something, and does not fall over


def test_names_of_a_press_are_tried_in_their_order():
    table = KeyTable()
    assert table.command_of(()) == ""
    assert table.command_of(("Q", "Shift+P", "P")) == "spotlight"


def test_editing_writes_a_file_with_all_keys_and_shows_it(opened):
    sentence = KeyTable().edit()
    file = user_folder() / NAME
    assert opened == [file.as_posix()]
    assert str(file) in sentence
    text = file.read_text("utf-8")
    assert all(f"\n{command.id} = [" in text for command in COMMANDS)
    assert KeyTable.of_user().keys == default_keys()


def test_editing_leaves_a_file_that_is_there_as_it_is(opened):
    write('ring = "J"')
    KeyTable().edit()
    assert (user_folder() / NAME).read_text() == 'ring = "J"'
    assert len(opened) == 1


def test_without_an_editor_it_says_where_the_file_is(monkeypatch):
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda _url: False)
    assert KeyTable().edit() == f"No editor opens by itself: the keys are in {user_folder() / NAME}."


def test_a_folder_that_cannot_be_written_is_told(monkeypatch, tmp_path):
    blocked = tmp_path / "file"
    blocked.write_text("")
    monkeypatch.setenv("UPSTREAM_FOLDER", str(blocked))
    assert KeyTable().edit().startswith(f"{NAME} can't be written: ")


def test_the_file_is_read_again_after_it_was_shown_and_not_before():
    table = KeyTable()
    write('ring = "J"')
    assert not table.refresh()
    assert table.command_of(("J",)) == ""
    table.edit()
    assert table.refresh()
    assert table.command_of(("J",)) == "ring"
    write('ring = "E"')
    table.refresh()
    assert "E is a key of erase already" in table.trouble
    assert table.command_of(("O",)) == "ring"
