"""The lecture that is kept while it is given, and goes on after a crash."""

import json
import subprocess
import sys
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QDateTime, QLocale

from engine.lessons import lecture as lectures
from gui.learn.course import files, lesson_in
from gui.present import kept as keeping
from gui.present.kept import Kept, pending_of, taken_up, text_of_kept
from gui.present.marks.marks import Marks, drawn
from gui.present.marks.stroke import Stroke
from gui.present.memory import ASIDE, BEFORE, NAME, LectureMemory
from gui.user_folder import user_folder

ROOT = Path(__file__).parents[3]
NOON = QDateTime.fromSecsSinceEpoch(1_700_000_000)


def lecture_at(at=8, number=3, press=0):
    return lectures.went(lectures.begun(lesson_in(files()[number - 1]), seed=7), at, press)


@pytest.fixture
def lecture():
    voting = lecture_at(9, press=2)
    letter = lectures.cards(voting)[0].letter
    return lectures.shown_votes(lectures.counted(voting, letter, 41), True)


@pytest.fixture
def kept(lecture):
    marks = drawn(Marks(), "L3/first", Stroke("ring", ((0.25, 0.5), (0.5, 0.75))))
    return Kept(lecture, marks, furthest={0: 0, 9: 2}, spent=1234.5)


@pytest.fixture
def memory(qapp):
    made = LectureMemory()
    yield made
    made.close()


def on_disk(name=NAME):
    return (user_folder() / name).read_text("utf-8")


def same(one, other):
    return lectures.to_data(one) == lectures.to_data(other) and one.lesson is other.lesson


def crashed(memory):
    """Let the lock go as the end of the process would; the file stays."""
    memory._lock.unlock()
    memory._lock = None


def test_nothing_is_made_before_there_is_a_lecture(memory):
    assert memory.pending() is None
    memory.flush()
    memory.forget()
    assert [file.name for file in user_folder().iterdir()] == []


def test_a_stop_is_kept_soon_by_itself(memory, kept, qtbot):
    memory.note(kept)
    assert not (user_folder() / NAME).exists()
    qtbot.waitUntil((user_folder() / NAME).exists)
    assert pending_of(on_disk()).stop == 10


def test_after_a_crash_it_is_offered_and_goes_on_where_it_was(memory, kept):
    memory.note(kept)
    memory.flush()
    crashed(memory)
    after = LectureMemory()
    pending = after.pending()
    lecture, marks = after.resume(pending)
    assert same(lecture, kept.lecture)
    assert marks == kept.marks
    assert (pending.furthest, pending.spent) == (kept.furthest, kept.spent)


def test_after_a_process_was_killed_it_is_offered(memory, kept):
    script = (
        "import os; from gui.present.memory import *; from gui.present.kept import *\n"
        "from engine.lessons import lecture as l; from gui.learn.course import *\n"
        "from gui.present.marks.marks import Marks; from PySide6.QtCore import QCoreApplication\n"
        "a = QCoreApplication([]); m = LectureMemory()\n"
        "m.note(Kept(l.begun(lesson_in(files()[4]), at=3), Marks())); m.flush()\n"
        "other = LectureMemory(); assert other.pending() is None\n"
        "os._exit(9)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], check=False, cwd=ROOT, capture_output=True, text=True, timeout=60
    )
    assert done.returncode == 9, done.stderr
    pending = memory.pending()
    assert (pending.course, pending.stop) == (files()[4], 4)


def test_the_sentence_says_what_it_was_where_and_when(kept):
    text = text_of_kept(kept, QDateTime.currentSecsSinceEpoch())
    clock = QLocale().toString(QDateTime.currentDateTime().time(), QLocale.FormatType.ShortFormat)
    pending = pending_of(text)
    assert pending.sentence.startswith("There is a lecture that was not ended: ")
    assert f"{kept.lecture.lesson.title}, stop 10 of {len(kept.lecture.lesson.steps)}, " in pending.sentence
    assert clock[:2] in pending.sentence


def test_of_another_day_the_day_is_said(kept):
    date = QLocale().toString(NOON.date(), QLocale.FormatType.ShortFormat)
    assert date in pending_of(text_of_kept(kept, NOON.toSecsSinceEpoch())).sentence


