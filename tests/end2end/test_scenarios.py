"""The scenarios of the ``.txt`` files beside this one, in plain words, driven through the real window."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from engine.cli import opened
from engine.nn.network import Network
from engine.nn.notation import parse_path
from engine.session.document import Document
from engine.session.session import Session
from gui import words
from gui.look import Look
from gui.main_window import MainWindow
from gui.panels.transport.until import UntilDialog
from gui.training.run import completed
from tests.end2end.choice_words import CHOICE_WORDS
from tests.end2end.explore_words import EXPLORE_WORDS
from tests.end2end.file_words import FILE_WORDS
from tests.end2end.hands import HAND_WORDS
from tests.end2end.key_words import KEY_WORDS
from tests.end2end.learn_words import LEARN_WORDS
from tests.end2end.picture_words import PICTURE_WORDS
from tests.end2end.present_words import PRESENT_WORDS, clear_stage

HERE = Path(__file__).parent
ROOT = HERE.parent.parent


def scenarios() -> Iterator[object]:
    for file in sorted(HERE.glob("*.txt")):
        for block in file.read_text(encoding="utf-8").split("Scenario: ")[1:]:
            name, *lines = block.strip().splitlines()
            steps = [line.strip().split(" ", 1)[1] for line in lines]
            yield pytest.param(steps, id=f"{file.stem}: {name}")


class World:
    """The window of one scenario, and the words that it understands."""

    def __init__(self, qtbot: QtBot, tmp_path: Path) -> None:
        self.qtbot, self.tmp_path = qtbot, tmp_path
        self.window: MainWindow | None = None

    def do(self, sentence: str) -> None:
        for pattern, act in WORDS.items():
            match = re.fullmatch(pattern, sentence)
            if match:
                act(self, *match.groups())
                return
        raise AssertionError(f"no scenario word fits: {sentence}")

    @property
    def frame(self):
        return self.window.frame

    def start(self, file: str | None = None, motion: float = 0.0) -> None:
        self.open(opened(ROOT / file if file else None), motion)

    def open(self, session: Session, motion: float = 0.0) -> None:
        self.window = MainWindow(session, Look(motion=motion))
        self.qtbot.addWidget(self.window)
        self.window.resize(1440, 900)
        self.window.show()
        self.qtbot.waitUntil(lambda: self.window.painted)

    def press(self, keys: str, times: str) -> None:
        combination = QKeySequence(keys)[0]
        for _ in range(int(times)):
            focused = self.window.focusWidget() or self.window
            QTest.keyClick(focused, combination.key(), combination.keyboardModifiers())

    def step_is(self, address: str, number: str, count: str) -> None:
        frame = self.frame
        assert (frame.step.address, frame.number, len(frame.steps)) == (address, int(number), int(count))

    def value_is(self, path: str, shown: str) -> None:
        ref = parse_path(path, self.frame.network)
        assert self.window.look.number(self.frame.value(ref)) == shown

    def cell(self, number: str) -> QPoint:
        return self.window.regions.timeline.cell_centre(int(number))

    def click_cell(self, number: str) -> None:
        QTest.mouseClick(self.window.regions.timeline, Qt.MouseButton.LeftButton, pos=self.cell(number))

    def drag_cells(self, first: str, last: str) -> None:
        timeline, left = self.window.regions.timeline, Qt.MouseButton.LeftButton
        QTest.mousePress(timeline, left, pos=self.cell(first))
        self.qtbot.mouseMove(timeline, self.cell(last))
        QTest.mouseRelease(timeline, left, pos=self.cell(last))

    def open_text(self, text: str) -> None:
        file = self.tmp_path / "bad.upstream"
        file.write_text(text, encoding="utf-8")
        self.window.files.open(file)

    def texts(self, widget: QWidget) -> str:
        return " ".join(label.text() for label in widget.findChildren(QLabel))

    def said(self, words: str) -> None:
        box = self.window.findChild(QMessageBox)
        assert words in box.text()
        box.close()

    # Training

    def linear(self) -> None:
        net = Network.from_arrays([[[0.2]], [[0.8]]], [[-0.1], [-1.2]], ["relu", "linear"])
        self.open(Session.start(Document(net, [[3.0]], [[1.0]], cost="squared")))

    def soon(self, holds: Callable[[], bool]) -> None:
        self.qtbot.waitUntil(holds, timeout=20_000)

    def type_rate(self, text: str) -> None:
        field = self.window.regions.settings.eta.field
        QTest.mouseClick(field, Qt.MouseButton.LeftButton)
        field.selectAll()
        QTest.keyClicks(field, text)
        QTest.keyClick(field, Qt.Key.Key_Return)

    def type_goal(self, text: str) -> None:
        field = self.window.findChild(UntilDialog).field
        QTest.keyClicks(field, text)
        QTest.keyClick(field, Qt.Key.Key_Return)

    def answer(self, words: str) -> None:
        buttons = self.window.regions.notice.buttons
        button = next(button for button in buttons if button.text() == words)
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)

    def fell_below(self, goal: str) -> None:
        curve = self.frame.curve
        assert curve[-1] < float(goal) <= curve[-2]
        assert completed(self.frame) == self.frame.trained == curve.size - 1

    def is_fresh(self) -> None:
        session = self.window.store.session
        shown = self.window
        self.open(Session.start(session.document, session.playhead))
        self.soon(lambda: self.window.regions.cost_curve.plot is not None)
        for panel, fresh in zip(shown.regions.panels, self.window.regions.panels, strict=True):
            assert said_by(panel) == said_by(fresh), type(panel).__name__


def said_by(panel: QWidget) -> list[str]:
    """What a panel says in words."""
    labels = [label.text() for label in panel.findChildren(QLabel) if not label.isHidden()]
    return [panel.accessibleDescription(), *labels]


def _equal(read: Callable[[World], object], convert: Callable[[str], object] = str) -> Callable[..., None]:
    def check(world: World, *groups: str) -> None:
        assert read(world) == convert(groups[0])

    return check


WORDS: dict[str, Callable[..., None]] = {
    **HAND_WORDS,
    **CHOICE_WORDS,
    **KEY_WORDS,
    **LEARN_WORDS,
    **PRESENT_WORDS,
    **EXPLORE_WORDS,
    r"the two-node network": World.start,
    r"the two-node network, moving": lambda w: w.start(motion=0.6),
    r"the file (\S+)": World.start,
    r"I press (\S+) (\d+) times": World.press,
    r"the step is (\S+), number (\d+) of (\d+)": World.step_is,
    r"soon the step is (\S+)": lambda w, a: w.qtbot.waitUntil(
        lambda: w.frame.step.address == a, timeout=8000
    ),
    r"(\S+) is (\?|−?[\d.]+)": World.value_is,
    r"update (\d+) is in play": _equal(lambda w: w.frame.update, int),
    r"sample (\d+) is in view": _equal(lambda w: w.frame.playhead.sample + 1, int),
    r"the curve has (\d+) points": _equal(lambda w: w.frame.curve.size, int),
    r"the panel's title is (.+)": _equal(lambda w: words.title_of(w.frame)),
    r"the theme is (\w+)": _equal(lambda w: w.window.look.theme.name),
    r"the hint speaks of (\w+)": lambda w, word: _contains(w.texts(w.window.regions.welcome), word),
    r"nothing is playing": lambda w: _contains(str(w.frame.playhead.playing), "False"),
    r"nothing moves": lambda w: _contains(str(w.window.look.motion), "0.0"),
    r"a network with a linear output": World.linear,
    r"I type (\S+) as the learning rate": World.type_rate,
    r"I type (\S+) in the dialog": World.type_goal,
    r"I answer (.+)": World.answer,
    r"soon more than (\d+) updates are trained": lambda w, n: w.soon(lambda: w.frame.trained > int(n)),
    r"soon exactly (\d+) updates are trained": lambda w, n: w.soon(lambda: w.frame.trained == int(n)),
    r"soon update (\d+) is in play": lambda w, n: w.soon(lambda: w.frame.update == int(n)),
    r"soon nothing is playing": lambda w: w.soon(lambda: not w.frame.playhead.playing),
    r"soon a notice says (.+)": lambda w, text: w.soon(lambda: text in w.window.regions.notice.text.text()),
    r"a notice says (.+)": lambda w, text: _contains(w.window.regions.notice.text.text(), text),
    r"there is no notice": lambda w: _same(w.window.regions.notice.notice, None),
    r"more than (\d+) updates are trained": lambda w, n: _more(w.frame.trained, int(n)),
    r"exactly (\d+) updates are trained": _equal(lambda w: w.frame.trained, int),
    r"the view is at the end of the run": lambda w: _same(completed(w.frame), w.frame.trained),
    r"undo would take back (.+)": _equal(lambda w: w.frame.undo_label),
    r"the head bar says (.+)": lambda w, text: _contains(w.texts(w.window.regions.head_bar), text),
    r"J is below (\S+) at the end of the run and not before": World.fell_below,
    r"every panel says what a fresh window says": World.is_fresh,
    **FILE_WORDS,
    **PICTURE_WORDS,
    r"I click cell (\d+) of the timeline": World.click_cell,
    r"I drag the timeline from cell (\d+) to cell (\d+)": World.drag_cells,
    r"I open a file that says (.+)": World.open_text,
    r"a sentence says (.+)": World.said,
}


def _contains(text: str, word: str) -> None:
    assert word in text


def _more(number: int, least: int) -> None:
    assert number > least


def _same(first: object, second: object) -> None:
    assert first == second


@pytest.mark.parametrize("steps", list(scenarios()))
def test_scenario(steps: list[str], qtbot: QtBot, tmp_path: Path) -> None:
    world = World(qtbot, tmp_path)
    for sentence in steps:
        world.do(sentence)
    clear_stage(world)
