"""A trace as text and as JSON, and runs as CSV."""

from __future__ import annotations

import csv
import json
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings

from engine import Document, frame_of
from engine.nn.notation import parse_path, path
from engine.session.actions import SetEta, StepUpdate
from engine.session.document import Ghost, two_nodes
from engine.session.playhead import Playhead
from engine.session.report import run_as_csv, runs_as_csv, trace_as_json, trace_as_text
from engine.session.runlog import RunLog
from engine.session.session import Session
from engine.session.update import update
from tests.strategies import rich_cases


def frame_at(document, *actions):
    session = Session.start(document)
    for action in actions:
        session = update(session, action)
    return frame_of(session)


def document_of(case):
    settings = {name: getattr(case, name) for name in ("cost", "optimizer", "eta", "l1", "l2", "moments")}
    return Document(case.net, case.X, case.Y, **settings)


@given(case=rich_cases(most_samples=2))
@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow])
def test_json_tells_every_number_that_is_written_or_given(case):
    frame = frame_at(document_of(case))
    rows = json.loads(trace_as_json(frame, every_sample=True))
    known: set[str] = set()
    for row, step in zip(rows, frame.steps, strict=True):
        assert row["writes"] == list(row["values"]) == [path(ref) for ref in step.writes]
        assert set(row["reads"]) <= known | set(row["given"])
        assert not set(row["given"]) & known
        for name, value in (row["values"] | row["given"]).items():
            assert frame.trace.value(parse_path(name, case.net)) == pytest.approx(value, nan_ok=True)
        known |= set(row["writes"])


def test_json_tells_the_learning_rate_in_force_and_what_the_optimiser_remembers():
    document = replace(two_nodes(), optimizer="adam", schedule="step(1,0.5)", l2=0.1)
    rows = json.loads(trace_as_json(frame_at(document, StepUpdate(2))))
    assert rows[0]["settings"] == {
        "update": 2,
        "cost": "half_squared",
        "optimizer": "adam",
        "eta": 0.25,
        "schedule": "step(1,0.5)",
        "l1": 0.0,
        "l2": 0.1,
        "penalty": frame_at(document, StepUpdate(2)).trace.penalty,
        "rows": [1],
    }
    by_rule = {f"{row['rule']}({row['layer']})": row for row in rows}
    assert list(by_rule["MW(2)"]["given"]) == ["m.w[2][1,1]"]
    assert by_rule["UW(2)"]["given"]["eta"] == 0.25
    assert by_rule["UW(2)"]["given"]["t"] == 3
    assert list(by_rule["P(0)"]["values"]) == ["pull[2][1,1]", "pull[1][1,1]"]
    assert "settings" not in rows[1]


@given(case=rich_cases(most_samples=2))
@settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow])
def test_text_tells_every_step(case):
    frame = frame_at(document_of(case))
    lines = trace_as_text(frame).splitlines()
    told = [line[6:].split()[0] for line in lines[1:] if line[:4].strip().isdigit()]
    assert told == [step.address for step in frame.steps]


def rows_of(text):
    return list(csv.reader(text.splitlines()))


def run_of(costs, **more):
    return replace(two_nodes(), log=RunLog().grown(np.array(costs)), **more)


def test_a_run_has_its_costs_and_learning_rates():
    document = run_of([0.1 + 0.2, 0.25, float("nan")], schedule="step(2,0.5)", eta=0.3)
    assert run_as_csv(document) == "update,J,eta\n0,0.30000000000000004,0.3\n1,0.25,0.3\n2,nan,0.15\n"


def test_a_learning_rate_changed_by_hand_holds_from_there_on():
    document = frame_at(two_nodes(), StepUpdate(2), SetEta(0.5, "η")).document
    assert [row[2] for row in rows_of(run_as_csv(document))[1:]] == ["1.0", "1.0", "0.5"]


def test_a_run_that_was_not_trained_has_the_cost_of_its_beginning():
    rows = rows_of(run_as_csv(two_nodes()))
    assert [(row[0], f"{float(row[1]):.6f}", row[2]) for row in rows[1:]] == [("0", "0.223539", "1.0")]


def test_runs_stand_side_by_side():
    first = run_of([0.5, 0.25], run=1, run_name="η = 1, =SUM(A1)")
    document = run_of([0.5, 0.125, 0.0625], run=3, ghosts=(Ghost(1, first), Ghost(2, run_of([0.5], run=2))))
    assert rows_of(runs_as_csv(document)) == [
        ["update", "run 1: η = 1, =SUM(A1)", "run 2", "run 3"],
        ["0", "0.5", "0.5", "0.5"],
        ["1", "0.25", "", "0.125"],
        ["2", "", "", "0.0625"],
    ]


def test_the_playhead_changes_no_curve():
    document = run_of([0.5, 0.25])
    session = Session.start(document, Playhead(update=1))
    assert run_as_csv(session.document) == run_as_csv(document)
