"""The score of a run: of the rows kept for testing and of those trained with, at any update."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from engine import Document, Network, Session, actions, update
from engine.nn.score import score
from engine.session import scores
from engine.session.document import two_nodes
from engine.session.replay import curve_of, network_at
from engine.session.training import train


def classes() -> Document:
    rng = np.random.default_rng(3)
    X = rng.normal(size=(40, 2))
    Y = np.eye(2)[(X[:, 0] * X[:, 1] > 0).astype(int)]
    net = Network.random((2, 8, 2), ("tanh", "softmax"), seed=2)
    test = np.arange(0, 40, 4)
    return Document(net, X, Y, cost="softmax_ce", optimizer="adam", eta=0.05, batch=5, test=test)


def trained(updates: int) -> Document:
    session = Session.start(classes())
    return update(session, train(session.document, updates).action("train")).document


def test_scores_are_those_of_the_network_that_an_update_begins_with():
    document = trained(300)
    for n in (0, 100, 299, 300):
        net, test = network_at(document, n), document.test
        assert scores.test_score_at(document, n) == score(
            net, document.X[test], document.Y[test], "softmax_ce"
        )
        assert scores.training_score_at(document, n) == score(
            net, document.train_X, document.train_Y, "softmax_ce"
        )
    first, last = scores.training_score_at(document, 0), scores.training_score_at(document, 300)
    assert first.accuracy < 0.8
    assert last.accuracy > 0.95
    reached = curve_of(document, 301)[300]
    assert abs(last.J - reached) < 1e-12


def test_without_rows_kept_for_testing_there_is_no_test_score():
    assert scores.test_score_at(two_nodes(), 3) is None
    assert scores.training_score_at(two_nodes(), 0).accuracy == 0.0


def test_from_an_update_on_other_rows_can_be_kept_for_testing():
    session = update(Session.start(trained(50)), actions.Seek(1, 20))
    session = update(session, actions.SetSettings({"test": np.array([1, 2, 3])}, "test rows"))
    document, net = session.document, network_at(session.document, 20)
    for n, rows in ((19, classes().test), (20, np.array([1, 2, 3]))):
        wanted = score(network_at(document, n), document.X[rows], document.Y[rows], "softmax_ce")
        assert scores.test_score_at(document, n) == wanted
    assert scores.test_score_at(replace(document), 20) == score(
        net, document.X[1:4], document.Y[1:4], "softmax_ce"
    )
