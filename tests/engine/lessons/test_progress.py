"""What is remembered of somebody's learning, and its text."""

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.lessons.judging import Verdict
from engine.lessons.lesson import Ask, Lesson, Step, View
from engine.lessons.play import Mark, Play, Try
from engine.lessons.progress import (
    LARGEST,
    Done,
    Met,
    Progress,
    ProgressError,
    after,
    due,
    from_text,
    mastered,
    reviewed,
    to_text,
)

RIGHT, WRONG = Verdict("right"), Verdict("slip", ("M04",), "no_slope")


def lesson_of(*parts):
    ask = Ask("number", "How much?", answer="delta[2]")
    steps = tuple(Step(f"s{n}", part=part, ask=ask) for n, part in enumerate(parts, 1))
    return Lesson("03-derivative", "", "", "en", 1, "core", (), "", View(), {}, steps)


def play_of(*verdicts, parts=("predict", "exit"), was_shown=False, rung=0):
    """Answer the steps of a lesson, each with some verdicts."""
    lesson = lesson_of(*parts)
    marks = {}
    for step, given_ in zip(lesson.steps, verdicts, strict=False):
        tries = tuple(Try("0.1", verdict) for verdict in given_)
        is_right = any(verdict.is_right for verdict in given_)
        marks[step.id] = Mark(tries, rung, was_shown, is_right, False, is_right)
    return Play(lesson, 0, max(len(marks) - 1, 0), marks)


def test_a_mistake_is_met_and_repaired_and_returns_two_lessons_later():
    met = after(Progress(), play_of([WRONG]), 3)
    assert met.misconceptions == {"M04": Met(frozenset({"03-derivative/s1"}), frozenset(), 5)}
    repaired = after(met, play_of([WRONG, RIGHT]), 3)
    assert repaired.misconceptions["M04"].repaired == {"03-derivative/s1"}
    assert [due(repaired, number) for number in (3, 4, 5, 9)] == [(), (), ("M04",), ("M04",)]
    assert not repaired.misconceptions["M04"].is_repaired


def test_noting_the_same_play_again_changes_nothing():
    play = play_of([WRONG, WRONG, RIGHT], [RIGHT])
    once = after(Progress(), play, 3)
    assert after(once, play, 3) is once


def test_an_earlier_progress_is_left_as_it_was():
    before = after(Progress(), play_of([WRONG]), 3)
    kept = to_text(before)
    after(before, play_of([WRONG, RIGHT], [RIGHT]), 3)
    assert to_text(before) == kept


def test_what_was_shown_repairs_nothing():
    found = after(Progress(), play_of([WRONG, RIGHT], was_shown=True), 3)
    assert found.misconceptions["M04"].repaired == frozenset()
    assert found.lessons["03-derivative"].shown == {"s1"}


def test_a_tie_accuses_nobody():
    tie = Verdict("slip", ("M04", "M24"), "no_slope")
    assert after(Progress(), play_of([tie, RIGHT]), 3).misconceptions == {}


def test_a_returned_question_clears_the_mistake_or_brings_it_back():
    met = after(Progress(), play_of([WRONG]), 3)
    again = reviewed(met, "M04", 5, is_right=False)
    assert (due(again, 6), due(again, 7)) == ((), ("M04",))
    clear = reviewed(again, "M04", 7, is_right=True)
    assert due(clear, 99) == ()
    assert clear.misconceptions["M04"].is_repaired
    assert due(after(clear, play_of([WRONG]), 3), 99) == ()  # the old play, noted once more


def test_those_due_longest_come_first():
    found = Progress(misconceptions={"M01": Met(due=6), "M09": Met(due=4), "M30": Met(due=9), "M31": Met()})
    assert due(found, 6) == ("M09", "M01")


