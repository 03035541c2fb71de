"""Fresh numbers: the same for the same seed, easy to compute with, and none that hides a slip."""

from dataclasses import replace

import numpy as np
import pytest

from engine import Document, Network, Ref, dump_document, load_document
from engine.lessons.bugs import chain_mutants, mutants
from engine.lessons.chain_paths import chain_value
from engine.lessons.generator import KINDS, fresh, fresh_chain, key_of
from engine.lessons.generator.fresh import first_update
from engine.nn.chain import parse
from engine.nn.types import freeze
from engine.session.document import same_document, two_nodes

SEEDS = range(4)


def asked(trace, *symbols):
    for l in range(1, trace.network.L + 1):
        for j in range(trace.network.sizes[l]):
            for symbol in symbols:
                index = (j, 0) if symbol in ("dW", "W_new") else (j,)
                yield Ref(symbol, l, index, 0 if trace.m > 1 and symbol == "delta" else None)


@pytest.mark.parametrize("kind", KINDS)
def test_the_same_seed_gives_the_same_numbers_and_another_one_others(kind):
    first, again, other = (
        fresh(kind, 7, two_nodes()),
        fresh(kind, 7, two_nodes()),
        fresh(kind, 8, two_nodes()),
    )
    assert same_document(first, again)
    assert not same_document(first, other)


@pytest.mark.parametrize("kind", KINDS)
def test_no_misconception_gives_an_answer_within_the_tolerance_of_the_right_one(kind):
    for seed in SEEDS:
        trace = first_update(fresh(kind, seed, two_nodes()))
        symbols = {"one_node": ("dW",), "two_nodes": ("z", "a", "delta", "dW", "db")}.get(kind, ("delta",))
        for ref in asked(trace, *symbols):
            if kind == "depth" and ref.layer < trace.network.L - 1:
                continue
            right = trace.value(ref)
            assert all(abs(m.value - right) > 0.01 * abs(right) for m in mutants(ref, trace, trace.eta)), ref


@pytest.mark.parametrize("kind", KINDS)
def test_a_fresh_document_can_be_saved_and_has_few_digits(kind, tmp_path):
    for seed in SEEDS:
        made = fresh(kind, seed, two_nodes())
        dump_document(made, tmp_path / "made.upstream")
        assert same_document(load_document(tmp_path / "made.upstream"), made)
        vector = made.network.to_vector() * 10
        np.testing.assert_allclose(vector, np.round(vector), atol=1e-9)


def test_two_nodes_follow_the_rules_of_the_worksheets():
    for seed in range(12):
        made = fresh("two_nodes", seed, two_nodes())
        trace, net = first_update(made), made.network
        assert net.sizes == (1, 1, 1)
        assert abs(made.X[0, 0]) in (1.5, 2.0, 2.5, 3.0)
        assert made.Y[0, 0] in (0.0, 1.0)
        assert made.eta in (0.2, 0.5, 2.0)
        sizes = [abs(value) for value in (*net.to_vector(), made.X[0, 0])]
        assert len({round(size, 6) for size in sizes}) == 5
        assert 1.0 not in sizes
        assert all(0.2 <= abs(w) <= 2.5 for w in (net.W[1][0, 0], net.W[2][0, 0]))
        assert all(abs(b) <= 2.0 for b in (net.b[1][0], net.b[2][0]))
        assert all(0.2 <= abs(trace.z[l][0, 0]) <= 2.0 for l in (1, 2))
        assert abs(abs(trace.z[1][0, 0]) - 1.0) >= 0.05
        assert abs(trace.delta[2][0, 0]) >= 0.01
        assert abs(trace.delta[1][0, 0]) >= 0.002


