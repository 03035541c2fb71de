"""Training can be replayed: any update alone, bit for bit, also from checkpoints and after saving."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine import Document, Network, Ref, Session, actions, backprop, load_document, update
from engine.session.document import same_document, two_nodes
from engine.session.replay import curve_of, network_at, state_at, trace_of
from engine.session.training import Trouble, train
from main import main
from tests.engine.session.by_hand import assert_close, run_of, textbook
from tests.strategies import cases


def batches(batch=2, seed=6) -> Document:
    rng = np.random.default_rng(9)
    net = Network.random((2, 3, 2), ("tanh", "sigmoid"), seed=4)
    return Document(net, rng.normal(size=(5, 2)), rng.random((5, 2)), batch=batch, seed=seed)


def at(document: Document, update: int) -> bytes:
    return state_at(document, update).row.tobytes()


@pytest.mark.parametrize(
    "document", [two_nodes(), batches(), batches(5), batches(1)], ids=["two nodes", "2", "all", "1"]
)
def test_any_update_is_that_of_sequential_training(document):
    wanted = run_of(document, 130).rows
    for n in (130, 0, 1, 57, 99, 100, 101, 129, 2):
        assert at(document, n) == wanted[n]
        assert at(replace(document), n) == wanted[n]  # nothing remembered yet
    trace = trace_of(document, 57)
    assert trace.network.to_vector().tobytes() == wanted[57]
    assert_close(trace.updated, network_at(document, 58), 1e-12)
    assert_close(textbook(document, 130)[130], network_at(document, 130))


@given(case=cases(), n=st.integers(0, 12))
@settings(max_examples=25)
def test_any_update_of_any_document(case, n):
    document = Document(case.net, case.X, case.Y, cost=case.cost, eta=0.05, batch=2)
    assert at(document, n) == run_of(document, n).rows[n]
    assert_close(network_at(document, n), textbook(document, n)[n])


def test_rows_of_an_epoch_are_all_samples_once_and_keyed_by_seed_and_epoch():
    document = batches()
    for epoch in range(4):
        parts = [document.rows(3 * epoch + place) for place in range(3)]
        assert [len(rows) for rows in parts] == [2, 2, 1]
        assert sorted(np.concatenate(parts)) == [0, 1, 2, 3, 4]
    orders = {tuple(np.concatenate([document.rows(3 * e + p) for p in range(3)])) for e in range(20)}
    assert len(orders) > 10
    again = batches()
    assert all((document.rows(n) == again.rows(n)).all() for n in range(20))
    other = batches(seed=7)
    assert any((document.rows(n) != other.rows(n)).any() for n in (0, 1, 3, 4))


@pytest.mark.parametrize("batch", [None, 5, 9])
def test_a_whole_batch_keeps_the_order_of_the_data(batch):
    assert batches(batch).rows(3).tolist() == [0, 1, 2, 3, 4]


def test_the_curve_is_the_cost_of_all_data():
    document = batches()
    wanted = [backprop(network_at(document, n), document.X, document.Y).J for n in range(8)]
    assert curve_of(document, 8).tolist() == pytest.approx(wanted, rel=1e-12)
    assert train(document, 7).costs == curve_of(document, 8).tolist() == run_of(document, 7).costs


@pytest.mark.parametrize("document", [two_nodes(), batches()], ids=["two nodes", "batches"])
def test_saved_and_opened_training_goes_on_identically(document, tmp_path):
    from engine import dump_document

    start, once, first, twice = (
        tmp_path / f"{name}.upstream" for name in ("start", "once", "first", "twice")
    )
    dump_document(document, start)
    assert main(["train", str(start), "--updates", "250", "-o", str(once)]) == 0
    assert main(["train", str(start), "--updates", "130", "-o", str(first)]) == 0
    assert main(["train", str(first), "--updates", "120", "-o", str(twice)]) == 0
    whole, parts, wanted = load_document(once), load_document(twice), run_of(document, 250).rows
    assert whole.log.updates == parts.log.updates == 250
    assert whole.log.curve().tolist() == parts.log.curve().tolist()
    assert len(whole.log.curve()) == 251
    for n in (0, 99, 100, 129, 130, 131, 200, 249, 250):
        assert at(whole, n) == at(parts, n) == wanted[n]
    assert [point.update for point in whole.log.checkpoints] == [100, 200]
    assert same_document(load_document(once), whole)
    # Saved and opened once more, nothing moves.
    dump_document(whole, twice)
    assert same_document(load_document(twice), whole)


def test_a_log_grows_without_copying_the_past():
    document = two_nodes()
    first = document.log.grown(np.array([1.0, 2.0]), ())
    second = first.grown(np.array([3.0]), ())
    assert np.shares_memory(first.curve(), second.curve())
    assert (first.updates, second.updates) == (1, 2)
    assert second.curve().tolist() == [1.0, 2.0, 3.0]
    assert not second.curve().flags.writeable


def test_training_stops_at_the_first_number_that_is_none():
    net = Network.from_arrays([[[1.0]]], [[0.0]], ["linear"])
    document = Document(net, [[100.0]], [[1.0]], eta=1e6)
    stretch = train(document, 1000)
    assert stretch.updates < 50
    assert stretch.trouble == Trouble(stretch.updates, Ref("J_new", 1))
    assert np.isfinite(stretch.costs).all()
    assert len(stretch.costs) == stretch.updates + 1


def test_a_train_action_is_one_undo():
    session = Session.start(two_nodes())
    after = update(session, train(session.document, 3).action("Train 3 updates"))
    assert after.history.undo_label == "Train 3 updates"
    assert after.document.log.updates == 3
    assert at(after.document, 3) == run_of(session.document, 3).rows[3]
    assert update(after, actions.Undo()).document is session.document
