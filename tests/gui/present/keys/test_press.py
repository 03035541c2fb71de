"""What a press is called on keyboards of all sorts."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent

from gui.present.keys import press
from gui.present.keys.press import is_only_held, names_of, plain
from gui.present.keys.table import KeyTable

K, M = Qt.Key, Qt.KeyboardModifier
NONE, SHIFT, CTRL, ALT, PAD = (
    M.NoModifier, M.ShiftModifier, M.ControlModifier, M.AltModifier, M.KeypadModifier,
)  # fmt: skip


def event(key, held=NONE, text="", code=0, virtual=0):
    return QKeyEvent(QEvent.Type.KeyPress, int(key), held, code, virtual, 0, text)


@pytest.fixture(autouse=True)
def _application(qapp):
    """Names of keys are Qt's."""


@pytest.mark.parametrize(
    ("pressed", "command"),
    [
        (event(K.Key_PageDown), "next"),
        (event(K.Key_PageDown, PAD), "next"),
        (event(K.Key_Enter, PAD, "\r"), "next"),
        (event(K.Key_Return, text="\r"), "next"),
        (event(K.Key_Space, text=" "), "next"),
        (event(K.Key_Space, SHIFT, " "), "back"),
        (event(K.Key_Escape, text="\x1b"), "autoplay"),
        (event(K.Key_F, text="f"), "freeze"),
        (event(K.Key_P, SHIFT, "P"), "spotlight"),
        (event(K.Key_P, text="P"), "pen"),  # caps lock
        (event(K.Key_Period, text="."), "blank"),
        (event(K.Key_Period, PAD, "."), "blank"),
        (event(K.Key_Comma, PAD, ","), "blank"),  # the decimal key of a German number pad
        (event(K.Key_1, text="1"), "zoom_phase"),
        (event(K.Key_1, PAD, "1"), "zoom_phase"),
        (event(K.Key_0, SHIFT, "0"), "reset_lesson"),
        (event(K.Key_ParenRight, SHIFT, ")", 19), "reset_lesson"),  # American, X11
        (event(K.Key_Equal, SHIFT, "=", 19), "reset_lesson"),  # German
        (event(K.Key_Agrave, NONE, "à", 19), "reset_stop"),  # French: digits are written with Shift
        (event(K.Key_0, SHIFT, "0", 19), "reset_lesson"),
        (event(K.Key_1, SHIFT, "1", 10), "zoom_phase"),
        (event(K.Key_Ampersand, NONE, "&", 10), "zoom_phase"),
        (event(K.Key_Colon, NONE, ":", 60), "blank"),  # what a clicker's full stop becomes on a French one
        (event(K.Key_Period, SHIFT, ".", 59), "blank"),
        (event(K.Key_BracketLeft, text="["), "slower"),
        (event(K.Key_BracketLeft, M.GroupSwitchModifier, "[", 17), "slower"),  # AltGr+8, German, X11
        (event(K.Key_BracketRight, CTRL | ALT, "]"), "faster"),  # AltGr+9, German, Windows
        (event(K.Key_5, ALT, "["), "slower"),  # German, macOS
        (event(K.Key_Plus, CTRL | SHIFT, "+"), "larger"),
        (event(K.Key_Plus, CTRL, "\x1d"), "larger"),
        (event(K.Key_Plus, CTRL | PAD, "+"), "larger"),
        (event(K.Key_Equal, CTRL, "="), "larger"),
        (event(K.Key_Minus, CTRL | PAD, "-"), "smaller"),
        (event(K.Key_Plus, PAD, "+"), "more"),
        (event(K.Key_Plus, SHIFT, "+"), "more"),
        (event(0x2212, NONE, "−"), "less"),
        (event(0x418, NONE, "и", 56), "blank"),  # Russian: the key of B
        (event(0x424, SHIFT, "Ф", 38), ""),
        (event(K.Key_Comma, NONE, ",", 58), ""),  # French: where an American M is
        (event(K.Key_F, CTRL, "\x06"), ""),
        (event(K.Key_Q, CTRL, "\x11"), "leave"),
        (event(K.Key_N, CTRL, "\x0e"), "swap_screens"),
        (event(K.Key_unknown), ""),
        (event(0), ""),
    ],
    ids=str,
)
def test_a_press_finds_its_command_on_any_keyboard(monkeypatch, pressed, command):
    monkeypatch.setattr(press.QGuiApplication, "platformName", staticmethod(lambda: "xcb"))
    assert KeyTable().command_of(names_of(pressed)) == command


@pytest.mark.parametrize(
    ("system", "code", "virtual"),
    [("windows", 11, 0), ("wayland", 19, 0), ("cocoa", 1, 29), ("cocoa", 0, 29)],
)
def test_places_of_keys_are_known_on_every_system(monkeypatch, system, code, virtual):
    monkeypatch.setattr(press.QGuiApplication, "platformName", staticmethod(lambda: system))
    pressed = event(K.Key_ParenRight, SHIFT, ")", code, virtual)
    assert KeyTable().command_of(names_of(pressed)) == "reset_lesson"


def test_the_places_of_a_mac_are_where_they_are():
    known = {
        "a": 0,
        "s": 1,
        "h": 4,
        "g": 5,
        "b": 11,
        "q": 12,
        "1": 18,
        "0": 29,
        "p": 35,
        "n": 45,
        "m": 46,
        ".": 47,
    }
    assert {press._MAC[code]: code for code in known.values()} == known
    assert len(set(press._MAC.values())) == len(press._MAC) == 37
    assert press._X11[19] == "0"
    assert press._PC[48] == "b"


def test_keys_that_are_only_held_or_the_systems_are_told_apart():
    for key in (K.Key_Shift, K.Key_AltGr, K.Key_VolumeUp, K.Key_Dead_Acute, K.Key_unknown):
        assert is_only_held(event(key))
    for key in (K.Key_Q, K.Key_Escape, K.Key_Home, K.Key_F9):
        assert not is_only_held(event(key))


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("f", "F"), ("shift+p", "Shift+P"), ("Page Down", "PgDown"), ("Escape", "Esc"), ("→", "Right"),
        ("Shift+↓", "Shift+Down"), ("Ctrl++", "Ctrl++"), ("Num+3", "3"), ("ö", "Ö"), ("−", "-"),
        ("", ""), ("Shift", ""), ("Ctrl+", ""), ("Ctrl+K, X", ""), ("Bildschirm", ""), ("ab", ""),
    ],
)  # fmt: skip
def test_a_key_is_read_as_people_write_it(written, read):
    assert plain(written) == read
