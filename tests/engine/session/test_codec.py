"""Documents survive a file exactly, and a file is never half written."""

from __future__ import annotations

import json
import os
import re
import stat
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine import (
    Document,
    DocumentError,
    Network,
    Ref,
    Session,
    actions,
    dump_document,
    frame_of,
    load_document,
    update,
)
from engine.session.codec import documents as codec
from engine.session.codec import load_session, parse, to_text, writing
from engine.session.codec.tables import packed, unpacked
from engine.session.document import Ghost, same_document, two_nodes
from engine.session.edits import with_datum, with_settings
from engine.session.frame import same_frame
from engine.session.places import Place
from engine.session.playhead import Playhead, placed
from engine.session.reading import Place as Where
from engine.session.replay import network_at
from engine.session.runlog import Checkpoint
from engine.session.training import train
from tests.strategies import documents, playheads


@given(data=st.data(), document=documents())
@settings(max_examples=50)
def test_reading_what_was_written_gives_the_same_document(data, document):
    playhead = data.draw(playheads(document))
    found, place = parse(to_text(document, playhead))
    assert same_document(found, document)
    assert place == replace(playhead, playing=False, speed=1.0)
    assert to_text(found, place) == to_text(document, playhead)
    assert [m.tobytes() for m in found.network.W] == [m.tobytes() for m in document.network.W]  # −0 as well
    assert found.log.spacing == document.log.spacing or not document.log.checkpoints
    assert same_frame(frame_of(Session.start(found, place)), frame_of(Session.start(document, playhead)))


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
    points = [Checkpoint(1, np.ones(4)), Checkpoint(2, np.ones(4)), Checkpoint(1, np.zeros(4))]
    logs = [replace(document, log=document.log.grown(np.array([1.0, 2.0]), (point,))) for point in points]
    assert not any(same_document(logs[0], other) for other in logs[1:])
    assert same_document(logs[0], logs[0])
    trained = replace(document, log=document.log.grown(np.array([1.0, 2.0, 3.0]), ()))
    others = [with_settings(trained, at, eta=eta) for at, eta in ((1, 0.5), (1, 0.25), (2, 0.5))]
    others += [replace(trained, run=2), replace(trained, ghosts=(Ghost(2, document),)), trained]
    others += [replace(trained, ghosts=(Ghost(3, document),)), replace(trained, ghosts=(Ghost(2, trained),))]
    others += [with_datum(trained, Ref("x", 0, (0,), 0), 2.0, 1), replace(trained, init="he")]
    others += [replace(trained, places=(Place(*at),)) for at in ((1, 0, 0.5, 0.5), (1, 0, 0.5, 0.25))]
    pairs = [(a, b) for a in others for b in others]
    assert all(same_document(a, b) == (a is b) for a, b in pairs)


