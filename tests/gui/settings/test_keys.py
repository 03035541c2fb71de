"""Which keys carry out which command: the user's, the usual ones, and never one key for two."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QKeySequence

from gui.commands import BY_ID, COMMANDS
from gui.settings.keys import key_names, keys_of, objection, with_key

SOME = ["", "F12", "F9", "Ctrl+Z", "Ctrl+Shift+K", "P", "Space", "Return", "nonsense", "A, B", "Ctrl+"]


def test_without_a_choice_all_keys_are_the_usual_ones():
    plain = {c.id: tuple(QKeySequence(key).toString() for key in c.keys) for c in COMMANDS}
    assert keys_of({}) == plain


@given(st.dictionaries(st.sampled_from([*BY_ID, "nothing"]), st.sampled_from(SOME)))
def test_no_choice_whatever_gives_one_key_to_two_commands(chosen):
    keys = keys_of(chosen)
    assert list(keys) == list(BY_ID)
    assert [key for key, count in Counter(k for ks in keys.values() for k in ks).items() if count > 1] == []
    assert all(QKeySequence(key).count() == 1 for ks in keys.values() for key in ks)


def test_a_chosen_key_stands_in_the_place_of_the_first_and_the_others_stay():
    assert keys_of({"step": "F12"})["step"] == ("F12", "PgDown")
    assert keys_of({"step": ""})["step"] == ("PgDown",)
    assert keys_of({"step": "PgDown"})["step"] == ("PgDown",)
    assert keys_of({"about": "F12"})["about"] == ("F12",)


def test_two_commands_may_change_places():
    keys = keys_of({"play": "S", "sample": "P"})
    assert (keys["play"], keys["sample"]) == (("S",), ("P",))


@pytest.mark.parametrize(
    ("command", "key", "word"),
    [
        ("play", "Ctrl+Z", "“Undo”"),
        ("play", "PgDown", "“Take a step”"),
        ("step", "P", "“Play”"),
        ("play", "Return", "moves about"),
        ("play", "Tab", "moves about"),
        ("play", "Shift+Left", "moves about"),
    ],
)
def test_a_key_that_is_taken_is_refused_in_a_sentence(command, key, word):
    assert word in objection(command, key, {})


@pytest.mark.parametrize(("command", "key"), [("play", "F12"), ("play", "P"), ("step", "PgDown")])
def test_a_free_key_and_ones_own_are_not(command, key):
    assert objection(command, key, {}) == ""


def test_a_key_that_was_given_away_is_free_again():
    chosen = with_key("undo", "F12", {})
    assert objection("play", "Ctrl+Z", chosen) == ""
    chosen = with_key("play", "Ctrl+Z", chosen)
    assert "“Play”" in objection("undo", "Ctrl+Z", chosen)
    assert with_key("undo", None, chosen) == {"play": "Ctrl+Z"}


def test_the_usual_key_is_no_choice():
    assert with_key("play", "P", {"play": "F12"}) == {}
    assert with_key("about", "", {}) == {}
    assert with_key("play", "", {}) == {"play": ""}


def test_names_are_written_as_on_this_system():
    assert key_names({})["phase"] == "Ctrl+→"
    assert "play" not in key_names({"play": ""})
