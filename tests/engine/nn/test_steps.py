"""How many steps there are at each zoom level, what they hold, and how the levels share one cursor."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine import Network, Ref, narrate
from engine.nn.microsteps import PHASES, ends, written_at
from engine.nn.rules import order
from engine.nn.shape import Shape
from engine.nn.types import ZOOMS
from tests.strategies import cases, sizes


def network(shape) -> Network:
    return Network.random(shape, ["sigmoid"] * (len(shape) - 1))


@pytest.mark.parametrize(
    ("shape", "batch", "fused", "count"),
    [
        ((1, 1), 1, False, 13),
        ((1, 1, 1), 1, False, 22),
        ((2, 4, 3, 1), 1, False, 31),
        ((1, 1, 1), 3, False, 23),
        ((1, 1, 1), 1, True, 20),
        ((1, 1, 1), 2, True, 21),
        ((3, 5, 5, 5, 5, 5, 2), 1, False, 58),
    ],
)
def test_number_of_layer_steps(shape, batch, fused, count):
    assert len(narrate(network(shape), cost="bce", batch=batch, fused=fused)) == count


@given(shape=sizes(), batch=st.integers(1, 4), fused=st.booleans())
def test_number_of_layer_steps_in_general(shape, batch, fused):
    L = len(shape) - 1
    steps = narrate(network(shape), cost="bce", batch=batch, fused=fused)
    assert len(steps) == 9 * L + 4 + (batch > 1) - 2 * fused
    assert [(s.rule, s.layer) for s in steps] == order(Shape(shape, batch), fused)
    assert len({s.address for s in steps}) == len(steps)


def opened(rule: str, l: int, n: tuple[int, ...]) -> tuple[int, int]:
    """How many cells a layer step opens into at node level and at edge-term level."""
    if rule in ("F0", "C", "AV", "U0", "R"):
        return 1, 1
    if rule == "Fz":
        return n[l], n[l] * (n[l - 1] + 2)
    if rule == "B3":
        return n[l], n[l] * (n[l + 1] + 1)
    if rule in ("G", "UW"):
        return n[l], n[l] * n[l - 1]
    return n[l], n[l]


@given(shape=sizes(), batch=st.integers(1, 3), fused=st.booleans())
def test_how_many_cells_every_layer_step_opens_into(shape, batch, fused):
    net = network(shape)
    rows = order(Shape(shape, batch), fused)
    for place, zoom in enumerate(("node", "edge")):
        steps = narrate(net, cost="bce", batch=batch, zoom=zoom, fused=fused)
        wanted = [(rule, l) for rule, l in rows for _ in range(opened(rule, l, shape)[place])]
        assert [(s.rule, s.layer) for s in steps] == wanted


@pytest.mark.parametrize(
    ("optimizer", "penalty", "more"),
    [
        ("sgd", False, 0),
        ("sgd", True, 1),
        ("momentum", False, 4),
        ("nesterov(0.5)", True, 5),
        ("rmsprop", False, 4),
        ("adam", True, 9),
    ],
)
def test_a_moment_is_a_step_before_each_correction_and_a_penalty_one_before_u0(optimizer, penalty, more):
    rules = [step.rule for step in narrate(network((2, 3, 1)), optimizer=optimizer, penalty=penalty)]
    assert len(rules) == 22 + more
    assert ("P" in rules) == penalty
    assert not penalty or rules[rules.index("P") + 1] == "U0"
    before = {"sgd": [], "rmsprop": ["V"], "adam": ["M", "V"]}.get(optimizer, ["M"])
    layer = [f"{rule}{parameter}" for parameter in "Wb" for rule in (*before, "U")]
    assert rules[rules.index("U0") + 1 : -1] == 2 * layer


def test_what_is_cut_is_not_told_and_what_is_locked_reads_no_gradient():
    gone, held = Ref("W", 1, (0, 1)), Ref("b", 2, (0,))
    net = network((2, 3, 1)).with_cut([gone]).with_locked([held])
    steps = narrate(net, optimizer="adam", zoom="edge", penalty=True)
    told = {ref for step in steps for ref in (*step.writes, *step.reads)}
    assert not {ref for ref in told if (ref.layer, ref.index) == (1, (0, 1))}
    [correction] = [step for step in steps if Ref("b_new", 2, (0,)) in step.writes]
    assert correction.reads == (held,)
    assert Ref("db", 2, (0,)) in told
    assert Ref("m_b_new", 2, (0,)) not in told


def test_softmax_is_told_with_its_jacobian():
    net = Network.random((2, 3), ["softmax"])
    steps = {step.rule: step for step in narrate(net, cost="softmax_ce")}
    assert len(narrate(net, cost="softmax_ce")) == 13
    assert len(steps["B1"].writes) == 9
    assert set(steps["Fa"].reads) == {Ref("z", 1, (j,)) for j in range(3)}
    assert {ref.index for ref in steps["B2"].reads if ref.symbol == "slope"} == {
        (i, j) for i in range(3) for j in range(3)
    }


@given(shape=sizes(), batch=st.integers(1, 3))
def test_phases(shape, batch):
    net = network(shape)
    assert [step.rule for step in narrate(net, batch=batch, zoom="phase")] == list(PHASES)
    phases = [step.phase for step in narrate(net, batch=batch)]
    assert list(dict.fromkeys(phases)) == list(PHASES)
    assert phases == sorted(phases, key=PHASES.index)


def known_after(steps, count) -> set[Ref]:
    return {ref for step in steps[:count] for ref in step.writes if ref.symbol not in ("product", "term")}


@given(shape=sizes(most_nodes=4), batch=st.integers(1, 3), fused=st.booleans())
def test_ends_say_how_many_cells_are_done(shape, batch, fused):
    net = network(shape)
    cells = narrate(net, cost="bce", batch=batch, zoom="edge", fused=fused)
    for zoom in ZOOMS:
        steps = narrate(net, cost="bce", batch=batch, zoom=zoom, fused=fused)
        done = ends(Shape(shape, batch), fused, zoom)
        assert len(done) == len(steps)
        assert list(done) == sorted(set(done))
        assert done[-1] == len(cells)
        for n, end in enumerate(done, 1):
            assert known_after(steps, n) == known_after(cells, end)
            assert steps[n - 1].phase == cells[end - 1].phase
            if zoom != "phase":
                assert steps[n - 1].address == cells[end - 1].address


@given(shape=sizes(most_nodes=4), batch=st.integers(1, 3), fused=st.booleans(), zoom=st.sampled_from(ZOOMS))
def test_written_at_names_the_step_that_writes(shape, batch, fused, zoom):
    steps = narrate(network(shape), cost="bce", batch=batch, zoom=zoom, fused=fused)
    number = written_at(Shape(shape, batch), fused, zoom)
    for n, step in enumerate(steps, 1):
        assert {number[ref] for ref in step.writes} <= {n}
    told = {ref for step in steps for ref in step.writes}
    inner = {ref for ref in number if ref.symbol in ("product", "term")}
    assert set(number) == told | inner
    for ref in inner:
        rule, layer = ("Fz", ref.layer) if ref.symbol == "product" else ("B3", ref.layer - 1)
        step = steps[number[ref] - 1]
        assert (
            step.rule in ("forward", "backward")
            if zoom == "phase"
            else (step.rule, step.layer) == (rule, layer)
        )
        if zoom in ("node", "edge"):
            node = ref.index[0] if ref.symbol == "product" else ref.index[1]
            assert {w.index[0] if w.symbol != "term" else w.index[1] for w in step.writes} == {node}


@given(case=cases(), zoom=st.sampled_from(("layer", "node", "edge")))
def test_nothing_travels_before_it_is_known_and_gradients_come_before_moves(case, zoom):
    steps = narrate(case.net, cost=case.cost, batch=case.m, zoom=zoom)
    rules = [step.rule for step in steps]
    assert max(n for n, r in enumerate(rules) if r in ("G", "Gb", "AV")) < rules.index("U0")
    assert rules.index("U0") < min(n for n, r in enumerate(rules) if r in ("UW", "Ub"))
    assert rules.index("C") < rules.index("B0")


def test_delta_reads_exactly_what_flows_upstream():
    step = next(s for s in narrate(network((2, 2, 3)), zoom="node") if s.rule == "B5")
    crossed = [ref for j in range(3) for ref in (Ref("delta", 2, (j,)), Ref("W", 2, (j, 0)))]
    assert set(step.reads) == {*crossed, Ref("slope", 1, (0,))}
    assert step.writes == (Ref("delta", 1, (0,)),)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ({"zoom": "atom"}, "phase, layer, node, edge"),
        ({"optimizer": "lion"}, "sgd, momentum"),
        ({"batch": 0}, "at least one"),
        ({"fused": True}, "no fused"),
        ({"cost": "bce", "fused": True, "output": "tanh"}, "sigmoid"),
        ({"cost": "hinge", "fused": True}, "half_squared, squared, mse, bce"),
    ],
)
def test_arguments_that_name_nothing(arguments, words):
    net = Network.random((2, 2), (arguments.pop("output", "sigmoid"),))
    with pytest.raises(ValueError, match=words):
        narrate(net, **arguments)


def test_an_unknown_cost_is_refused_without_fused_too():
    with pytest.raises(ValueError, match="half_squared, squared, mse, bce"):
        narrate(network((1, 1)), cost="hinge")
