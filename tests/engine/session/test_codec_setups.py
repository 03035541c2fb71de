"""What few documents have is written, left out where it is as usual, and small where it could be large."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from engine import Document, DocumentError, Network, Ref, Session, dump_document, frame_of
from engine.data.classes import one_hot
from engine.data.dataset import DataNotes
from engine.data.features import Feature, with_features
from engine.data.generators import make
from engine.data.scaling import Scaling
from engine.nn.optimizers import Moments
from engine.session.codec import parse, to_text, writing
from engine.session.codec.tables import MOST_LISTED, packed, unpacked
from engine.session.document import Ghost, same_document, two_nodes
from engine.session.edits import with_settings
from engine.session.limits import MAX_NUMBERS, check_limits
from engine.session.making import new_document
from engine.session.places import Place
from engine.session.reading import Place as Where
from engine.session.runlog import Stage
from engine.session.training import train

RARE = ("schedule", "l1", "l2", "shuffle", "moments", "init")


def rich_example() -> dict:
    """The second example of docs/notation.md: what few documents have."""
    page = Path(__file__).parents[3] / "docs" / "notation.md"
    found = re.findall(r"```json\n(.*?)```", page.read_text("utf-8"), re.DOTALL)
    return json.loads(to_text(two_nodes())) | json.loads(found[1])


def test_the_documentation_tells_what_few_documents_have():
    content = rich_example()
    document, _ = parse(json.dumps(content))
    assert json.loads(to_text(document)) == content
    net = document.network
    assert net.activations[1] == "leaky_relu(0.2)"
    assert (net.cut, net.locked) == ({Ref("W", 1, (0, 0))}, {Ref("b", 2, (0,))})
    assert (document.test.tolist(), document.samples) == ([1], 3)
    assert document.notes.scaling == (Scaling("divide", (0,), (0.0,), (10.0,)),)
    assert (document.notes.classes, document.notes.remarks[0][:5]) == (("no", "yes"), "1 row")
    assert (document.schedule, document.l1, document.l2, document.shuffle) == (
        "step(100,0.5)", 0.001, 0.01, "fixed"
    )  # fmt: skip
    assert (document.init, document.places) == ("he", (Place(1, 0, 0.5, 0.25),))
    assert document.moments.t == 3
    assert document.moments.arrays[0].tolist() == [0.0, 0.5, 1.0, 0.0]


def test_what_is_as_usual_is_left_out():
    content = json.loads(to_text(two_nodes()))
    assert not {*RARE, "log", "run", "name", "kept", "places"} & set(content)
    assert content["data"].keys() == {"X", "Y"}
    assert content["network"].keys() == {"layers"}


def test_derived_inputs_are_written_and_must_be_what_they_are_said_to_be():
    data = with_features(make("spiral", n=6), [Feature("product", (0, 1)), Feature("sin", (1,))])
    text = to_text(new_document(data.scaled("standardise")))
    content = json.loads(text)
    assert content["data"]["notes"]["features"] == [
        {"kind": "product", "of": [1, 2]},
        {"kind": "sin", "of": [2]},
    ]
    assert parse(text)[0].notes.features == data.notes.features
    content["data"]["X"][4][2] += 0.01
    with pytest.raises(DocumentError, match=r"^data\.X: has derived inputs that are not what"):
        parse(json.dumps(content))


def test_weights_of_a_whole_layer_are_named_in_one():
    net = Network.random((2, 3, 2), ("tanh", "sigmoid"), seed=1)
    first = [Ref("W", 1, (j, k)) for j in range(3) for k in range(2)]
    some = [Ref("b", 2, (1,)), Ref("W", 2, (1, 2)), Ref("b", 2, (0,)), Ref("W", 2, (0, 1))]
    document = Document(net.with_locked([*first, *some]), np.ones((1, 2)), np.ones((1, 2)))
    content = json.loads(to_text(document))
    assert content["network"]["locked"] == ["w[1]", "w[2][1,2]", "w[2][2,3]", "b[2]"]
    assert same_document(parse(to_text(document))[0], document)


def digits_like(batch: int = 16) -> Document:
    """As large as the 8×8 digits: 1,797 rows of 64 and 10 numbers, every fifth row kept for testing."""
    rng = np.random.default_rng(5)
    net = Network.random((64, 32, 10), ("relu", "softmax"), "he", 1)
    X, Y = rng.integers(0, 17, (1797, 64)) / 16, one_hot(rng.integers(0, 10, 1797), 10)
    steps = (Scaling("divide", tuple(range(64)), (0.0,) * 64, (16.0,) * 64),)
    return Document(net, X, Y, "softmax_ce", "adam", 0.01, batch, test=np.arange(0, 1797, 5), notes=DataNotes(
        "Digits", scaling=steps, classes=tuple("0123456789")
    ))  # fmt: skip


def test_large_tables_are_packed_and_the_data_stand_in_the_file_once():
    document = digits_like()
    document = with_settings(with_settings(document, 0, eta=0.1), 0, l2=0.5)
    document = replace(document, ghosts=tuple(Ghost(n, replace(document, run=n)) for n in (7, 8)))
    text = to_text(document)
    assert len(text) < 1.1 * 8 * 4 / 3 * (1797 * 74 + 3 * document.network.parameters) + 20_000
    assert text.count("\n") < 30
    found, _ = parse(text)
    assert same_document(found, document)
    assert all(ghost.document.X is found.X and ghost.document.Y is found.Y for ghost in found.ghosts)
    content = json.loads(text)
    assert content["data"]["X"]["shape"] == [1797, 64]
    assert "data" not in content["ghosts"][0]


def test_a_stage_writes_of_the_data_what_changed():
    begin = digits_like()
    setups = [replace(begin, test=np.array([3])), replace(begin, test=np.array([3]), Y=begin.Y[::-1])]
    setups.append(replace(setups[1], notes=DataNotes(), test=np.array([], dtype=np.int64)))
    stages = tuple(Stage(n, setup) for n, setup in enumerate(setups, 1))
    document = replace(begin, log=replace(begin.log.grown(np.ones(5)), stages=stages))
    text = to_text(document)
    written = [stage["data"] for stage in json.loads(text)["log"]["stages"]]
    assert [set(data) for data in written] == [{"test"}, {"Y"}, {"test", "notes"}]
    assert (written[0]["test"], written[2]) == ([4], {"test": [], "notes": {}})
    assert same_document(parse(text)[0], document)


def test_tables_are_listed_up_to_a_thousand_numbers():
    for rows in (MOST_LISTED, MOST_LISTED + 1):
        document = Document(two_nodes().network, np.ones((rows, 1)), np.ones((rows, 1)))
        assert isinstance(json.loads(to_text(document))["data"]["X"], dict) == (rows > MOST_LISTED)
        assert same_document(parse(to_text(document))[0], document)


def test_the_tables_of_a_large_network_are_all_packed():
    for nodes in (27, 28):
        net = Network.random((nodes, nodes, 8), ("tanh", "tanh"))
        document = Document(net, np.ones((1, nodes)), np.ones((1, 8)))
        layers = json.loads(to_text(document))["network"]["layers"]
        assert [isinstance(layer["W"], dict) for layer in layers] == 2 * [net.parameters > MOST_LISTED]
        assert same_document(parse(to_text(document))[0], document)


def test_a_run_with_moments_goes_on_bit_for_bit_from_a_file():
    document = replace(two_nodes(), optimizer="adam", eta=0.05, schedule="cosine(300,0.1)", l2=0.01)
    document = _trained(_trained(document, 230), 40)
    found, _ = parse(to_text(document))
    assert same_document(found, document)
    assert found.log.checkpoints[1].row.size == 3 * 4 + 1
    assert _trained(found, 50).log.curve().tobytes() == _trained(document, 50).log.curve().tobytes()


def _trained(document: Document, most: int) -> Document:
    stretch = train(document, most)
    log = document.log.grown(np.array(stretch.costs), tuple(stretch.checkpoints), stretch.end)
    return replace(document, log=log)


def test_moments_survive_to_the_last_bit():
    rng = np.random.default_rng(3)
    moments = Moments(12, (rng.normal(size=4), rng.random(4)))
    document = replace(two_nodes(), optimizer="adam", moments=moments)
    found = parse(to_text(document))[0].moments
    assert [a.tobytes() for a in found.arrays] == [a.tobytes() for a in moments.arrays]
    assert frame_of(Session.start(parse(to_text(document))[0])).number == 1


def test_what_a_file_may_not_hold_is_not_written_either(tmp_path):
    net = Network.random((40, 1), ("tanh",))
    rows = MAX_NUMBERS // 41 + 1
    document = Document(net, np.zeros((rows, 40)), np.zeros((rows, 1)), batch=1)
    with pytest.raises(
        ValueError, match="numbers in X and Y together are more than the 2,000,000 that a doc"
    ):
        check_limits(document)
    file = tmp_path / "x.upstream"
    with pytest.raises(DocumentError, match=r"x\.upstream: cannot be written: 2,000,021 numbers in X and Y"):
        dump_document(document, file)
    assert not file.exists()
    for part, words in (
        (
            replace(document, X=np.zeros((2, 40)), Y=np.zeros((2, 1)), notes=DataNotes("x" * 2001)),
            "2,001 char",
        ),
        (
            Document(two_nodes().network, np.zeros((20_000, 1)), np.zeros((20_000, 1))),
            "80,000 parameters times",
        ),
    ):
        with pytest.raises(DocumentError, match=words):
            to_text(replace(two_nodes(), ghosts=(Ghost(2, part),)))


def test_a_file_is_measured_in_bytes(monkeypatch):
    document = replace(two_nodes(), notes=DataNotes("δ" * 900))
    monkeypatch.setattr(writing, "MAX_BYTES", len(to_text(document)) + 450)
    with pytest.raises(DocumentError, match="would be 0 MB; a document has at most 0 MB"):
        to_text(document)


def test_a_function_has_one_spelling():
    content = rich_example() | {"optimizer": " momentum( 0.5 ) ", "cost": "squared()", "shuffle": "none "}
    content["network"]["layers"][1]["activation"] = "sigmoid ()"
    document, _ = parse(json.dumps(content))
    assert (document.optimizer, document.cost, document.shuffle) == ("momentum(0.5)", "squared", "none")
    assert document.network.activations[2] == "sigmoid"


def test_packed_texts_hold_any_number():
    numbers = np.array([0.0, -0.0, 5e-324, np.inf, np.nan])
    assert unpacked(packed(numbers), Where()).tobytes() == numbers.tobytes()
