# The engine against PyTorch's float64 autograd and optimisers: its answers to 500 random cases and 96
# trainings of 200 updates are stored, made by packaging/crosscheck. `make crosscheck` asks about fresh ones.
from dataclasses import replace
from functools import cache

import numpy as np
import pytest
from crosscheck.answers import unpack
from crosscheck.cases import COSTS, HIDDEN, OUTPUTS, draw_case, is_fair
from crosscheck.compare import TOLERANCE, Tally, is_steady, relative_error
from crosscheck.engine_side import engine_answers, network, trained, walked
from crosscheck.fixtures import CASES_FILE, RUNS_FILE, stored_cases, stored_runs
from crosscheck.runs import OPTIMIZERS, SCHEDULES, SHUFFLES, UPDATES

from engine.nn.activations import ACTIVATIONS
from engine.nn.backprop import backprop
from engine.nn.batches import SHUFFLES as ENGINE_SHUFFLES
from engine.nn.costs import COSTS as ENGINE_COSTS
from engine.nn.named import split_name
from engine.nn.optimizers import OPTIMIZERS as ENGINE_OPTIMIZERS
from engine.nn.schedules import SCHEDULES as ENGINE_SCHEDULES

cases = cache(lambda: list(stored_cases()))
runs = cache(lambda: list(stored_runs()))
NAMES = [name for name, _ in OPTIMIZERS]


def seen(tally: Tally) -> str:
    return "\n".join(["", *tally.table()])


# ------------------------------------------------------------------------------------------- what is stored


def test_tolerance_is_that_of_the_promise():
    assert TOLERANCE == 1e-10


def test_files_are_small_and_hold_no_pickle():
    assert CASES_FILE.stat().st_size + RUNS_FILE.stat().st_size < 3_000_000
    for file in (CASES_FILE, RUNS_FILE):
        with np.load(file, allow_pickle=False) as stored:
            assert str(stored["torch"]).partition("+")[0] == "2.13.0"
            assert stored["numbers"].dtype == np.float64


def test_nothing_that_the_engine_can_is_left_out():
    assert {split_name(name)[0] for name in (*HIDDEN, *OUTPUTS.values())} == set(ACTIVATIONS)
    assert set(COSTS) == set(ENGINE_COSTS)
    assert {split_name(name)[0] for name in NAMES} == set(ENGINE_OPTIMIZERS)
    assert {split_name(name)[0] for name in SCHEDULES} == set(ENGINE_SCHEDULES)
    assert set(SHUFFLES) == set(ENGINE_SHUFFLES)


def test_cases_cover_what_is_drawn():
    drawn = [case for case, _ in cases()]
    sizes = {len(bias) for case in drawn for bias in case.biases} | {case.X.shape[1] for case in drawn}
    assert len(drawn) == len({case.seed for case in drawn}) == 500
    assert {len(case.weights) for case in drawn} == set(range(1, 9))
    assert sizes == set(range(1, 33))
    assert {1, 64} <= {len(case.X) for case in drawn} <= set(range(1, 65))
    assert {case.cost for case in drawn} == set(COSTS)
    assert {name for case in drawn for name in case.activations} == {*HIDDEN, "softmax"}
    # Every activation that can stand in the last layer has met every cost that it can go with.
    ends = {(case.activations[-1], case.cost) for case in drawn}
    plain = {(name, cost) for name in HIDDEN for cost in ("half_squared", "squared", "mse")}
    assert ends == plain | {("sigmoid", "bce"), ("softmax", "softmax_ce")}


def test_the_largest_case_is_among_them():
    assert any(
        len(case.weights) == 8 and {*map(len, case.biases)} == {32} and len(case.X) == 64
        for case, _ in cases()
    )


@pytest.mark.parametrize(
    "special",
    [
        lambda case: case.l1 > 0,
        lambda case: case.l2 > 0,
        lambda case: not all(mask.all() for mask in case.connected),
        lambda case: not all(mask.all() for mask in (*case.movable_weights, *case.movable_biases)),
    ],
    ids=["l1", "l2", "cut", "locked"],
)
def test_many_cases_and_runs_are_special(special):
    assert sum(special(case) for case, _ in cases()) > 40
    assert sum(special(run.case) for run, _ in runs()) > 8


