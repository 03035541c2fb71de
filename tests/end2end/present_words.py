"""Words for what a lecturer does before a room: presses a clicker, counts hands, tries something, leaves."""

from __future__ import annotations

import re

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from engine.lessons.lecture import likely
from engine.nn.notation import parse_path
from engine.session import actions as act
from gui.present.slide import Slide
from gui.prose.markup import parse
from gui.prose.writing import spoken

CLICKER = {"on": Qt.Key.Key_PageDown, "back": Qt.Key.Key_PageUp}
PLAY = (Qt.Key.Key_F5, Qt.Key.Key_Escape)


def present(world, number: str) -> None:
    """Start the program and present a lesson of the course."""
    world.start()
    world.window.presenting.open(int(number))
    world.qtbot.waitUntil(stage(world).audience.isVisible)


def stage(world):
    return world.window.presenting.lecture


def shown(world) -> Slide:
    """Return what the room sees."""
    return stage(world).audience.view.slide


def press(world, key: Qt.Key, times: int = 1) -> None:
    for _ in range(times):
        QTest.keyClick(stage(world).audience, key)


def click_on(world, way: str, times: str) -> None:
    press(world, CLICKER[way], int(times))


def press_named(world, name: str, times: str) -> None:
    press(world, QKeySequence(name)[0].key(), int(times))


def press_play(world, times: str) -> None:
    """Press the button of the clicker that sends F5 and Esc in turn."""
    for number in range(int(times)):
        press(world, PLAY[number % 2])


def is_at(world, stop: str, phase: str) -> None:
    assert (shown(world).at + 1, shown(world).phase) == (int(stop), phase)


def is_still_at(world, stop: str) -> None:
    assert shown(world).at + 1 == int(stop)


def jump(world, stop: str) -> None:
    """Type the number of a stop into the field that G opens."""
    stage(world).presenter.go(int(stop) - 1)


def count(world, hands: str, second: bool = False) -> None:
    """Note hands, as "45 hands for B, 80 for C" tells them."""
    for number, letter in re.findall(r"(\d+)(?: hands)? for (\w)", hands):
        stage(world).presenter.count(letter, int(number), second)


def sees_hands(world, hands: str) -> None:
    assert tuple(map(int, hands.split())) in [votes.hands for votes in shown(world).votes]


def sees_no_hands(world) -> None:
    assert shown(world).votes == ()


def sees_cards(world, number: str) -> None:
    assert len(shown(world).cards) == int(number)
    assert not any(card.state for card in shown(world).cards)


def sees_no_cards(world) -> None:
    assert shown(world).cards == ()


def is_right(world, letter: str) -> None:
    assert [card.letter for card in shown(world).cards if card.state == "right"] == [letter]


def card_says(world, letter: str, words: str) -> None:
    why = next(card.why for card in shown(world).cards if card.letter == letter)
    assert words in why.replace(" ", ""), spoken(parse(why))


def names(world, misconception: str) -> None:
    assert likely(stage(world).presenter.lecture).ids == (misconception,)


def knows(world, path: str, number: str) -> None:
    frame = shown(world).frame
    ref = parse_path(path, frame.network)
    assert f"{frame.value(ref):.4f}".replace("-", "−") == number


def does_not_know(world, path: str) -> None:
    frame = shown(world).frame
    assert not frame.is_known(parse_path(path, frame.network))


def select(world, path: str) -> None:
    presenter = stage(world).presenter
    presenter.dispatch(act.Select(parse_path(path, presenter.slide.frame.network)))


def reads_badge(world, word: str) -> None:
    assert word in stage(world).audience.view.page.texts()


def reads_no_badge(world) -> None:
    assert "changed" not in stage(world).audience.view.page.texts()


def show_votes(world) -> None:
    stage(world).presenter.show_votes()


def freeze(world) -> None:
    press(world, Qt.Key.Key_F)


def blank(world) -> None:
    press(world, Qt.Key.Key_Period)


def sees_cover(world, cover: str) -> None:
    assert stage(world).audience.view.cover == cover


def leave(world) -> None:
    """Ask to leave, and confirm it."""
    presenter = stage(world).presenter
    presenter.leave()
    presenter.confirm_leave()


def window_is_back(world) -> None:
    assert stage(world) is None
    assert world.window.isVisible()


def clear_stage(world) -> None:
    """Close the windows of a lecture that is still given."""
    if world.window is not None and stage(world) is not None:
        stage(world).close()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


PRESENT_WORDS = {
    r"a lecturer who presents lesson (\d+)": present,
    r"the clicker goes (on|back) (\d+) times": click_on,
    r"the clicker's play button is pressed (\d+) times": press_play,
    r"the clicker's blank button is pressed": blank,
    r"the lecturer presses (\w+) (\d+) times": press_named,
    r"the lecturer jumps to stop (\d+)": jump,
    r"the lecturer counts (\d.*)": count,
    r"the lecturer counts once more: (.*)": lambda world, hands: count(world, hands, second=True),
    r"the lecturer shows the votes": show_votes,
    r"the lecturer selects (\S+)": select,
    r"the lecturer freezes the picture": freeze,
    r"the lecturer leaves and says yes": leave,
    r"the room is at stop (\d+), (\w+)": is_at,
    r"the room is still at stop (\d+)": is_still_at,
    r"the room sees no cards": sees_no_cards,
    r"the room sees (\d+) cards and none of them is marked": sees_cards,
    r"the room sees no hands": sees_no_hands,
    r"the room sees the hands ([\d ]+)": sees_hands,
    r"the room sees (black|white)": sees_cover,
    r"the room knows (\S+) is (\S+)": knows,
    r"the room does not know (\S+)": does_not_know,
    r"the room reads the badge (\w+)": reads_badge,
    r"the room reads no badge": reads_no_badge,
    r"the card (\w) is right": is_right,
    r"the card (\w) says (.*)": card_says,
    r"the console names (M\d+)": names,
    r"the program's window is back": window_is_back,
}
