"""Questions that no file has tell no answer either: mistakes that return, slips to be found, the chain."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QApplication, QMenu, QToolTip

from engine.lessons.play import begun, stage, step
from engine.lessons.practice import spot_the_slip
from engine.lessons.progress import RETURNS, Met, Progress
from engine.lessons.reading import read_lesson
from engine.lessons.returning import IN_WORDS, MOST
from gui.learn.misconceptions import MISCONCEPTIONS
from gui.learn.returned import with_questions
from resources import resource
from tests.gui.learn.everything import said
from tests.gui.learn.jitter import jittered
from tests.gui.learn.test_no_leak import (
    bundled,
    leaks_of,
    places,
    tells,
    withheld_numbers,
)

LETTERS = re.compile(r"[^\W\d_]+")
NUMBER_OF_LESSON = 4
"""The lesson that the mistakes return in."""
SLIPS_FOUND = 5
LEAST_WORDS = 4
"""Shorter options, as "yes" or a name, stand elsewhere too."""


def lesson_of(file):
    return read_lesson(jittered(resource("lessons", file).read_text(encoding="utf-8"), seed=1), file, bundled)


def returned_plays(ids) -> Iterator:
    """Yield the questions with which some mistakes return, as many at a time as do."""
    lesson = lesson_of("04-weight-correction.toml")
    for first in range(0, len(ids), MOST):
        met = {name: Met(frozenset({"l/s"}), frozenset(), 1) for name in ids[first : first + MOST]}
        made = with_questions(lesson, NUMBER_OF_LESSON, Progress(misconceptions=met), seed=first + 1)
        for at, each in enumerate(made.steps):
            if each.id.startswith(RETURNS):
                yield begun(made, 7, at)


def options_told(play, texts) -> list[str]:
    """List the options of a question that are written outside of its card."""
    ask = step(play).ask
    options = [plain(option.text) for option in ask.options]
    told = [(who, plain(text)) for who, text in texts]
    return sorted(
        {f"{step(play).id}: {who} says {option!r}" for option in options if len(option.split()) >= LEAST_WORDS
         for who, text in told if option in text}
    )  # fmt: skip


def plain(text: str) -> str:
    """Return the words of a text alone."""
    return " ".join(LETTERS.findall(text.lower()))


def test_no_mistake_that_returns_tells_its_answer(window):
    numbers = sorted(set(MISCONCEPTIONS) - IN_WORDS)
    plays = list(returned_plays(numbers))
    assert len(plays) == len(numbers)
    unlike = {re.sub(r"\\eta = [0-9.]+", "", step(play).ask.text): play for play in plays}
    leaks = [leak for play in unlike.values() for leak in leaks_of(play, window)]
    assert not leaks, "\n".join(sorted(set(leaks)))


def test_no_mistake_that_returns_in_words_is_set_right_elsewhere(window):
    play, *_ = returned_plays(sorted(IN_WORDS & set(MISCONCEPTIONS))[:1])
    window.learning.show(play)
    QApplication.processEvents()
    assert len(options_told(play, said(window.learning.card))) >= len(step(play).ask.options)
    assert not options_told(play, places(window, stage(play).panels))


def test_what_a_slip_is_called_stands_nowhere_but_in_its_question(window):
    lesson = spot_the_slip(3, SLIPS_FOUND)
    for at, each in enumerate(lesson.steps):
        play = begun(lesson, 3, at)
        if at % 2:  # the odd ones ask for its name
            window.learning.show(play)
            QApplication.processEvents()
            assert not options_told(play, said(window, window.learning.card)), each.id
    assert not options_told(play, places(window, stage(play).panels))


def said_of_chain(gadget) -> Iterator[tuple[str, str]]:
    """Yield what a chain says where the mouse is, and in its menus."""
    board = gadget.board
    for number, spot in enumerate(board.drawing().spots):
        board.point_at(number)
        point = spot.rect.center().toPoint()
        QApplication.sendEvent(board, QHelpEvent(QEvent.Type.ToolTip, point, board.mapToGlobal(point)))
        yield f"tip of {spot.path}", QToolTip.text()
        yield f"tip of {spot.path} alone", board._tip(spot)
    board.point_at(None)
    gadget.boxes.menu().aboutToShow.emit()
    yield from _offered(gadget.boxes.menu())
    for number in range(1, gadget.moment.count + 1):
        board.menu_asked.emit(number, QPoint(0, 0))
        for menu in gadget.findChildren(QMenu, options=Qt.FindChildOption.FindDirectChildrenOnly):
            yield from _offered(menu)
            menu.close()


def _offered(menu: QMenu) -> Iterator[tuple[str, str]]:
    for action in menu.actions():
        yield "menu", f"{action.text()} {action.toolTip()} {action.statusTip()}"
        if isinstance(inner := action.menu(), QMenu):
            yield from _offered(inner)


def chain_plays() -> Iterator:
    lesson = lesson_of("01-chain-rule.toml")
    yield from (begun(lesson, 7, at) for at, each in enumerate(lesson.steps) if each.ask is not None)
    yield from returned_plays(["M21"])


def test_no_tip_and_no_menu_of_a_chain_tells(window):
    found, heard = [], 0
    for play in chain_plays():
        window.learning.show(play)
        QApplication.processEvents()
        if stage(play).chain is None:
            continue
        numbers = withheld_numbers(play)
        gadget = window.learning._hand.gadget
        assert gadget.isVisible()
        for who, text in said_of_chain(gadget):
            heard += bool(text)
            found += [f"{step(play).id}: {who} says {token} in {text!r}" for token in tells(text, numbers)]
    assert heard
    assert not found, "\n".join(found)


@pytest.mark.parametrize("path", ["dh", "u[2]"])
def test_the_test_of_the_chain_sees_what_is_shown(window, path):
    play = begun(lesson_of("01-chain-rule.toml"), 7)
    window.learning.show(play)
    gadget = window.learning._hand.gadget
    gadget.show_everything()
    number = gadget.moment.derivative if path == "dh" else gadget.moment.value(2)
    found = {who for who, text in said_of_chain(gadget) if tells(text, {abs(number)})}
    assert f"tip of {path} alone" in found