def test_the_file_is_what_the_documentation_says(tmp_path):
    file = tmp_path / "net.upstream"
    dump_document(two_nodes(), file, Playhead(update=0, step=9, sample=0))
    content = json.loads(file.read_text(encoding="utf-8"))
    assert content == {
        "format": "upstream",
        "schema": 4,
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


def documented() -> list[dict]:
    """The pieces of a file that docs/notation.md shows."""
    page = Path(__file__).parents[3] / "docs" / "notation.md"
    return [json.loads(text) for text in re.findall(r"```json\n(.*?)```", page.read_text("utf-8"), re.DOTALL)]


def test_the_documentation_shows_what_is_written():
    plain, _rich, run = documented()
    assert plain == json.loads(to_text(two_nodes()))
    session = Session.start(two_nodes())
    session = update(session, train(session.document, 2).action("train"))
    session = update(session, actions.Seek(1, 1))
    session = update(session, actions.SetEta(0.5, "rate"))
    session = update(session, train(session.document, 1).action("train"))
    found, playhead = parse(json.dumps(plain | run))
    assert playhead == session.playhead
    assert (found.run, found.ghosts[0].number) == (session.document.run, 1) == (2, 1)
    pairs = (found, session.document), (found.ghosts[0].document, session.document.ghosts[0].document)
    for ours, wanted in pairs:
        np.testing.assert_allclose(ours.log.curve(), wanted.log.curve(), rtol=1e-14)
        np.testing.assert_allclose(
            network_at(ours, 2).to_vector(), network_at(wanted, 2).to_vector(), rtol=1e-14
        )
    assert found.log.stages[0].setup.eta == 0.5


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
    log = document.log.grown(np.array([1.0, np.inf]), (Checkpoint(1, np.ones(4)),))
    again = replace(document, log=log)
    assert same_document(parse(to_text(again))[0], again)


@given(st.lists(st.floats(), max_size=20))
def test_packed_numbers_are_the_same_bits_again(numbers):
    assert unpacked(packed(np.array(numbers)), Where()).tobytes() == np.array(numbers, dtype=float).tobytes()


def test_data_that_were_changed_and_changed_back_survive():
    document = replace(two_nodes(), log=two_nodes().log.grown(np.ones(10)))
    for at, x in ((2, 1.0), (4, 3.0), (6, 3.5)):
        document = replace(with_datum(document, Ref("x", 0, (0,), 0), x, at), ghosts=(), run=1)
    found, _ = parse(to_text(document))
    assert [stage.setup.X[0, 0] for stage in found.log.stages] == [1.0, 3.0, 3.5]
    assert same_document(found, document)


def test_a_file_is_written_an_entry_a_line():
    text = to_text(train_and_edit(), Playhead())
    assert [line.split(":")[0] for line in text.splitlines()] == [
        "{", *(f' "{key}"' for key in json.loads(text)), "}"
    ]  # fmt: skip


def train_and_edit() -> Document:
    session = Session.start(two_nodes())
    for eta in (0.5, 0.25, 0.125):
        session = update(session, train(session.document, 40).action("train"))
        session = update(session, actions.Seek(1, 20))
        session = update(session, actions.SetEta(eta, "rate"))
    return session.document


def test_ghosts_that_would_make_a_file_too_large_are_left_out(tmp_path, monkeypatch):
    document = train_and_edit()
    assert [ghost.number for ghost in document.ghosts] == [1, 2, 3]
    whole, alone = len(to_text(document)), len(to_text(replace(document, ghosts=())))
    monkeypatch.setattr(writing, "_MARGIN", 20)
    file = tmp_path / "net.upstream"
    for room, kept in ((whole + 150, [1, 2, 3]), (whole - 50, [2, 3]), (alone + 50, [])):
        monkeypatch.setattr(writing, "MAX_BYTES", room)
        assert dump_document(document, file) == tuple(n for n in (1, 2, 3) if n not in kept)
        found = load_document(file)
        assert [ghost.number for ghost in found.ghosts] == kept
        assert same_document(replace(found, ghosts=()), replace(document, ghosts=()))
        assert file.stat().st_size <= room
    monkeypatch.setattr(writing, "MAX_BYTES", 300)
    old = old_text(file)
    with pytest.raises(DocumentError, match=r"net\.upstream: cannot be written: would be 0 MB"):
        dump_document(document, file)
    assert file.read_text(encoding="utf-8") == old


def test_runs_that_are_named_or_kept_are_written_first(monkeypatch):
    document = train_and_edit()
    one, two, three = document.ghosts
    named = replace(one, document=replace(one.document, run_name="Δ" * 60))
    document = replace(document, ghosts=(named, two, three))
    monkeypatch.setattr(writing, "_MARGIN", 20)
    monkeypatch.setattr(writing, "MAX_BYTES", len(to_text(document).encode()) - 100)
    text, left_out = writing.written(document)
    assert [ghost.number for ghost in parse(text)[0].ghosts] == [1, 3]
    assert left_out == (2,)
    assert len(text.encode()) <= writing.MAX_BYTES


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
    newest = codec.SCHEMA

    def migrate(old):
        return {**{k: v for k, v in old.items() if k != "rate"}, "eta": old["rate"]}

    monkeypatch.setattr(codec, "SCHEMA", newest + 1)
    monkeypatch.setattr(codec, "MIGRATIONS", {newest: migrate})
    assert same_document(parse(json.dumps(content))[0], two_nodes())


def test_a_large_network_within_the_limits_is_read():
    rng = np.random.default_rng(1)
    net = Network.from_arrays([rng.normal(size=(100, 300))], [rng.normal(size=100)], ["tanh"])
    document = Document(net, rng.normal(size=(1, 300)), rng.normal(size=(1, 100)))
    assert same_document(parse(to_text(document))[0], document)
