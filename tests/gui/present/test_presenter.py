"""The presenter: every command of a lecture, and that nothing tells what is asked before its time."""

from __future__ import annotations

from math import inf

import pytest

from engine.lessons import lecture as lectures
from engine.nn.types import Ref
from engine.session import actions as act
from engine.session.document import same_document
from engine.session.frame import same_frame
from gui.learn.course import files, lesson_in

DELTA_1 = 9
"""Number of the stop of lesson 3 that asks for δ₁, from 0."""
ASK, PREDICT, VOTE, REVEAL, EXPLAIN = range(5)
W2 = Ref("W", 2, (0, 0))


@pytest.fixture
def told(give):
    """A lecture at the stop that asks for δ₁, and what it tells the lecturer."""
    presenter, said = give(3, DELTA_1), []
    presenter.told.connect(said.append)
    return presenter, said


def first_told(number: int) -> int:
    """Return a stop of a lesson that asks nothing."""
    steps = lesson_in(files()[number - 1]).steps
    return next(n for n, step in enumerate(steps) if step.ask is None and n > 0)


def test_four_presses_lead_from_the_question_to_why(give) -> None:
    presenter = give(3, DELTA_1)
    seen = []
    for _ in range(5):
        slide = presenter.slide
        seen.append((slide.phase, len(slide.cards), {face.state for face in slide.cards}))
        presenter.next()
    assert seen == [
        ("ask", 0, set()),
        ("predict", 5, {""}),
        ("vote", 5, {""}),
        ("reveal", 5, {"right", "wrong"}),
        ("explain", 5, {"right", "wrong"}),
    ]
    assert presenter.slide.at == DELTA_1 + 1


def test_only_the_explanation_says_why_the_wrong_cards_are_wrong(give) -> None:
    whys = [[face.why for face in give(3, DELTA_1, press).slide.cards] for press in range(5)]
    assert whys[PREDICT] == whys[VOTE] == whys[REVEAL] == [""] * 5
    assert sum(map(bool, whys[EXPLAIN])) == 4


def test_delta_1_is_unknown_until_it_is_revealed(give) -> None:
    known = [give(3, DELTA_1, press).slide.frame.is_known(Ref("delta", 1, (0,))) for press in range(5)]
    assert known == [False, False, False, True, True]


@pytest.mark.parametrize("number", [1, 4, 7, 14])
def test_what_was_tried_is_gone_with_the_next_press_and_the_frame_is_exactly_the_old_one(give, number):
    presenter = give(number, first_told(number))
    before = presenter.slide
    presenter.deeper()
    presenter.dispatch(act.SetEta(0.37, "set η"))
    presenter.zoom_active()
    presenter.next()
    presenter.back()
    assert same_frame(presenter.slide.frame, before.frame)
    assert not presenter.slide.is_changed
    assert not presenter.slide.is_zoomed


@pytest.mark.parametrize(
    "action",
    [act.SetParameter(W2, 0.5, "set w₂"), act.Step(1), act.StepUpdate(1), act.SetEta(0.5, "set η")],
    ids=["a weight", "a step on", "the next update", "η"],
)
def test_while_a_question_is_open_nothing_goes_past_it_and_no_number_changes(told, action) -> None:
    presenter, said = told
    before = presenter.slide.frame
    presenter.dispatch(action)
    assert same_frame(presenter.slide.frame, before)
    assert said == ["This would tell, or change what is asked: reveal it first, with A."]


def test_training_waits_for_the_answer_too(told) -> None:
    presenter, said = told
    presenter.run(10)
    assert presenter.slide.frame.trained == 0
    assert len(said) == 1


def test_a_reveals_at_once_and_h_hides_again(give) -> None:
    presenter = give(3, DELTA_1, PREDICT)
    presenter.reveal_all()
    assert presenter.slide.phase == "reveal"
    presenter.hide_all()
    assert presenter.slide.phase == "vote"
    assert not presenter.slide.frame.is_known(Ref("delta", 1, (0,)))


def test_r_shows_the_selected_question_mark_only_and_shift_r_hides_it_again(told) -> None:
    presenter, said = told
    delta = Ref("delta", 1, (0,))
    presenter.dispatch(act.Select(delta))
    presenter.reveal_selected()
    assert presenter.slide.frame.is_known(delta)
    assert presenter.slide.phase == "ask"
    presenter.hide_selected()
    assert not presenter.slide.frame.is_known(delta)
    presenter.dispatch(act.Select(None))
    presenter.reveal_selected()
    presenter.hide_selected()
    assert len(said) == 2


def test_a_what_if_is_marked_and_taken_back(give) -> None:
    presenter = give(4, first_told(4))
    before, w2 = presenter.slide.frame.document, presenter.slide.frame.value(W2)
    presenter.dispatch(act.Select(W2))
    presenter.more()
    assert presenter.slide.is_changed
    assert presenter.slide.frame.value(W2) == pytest.approx(w2 + 0.1)
    presenter.less_fine()
    presenter.restore()
    assert not presenter.slide.is_changed
    assert same_document(presenter.slide.frame.document, before)


def test_training_is_seen_and_bounded(give) -> None:
    presenter, said = give(4, first_told(4)), []
    presenter.told.connect(said.append)
    presenter.run(100)
    assert presenter.slide.frame.trained >= 100
    presenter.run(0)
    presenter.run(10**9)
    assert said == [
        "0 updates: give a number from 1 to 20000.",
        "1000000000 updates: give a number from 1 to 20000.",
    ]


