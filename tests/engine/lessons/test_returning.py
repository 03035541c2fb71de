"""A mistake returns as a question: fresh numbers at which it would be recognised, or words."""

import pytest

from engine.lessons.lesson import Lesson, View
from engine.lessons.marking import asked_in
from engine.lessons.play import answered, begun, mark, moved, passed, right, shown, stage
from engine.lessons.progress import Progress, after, due, returned, reviewed
from engine.lessons.reading import read_lesson
from engine.lessons.returning import IN_WORDS, MOST, Told, Words, returning
from engine.lessons.stages import stages_of
from engine.session.frame import frame_of

EVERY = tuple(f"M{number:02}" for number in range(1, 35))
WITH_NUMBER = [name for name in EVERY if name not in IN_WORDS]
WORDS = Words(
    "Do you remember?",
    "It returns.",
    "Compute {quantity}.",
    "Compute {quantity} after the update with {eta}.",
    "You thought “{did}”. What sets it right?",
    "True of something else.",
    {name: Told(f"did {name}", f"principle of {name}") for name in EVERY},
)
LESSON = read_lesson(
    """
format = 1
id = "05-test"
title = "Test"

[network]
layers = [1, 1]
activations = ["sigmoid"]
w = [[[0.5]]]
b = [[0.1]]

[data]
X = [[2.0]]
Y = [[1.0]]

[view]
hide = ["delta[1]"]

[[step]]
id = "first"
do = ["goto Fa(1)"]
say = "Look."

[[step]]
id = "second"
say = "Look again."

[[step]]
id = "third"
do = ["set w[1] 0.75"]
say = "And again."
"""
)


def seen(stage_):
    session = stage_.session
    return session.document, session.playhead, session.hidden, stage_.panels, stage_.notation, stage_.lit


@pytest.mark.parametrize("name", WITH_NUMBER)
def test_the_number_of_a_misconception_is_recognised_and_the_right_one_accepted(name):
    lesson = returning(LESSON, [name], 7, WORDS)
    play = begun(lesson, 1, 1)
    ask = lesson.steps[1].ask
    asked = asked_in(ask, stages_of(lesson, 1).after(1))
    own = [mutant.value for mutant in asked.mutants if mutant.id == name]
    verdicts = [mark(answered(play, f"{value:.3g}")).tries[-1].verdict for value in own]
    assert (name,) in [verdict.ids for verdict in verdicts]
    assert passed(answered(play, f"{right(play):.4g}"), 1)


@pytest.mark.parametrize("name", ["M04", "M18"])
def test_the_answer_is_withheld_until_it_is_given(name):
    play = begun(returning(LESSON, [name], 7, WORDS), 1, 1)
    ref = next(iter(stage(play).session.hidden))
    assert frame_of(stage(play).session).value(ref) is None
    assert frame_of(stage(shown(play)).session).value(ref) is not None


def test_what_is_asked_of_the_update_is_asked_before_it_is_worked_out_and_shown_where_it_is():
    play = begun(returning(LESSON, ["M26"], 7, WORDS), 1, 1)
    frame = frame_of(stage(play).session)
    assert frame.step.rule == "U0"
    assert rf"with $\eta = {frame.setup.eta:g}$" in play.lesson.steps[1].ask.text
    session = stage(shown(play)).session
    assert next(iter(stage(play).session.hidden)) in frame_of(session).step.writes


@pytest.mark.parametrize("name", sorted(IN_WORDS))
def test_what_makes_no_number_returns_in_words(name):
    ask = returning(LESSON, [name], 3, WORDS).steps[1].ask
    assert [option.text for option in ask.options if option.right] == [f"principle of {name}"]
    wrong = [option for option in ask.options if not option.right]
    assert len(wrong) == 2
    assert all(option.hint == name and option.why for option in wrong)
    assert f"did {name}" in ask.text


def test_behind_the_questions_the_lesson_is_where_its_first_step_left_it():
    plain, asked = stages_of(LESSON, 1), stages_of(returning(LESSON, ["M04", "M21", "M27"], 7, WORDS), 1)
    assert [step.id for step in asked.lesson.steps] == [
        "first", "returns-M04", "returns-M21", "second", "third",
    ]  # fmt: skip
    assert seen(asked.at(0)) == seen(plain.at(0))
    assert seen(asked.at(3)) == seen(plain.at(1))
    assert asked.at(4).session.document.network.W[1] == plain.at(2).session.document.network.W[1] == 0.75


def test_nothing_due_leaves_the_lesson_as_it_is():
    assert returning(LESSON, [], 7, WORDS) is LESSON
    assert returning(LESSON, ["M99"], 7, WORDS) is LESSON


def test_a_lesson_of_one_step_gets_its_questions_behind_it():
    short = Lesson("a", "", "", "en", 1, "core", (), "", View(), LESSON.starts, LESSON.steps[:1])
    assert [step.id for step in returning(short, EVERY, 7, WORDS).steps] == [
        "first",
        "returns-M01",
        "returns-M02",
    ]
    assert MOST == 2


def test_the_same_seed_asks_the_same_and_another_one_other_numbers():
    asks = [begun(returning(LESSON, ["M04"], seed, WORDS), 1, 1) for seed in (1, 1, 2)]
    assert right(asks[0]) == right(asks[1]) != right(asks[2])


def test_progress_takes_a_question_that_returned_for_no_step_of_the_lesson():
    play = begun(returning(LESSON, ["M04"], 7, WORDS), 1, 1)
    progress = after(Progress(), answered(play, "1e9"), 5)
    assert progress.lessons["05-test"].at == "first"
    assert progress.lessons["05-test"].steps == frozenset()
    on = after(progress, moved(shown(play), 1), 5)
    assert on.lessons["05-test"].at == "second"
    assert (returned("returns-M04"), returned("first")) == ("M04", "")


def test_right_on_return_is_repaired_and_wrong_returns_once_more():
    once = reviewed(Progress(), "M04", 5, is_right=False)
    assert (due(once, 6), due(once, 7)) == ((), ("M04",))
    assert due(reviewed(once, "M04", 7, is_right=True), 99) == ()
