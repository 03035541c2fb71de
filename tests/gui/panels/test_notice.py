"""The notice bar: one sentence, its answers, and that it goes when it is no longer true."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from engine.nn.types import Ref
from engine.session import actions as act
from engine.session.frame import frame_of
from engine.session.session import Session
from engine.session.update import update
from gui.look import Look
from gui.notice import Notice
from gui.panels.notice import NoticeBar
from gui.theme import DARK, LIGHT, apply_theme

LONG = "Training stopped in update 57: z₂ became too large to compute (infinite)."


@pytest.fixture
def page(qtbot):
    """A window of a bar and what is below it."""
    made = QWidget()
    qtbot.addWidget(made)
    made.bar, made.below = NoticeBar(), QWidget()
    column = QVBoxLayout(made)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    column.addWidget(made.bar)
    column.addWidget(made.below, 1)
    made.resize(960, 300)
    made.show()
    qtbot.waitExposed(made)
    return made


def test_without_a_notice_it_takes_no_room(page):
    assert not page.bar.isVisible()
    assert page.below.height() == page.height()


def test_it_takes_room_of_its_own_and_covers_nothing(page, qtbot):
    page.bar.show_notice(Notice(LONG))
    qtbot.waitUntil(lambda: page.below.y() > 0)
    assert page.bar.text.text() == page.bar.accessibleName() == LONG
    assert not page.bar.geometry().intersects(page.below.geometry())


@pytest.mark.parametrize("way", ["answer", "cross", "gone"])
def test_the_keyboard_goes_back_to_where_it_was(page, qtbot, way):
    first, second = QLineEdit(page.below), QLineEdit(page.below)
    for field in (first, second):
        field.show()
    with qtbot.waitActive(page):
        page.activateWindow()
    second.setFocus()
    page.bar.show_notice(Notice(LONG, (("Undo", lambda: None),), about=None if way != "gone" else object()))
    page.bar.buttons[0].setFocus(Qt.FocusReason.MouseFocusReason)
    if way == "gone":
        page.bar.show_frame(frame_of(Session.start()))
    else:
        page.bar.cross.click() if way == "cross" else page.bar.buttons[0].click()
    assert not page.bar.isVisible()
    assert second.hasFocus()


def test_an_answer_is_given_once_and_the_notice_goes(page, qtbot):
    given = []
    page.bar.show_notice(Notice(LONG, (("Undo", lambda: given.append("undo")), ("Keep", lambda: None))))
    assert [button.text() for button in page.bar.buttons] == ["Undo", "Keep"]
    qtbot.mouseClick(page.bar.buttons[0], Qt.MouseButton.LeftButton)
    assert given == ["undo"]
    assert not page.bar.isVisible()


def test_the_cross_closes_it_without_an_answer(page, qtbot):
    given = []
    page.bar.show_notice(Notice(LONG, (("Undo", lambda: given.append("undo")),)))
    qtbot.mouseClick(page.bar.cross, Qt.MouseButton.LeftButton)
    assert (given, page.bar.isVisible()) == ([], False)


def test_an_answer_may_say_something_new(page, qtbot):
    again = Notice("And now?")
    page.bar.show_notice(Notice(LONG, (("Go on", lambda: page.bar.show_notice(again)),)))
    qtbot.mouseClick(page.bar.buttons[0], Qt.MouseButton.LeftButton)
    assert page.bar.notice is again


def test_the_newest_is_said_first_and_none_is_lost(page):
    for text in ("one", "two", "one"):
        page.bar.show_notice(Notice(text))
    assert page.bar.text.text() == "one"
    page.bar.close_notice()
    assert page.bar.text.text() == "two"
    page.bar.close_notice()
    assert page.bar.notice is None
    page.bar.close_notice()


def test_what_is_true_of_one_document_goes_with_it(page):
    session = Session.start()
    page.bar.show_notice(Notice("of any"))
    page.bar.show_notice(Notice("of this one", about=session.document))
    page.bar.show_frame(frame_of(update(session, act.Step(1))))
    assert page.bar.text.text() == "of this one"
    page.bar.show_frame(frame_of(update(session, act.SetParameter(Ref("W", 1, (0, 0)), 2.0, "set w₁"))))
    assert page.bar.text.text() == "of any"


def test_it_is_announced(page, monkeypatch):
    told = []
    monkeypatch.setattr("gui.panels.notice.bar.announce", lambda _bar, text: told.append(text))
    page.bar.show_notice(Notice(LONG))
    assert told == [LONG]


def test_by_keyboard(page, qtbot):
    given = []
    page.bar.show_notice(Notice(LONG, (("Undo", lambda: given.append("undo")),)))
    page.bar.buttons[0].setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.waitUntil(page.bar.buttons[0].hasFocus)
    QTest.keyClick(page.bar.buttons[0], Qt.Key.Key_Tab)
    assert page.bar.cross.hasFocus()
    assert page.bar.cross.accessibleName()
    page.bar.buttons[0].setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(page.bar.buttons[0], Qt.Key.Key_Space)
    assert given == ["undo"]


@pytest.mark.parametrize("theme", [LIGHT, DARK])
@pytest.mark.parametrize("scale", [1.0, 1.5, 2.0])
def test_nothing_is_cut(page, qtbot, dressed_app, theme, scale):
    apply_theme(dressed_app, theme, scale)
    page.bar.set_look(Look(theme=theme, scale=scale))
    page.bar.show_notice(Notice(LONG, (("Undo train", lambda: None), ("Use η = 0.1", lambda: None))))
    qtbot.waitUntil(lambda: page.below.y() > 0)
    text = page.bar.text
    assert text.height() >= text.heightForWidth(text.width())
    for button in (*page.bar.buttons, page.bar.cross):
        assert button.width() >= button.minimumSizeHint().width()
        assert page.bar.rect().contains(button.geometry())
