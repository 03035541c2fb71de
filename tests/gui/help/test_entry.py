"""How the search judges: every word has to be found, the start of a word is worth more than its inside."""

from __future__ import annotations

import pytest

from gui.help.entry import Entry, match, ranked


def entry(title: str, kind: str = "Train", note: str = "", also: str = "") -> Entry:
    return Entry(title, kind, note, lambda: None, also=also)


NEXT = entry("Next update", note="Ctrl+Shift+→")
BACK = entry("Update before", note="Ctrl+Shift+←")
DARK = entry("Dark", "View", "Ctrl+D")


@pytest.mark.parametrize(
    "question", ["next", "next update", "update next", "upd", "NEXT", "train next", "ctrl+shift+→", "nxt", ""]
)
def test_found(question):
    assert match(question, NEXT) > 0


@pytest.mark.parametrize("question", ["next dark", "zzz", "nextt", "xt ud", "un"])
def test_not_found(question):
    assert match(question, NEXT) == 0


def test_small_digits_are_found_by_ordinary_ones():
    assert match("δ1", entry("δ₁ · delta of node 1"))
    assert match("w(2)13", entry("w⁽²⁾₁₃"))


def test_the_title_counts_for_more_than_the_menu():
    assert match("view", entry("View", "Edit")) > match("view", DARK) > 0


def test_the_start_of_a_word_counts_for_more_than_its_inside():
    assert match("up", NEXT) > match("pd", NEXT) > 0


def test_the_best_comes_first_and_equals_keep_their_order():
    assert ranked("update", [DARK, BACK, NEXT]) == [BACK, NEXT]
    assert ranked("next update", [BACK, NEXT]) == [NEXT]
    assert ranked("", [DARK, BACK, NEXT]) == [DARK, BACK, NEXT]
