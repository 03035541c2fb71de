# PySide6 6.12.0 aborts Python 3.11 (bool_dealloc, none_dealloc), and its wheel installs there all the same.
# These tests watch over the lines that keep it away, over the lists that are installed from, and over what is
# installed here.
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement

PROJECT = Path(__file__).parents[1]
LOCKS = [PROJECT / "packaging" / name for name in ("requirements.lock", "requirements-dev.lock")]

# Every emit drops a reference to True, every void call one to None: some thousands of each bring 6.12.0 down.
EMIT = """
from PySide6.QtCore import QObject, Signal

class Bell(QObject):
    rung = Signal()

heard = 0
def hear():
    global heard
    heard += 1

bell = Bell()
bell.rung.connect(hear)
for _ in range(5_000):
    bell.rung.emit()
    bell.setObjectName("bell")
print(heard)
"""


def declared() -> list[Requirement]:
    with (PROJECT / "pyproject.toml").open("rb") as file:
        return [Requirement(line) for line in tomllib.load(file)["project"]["dependencies"]]


def locked(lock: Path) -> list[Requirement]:
    lines = lock.read_text(encoding="utf-8").splitlines()
    return [Requirement(line.rstrip(" \\")) for line in lines if line and line[0] not in "# "]


def holding(requirements: list[Requirement], name: str, python: str) -> list[Requirement]:
    here = {"python_version": python, "python_full_version": f"{python}.0"}
    return [
        each
        for each in requirements
        if each.name.lower() == name and (each.marker is None or each.marker.evaluate(here))
    ]


@pytest.mark.parametrize(
    ("python", "pyside", "welcome"),
    [
        ("3.11", "6.11.2", False),
        ("3.11", "6.11.3", True),
        ("3.11", "6.12.0", False),
        ("3.11", "6.13.0", False),
        ("3.12", "6.11.3", True),
        ("3.12", "6.12.0", True),
        ("3.13", "6.12.0", True),
        ("3.13", "6.13.0", False),
    ],
)
def test_pyside_that_is_welcome(python, pyside, welcome):
    (requirement,) = holding(declared(), "pyside6-essentials", python)
    assert requirement.specifier.contains(pyside) is welcome


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.stem)
@pytest.mark.parametrize(
    ("python", "series"), [("3.11", {"6.11"}), ("3.12", {"6.11", "6.12"}), ("3.13", {"6.11", "6.12"})]
)
def test_pyside_that_is_locked(lock, python, series):
    for name in ("pyside6-essentials", "shiboken6"):
        (requirement,) = holding(locked(lock), name, python)
        (pin,) = requirement.specifier
        assert pin.operator == "=="
        assert pin.version.rpartition(".")[0] in series


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.stem)
def test_locked_is_what_is_declared(lock):
    for python in ("3.11", "3.12", "3.13"):
        for wish in declared():
            if wish.marker is None or wish.marker.evaluate({"python_version": python}):
                (answer,) = holding(locked(lock), wish.name.lower(), python)
                (pin,) = answer.specifier
                assert wish.specifier.contains(pin.version), f"{wish} on {python}: {answer}"


def test_both_locks_agree():
    few, many = ({str(each) for each in locked(lock)} for lock in LOCKS)
    assert few <= many


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.stem)
def test_lock_names_files_by_hash_and_no_place(lock):
    text = lock.read_text(encoding="utf-8")
    assert "://" not in text
    assert not re.search(r"^\s*(-i|-f|--(?!hash=))", text, re.MULTILINE)
    entries = re.split(r"\n(?=\w)", text)[1:]
    assert len(entries) == len(locked(lock))
    assert all("--hash=sha256:" in entry for entry in entries)


def test_crosscheck_pins_torch_and_takes_the_numpy_and_the_setuptools_of_the_program():
    lock = PROJECT / "packaging" / "requirements-crosscheck.lock"
    assert "://" not in lock.read_text(encoding="utf-8")
    for python in ("3.11", "3.12", "3.13"):
        for name in ("numpy", "setuptools"):
            ours, theirs = (holding(locked(each), name, python) for each in (LOCKS[0], lock))
            assert [str(each.specifier) for each in ours] == [str(each.specifier) for each in theirs]
    assert all([pin.operator for pin in each.specifier] == ["=="] for each in locked(lock))
    assert [str(each) for each in holding(locked(lock), "torch", "3.11")] == ["torch==2.13.0"]


def test_mathra_is_pinned_exactly():
    (requirement,) = holding(declared(), "mathra", "3.11")
    assert str(requirement.specifier) == "==1.5.0"


def test_thousands_of_signals_leave_the_interpreter_alive():
    done = subprocess.run([sys.executable, "-c", EMIT], capture_output=True, text=True, check=False)
    assert (done.stdout.strip(), done.stderr, done.returncode) == ("5000", "", 0)
