"""``upstream --demo``: straight into a lecture, through it, and what is said of a call that names none."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from engine.cli import HELP, CommandError
from engine.lessons import lecture as lectures
from gui.app import _read, run
from gui.learn.course import files, lesson_in
from gui.present.demo import Demo, lesson_called
from tests.gui.learn.lessons import HEAD, STEPS

ROOT = Path(__file__).parents[3]
LESSONS = ROOT / "resources" / "lessons"


def upstream(*words):
    command = [sys.executable, str(ROOT / "main.py"), *words]
    there = os.environ | {"QT_QPA_PLATFORM": "offscreen"}
    return subprocess.run(command, check=False, capture_output=True, text=True, timeout=300, env=there)


def presses(lecture):
    count = 0
    while not lectures.is_last(lecture):
        lecture, count = lectures.onward(lecture), count + 1
    return count


def test_the_smoke_test_paints_the_first_stop_and_walks_to_the_end(tmp_path):
    file = tmp_path / "mine.toml"
    file.write_text(HEAD + STEPS, "utf-8")
    done = upstream("--demo", str(file), "--smoke")
    assert done.returncode == 0, done.stderr
    painted, walked = done.stdout.splitlines()
    lesson = lesson_called(str(file))[0]
    assert re.fullmatch(r"upstream \S+: first stop painted after \d+\.\d\d s", painted)
    stops = len(lesson.steps)
    assert walked == f"made {presses(lectures.begun(lesson))} presses: stop {stops} of {stops}"
    assert done.stderr == ""


def test_a_lesson_of_the_course_is_called_by_its_number():
    for number, file in enumerate(files(), 1):
        assert lesson_called(str(number)) == (lesson_in(file), None)


def test_a_lesson_of_ones_own_is_called_by_its_file(tmp_path):
    file = tmp_path / "mine.toml"
    file.write_bytes((LESSONS / files()[0]).read_bytes())
    lesson, where = lesson_called(str(file))
    assert (lesson.name, where) == ("mine.toml", file)


@pytest.mark.parametrize("name", ["0", "15", "9" * 5000, "²", "none.toml", "", "\n"])
def test_what_is_no_lesson_is_refused_in_one_sentence(name, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(CommandError) as error:
        lesson_called(name)
    assert len(str(error.value)) < 200


def test_a_folder_is_no_lesson(tmp_path):
    with pytest.raises(CommandError, match="is a folder, not a lesson"):
        lesson_called(str(tmp_path))


@pytest.mark.parametrize("content", [b"", b"\xff\xfe", b"format = 1", b"[" * 50_000])
def test_a_broken_file_is_refused_with_its_name(tmp_path, content):
    file = tmp_path / "broken.toml"
    file.write_bytes(content)
    with pytest.raises(CommandError, match=r"broken\.toml"):
        lesson_called(str(file))


@pytest.mark.parametrize(
    "words", [["--demo"], ["--demo", "--smoke"], ["--demo", "3", "4"], ["--demo", "--smoke", "3"]]
)
def test_without_a_lesson_it_is_refused_in_one_sentence(words, capsys):
    assert run(words) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err == "upstream: --demo needs a lesson, a file or its number (upstream --help shows how)\n"


def test_a_bad_lesson_is_one_sentence_and_the_exit_code_2(tmp_path):
    file = tmp_path / "broken.toml"
    file.write_text("format = 1\n")
    done = upstream("--demo", str(file))
    assert done.returncode == 2
    assert done.stdout == ""
    assert done.stderr.startswith("upstream: broken.toml")
    assert done.stderr.count("\n") == 1


def test_the_call_is_read_and_told_of():
    assert (_read(["--demo", "3"]).lesson, _read(["--demo", "3"]).smoke) == ("3", False)
    assert _read(["--demo", "x.toml", "--smoke"]).smoke
    assert "upstream --demo LESSON.toml" in HELP


def test_an_error_that_nobody_foresaw_is_told_to_the_lecturer_and_to_nobody_else(dressed_app, qtbot):
    told, demo, hook = [], Demo("3", remembers=False), sys.excepthook
    demo._session.presenter.told.connect(told.append)
    demo.begin()
    demo.catch_errors()
    demo._catcher._before = lambda *_: None
    try:
        raise ZeroDivisionError("of a lecture")
    except ZeroDivisionError as error:
        sys.excepthook(type(error), error, error.__traceback__)
    qtbot.waitUntil(lambda: bool(told))
    assert "ZeroDivisionError: of a lecture" in told[0]
    assert "\n" not in told[0]
    shown = [each for each in dressed_app.topLevelWidgets() if each.isVisible()]
    assert shown == [demo._session.audience]
    demo.end()
    assert sys.excepthook is not demo._catcher._on_error
    sys.excepthook = hook
