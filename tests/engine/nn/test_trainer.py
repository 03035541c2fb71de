"""The hot loop: the numbers of backprop but for their last digits, its own bit for bit, however it is run.

It cannot be bit for bit those of backprop: it adds the bias inside the matrix product, scales an error where
backprop scales a gradient, and takes slopes from activations.
"""

import tracemalloc
from functools import partial
from itertools import repeat

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.nn.backprop import backprop, cost_of
from engine.nn.network import Network
from engine.nn.optimizers import Moments
from engine.nn.trainer import Descent
from engine.nn.types import Ref

HIDDEN = ("linear", "sigmoid", "tanh", "relu", "leaky_relu", "leaky_relu(0.2)", "softplus")
COSTS = ("half_squared", "squared", "mse", "bce", "softmax_ce")
OPTIMIZERS = ("sgd", "momentum", "nesterov(0.5)", "rmsprop", "adam", "adam(0.8,0.9,1e-6)")
NEEDS = {"bce": "sigmoid", "softmax_ce": "softmax"}
MASKS = (
    [Ref("W", 1, (0, 1)), Ref("W", 2, (1, 0))],
    [Ref("b", 1, (1,)), Ref("W", 2, (0, 2)), Ref("b", 2, (0,))],
)
EXTRAS = {
    "plain": {},
    "masked": {"masks": True},
    "penalty": {"l1": 1e-4, "l2": 1e-3},
    "all of it": {"masks": True, "l1": 1e-4, "l2": 1e-3, "schedule": True},
}


class Case:
    """A network, data, and the updates of a run: full, small and single batches by turns."""

    def __init__(
        self, hidden, output, cost, optimizer, sizes=(3, 4, 2), *, masks=False, schedule=False, l1=0.0, l2=0.0
    ):
        names = [*hidden, NEEDS.get(cost, output)]
        self.net = Network.random(sizes, names, "xavier", seed=5)
        if masks:
            self.net = self.net.with_cut(MASKS[0]).with_locked(MASKS[1])
        self.cost, self.optimizer, self.more = cost, optimizer, {"l1": l1, "l2": l2}
        rng = np.random.default_rng(3)
        self.X, self.Y = rng.normal(size=(11, sizes[0])), 0.1 + 0.8 * rng.random((11, sizes[-1]))
        if cost == "softmax_ce":
            self.Y /= self.Y.sum(axis=1, keepdims=True)
        eta = 0.002 if optimizer.startswith(("rmsprop", "adam")) else 0.05
        self.etas = [eta * (0.99**t if schedule else 1.0) for t in range(7)]

    def steps(self, count, start=0):
        """Batches of all 11 samples, 4, 4, the 3 of a tail, and 1."""
        order = np.random.default_rng(1).permutation(11)
        batches = (None, order[:4], order[4:8], order[8:], order[:1])
        return [(batches[t % 5], self.etas[t % 7]) for t in range(start, start + count)]

    def descent(self):
        return Descent(self.net, self.cost, self.optimizer, **self.more)

    def by_backprop(self, count):
        """The trace of the last of so many updates."""
        net, moments = self.net, None
        for rows, eta in self.steps(count):
            X, Y = (self.X, self.Y) if rows is None else (self.X[rows], self.Y[rows])
            trace = backprop(net, X, Y, self.cost, eta, self.optimizer, **self.more, moments=moments)
            net, moments = trace.updated, trace.new_moments
        return trace


def assert_alike(descent, trace, within=1e-12):
    vector = trace.updated.to_vector()
    assert np.abs(descent.vector - vector).max() <= within * np.abs(vector).max()
    assert descent.moments.t == trace.new_moments.t
    for mine, theirs in zip(descent.moments.arrays, trace.new_moments.arrays, strict=True):
        assert np.abs(mine - theirs).max() <= within * np.abs(theirs).max()


@pytest.mark.parametrize("extra", ["plain", "all of it"])
@pytest.mark.parametrize("optimizer", OPTIMIZERS)
def test_a_thousand_updates_are_those_of_backprop(optimizer, extra):
    """Activations and costs take turns; smooth ones, since at a kink a last digit decides the rest."""
    turn = OPTIMIZERS.index(optimizer) + 2 * list(EXTRAS).index(extra)
    smooth = ("tanh", "sigmoid", "softplus", "linear")
    hidden = [smooth[turn % 3], smooth[(turn + 1) % 4]]
    case = Case(hidden, smooth[turn % 4], COSTS[turn % 5], optimizer, (3, 4, 3, 2), **EXTRAS[extra])
    descent = case.descent()
    descent.run(case.X, case.Y, case.steps(1000))
    assert_alike(descent, case.by_backprop(1000))


