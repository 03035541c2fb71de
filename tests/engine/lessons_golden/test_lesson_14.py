"""Lesson 14: digits. Nothing in it is random, so that every machine agrees."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from engine import Document, Network, backprop
from engine.cli import run_training
from engine.data.bundled import BUNDLED, bundled
from engine.data.splits import every_kth
from engine.nn.score import score
from engine.nn.trainer import Descent
from engine.session.replay import network_at
from tests.engine.lessons_golden.nets import found, like, wanted

FILE = Path(__file__).parents[3] / "resources" / "data" / BUNDLED["digits"].file
EPOCH = 45


@pytest.fixture(scope="module")
def start() -> Document:
    digits = bundled("digits", FILE.read_bytes())
    return Document(
        Network.random((64, 16, 10), ("sigmoid", "softmax"), init="fixed"),
        digits.X,
        digits.Y,
        "softmax_ce",
        eta=0.5,
        batch=32,
        shuffle="fixed",
        test=every_kth(digits.samples, 5),
        notes=digits.notes,
    )


@pytest.fixture(scope="module")
def nets(start) -> dict[int, Network]:
    """The networks after 1 to 30 epochs: the trainer alone, without a look at J on the way."""
    descent, found_nets = Descent(start.network, start.cost), {0: start.network}
    for epoch in range(1, 31):
        updates = range((epoch - 1) * EPOCH, epoch * EPOCH)
        descent.run(start.X, start.Y, [(start.rows(update), start.eta_at(update)) for update in updates])
        found_nets[epoch] = descent.network
    return found_nets


def J_of(start: Document, net: Network) -> float:
    return score(net, start.train_X, start.train_Y, start.cost).J


def accuracy(start: Document, net: Network) -> float:
    return score(net, start.X[start.test], start.Y[start.test], start.cost).accuracy


def test_the_data_and_the_split(start):
    assert (len(start.X), start.samples, start.test.size) == (1797, 1437, 360)
    assert (start.X.min(), start.X.max(), start.network.parameters) == (0.0, 1.0, 1210)
    assert not (start.test % 5).any()
    sizes = [len(start.rows(update)) for update in range(EPOCH)]
    assert sizes == [32] * 44 + [29]
    seen = np.concatenate([start.rows(update) for update in range(EPOCH)])
    assert sorted(seen) == sorted(set(range(1797)) - set(start.test))
    assert start.training[(17 + 1009) % 1437] == seen[1], "number (1009·1 + 17·1) mod 1437 is at place 1"


def test_before_training(start):
    assert like("0.000000", J_of(start, start.network)) == "2.367332"
    assert like("0.000000", accuracy(start, start.network)) == "0.116667"
    assert like("0.000000", float(np.log(10))) == "2.302585"


FIRST_IMAGE = "delta[2][2]=-0.908060 delta[2][1]=0.161496"


def test_the_first_image(start):
    assert start.training[0] == 1
    X, Y = start.train_X[:1], start.train_Y[:1]
    assert Y.argmax() == 1
    trace = backprop(start.network, X, Y, cost="softmax_ce")
    assert found(trace, FIRST_IMAGE) == wanted(FIRST_IMAGE)
    assert abs(trace.delta[2].sum()) < 1e-15
    dark = X[0] == 0
    assert int(dark.sum()) == 34
    assert not trace.dW[1][:, dark].any()
    assert trace.dW[1][:, ~dark].all()


# Epoch, J of all training samples after it, accuracy on the test set.
RESULTS = """
 1  1.926401  0.4083
 2  1.279934  0.7333
 5  0.483942  0.8833
10  0.230336  0.9306
20  0.120436  0.9556
30  0.086031  0.9528
"""
ROWS = [line.split() for line in RESULTS.strip().splitlines()]


@pytest.mark.parametrize(("epoch", "J", "test"), ROWS)
def test_after_epochs(start, nets, epoch, J, test):
    """The last digits hang on the order of sums, and more so the longer training lasts."""
    net, early = nets[int(epoch)], int(epoch) <= 5
    assert abs(J_of(start, net) - float(J)) < (5e-5 if early else 5e-3)
    assert abs(accuracy(start, net) - float(test)) <= (5e-5 if early else 0.005)


def test_the_first_epoch_as_the_program_trains_it(start, nets):
    """With J of all images after every update, and in the update that is shown: the same."""
    code, document = run_training(start, EPOCH)
    assert code == 0
    assert like("0.000000", document.log.curve()[0]) == "2.367332"
    assert like("0.000000", document.log.curve()[EPOCH]) == "1.926401"
    np.testing.assert_array_equal(network_at(document, EPOCH).to_vector(), nets[1].to_vector())
    shown = start.network
    for update in range(EPOCH):
        rows = start.rows(update)
        shown = backprop(shown, start.X[rows], start.Y[rows], start.cost, eta=start.eta_at(update)).updated
    np.testing.assert_allclose(shown.to_vector(), nets[1].to_vector(), rtol=1e-9, atol=1e-12)
