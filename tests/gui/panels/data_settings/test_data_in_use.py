"""The steps that made the data in use, and what one made in another way changes."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.data.bundled import BUNDLED
from engine.data.dataset import DataSet
from engine.data.features import Feature
from engine.data.generators import RECIPES, make
from engine.data.splits import every_kth
from engine.nn.types import Ref
from engine.session import actions
from engine.session.frame import frame_of
from engine.session.limits import MAX_WORK
from engine.session.making import new_document
from engine.session.session import Session
from engine.session.setup import Setup
from engine.session.update import update
from gui.panels.data_settings.gestures import Gestures
from gui.panels.data_settings.in_use import SCALINGS, InUse
from gui.panels.data_settings.origin import made, origin_of
from gui.panels.data_settings.spans import span_of
from gui.panels.data_settings.splits import NONE, Split, split_of

SQUARE, PRODUCT = Feature("square", (0,)), Feature("product", (0, 1))


def opened(data: DataSet, **settings) -> Session:
    return Session.start(new_document(data, hidden=(3,), **settings))


def in_use(session: Session) -> InUse:
    gestures = Gestures()
    gestures.show_frame(frame_of(session))
    return gestures.present


def after(session: Session, changes) -> Session:
    return update(session, actions.SetSettings(changes, "change the data"))


def setup_of(session: Session) -> Setup:
    return frame_of(session).setup


@pytest.mark.parametrize("name", [*RECIPES, *BUNDLED])
def test_every_data_set_is_recognised_and_can_be_taken(name):
    session = after(opened(make("spiral")), in_use(opened(make("spiral"))).chosen(name))
    data, setup = in_use(session), setup_of(session)
    assert (data.origin.name, data.origin.is_edited) == (name, False)
    assert np.array_equal(setup.X, made(name).X)
    assert setup.network.parameters * setup.batch_size <= MAX_WORK


def test_a_number_that_a_hand_changed_is_noticed_and_its_undo_too():
    session = opened(make("circle"))
    edited = update(session, actions.SetData(Ref("x", 0, (0,), 0), 9.0, "set x₁"))
    assert in_use(edited).origin.is_edited
    assert not in_use(update(edited, actions.Undo())).origin.is_edited


def test_data_from_elsewhere_have_no_recipe():
    data = DataSet(np.ones((3, 2)), np.ones((3, 1)))
    assert origin_of(setup_of(opened(data))).name == ""


def test_further_inputs_and_scaling_are_no_edit():
    session = opened(make("moons"))
    for change in (
        lambda data: data.with_features((PRODUCT,)),
        lambda data: data.with_scaling("standardise"),
    ):
        session = after(session, change(in_use(session)))
    data = in_use(session)
    assert (data.origin.is_edited, data.features, data.scaling) == (False, (PRODUCT,), "standardise")
    assert data.base_inputs == 2
    assert setup_of(session).X.mean(axis=0) == pytest.approx(0.0, abs=1e-12)


def test_scaling_is_measured_on_the_rows_that_are_trained_on():
    session = opened(make("gaussians"))
    session = after(session, in_use(session).with_scaling("min-max"))
    session = after(session, in_use(session).with_split(Split(0.3)))
    setup = setup_of(session)
    assert setup.train_X.min(axis=0) == pytest.approx(0.0)
    assert setup.train_X.max(axis=0) == pytest.approx(1.0)
    assert setup.notes.scaling[0].shift == tuple(make("gaussians").X[setup.training].min(axis=0))


def test_what_a_hand_edited_survives_every_step():
    session = update(opened(make("circle", n=40)), actions.SetData(Ref("x", 0, (0,), 0), 9.0, "set x₁"))
    row = frame_of(session).rows[0]
    for change in (
        lambda data: data.with_split(Split(0.2, "every")),
        lambda data: data.with_scaling("standardise"),
        lambda data: data.with_features((SQUARE,)),
        lambda data: data.with_features(()),
        lambda data: data.with_scaling(""),
    ):
        session = after(session, change(in_use(session)))
    assert setup_of(session).X[row, 0] == pytest.approx(9.0)
    assert in_use(session).origin.is_edited


def test_weights_that_fit_stay():
    session = opened(make("spiral"))
    before = frame_of(session).network.W[1]
    for name, inputs, kept in (("moons", 2, 2), ("digits", 64, 0), ("iris", 4, 0)):
        session = after(session, in_use(session).chosen(name))
        hidden = frame_of(session).network.W[1]
        assert hidden.shape == (3, inputs)
        assert np.array_equal(hidden[:, :kept], before[:, :kept])


def test_trained_weights_stay_too():
    session = update(opened(make("spiral"), batch=10), actions.Seek(1, 30))
    trained = frame_of(session).network.to_vector()
    session = after(session, in_use(session).with_number("noise", 0.3))
    assert np.array_equal(frame_of(session).network.to_vector(), trained)
    assert frame_of(session).update == 30


def test_a_large_share_of_a_small_set_is_not_taken_over():
    session = opened(make("spiral"))
    session = after(session, in_use(session).with_split(Split(0.25)))
    assert setup_of(session).test.size == 50
    session = after(session, in_use(session).chosen("circle"))
    assert setup_of(session).test.size == 50
    session = after(session, in_use(session).chosen("xor"))
    assert setup_of(session).test.size == 0


def test_the_test_rows_stay_as_long_as_there_are_as_many_rows():
    session = opened(make("spiral"))
    session = after(session, in_use(session).with_split(Split(0.2)))
    kept = setup_of(session).test
    session = after(session, in_use(session).with_number("noise", 0.4))
    assert np.array_equal(setup_of(session).test, kept)
    session = after(session, in_use(session).with_number("n", 100))
    assert setup_of(session).test.size == 20


def test_inputs_and_scaling_stay_with_another_set_of_the_same_width():
    session = opened(make("spiral"))
    for change in (
        lambda data: data.with_features((SQUARE, PRODUCT)),
        lambda data: data.with_scaling("min-max"),
        lambda data: data.chosen("moons"),
    ):
        session = after(session, change(in_use(session)))
    data = in_use(session)
    assert (data.features, data.scaling) == ((SQUARE, PRODUCT), "min-max")
    data = in_use(after(session, data.chosen("sine")))
    assert data.features == ()


@given(st.integers(2, 300), st.floats(0.01, 0.5), st.sampled_from(["drawn", "every"]), st.integers(0, 9))
def test_a_split_leaves_rows_to_train_on_and_is_told_again(n, part, way, seed):
    data = make("circle", n=n)
    rows = Split(part, way).rows(data, seed)
    assert 1 <= rows.size < n
    told = split_of(setup_of(opened(data, test=rows)))
    if way == "every":
        assert told.way == "every"
        assert np.array_equal(told.rows(data, seed), rows)
    else:
        assert told.part == pytest.approx(rows.size / n) or np.array_equal(
            rows, every_kth(n, round(1 / told.part))
        )


def test_nothing_is_split_where_there_is_one_row():
    assert Split(0.3).rows(make("net_a"), 0).size == 0
    assert split_of(setup_of(opened(make("net_a")))) == NONE


def test_a_gesture_starts_from_where_it_began():
    session, gestures = opened(make("spiral"), batch=None), Gestures()
    for n in (10_000, 9_000, 200):
        gestures.show_frame(frame_of(session))
        changes = gestures.before("drag").with_number("n", n)
        session = update(session, actions.SetSettings(changes, "set samples", "drag"))
        assert setup_of(session).network.parameters * setup_of(session).batch_size <= MAX_WORK
    assert setup_of(session).batch is None


def test_a_gesture_ends_with_the_update_that_it_began_at():
    session, gestures = opened(make("spiral"), batch=10), Gestures()
    gestures.show_frame(frame_of(session))
    first = gestures.before("drag")
    gestures.show_frame(frame_of(update(session, actions.StepUpdate(1))))
    assert gestures.before("drag").network is not first.network


PARAMETERS = [parameter for recipe in RECIPES.values() for parameter in recipe.parameters]


@given(st.sampled_from(PARAMETERS), st.floats(0, 1))
def test_every_place_of_a_slider_is_a_number_that_the_recipe_takes(parameter, place):
    value = span_of(parameter).value(place)
    assert parameter.checked(round(value) if parameter.whole else value) == pytest.approx(value)


def test_all_scalings_can_be_chosen():
    data = in_use(opened(make("spiral")))
    for kind in SCALINGS:
        setup = setup_of(after(opened(make("spiral")), data.with_scaling(kind)))
        assert [step.kind for step in setup.notes.scaling] == [kind] * bool(kind)