@pytest.mark.parametrize("cost", COSTS)
@pytest.mark.parametrize("hidden", HIDDEN)
def test_every_activation_cost_and_optimiser_with_everything(hidden, cost):
    for optimizer in OPTIMIZERS:
        for extra in EXTRAS.values():
            case = Case([hidden], hidden, cost, optimizer, **extra)
            descent = case.descent()
            descent.run(case.X, case.Y, case.steps(8))
            assert_alike(descent, case.by_backprop(8), 1e-13)
            mine = descent.J(case.X, case.Y)
            assert mine == pytest.approx(cost_of(descent.network, case.X, case.Y, cost), rel=1e-13)


@pytest.mark.parametrize("sizes", [(2, 1), (1, 1), (4, 3), (1, 1, 1), (2, 4, 2, 1), (5, 1, 6, 1, 2)])
def test_networks_of_every_depth(sizes):
    for hidden in HIDDEN:
        case = Case([hidden] * (len(sizes) - 2), hidden, "half_squared", "sgd", sizes)
        descent = case.descent()
        descent.run(case.X, case.Y, case.steps(10))
        assert_alike(descent, case.by_backprop(10))


@pytest.mark.parametrize("cost", COSTS)
@pytest.mark.parametrize("scale", [1e-8, 1.0, 30.0, 700.0, 1e5])
def test_J_loses_no_digits_where_the_output_is_close_to_the_label(cost, scale):
    net = Network.from_arrays(
        [scale * np.array([[1.0, -0.5], [-0.7, 0.4]])], [[0.0, 0.1]], [NEEDS.get(cost, "tanh")]
    )
    X = np.array([[1.0, 0.2], [-1.0, 0.3], [0.01, 0.02]])
    right, soft = (
        np.array([[1.0, 0.0], [0.0, 1.0], [1.0, 0.0]]),
        np.array([[0.0, 1.0], [0.3, 0.7], [0.5, 0.5]]),
    )
    for x, y in ((X, right), (X, soft), (X[:1], right[:1]), (X[1:2], right[1:2])):
        with np.errstate(all="ignore"):
            mine = Descent(net, cost).J(x, y)
        assert mine == pytest.approx(cost_of(net, x, y, cost), rel=1e-13, abs=0)


@st.composite
def cases(draw):
    hidden = draw(st.lists(st.sampled_from(HIDDEN), max_size=3))
    sizes = [3, *(draw(st.integers(3, 9)) for _ in hidden), 3]
    cost, optimizer = draw(st.sampled_from(COSTS)), draw(st.sampled_from(OPTIMIZERS))
    extra = EXTRAS[draw(st.sampled_from(list(EXTRAS) if len(hidden) == 1 else ["plain", "penalty"]))]
    return Case(hidden, draw(st.sampled_from(HIDDEN)), cost, optimizer, sizes, **extra)


@given(cases(), st.integers(0, 30), st.integers(0, 5))
def test_a_run_comes_out_bit_for_bit_wherever_it_begins_anew(case, begin, distance):
    descent = case.descent()
    rows = [descent.row for _ in descent.walk(case.X, case.Y, case.steps(31))]
    end = min(begin + distance, 30)
    again = case.descent()
    again.run(case.X.copy(), case.Y, case.steps(3))  # it may have been anywhere
    again.begin(rows[begin])
    assert again.row.tobytes() == rows[begin].tobytes()
    again.run(case.X, case.Y, case.steps(end - begin, begin))
    assert again.row.tobytes() == rows[end].tobytes()


@given(cases())
def test_numbers_do_not_depend_on_how_one_goes_or_what_one_asks_on_the_way(case):
    walked, run, asked, alone = (case.descent() for _ in range(4))
    with_J = list(walked.walk(case.X, case.Y, case.steps(20)))
    run.run(case.X, case.Y, case.steps(20))
    of_batches = []
    for J in asked.walk(case.X, case.Y, case.steps(20), "batch"):
        of_batches.append(J)
        asked.J(case.X[:4], case.Y[:4])
        assert asked.is_finite
    of_all = []
    room = np.empty(case.X.size + 1)  # an array that begins somewhere else
    for rows, eta in case.steps(20):
        X, Y = (case.X, case.Y) if rows is None else (case.X[rows], case.Y[rows])
        moved = room[1 : 1 + X.size].reshape(X.shape)
        moved[:] = X
        of_all.append((alone.J(case.X, case.Y), alone.J(moved, Y)))
        alone.update(moved, Y, eta)
    for other in (run, asked, alone):
        assert other.row.tobytes() == walked.row.tobytes()
    assert (with_J, of_batches) == tuple(map(list, zip(*of_all, strict=True)))


