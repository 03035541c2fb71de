"""Structure edits: all other weights are kept, and what is cut or locked moves along."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine import Network, Ref
from engine.nn import rebuild
from engine.nn.activations import HIDDEN
from engine.nn.initialisers import INITIALISERS
from engine.nn.network import same_network
from engine.nn.trace import parameter_refs
from tests.strategies import SEEDS, networks, restrained

INITS = st.sampled_from((*INITIALISERS, "uniform(0.3)"))


@st.composite
def some_networks(draw):
    return draw(restrained(draw(networks())))


def hidden_layer(data, net):
    return data.draw(st.integers(1, net.L - 1))


def hidden_ones(net):
    return net.L > 1


def small():
    """Make a 2-3-1 network whose numbers tell their place: layer, node, node before."""
    W1 = [[1.11, 1.12], [1.21, 1.22], [1.31, 1.32]]
    net = Network.from_arrays([W1, [[2.11, 2.12, 2.13]]], [[1.1, 1.2, 1.3], [2.1]], ["tanh", "sigmoid"])
    return net.with_cut([Ref("W", 1, (1, 0))]).with_locked([Ref("b", 1, (2,)), Ref("W", 2, (0, 2))])


def every(net):
    """List all weights and biases, those of connections that are cut too."""
    return parameter_refs(net.with_restored(net.cut))


def places(net):
    """Tell every weight and bias with what is cut and locked."""
    return {ref: (net.parameter(ref), ref in net.cut, ref in net.locked) for ref in every(net)}


def assert_kept(before, after, where):
    """Compare what stands in `before` with its place in `after`; where it has one."""
    old, new = places(before), places(after)
    moved = {where(ref): told for ref, told in old.items() if where(ref) is not None}
    assert {ref: new[ref] for ref in moved} == moved
    marked = {ref for ref, (_, *marks) in new.items() if any(marks)}
    assert marked <= moved.keys(), "nothing new is cut or locked"


def test_a_node_more_by_hand():
    net = rebuild.with_node(small(), 1, "constant(7)", 0)
    assert net.W[1].tolist() == [[1.11, 1.12], [0.0, 1.22], [1.31, 1.32], [7.0, 7.0]]
    assert net.b[1].tolist() == [1.1, 1.2, 1.3, 0.0]
    assert net.W[2].tolist() == [[2.11, 2.12, 2.13, 7.0]]
    assert net.cut == {Ref("W", 1, (1, 0))}
    assert net.locked == {Ref("b", 1, (2,)), Ref("W", 2, (0, 2))}


def test_a_node_less_by_hand():
    net = rebuild.without_node(small(), 1, 0)
    assert net.W[1].tolist() == [[0.0, 1.22], [1.31, 1.32]]
    assert net.W[2].tolist() == [[2.12, 2.13]]
    assert net.cut == {Ref("W", 1, (0, 0))}
    assert net.locked == {Ref("b", 1, (1,)), Ref("W", 2, (0, 1))}


def test_a_layer_more_by_hand():
    net = rebuild.with_layer(small(), 1, 2, "relu", "constant(7)", 0)
    assert net.sizes == (2, 3, 2, 1)
    assert net.activations == ("", "tanh", "relu", "sigmoid")
    assert net.W[2].tolist() == [[7.0] * 3] * 2
    assert net.W[3].tolist() == [[2.11, 2.12]]
    assert net.b[3].tolist() == [2.1]
    assert net.locked == {Ref("b", 1, (2,))}, "w(2)13 went with the node it came from"


def test_a_layer_less_by_hand():
    net = rebuild.without_layer(small(), 1)
    assert (net.sizes, net.W[1].tolist(), net.cut) == ((2, 1), [[2.11, 2.12]], frozenset())


def test_inputs_and_outputs_by_hand():
    net = rebuild.with_inputs(small(), [None, 1, 0], "constant(7)")
    assert net.W[1].tolist() == [[7.0, 1.12, 1.11], [7.0, 1.22, 0.0], [7.0, 1.32, 1.31]]
    assert net.cut == {Ref("W", 1, (1, 2))}
    net = rebuild.with_outputs(small(), [None, 0], "constant(7)")
    assert net.W[2].tolist() == [[7.0] * 3, [2.11, 2.12, 2.13]]
    assert (net.b[2].tolist(), net.locked) == ([0.0, 2.1], {Ref("b", 1, (2,)), Ref("W", 2, (1, 2))})


@given(some_networks().filter(hidden_ones), INITS, SEEDS, st.data())
def test_a_node_added_and_removed_gives_the_same_network(net, init, seed, data):
    layer = hidden_layer(data, net)
    more = rebuild.with_node(net, layer, init, seed)
    assert_kept(net, more, lambda ref: ref)
    assert same_network(rebuild.without_node(more, layer, net.sizes[layer]), net)


@given(some_networks(), INITS, SEEDS, st.data())
def test_a_layer_added_and_removed_gives_the_same_network(net, init, seed, data):
    after = data.draw(st.integers(0, net.L - 1))
    nodes = data.draw(st.integers(net.sizes[after], 7))
    more = rebuild.with_layer(net, after, nodes, "tanh", init, seed)
    assert_kept(net, more, lambda ref: Ref(ref.symbol, ref.layer + (ref.layer > after), ref.index))
    assert same_network(rebuild.without_layer(more, after + 1), net)


@given(some_networks().filter(hidden_ones), SEEDS, st.data())
def test_a_layer_less_keeps_all_other_weights(net, seed, data):
    layer = hidden_layer(data, net)
    room = net.sizes[layer - 1]

    def where(ref):
        fits = ref.layer != layer + 1 or ref.symbol == "b" or ref.index[1] < room
        moved = Ref(ref.symbol, ref.layer - (ref.layer > layer), ref.index)
        return moved if ref.layer != layer and fits else None

    assert_kept(net, rebuild.without_layer(net, layer, seed=seed), where)


@given(some_networks().filter(hidden_ones), st.data())
def test_a_node_less_keeps_all_other_weights(net, data):
    layers = [l for l in range(1, net.L) if net.sizes[l] > 1]
    if not layers:
        return
    layer = data.draw(st.sampled_from(layers))
    gone = data.draw(st.integers(0, net.sizes[layer] - 1))

    def where(ref):
        index = list(ref.index)
        for side, of in enumerate(range(ref.layer, ref.layer - len(index), -1)):
            if of == layer and index[side] == gone:
                return None
            index[side] -= of == layer and index[side] > gone
        return Ref(ref.symbol, ref.layer, tuple(index))

    assert_kept(net, rebuild.without_node(net, layer, gone), where)


@given(some_networks(), INITS, SEEDS, st.data())
def test_other_inputs_and_outputs_keep_what_they_name(net, init, seed, data):
    for n, change, layer, side in (
        (net.sizes[0], rebuild.with_inputs, 1, 1),
        (net.sizes[-1], rebuild.with_outputs, net.L, 0),
    ):
        kept = data.draw(st.permutations((*range(n), None, None)))[: data.draw(st.integers(1, n + 2))]

        def where(ref, kept=kept, layer=layer, side=side):
            if ref.layer != layer or (ref.symbol == "b" and side):
                return ref
            if ref.index[side] not in kept:
                return None
            index = list(ref.index)
            index[side] = kept.index(index[side])
            return Ref(ref.symbol, layer, tuple(index))

        changed = change(net, kept, init, seed)
        assert changed.sizes[0 if side else -1] == len(kept)
        assert_kept(net, changed, where)


@given(some_networks(), st.sampled_from(HIDDEN), st.data())
def test_another_activation_changes_nothing_else(net, name, data):
    layer = data.draw(st.integers(1, net.L))
    changed = rebuild.with_activation(net, layer, name)
    assert changed.activations[layer] == name
    assert same_network(rebuild.with_activation(changed, layer, net.activations[layer]), net)


@given(some_networks(), INITS, SEEDS, st.data())
def test_redrawn_weights_are_those_of_a_new_network(net, init, seed, data):
    fresh = Network.random(net.sizes, net.activations[1:], init, seed)
    assert same_network(rebuild.redrawn(net, init, seed), net.with_vector(fresh.to_vector()))
    layer = data.draw(st.integers(1, net.L))
    changed = rebuild.redrawn(net, init, seed, layer)
    assert (changed.cut, changed.locked) == (net.cut, net.locked)
    for ref in every(net):
        wanted = fresh if ref.layer == layer else net
        assert changed.parameter(ref) == (0.0 if ref in net.cut else wanted.parameter(ref))


@given(some_networks(), st.data())
def test_zeroed_weights_are_zero_and_the_others_stay(net, data):
    refs = data.draw(st.sets(st.sampled_from(every(net))))
    changed = rebuild.zeroed(net, refs)
    for ref in every(net):
        assert changed.parameter(ref) == (0.0 if ref in refs else net.parameter(ref))
    assert (changed.cut, changed.locked) == (net.cut, net.locked)


@pytest.mark.parametrize("init", ["xavier", "he", "fixed", "normal(2)"])
def test_a_new_node_is_never_the_twin_of_an_old_one(init):
    net = Network.random((2, 2, 1), ("tanh", "linear"), init, seed=0)
    for _ in range(6):
        net = rebuild.with_node(rebuild.without_node(net, 1, 0), 1, init, 0)
        assert len({row.tobytes() for row in net.W[1]}) == 2


def test_new_weights_are_within_the_reach_of_the_new_shape():
    net = rebuild.with_node(Network.random((3, 5, 2), ("tanh", "linear"), seed=1), 1, "xavier", 3)
    assert np.abs(net.W[1][5]).max() <= np.sqrt(6 / 9)
    assert np.abs(net.W[2][:, 5]).max() <= np.sqrt(6 / 8)
    assert len({*net.W[1][5].tolist(), *net.W[2][:, 5].tolist()}) == 5


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (lambda net: rebuild.with_layer(net, 2, 1, "tanh"), "can stand after layers 0 to 1, not after 2"),
        (lambda net: rebuild.with_layer(net, -1, 1, "tanh"), "can stand after layers 0 to 1, not after -1"),
        (lambda net: rebuild.with_layer(net, 0, 0, "tanh"), "a layer needs at least one node, not 0"),
        (lambda net: rebuild.with_layer(net, 0, 1, "softmax"), "softmax is for the output layer only"),
        (lambda net: rebuild.with_layer(net, 0, 1, "tanh", "heh"), "init 'heh' is not one of"),
        (lambda net: rebuild.with_node(net, 1, seed=-1), "a seed is a whole number of 0 or above, not -1"),
        (lambda net: rebuild.with_node(net, 2), "layer 2 is no hidden layer; those are layers 1 to 1"),
        (lambda net: rebuild.without_layer(net, 0), "layer 0 is no hidden layer"),
        (lambda net: rebuild.without_node(net, 1, 3), "layer 1 has no node 4; it has 3"),
        (lambda net: rebuild.without_node(net, 1, -1), "layer 1 has no node 0; it has 3"),
        (lambda net: rebuild.with_activation(net, 1, "softmax"), "softmax is for the output layer only"),
        (lambda net: rebuild.with_activation(net, 3, "tanh"), "there is no layer 3"),
        (lambda net: rebuild.redrawn(net, "xavier", 0, 0), "there is no layer 0"),
        (lambda net: rebuild.with_inputs(net, []), "a network needs at least one input"),
        (lambda net: rebuild.with_inputs(net, [2]), "there is no input 3 to keep; there are 2"),
        (lambda net: rebuild.with_outputs(net, [0, None, 0]), "output 1 can be kept once only"),
        (lambda net: rebuild.zeroed(net, [Ref("W", 3, (0, 0))]), "is not a weight or bias"),
    ],
)
def test_refusals(change, sentence):
    with pytest.raises(ValueError, match=sentence):
        change(small())


def test_what_has_no_other_node_or_layer():
    net = rebuild.without_node(rebuild.without_node(small(), 1, 0), 1, 0)
    with pytest.raises(ValueError, match="has this one node only; remove the layer instead"):
        rebuild.without_node(net, 1, 0)
    with pytest.raises(ValueError, match="this network has no hidden layer"):
        rebuild.without_layer(rebuild.without_layer(net, 1), 1)