def test_runs_cover_optimisers_schedules_and_batches():
    drawn = [run for run, _ in runs()]
    assert len(drawn) == len({run.case.seed for run in drawn}) >= 90
    assert {(run.optimizer, run.schedule) for run in drawn} == {(o, s) for o in NAMES for s in SCHEDULES}
    assert {run.case.cost for run in drawn} == set(COSTS)
    assert any(run.batch is None for run in drawn)
    assert any(run.batch and len(run.case.X) % run.batch for run in drawn), "no run has a short last batch"
    assert {run.shuffle for run in drawn if run.batch} == set(SHUFFLES)
    assert all(sum(map(len, map(run.rows, range(UPDATES)))) >= UPDATES for run in drawn)


# ---------------------------------------------------------------------------------------------- one update


@pytest.mark.parametrize("depth", range(1, 9))
def test_every_number_of_an_update_agrees(depth):
    tally = Tally()
    for case, theirs in cases():
        if len(case.weights) == depth:
            tally.add_answers(engine_answers(case), theirs, case.seed)
    assert tally.agrees, seen(tally)


def test_new_parameters_follow_the_gradients_of_torch():
    tally = Tally()
    for case, theirs in cases():
        net = network(case)
        updated = backprop(net, case.X, case.Y, case.cost, 0.5, l1=case.l1, l2=case.l2).updated
        kind = "pulled dW" if case.pulled else "dW"
        for l in range(1, net.L + 1):
            movable = case.connected[l - 1] * case.movable_weights[l - 1]
            tally.add("W", updated.W[l], net.W[l] - 0.5 * movable * theirs[f"{kind} {l}"], case.seed)
            moved = net.b[l] - 0.5 * case.movable_biases[l - 1] * theirs[f"db {l}"]
            tally.add("b", updated.b[l], moved, case.seed)
    assert tally.agrees, seen(tally)


# ------------------------------------------------------------------------------------------------ trainings


# By `backprop`, update after update, and in the hot loop that trains, with schedule and batches its own.
@pytest.mark.parametrize("train", [walked, trained])
@pytest.mark.parametrize("optimizer", NAMES)
def test_optimiser_agrees_for_200_updates(optimizer, train):
    tally = Tally()
    for run, theirs in runs():
        if run.optimizer == optimizer:
            tally.add_snapshots("parameters", train(run), theirs, run.case.seed)
    assert tally.agrees, seen(tally)


# ------------------------------------------------------------------------------- the comparison, itself tried


def test_a_deviation_is_noticed():
    case, theirs = cases()[7]
    ours = {name: numbers.copy() for name, numbers in engine_answers(case).items()}
    ours["dW 1"].flat[-1] += 2e-10 * np.abs(ours["dW 1"]).max()
    tally = Tally()
    tally.add_answers(ours, theirs, case.seed)
    assert [row.quantity for row in tally.rows.values() if not row.agrees] == ["dW"]
    assert "above 1e-10" in seen(tally)
    assert not Tally().agrees


@pytest.mark.parametrize(
    ("ours", "theirs", "error"),
    [
        ([1.0, 2.0], [1.0, 2.0], 0.0),
        ([1.0, 2.5], [1.0, 2.0], 0.25),
        ([0.0, 0.0], [0.0, 0.0], 0.0),
        ([0.0, 1e-300], [0.0, 0.0], np.inf),
        ([np.nan, 2.0], [1.0, 2.0], np.inf),
        ([1.0], [1.0, 2.0], np.inf),
    ],
)
def test_relative_error(ours, theirs, error):
    assert relative_error(np.array(ours), np.array(theirs)) == error


def test_answers_of_another_length_are_refused():
    with pytest.raises(ValueError, match=r"case 5 has .* answers, but 3 are stored"):
        unpack(draw_case(5), np.zeros(3))


def test_what_pytorch_itself_cannot_say_is_passed_over():
    numbers = np.array([1.0, -2.0])
    assert is_steady([numbers, np.zeros(2)], [numbers * (1 + 1e-13), np.zeros(2)])
    assert not is_steady([numbers, numbers], [numbers, numbers * (1 + 1e-11)])
    assert not is_steady([np.zeros(2)], [np.array([0.0, 1e-9])])


@pytest.mark.parametrize(
    ("name", "fair", "unfair"), [("relu", 1.0, 1e-7), ("tanh", 5.0, 7.0), ("sigmoid", 9.0, -11.0)]
)
def test_kinks_and_ends_are_passed_over(name, fair, unfair):
    case = replace(draw_case(0), activations=(name,))
    assert is_fair(case, (np.array([[fair, -fair]]),))
    assert not is_fair(case, (np.array([[fair, unfair]]),))
