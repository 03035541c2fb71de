"""Files of schema 1 are read as they were: every update has the parameters that it had."""

from __future__ import annotations

import json
from dataclasses import replace

import numpy as np
import pytest

from engine import Document, Network, Ref, Session, backprop, update
from engine.session import runlog, training
from engine.session.codec import parse, to_text
from engine.session.document import same_document, two_nodes
from engine.session.playhead import Playhead
from engine.session.replay import curve_of, eta_at, network_at
from engine.session.runner import Runner
from engine.session.training import train

# Written by the program when it wrote schema 1: 4 updates; η = 0.5 from update 2 on, 3 more;
# w₂ = −0.5 from update 4 on, 2 more.
EDITED = """{"format": "upstream", "schema": 1, "title": "Two-node network",
 "network": {"layers": [{"activation": "sigmoid", "W": [[0.2]], "b": [-0.1]},
                        {"activation": "sigmoid", "W": [[0.8]], "b": [-1.2]}]},
 "data": {"X": [[3.0]], "Y": [[1.0]]}, "cost": "half_squared", "optimizer": "sgd", "eta": 1.0,
 "batch": null, "seed": 0,
 "log": {"J": [0.22353855949528398, 0.18504286582711918, 0.14723083611744167, 0.13029092687661517,
               0.29106658910171174, 0.274799111048144, 0.25786350301124333],
  "checkpoints": [
   {"update": 2, "eta": 0.5, "parameters": [0.3672164197297676, -0.0442611934234108, 0.991553492164728,
                                            -0.9069104559769122]},
   {"update": 4, "eta": 0.5, "parameters": [0.4412785184663749, -0.01957382717787502, -0.5,
                                            -0.7757924034609955]},
   {"update": 6, "eta": 0.5, "parameters": [0.40741865940587113, -0.0308604468647096, -0.39053288293174,
                                            -0.6357257024647529]}]},
 "playhead": {"update": 4, "step": 3, "zoom": "layer", "sample": 1, "costs_seen": 5}}"""
PARAMETERS = [
    [0.2, -0.1, 0.8, -1.2],
    [0.28355467872886775, -0.07214844042371076, 0.8922137728398616, -1.0518557466849865],
    [0.3672164197297676, -0.0442611934234108, 0.991553492164728, -0.9069104559769122],
    [0.40554343155750683, -0.031485522814164384, 1.0415304281222808, -0.8395734359419266],
    [0.4412785184663749, -0.01957382717787502, -0.5, -0.7757924034609955],
    [0.4239046924768257, -0.025365102507724738, -0.4457361256464926, -0.7068027891515306],
    [0.40741865940587113, -0.0308604468647096, -0.39053288293174, -0.6357257024647529],
]


def test_a_run_with_edits_as_the_program_wrote_it():
    document, playhead = parse(EDITED)
    for n, wanted in enumerate(PARAMETERS):
        np.testing.assert_allclose(network_at(document, n).to_vector(), wanted, rtol=1e-13)
    for n in (2, 4, 6):
        assert network_at(document, n).to_vector().tolist() == PARAMETERS[n]
    assert [eta_at(document, n) for n in range(8)] == [1.0, 1.0] + [0.5] * 6
    assert document.log.curve().tolist() == json.loads(EDITED)["log"]["J"]
    assert (document.log.updates, document.run, document.ghosts) == (6, 1, ())
    assert (playhead.update, playhead.step, playhead.costs_seen) == (4, 3, 5)
    assert same_document(parse(to_text(document, playhead))[0], document)


@pytest.mark.parametrize(
    "name", ["title", "optimizer", "batch", "seed", "log", "playhead"], ids=lambda name: f"no {name}"
)
def test_what_schema_1_could_leave_out(name):
    content = json.loads(EDITED)
    del content[name]
    document, _ = parse(json.dumps(content))
    assert document.network.to_vector().tolist() == PARAMETERS[0]


def test_a_cost_that_was_no_number():
    content = json.loads(EDITED)
    content["log"]["J"][5] = None
    document, _ = parse(json.dumps(content))
    assert np.isnan(document.log.curve()[5])
    assert document.log.curve()[6] == content["log"]["J"][6]


