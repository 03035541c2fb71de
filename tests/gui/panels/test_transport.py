"""The transport: what its buttons ask for, and that it fits."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QLabel, QMenu, QToolButton

from engine.nn.network import Network
from engine.session import actions
from engine.session.document import Document
from engine.session.frame import frame_of
from engine.session.playhead import BY_UPDATE, FASTEST, SPEEDS
from engine.session.session import Session
from engine.session.update import update
from gui.look import Look
from gui.panels.transport import Transport
from gui.panels.transport.place import pace_of, place_of
from gui.panels.transport.until import UntilDialog, suggested
from gui.theme import DARK

KEYS = {"step": "Space", "back": "Shift+Space", "phase": "Ctrl+Right"}
DEEP = Document(
    Network.random((2, 4, 3, 1), ["tanh", "tanh", "sigmoid"], seed=7),
    np.random.default_rng(0).normal(size=(4, 2)),
    np.ones((4, 1)),
)


def frame(step=1, at=0, zoom="layer", of=None, *more):
    session = update(Session.start(of), actions.SetZoom(zoom))
    for action in (actions.Seek(step, at), *more):
        session = update(session, action)
    return frame_of(session)


@pytest.fixture
def transport(qtbot):
    panel = Transport(KEYS)
    qtbot.addWidget(panel)
    panel.resize(740, 60)
    panel.show_frame(frame(14))
    panel.show()
    qtbot.waitExposed(panel)
    return panel


@pytest.fixture
def said(transport):
    found = []
    transport.dispatched.connect(found.append)
    return found


@pytest.mark.parametrize(
    ("button", "action"),
    [
        ("first", actions.Seek(1)),
        ("back", actions.Step(-1)),
        ("play", actions.Play(True)),
        ("forward", actions.Step(1)),
        ("finish", actions.StepPhase(1)),
        ("next", actions.StepUpdate(1)),
    ],
)
def test_each_button_asks_for_its_action(transport, said, qtbot, button, action):
    qtbot.mouseClick(getattr(transport, button), Qt.MouseButton.LeftButton)
    assert said == [action]


def test_first_at_the_first_step_goes_back_to_the_first_update(transport, said, qtbot):
    transport.show_frame(frame(1, at=3))
    qtbot.mouseClick(transport.first, Qt.MouseButton.LeftButton)
    assert said == [actions.Seek(1, 0)]


def test_at_the_very_start_there_is_nothing_to_go_back_to(transport):
    assert (transport.back.isEnabled(), transport.first.isEnabled()) == (True, True)
    transport.show_frame(frame(1))
    assert (transport.back.isEnabled(), transport.first.isEnabled()) == (False, False)


def test_while_playing_the_button_pauses(transport, said, qtbot):
    transport.show_frame(frame(14, 0, "layer", None, actions.Play(True)))
    assert transport.play.accessibleName() == "Pause"
    qtbot.mouseClick(transport.play, Qt.MouseButton.LeftButton)
    assert said == [actions.Play(False)]


@pytest.mark.parametrize(
    ("shown", "text"),
    [
        (frame(14), "Step 14 of 22 · B5(1)"),
        (frame(6), "Step 6 of 22 · C"),
        (frame(14, at=3), "Update 3 · 14 of 22 · B5(1)"),
        (frame(3, zoom="phase"), "Step 3 of 4 · Backward"),
    ],
)
def test_the_place_is_told(shown, text):
    assert place_of(shown) == text


@pytest.mark.parametrize(
    ("speed", "text", "short"),
    [
        (0.25, "0,25×", "0,25×"),
        (1.0, "1×", "1×"),
        (4.0, "4×", "4×"),
        (BY_UPDATE, "1 update/s", "1/s"),
        (25.0, "2,5 updates/s", "2,5/s"),
        (1000.0, "100 updates/s", "100/s"),
        (FASTEST, "as fast as possible", "fastest"),
    ],
)
def test_a_pace_is_written_in_words_with_the_point_of_the_locale(speed, text, short):
    assert (pace_of(speed, ","), pace_of(speed, ",", short=True)) == (text, short)


def choose(qtbot, button, downs):
    """Open a button's menu with the mouse and choose with the keys."""

    def pick():
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu)
        for _ in range(downs):
            qtbot.keyClick(menu, Qt.Key.Key_Down)
        qtbot.keyClick(menu, Qt.Key.Key_Return)

    QTimer.singleShot(0, button, pick)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def test_speed_and_zoom_are_chosen_from_menus(transport, said, qtbot):
    assert (transport.speed.text(), transport.zoom.text()) == ("1×", "Layer")
    choose(qtbot, transport.speed, 1)
    choose(qtbot, transport.zoom, 4)
    assert said == [actions.SetSpeed(0.25), actions.SetZoom("edge")]
    transport.show_frame(frame(14, 0, "edge", None, actions.SetSpeed(0.5)))
    assert (transport.speed.text(), transport.zoom.text()) == ("0.5×", "Edge")
    assert [a.text() for a in transport.zoom.menu().actions() if a.isChecked()] == ["Edge"]


def test_training_as_fast_as_possible_is_the_last_of_the_speeds(transport, said, qtbot):
    choose(qtbot, transport.speed, len(SPEEDS))
    assert said == [actions.SetSpeed(FASTEST)]
    transport.show_frame(frame(14, 0, "layer", None, *said))
    assert transport.speed.text() == "fastest"
    assert [a.text() for a in transport.speed.menu().actions() if a.isChecked()] == ["as fast as possible"]


def test_further_commands_are_in_a_menu_of_their_own(transport, qtbot):
    assert not transport.more.isVisible()
    done = []
    commands = [QAction(name, transport) for name in ("Ten updates", "A hundred updates")]
    for command in commands:
        command.triggered.connect(lambda _on, command=command: done.append(command.text()))
    transport.offer_more(commands)
    assert transport.more.isVisible()
    choose(qtbot, transport.more, 2)
    assert done == ["A hundred updates"]