def test_a_lecture_that_was_ended_is_not_offered(memory, kept):
    memory.note(kept)
    memory.flush()
    memory.note(kept)
    memory.forget()
    assert [file.name for file in user_folder().iterdir()] == []
    assert memory.pending() is None


def test_a_lecture_that_is_being_given_is_not_offered(memory, kept):
    memory.note(kept)
    memory.flush()
    assert memory.pending() is None
    assert LectureMemory().pending() is None


def test_of_two_windows_only_the_first_is_kept_and_the_other_says_so_once(memory, kept):
    memory.note(kept)
    memory.flush()
    before, told = on_disk(), []
    other = LectureMemory()
    other.troubled.connect(told.append)
    for _ in range(2):
        other.note(replace(kept, lecture=lecture_at(1)))
        other.flush()
    assert on_disk() == before
    assert told == ["Another window gives a lecture: this one is not kept."]


def test_another_lecture_does_not_take_the_place_of_one_that_was_not_ended(memory, kept):
    memory.note(kept)
    memory.flush()
    crashed(memory)
    other = LectureMemory()
    other.note(replace(kept, lecture=lecture_at(2)))
    other.flush()
    assert pending_of(on_disk()).stop == 3
    other.forget()
    pending = memory.pending()
    assert (pending.path.name, pending.stop) == (BEFORE, 10)
    memory.resume(pending)
    memory.note(kept)
    memory.flush()
    assert sorted(file.name for file in user_folder().iterdir()) == [NAME, "lecture.lock"]


def test_one_that_goes_on_is_kept_in_its_place(memory, kept):
    memory.note(kept)
    memory.flush()
    crashed(memory)
    memory.resume(memory.pending())
    memory.note(replace(kept, lecture=lecture_at(2)))
    memory.flush()
    assert pending_of(on_disk()).stop == 3
    assert not (user_folder() / BEFORE).exists()


def test_one_that_is_given_up_is_gone(memory, kept):
    memory.note(kept)
    memory.flush()
    crashed(memory)
    memory.discard(memory.pending())
    assert memory.pending() is None


def test_a_lesson_of_the_lecturer_goes_on_from_its_file(memory, kept, tmp_path):
    file = tmp_path / "mine.toml"
    file.write_bytes((ROOT / "resources" / "lessons" / files()[2]).read_bytes())
    memory.note(replace(kept, file=file))
    memory.flush()
    crashed(memory)
    pending = memory.pending()
    assert (pending.course, pending.file) == ("", str(file))
    lecture, marks = memory.resume(pending)
    assert (lecture.at, lecture.lesson.name) == (9, "mine.toml")
    assert marks == kept.marks


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (None, "mine.toml: can't be read: No such file"),
        ("format = 1", "mine.toml"),
        (Path.mkdir, "is no file"),
    ],
)
def test_a_lesson_that_is_gone_or_broken_is_one_sentence(memory, kept, tmp_path, content, reason):
    file = tmp_path / "mine.toml"
    if isinstance(content, str):
        file.write_text(content)
    elif content is not None:
        content(file)
    memory.note(replace(kept, file=file))
    memory.flush()
    crashed(memory)
    with pytest.raises(ValueError, match="can't go on") as error:
        memory.resume(memory.pending())
    assert reason in str(error.value)
    assert "\n" not in str(error.value)
    assert str(error.value).endswith(f"It is kept as {ASIDE}.")
    assert pending_of(on_disk(ASIDE)).stop == 10
    assert memory.pending() is None


def changed(**entries):
    return lambda content: json.dumps(content | entries)


BROKEN = [
    lambda _content: "",
    lambda _content: "{}",
    lambda _content: "[" * 100_000,
    lambda _content: "\0",
    lambda content: json.dumps(content)[:-40],
    changed(stop=0),
    changed(stop=10**30),
    changed(stops=1.5),
    changed(saved=-1),
    changed(saved=2**70),
    changed(title=5),
    changed(title="x" * 5000),
    changed(course="", file=""),
    changed(file="relative.toml", course=""),
    changed(file="/a\0b", course=""),
    changed(furthest={}),
    changed(furthest=[[1]]),
    changed(furthest=[[99, 0]]),
    changed(spent="long"),
    changed(spent=10**400),
    changed(more=1),
    changed(**{"upstream lecture": 2}),
]


