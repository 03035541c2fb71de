"""The commands of whole runs: a copy beside the run in play, and back to the run before."""

from __future__ import annotations

from engine import Session, actions, update
from engine.session.frame import frame_of
from engine.session.training import train
from gui.commands.runs import RUNS

COPY, BEFORE = RUNS


def test_a_copy_is_kept_and_the_run_goes_on():
    session = Session.start()
    session = update(session, train(session.document, 5).action("train"))
    after = update(session, COPY.effect(frame_of(session)))
    assert [ghost.number for ghost in after.document.ghosts] == [1]
    assert after.document.run == 2
    assert after.history.undo_label == "copy as new run"


def test_the_run_before_comes_back_and_leaves_this_one():
    session = Session.start()
    session = update(session, train(session.document, 5).action("train"))
    session = update(update(session, actions.Seek(1, 2)), actions.SetEta(0.25, "η"))
    frame = frame_of(session)
    assert BEFORE.enabled(frame)
    after = update(session, BEFORE.effect(frame))
    assert after.document.run == frame.document.ghosts[-1].number
    assert frame.run in [ghost.number for ghost in after.document.ghosts]


def test_without_an_earlier_run_there_is_none_to_go_back_to():
    session = Session.start()
    assert not BEFORE.enabled(frame_of(session))
    assert update(session, BEFORE.effect(frame_of(session))) is session