# Until J <


def dialog_of(transport) -> UntilDialog:
    transport.ask_until()
    return transport.findChild(UntilDialog)


def test_below_which_j_training_stops_is_asked(transport, qtbot):
    transport.show_frame(frame(22))
    asked = []
    transport.until_asked.connect(lambda *args: asked.append(args))
    dialog = dialog_of(transport)
    assert (dialog.field.text(), dialog.field.selectedText()) == ("0.09", "0.09")
    qtbot.keyClicks(dialog.field, "0,05")
    qtbot.keyClick(dialog.field, Qt.Key.Key_Return)
    assert asked == [(0.05, "train until J < 0.05")]
    assert not dialog.isVisible()


@pytest.mark.parametrize("text", ["", "abc", "1/0", "inf"])
def test_what_is_no_number_is_said_and_nothing_happens(transport, qtbot, text):
    asked = []
    transport.until_asked.connect(lambda *args: asked.append(args))
    dialog = dialog_of(transport)
    dialog.field.setText(text)
    qtbot.keyClick(dialog.field, Qt.Key.Key_Return)
    assert dialog.sentence.text() == f"“{text}” is no number: type one such as 0.01."
    assert (asked, dialog.isVisible()) == ([], True)
    qtbot.keyClicks(dialog.field, "1")
    assert not dialog.sentence.isVisible()
    qtbot.keyClick(dialog.field, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


@pytest.mark.parametrize(
    ("J", "goal"),
    [
        (0.224, 0.1),
        (0.185, 0.09),
        (1.9e-5, 1e-5),
        (None, 0.01),
        (0.0, 0.01),
        (float("nan"), 0.01),
        (5e3, 2e3),
    ],
)
def test_about_half_of_j_is_suggested(J, goal):
    assert suggested(J) == pytest.approx(goal)


def test_samples_are_turned_where_there_is_a_batch(transport, said, qtbot):
    assert not transport.sample.isVisible()
    transport.show_frame(frame(14, 0, "layer", DEEP, actions.SetSample(1)))
    assert transport.sample.text().endswith("2 of 4")
    qtbot.mouseClick(transport.sample_next, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(transport.sample_back, Qt.MouseButton.LeftButton)
    assert said == [actions.SetSample(2), actions.SetSample(0)]


def test_tool_tips_name_the_keys_that_there_are(transport):
    assert transport.forward.toolTip() == "Take a step (Space)"
    assert transport.finish.toolTip() == "Finish phase (Ctrl+Right)"
    assert transport.next.toolTip() == "Next update"


def test_every_button_has_a_name(transport):
    assert all(
        button.accessibleName() for button in transport.findChildren(QToolButton) if button.isVisible()
    )


FRAMES = {
    "start": frame(14),
    "later": frame(14, at=12),
    "batch": frame(14, 0, "layer", DEEP),
    "batch later": frame(14, 12, "layer", DEEP),
    "phases": frame(2, 12, "phase", DEEP),
    "edges": frame(99, 12, "edge", DEEP),
}


@pytest.mark.parametrize("width", [620, 740, 1220])
@pytest.mark.parametrize("shown", FRAMES.values(), ids=FRAMES)
def test_it_fits_in_one_row_without_cutting(transport, qtbot, shown, width):
    transport.resize(width, 60)
    transport.show_frame(shown)
    qtbot.waitUntil(lambda: transport.width() == width)
    assert transport.minimumSizeHint().height() < 60
    assert_nothing_is_cut(transport)


@pytest.mark.parametrize("width", [630, 740, 1220])
@pytest.mark.parametrize("of", [None, DEEP], ids=["two nodes", "batch"])
def test_a_width_has_one_form_for_all_steps_and_updates(transport, of, width):
    forms = set()
    for step, at in ((1, 0), (14, 0), (22, 3), (5, 120)):
        transport.resize(width, 60)
        transport.show_frame(frame(step, at, "layer", of))
        forms.add((transport.finish.toolButtonStyle(), transport.place.minimumWidth(), transport._tightness))
    assert len(forms) == 1
    assert "\n" not in transport.place.text() + transport.sample.text()


def test_where_it_is_tight_the_tool_tips_tell_the_rest(transport, qtbot):
    transport.show_frame(frame(14, 3, "layer", DEEP))
    transport._tighten(2)
    assert (transport.place.text(), transport.sample.text()) == ("14 of 32 · B3(2)", "1 of 4")
    assert transport.place.toolTip() == "Update 3 · 14 of 32 · B3(2)"
    assert transport.sample.toolTip() == "sample"


@pytest.mark.parametrize("look", [Look(scale=1.5), Look(theme=DARK, scale=2.0)])
def test_large_text_takes_a_second_row(transport, qtbot, dressed_app, look):
    from gui.theme import apply_theme

    apply_theme(dressed_app, look.theme, look.scale)
    transport.set_look(look)
    transport.show_frame(FRAMES["batch later"])
    transport.resize(740, transport.minimumSizeHint().height())
    transport.resize(740, transport.minimumSizeHint().height())
    assert transport.minimumSizeHint().height() > 80
    assert_nothing_is_cut(transport)


def assert_nothing_is_cut(transport):
    transport.layout().activate()
    QApplication.processEvents()
    for part in (*transport.findChildren(QToolButton), *transport.findChildren(QLabel)):
        if part.isVisible():
            place = part.rect().translated(part.mapTo(transport, part.rect().topLeft()))
            assert transport.rect().contains(place), part.text()
            assert part.width() >= part.minimumSizeHint().width(), part.text()
