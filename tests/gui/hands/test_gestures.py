"""Gestures without a window: what a drag and tugs dispatch, and that giving up leaves nothing."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent

from engine.nn.types import Ref
from engine.session import actions
from engine.session.frame import frame_of
from engine.session.session import Session
from engine.session.update import update
from gui.hands.gestures import Drag, Tugs, Wheel
from gui.hands.targets import target_of

W2, ETA = Ref("W", 2, (0, 0)), Ref("eta", 0)


class Desk:
    """A session that carries out what a gesture dispatches."""

    def __init__(self):
        self.session, self.sent = Session.start(), []

    def dispatch(self, action):
        self.sent.append(action)
        self.session = update(self.session, action)

    def target(self, ref=W2):
        return target_of(ref, frame_of(self.session))

    @property
    def values(self):
        return [action.value for action in self.sent if isinstance(action, actions.SetParameter)]


@pytest.fixture
def desk():
    return Desk()


def test_a_drag_sets_on_every_pixel_and_is_one_undo(desk):
    drag = Drag(desk.target(), 100, desk.dispatch)
    for y in range(99, 89, -1):
        drag.move(y, "usual")
    assert desk.values == [0.83, 0.84, 0.85, 0.86, 0.87, 0.88, 0.89, 0.9]
    assert len({action.group for action in desk.sent}) == 1
    assert len(desk.session.history.past) == 1


def test_less_than_3_px_is_a_click(desk):
    drag = Drag(desk.target(), 100, desk.dispatch)
    for y in (99, 98, 101, 102, 100):
        drag.move(y, "usual")
    assert desk.sent == []
    assert not drag.has_begun


def test_finer_and_coarser_go_on_from_where_it_is(desk):
    drag = Drag(desk.target(), 100, desk.dispatch)
    for y, pace in ((90, "usual"), (80, "fine"), (70, "coarse"), (60, "usual")):
        drag.move(y, pace)
    assert desk.values == [0.9, 0.91, 1.9, 2.01]


def test_the_same_place_sets_nothing_again(desk):
    drag = Drag(desk.target(), 100, desk.dispatch)
    for y in (90, 90, 90.2):
        drag.move(y, "usual")
    assert desk.values == [0.9]


@pytest.mark.parametrize("way", ["end where it began", "cancel"])
def test_back_at_the_start_nothing_has_happened(desk, way):
    before = desk.session
    drag = Drag(desk.target(), 100, desk.dispatch)
    drag.move(60, "usual")
    assert desk.session.document is not before.document
    if way == "cancel":
        drag.cancel()
    else:
        drag.move(100, "usual")
    assert desk.session.document is before.document
    assert desk.session.history.undo_label == ""
    assert drag.value == 0.8


def test_a_cancelled_drag_brings_back_what_could_be_redone(desk):
    desk.dispatch(actions.SetEta(2.0, "set η"))
    desk.dispatch(actions.Undo())
    drag = Drag(desk.target(), 100, desk.dispatch)
    drag.move(50, "usual")
    drag.cancel()
    assert desk.session.history.redo_label == "set η"


def test_a_drag_stops_at_the_limits_and_comes_back_at_once(desk):
    drag = Drag(desk.target(ETA), 100, desk.dispatch)
    drag.move(100_000, "coarse")
    assert drag.value > 0
    drag.move(99_990, "usual")
    assert drag.value > desk.sent[0].eta


def test_tugs_that_follow_closely_are_one_undo(desk):
    now = [0.0]
    tugs = Tugs(desk.dispatch, lambda: now[0])
    for seconds, steps in ((0.0, 1), (0.9, 1), (1.8, -3)):
        now[0] = seconds
        tugs.tug(desk.target(), steps, "usual")
    assert desk.values == [0.9, 1.0, 0.7]
    assert len(desk.session.history.past) == 1
    now[0] = 2.9
    assert tugs.going is None
    tugs.tug(desk.target(), 1, "fine")
    assert len(desk.session.history.past) == 2


def test_another_quantity_is_another_undo(desk):
    tugs = Tugs(desk.dispatch, lambda: 0.0)
    tugs.tug(desk.target(), 1, "usual")
    tugs.tug(desk.target(ETA), 1, "usual")
    tugs.tug(desk.target(), 1, "usual")
    assert [entry.label for entry in desk.session.history.past] == ["set w₂", "set η", "set w₂"]


def test_no_notch_is_no_tug(desk):
    Tugs(desk.dispatch).tug(desk.target(), 0, "usual")
    assert desk.sent == []


def turn(x, y):
    here = QPointF(5, 5)
    none = (Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase)
    return QWheelEvent(here, here, QPoint(), QPoint(x, y), *none, False)


@pytest.mark.parametrize(
    ("turns", "notches"),
    [
        ([120, 120, -240], [1, 1, -2]),
        ([40, 40, 40], [0, 0, 1]),
        ([100, -100, -20], [0, 0, -1]),
        ([300, 60], [2, 1]),
    ],
)
def test_a_touchpad_turns_parts_of_a_notch(turns, notches):
    wheel = Wheel()
    assert [wheel.notches(turn(0, part)) for part in turns] == notches


def test_a_wheel_turned_sideways_counts():
    assert Wheel().notches(turn(-120, 0)) == -1
