"""A lecture: presses there and back, cards that the bug library makes, and hands that are counted."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.lessons import lecture as lectures
from engine.lessons.lecture import PHASES, Ballot, Card, Lecture
from engine.lessons.lesson import Lesson
from engine.lessons.reading import read_lesson
from resources import read_bytes, resource

FILES = sorted(each.name for each in resource("lessons").iterdir() if each.name.endswith(".toml"))


def lesson(number: int) -> Lesson:
    """Read a lesson of the course."""
    name = FILES[number - 1]
    text = resource("lessons", name).read_text(encoding="utf-8")
    return read_lesson(text, name, lambda file: read_bytes("data", file))


DERIVATIVE = lesson(3)


def walked(lecture: Lecture) -> Iterator[Lecture]:
    """Yield a lecture at every press up to its end."""
    while True:
        yield lecture
        if (on := lectures.onward(lecture)) is lecture:
            return
        lecture = on


def place(lecture: Lecture) -> tuple[int, int]:
    return lecture.at, lecture.press


def at(number: int, stop: int, phase: str) -> Lecture:
    return lectures.went(lectures.begun(lesson(number)), stop, PHASES.index(phase))


def by_letter(lecture: Lecture) -> dict[str, Card]:
    return {card.letter: card for card in lectures.cards(lecture)}


@pytest.mark.parametrize("number", range(1, len(FILES) + 1))
def test_every_press_there_is_taken_back_one_by_one(number: int) -> None:
    there = [place(each) for each in walked(lectures.begun(lesson(number)))]
    lecture, back = lectures.went(lectures.begun(lesson(number)), *there[-1]), [there[-1]]
    while not lectures.is_first(lecture):
        lecture = lectures.back(lecture)
        back.append(place(lecture))
    assert back == there[::-1]
    assert len(set(there)) == len(there)
    assert lectures.back(lecture) is lecture


def test_a_question_takes_four_presses_and_what_is_only_told_takes_none() -> None:
    counted = [lectures.phases(step) for step in DERIVATIVE.steps]
    assert counted[0] == PHASES
    told = [step for step in DERIVATIVE.steps if step.ask is None]
    assert [lectures.phases(step) for step in told] == [("say",)] * len(told)
    assert sum(map(len, counted)) == sum(1 for _ in walked(lectures.begun(DERIVATIVE)))


def test_what_is_asked_is_withheld_up_to_the_reveal_and_no_further() -> None:
    stop = next(n for n, step in enumerate(DERIVATIVE.steps) if step.ask and step.ask.answer == "delta[1]")
    for phase in PHASES:
        lecture = at(3, stop, phase)
        is_before = phase in ("ask", "predict", "vote")
        assert lectures.is_open(lecture) is is_before
        assert bool(lectures.stage(lecture).session.hidden) is is_before


def test_the_cards_of_delta_1_are_what_the_misconceptions_make_of_it() -> None:
    stop = next(n for n, step in enumerate(DERIVATIVE.steps) if step.ask and step.ask.answer == "delta[1]")
    cards = lectures.cards(at(3, stop, "predict"))
    assert [card.text for card in cards] == ["−0.0738", "−0.0296", "−0.0279", "−0.0269", "−0.0263"]
    assert [card.ids for card in cards] == [("M07",), ("M08",), (), ("M06",), ("M05",)]
    assert [card.letter for card in cards if card.is_right] == ["C"]


@pytest.mark.parametrize("number", range(1, len(FILES) + 1))
def test_cards_differ_have_one_right_answer_and_are_five_at_most(number: int) -> None:
    for lecture in walked(lectures.begun(lesson(number))):
        cards, ask = lectures.cards(lecture), lectures.step(lecture).ask
        if not cards or ask is None:
            continue
        assert len({card.text for card in cards}) == len(cards)
        assert [card.letter for card in cards] == list("ABCDEFGHIJ"[: len(cards)])
        if ask.kind in ("number", "sign", "choice"):
            assert sum(card.is_right for card in cards) == 1
        if ask.kind == "number":
            assert len(cards) <= len("ABCDE")
            values = [card.value for card in cards if card.value is not None]
            assert values == sorted(values)


def test_the_right_number_is_not_always_the_same_letter() -> None:
    letters = {
        card.letter
        for number in (2, 3, 4)
        for lecture in walked(lectures.begun(lesson(number)))
        for card in lectures.cards(lecture)
        if card.is_right and card.value is not None
    }
    assert letters == set("ABCDE")


def test_hands_of_two_votes_stand_beside_each_other_and_name_the_likely_slip() -> None:
    lecture = at(3, 9, "vote")
    wrong = [card.letter for card in lectures.cards(lecture) if not card.is_right]
    right = next(card.letter for card in lectures.cards(lecture) if card.is_right)
    lecture = lectures.counted(lecture, wrong[0], 45)
    lecture = lectures.counted(lecture, right.lower(), 80)
    assert lectures.likely(lecture) == by_letter(lecture)[wrong[0]]
    lecture = lectures.counted(lecture, wrong[1], 7, second=True)
    ballot = lectures.two_rounds(lecture)
    assert (sum(ballot.first), sum(ballot.second)) == (125, 7)
    assert not ballot.is_shown
    assert lectures.likely(lecture) == by_letter(lecture)[wrong[1]]
    assert lectures.two_rounds(lectures.cleared_votes(lecture)) == Ballot()
    assert lectures.two_rounds(lectures.shown_votes(lecture, is_shown=True)).is_shown


def test_hands_stay_when_the_lecture_goes_on_and_comes_back() -> None:
    lecture = lectures.counted(at(3, 9, "vote"), "B", 12)
    there = lectures.onward(lectures.onward(lectures.onward(lecture)))
    again = lectures.back(lectures.back(lectures.back(there)))
    assert lectures.two_rounds(again) == lectures.two_rounds(lecture)
    assert place(again) == place(lecture)


@pytest.mark.parametrize(
    ("letter", "hands", "sentence"),
    [("F", 3, "There is no card F"), ("A", -1, "give a number"), ("A", 10**6, "give a number")],
)
def test_hands_that_cannot_be_are_refused_in_one_sentence(letter: str, hands: int, sentence: str) -> None:
    with pytest.raises(ValueError, match=sentence):
        lectures.counted(at(3, 9, "vote"), letter, hands)


def test_a_stop_without_cards_takes_no_hands() -> None:
    told = next(n for n, step in enumerate(DERIVATIVE.steps) if step.ask is None)
    with pytest.raises(ValueError, match="no cards"):
        lectures.counted(lectures.went(lectures.begun(DERIVATIVE), told), "A", 1)


def test_to_reveal_goes_no_further_than_the_reveal_and_hiding_comes_back_before_it() -> None:
    lecture = at(3, 9, "ask")
    assert lectures.phase(lectures.revealed(lecture)) == "reveal"
    assert lectures.phase(lectures.revealed(at(3, 9, "explain"))) == "explain"
    assert lectures.phase(lectures.revealed(at(3, 9, "explain"), is_on=False)) == "vote"
    assert lectures.phase(lectures.revealed(at(3, 9, "predict"), is_on=False)) == "predict"


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from("nnnbcsg"), max_size=60), st.integers(0, 2**16))
def test_a_lecture_survives_being_written_and_read(presses: list[str], seed: int) -> None:
    lecture = lectures.begun(DERIVATIVE, seed)
    deeds = {
        "n": lectures.onward,
        "b": lectures.back,
        "s": lambda each: lectures.shown_votes(each, is_shown=True),
        "c": lambda each: lectures.counted(each, "A", 3) if lectures.cards(each) else each,
        "g": lambda each: lectures.went(each, 15, 2),
    }
    for press in presses:
        lecture = deeds[press](lecture)
    again = lectures.from_data(json.loads(json.dumps(lectures.to_data(lecture))), DERIVATIVE)
    assert (place(again), again.seed, dict(again.ballots)) == (
        place(lecture),
        lecture.seed,
        dict(lecture.ballots),
    )


BAD = [
    None,
    [],
    {"lesson": "another"},
    {"lesson": DERIVATIVE.id},
    {"lesson": DERIVATIVE.id, "seed": 0, "at": 0, "press": -1},
    {"lesson": DERIVATIVE.id, "seed": 0, "at": True, "press": 0},
    {"lesson": DERIVATIVE.id, "seed": 0, "at": 0, "press": 0, "ballots": []},
    {"lesson": DERIVATIVE.id, "seed": 0, "at": 0, "press": 0, "ballots": {DERIVATIVE.steps[0].id: 3}},
    {
        "lesson": DERIVATIVE.id, "seed": 0, "at": 0, "press": 0,
        "ballots": {DERIVATIVE.steps[0].id: {"first": [1, "2"]}},
    },
    {
        "lesson": DERIVATIVE.id, "seed": 0, "at": 0, "press": 0,
        "ballots": {DERIVATIVE.steps[0].id: {"first": [1] * 99}},
    },
]  # fmt: skip


@pytest.mark.parametrize("data", BAD)
def test_what_is_no_lecture_is_refused(data: object) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        lectures.from_data(data, DERIVATIVE)
