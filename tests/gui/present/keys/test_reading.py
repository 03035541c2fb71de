"""The file of keys: read strictly, with file, line and reason; and whatever comes, the clicker drives."""

from __future__ import annotations

import json
import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gui.present.keys.commands import BY_ID, COMMANDS, FIXED
from gui.present.keys.press import plain
from gui.present.keys.reading import MOST_BYTES, KeysError, decoded, default_keys, read_keys, to_text


@pytest.fixture(autouse=True)
def _application(qapp):
    """Names of keys are Qt's."""


def test_an_empty_file_changes_nothing():
    assert read_keys("", "k.toml") == default_keys()
    assert read_keys("# nothing\n", "k.toml") == default_keys()


def test_a_command_gets_other_keys_and_the_others_keep_theirs():
    keys = read_keys('freeze = ["Ctrl+F", "F"]\nring = "k"\nloop = []\n', "k.toml")
    assert keys["freeze"] == ("Ctrl+F", "F")
    assert keys["ring"] == ("K",)
    assert keys["loop"] == ()
    assert keys["next"] == default_keys()["next"]


def test_keys_can_change_places():
    keys = read_keys('freeze = "E"\nerase = "F"\n', "k.toml")
    assert (keys["freeze"], keys["erase"]) == (("E",), ("F",))


def test_the_clickers_keys_stay_whatever_the_file_says():
    keys = read_keys('next = "Ctrl+J"\nback = []\nautoplay = ["J"]\nblank = "Ctrl+B"\n', "k.toml")
    assert keys["next"] == ("Ctrl+J", "PgDown")
    assert keys["back"] == ("PgUp",)
    assert set(keys["autoplay"]) == {"J", "F5", "Esc"}
    assert keys["blank"] == ("Ctrl+B", ".")


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ('freze = "F"', "k.toml, line 1: there is no command 'freze'; did you mean freeze?"),
        (
            '\n\nfreeze = "Fx"',
            "k.toml, line 3: 'Fx' is no key; keys are written like F, Shift+P, Ctrl++, PgDown",
        ),
        ('freeze = ["F",\n "Shift"]', "k.toml, line 2: 'Shift' is no key;"),
        ("freeze = 3", 'k.toml, line 1: freeze wants keys in quotation marks, such as ["F", "Ctrl+F"]'),
        ('[freeze]\nkey = "F"', "k.toml, line 1: freeze wants keys in quotation marks"),
        ('# x\nfreeze = "E"', "k.toml, line 2: E is a key of erase already; give erase or freeze another"),
        ('freeze = "J"\nring = ["O", "j"]', "k.toml, line 2: J is a key of freeze already;"),
        (
            'ring = "PgDown"',
            "k.toml, line 1: PgDown is a key of clickers and stays with next; ring can't have it",
        ),
        ('ring = "."', "k.toml, line 1: . is a key of clickers and stays with blank; ring can't have it"),
        ('ring = "Esc"', "k.toml, line 1: Esc is a key of clickers and stays with autoplay"),
        ("ring = ", "k.toml, line 1: is not TOML: invalid value"),
        ('ring = "O"\nring = "O"', "k.toml, line 2: is not TOML: cannot overwrite a value"),
        ("ring = " + "[" * 5000, "k.toml: its brackets are nested too deeply"),
        ("ring = " + "9" * 5000, "k.toml: holds a number that can't be read"),
        ("\n" + "a." * 5000 + "b = 1", "k.toml, line 2: more than 60 dots"),
        (f"ring = {['O'] * 30}", "k.toml, line 1: ring has more than 20 keys"),
    ],
)
def test_every_fault_is_a_sentence_with_file_line_and_reason(text, sentence):
    with pytest.raises(KeysError) as told:
        read_keys(text, "k.toml")
    assert str(told.value).startswith(sentence)
    assert "\n" not in str(told.value)
    assert len(str(told.value)) < 250


def test_what_is_too_large_or_no_text_is_refused():
    with pytest.raises(KeysError, match=r"^k\.toml: is larger than 100 kB$"):
        decoded(b"#" * (MOST_BYTES + 1), "k.toml")
    with pytest.raises(KeysError, match=r"^k\.toml, line 3: is no text in UTF-8$"):
        decoded(b"# a\n# b\n\xff\xfe\n", "k.toml")
    assert decoded("\ufeff# ö".encode(), "k.toml") == "# ö"


def test_what_is_written_reads_the_same_and_names_every_command():
    text = to_text(default_keys())
    assert read_keys(text, "k.toml") == default_keys()
    assert set(tomllib.loads(text)) == set(BY_ID)
    assert "\n# Lesson\n" in text
    assert 'freeze = ["F"]  # Freeze the audience view\n' in text
    odd = default_keys() | {"ring": ('"', "\\")}
    assert read_keys(to_text(odd), "k.toml")["ring"] == ('"', "\\")


_names = st.sampled_from([command.id for command in COMMANDS])
_free = ["J", "K", "Q", "X", "Y", "Ctrl+J", "Ctrl+X", "Shift+F9", "F9", "Alt+Left", "Home", "Ä", "'", ";"]


def fault_of(text: str | bytes) -> str:
    """Return what is said of a file; nothing where it can be read, with all keys of clickers in place."""
    try:
        keys = read_keys(text if isinstance(text, str) else decoded(text, "k.toml"), "k.toml")
    except KeysError as error:
        return str(error)
    every = [key for own in keys.values() for key in own]
    assert len(every) == len(set(every))
    assert set(keys) == set(BY_ID)
    assert all(key in keys[name] for key, name in FIXED.items())
    assert all(key == plain(key) for key in every)
    assert read_keys(to_text(keys), "k.toml") == keys
    return ""


@given(st.dictionaries(_names, st.sets(st.sampled_from(_free), max_size=3), max_size=6))
def test_what_was_read_is_whole_and_only_clashes_are_refused(wanted):
    every = [key for keys in wanted.values() for key in keys]
    fault = fault_of("".join(f"{name} = {json.dumps(sorted(keys))}\n" for name, keys in wanted.items()))
    assert bool(fault) == (len(every) > len(set(every)))
    assert not fault or (fault.startswith("k.toml, line ") and " already" in fault)


@given(
    st.one_of(st.text(max_size=200), st.binary(max_size=200), st.text("abcnext=\"[]\n#.{},' ", max_size=120))
)
def test_anything_is_read_or_refused_in_one_sentence(text):
    fault = fault_of(text)
    assert not fault or (fault.startswith("k.toml") and "\n" not in fault and len(fault) < 250)


@given(_names, st.text(max_size=20))
def test_any_word_is_a_key_or_refused(name, word):
    letters = [letter for letter in word if not "\ud800" <= letter < "\ue000"]
    fault = fault_of(f'{name} = "' + "".join(f"\\U{ord(letter):08x}" for letter in letters) + '"')
    assert not fault or (fault.startswith("k.toml, line 1: ") and fault.isprintable())