@pytest.mark.parametrize("broken", BROKEN)
def test_a_broken_file_is_one_sentence_and_set_aside(memory, kept, broken):
    text = broken(json.loads(text_of_kept(kept, 0)))
    (user_folder() / NAME).write_text(text, "utf-8")
    told = []
    memory.troubled.connect(told.append)
    assert memory.pending() is None
    assert len(told) == 1
    assert "could not be understood" in told[0]
    assert "\n" not in told[0]
    assert on_disk(ASIDE) == text
    assert memory.pending() is None
    assert len(told) == 1


@pytest.mark.parametrize("content", [b"\xff\xfe", b"x" * (keeping.LARGEST + 1)])
def test_what_is_no_text_or_too_large_is_set_aside(memory, content):
    (user_folder() / NAME).write_bytes(content)
    told = []
    memory.troubled.connect(told.append)
    assert memory.pending() is None
    assert len(told) == 1
    assert (user_folder() / ASIDE).read_bytes() == content


@pytest.mark.parametrize(
    "entries",
    [
        {"lecture": {}}, {"lecture": 5}, {"lecture": {"lesson": "L3", "seed": -1}}, {"marks": 5},
        {"marks": {"a": [{"tool": "axe"}]}}, {"course": "../../etc/passwd"}, {"course": "99-none.toml"},
        {"course": files()[0]},
    ],
)  # fmt: skip
def test_what_does_not_fit_its_lesson_is_refused_in_one_sentence(memory, kept, entries):
    (user_folder() / NAME).write_text(json.dumps(json.loads(text_of_kept(kept, 0)) | entries), "utf-8")
    with pytest.raises(ValueError, match="can't go on") as error:
        memory.resume(memory.pending())
    assert "\n" not in str(error.value)
    assert (user_folder() / ASIDE).exists()


def test_a_title_stays_in_its_line(kept):
    content = json.loads(text_of_kept(kept, 0)) | {"title": "a\nb\t\x1b[31m c"}
    assert pending_of(json.dumps(content)).title == "a b [31m c"


def test_a_folder_in_its_place_is_no_trouble(memory):
    (user_folder() / NAME).mkdir()
    told = []
    memory.troubled.connect(told.append)
    assert memory.pending() is None
    assert len(told) == 1


def test_what_cannot_be_written_is_told_once_and_tried_again(memory, kept, monkeypatch, qtbot):
    told, fails = [], [True]

    def refusing(file, text):
        if fails[0]:
            raise OSError(28, "No space left on device")
        file.write_text(text, "utf-8")

    memory.troubled.connect(told.append)
    monkeypatch.setattr("gui.present.memory.replace_file", refusing)
    for _ in range(2):
        memory.note(kept)
        memory.flush()
    assert told == ["The lecture can't be kept: lecture.json: No space left on device."]
    fails[0] = False
    memory.flush()
    assert pending_of(on_disk()).stop == 10


def test_marks_that_are_too_many_are_left_out(kept, monkeypatch):
    whole = text_of_kept(kept, 0)
    monkeypatch.setattr(keeping, "LARGEST", len(whole.encode()) - 1)
    lecture, marks = taken_up(pending_of(text_of_kept(kept, 0)), kept.lecture.lesson)
    assert same(lecture, kept.lecture)
    assert marks == Marks()


def test_pictures_and_tests_keep_nothing(kept):
    memory = LectureMemory(remembers=False)
    memory.note(kept)
    memory.flush()
    assert list(user_folder().iterdir()) == []
    assert memory.pending() is None


@given(number=st.integers(1, 14), at=st.integers(0, 30), press=st.integers(0, 4), seed=st.integers(0, 2**32))
def test_every_place_of_every_lesson_comes_back(number, at, press, seed):
    begun = lectures.begun(lesson_in(files()[number - 1]), seed)
    lecture = lectures.went(begun, at, press)
    pending = pending_of(text_of_kept(Kept(lecture, Marks()), 0))
    assert same(taken_up(pending, lecture.lesson)[0], lecture)


@given(st.recursive(st.none() | st.booleans() | st.integers() | st.text(), st.lists, max_leaves=5), st.data())
def test_whatever_stands_in_an_entry_no_other_error_comes(value, data):
    content = json.loads(text_of_kept(Kept(lecture_at(), Marks()), 0))
    content[data.draw(st.sampled_from(sorted(content)))] = value
    with suppress(ValueError):
        taken_up(pending_of(json.dumps(content)), lecture_at().lesson)