def batches() -> Document:
    rng = np.random.default_rng(9)
    net = Network.random((2, 3, 2), ("tanh", "sigmoid"), seed=4)
    return Document(net, rng.normal(size=(5, 2)), rng.random((5, 2)), batch=2, seed=6)


class Old:
    """The old program: training from start to end, and a log as schema 1 had it."""

    def __init__(self, document: Document) -> None:
        self.document, self.eta = document, document.eta
        self.nets = [document.network]
        self.points: dict[int, dict] = {}

    def point(self, n: int) -> None:
        self.points[n] = {"update": n, "eta": self.eta, "parameters": self.nets[n].to_vector().tolist()}

    def train(self, updates: int) -> None:
        runner = Runner(replace(self.document, eta=self.eta))
        for n in range(len(self.nets) - 1, len(self.nets) - 1 + updates):
            self.nets.append(self.nets[n].with_vector(runner.replay(self.nets[n].to_vector(), n, n + 1)))
            if (n + 1) % 100 == 0:
                self.point(n + 1)
        self.point(len(self.nets) - 1)

    def edit(self, at: int, eta: float | None = None, w: float | None = None) -> None:
        self.nets = self.nets[: at + 1]
        self.points = {n: point for n, point in self.points.items() if n < at}
        self.eta = eta or self.eta
        if w is not None:
            self.nets[at] = self.nets[at].with_parameter(Ref("W", 1, (0, 0)), w)
        self.point(at)

    def text(self) -> str:
        content = json.loads(to_text(self.document)) | {"schema": 1}
        d = self.document
        costs = [backprop(net, d.X, d.Y, d.cost).J for net in self.nets]
        return json.dumps(content | {"log": {"J": costs, "checkpoints": list(self.points.values())}})


@pytest.fixture(params=[two_nodes, batches], ids=["two nodes", "batches"])
def old(request) -> Old:
    """130 updates; η and then a weight changed in the course of them; 100 more, and 120 more."""
    found = Old(request.param())
    found.train(130)
    found.edit(57, eta=0.25)
    found.train(160)
    found.edit(143, w=0.7)
    found.train(100)
    found.train(120)
    return found


def test_every_update_has_the_parameters_that_it_had(old):
    document, _ = parse(old.text())
    again, _ = parse(to_text(document))
    assert document.log.updates == len(old.nets) - 1 == 363
    for n, net in enumerate(old.nets):
        assert network_at(document, n).to_vector().tolist() == net.to_vector().tolist(), n
        if n % 7 == 0:
            assert network_at(again, n).to_vector().tolist() == net.to_vector().tolist(), n
    assert [eta_at(document, n) for n in (56, 57, 142, 143, 363)] == [1.0] + [0.25] * 4
    assert same_document(document, again)


def test_the_run_goes_on_as_it_would_have_and_the_past_outlives_thinning(old, monkeypatch):
    for module in (runlog, training):
        monkeypatch.setattr(module, "ROOM", 4 * 8 * old.document.network.parameters)
    monkeypatch.setattr(training, "most_updates", lambda _setup: 10**6)
    document, _ = parse(old.text())
    session = Session.start(document)
    for _ in range(4):
        session = update(session, train(session.document, 150).action("train"))
    assert session.document.log.spacing > 100
    before = len(old.nets)
    old.train(600)
    for n in (*range(0, before, 11), 57, 143, *range(before, len(old.nets), 97)):
        assert network_at(session.document, n).to_vector().tolist() == old.nets[n].to_vector().tolist(), n


def test_costs_that_were_not_written_are_computed():
    content = json.loads(EDITED)
    wanted = content["log"]["J"]
    content["log"]["J"] = wanted[:1]
    document, _ = parse(json.dumps(content))
    np.testing.assert_allclose(curve_of(document, 7), wanted, rtol=1e-13)
    trained = update(Session.start(document, Playhead()), train(document, 1).action("train")).document
    np.testing.assert_allclose(trained.log.curve()[:7], wanted, rtol=1e-13)
    assert trained.log.curve().size == 8
    assert same_document(replace(trained, log=document.log), document)
