"""A weight that is changed once the update is over: the window says from when on the change holds."""

from __future__ import annotations

import pytest

from engine.nn.types import Ref
from engine.session import actions as act
from engine.session.frame import frame_of
from engine.session.session import Session
from engine.session.update import update
from gui.announcer import held_from
from gui.look import Look
from gui.main_window import MainWindow

W2 = Ref("W", 2, (0, 0))
SET = act.SetParameter(W2, 0.5, "set w₂")
CUT = "cut w₂"


def over(at):
    session = Session.start()
    return update(session, act.Seek(len(frame_of(update(session, act.Seek(1, at))).steps), at))


def cut(session):
    return act.SetSettings({"network": frame_of(session).network.with_cut({W2})}, CUT)


@pytest.mark.parametrize(
    ("at", "sentence"),
    [
        (0, "Changed at the start: the first update was computed anew with it."),
        (3, "Changed at the start of update 3, which was computed anew with it."),
    ],
)
def test_it_is_said_of_weights_and_of_what_is_built(at, sentence):
    session = over(at)
    for action in (SET, cut(session)):
        assert held_from(action, frame_of(update(session, action))) == sentence


def test_nothing_is_said_where_the_change_is_to_be_seen_or_training_goes_on():
    started, ended = Session.start(), over(2)
    assert held_from(SET, frame_of(update(started, SET))) == ""
    assert held_from(act.Undo(), frame_of(ended)) == ""
    eta = act.SetEta(0.1, "set η")
    assert held_from(eta, frame_of(update(ended, eta))) == ""
    playing = update(ended, act.Play(True))
    assert held_from(SET, frame_of(update(playing, SET))) == ""


def test_the_window_says_it_once_the_hand_rests(qtbot):
    window = MainWindow(over(3), Look(motion=0.0))
    qtbot.addWidget(window)
    window.show()
    for value in (0.7, 0.6, 0.5):
        window.store.dispatch(act.SetParameter(W2, value, "set w₂", "drag"))
    passing = window.pictures.passing
    assert not passing.isVisible()
    qtbot.waitUntil(passing.isVisible)
    assert passing.text() == "Changed at the start of update 3, which was computed anew with it."
