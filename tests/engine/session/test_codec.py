"""Documents survive a file exactly, and a file is never half written."""

from __future__ import annotations

import json
import os
import stat
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine import Document, DocumentError, Network, dump_document, load_document
from engine.session import codec
from engine.session.codec import load_session, parse, to_text
from engine.session.document import same_document, two_nodes
from engine.session.playhead import Playhead, placed
from engine.session.runlog import Checkpoint
from tests.strategies import documents, playheads


@given(data=st.data(), document=documents())
@settings(max_examples=80)
def test_reading_what_was_written_gives_the_same_document(data, document):
    playhead = data.draw(playheads(document))
    found, place = parse(to_text(document, playhead))
    assert same_document(found, document)
    assert place == replace(playhead, playing=False, speed=1.0)
    assert to_text(found, place) == to_text(document, playhead)
    assert [m.tobytes() for m in found.network.W] == [m.tobytes() for m in document.network.W]  # −0 as well


def test_same_document_sees_every_difference():
    document = two_nodes()
    assert same_document(document, replace(document))
    changes = {"X": [[3.5]], "Y": [[0.5]], "cost": "bce", "eta": 0.5, "batch": 1, "seed": 1, "title": "Other",
               "network": Network.random((1, 1, 1), ("sigmoid",) * 2),
               "log": document.log.grown(np.array([1.0]), ())}  # fmt: skip
    for name, value in changes.items():
        assert not same_document(document, replace(document, **{name: value})), name
    tanh = Network.from_arrays([[[0.2]], [[0.8]]], [[-0.1], [-1.2]], ["tanh", "sigmoid"])
    assert not same_document(document, replace(document, network=tanh))
    points = [Checkpoint(1, np.ones(4), 1.0), Checkpoint(2, np.ones(4), 1.0), Checkpoint(1, np.zeros(4), 1.0),
              Checkpoint(1, np.ones(4), 0.5)]  # fmt: skip
    logs = [replace(document, log=document.log.grown(np.array([1.0, 2.0]), (point,))) for point in points]
    assert not any(same_document(logs[0], other) for other in logs[1:])
    assert same_document(logs[0], logs[0])


def test_the_file_is_what_the_documentation_says(tmp_path):
    file = tmp_path / "net.upstream"
    dump_document(two_nodes(), file, Playhead(update=0, step=9, sample=0))
    content = json.loads(file.read_text(encoding="utf-8"))
    assert content == {
        "format": "upstream",
        "schema": 1,
        "title": "Two-node network",
        "network": {
            "layers": [
                {"activation": "sigmoid", "W": [[0.2]], "b": [-0.1]},
                {"activation": "sigmoid", "W": [[0.8]], "b": [-1.2]},
            ]
        },
        "data": {"X": [[3.0]], "Y": [[1.0]]},
        "cost": "half_squared",
        "optimizer": "sgd",
        "eta": 1.0,
        "batch": None,
        "seed": 0,
        "playhead": {"update": 0, "step": 9, "zoom": "layer", "sample": 1, "costs_seen": 0},
    }
    document, playhead = load_session(file)
    assert same_document(document, two_nodes())
    assert (playhead.step, playhead.zoom) == (9, "layer")


def test_what_may_be_left_out():
    content = json.loads(to_text(two_nodes()))
    for key in ("title", "optimizer", "batch", "seed"):
        del content[key]
    document, playhead = parse(json.dumps(content))
    assert same_document(document, replace(two_nodes(), title=""))
    assert playhead == placed(document, Playhead())


def test_numbers_may_be_whole_and_text_may_begin_with_a_byte_order_mark(tmp_path):
    file = tmp_path / "net.upstream"
    text = to_text(two_nodes()).replace("3.0", "3").replace("Two-node", "Zwei Knoten δ")
    file.write_bytes(b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode())
    assert load_document(file).X.tolist() == [[3.0]]
    assert load_document(file).title == "Zwei Knoten δ network"
    assert load_document(str(file)).X.dtype == np.float64


