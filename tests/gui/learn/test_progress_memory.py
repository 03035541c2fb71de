"""The file of progress: read once, written beside and replaced, and never in the way."""

import pytest

from engine.lessons.judging import Verdict
from engine.lessons.lesson import Ask, Lesson, Step, View
from engine.lessons.play import Mark, Play, Try
from engine.lessons.progress import Done, Met, Progress, from_text, to_text
from gui.learn.memory import ASIDE, NAME, ProgressMemory
from gui.user_folder import user_folder

ASK = Ask("number", "How much?", answer="delta[2]")
WRONG, RIGHT = Try("1", Verdict("slip", ("M04",), "no_slope")), Try("2", Verdict("right"))


def lesson_of(name, *ids):
    steps = tuple(Step(each, ask=ASK) for each in ids)
    return Lesson(name, "", "", "en", 1, "core", (), "", View(), {}, steps)


LESSON = lesson_of("03", "s1", "s2")
OTHER = lesson_of("05", "s1", "returns-M04", "s2")


def play_of(*tries, lesson=LESSON, step="s1"):
    is_right = RIGHT in tries
    ids = [each.id for each in lesson.steps]
    return Play(lesson, 0, ids.index(step), {step: Mark(tries, is_answered=is_right, is_done=is_right)})


@pytest.fixture
def memory(qapp):
    made = ProgressMemory(remembers=True)
    yield made
    made.flush()


def on_disk():
    return from_text((user_folder() / NAME).read_text("utf-8"))


def test_without_a_file_there_is_no_progress_and_none_is_made(memory):
    assert memory.progress == Progress()
    memory.flush()
    assert list(user_folder().iterdir()) == []


def test_what_is_answered_is_written_soon_by_itself(memory, qtbot):
    memory.note(None, play_of(WRONG), 3)
    assert memory.progress.misconceptions["M04"].due == 5
    assert not (user_folder() / NAME).exists()
    qtbot.waitUntil((user_folder() / NAME).exists)
    assert on_disk() == memory.progress
    assert [file.name for file in user_folder().iterdir()] == [NAME]


def test_it_is_there_again_at_the_next_start(memory):
    memory.note(None, play_of(WRONG, RIGHT), 3)
    memory.flush()
    assert ProgressMemory(remembers=True).progress == memory.progress


def test_further_news_of_one_play_are_written_once(memory):
    plays = [play_of(WRONG), play_of(WRONG, WRONG), play_of(WRONG, WRONG, RIGHT)]
    for before, play in zip([None, *plays], plays, strict=False):
        memory.note(before, play, 3)
    assert len(memory._news) == 1
    memory.flush()
    assert on_disk().misconceptions["M04"].repaired == {"03/s1"}


def test_two_windows_keep_each_others_progress(memory):
    other = ProgressMemory(remembers=True)
    assert memory.progress == other.progress == Progress()
    memory.note(None, play_of(WRONG), 3)
    memory.flush()
    other.note(None, play_of(RIGHT, lesson=OTHER), 5)
    other.flush()
    assert set(on_disk().lessons) == {"03", "05"}
    assert other.progress == on_disk()


def test_a_mistake_that_returned_is_repaired_by_the_right_answer(memory):
    memory.note(None, play_of(WRONG), 3)
    asked = play_of(lesson=OTHER, step="returns-M04")
    right = play_of(RIGHT, lesson=OTHER, step="returns-M04")
    memory.note(None, asked, 5)
    assert memory.progress.misconceptions["M04"].due == 5
    memory.note(asked, right, 5)
    assert memory.progress.misconceptions["M04"].is_repaired
    memory.note(right, play_of(RIGHT, lesson=OTHER, step="returns-M04"), 5)
    memory.flush()
    assert on_disk() == memory.progress
    assert memory.progress.misconceptions["M04"] == Met(frozenset({"03/s1"}), frozenset({"03/s1"}), None)


def test_met_anew_after_it_returned_it_is_due_once_more(memory):
    right = Mark((RIGHT,), is_answered=True, is_done=True)
    first = Play(OTHER, 0, 1, {"returns-M04": right})
    then = Play(OTHER, 0, 2, {"returns-M04": right, "s2": Mark((WRONG,))})
    memory.note(None, first, 5)
    memory.note(first, then, 5)
    assert memory.progress.misconceptions["M04"].due == 7


def test_a_mistake_that_returned_in_vain_returns_again(memory):
    memory.note(None, play_of(WRONG), 3)
    shown = Play(OTHER, 0, 1, {"returns-M04": Mark(was_shown=True, is_answered=True, is_done=True)})
    memory.note(None, shown, 5)
    assert memory.progress.misconceptions["M04"].due == 7


def test_reset_forgets_all_also_what_the_file_says(memory):
    memory.note(None, play_of(WRONG), 3)
    memory.flush()
    memory.reset()
    memory.flush()
    assert memory.progress == on_disk() == Progress()


@pytest.mark.parametrize(
    "content", [b"{", b"\xff\xfe", b"[]", to_text(Progress()).encode().replace(b"1,", b"9,")]
)
def test_a_file_that_is_none_is_set_aside_and_told_of_once(memory, qtbot, content):
    file = user_folder() / NAME
    file.write_bytes(content)
    told = []
    memory.troubled.connect(told.append)
    assert memory.progress == Progress()
    assert memory.progress == Progress()
    assert not file.exists()
    assert file.with_name(ASIDE).read_bytes() == content
    assert len(told) == 1
    assert ASIDE in told[0]


def test_where_nothing_can_be_written_it_is_told_once_and_tried_again(memory, monkeypatch):
    def full(_file, _text):
        raise OSError(28, "No space left on device")

    told = []
    memory.troubled.connect(told.append)
    with monkeypatch.context() as patch:
        patch.setattr("gui.learn.memory.replace_file", full)
        memory.note(None, play_of(WRONG), 3)
        memory.flush()
        memory.note(None, play_of(WRONG, lesson=OTHER), 5)
        memory.flush()
    assert told == ["Your progress can't be remembered: progress.json: No space left on device."]
    memory.flush()
    assert set(on_disk().lessons) == {"03", "05"}


def test_what_is_not_to_be_remembered_makes_no_file(qapp):
    memory = ProgressMemory(remembers=False)
    memory.note(None, play_of(RIGHT), 3)
    memory.flush()
    assert memory.progress.lessons["03"] == Done("s1", frozenset({"s1"}))
    assert memory.file is None
    assert list(user_folder().iterdir()) == []
