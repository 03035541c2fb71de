"""Playing by itself: as many presses as a hand makes, at the pace of the lesson, up to the end."""

from __future__ import annotations

from math import inf

import pytest

from benchmarks.fast_clock import FastClock
from engine.lessons import lecture as lectures
from gui.present.autoplay import Autoplay, wait_ms
from gui.present.clock import RoomClock

SPEEDS = (0.25, 0.5, 1.0, 2.0, inf)


class Played:
    """A lecture that plays by itself, and what was seen of it."""

    def __init__(self, presenter) -> None:
        self.presenter, self.clock, self.places = presenter, FastClock(), []
        self.autoplay = Autoplay(presenter, self.clock)
        presenter.turned.connect(self._note)

    def _note(self) -> None:
        place = self.presenter.lecture.at, self.presenter.lecture.press
        if place != (self.places[-1] if self.places else (0, 0)):
            self.places.append(place)


@pytest.fixture
def played(give):
    return Played(give(4))


def places_of(presenter):
    lecture, places = presenter.lecture, []
    while not lectures.is_last(lecture):
        lecture = lectures.onward(lecture)
        places.append((lecture.at, lecture.press))
    return places


@pytest.mark.parametrize("speed", SPEEDS)
def test_it_makes_every_press_at_every_speed_and_pauses_at_the_end(played, speed):
    wanted = places_of(played.presenter)
    played.presenter.speed = speed
    played.presenter.autoplay()
    played.clock.run(24 * 3_600_000)
    assert played.places == wanted
    assert not played.presenter.is_playing
    assert played.clock.waiting == 0


def test_it_keeps_to_the_time_that_the_lesson_plans(played):
    presenter = played.presenter
    begin, end = presenter.pace.span(0)
    assert wait_ms(presenter) == round(1000 * (end - begin) / 5)
    presenter.autoplay()
    played.clock.run(wait_ms(presenter) - 1)
    assert played.places == []
    played.clock.run(1)
    assert played.places == [(0, 1)]


def test_speed_divides_the_wait_and_instant_is_no_faster_than_the_fastest(played):
    usual = wait_ms(played.presenter)
    waits = []
    for speed in SPEEDS:
        played.presenter.speed = speed
        waits.append(wait_ms(played.presenter))
    assert waits == pytest.approx([4 * usual, 2 * usual, usual, usual / 2, usual / 2], abs=1)


def test_a_press_of_the_lecturers_own_begins_the_wait_anew(played):
    presenter = played.presenter
    presenter.autoplay()
    played.clock.run(wait_ms(presenter) - 10)
    presenter.next()
    played.clock.run(wait_ms(presenter) - 10)
    assert played.places == [(0, 1)]
    played.clock.run(10)
    assert played.places == [(0, 1), (0, 2)]


def test_what_changes_nothing_of_the_place_leaves_the_wait_alone(played):
    presenter = played.presenter
    presenter.autoplay()
    played.clock.run(wait_ms(presenter) - 10)
    presenter.delta_size()
    presenter.freeze()
    played.clock.run(10)
    assert presenter.lecture.press == 1


def test_pausing_stops_at_once_and_leaving_too(played):
    presenter = played.presenter
    presenter.autoplay()
    presenter.autoplay()
    played.clock.run(3_600_000)
    assert played.places == []
    presenter.autoplay()
    presenter.confirm_leave()
    played.clock.run(3_600_000)
    assert played.places == []


def test_at_the_end_it_does_not_begin(give):
    played = Played(give(4, at=999, press=9))
    played.presenter.autoplay()
    assert not played.presenter.is_playing
    played.presenter.back()
    played.presenter.autoplay()
    assert played.presenter.is_playing


def test_a_change_of_speed_holds_from_now_on(played):
    played.presenter.autoplay()
    played.presenter.faster()
    played.clock.run(wait_ms(played.presenter))
    assert played.places == [(0, 1)]


def test_the_clock_of_the_room_rings_once_and_not_when_it_was_stopped(qtbot):
    clock, rung = RoomClock(), []
    clock.after(1, lambda: rung.append("stopped")).stop()
    wait = clock.after(1, lambda: rung.append("rung"))
    qtbot.waitUntil(lambda: bool(rung))
    wait.stop()
    assert rung == ["rung"]
    qtbot.waitUntil(lambda: clock.children() == [])


def test_with_the_clock_of_the_room_it_waits_for_qt(give, qtbot):
    presenter = give(4)
    autoplay = Autoplay(presenter)
    presenter.autoplay()
    assert len(autoplay.children()[0].children()) == 1
    presenter.autoplay()
    qtbot.waitUntil(lambda: autoplay.children()[0].children() == [])