def test_a_playhead_beyond_the_end_is_brought_back():
    content = json.loads(to_text(two_nodes()))
    content["playhead"] = {"update": 0, "step": 10**6, "zoom": "edge", "sample": 9999}
    _, playhead = parse(json.dumps(content))
    assert (playhead.step, playhead.sample, playhead.zoom) == (27, 0, "edge")


def test_a_cost_that_is_no_number_survives():
    document = two_nodes()
    log = document.log.grown(np.array([1.0, np.inf]), (Checkpoint(1, np.ones(4), 1.0),))
    again = replace(document, log=log)
    assert same_document(parse(to_text(again))[0], again)


def old_text(file: Path) -> str:
    file.write_text("old", encoding="utf-8")
    return "old"


@pytest.mark.parametrize("call", ["replace", "fsync", "chmod"])
def test_a_failed_write_leaves_the_old_file_and_nothing_else(tmp_path, monkeypatch, call):
    file = tmp_path / "net.upstream"
    old = old_text(file)

    def fail(*_arguments, **_names):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, call, fail)
    monkeypatch.setattr(Path, call, fail, raising=False)
    with pytest.raises(DocumentError, match=r"net\.upstream: cannot be written: No space left on device$"):
        dump_document(two_nodes(), file)
    monkeypatch.undo()
    assert file.read_text(encoding="utf-8") == old
    assert list(tmp_path.iterdir()) == [file]


def test_an_interrupted_write_leaves_the_old_file_and_nothing_else(tmp_path, monkeypatch):
    file = tmp_path / "net.upstream"
    old = old_text(file)

    def interrupt(*_arguments):
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", interrupt)
    with pytest.raises(KeyboardInterrupt):
        dump_document(two_nodes(), file)
    monkeypatch.undo()
    assert file.read_text(encoding="utf-8") == old
    assert list(tmp_path.iterdir()) == [file]


@pytest.mark.parametrize("where", ["missing/net.upstream", "folder", "file/net.upstream", "n" * 300])
def test_places_that_cannot_be_written(tmp_path, where):
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "inside").write_text("kept", encoding="utf-8")
    (tmp_path / "file").write_text("kept", encoding="utf-8")
    before = sorted(tmp_path.rglob("*"))
    with pytest.raises(DocumentError, match=r"cannot be written: [A-Z]"):
        dump_document(two_nodes(), tmp_path / where)
    assert sorted(tmp_path.rglob("*")) == before


def test_a_file_keeps_its_permissions_and_a_new_one_is_not_private(tmp_path):
    file, plain = tmp_path / "net.upstream", tmp_path / "plain"
    plain.write_text("", encoding="utf-8")
    dump_document(two_nodes(), file)
    assert stat.S_IMODE(file.stat().st_mode) == stat.S_IMODE(plain.stat().st_mode)
    file.chmod(0o640)
    mode = file.stat().st_mode
    dump_document(two_nodes(), file)
    assert file.stat().st_mode == mode


def test_an_older_schema_is_brought_up_to_date(monkeypatch):
    content = json.loads(to_text(two_nodes()))
    content["rate"] = content.pop("eta")

    def migrate(old):
        return {**{k: v for k, v in old.items() if k != "rate"}, "eta": old["rate"], "schema": 2}

    monkeypatch.setattr(codec, "SCHEMA", 2)
    monkeypatch.setattr(codec, "MIGRATIONS", {1: migrate})
    assert same_document(parse(json.dumps(content))[0], two_nodes())


def test_a_large_network_within_the_limits_is_read():
    rng = np.random.default_rng(1)
    net = Network.from_arrays([rng.normal(size=(100, 300))], [rng.normal(size=100)], ["tanh"])
    document = Document(net, rng.normal(size=(1, 300)), rng.normal(size=(1, 100)))
    assert same_document(parse(to_text(document))[0], document)
