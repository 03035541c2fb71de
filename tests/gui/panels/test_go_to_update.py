"""Going to an update by its number: what is asked, what is refused, and where it leads."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import Qt

from engine.session import actions
from engine.session.frame import frame_of
from engine.session.session import Session
from engine.session.update import update
from gui.look import Look
from gui.main_window import MainWindow
from gui.panels.transport import Transport
from gui.panels.transport.going import GoDialog, last_update


def trained(count=300, step=7, at=3):
    session = update(Session.start(), actions.Train(np.linspace(0.3, 0.1, count), (), "train"))
    return update(session, actions.Seek(step, at))


@pytest.fixture
def transport(qtbot):
    made = Transport({"go": "Ctrl+G"})
    qtbot.addWidget(made)
    made.resize(720, 60)
    made.show_frame(frame_of(trained()))
    made.show()
    return made


@pytest.fixture
def said(transport):
    found = []
    transport.dispatched.connect(found.append)
    return found


def dialog_of(transport) -> GoDialog:
    transport.ask_update()
    return transport.findChild(GoDialog)


def test_the_number_of_an_update_leads_there_at_the_step_in_view(transport, said, qtbot):
    last = last_update(transport._frame)
    dialog = dialog_of(transport)
    assert dialog.field.accessibleName() == f"Update 0 to {last}"
    assert (dialog.field.text(), dialog.field.selectedText()) == ("3", "3")
    qtbot.keyClicks(dialog.field, "239")
    qtbot.keyClick(dialog.field, Qt.Key.Key_Return)
    assert said == [actions.Seek(7, update=239)]
    assert not dialog.isVisible()


def test_once_the_update_is_over_the_number_is_that_of_the_curve(transport, said, qtbot):
    frame = frame_of(trained(at=3))
    transport.show_frame(frame_of(trained(step=len(frame.steps), at=3)))
    dialog = dialog_of(transport)
    assert dialog.field.text() == "4"  # J forward again is that of update 4
    dialog.field.setText("40")
    qtbot.keyClick(dialog.field, Qt.Key.Key_Return)
    assert said == [actions.Seek(len(frame.steps), update=39)]


@pytest.mark.parametrize("text", ["", "abc", "-1", "1.5", "301", "1e400", "99999999999999999999"])
def test_what_is_no_update_is_said_in_one_sentence(transport, said, qtbot, text):
    dialog = dialog_of(transport)
    dialog.field.clear()
    qtbot.keyClicks(dialog.field, text)
    qtbot.mouseClick(dialog.start, Qt.MouseButton.LeftButton)
    last = last_update(transport._frame)
    assert (
        dialog.sentence.text() == f"“{text}” is no update of this run: type a whole number from 0 to {last}."
    )
    assert dialog.isVisible()
    assert said == []
    qtbot.keyClicks(dialog.field, "1")
    assert not dialog.sentence.isVisible()


def test_the_last_update_is_where_the_run_was_trained_or_walked_to():
    assert last_update(frame_of(trained(300))) == frame_of(trained(300)).trained
    walked = update(Session.start(), actions.Seek(2, 5))
    assert last_update(frame_of(update(walked, actions.Seek(1, 0)))) == 5


def test_a_click_on_the_place_asks_too(transport, qtbot):
    assert transport.place.toolTip() == "Go to update… (Ctrl+G)"
    qtbot.mouseClick(transport.place, Qt.MouseButton.LeftButton)
    assert transport.findChild(GoDialog).isVisible()


def test_the_key_of_the_window_asks(qtbot):
    window = MainWindow(trained(), Look())
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(lambda: window.painted and window.isActiveWindow())
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_G, Qt.KeyboardModifier.ControlModifier)
    dialog = window.findChild(GoDialog)
    dialog.field.setText("120")
    qtbot.mouseClick(dialog.start, Qt.MouseButton.LeftButton)
    assert (window.frame.update, window.frame.number) == (120, 7)
