"""Small documents that have everything a document can have, as text: what is damaged to fuzz the reader."""

from __future__ import annotations

import json
from dataclasses import replace
from functools import cache

import numpy as np

from engine import Document, Network, Ref, Session, actions, update
from engine.data.dataset import DataNotes, DataSet
from engine.data.features import Feature, with_features
from engine.data.scaling import Scaling
from engine.session.codec import to_text
from engine.session.codec.tables import packed
from engine.session.document import two_nodes
from engine.session.edits import with_settings
from engine.session.places import Place
from engine.session.playhead import Playhead
from engine.session.training import train


@cache
def corpus() -> tuple[str, ...]:
    """Return documents of all schemas, a few kilobytes each."""
    plain = json.loads(to_text(two_nodes(), Playhead(update=2, step=3, zoom="edge")))
    return (
        *(json.dumps(content) for content in (plain, _schema_1(plain), _schema_2(), _schema_3(), _classes())),
        *(to_text(session.document, session.playhead) for session in (_edited(), _regression())),
    )


def _trained(session: Session, updates: int) -> Session:
    return update(session, train(session.document, updates).action("train"))


def _schema_1(plain: dict) -> dict:
    points = [
        {"update": n, "eta": eta, "parameters": [0.1 * n, -1, 0.5, 2]} for n, eta in ((2, 0.5), (4, 1.0))
    ]
    return plain | {"schema": 1, "log": {"J": [0.5, None, 0.25, 0.125, 0.1], "checkpoints": points}}


def _schema_2() -> dict:
    """A document with a stage and a ghost; what schema 2 did not have is not in it."""
    session = update(_trained(Session.start(two_nodes()), 3), actions.Seek(4, 1))
    session = _trained(update(session, actions.SetEta(0.5, "rate")), 2)
    content = json.loads(to_text(session.document, session.playhead)) | {"schema": 2}
    content["ghosts"][0]["data"] = content["data"]
    return content


def _schema_3() -> dict:
    """A document with all that schema 3 brought."""
    content = _classes()
    del content["init"]
    return content | {"schema": 3}


def _classes() -> dict:
    """Three classes: softmax, adam in mid-run, test rows, notes, edges cut, biases locked, packed data."""
    rng = np.random.default_rng(2)
    net = Network.random((3, 4, 3), ("leaky_relu(0.2)", "softmax"), "he", 1)
    net = net.with_cut([Ref("W", 1, (0, 1)), Ref("W", 2, (1, 2))])
    net = net.with_locked([Ref("b", 1, (j,)) for j in range(4)] + [Ref("W", 2, (0, 0))])
    document = Document(
        net, rng.normal(size=(12, 3)), np.eye(3)[rng.integers(0, 3, 12)], "softmax_ce", "adam(0.8)", 0.05,
        4, 7, "cosine(50,0.1)", 0.001, 0.01, "fixed", np.array([2, 7]), title="Classes δ", init="he",
        notes=DataNotes("Three", ("a", "b", "c"), ("u", "v", "w"), ("x", "y", "z"), (
            Scaling("standardise", (0, 2), (1.0, 2.0), (0.5, 3.0)),
            Scaling("divide", (0,), (0.0,), (9.0,), "Y"),
        ), "made up", ("1 row left out.",)),
    )  # fmt: skip
    session = _trained(Session.start(document), 230)
    content = json.loads(to_text(session.document, Playhead(update=201, step=7, zoom="node", sample=2)))
    return content | {"data": content["data"] | {"X": {"shape": [12, 3], "numbers": packed(document.X)}}}


def _edited() -> Session:
    """A run with stages that change everything, and ghosts that are named and kept."""
    session = _trained(Session.start(replace(two_nodes(), optimizer="momentum(0.5)")), 20)
    session = update(session, actions.Seek(5, 10))
    session = _trained(update(session, actions.SetParameter(Ref("W", 2, (0, 0)), -0.5, "w")), 5)
    session = update(update(session, actions.KeepRun("keep")), actions.NameRun(1, "first", "name"))
    session = update(session, actions.SetData(Ref("x", 0, (0,)), 1.0, "x"))
    document = with_settings(_trained(session, 5).document, 12, optimizer="rmsprop", batch=1, l2=0.1)
    return Session.start(document, Playhead(update=12, step=2))


def _regression() -> Session:
    """Three layers, a penalty, Nesterov, a batch of two of five samples, a derived input, placed nodes."""
    rng = np.random.default_rng(4)
    net = Network.random((2, 3, 2, 1), ("tanh", "softplus", "linear"), "xavier", 3)
    X = rng.normal(size=(5, 1))
    data = with_features(DataSet(X, X + 1), [Feature("square", (0,))]).scaled("min-max")
    document = Document(net, data.X, data.Y, "mse", "nesterov", 0.1, 2, 9, l1=0.01, notes=data.notes)
    put = actions.PlaceNodes((Place(1, 2, 0.25, 1.0), Place(0, 0, 0.0, 0.5)), "arrange")
    return _trained(update(Session.start(document), put), 12)
