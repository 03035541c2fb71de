"""Training in stretches: bit for bit back-propagation, however it is cut, and every update stays in reach."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine import Document, Network, Ref, Session, actions, update
from engine.session import runlog, training
from engine.session.codec import parse, to_text
from engine.session.document import same_document, two_nodes
from engine.session.edits import with_settings
from engine.session.replay import network_at, state_at, trace_of
from engine.session.runlog import Checkpoint, RunLog
from engine.session.training import Trouble, most_updates, reach, reach_of_costs, train
from tests.engine.session.by_hand import assert_close, run_of, textbook
from tests.strategies import cases


def batches(batch: int | None = 2) -> Document:
    """Five samples: in batches of two, the third of an epoch has one."""
    rng = np.random.default_rng(9)
    net = Network.random((2, 3, 2), ("tanh", "sigmoid"), seed=4)
    return Document(net, rng.normal(size=(5, 2)), rng.random((5, 2)), batch=batch, seed=6, eta=0.3)


def trained(document: Document, *updates: int) -> Document:
    session = Session.start(document)
    for count in updates:
        session = update(session, train(session.document, count).action("train"))
    return session.document


def bits(document: Document, update: int) -> bytes:
    return state_at(document, update).row.tobytes()


@given(
    case=cases(most_samples=5),
    batch=st.none() | st.integers(1, 5),
    parts=st.lists(st.integers(0, 12), min_size=1, max_size=3),
)
def test_training_is_repeated_back_propagation(case, batch, parts):
    document = Document(case.net, case.X, case.Y, cost=case.cost, eta=0.05, batch=batch, seed=3)
    found, wanted = trained(document, *parts), run_of(document, sum(parts))
    assert found.log.updates == sum(parts)
    assert found.log.curve().tolist() == wanted.costs
    nets = textbook(document, sum(parts))
    for n, row in enumerate(wanted.rows):
        assert bits(found, n) == row
        assert_close(network_at(found, n), nets[n])


@pytest.mark.parametrize("batch", [None, 1, 2, 5])
def test_the_end_of_a_stretch_is_known_without_replay(batch):
    document, rows = batches(batch), run_of(batches(batch), 130).rows
    stretch = train(document, 130)
    assert [point.update for point in stretch.checkpoints] == [100]
    assert stretch.checkpoints[0].row.tobytes() == rows[100]
    assert (stretch.end.update, stretch.end.row.tobytes()) == (128, rows[128])
    after = trained(document, 130)
    assert after.log.end is not None
    assert after.log.nearest(130) is after.log.nearest(128) is after.log.end
    assert after.log.nearest(127).update == 100
    assert bits(after, 130) == rows[130]
    assert trained(document, 1).log.end.update == 0
    assert trained(document, 130, 1).log.end.update == 130
    assert trained(document, 130, 40).log.end.update == 160


def test_costs_are_gapless_also_after_a_walk_and_after_edits():
    document = batches()
    assert len(train(document, 3).costs) == 4
    session = Session.start(document)
    session = update(session, actions.Seek(1, 7))
    session = update(session, train(session.document, 5).action("train"))
    assert session.document.log.curve().size == 6
    session = update(session, actions.Seek(1, 20))
    session = update(session, actions.SetEta(0.1, "rate"))
    assert session.document.log.curve().size == 20
    session = update(session, train(session.document, 5).action("train"))
    assert session.document.log.curve().size == 26
    assert np.isfinite(session.document.log.curve()).all()


def test_it_stops_where_it_is_told_to():
    document, asked = two_nodes(), []

    def low(J: float) -> bool:
        asked.append(J)
        return J < 0.1

    stretch = train(document, 1000, low)
    costs = run_of(document, stretch.updates).costs
    assert asked == stretch.costs[1:] == costs[1:]
    assert costs[-1] < 0.1 <= costs[-2]
    assert (stretch.trouble, stretch.full) == (None, False)
    assert train(document, 1000, lambda _J: True).updates == 1


def test_nothing_to_do():
    stretch = train(batches(), 0)
    assert (stretch.updates, stretch.end, stretch.checkpoints, len(stretch.costs)) == (0, None, [], 1)
    after = trained(batches(), 0)
    assert after.log.updates == 0
    session = update(Session.start(batches()), train(batches(), 0).action("train", follow=True))
    assert session.playhead.update == 0


LINEAR = Network.from_arrays([[[1.0]]], [[0.0]], ["linear"])


@pytest.mark.parametrize(
    ("document", "ref"),
    [
        # The input sum of the next pass through the network overflows first.
        (Document(LINEAR, [[100.0]], [[1.0]], eta=1e6), None),
        (Document(LINEAR, [[100.0], [1.0]], [[1.0], [0.0]], eta=1e6, batch=1), None),
        # At the very first update: z fits, but its square does not.
        (Document(LINEAR, [[1e200]], [[1.0]]), Ref("J", 1)),
        (Document(LINEAR, [[1e160]], [[-1e160]], eta=1e300), Ref("J", 1)),
        # J fits, and so does z; the gradient does not.
        (
            Document(Network.from_arrays([[[0.0]]], [[1e150]], ["linear"]), [[1e160]], [[0.0]]),
            Ref("dW", 1, (0, 0)),
        ),
        (Document(LINEAR, [[1.0]], [[1e100]], eta=1e300), Ref("W_new", 1, (0, 0))),
    ],
    ids=["runs away", "runs away in batches", "J", "J too", "gradient", "new weight"],
)
def test_trouble_names_the_first_bad_quantity(document, ref):
    stretch = train(document, 500)
    assert stretch.trouble is not None
    assert stretch.trouble.update == stretch.updates
    after = update(Session.start(document), stretch.action("train")).document
    trace = trace_of(after, stretch.updates)
    if ref is None:
        assert stretch.updates > 3
        assert np.isfinite(after.log.curve()).all()
        ref = stretch.trouble.ref
    assert stretch.trouble == Trouble(stretch.updates, ref)
    assert not np.isfinite(trace.value(ref, 0))
    assert np.isfinite(trace.network.to_vector()).all()
    assert after.log.updates == stretch.updates
    assert same_document(parse(to_text(after))[0], after)


def test_only_the_data_outside_of_the_batch_is_trouble_too():
    document = Document(LINEAR, [[1.0], [1e200]], [[0.0], [0.0]], batch=1)
    stretch = train(document, 3)
    assert stretch.trouble is not None
    assert stretch.updates == stretch.trouble.update
    after = update(Session.start(document), stretch.action("train", follow=True))
    assert after.playhead.update == max(stretch.updates - 1, 0)
    assert np.isnan(after.document.log.curve()).any()


def test_a_run_is_full_at_last(monkeypatch):
    monkeypatch.setattr(training, "MOST_UPDATES", 12)
    first = train(two_nodes(), 10)
    assert (first.updates, first.full) == (10, False)
    document = trained(two_nodes(), 10)
    last = train(document, 10)
    assert (last.updates, last.full) == (2, True)
    over = train(trained(document, 10), 10)
    assert (over.updates, over.full) == (0, True)
    # A run that was read from a file may be longer than it could be here.
    longer = replace(document, log=RunLog().grown(np.ones(20)))
    assert train(longer, 10).full


def test_how_long_runs_may_be():
    assert most_updates(two_nodes()) == 2_000_000
    digits = Document(
        Network.random((64, 16, 10), ("tanh", "tanh")),
        np.ones((1437, 64)),
        np.ones((1437, 10)),
        batch=32,
        optimizer="adam",
    )
    assert most_updates(digits) == 2_000_000
    large = Document(Network.random((200, 250, 1), ("tanh", "tanh")), np.ones((1, 200)), np.ones((1, 1)))
    for setup, moments in ((large, 0), (replace(large, optimizer="adam"), 2)):
        rows = runlog.ROOM / (8 * (1 + moments) * large.network.parameters)
        assert 500 < reach(setup) < 5000
        assert 5000 < most_updates(setup) <= rows / 2 * reach(setup)
    many = replace(large, X=np.ones((30, 200)), Y=np.ones((30, 1)))
    assert reach_of_costs(many) <= reach(many) < reach(large)


def shrink(monkeypatch, rows: int, parameters: int) -> None:
    """Let checkpoints take the room of so many only."""
    for module in (runlog, training):
        monkeypatch.setattr(module, "ROOM", rows * 8 * parameters)
    monkeypatch.setattr(training, "most_updates", lambda _setup: 10**6)


@cache
def nine_hundred() -> list[bytes]:
    return run_of(batches(), 900).rows


@pytest.mark.parametrize("parts", [(900,), (150,) * 6, (99, 1, 350, 50, 400), (430, 470)], ids=str)
def test_thinned_checkpoints_leave_every_update_in_reach(monkeypatch, parts):
    document = batches()
    shrink(monkeypatch, 5, document.network.parameters)
    after, rows = trained(document, *parts), nine_hundred()
    marks = [point.update for point in after.log.checkpoints]
    assert len(marks) <= 5
    assert after.log.spacing > 100
    assert all(mark % 100 == 0 for mark in marks)
    assert all(point.row.tobytes() == rows[point.update] for point in after.log.checkpoints)
    for n in (0, 1, 99, 100, 101, 399, 400, 401, 799, 800, 899, 900):
        assert bits(after, n) == rows[n], n
    saved, _ = parse(to_text(after))
    assert same_document(saved, after)
    assert saved.log.spacing == after.log.spacing == with_settings(after, 850, eta=0.1).log.spacing
    assert bits(saved, 899) == rows[899]


def test_a_thinned_run_leaves_the_one_before_it_alone(monkeypatch):
    document = batches()
    before = trained(document, 450)
    marks = [point.update for point in before.log.checkpoints]
    shrink(monkeypatch, 4, document.network.parameters)
    after = trained(before, 200)
    assert [point.update for point in before.log.checkpoints] == marks == [100, 200, 300, 400]
    assert [point.update for point in after.log.checkpoints] == [200, 400, 600]


def test_no_more_room_is_taken_than_there_is(monkeypatch):
    document = two_nodes()
    shrink(monkeypatch, 8, document.network.parameters)
    session = Session.start(document)
    for _ in range(26):
        session = update(session, train(session.document, 100).action("train"))
        assert session.document.log.rows.array.nbytes <= runlog.ROOM
    marks = [0, *(point.update for point in session.document.log.checkpoints)]
    assert set(np.diff(marks)) == {session.document.log.spacing}
    assert session.document.log.updates - marks[-1] <= session.document.log.spacing


@settings(max_examples=30)
@given(data=st.data())
def test_the_nearest_checkpoint_is_the_last_one_before(data):
    marks = sorted(data.draw(st.sets(st.integers(1, 30), max_size=6)))
    log = RunLog().grown(np.ones(31), tuple(Checkpoint(n, np.full(4, float(n))) for n in marks))
    for n in range(32):
        wanted = max((mark for mark in marks if mark <= n), default=None)
        found = log.nearest(n)
        assert (found.update if found else None) == wanted
        assert found is None or found.row.tolist() == [wanted] * 4


@pytest.mark.parametrize("bad", [np.nan, np.inf, -np.inf])
def test_a_log_takes_no_parameters_that_are_no_numbers(bad):
    point = Checkpoint(1, np.array([1.0, 2.0, 3.0, bad]))
    for extra in (((point,), None), ((), point)):
        with pytest.raises(ValueError, match="finite parameters only"):
            RunLog().grown(np.ones(2), *extra)