def test_frozen_the_audience_keeps_its_slide_whatever_the_lecturer_tries(give) -> None:
    presenter = give(3)
    kept = presenter.slide
    presenter.freeze()
    presenter.next()
    presenter.next()
    assert presenter.shown is kept
    assert presenter.slide is not kept
    presenter.freeze()
    assert presenter.shown is presenter.slide


def test_black_and_white_cover_and_uncover(give) -> None:
    presenter = give(3)
    for command, colour in ((presenter.blank, "black"), (presenter.white, "white")):
        command()
        assert presenter.cover == colour
        presenter.uncover()
        assert presenter.cover == ""
    presenter.blank()
    presenter.white()
    assert presenter.cover == "white"


def test_votes_stay_hidden_until_they_are_shown(give) -> None:
    presenter = give(3, DELTA_1, VOTE)
    presenter.count("B", 45)
    presenter.count("C", 90, second=True)
    assert presenter.slide.votes == ()
    presenter.show_votes()
    assert [each.hands for each in presenter.slide.votes] == [(0, 45, 0, 0, 0), (0, 0, 90, 0, 0)]
    presenter.show_votes()
    assert presenter.slide.votes == ()


def test_show_me_lights_what_the_largest_wrong_group_overlooked(give) -> None:
    presenter = give(3, DELTA_1, EXPLAIN)
    presenter.count("E", 60)
    presenter.show_me()
    assert Ref("z", 1, (0,)) in presenter.slide.lit or presenter.slide.lit


def test_hands_for_a_card_that_is_not_there_are_told_to_the_lecturer(told) -> None:
    presenter, said = told
    presenter.count("F", 3)
    assert said == ["There is no card F: this stop has A to E."]


def test_speed_goes_from_a_quarter_to_instant_and_no_further(give) -> None:
    presenter = give(3)
    for _ in range(9):
        presenter.faster()
    assert presenter.speed == inf
    assert presenter.slide.look.motion == 0
    for _ in range(9):
        presenter.slower()
    assert presenter.speed == 0.25
    assert presenter.slide.look.motion == pytest.approx(presenter.look.motion)


def test_text_goes_from_80_to_200_per_cent(give) -> None:
    presenter = give(3)
    for _ in range(20):
        presenter.larger()
    assert presenter.slide.look.scale == 2.0
    for _ in range(20):
        presenter.smaller()
    assert presenter.slide.look.scale == 0.8


def test_compare_goes_through_the_ways_there_are_and_ends(give) -> None:
    presenter = give(4, first_told(4))
    seen = []
    for _ in range(5):
        presenter.compare()
        seen.append(tuple(name for name, _ in presenter.slide.copies))
    assert all(len(names) in (0, 2) for names in seen)
    assert () in seen
    assert any(seen)


def test_both_copies_take_the_same_step(give) -> None:
    presenter = give(4, first_told(4))
    presenter.compare()
    before = [frame.number for _, frame in presenter.slide.copies]
    presenter.out()
    after = [frame.number for _, frame in presenter.slide.copies]
    assert len(after) == 2
    assert [now - was for was, now in zip(before, after, strict=True)] in ([-1, -1], [0, 0])


def test_three_depths_of_reset(give) -> None:
    presenter, asked = give(3, DELTA_1, REVEAL), []
    presenter.asked.connect(asked.append)
    presenter.count("A", 5)
    presenter.reset_stop()
    assert (presenter.slide.at, presenter.slide.phase) == (DELTA_1, "ask")
    presenter.reset_lesson()
    assert presenter.slide.at == 0
    assert lectures.two_rounds(lectures.went(presenter.lecture, DELTA_1)).first
    presenter.reset_all()
    assert asked == ["reset_all"]
    presenter.forget_everything()
    assert not presenter.lecture.ballots


def test_the_next_stop_begins_with_the_whole_network_in_view(give) -> None:
    presenter = give(3, DELTA_1, EXPLAIN)
    presenter.zoom_active()
    assert presenter.slide.is_zoomed
    presenter.next()
    assert not presenter.slide.is_zoomed


def test_a_lecture_has_its_own_session(give) -> None:
    first, second = give(3), give(3)
    first.next()
    first.next()
    assert second.slide.at == 0
    assert first.store is not second.store


def test_the_slide_that_was_made_ahead_is_the_one_that_comes(give) -> None:
    presenter = give(3, DELTA_1, VOTE)
    ahead = presenter.slide_ahead
    assert ahead is presenter.slide_ahead
    presenter.next()
    assert presenter.slide is ahead
    fresh = give(3, DELTA_1, REVEAL).slide
    assert same_frame(ahead.frame, fresh.frame)
    assert ahead.cards == fresh.cards


def test_what_was_made_ahead_is_forgotten_with_anything_that_changes_it(give) -> None:
    presenter = give(3, DELTA_1, VOTE)
    ahead = presenter.slide_ahead
    presenter.count("B", 12)
    presenter.show_votes()
    presenter.theme()
    presenter.next()
    assert presenter.slide is not ahead
    assert presenter.slide.look.theme.dark
    assert presenter.slide.votes


def test_at_the_end_there_is_nothing_ahead(give) -> None:
    presenter = give(3)
    presenter.go(presenter.slide.stops - 1, EXPLAIN)
    assert presenter.slide_ahead is None