@pytest.mark.parametrize("optimizer", OPTIMIZERS)
def test_what_is_cut_stays_0_and_what_is_locked_stays(optimizer):
    """Even where the optimiser remembers how they moved before."""
    case = Case(["tanh"], "tanh", "mse", optimizer, masks=True)
    free = case.net.free == 1.0
    kinds = len(Moments.none(optimizer, case.net.parameters).arrays)
    moments = Moments(3, tuple(np.full(case.net.parameters, 0.2) for _ in range(kinds)))
    descent = Descent(case.net, "mse", optimizer, moments=moments)
    trace = backprop(case.net, case.X, case.Y, "mse", 0.05, optimizer, moments=moments)
    descent.update(case.X, case.Y, 0.05)
    assert_alike(descent, trace)
    descent.run(case.X, case.Y, case.steps(20))
    np.testing.assert_array_equal(descent.vector == case.net.to_vector(), ~free)


def test_zeros_keep_their_signs_where_nothing_moves():
    for sign in (0.0, -0.0):
        net = Network.from_arrays([[[sign, 1.0], [sign, sign]]], [[sign, sign]], ["sigmoid"])
        net = net.with_locked([Ref("W", 1, (0, 0)), Ref("W", 1, (1, 0)), Ref("b", 1, (0,))])
        descent = Descent(net, "bce", "momentum")
        assert descent.vector.tobytes() == net.to_vector().tobytes()
        for label in (0.0, 1.0):
            descent.update(np.ones((1, 2)), np.full((1, 2), label), 0.1)
            assert (np.signbit(descent.vector) == np.signbit(sign))[[0, 2, 4]].all()


def test_a_row_with_a_weight_that_is_cut_leaves_it_0():
    net = Network.random((2, 2), ("tanh",), seed=1).with_cut([Ref("W", 1, (0, 1))])
    descent = Descent(net, "mse")
    descent.begin(np.ones(6))
    assert descent.vector.tolist() == [1, 0, 1, 1, 1, 1]


@pytest.mark.parametrize("optimizer", OPTIMIZERS)
def test_overflow_is_data(optimizer):
    rng = np.random.default_rng(1)
    net = Network.random((2, 3, 1), ("relu", "linear"), "he", seed=1)
    descent = Descent(net, "squared", optimizer)
    X, Y = 1e155 * (1.0 + rng.random((4, 2))), np.zeros((4, 1))
    assert descent.is_finite
    with np.errstate(all="ignore"):
        costs = list(descent.walk(X, Y, repeat((None, 1e160), 4)))
        descent.run(X, Y, repeat((None, 1e160), 4))
    assert not np.isfinite(costs[-1])
    assert not descent.is_finite
    assert not np.isfinite(descent.row).all()


def test_large_finite_numbers_are_finite():
    net = Network.from_arrays([[[1.5e308, 1.5e308]]], [[1e308]], ["linear"])
    assert Descent(net, "mse").is_finite


def test_the_network_and_data_it_was_given_and_what_it_gave_out_stay_as_they_are():
    case = Case(["tanh"], "tanh", "mse", "adam")
    first, X, Y = case.net.to_vector(), case.X.copy(), case.Y.copy()
    descent = case.descent()
    vector, network, row, moments = descent.vector, descent.network, descent.row, descent.moments
    descent.run(case.X, case.Y, case.steps(10))
    for given_out in (case.net.to_vector(), vector, network.to_vector(), row[: first.size]):
        np.testing.assert_array_equal(given_out, first)
    assert not any(array.any() for array in moments.arrays)
    np.testing.assert_array_equal(case.X, X)
    np.testing.assert_array_equal(case.Y, Y)
    assert (descent.vector != first).all()


@pytest.mark.parametrize("optimizer", ["sgd", "adam"])
def test_no_update_allocates(optimizer):
    net = Network.random((40, 60, 50), ("sigmoid", "softmax"), seed=1)
    X, Y = np.random.default_rng(1).random((300, 40)), np.eye(50)[np.arange(300) % 50]
    descent = Descent(net, "softmax_ce", optimizer, l2=1e-4)
    walk = descent.walk(X, Y, repeat((np.arange(64), 0.01)))
    next(walk)
    next(walk)
    tracemalloc.start()
    for _ in range(20):
        next(walk)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 8000  # bytes; the smallest array of an update, δ of the outputs, has 25,600


def test_what_does_not_go_together_is_refused():
    net = Network.random([2, 1], ["tanh"])
    refused = [
        ("needs a sigmoid output layer", partial(Descent, net, "bce")),
        ("is not one of", partial(Descent, net, "mse", "newton")),
        ("not moments of adam", partial(Descent, net, "mse", "adam", moments=Moments(1, (np.zeros(3),)))),
        ("has 10 numbers, not 3", partial(Descent(net, "mse", "adam").begin, np.zeros(3))),
    ]
    for words, call in refused:
        with pytest.raises(ValueError, match=words):
            call()
