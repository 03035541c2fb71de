"""The guide for authors: every example and every name in docs/lessons.md is carried out."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

import engine
from engine.lessons.checker import check
from engine.lessons.deeds import DEEDS, Known, deed
from engine.lessons.expressions import value
from engine.lessons.expressions.evaluating import _FUNCTIONS, _NAMES
from engine.lessons.generator import KINDS as FRESH
from engine.lessons.lesson import KINDS, PANELS, PARTS
from engine.lessons.reading import read_lesson
from engine.lessons.stage import ChainStart, Stage
from engine.lessons.stages import Stages

GUIDE = (Path(engine.__file__).parent.parent / "docs" / "lessons.md").read_text(encoding="utf-8")
FIRST, WHOLE, *STEPS = re.findall(r"^```toml\n(.*?)^```", GUIDE, re.MULTILINE | re.DOTALL)


def section(title):
    return GUIDE.split(f"## {title}\n")[1].split("\n## ")[0]


def rows(title):
    return re.findall(r"^\| (.+?) \| (.+) \|$", section(title), re.MULTILINE)[1:]


def codes(text):
    return re.findall(r"(?<!`)`([^`]+)`(?!`)", text)


DEED_TEXTS = [text for cell, _ in rows("Deeds") for text in codes(cell)]
CALLS = [text for _, cell in rows("Paths and expressions") for text in codes(cell)]


def stage():
    return Stages(read_lesson(WHOLE), 0).at(0)


def test_the_first_lesson_is_read_and_lacks_what_the_guide_says():
    assert len(FIRST.strip().splitlines()) <= 10
    report = check(FIRST, "mine.toml")
    assert [line.split(": ", 1)[1] for line in report.lines if ", line " in line] == [
        "asks 1 question; a lesson asks at least 2",
        "no step lets the student change something: one needs an [step.until]",
    ]


def test_the_whole_lesson_is_all_right():
    report = check(WHOLE, "mine.toml")
    assert report.ok, report.lines


@pytest.mark.parametrize("step", STEPS)
def test_every_step_fits_into_it(step):
    report = check(f"{WHOLE}\n{step}", "mine.toml")
    assert report.ok, report.lines


@pytest.mark.parametrize("text", DEED_TEXTS)
def test_every_deed_can_be_done(text):
    here = stage()
    if text.split()[0] in ("x", "function", "wiggle"):
        here = replace(here, chain=ChainStart("log(2 + cos x)", 1.0))
    base = {"start": read_lesson(WHOLE).starts["start"]}
    if text == "fresh two_nodes":  # of a network with a hidden node
        assert deed(text, 0, Known(base)).text == text
    else:
        assert isinstance(deed(text, 0, Known(base)).run(here), Stage)


def test_every_deed_kind_part_panel_and_function_is_told():
    assert {text.split()[0] for text in DEED_TEXTS} | set(codes(section("Deeds"))) >= set(DEEDS)
    kinds = re.findall(r"^\| `(\w+)` \|", section("Kinds of questions"), re.MULTILINE)
    assert set(kinds) == set(KINDS)
    keys = section("The keys of a lesson")
    assert set(codes(keys)) >= {*PARTS, *PANELS}
    assert set(codes(section("Deeds"))) >= {*FRESH, "chain"}
    assert {call.partition("(")[0] for call in CALLS} >= {*_FUNCTIONS, *_NAMES}


@pytest.mark.parametrize("text", CALLS)
def test_every_function_has_a_value(text):
    assert isinstance(value(text, stage()), float)


def test_every_key_of_the_table_is_one_that_is_read():
    told = set(codes(section("The keys of a lesson")))
    folder = Path(engine.__file__).parent / "lessons" / "reading"
    source = "".join(file.read_text(encoding="utf-8") for file in folder.glob("*.py"))
    read = set(re.findall(r"""(?:\.get|\.need|_prose|_paths|_deeds)\((?:table, )?"(\w+)\"""", source))
    tables = {"also", "network", "data", "train", "chain", "step", "ask", "until", "assert", "twin"}
    assert read - tables <= told
