"""What a question withholds besides what it names."""

from __future__ import annotations

import pytest

from engine.nn.shape import Shape
from engine.nn.types import Ref
from engine.session.withholding import withheld

TWO = Shape((1, 1, 1), 1)
SIGMOID = ("", "sigmoid", "sigmoid")


def also(named: Ref, shape: Shape = TWO, activations: tuple[str, ...] = SIGMOID) -> set[Ref]:
    return set(withheld(frozenset({named}), shape, activations) - {named})


def test_of_one_sample_the_derivative_by_the_bias_is_delta():
    assert also(Ref("delta", 2, (0,))) == {Ref("db", 2, (0,))}
    assert also(Ref("db", 2, (0,))) == {Ref("delta", 2, (0,))}


def test_of_a_batch_it_is_the_mean_of_them_and_tells_none():
    batch = Shape((1, 1, 1), 2)
    assert Ref("db", 2, (0,)) not in also(Ref("delta", 2, (0,)), batch)
    assert {Ref("delta", 2, (0,), 0), Ref("db", 2, (0,), 1)} <= also(Ref("delta", 2, (0,)), batch)


def test_the_only_packet_that_arrives_is_the_derivative_by_the_activation():
    arriving, packet = Ref("dJ_da", 1, (0,)), Ref("term", 2, (0, 0))
    assert also(arriving) == {packet}
    assert also(packet) == {arriving}
    assert also(Ref("dJ_da", 1, (0,)), Shape((1, 1, 2), 1)) == set()


def test_a_linear_node_sends_on_what_it_got():
    linear = ("", "linear", "sigmoid")
    assert also(Ref("z", 1, (0,)), activations=linear) == {Ref("a", 1, (0,))}
    assert {Ref("dJ_da", 1, (0,)), Ref("term", 2, (0, 0)), Ref("db", 1, (0,))} == also(
        Ref("delta", 1, (0,)), activations=linear
    )


@pytest.mark.parametrize("symbol", ["x", "W", "slope", "J_new"])
def test_other_quantities_equal_nothing_else(symbol):
    index = (0, 0) if symbol == "W" else () if symbol == "J_new" else (0,)
    assert also(Ref(symbol, 2, index)) == set()


def test_nothing_hidden_withholds_nothing():
    assert withheld(frozenset(), TWO, SIGMOID) == frozenset()
