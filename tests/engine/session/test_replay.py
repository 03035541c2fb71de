"""Replay: any update of any run again, bit for bit, in whatever order it is asked for, in linear time."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine import Document, Network, Session, actions, update
from engine.nn.batches import SHUFFLES
from engine.nn.trace import parameter_refs
from engine.session import replay, runlog, runner, training
from engine.session import setup as setups
from engine.session.codec import parse, to_text
from engine.session.document import bytes_beside, two_nodes
from engine.session.replay import curve_of, setup_at, state_at, trace_of
from engine.session.runlog import Checkpoint, RunLog
from engine.session.training import train
from tests.engine.session.by_hand import assert_close, run_of, textbook
from tests.strategies import SEEDS, cases, labels, optimizers, restrained

SCHEDULES = ("constant", "step(7,0.5)", "step(1,0.9)", "cosine(30)", "cosine(10,0.25)")
PENALTIES = ((0.0, 0.0), (0.0, 0.01), (0.02, 0.0), (0.01, 0.3))


@st.composite
def rich_documents(draw):
    """Draw a document with any optimiser, schedule, order, penalty, batch, test rows, cuts and locks."""
    case = draw(cases(most_samples=6))
    spared = draw(st.sets(st.integers(0, case.m - 1), max_size=case.m - 1))
    l1, l2 = draw(st.sampled_from(PENALTIES))
    return Document(
        draw(restrained(case.net)),
        case.X,
        case.Y,
        cost=case.cost,
        optimizer=draw(optimizers()),
        eta=draw(st.sampled_from((0.01, 0.05, 0.3))),
        batch=draw(st.none() | st.integers(1, 6)),
        seed=draw(st.integers(0, 99)),
        schedule=draw(st.sampled_from(SCHEDULES)),
        shuffle=draw(st.sampled_from(SHUFFLES)),
        l1=l1,
        l2=l2,
        test=np.array(sorted(spared), dtype=np.int64),
        log=RunLog(spacing=draw(st.sampled_from((1, 3, 10)))),
    )


@st.composite
def edits(draw, document, at):
    """Draw a change of anything from an update on."""
    setup, rng = setup_at(document, at), np.random.default_rng(draw(SEEDS))
    net = state_at(document, at).network
    free = parameter_refs(net)
    kind = draw(st.sampled_from(("weight", "settings", "optimizer", "restraints", "shape")))
    if kind == "weight":
        return actions.SetParameter(draw(st.sampled_from(free)), draw(st.sampled_from((-0.5, 0.0, 0.7))), "x")
    if kind == "settings":
        l1, l2 = draw(st.sampled_from(PENALTIES))
        changes = {
            "eta": draw(st.sampled_from((0.02, 0.2))),
            "l1": l1,
            "l2": l2,
            "batch": draw(st.integers(1, 4)),
        }
    elif kind == "optimizer":
        changes = {"optimizer": draw(optimizers()), "schedule": draw(st.sampled_from(SCHEDULES))}
    elif kind == "restraints":
        changes = {"network": draw(restrained(net.with_restored(net.cut)))}
    else:
        sizes = (draw(st.integers(1, 3)), draw(st.integers(1, 3)), net.sizes[-1])
        m = len(setup.X)
        changes = {
            "network": Network.random(sizes, ("tanh", net.activations[-1]), seed=draw(st.integers(0, 9))),
            "X": rng.uniform(-1, 1, (m, sizes[0])),
            "Y": labels(rng, m, sizes[-1], setup.cost),
        }
    return actions.SetSettings(changes, "x")


def trained(session: Session, updates: int) -> Session:
    return update(session, train(session.document, updates).action("train"))


def check(document: Document, order: list[int]) -> None:
    """Compare updates, in the order they are asked for, with the run as it should be."""
    last = document.log.updates
    wanted = run_of(document, last)
    for place in order:
        n = place % (last + 1)
        assert state_at(document, n).row.tobytes() == wanted.rows[n], n
    assert curve_of(document, last + 1).tolist() == pytest.approx(wanted.costs, nan_ok=True, rel=0, abs=0)


@settings(max_examples=60)
@given(data=st.data(), document=rich_documents(), rows=st.sampled_from((3, 8, 1000)), few=st.booleans())
def test_any_update_of_any_run_comes_out_again(data, document, rows, few):
    order = data.draw(st.lists(st.integers(0, 200), min_size=1, max_size=12))
    with pytest.MonkeyPatch.context() as patch:
        for module in (runlog, training):
            patch.setattr(module, "ROOM", rows * 8 * 50)
        patch.setattr(setups, "MOST_MEASURED", 0 if few else 10**9)
        patch.setattr(training, "_NEAR", data.draw(st.sampled_from((1, 4, 32))))
        session = trained(Session.start(document), data.draw(st.integers(0, 30)))
        for _ in range(data.draw(st.integers(0, 3))):
            at = data.draw(st.integers(0, session.document.log.updates + 3))
            session = update(session, actions.Seek(1, at))
            edit = data.draw(edits(session.document, at))
            if np.isfinite(state_at(session.document, at).row).all():
                session = update(session, edit)
            session = trained(session, data.draw(st.integers(0, 20)))
        check(session.document, order)
        again = parse(to_text(session.document))[0]  # the same document, of which nothing is remembered
        check(again, order[::-1])
        for ghost in session.document.ghosts:
            check(ghost.document, order)


@settings(max_examples=40)
@given(document=rich_documents(), n=st.integers(0, 25))
def test_training_is_back_propagation_with_everything_there_is(document, n):
    nets = textbook(document, n)
    if all(np.isfinite(net.to_vector()).all() for net in nets):
        assert_close(state_at(document, n).network, nets[n], 1e-7)


@settings(max_examples=40)
@given(document=rich_documents(), n=st.integers(0, 20))
def test_the_trace_of_an_update_leads_to_the_next_one(document, n):
    trace, after = trace_of(document, n), state_at(document, n + 1)
    assert trace.network.to_vector().tobytes() == state_at(document, n).network.to_vector().tobytes()
    assert trace.eta == document.eta_at(n)
    if np.isfinite(after.row).all():
        assert_close(after.network, trace.updated, 1e-10)
        assert after.moments.t == trace.new_moments.t
        for mine, theirs in zip(after.moments.arrays, trace.new_moments.arrays, strict=True):
            np.testing.assert_allclose(mine, theirs, rtol=1e-10, atol=1e-12)


@settings(max_examples=40)
@given(document=rich_documents(), seed=SEEDS)
def test_rows_kept_for_testing_never_touch_an_update(document, seed):
    X, Y, rng = document.X.copy(), document.Y.copy(), np.random.default_rng(seed)
    X[document.test] = rng.normal(size=X[document.test].shape)
    Y[document.test] = labels(rng, len(document.test), Y.shape[1], document.cost)
    other = replace(document, X=X, Y=Y)
    pair = [trained(Session.start(each), 15).document for each in (document, other)]
    assert pair[0].log.curve().tobytes() == pair[1].log.curve().tobytes()
    for n in (0, 1, 7, 14, pair[0].log.updates):
        assert state_at(pair[0], n).row.tobytes() == state_at(pair[1], n).row.tobytes()
        assert not set(document.rows(n).tolist()) & set(document.test.tolist())
    seen = {row for n in range(15) for row in document.rows(n).tolist()}
    assert seen <= set(document.training.tolist())


# Time and memory, in updates and bytes: a clock would tell of the machine.


@pytest.fixture
def updates_run(monkeypatch):
    """Count the updates that are run, by whom ever."""
    run, steps = [0], runner.Runner._steps

    def counted(self, start):
        for step in steps(self, start):
            run[0] += 1
            yield step

    monkeypatch.setattr(runner.Runner, "_steps", counted)
    return run


def batches(**changes) -> Document:
    rng = np.random.default_rng(9)
    net = Network.random((2, 3, 2), ("tanh", "sigmoid"), seed=4)
    return replace(Document(net, rng.normal(size=(5, 2)), rng.random((5, 2)), batch=2, eta=0.01), **changes)


@pytest.mark.parametrize("updates", [1000, 2000, 4000])
def test_training_and_walking_run_each_update_so_many_times_at_most(updates, updates_run):
    document = trained(Session.start(batches()), updates).document
    assert updates_run[0] <= updates + 2
    updates_run[0] = 0
    curve_of(document, updates + updates)
    assert updates_run[0] <= 1.2 * updates + 300
    updates_run[0] = 0
    for _ in range(3):
        curve_of(document, updates + updates)
    state_at(document, 2 * updates - 1)
    assert updates_run[0] <= 100


@pytest.mark.parametrize("optimizer", ["sgd", "adam"])
def test_any_update_is_found_within_the_spacing_of_checkpoints(optimizer, updates_run, monkeypatch):
    document = batches(optimizer=optimizer)
    monkeypatch.setattr(runlog, "ROOM", 20 * 8 * document.network.parameters)
    monkeypatch.setattr(replay, "_hops", replay.Recent(0))
    document = trained(Session.start(document), 3000).document
    assert document.log.rows.array.nbytes <= runlog.ROOM
    assert document.log.spacing == {"sgd": 200, "adam": 800}[optimizer]
    for n in (1, 799, 1599, 1600, 2999, 3000):
        updates_run[0] = 0
        state_at(document, n)
        assert updates_run[0] < document.log.spacing


def test_going_step_by_step_runs_few_updates(updates_run):
    document = trained(Session.start(batches()), 1000).document
    state_at(document, 900)
    updates_run[0] = 0
    for n in (*range(900, 999), *range(998, 900, -1)):
        state_at(document, n)
    assert updates_run[0] <= 600


def test_another_document_of_the_same_run_runs_nothing_again(updates_run):
    document = trained(Session.start(batches()), 1000).document
    begun = state_at(document, 955)
    updates_run[0] = 0
    assert np.array_equal(state_at(replace(document, title="renamed"), 955).row, begun.row)
    assert updates_run[0] == 0
    state_at(replace(document, eta=document.eta / 2), 955)
    assert updates_run[0] > 0


def test_memory_grows_with_the_updates_and_then_with_their_costs_only(monkeypatch):
    taken = {}
    for updates in (1000, 2000, 4000):
        document = trained(Session.start(batches()), updates).document
        taken[updates] = bytes_beside(batches(), [document])
        width = document.network.parameters
        assert taken[updates] <= 1.3 * updates * (8 + (8 * width + 16) / 100) + 4096
    monkeypatch.setattr(runlog, "ROOM", 4096)
    document = trained(Session.start(batches()), 4000).document
    assert bytes_beside(batches(), [document]) <= 1.3 * (4000 * 8 + 2 * 4096) + 4096


def test_a_long_walk_can_be_recorded_and_looked_at(updates_run):
    document = two_nodes()
    curve = curve_of(document, 5000)
    found = replay.recorded(document, 3000)
    assert found.log.curve().tolist() == curve[:3000].tolist()
    assert [point.update for point in found.log.checkpoints] == list(range(100, 3000, 100))
    updates_run[0] = 0
    state_at(found, 2999)
    assert updates_run[0] <= 100
    assert replay.recorded(document, 3000) is found


def test_rows_of_different_width_are_found_forked_and_thinned(monkeypatch):
    points = [Checkpoint(n, np.full(4 if n <= 8 else 9, float(n))) for n in range(2, 17, 2)]
    log = RunLog(spacing=2).grown(np.ones(17), tuple(points[:3])).grown(np.ones(0), tuple(points[3:]))

    def check(log: RunLog, marks: list[int]) -> None:
        assert [point.update for point in log.checkpoints] == marks
        for n in range(20):
            wanted = max((mark for mark in marks if mark <= n), default=None)
            found = log.nearest(n)
            assert (found and found.update) == wanted
            assert found is None or found.row.tolist() == points[wanted // 2 - 1].row.tolist()

    check(log, list(range(2, 17, 2)))
    check(log.shortened(11), [2, 4, 6, 8, 10])
    check(log.shortened(2), [])
    monkeypatch.setattr(runlog, "ROOM", 8 * 36)
    check(log.grown(np.ones(0), ()), list(range(2, 17, 2)))
    more = Checkpoint(18, np.full(5, 18.0))
    check(log.grown(np.ones(0), (more,)), [4, 8, 12, 16])
    monkeypatch.setattr(runlog, "ROOM", 8 * 33)
    check(log.shortened(11).grown(np.ones(0), (points[5],)), [4, 8, 12])
