"""Curves as CSV where rows are kept for testing: further columns, exact, and empty between their places."""

from __future__ import annotations

import csv
import io

import numpy as np

from engine import Document, Network, Session, actions, update
from engine.session import scores
from engine.session.replay import curve_of
from engine.session.report import run_as_csv, runs_as_csv
from engine.session.training import train


def document(*, test=(1, 5), classes=True, updates=210) -> Document:
    rng = np.random.default_rng(1)
    X = rng.normal(size=(12, 2))
    Y = (X[:, :1] > 0).astype(float) if classes else X[:, :1] * 2.5
    net = Network.random((2, 3, 1), ("tanh", "sigmoid" if classes else "linear"), seed=4)
    begun = Document(net, X, Y, eta=0.5, test=np.array(test, dtype=np.int64))
    return update(Session.start(begun), train(begun, updates).action("train")).document


def rows_of(text):
    return list(csv.reader(io.StringIO(text)))


def test_scores_stand_behind_what_was_there_before():
    run = document()
    head, *rows = rows_of(run_as_csv(run))
    assert head == ["update", "J", "eta", "J_test", "accuracy", "accuracy_test"]
    assert [float(row[1]) for row in rows] == curve_of(run, 211).tolist()
    places = set(scores.places_of(run))
    for number, row in enumerate(rows):
        if number not in places:
            assert row[3:] == ["", "", ""]
            continue
        right, tested = scores.training_score_at(run, number), scores.test_score_at(run, number)
        assert list(map(float, row[3:])) == [tested.J, right.accuracy, tested.accuracy]


def test_without_test_rows_nothing_is_added():
    assert rows_of(run_as_csv(document(test=())))[0] == ["update", "J", "eta"]


def test_of_numbers_there_is_no_accuracy():
    assert rows_of(run_as_csv(document(classes=False)))[0] == ["update", "J", "eta", "J_test"]


def test_a_run_without_training_has_the_test_of_its_beginning():
    rows = rows_of(run_as_csv(document(updates=0)))
    assert len(rows) == 2
    assert all(rows[1])


def test_all_runs_have_their_tests_at_the_end():
    session = update(Session.start(document(updates=4)), actions.Seek(1, 2))
    session = update(session, actions.SetEta(0.1, "η"))
    head, *rows = rows_of(runs_as_csv(session.document))
    assert head[:3] == ["update", "run 1", "run 2"]
    kinds = ("J_test", "accuracy", "accuracy_test")
    assert head[3:] == [f"{kind} of run {run}" for run in (1, 2) for kind in kinds]
    assert rows[0][3] == rows[0][6] == repr(scores.test_score_at(session.document, 0).J)
    assert rows[4][6:] == ["", "", ""]
    assert all(rows[4][:2])
