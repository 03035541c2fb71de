"""What is remembered lately is bounded, and what was asked for last stays longest."""

from __future__ import annotations

import numpy as np

from engine.session.recent import Recent, Same


def asked(recent: Recent[str], *keys: str, size: int = 10_000) -> list[str]:
    """Ask for keys; tell which of them had to be made."""
    made = []

    def make(key: str) -> str:
        made.append(key)
        return key.upper()

    for key in keys:
        assert recent.get(key, size, lambda key=key: make(key)) == key.upper()
    return made


def test_a_result_is_made_once():
    assert asked(Recent(10**6), "a", "b", "a", "b", "a") == ["a", "b"]


def test_what_was_not_asked_for_longest_goes_first():
    assert asked(Recent(45_000), "a", "b", "c", "a", "d", "a", "c", "b") == ["a", "b", "c", "d", "b"]


def test_one_result_may_be_larger_than_the_room():
    recent: Recent[str] = Recent(100)
    assert asked(recent, "a", "a", "b", "a") == ["a", "b", "a"]
    assert len(recent) == 1


def test_many_small_results_are_bounded_too():
    recent: Recent[str] = Recent(100_000)
    asked(recent, *map(str, range(1000)), size=0)
    assert 10 < len(recent) < 30


def test_an_array_is_the_same_as_none_but_itself():
    first, second = np.zeros(3), np.zeros(3)
    assert Same(first) == Same(first)
    assert hash(Same(first)) == hash(Same(first))
    assert Same(first) != Same(second)
