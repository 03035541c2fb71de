"""Files that are no documents: one sentence that names the place, from every command, and soon."""

from __future__ import annotations

import copy
import json
import os
import re
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine import DocumentError, Network, Session, frame_of
from engine.session.codec import load_session, parse, to_text
from engine.session.codec.tables import packed
from engine.session.document import two_nodes
from main import main
from tests.engine.session.bad_setups import SETUPS
from tests.engine.session.bad_texts import DEEP, GOOD, POINT, STAGE, TEXTS
from tests.strategies import documents

ROOT = Path(__file__).parents[3]


def refused(arguments: list[str], capsys) -> str:
    """Run a command that must end in one sentence, soon; return the sentence."""
    began = time.perf_counter()
    code = main(arguments)
    out, err = capsys.readouterr()
    assert code == 2, out
    assert time.perf_counter() - began < 6.0
    assert out == ""
    assert err.count("\n") == 1
    assert err.endswith("\n")
    assert err.startswith("upstream: ")
    assert len(err) < 600 + len(arguments[1])
    return err


def commands(file: Path) -> list[list[str]]:
    return [["trace", str(file)], ["train", str(file), "--updates", "1"]]


@pytest.mark.parametrize("name", TEXTS | SETUPS)
def test_one_sentence_that_names_the_place(name, tmp_path, capsys):
    text, words = (TEXTS | SETUPS)[name]
    file = tmp_path / "bad.upstream"
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    sentence = refused(["trace", str(file)], capsys)
    assert sentence.startswith(f"upstream: {file}: ")
    assert words in sentence


def test_too_much_work_for_one_update(tmp_path, capsys):
    content = copy.deepcopy(GOOD)
    net = Network.random((20, 20, 1), ("tanh", "tanh"))
    content["network"]["layers"] = [
        {"activation": "tanh", "W": net.W[l].tolist(), "b": net.b[l].tolist()} for l in (1, 2)
    ]
    content["data"] = {"X": [[0] * 20] * 5000, "Y": [[0]] * 5000}
    file = tmp_path / "work.upstream"
    file.write_text(json.dumps(content), encoding="utf-8")
    assert "parameters times samples of one update" in refused(["trace", str(file)], capsys)


def places(folder: Path) -> dict[str, tuple[Path, str]]:
    (folder / "folder").mkdir()
    (folder / "file").write_text("x", encoding="utf-8")
    (folder / "itself").symlink_to(folder / "itself")
    (folder / "nowhere").symlink_to(folder / "missing")
    with (folder / "huge").open("wb") as file:
        file.truncate(2**30)
    found = {
        "missing": (folder / "missing", "there is no such file"),
        "folder": (folder / "folder", "is a folder"),
        "current": (Path(), "is a folder"),
        "below a file": (folder / "file" / "x", "cannot be read|no such file"),
        "a link to itself": (folder / "itself", "cannot be read"),
        "a link to nowhere": (folder / "nowhere", "there is no such file"),
        "1 GB": (folder / "huge", "is 1024 MB; a document has at most 64 MB"),
        "a null in its name": (Path("a\0b"), "cannot be read|no such file"),
        "a name too long": (folder / ("n" * 5000), "cannot be read"),
        "a newline in its name": (folder / "a\nb", "there is no such file"),
    }
    if hasattr(os, "mkfifo"):
        os.mkfifo(folder / "pipe")
        found["a pipe"] = (folder / "pipe", "is not a regular file")
        found["a device"] = (Path("/dev/zero"), "is not a regular file")
    return found


def test_places_where_there_is_no_document(tmp_path, capsys):
    for name, (file, words) in places(tmp_path).items():
        for arguments in commands(file):
            assert re.search(words, refused(arguments, capsys)), name


def test_from_a_shell_there_is_no_traceback_either(tmp_path):
    file = tmp_path / "deep.upstream"
    file.write_text("[" * DEEP, encoding="utf-8")
    command = [sys.executable, "main.py", "trace", str(file)]
    done = subprocess.run(
        command, cwd=ROOT, capture_output=True, text=True, timeout=60, encoding="utf-8", check=False
    )
    assert (done.returncode, done.stdout) == (2, "")
    assert (
        done.stderr == f"upstream: {file}: is not an Upstream document: its brackets are nested too deeply\n"
    )


