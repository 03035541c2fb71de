"""README and docs: what they point at is there, and the commands and numbers they name are true."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from engine import cli
from engine.nn.activations import ACTIVATIONS
from engine.nn.costs import COSTS
from engine.session import limits
from engine.session.codec.tables import MOST_LISTED
from engine.session.document import MOST_GHOSTS, MOST_RUNS
from engine.session.reading import MAX_ENTRIES, MAX_NAMES
from engine.session.training import MOST_UPDATES
from gui.commands import COMMANDS
from gui.present.keys.commands import COMMANDS as PRESENTING

ROOT = Path(__file__).resolve().parent.parent
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_link_leads_to_a_file(page):
    links = re.findall(r"\]\(([^)#]+)\)", page.read_text(encoding="utf-8"))
    assert [link for link in links if not re.match(r"\w+:", link) and not (page.parent / link).exists()] == []


def test_every_folder_and_file_named_in_the_architecture_is_there():
    text = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    named = re.findall(r"`((?:engine|gui|tests|resources|packaging)/[\w/.]*)`", text)
    assert named
    assert [name for name in named if not (ROOT / name).exists()] == []


def test_the_readme_tells_the_usage_that_help_tells():
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    for command in cli.COMMANDS:
        line = next(line for line in cli.HELP.splitlines() if f"upstream {command} " in line)
        assert line.strip() in readme


def test_every_key_of_the_readme_is_one_of_the_program():
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    table = readme.split("## Keys")[1].split("##")[0]
    keys = {key.replace("Left", "←").replace("Right", "→") for c in COMMANDS for key in c.keys}
    keys = {key.replace("PgDown", "Page Down").replace("PgUp", "Page Up") for key in keys}
    for row in re.findall(r"^\| ([^|]+) \| [^|]+ \|$", table, re.MULTILINE)[1:]:
        for key in re.split(r", | and | (?=\d)", row):
            assert key in keys, key


def test_the_page_on_presenting_lists_every_key_and_no_other():
    text = (ROOT / "docs" / "presenting.md").read_text(encoding="utf-8")
    table = text.split("## All keys")[1].split("##")[0]
    arrows = {"PgDown": "Page Down", "PgUp": "Page Up", "Left": "←", "Right": "→", "Up": "↑", "Down": "↓"}
    keys = {key for command in PRESENTING for key in command.keys} - {"Return"}
    keys = {"+".join(arrows.get(part, part) for part in key.split("+")) for key in keys}
    listed = {
        key
        for row in re.findall(r"^\| ([^|]+) \| [^|]+ \|$", table, re.MULTILINE)[1:]
        for key in row.split(", ")
    }
    assert listed == keys


def test_the_notation_page_lists_what_files_may_hold():
    text = (ROOT / "docs" / "notation.md").read_text(encoding="utf-8")
    assert [name for name in (*ACTIVATIONS, *COSTS) if f"`{name}`" not in text] == []
    for limit in (
        limits.MAX_LAYERS,
        limits.MAX_NODES,
        limits.MAX_PARAMETERS,
        limits.MAX_SAMPLES,
        limits.MAX_NUMBERS,
        limits.MAX_WORK,
        limits.MAX_NOTE,
        MAX_ENTRIES,
        MAX_NAMES,
        MOST_LISTED,
        MOST_RUNS,
        MOST_GHOSTS,
        MOST_UPDATES,
    ):
        assert f"{limit:,}" in text
