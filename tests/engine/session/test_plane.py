"""The network over a plane of inputs: its numbers against the forward pass, and ends that stand still."""

from __future__ import annotations

import weakref

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.data.dataset import DataNotes, DataSet
from engine.data.features import Feature, with_features
from engine.nn.backprop import forward
from engine.nn.network import Network
from engine.session import actions
from engine.session.document import Document
from engine.session.frame import frame_of
from engine.session.plane import Plane, activations_over, grid, inputs_at, plane_of
from engine.session.session import Session
from engine.session.update import update
from tests.strategies import cases


def frame_with(X, sizes=None):
    X = np.asarray(X, dtype=np.float64)
    net = Network.random((X.shape[1], 3, 1), ("tanh", "sigmoid"), seed=1)
    return frame_of(Session.start(Document(net, X, np.zeros((len(X), 1)))))


def test_two_inputs_of_about_the_same_span_are_shown_to_one_scale():
    plane = plane_of(frame_with([[-1.0, 0.0], [1.0, 1.5], [0.3, 0.2]]))
    assert plane.columns == (0, 1)
    spans = [high - low for low, high in zip(plane.low, plane.high, strict=True)]
    assert spans[0] == pytest.approx(spans[1])


def test_inputs_of_other_spans_have_scales_of_their_own():
    plane = plane_of(frame_with([[0.0, 0.0], [1.0, 1000.0]]))
    assert plane.high[0] < 2.0
    assert plane.high[1] > 1000.0


def test_the_plane_of_one_sample_is_around_it():
    plane = plane_of(frame_with([[3.0, 0.0]]))
    assert plane.low[0] < 3.0 < plane.high[0]
    assert plane.low[1] < 0.0 < plane.high[1]


@given(st.lists(st.tuples(*[st.floats(-1e12, 1e12)] * 2), min_size=1, max_size=6))
def test_all_rows_are_inside(rows):
    plane = plane_of(frame_with(rows))
    for column in range(2):
        values = [row[column] for row in rows]
        assert plane.low[column] < min(values)
        assert max(values) < plane.high[column]


@given(st.lists(st.tuples(*[st.floats(allow_nan=False, allow_infinity=False)] * 2), min_size=1, max_size=4))
def test_absurd_numbers_have_a_plane_too(rows):
    plane = plane_of(frame_with(rows))
    assert np.isfinite([*plane.low, *plane.high]).all()
    assert all(low < high for low, high in zip(plane.low, plane.high, strict=True))


def test_other_inputs_are_held_at_the_sample_in_hand():
    session = Session.start(frame_with([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]]).document)
    assert plane_of(frame_of(session), (2, 0)).base == (0.0, 2.0, 0.0)
    there = update(session, actions.SetSample(1))
    assert plane_of(frame_of(there), (2, 0)).base == (0.0, 5.0, 0.0)
    assert plane_of(frame_of(there), (1,)).base == (4.0, 0.0, 6.0)


@pytest.mark.parametrize("columns", [(), (0, 0), (0, 2), (-1,), (0, 1, 1)])
def test_columns_that_make_no_plane_are_refused(columns):
    with pytest.raises(ValueError, match="one or two of the 2 inputs"):
        plane_of(frame_with([[1.0, 2.0]]), columns)


def test_a_grid_goes_row_by_row_through_the_middles_of_cells():
    points = grid(Plane((1, 0), (0.0, 10.0), (2.0, 30.0), (0.0, 0.0, 7.0)), 2)
    assert points.tolist() == [[15.0, 0.5, 7.0], [15.0, 1.5, 7.0], [25.0, 0.5, 7.0], [25.0, 1.5, 7.0]]


def test_derived_inputs_are_worked_out_over_the_plane():
    data = DataSet([[0.0, 1.0], [2.0, 5.0]], [[0.0], [1.0]])
    data = with_features(data, [Feature("product", (0, 1))]).scaled("standardise")
    net = Network.from_arrays([[[0.0, 0.0, 1.0]]], [[0.0]], ["linear"])
    frame = frame_of(Session.start(Document(net, data.X, data.Y, notes=data.notes)))
    plane = plane_of(frame)
    assert (frame.setup.table.base_inputs, len(plane.base)) == (2, 2)
    points = grid(plane, 4)
    step = data.notes.scaling[0]
    raw = points * step.factor[:2] + step.shift[:2]
    expected = (raw[:, 0] * raw[:, 1] - step.shift[2]) / step.factor[2]
    found = activations_over(net, data.notes, plane, 4)[-1]
    np.testing.assert_allclose(found.ravel(), expected, rtol=1e-4, atol=1e-5)
    np.testing.assert_array_equal(inputs_at(data.notes, points, 3)[:, :2], points)
    with pytest.raises(ValueError, match="2 inputs"):
        plane_of(frame, (0, 2))


def test_where_a_derived_input_is_too_large_the_sheet_is_no_number():
    notes = with_features(DataSet([[1.0]], [[1.0]]), [Feature("square", (0,))]).notes
    net = Network.from_arrays([[[1.0, 1.0]]], [[0.0]], ["linear"])
    sheet = activations_over(net, notes, Plane((0,), (0.0,), (1e200,), (0.0,)), 3)[-1]
    assert not np.isfinite(sheet).any()


@given(cases(), st.integers(1, 5))
def test_sheets_are_what_the_forward_pass_says(case, n):
    count = case.net.sizes[0]
    columns = tuple(range(min(count, 2)))
    ends = (-2.0,) * len(columns), (3.0,) * len(columns)
    plane = Plane(columns, *ends, tuple(0.0 if k in columns else 0.5 for k in range(count)))
    expected = forward(case.net, grid(plane, n))[1]
    sheets = activations_over(case.net, DataNotes(), plane, n)
    assert len(sheets) == case.net.L + 1
    for sheet, activations in zip(sheets[1:], expected[1:], strict=True):
        assert sheet.dtype == np.float32
        assert sheet.shape == (activations.shape[1], *(n,) * len(columns))
        scale = max(float(np.abs(activations).max()), 1.0)
        np.testing.assert_allclose(sheet.reshape(len(sheet), -1).T, activations, atol=1e-4 * scale)


def test_a_sheet_of_numbers_that_overflow_says_so_without_a_word():
    net = Network.from_arrays([[[1e200, 1.0]]], [[0.0]], ["linear"])
    sheet = activations_over(net, DataNotes(), Plane((0, 1), (1.0, 1.0), (2.0, 2.0), (0.0, 0.0)), 2)[1]
    assert not np.isfinite(sheet).any()


def test_of_many_inputs_few_planes_are_remembered():
    net = Network.random((784, 1), ("sigmoid",), seed=1)

    def inputs_over(base):
        plane = Plane((0, 1), (0.0, 0.0), (1.0, 1.0), (base,) * 784)
        return weakref.ref(activations_over(net, DataNotes(), plane, 40)[0].base)

    first, *_, last = [inputs_over(base) for base in (0.0, 0.1, 0.2)]
    assert first() is None
    assert last() is not None
