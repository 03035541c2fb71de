"""What a question withholds is not told by what a student does: hovers, selects, zooms, trains, takes out."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtWidgets import QApplication

from engine import Session
from engine.lessons.play import begun, stage
from engine.lessons.reading import read_lesson
from engine.nn.types import Ref
from engine.session import actions as act
from engine.session.frame import frame_of
from engine.session.update import update
from gui.diagram.card import card_of
from gui.export.export_dialog import ExportDialog
from gui.export.texts import value_of
from gui.learn.course import files
from gui.learn.guard import why_not
from gui.look import Look
from gui.panels.cost_curve.runs import ghosts_of
from gui.panels.runs.rows import rows_of
from gui.run_words import RunNames
from resources import resource
from tests.gui.learn.everything import said
from tests.gui.learn.jitter import jittered
from tests.gui.learn.test_no_leak import bundled, tells, withheld_numbers
from tests.gui.test_nothing_stale import settle

ASKED = (
    ("02-two-nodes.toml", "cost"),
    ("03-derivative.toml", "delta-1"),
    ("03-derivative.toml", "b-all"),
    ("04-weight-correction.toml", "new-w2"),
    ("06-many-paths.toml", "packets"),
    ("07-batches.toml", "hook"),
)
"""Questions after every kind of quantity."""
OF_A_WEIGHT = ("slice", "surface", "story", "samples", "matrix")
MOST_CARDS = 120


def read(file):
    return read_lesson(jittered(resource("lessons", file).read_text(encoding="utf-8"), seed=1), file, bundled)


def asked(file, step):
    lesson = read(file)
    return begun(lesson, 7, next(at for at, each in enumerate(lesson.steps) if each.id == step))


def not_computed_yet(frame) -> set[float]:
    """Return the numbers of what comes after the step in play, but for what is known under another name."""
    later = {abs(frame.trace.value(ref, frame.playhead.sample)) for ref, n in frame.written.items()
             if n > frame.number}  # fmt: skip
    known = {abs(value) for ref in frame.known() if (value := frame.value(ref)) is not None}
    given = {*map(abs, frame.network.to_vector()), *map(abs, frame.trace.X.flat), frame.trace.eta}
    return later - known - given - {0.0, 1.0}


@pytest.fixture
def asking(window, request):
    play = asked(*request.param)
    window.learning.show(play)
    QApplication.processEvents()
    window.play = play
    return window


every = pytest.mark.parametrize("asking", ASKED, indirect=True, ids=lambda each: each[1])


def leaks(texts, numbers):
    return sorted({f"{who}: {text!r}" for who, text in texts if tells(text, numbers)})


@pytest.mark.parametrize("file", files()[1:])
def test_no_card_and_no_copied_number_tells(file):
    lesson = read(file)
    for at, step in enumerate(lesson.steps):
        if step.ask is None:
            continue
        play = begun(lesson, 7, at)
        frame, numbers = frame_of(stage(play).session), withheld_numbers(play)
        weights = [Ref(s, layer, index) for layer in range(1, frame.network.L + 1)
                   for s, index in (("W", (0, 0)), ("b", (0,)), ("W_new", (0, 0)))]  # fmt: skip
        refs = (*frame.hidden, *weights, *list(frame.written)[:MOST_CARDS])
        assert not leaks(((str(ref), card_of(ref, frame, Look())) for ref in refs), numbers), step.id
        assert all(value_of(frame, ref) is None for ref in frame.hidden), step.id


@every
def test_no_view_of_a_selected_weight_tells_it_or_what_is_made_from_it(asking):
    numbers = withheld_numbers(asking.play) | not_computed_yet(asking.frame)
    asking.regions.show_lesson(stage(asking.play).panels | {*OF_A_WEIGHT})  # not every lesson shows them
    settle(asking)
    assert asking.regions.beside.isVisible()
    for layer in range(1, asking.frame.network.L + 1):
        for ref in (Ref("W", layer, (0, 0)), Ref("b", layer, (0,))):
            asking.store.dispatch(act.Select(ref))
            for name in OF_A_WEIGHT:
                asking.regions.beside.turn_to(name)
                asking.regions.beside.current.show_frame(asking.frame)
                settle(asking)
                assert not leaks(said(asking.regions.beside), numbers), (ref, name)


@every
def test_no_zoom_level_and_no_other_mode_tells_it(asking):
    numbers = withheld_numbers(asking.play)
    for zoom in ("phase", "node", "edge"):
        asking.store.dispatch(act.SetZoom(zoom))
        settle(asking)
        assert not leaks(said(asking, asking.learning.card), numbers), zoom
    asking.settings.change(mode="explore")
    settle(asking)
    assert asking.frame.hidden
    assert not leaks(said(asking, asking.learning.card), numbers)


@every
def test_nothing_can_be_taken_out_that_goes_on_to_the_answer(asking, qtbot):
    asking.pictures.export()
    dialog = asking.findChild(ExportDialog)
    for row in range(dialog.list.count()):
        dialog.list.setCurrentRow(row)
        assert not dialog.save.isEnabled()
        assert not leaks(said(dialog), withheld_numbers(asking.play))
    assert "nswer" in dialog.sentence.text()  # the last page is the animation
    dialog.reject()


@every
def test_training_waits_for_the_answer_and_tells_nothing(asking, qtbot):
    before, held = asking.store.session, []
    endings = []
    asking.store.held.connect(held.append)
    asking.training.ended.connect(endings.append)
    for go in (
        asking.training.take_ten,
        lambda: asking.training.take_until(1e6, "until"),
        lambda: asking.store.dispatch(act.SetSpeed(256.0)) or asking.store.dispatch(act.Play(on=True)),
    ):
        count = len(held)
        go()
        qtbot.waitUntil(lambda count=count: len(held) > count)
        settle(asking)
        assert not asking.frame.playhead.playing
        assert len(held) == count + 1  # it is not tried again and again
    assert not endings
    assert asking.store.session.document is before.document
    assert asking.store.session.hidden == before.hidden


def test_the_share_that_is_right_is_not_told_while_it_is_asked(window):
    window.learning.show(asked("14-digits.toml", "guess"))
    window.regions.see("says")
    settle(window)
    assert window.regions.beside.isVisible()
    assert not [text for _, text in said(window.regions.beside) if " right" in text]
    window.settings.change(mode="explore")
    settle(window)
    rows = rows_of(window.frame, RunNames(), window.look, frozenset())
    assert (rows[0].right, rows[0].right_in_test) == ("?", "?")


def trained(updates):
    """Return a session that has walked through some updates, at the cost of the next one."""
    return update(Session.start(), act.Seek(6, update=updates))


def test_another_update_would_tell_what_this_one_begins_with():
    here = update(trained(2), act.Hide(frozenset({Ref("J", 2)})))
    back = act.Seek(22, update=1)
    before = update(here, back)
    assert frame_of(before).value(Ref("J_new", 2)) == frame_of(here).trace.J
    assert "this update" in why_not(here, here, before, back)
    asks_no_number = replace(here, hidden=frozenset())
    assert not why_not(asks_no_number, asks_no_number, replace(before, hidden=frozenset()), back)


def test_an_earlier_run_does_not_tell_the_cost_that_both_have():
    session = update(Session.start(), act.Train(np.array([0.22, 0.18, 0.14]), (), "train"))
    session = update(session, act.KeepRun("keep"))
    session = update(session, act.Hide(frozenset({Ref("J", 2)})))
    frame = frame_of(update(session, act.Seek(6, update=2)))
    (ghost,) = ghosts_of(frame, str)
    assert np.isnan(ghost.curve).tolist() == [False, False, True]
    assert [row.J for row in rows_of(frame, RunNames(), Look(), frozenset())] == ["?", "?"]
