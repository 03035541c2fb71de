"""The table of commands: whole, without clashes, and as the presenter understands it."""

from __future__ import annotations

import inspect
from collections import Counter

import pytest

from gui.present.keys.commands import ALWAYS, BY_ID, COMMANDS, FIXED, GROUPS, OF_WEIGHT, group_of, text_of
from gui.present.keys.press import plain
from gui.present.presenter import Presenter

WANTED = {
    "next": "PgDown Right Space Return Enter",
    "back": "PgUp Left Shift+Space",
    "autoplay": "F5 Esc",
    "blank": ". B",
    "white": "W",
    "reveal_selected": "R",
    "hide_selected": "Shift+R",
    "reveal_all": "A",
    "hide_all": "H",
    "freeze": "F",
    "zoom_phase": "1",
    "zoom_layer": "2",
    "zoom_node": "3",
    "zoom_term": "4",
    "deeper": "Down",
    "out": "Up",
    "next_sample": "S",
    "previous_sample": "Shift+S",
    "pen": "P",
    "spotlight": "Shift+P",
    "erase": "E",
    "zoom_active": "Z",
    "fit": "Shift+Z",
    "vote": "V",
    "second_vote": "Shift+V",
    "jump": "G",
    "train": "T",
    "slower": "[",
    "faster": "]",
    "compare": "C",
    "delta_size": "D",
    "notes": "N",
    "swap_screens": "Ctrl+N",
    "reset_stop": "0",
    "reset_lesson": "Shift+0",
    "loop": "L",
    "help": "F1",
    "larger": "Ctrl++",
    "smaller": "Ctrl+-",
    "leave": "Ctrl+Q",
}


@pytest.mark.parametrize("name", WANTED)
def test_the_keys_are_those_that_were_agreed_on(name):
    assert set(WANTED[name].split()) <= set(BY_ID[name].keys)


def test_every_command_is_one_of_the_presenters_without_arguments():
    for command in COMMANDS:
        method = getattr(Presenter, command.id)
        assert list(inspect.signature(method).parameters) == ["self"], command.id


def test_no_name_and_no_key_is_there_twice():
    assert len(BY_ID) == len(COMMANDS)
    keys = Counter(key for command in COMMANDS for key in command.keys)
    assert [key for key, times in keys.items() if times > 1] == []


def test_every_key_is_written_as_qt_writes_it():
    for key in (*(key for command in COMMANDS for key in command.keys), *FIXED, *OF_WEIGHT):
        assert plain(key) == key


def test_the_clickers_keys_are_those_of_their_commands():
    assert all(key in BY_ID[name].keys for key, name in FIXED.items())
    assert ALWAYS.items() <= FIXED.items()
    assert set(FIXED) == {"PgDown", "PgUp", "F5", "Esc", "."}
    assert set(OF_WEIGHT.values()) <= set(BY_ID)


def test_every_command_has_words_and_a_menu():
    groups = dict(GROUPS)
    for command in COMMANDS:
        assert command.group in groups
        assert text_of(command) == command.text != ""
        assert group_of(command.group)
    assert len({command.text for command in COMMANDS}) == len(COMMANDS)


def test_a_visitor_can_neither_leave_nor_write_nor_ask_for_the_console():
    barred = {command.id for command in COMMANDS if not command.is_free}
    assert {"leave", "take_away", "edit_keys", "loop", "reset_all", "notes", "swap_screens", "jump"} <= barred
    assert {"next", "back", "autoplay", "deeper", "more", "less", "restore", "reset_stop"}.isdisjoint(barred)