FAR = {
    "a place no one trained to": {
        "playhead": {"update": 10**7, "step": 1, "zoom": "layer", "costs_seen": 10**7}
    },
    "a place no one trained to, of much data": {
        "data": {"X": [[n / 100] for n in range(10_000)], "Y": [[0]] * 10_000},
        "batch": 1,
        "playhead": {"update": 10**7, "step": 1, "zoom": "layer", "costs_seen": 10**7},
    },
    "a checkpoint far off": {
        "log": {"J": "", "checkpoints": {"updates": [1_999_999], "parameters": packed(np.ones(4))}},
        "playhead": {"update": 1_999_998, "step": 1, "zoom": "layer"},
    },
    "as far as may be": {
        "log": {
            "J": packed(np.ones(110_000)),
            "checkpoints": {"updates": [39_000, 78_000], "parameters": packed(np.ones(8))},
        },
        "playhead": {"update": 77_999, "step": 1, "zoom": "edge"},
    },
    "costs missing as far as may be, of much data": {
        "data": {"X": [[n / 100] for n in range(10_000)], "Y": [[0]] * 10_000},
        "batch": 1,
        "log": {"J": "", "checkpoints": {"updates": [8_000], "parameters": packed(np.ones(4))}},
    },
    "costs without checkpoints": {
        "log": {"J": packed(np.zeros(300_000))},
        "playhead": {"update": 299_999, "step": 1, "zoom": "layer"},
    },
    "a stage far off": {"log": {"J": packed(np.zeros(9)), "stages": [STAGE | {"update": 200_000}]}},
    "twenty thousand stages": {"log": {"J": packed(np.zeros(9)), "stages": [STAGE] * 20_000}},
    "schema 1: a checkpoint far off": {
        "schema": 1,
        "log": {"J": [], "checkpoints": [POINT | {"update": 10**7}]},
        "playhead": {"update": 10**7 - 1, "step": 1, "zoom": "layer"},
    },
    "schema 1: costs without checkpoints": {
        "schema": 1,
        "log": {"J": [0] * 300_000, "checkpoints": []},
        "playhead": {"update": 299_999, "step": 1, "zoom": "layer"},
    },
    "schema 1: costs far beyond the last checkpoint": {
        "schema": 1,
        "log": {"J": [0] * 300_000, "checkpoints": [POINT]},
    },
}


BOTH = """
import sys
from main import main
file = sys.argv[1]
print([main(["trace", file]), main(["train", file, "--updates", "1"])], file=sys.stderr)
"""


@pytest.mark.parametrize("name", FAR)
def test_a_place_far_away_is_refused_or_reached_soon(name, tmp_path):
    """In a process of its own, so that it can be ended: a hang would hang the tests."""
    file = tmp_path / "far.upstream"
    file.write_text(json.dumps(GOOD | FAR[name]), encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-c", BOTH, str(file)],
        cwd=ROOT, capture_output=True, text=True, timeout=60, encoding="utf-8", check=False,
    )  # fmt: skip
    *said, codes = done.stderr.splitlines()
    assert (codes, len(said)) in (("[0, 0]", 0), ("[2, 2]", 2)), done.stderr
    assert all(line.startswith(f"upstream: {file}: ") for line in said)


def test_the_line_named_is_that_of_the_fault():
    text = to_text(two_nodes()).replace("Two-node network", "NaN").replace('"eta": 1.0', '"eta": NaN')
    line = 1 + text.splitlines().index(' "eta": NaN,')
    with pytest.raises(DocumentError, match=f"line {line}: NaN"):
        parse(text)


def nodes(value, way=()):
    """All places in a JSON value."""
    yield way
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in items:
        yield from nodes(inner, (*way, key))


JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=8)
    | st.sampled_from([10**30, -1, 0, 2**63, 1e300]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=5,
)


@given(data=st.data(), document=documents())
@settings(max_examples=60)
def test_a_spoilt_document_is_read_or_refused_and_nothing_else(data, document):
    content = json.loads(to_text(document))
    for _ in range(data.draw(st.integers(1, 2))):
        content = spoilt(data, content)
    sentence, found, playhead = "", None, None
    try:
        found, playhead = parse(json.dumps(content))
    except DocumentError as error:
        sentence = str(error)
    assert len(sentence.splitlines()) == (found is None)
    if found and playhead.update <= 10:
        frame = frame_of(Session.start(found, playhead))
        assert frame.number <= len(frame.steps)


def spoilt(data, content):
    way = data.draw(st.sampled_from(list(nodes(content))))
    if not way:
        return data.draw(JSON)
    target = content
    for key in way[:-1]:
        target = target[key]
    match data.draw(st.sampled_from(["drop", "replace", "double", "swap"])):
        case "drop":
            del target[way[-1]]
        case "replace":
            target[way[-1]] = data.draw(JSON)
        case "double" if isinstance(target, list):
            target.append(target[way[-1]])
        case "swap" if isinstance(target, dict):
            target[data.draw(st.sampled_from(sorted(target)))] = target[way[-1]]
    return content


@given(st.text(max_size=60) | st.text('{}[]",:01eE+-.\\ntrufalsN', max_size=60))
@settings(max_examples=150)
def test_any_text_at_all_is_refused(text):
    with pytest.raises(DocumentError) as error:
        parse(text)
    assert len(str(error.value).splitlines()) == 1


def test_errors_say_which_file(tmp_path):
    file = tmp_path / "x.upstream"
    file.write_text("{", encoding="utf-8")
    with pytest.raises(DocumentError, match=r"x\.upstream: line 1, column 2: not JSON"):
        load_session(file)
    assert issubclass(DocumentError, ValueError)
