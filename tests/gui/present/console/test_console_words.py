"""What the console says, in all lessons."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.lessons import lecture as lectures
from gui.learn.course import files, lesson_in
from gui.look import Look
from gui.present.console.answers import behind, hands_told, right_told
from gui.present.console.hands import Count, counted_text, next_letter
from gui.present.console.jump_prompt import stops_like, titles_of
from gui.present.console.words import (
    chain_names,
    clock,
    hidden_names,
    hidden_told,
    next_press,
    pace_told,
    steps_ahead,
    unlinked,
)

NUMBERS = range(1, len(files()) + 1)
LETTERS = ["A", "B", "C"]


def test_the_next_press_is_told_press_by_press(give):
    presenter = give(6, 2)
    told = []
    while presenter.lecture.at == 2:
        told.append(next_press(presenter.lecture))
        presenter.next()

    assert told == [
        "Show the cards: decide now",
        "Vote: count the hands",
        "Reveal the answer",
        "Why the other cards are wrong",
        "Next stop: At the output, one by one",
    ]


def test_a_covered_picture_comes_back_first_and_the_end_is_told(give):
    presenter = give(6, 23, 9)

    assert next_press(presenter.lecture) == "Nothing: this is the end"
    assert next_press(presenter.lecture, "black") == "Show the picture again"


def test_a_stop_tells_what_it_goes_through(give):
    steps = give(6).lecture.lesson.steps

    assert steps_ahead(steps[1]) == "say"
    assert steps_ahead(steps[2]) == "ask → predict → vote → reveal → explain"


@pytest.mark.parametrize("number", NUMBERS)
def test_what_is_hidden_has_its_names_at_every_stop(number, give):
    presenter = give(number)
    for at in range(len(presenter.lecture.lesson.steps)):
        presenter.go(at)
        slide = presenter.slide
        names = hidden_names(slide)
        assert bool(names) == bool(slide.frame.hidden or slide.withheld)
        assert len(set(names)) == len(names)
        assert not any(re.search(r"\[\d", name) for name in names), "a path is no name"


def test_many_hidden_names_are_cut_short(give):
    presenter = give(6, 3)
    names = hidden_names(presenter.slide)

    assert names[0] == "δ⁽²⁾₁"
    assert hidden_told(presenter.slide).startswith("δ⁽²⁾₁, δ⁽²⁾₂")


def test_a_chain_is_hidden_by_the_names_of_its_boxes():
    names = chain_names("log(2 + cos x)", {"u[1]", "du[1]", "du[2]", "dh", "u[2]"})

    assert set(names) == {"g", "dg/dx", "dh/dg", "dh/dx", "h"}


@pytest.mark.parametrize("number", NUMBERS)
def test_every_question_has_its_answer_in_clear(number, give):
    presenter = give(number)
    for at, step in enumerate(presenter.lecture.lesson.steps):
        presenter.go(at)
        if step.ask is None:
            continue
        found = lectures.cards(presenter.lecture)
        right = right_told(presenter.lecture, presenter.slide.frame.names, Look())
        assert bool(right) != any(card.is_right for card in found), step.id
        assert all(behind(card) for card in found if card.ids and not card.is_right)


def test_of_a_point_the_name_is_told_and_of_an_order_the_letters(give):
    def told(number, kind):
        presenter = give(number)
        steps = presenter.lecture.lesson.steps
        presenter.go(next(at for at, step in enumerate(steps) if step.ask and step.ask.kind == kind))
        return right_told(presenter.lecture, presenter.slide.frame.names, Look())

    assert told(6, "point") == "w⁽²⁾₂₁"
    orders = [
        n for n in NUMBERS if any(s.ask and s.ask.kind == "order" for s in lesson_in(files()[n - 1]).steps)
    ]
    assert all(re.fullmatch(r"[A-E]( → [A-E])+", told(number, "order")) for number in orders)


def test_hands_of_both_votes_stand_beside_each_other():
    assert hands_told(lectures.Ballot((3, 4), (5, 6)), 1) == "4 → 6"
    assert hands_told(lectures.Ballot((3, 4)), 0) == "3"
    assert hands_told(lectures.Ballot(), 0) == ""


@given(st.sampled_from("abcABC"), st.integers(0, 99_999), st.sampled_from(["", " ", "  "]))
def test_a_card_and_its_hands_are_read_however_they_are_typed(letter, hands, gap):
    assert counted_text(f"{gap}{letter}{gap}{hands}{gap}", LETTERS, "A") == Count(letter.upper(), hands)


@pytest.mark.parametrize("text", ["", "B", "B 4 5 6 x", "4B", "B -4", "B 123456", "BB 4", "F 4", "½"])
def test_what_is_no_count_is_told_in_a_sentence(text):
    with pytest.raises(ValueError, match=r"\.$"):
        counted_text(text, LETTERS, "A")


def test_a_number_alone_is_for_the_card_that_follows():
    assert counted_text("12", LETTERS, "C") == Count("C", 12)
    assert [next_letter(each, LETTERS) for each in ("", "A", "C")] == ["A", "B", "A"]
    assert next_letter("A", []) == ""


def test_stops_are_found_by_number_and_by_a_part_of_the_title(give):
    titles = titles_of(give(6).lecture.lesson)

    assert stops_like(titles, "")[:3] == (0, 1, 2)
    assert stops_like(titles, "2")[0] == 1
    assert set(stops_like(titles, "2")) >= {1, 19, 20}
    assert stops_like(titles, " Packets Reach ") == (4,)
    assert stops_like(titles, "no such stop") == ()


def test_time_and_pace_are_told():
    assert clock(754.9) == "12:34"
    assert clock(0) == "0:00"
    assert pace_told(0) == "on time"
    assert pace_told(29) == "on time"
    assert pace_told(125) == "2 min behind"
    assert pace_told(-61) == "1 min ahead"


def test_words_of_the_glossary_lead_nowhere():
    assert unlinked("one [packet](term:delta term) back, $w[1](x)$") == "one packet back, $w[1](x)$"