@pytest.mark.parametrize(
    ("verdicts", "changes", "is_passed"),
    [
        ([RIGHT], {}, True), ([WRONG, RIGHT], {}, True), ([WRONG, WRONG, RIGHT], {}, False),
        ([Verdict("digits"), WRONG, RIGHT], {}, True), ([WRONG], {}, False), ([], {}, False),
        ([RIGHT], {"was_shown": True}, False), ([RIGHT], {"rung": 3}, False),
    ],
)  # fmt: skip
def test_a_lesson_is_mastered_by_its_exit_ticket(verdicts, changes, is_passed):
    found = after(Progress(), play_of([RIGHT], verdicts, **changes), 3)
    assert mastered(found, "03-derivative") is is_passed
    assert not mastered(found, "04-weight-correction")


def test_every_question_of_the_exit_ticket_counts_and_without_one_nothing_is_passed():
    parts = ("predict", "exit", "exit")
    half = after(Progress(), play_of([RIGHT], [RIGHT], parts=parts), 3)
    assert not mastered(half, "03-derivative")
    whole = after(half, play_of([RIGHT], [RIGHT], [RIGHT], parts=parts), 3)
    assert mastered(whole, "03-derivative")
    assert not mastered(after(Progress(), play_of([RIGHT], parts=("predict",)), 3), "03-derivative")


def test_a_lesson_done_badly_later_stays_mastered_and_done():
    good = after(Progress(), play_of([RIGHT], [RIGHT]), 3)
    bad = after(good, play_of([WRONG], []), 3)
    assert mastered(bad, "03-derivative")
    assert bad.lessons["03-derivative"].steps == {"s1", "s2"}


NAMES = st.text(st.characters(exclude_categories=("C", "Z")), max_size=20)
SETS = st.frozensets(NAMES, max_size=4)
PROGRESS = st.builds(
    Progress,
    st.dictionaries(NAMES, st.builds(Done, NAMES, SETS, SETS, st.booleans()), max_size=4),
    st.dictionaries(NAMES, st.builds(Met, SETS, SETS, st.none() | st.integers(1, 99)), max_size=4),
)


@given(PROGRESS)
def test_what_is_written_is_read_again(progress):
    assert from_text(to_text(progress)) == progress


@given(st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(
        st.sampled_from(("format", "lessons", "misconceptions", "met", "due", "a")), inner, max_size=4
    ),
))  # fmt: skip
def test_hostile_content_is_refused_in_one_sentence_or_read(content):
    for text in (json.dumps(content), json.dumps(_headed({"lessons": content})), _nested(content)):
        said = _refusal(text)
        assert len(said) < 300
        assert "\n" not in said


def _refusal(text):
    """Return why a text is refused; nothing where it is read."""
    try:
        from_text(text)
    except ProgressError as error:
        return str(error)
    return ""


def _headed(content):
    return {"format": "upstream-progress", "schema": 1, **content}


def _nested(content):
    return json.dumps(_headed({"misconceptions": {"M01": {"met": content, "repaired": [], "due": content}}}))


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "no JSON"), ("[" * 100_000, "no JSON"), ("null", "the file should be a table"),
        ("{}", '"format" should be'), (json.dumps(_headed({}) | {"schema": 2}), "newer version"),
        (json.dumps(_headed({"more": 1})), "entry 'more'"), ("9" * 5000, "no JSON"),
        (json.dumps(_headed({"lessons": {"a": {"passed": 1}}})), "a: passed should be true or false"),
        (json.dumps(_headed({"lessons": {"a": {"steps": "b"}}})), "lessons: a: steps should be a list"),
        (json.dumps(_headed({"misconceptions": {"M01": {"due": True}}})), "M01: due should be the number"),
        (json.dumps(_headed({"misconceptions": {"M01": {"due": 0}}})), "M01: due should be the number"),
        (json.dumps(_headed({"lessons": {str(n): {} for n in range(1001)}})), "1,001 entries"),
        (" " * (LARGEST + 1), "longer than"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_named(text, says):
    with pytest.raises(ProgressError, match=says):
        from_text(text)


def test_an_empty_progress_is_read_and_a_lesson_may_leave_things_out():
    assert from_text(to_text(Progress())) == Progress()
    found = from_text(json.dumps(_headed({"lessons": {"a": {}}})))
    assert found == replace(Progress(), lessons={"a": Done()})
