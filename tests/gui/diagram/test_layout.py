from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gui.diagram.geometry import Box, Spot, between
from gui.diagram.layout import Detail, TextSizes, arrange, edge_lines

SIZES = st.lists(st.integers(1, 40), min_size=2, max_size=11).map(tuple)
VIEWS = st.tuples(st.floats(360, 1600), st.floats(260, 1100))
SCALES = st.sampled_from([0.8, 1.0, 1.5, 2.0])


def texts(scale):
    return TextSizes(
        44 * scale, 22 * scale, 92 * scale, 104 * scale, 42 * scale, 46 * scale, 16 * scale, scale
    )


@given(SIZES, VIEWS, SCALES)
def test_no_two_nodes_overlap_and_all_are_in_view(sizes, view, scale):
    layout = arrange(sizes, *view, texts(scale))
    spots = [spot for column in (*layout.nodes, *layout.ones) for spot in column]
    for one, other in combinations(spots, 2):
        assert np.hypot(one.x - other.x, one.y - other.y) >= one.r + other.r - 1e-6
    for spot in spots:
        assert spot.x - spot.r >= 0
        assert spot.x + spot.r <= layout.cost.x
        assert spot.y - spot.r >= 0
        assert spot.y + spot.r <= view[1]
    assert layout.cost.x + layout.cost.w <= view[0]


@given(SIZES, VIEWS)
def test_columns_go_downstream(sizes, view):
    xs = [column[0].x for column in arrange(sizes, *view).nodes]
    assert xs == sorted(xs)
    assert len(set(xs)) == len(xs)


@pytest.mark.parametrize(
    ("sizes", "view", "detail"),
    [
        ((1, 1, 1), (740, 490), Detail.FULL),
        ((1, 1, 1), (620, 330), Detail.FULL),
        ((1, 1, 1), (520, 330), Detail.FULL),
        ((2, 2, 1), (740, 490), Detail.FULL),
        ((2, 4, 3, 1), (740, 490), Detail.VALUE),
        ((2, 4, 3, 1), (620, 330), Detail.VALUE),
        ((1,) * 7, (740, 490), Detail.VALUE),
        ((2, *(8,) * 9, 1), (740, 490), Detail.DOT),
        ((2, 30, 1), (740, 490), Detail.DOT),
    ],
)
def test_numbers_are_given_up_when_there_is_no_room(sizes, view, detail):
    assert arrange(sizes, *view).detail == detail


def test_pills_keep_clear_of_the_nodes_below():
    layout = arrange((2, 4, 3, 1), 740, 490)
    for layer, column in enumerate(layout.nodes[1:], 1):
        for j, spot in enumerate(column):
            box = layout.pill_box(layer, j)
            assert not any(other.overlaps(box) for other in column if other is not spot)


def test_edge_lines_lead_from_rim_to_rim():
    layout = arrange((2, 3, 1), 740, 490)
    lines = edge_lines(layout, 1)
    assert lines.shape == (3, 2, 4)
    for j in range(3):
        for k in range(2):
            assert lines[j, k] == pytest.approx(layout.edge(1, j, k))
            x, y, _, _ = lines[j, k]
            tail = layout.nodes[0][k]
            assert np.hypot(x - tail.x, y - tail.y) == pytest.approx(tail.r)


def test_between_two_circles():
    assert between(Spot(0, 0, 1), Spot(10, 0, 2)) == (1, 0, 8, 0)


@pytest.mark.parametrize(
    ("box", "overlaps"), [(Box(0, 0, 4, 4), False), (Box(0, 0, 9, 9), True), (Box(9, 9, 1, 1), True)]
)
def test_a_circle_and_a_box(box, overlaps):
    assert Spot(10, 10, 2).overlaps(box) is overlaps
