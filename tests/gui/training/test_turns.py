"""Who is shown when training is fast, and how much of a frame it gets."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.session.playhead import FASTEST
from gui.training.turns import EASY, EVERY_FRAME, FRAME_MS, ROUND, TIGHT, Turns


@given(st.lists(st.floats(0.0, 100.0), min_size=2 * ROUND, max_size=20))
def test_training_gets_what_showing_leaves_and_never_nothing(shown):
    turns = Turns()
    for ms in shown:
        turns.next([])
        turns.note(ms)
    alike = max(shown[-ROUND], shown[-2 * ROUND])
    assert 1.0 <= turns.slice_ms <= 12.0
    if alike > FRAME_MS:  # there is no keeping to the frame: training goes on all the same
        assert turns.slice_ms >= 0.25 * min(alike, 40.0)
    else:
        assert turns.slice_ms == 1.0 or turns.slice_ms + alike < FRAME_MS


class Diagram: ...


class CostCurve: ...


class DeltaPanel: ...


class Timeline: ...


@pytest.mark.parametrize(("shown_ms", "diagrams"), [(5.0, ROUND), (12.0, ROUND // 2)])
def test_panels_take_turns_and_a_dear_diagram_too(shown_ms, diagrams):
    turns, panels = Turns(), [Diagram(), CostCurve(), DeltaPanel(), Timeline()]
    rounds = []
    for _ in range(5 * ROUND):
        rounds.append([type(panel).__name__ for panel in turns.next(panels)])
        turns.note(shown_ms)
    assert rounds[-ROUND:] == rounds[-2 * ROUND : -ROUND]
    shown = Counter(name for names in rounds[-ROUND:] for name in names)
    assert shown == {"Diagram": diagrams, "CostCurve": 1, "DeltaPanel": 1, "Timeline": 1}
    assert max(map(len, rounds[-ROUND:])) == 2


@pytest.mark.parametrize(("speed", "hurried"), [(8.0, 0), (100.0, 0), (1000.0, 2), (FASTEST, 2)])
def test_where_updates_come_slowly_all_panels_are_shown(player, qtbot, speed, hurried):
    made = player()
    due = []
    made.clock.dispatched.disconnect(made.store.dispatch)  # to look before and after

    def look(action):
        made.store.dispatch(action)
        due.append(len(made.clock.due([Diagram(), CostCurve(), DeltaPanel(), Timeline()])))

    made.clock.dispatched.connect(look)
    made.play(speed)
    qtbot.waitUntil(lambda: len(due) > 3)
    assert made.clock.due([1, 2, 3]) == [1, 2, 3]
    made.pause()
    assert max(due) == (hurried or 4)


def test_the_panels_that_take_turns_are_there():
    from gui import regions
    from gui.views import VIEWS

    views = {type(view.make()).__name__ for view in VIEWS.values()}
    assert views == {name for name, frames in EASY.items() if frames == (2,)}
    assert {*vars(regions), *views} >= {*EVERY_FRAME, *EASY, *TIGHT}
