"""Recovery copies: whole or not at all, each under the lock of a process that lives."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from engine.session.document import same_document, two_nodes
from engine.session.playhead import Playhead
from engine.session.reading import DocumentError
from gui.files import copies
from gui.files.copies import Work, abandoned, own
from gui.files.stamp import Stamp

ROOT = Path(__file__).parents[3]
LEAVE = """
import os, sys
from pathlib import Path
from engine.session.document import two_nodes
from engine.session.playhead import Playhead
from gui.files.copies import Work, own
copy = own(Path(sys.argv[1]))
copy.write(Work(two_nodes(), Playhead(step=7), Path("/somewhere/mine.upstream")))
os._exit(9)
"""


def leave(folder: Path) -> None:
    """Let a process write a copy and end as if it were killed."""
    done = subprocess.run([sys.executable, "-c", LEAVE, str(folder)], cwd=ROOT, check=False)
    assert done.returncode == 9


@pytest.mark.parametrize("stamp", [None, Stamp(12, 34, "ab")])
@pytest.mark.parametrize("file", [None, Path("/a/b c/δ.upstream"), Path("/a/\udcff.upstream")])
def test_a_copy_says_all_that_is_needed_to_go_on(tmp_path, file, stamp):
    copy = own(tmp_path)
    copy.write(Work(two_nodes(), Playhead(step=7), file, stamp, 1234))
    work = copy.read()
    assert same_document(work.document, two_nodes())
    assert (work.playhead.step, work.file, work.stamp, work.at) == (7, file, stamp, 1234)
    copy.remove()
    assert list(tmp_path.iterdir()) == []


def test_a_copy_of_a_living_process_is_left_alone(tmp_path):
    copy = own(tmp_path)
    copy.write(Work(two_nodes(), Playhead()))
    assert abandoned(tmp_path) == []
    copy.release()
    assert [found.path for found in abandoned(tmp_path)] == [copy.path]


def test_copies_of_killed_processes_are_found_once(tmp_path):
    leave(tmp_path)
    leave(tmp_path)
    found = abandoned(tmp_path)
    assert len(found) == 2
    assert abandoned(tmp_path) == []  # this process holds them now
    assert found[0].read().playhead.step == 7
    for copy in found:
        copy.remove()
    assert list(tmp_path.iterdir()) == []


def test_a_lock_of_a_process_that_had_our_number_before_us_is_stale(tmp_path, monkeypatch):
    copy = own(tmp_path)
    copy.write(Work(two_nodes(), Playhead()))
    os.utime(copy.path.with_suffix(".lock"), (1000, 1000))
    assert [found.path for found in abandoned(tmp_path)] == [copy.path]


def test_halves_and_locks_without_a_copy_are_cleared(tmp_path):
    leave(tmp_path)
    [copy] = tmp_path.glob("*.recovery")
    (tmp_path / f".{copy.name}.x1y2").write_text("half", encoding="utf-8")
    copy.unlink()
    (tmp_path / "notes.txt").write_text("not ours", encoding="utf-8")
    assert abandoned(tmp_path) == []
    assert [file.name for file in tmp_path.iterdir()] == ["notes.txt"]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{}\n",
        "[]\n{}",
        '{"upstream recovery": 1, "file": 3, "stamp": null, "at": 1}\n{}',
        '{"upstream recovery": 1, "file": null, "stamp": [1, 2], "at": 1}\n{}',
        '{"upstream recovery": 1, "file": null, "stamp": null, "at": 1e300}\n{}',
        '{"upstream recovery": 1, "file": null, "stamp": null, "at": 1}\n{"format": "upstr',
    ],
)
def test_a_broken_copy_is_said_and_set_aside(tmp_path, text):
    copy = own(tmp_path)
    copy.path.write_text(text, encoding="utf-8")
    with pytest.raises(DocumentError):
        copy.read()
    aside = copy.set_aside()
    assert aside.read_text(encoding="utf-8") == text
    assert abandoned(tmp_path) == []
    assert list(tmp_path.iterdir()) == [aside]


def test_a_folder_that_takes_no_file_is_told(tmp_path):
    with pytest.raises(OSError, match="nothing can be written"):
        own(tmp_path / "missing")


def test_the_names_are_those_that_clearing_knows(tmp_path):
    copy = own(tmp_path)
    assert copies._OURS.match(copy.path.name)
    copy.release()
