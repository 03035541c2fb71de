"""What holds of every function: its slopes agree with nudges, in whatever boxes it is told."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from engine.nn.chain import ChainError, Node, parse, written
from engine.nn.chain.evaluating import evaluated
from engine.nn.chain.functions import FUNCTIONS, applied
from engine.nn.chain.nodes import constant, name, number

LEAVES = st.sampled_from(
    [name("x")] * 4
    + [number(2), number(0.5), number(3), constant("π", np.pi), constant("e", np.e), number(1)]
)
TYPED = [op for op, function in FUNCTIONS.items() if function.typed and op != "exp"]
SMALL = st.sampled_from([number(2), number(3), number(0.5), Node("neg", (number(1),)), name("x")])


def _above(parts):
    several = st.lists(parts, min_size=2, max_size=3).map(tuple)
    return st.one_of(
        st.builds(applied, st.sampled_from(TYPED), parts),
        st.builds(lambda u: Node("exp", (u,)), parts),
        st.builds(lambda u: Node("neg", (u,)), parts),
        several.map(lambda args: Node("sum", args)),
        several.map(lambda args: Node("product", args)),
        st.builds(lambda u, v: Node("quotient", (u, v)), parts, parts),
        # A power of e is the exponential function, however it was typed.
        st.builds(lambda u, v: Node("power", (u, v)), parts.filter(lambda u: u.label != "e"), SMALL),
    )


TREES = st.recursive(LEAVES, _above, max_leaves=7)
MANY = settings(max_examples=max(150, settings.default.max_examples))
POINTS = st.sampled_from([-2.5, -1.3, -0.4, 0.3, 0.8, 1.7, 3.1])


@st.composite
def functions(draw):
    root = draw(TREES.filter(lambda tree: tree.reads("x")))
    text = written(root).text
    assume(len(text) <= 200)
    return parse(text)


@given(root=TREES)
def test_what_is_written_is_read_again_as_the_same_tree(root):
    text = written(root).text
    assume(len(text) <= 200)
    assert parse(text).root == root


@MANY
@given(chain=functions(), x=POINTS)
@example(chain=parse("|x|·relu(x)"), x=1.7)
def test_the_derivative_agrees_with_nudges(chain, x):
    """Where it is smooth: three nudges of halved size must agree with one another first."""
    try:
        point = chain.at(x)
        nudges = [chain.nudged(x, step) for step in (2e-3, 1e-3, 5e-4)]
    except ChainError:
        assume(False)
    first, second = (abs(a - b) for a, b in pairwise(nudges))
    assume(second <= 0.3 * first + 1e-9 * (1 + abs(chain.value(x))))
    extrapolated = nudges[2] + (nudges[2] - nudges[1]) / 3
    assert abs(point.derivative - extrapolated) <= second + 1e-7 * (
        1 + abs(point.derivative) + abs(chain.value(x))
    )


@MANY
@given(chain=functions(), x=POINTS, data=st.data())
def test_the_boxes_change_nothing(chain, x, data):
    try:
        whole = chain.at(x)
    except ChainError:
        assume(False)
    cuts = data.draw(st.sets(st.sampled_from(chain.parts))) if chain.parts else set()
    other = chain.with_cuts(cuts)
    point = other.at(x)
    assert len(other.boxes) == len(cuts) + 1
    scale = 1e-9 * (1 + sum(map(abs, whole.products)) + sum(map(abs, point.products)))
    assert abs(point.derivative - whole.derivative) <= scale
    assert abs(sum(point.products) - point.derivative) <= scale
    assert abs(chain.derivatives(np.array([x]))[0] - whole.derivative) <= scale
    assert chain.values(np.array([x]))[0] == whole.values[chain.output] == point.values[other.output]


@MANY
@given(chain=functions(), x=POINTS)
def test_the_local_derivatives_shown_are_those_computed(chain, x):
    """The formula of every link, evaluated, is the slope that was computed without it."""
    try:
        point = chain.at(x)
    except ChainError:
        assume(False)
    known = {label: np.asarray(value) for label, value in point.values.items()}
    for link, slope in zip(chain.links, point.slopes, strict=True):
        shown = float(evaluated(link.derivative, known)[link.derivative])
        assert np.isnan(shown) or abs(shown - slope) <= 1e-9 * (1 + abs(slope)), link.equation.text


@given(chain=functions())
def test_names_are_different_and_links_lead_forwards(chain):
    order = [chain.variable, *(box.name for box in chain.boxes)]
    assert len(set(order)) == len(order)
    assert all(order.index(link.source) < order.index(link.target) for link in chain.links)
    assert chain.boxes[-1].name == chain.output
