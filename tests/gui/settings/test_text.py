"""Settings as text: they come back as they were, and nothing in a file can do harm."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gui.settings.settings import (
    NOTATIONS,
    SEPARATORS,
    THEME_CHOICES,
    Arrangement,
    Settings,
    WindowPlace,
)
from gui.settings.text import SettingsError, parse, to_text

names = st.text("abcdefghij_", min_size=1, max_size=12)
px = st.integers(1, 5000)
places = st.builds(
    WindowPlace, st.integers(-5000, 5000), st.integers(-5000, 5000), px, px, maximized=st.booleans()
)
every = st.builds(
    Settings,
    theme=st.sampled_from(THEME_CHOICES),
    text_size=st.integers(80, 200),
    decimals=st.integers(2, 6),
    separator=st.sampled_from(SEPARATORS),
    is_still=st.booleans(),
    seconds=st.floats(0.1, 3.0),
    notation=st.sampled_from(NOTATIONS),
    keys=st.dictionaries(names, st.sampled_from(["", "F5", "Ctrl+Shift+K", "Ctrl+ü"]), max_size=5),
    window=st.none() | places,
    arrangement=st.builds(Arrangement, st.frozensets(names), st.dictionaries(names, px, max_size=4)),
)
anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3),
    max_leaves=6,
)
ENTRIES = sorted(json.loads(to_text(Settings())))


@given(every)
def test_settings_come_back_as_they_were(settings):
    assert parse(to_text(settings)) == settings


@given(every, st.sampled_from([name for name in ENTRIES if name != "format"]), anything)
def test_one_bad_entry_spoils_no_other(settings, entry, value):
    content = json.loads(to_text(settings))
    content[entry] = value
    read = json.loads(to_text(parse(json.dumps(content))))
    usual = json.loads(to_text(Settings()))
    for name in ENTRIES:
        if name not in (entry, "schema"):
            assert read[name] == content[name]
    if entry not in ("schema", "keys", "hidden", "sizes", "window"):
        assert read[entry] in (usual[entry], value)


@pytest.mark.parametrize(
    ("entry", "value"),
    [
        ("theme", "pink"), ("theme", None), ("theme", ["dark"]), ("text_size", 79), ("text_size", 201),
        ("text_size", True), ("text_size", 100.0), ("text_size", "100"), ("decimals", 7), ("decimals", 1),
        ("separator", "."), ("still", 1), ("seconds", -1), ("seconds", 1e300), ("seconds", True),
        ("notation", "greek"), ("keys", ["F5"]), ("window", {"x": 0}),
        ("sizes", {"left": -3}), ("hidden", "left"),
    ],
)  # fmt: skip
def test_what_makes_no_sense_is_as_usual(entry, value):
    content = json.loads(to_text(Settings())) | {entry: value}
    assert parse(json.dumps(content)) == Settings()


def test_what_is_missing_is_as_usual_and_what_is_unknown_is_passed_over():
    assert parse('{"format": "upstream-settings"}') == Settings()
    assert parse('{"format": "upstream-settings", "decimals": 5, "wings": 2}') == replace(
        Settings(), decimals=5
    )


def test_settings_of_a_newer_program_are_read_as_far_as_they_are_understood():
    text = '{"format": "upstream-settings", "schema": 99, "theme": "dark", "separator": "half"}'
    assert parse(text) == replace(Settings(), theme="dark")


@pytest.mark.parametrize(
    "text", ["", "{", "[]", "null", "3", '"dark"', "{}", '{"format": "upstream"}', "[" * 100_000, "\0"]
)
def test_what_is_no_settings_at_all_is_refused(text):
    with pytest.raises(SettingsError):
        parse(text)
