"""Words for what a student does in a lesson: answers, asks for hints, goes on."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication

from engine.lessons.play import may_go_on, passed, right
from engine.nn.notation import parse_path

LEFT = Qt.MouseButton.LeftButton


def open_lesson(world, number: str) -> None:
    """Start the program and open a lesson of the course."""
    world.start()
    world.window.activateWindow()
    world.qtbot.waitUntil(world.window.isActiveWindow)
    world.window.learning.open(int(number))


def play(world):
    return world.window.learning.play


def question(world):
    return world.window.learning.card.question


def check(world) -> None:
    """Click "Check"."""
    QTest.mouseClick(question(world).check, LEFT)


def answer(world, text: str) -> None:
    """Type into the field of the question, where the keyboard is after each step, and press Enter."""
    field = question(world).answer.first()
    assert world.window.focusWidget() is field
    field.selectAll()
    for letter in text:  # QTest knows no minus sign of Unicode
        none = Qt.KeyboardModifier.NoModifier
        QApplication.sendEvent(field, QKeyEvent(QEvent.Type.KeyPress, 0, none, letter))
    QTest.keyClick(field, Qt.Key.Key_Return)


def answer_rightly(world) -> None:
    """Compute what is asked, and round to three digits."""
    answer(world, f"{right(play(world)):.3g}")


def _button(world, name: str) -> QAbstractButton:
    buttons = question(world).answer.findChildren(QAbstractButton)
    return next(b for b in buttons if name in (b.text(), b.accessibleName()))


def pick(world, name: str) -> None:
    """Click an option, by what is read out of it, and check."""
    QTest.mouseClick(_button(world, name), LEFT, pos=_button(world, name).rect().center())
    check(world)


def card_says(world, words: str) -> None:
    """Look for words in what came back."""
    card = world.window.learning.card
    feedback = (card.question or card.trying).feedback
    told = " ".join(view.spoken for view in (feedback.result, feedback.box.words) if view.isVisible())
    assert words in told, told


def says_beside(world, predicted: str, found: str) -> None:
    """See the prediction beside what the engine says."""
    told = question(world).feedback.result.spoken
    assert predicted in told
    assert found in told


def is_at(world, number: str) -> None:
    assert play(world).at + 1 == int(number)


def is_open(world) -> None:
    assert not may_go_on(play(world))
    assert question(world).check.isVisible()


def hints_are_shown(world, count: str) -> None:
    assert sum(rung.isVisible() for rung in question(world).feedback.rungs) == int(count)


def is_withheld(world, path: str) -> None:
    assert not world.frame.is_known(parse_path(path, world.frame.network))


def ticket_is_passed(world) -> None:
    steps = play(world).lesson.steps
    assert all(passed(play(world), at) for at, step in enumerate(steps) if step.part == "exit")


def every_step_is_done(world) -> None:
    done = {name for name, mark in play(world).marks.items() if mark.is_done}
    assert done == {step.id for step in play(world).lesson.steps}


LEARN_WORDS: dict[str, Callable[..., None]] = {
    r"a student who opens lesson (\d+)": open_lesson,
    r"I answer with (\S+)": answer,
    r"I answer rightly": answer_rightly,
    r"I choose the sign (\S) and check": pick,
    r"I pick the option (.+) and check": pick,
    r"I check": check,
    r"the card says (.+)": card_says,
    r"the card sets (\S+) beside (\S+)": says_beside,
    r"the student is at step (\d+)": is_at,
    r"the question is open": is_open,
    r"(\d+) hints are shown": hints_are_shown,
    r"(\S+) is withheld": is_withheld,
    r"the exit ticket is passed": ticket_is_passed,
    r"every step of the lesson is done": every_step_is_done,
}
