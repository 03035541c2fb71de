"""The score of a run: of the rows kept for testing and of those trained with, at any update."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine import Document, Network, Session, actions, update
from engine.nn.score import score
from engine.session import scores
from engine.session.document import two_nodes
from engine.session.replay import curve_of, network_at
from engine.session.runlog import RunLog
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


# Scores in the course of a run


def grown(document: Document, updates: int) -> Document:
    return update(Session.start(document), train(document, updates).action("train")).document


@pytest.fixture
def counted(monkeypatch):
    """What is computed anew, by what the network was."""
    computed = []

    def counting(net, *what):
        computed.append(net.to_vector().tobytes())
        return score(net, *what)

    monkeypatch.setattr(scores, "score", counting)
    return computed


def pretended(updates: int, spacing: int = 100) -> Document:
    """A run of so many updates that were never computed."""
    log = replace(RunLog().grown(np.zeros(updates + 1)), spacing=spacing)
    return replace(two_nodes(), log=log)


@given(st.integers(0, 2_000_000), st.integers(0, 2_000_000))
def test_places_are_few_and_stay_where_they_are_as_a_run_grows(first, more):
    before, after = scores.places_of(pretended(first)), scores.places_of(pretended(first + more))
    assert 1 <= len(before) <= scores.MOST_PLACES
    assert set(after) & set(range(first + 1)) <= set(before)
    assert before[0] == 0
    assert len(before) >= min(first + 1, scores.MOST_PLACES // 5)


def test_where_replaying_takes_long_places_are_where_checkpoints_are():
    assert set(scores.places_of(pretended(40_000, spacing=1600))) == set(range(0, 40_001, 1600))


def test_curves_are_the_scores_at_their_places():
    document = trained(250)
    found = scores.score_curves(document)
    assert found.updates.tolist() == list(range(0, 251, 5))
    for n, update_ in enumerate(found.updates.tolist()):
        train_, test_ = scores.training_score_at(document, update_), scores.test_score_at(document, update_)
        assert (found.train_accuracy[n], found.test_J[n]) == (train_.accuracy, test_.J)
        assert found.test_accuracy[n] == test_.accuracy


def test_they_come_one_after_the_other_until_all_are_there():
    document = trained(230)
    count = len(scores.places_of(document))
    for known in range(count):
        assert scores.scores_so_far(document).updates.size == known
        assert scores.score_next(document)
    assert not scores.score_next(document)
    assert scores.scores_so_far(document).updates.tolist() == list(scores.places_of(document))


def test_a_run_that_goes_on_computes_nothing_twice(counted):
    document = trained(260)
    scores.score_curves(document)
    done = len(counted)
    assert done == 2 * len(scores.places_of(document))
    further = grown(document, 40)
    scores.score_curves(further)
    assert len(counted) == done + 2 * (300 // 5 - 260 // 5)


def test_after_a_change_by_hand_only_what_follows_is_computed_anew(counted):
    document = trained(270)
    scores.score_curves(document)
    session = update(Session.start(document), actions.Seek(1, 220))
    forked = update(session, actions.SetEta(0.01, "η")).document
    assert scores.scores_so_far(forked).updates.tolist() == list(range(0, 220, 5))
    done = len(counted)
    scores.score_curves(forked)
    assert len(counted) == done + 2
    (ghost,) = forked.ghosts
    assert scores.scores_so_far(ghost.document).updates.size == len(scores.places_of(document))
    assert len(counted) == done + 2


def test_a_copy_with_other_data_shares_nothing():
    document = trained(40)
    scores.score_curves(document)
    other = replace(document, X=document.X + 1.0)
    assert scores.scores_so_far(other).updates.size == 0
    assert scores.scores_so_far(replace(document, title="copy")).updates.size == 41


def test_without_test_rows_there_are_accuracies_only():
    found = scores.score_curves(grown(replace(classes(), test=np.array([], dtype=np.int64)), 3))
    assert np.isnan(found.test_J).all()
    assert np.isnan(found.test_accuracy).all()
    assert np.isfinite(found.train_accuracy).all()


def test_what_has_scores_is_said():
    plain = replace(classes(), test=np.array([], dtype=np.int64))
    fitted = Document(
        Network.random((1, 1), ("linear",), seed=1), np.ones((3, 1)), np.array([[1.0], [2.0], [3.0]])
    )
    assert scores.has_scores(classes())
    assert scores.has_scores(plain)
    assert not scores.has_scores(fitted)
    assert scores.has_scores(replace(fitted, test=np.array([1])))
    assert not scores.has_scores(two_nodes())
    assert [scores.has_test(document) for document in (classes(), plain)] == [True, False]
