"""What a key press may be called, on any keyboard layout: names as the key table has them, the best first."""

from __future__ import annotations

from itertools import chain

from PySide6.QtCore import QKeyCombination, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence

__all__ = ["is_only_held", "names_of", "plain"]

_Key, _Mod = Qt.Key, Qt.KeyboardModifier
_KEPT = _Mod.ShiftModifier | _Mod.ControlModifier | _Mod.AltModifier | _Mod.MetaModifier
_SHIFT = _Mod.ShiftModifier
_PORTABLE = QKeySequence.SequenceFormat.PortableText
_ARROWS = {"→": "Right", "←": "Left", "↑": "Up", "↓": "Down", "−": "-"}
_HELD = frozenset(
    {
        _Key.Key_Shift, _Key.Key_Control, _Key.Key_Alt, _Key.Key_AltGr, _Key.Key_Meta, _Key.Key_CapsLock,
        _Key.Key_NumLock, _Key.Key_ScrollLock, _Key.Key_Super_L, _Key.Key_Super_R, _Key.Key_Hyper_L,
        _Key.Key_Hyper_R, _Key.Key_unknown,
    }
)  # fmt: skip
_HELD_NAMES = frozenset(QKeySequence(key).toString(_PORTABLE) for key in _HELD) - {""}
_FIRST_MEDIA, _LAST_MEDIA = int(_Key.Key_Back), int(_Key.Key_MediaLast)
_LATIN = 0x100
"""Keys below are written in Latin letters; others, up to the keys that write nothing, in other scripts."""
_WRITES_NOTHING = int(_Key.Key_Escape)

_PC_ROWS = {2: "1234567890", 16: "qwertyuiop", 30: "asdfghjkl", 44: "zxcvbnm", 52: "."}
"""What stands on an American keyboard at a scan code of a PC, and at those after it."""
_PC = dict(chain.from_iterable(enumerate(row, first) for first, row in _PC_ROWS.items()))
_X11 = {code + 8: letter for code, letter in _PC.items()}
_MAC = {
    code: letter
    for code, letter in enumerate("asdfhgzxcv bqweryt123465 97 80 ou ip lj k    nm.")
    if letter != " "
}
"""The same for the virtual keys of a Mac: they, too, are places."""


def plain(text: str) -> str:
    """Return a key as Qt writes it on every system; empty where it is none, or more than one.

    Arrows may be drawn, and a key of the number pad is that of any other place.
    """
    for arrow, word in _ARROWS.items():
        text = text.replace(arrow, word)
    sequence = QKeySequence(text, _PORTABLE)
    name = sequence.toString(_PORTABLE).replace("Num+", "") if sequence.count() == 1 else ""
    return "" if name.rpartition("+")[2] in _HELD_NAMES else name


def is_only_held(event: QKeyEvent) -> bool:
    """Say whether it is a key that does nothing by itself, or one of the system's, such as for loudness."""
    return event.key() in _HELD or _FIRST_MEDIA <= event.key() <= _LAST_MEDIA or _is_dead(event.key())


def _is_dead(key: int) -> bool:
    return int(_Key.Key_Dead_Grave) <= key <= int(_Key.Key_Dead_Longsolidusoverlay)


def names_of(event: QKeyEvent) -> tuple[str, ...]:
    """Return what a press may be called, the best first.

    A sign is what it writes, however it is reached: ``[`` is AltGr+8 on a German keyboard. Everything else is
    its key with what is held beside it; the number pad is no other keyboard. Last comes the key's place: the
    digits of a French keyboard, 0 with Shift, the letters of one that writes no Latin ones.
    """
    key, held = event.key(), event.modifiers() & _KEPT
    found = (_sign(event), *_by_key(key, held), *_by_place(event, held))
    return tuple(dict.fromkeys(name for name in found if name))


def _sign(event: QKeyEvent) -> str:
    """Name the sign that is written, if one is."""
    text = event.text().replace("−", "-")
    has_ctrl = bool(event.modifiers() & _Mod.ControlModifier)
    is_sign = len(text) == 1 and text.isprintable() and not (text.isalnum() or text.isspace())
    if not is_sign or (has_ctrl and not event.modifiers() & _Mod.AltModifier):
        return ""
    if text == "," and event.modifiers() & _Mod.KeypadModifier:
        return "."  # the decimal key, where numbers are written with a comma
    return text


def _by_key(key: int, held: Qt.KeyboardModifier) -> tuple[str, ...]:
    """Name the key with what is held; of a sign also without Shift, which many keyboards need to write it."""
    if key == _Key.Key_Backtab:
        key, held = int(_Key.Key_Tab), held | _Mod.ShiftModifier
    is_sign = key < _LATIN and not chr(key).isalnum() and key != _Key.Key_Space
    with_shift = bool(held & _Mod.ShiftModifier)
    lone = _name(key, held & ~_Mod.ShiftModifier) if is_sign and with_shift else ""
    return (_name(key, held), lone)


def _by_place(event: QKeyEvent, held: Qt.KeyboardModifier) -> tuple[str, ...]:
    """Name the key by where it is: a digit or the full stop where it writes a sign, any in another script."""
    letter = _letter_at(event)
    is_foreign = _LATIN <= event.key() < _WRITES_NOTHING
    is_of_row = letter.isdigit() or letter == "."
    if not letter or not (is_foreign or is_of_row):
        return ()
    typed = event.text()
    return (_name(ord(letter.upper()), held), typed if typed.isdigit() and not held & ~_SHIFT else "")


def _letter_at(event: QKeyEvent) -> str:
    """Return what stands on an American keyboard where the key is; nothing where that is not known."""
    system = QGuiApplication.platformName()
    if event.modifiers() & _Mod.KeypadModifier or (system != "cocoa" and not event.nativeScanCode()):
        return ""
    if system == "cocoa":
        return _MAC.get(event.nativeVirtualKey(), "")
    return (_PC if system in ("windows", "direct2d") else _X11).get(event.nativeScanCode(), "")


def _name(key: int, held: Qt.KeyboardModifier) -> str:
    if key in (0, _Key.Key_unknown):
        return ""
    return QKeySequence(QKeyCombination(held, _Key(key))).toString(_PORTABLE)