def test_the_shapes_of_the_kinds():
    softmax = Document(
        Network.from_arrays([[[1.0], [0.5], [0.2], [0.1]]], [[0.0] * 4], ["softmax"]),
        freeze([[1.0]]), freeze([[0.0, 1.0, 0.0, 0.0]]), "softmax_ce",
    )  # fmt: skip
    deep = Document(
        Network.from_arrays([[[0.5]]] * 5, [[0.1]] * 5, ["sigmoid"] * 5), freeze([[1.0]]), freeze([[1.0]])
    )
    four = replace(
        two_nodes(), X=freeze([[1.0], [2.0], [3.0], [4.0]]), Y=freeze([[0.0], [0.0], [1.0], [1.0]])
    )
    assert fresh("many_paths", 1, two_nodes()).network.sizes == (2, 2, 2)
    assert len(fresh("batch", 1, two_nodes()).X) == 3
    assert len(fresh("batch", 1, four).X) == 4
    assert fresh("output", 1, two_nodes()).cost == "bce"
    assert fresh("output", 1, softmax).network.sizes == (1, 4)
    assert fresh("depth", 1, deep).network.L == 5
    relu = first_update(fresh("relu", 1, two_nodes()))
    assert relu.network.activations[1:] == ("relu", "linear")
    assert (relu.z[1] > 0).any()
    assert (relu.z[1] < 0).any()


def test_one_node_has_a_learning_rate_below_or_above_the_best():
    for seed in SEEDS:
        made = fresh("one_node", seed, two_nodes())
        assert made.network.locked == {Ref("b", 1, (0,))}
        factor = 1.0 - made.eta * made.X[0, 0] ** 2
        assert 0.1 < abs(factor) < 0.95


def test_any_keeps_all_but_the_free_numbers():
    net = Network.from_arrays(
        [[[0.5, -0.4], [0.0, 0.8]], [[0.7, -1.2]]], [[0.1, -0.2], [0.25]], ["tanh", "sigmoid"],
        cut=[Ref("W", 1, (1, 0))], locked=[Ref("b", 2, (0,))],
    )  # fmt: skip
    like = Document(net, freeze([[1.0, 2.0]]), freeze([[1.0]]), "bce", "adam", eta=0.3, title="Mine")
    made = fresh("any", 3, like)
    assert (made.cost, made.optimizer, made.eta, made.title) == ("bce", "adam", 0.3, "Mine")
    assert (made.network.cut, made.network.locked) == (net.cut, net.locked)
    assert made.network.b[2][0] == 0.25
    assert made.network.W[1][1, 0] == 0.0
    assert not np.array_equal(made.network.W[1], net.W[1])
    np.testing.assert_array_equal(made.X, like.X)


def test_what_cannot_be_made_is_refused_in_a_sentence():
    with pytest.raises(ValueError, match="did you mean 'two_nodes'"):
        fresh("two_node", 0, two_nodes())
    with pytest.raises(ValueError, match="there are two_nodes, many_paths"):
        fresh("", 0, two_nodes())
    with pytest.raises(ValueError, match="a seed is a whole number"):
        fresh("batch", -1, two_nodes())
    with pytest.raises(ValueError, match="a seed is a whole number"):
        fresh_chain(-1)
    wide = Document(Network.random((9, 20, 1), ("tanh", "linear")), freeze([[0.1] * 9]), freeze([[1.0]]))
    with pytest.raises(ValueError, match="221 parameters is too large"):
        fresh("any", 0, wide)


def test_where_no_numbers_pass_that_is_said():
    stuck = Document(
        Network.from_arrays([[[0.0]]], [[9.0]], ["sigmoid"], locked=[Ref("b", 1, (0,)), Ref("W", 1, (0, 0))]),
        freeze([[1.0]]), freeze([[1.0]]),
    )  # fmt: skip
    with pytest.raises(ValueError, match="no fresh numbers were found"):
        fresh("any", 0, stuck)


def test_a_fresh_chain_has_two_boxes_and_hides_no_slip():
    functions = set()
    for seed in range(20):
        start = fresh_chain(seed)
        assert start == fresh_chain(seed)
        chain = parse(start.function)
        assert len(chain.boxes) == 2
        for path in ("u[1]", "du[1]", "du[2]", "dh"):
            right = chain_value(path, chain, start.x)
            wrong = chain_mutants(path, chain, start.x)
            assert all(abs(mutant.value - right) > 0.01 * abs(right) for mutant in wrong), (start, path)
        functions.add(start.function[:4])
    assert len(functions) > 2


def test_a_key_depends_on_every_part():
    keys = {
        key_of("03", "exit-1", 0),
        key_of("03", "exit-1", 1),
        key_of("03", "exit-11", 0),
        key_of("04", "exit-1", 0),
    }
    assert len(keys) == 4
    assert key_of("03", "exit-1", 0) == 4112786221
