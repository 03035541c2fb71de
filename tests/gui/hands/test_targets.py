"""What can be set by hand, by which action, and how far a tug goes."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt

from engine.nn.network import Network
from engine.nn.types import Ref
from engine.session import actions
from engine.session.document import Document
from engine.session.frame import frame_of
from engine.session.session import Session
from engine.session.update import update
from gui.hands.targets import Linear, Ratio, new_group, pace_of, target_of

W2, B2, X, Y, ETA = (
    Ref("W", 2, (0, 0)),
    Ref("b", 2, (0,)),
    Ref("x", 0, (0,)),
    Ref("y", 2, (0,)),
    Ref("eta", 0),
)
paces = st.sampled_from(["fine", "usual", "coarse"])


def frame(*wishes, document=None):
    session = Session.start(document)
    for wish in wishes:
        session = update(session, wish)
    return frame_of(session)


def batch(cost="half_squared"):
    net = Network.random((2, 3, 1), ("tanh", "sigmoid"), seed=1)
    return Document(net, np.arange(8.0).reshape(4, 2), np.array([[0.0], [1.0], [1.0], [0.0]]), cost=cost)


@pytest.mark.parametrize(
    ("ref", "name", "action"),
    [
        (W2, "w₂", actions.SetParameter(W2, 0.5, "set w₂", "g")),
        (B2, "b₂", actions.SetParameter(B2, 0.5, "set b₂", "g")),
        (X, "x", actions.SetData(X, 0.5, "set x", "g")),
        (Y, "y", actions.SetData(Y, 0.5, "set y", "g")),
        (ETA, "η", actions.SetEta(0.5, "set η", "g")),
    ],
)
def test_each_is_set_by_its_action_under_its_name(ref, name, action):
    target = target_of(ref, frame())
    assert (target.name, target.when) == (name, "")
    assert target.action(0.5, "g") == action


@pytest.mark.parametrize("symbol", ["z", "a", "product", "slope", "delta", "term", "dW", "J"])
def test_what_the_engine_computes_cannot_be_set(symbol):
    index = {"product": (0, 0), "term": (0, 0), "dW": (0, 0), "J": ()}.get(symbol, (0,))
    assert target_of(Ref(symbol, 2, index), frame(actions.Seek(14))) is None
    assert target_of(None, frame()) is None


def test_what_a_question_withholds_cannot_be_set():
    assert target_of(W2, frame(actions.Hide(frozenset({W2})))) is None


def test_a_corrected_weight_stands_for_the_one_before():
    new = Ref("W_new", 2, (0, 0))
    first, third = frame(actions.Seek(22)), frame(actions.Seek(22, 3))
    assert target_of(new, first).ref == W2
    assert target_of(new, first).value == 0.8
    assert target_of(W2, first).when == "at the start"
    assert target_of(W2, third).when == "at the start of update 3"
    assert target_of(X, third).when == ""


def test_data_are_those_of_the_sample_in_view():
    shown = frame(actions.SetSample(2), document=batch())
    target = target_of(Ref("x", 0, (1,)), shown)
    assert target.ref == Ref("x", 0, (1,), 2)
    assert (target.name, target.value) == ("x₂[3]", 5.0)


def test_limits_are_those_of_the_document():
    free, bound = target_of(Y, frame()), target_of(Ref("y", 2, (0,)), frame(document=batch("bce")))
    assert free.refusal(5.0) == ""
    assert bound.refusal(1.5) == "With the cross-entropy, a label lies between 0 and 1."
    assert (bound.within(1.5), bound.within(-1.0), bound.refusal(0.25)) == (1.0, 0.0, "")
    eta = target_of(ETA, frame())
    assert eta.refusal(0.0) == eta.refusal(-1.0) == "η must be above 0."
    assert eta.refusal(1e-9) == ""


def test_what_is_refused_here_the_document_refuses_too():
    session = Session.start(batch("bce"))
    y = target_of(Y, frame_of(session))
    for target, value in ((y, 1.5), (y, -0.5), (target_of(ETA, frame()), 0.0)):
        assert target.refusal(value)
        with pytest.raises(ValueError, match="0"):
            update(session, target.action(value, "g"))


@pytest.mark.parametrize(
    ("keys", "pace"),
    [
        (Qt.KeyboardModifier.NoModifier, "usual"),
        (Qt.KeyboardModifier.ShiftModifier, "fine"),
        (Qt.KeyboardModifier.ControlModifier, "coarse"),
        (Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.ControlModifier, "fine"),
    ],
)
def test_keys_held_down_make_it_finer_or_coarser(keys, pace):
    assert pace_of(keys) == pace


@pytest.mark.parametrize(
    ("pace", "px", "step"), [("usual", 1.0, 0.1), ("fine", 0.1, 0.01), ("coarse", 10.0, 1.0)]
)
def test_a_hundred_px_are_one_and_a_notch_is_a_tenth(pace, px, step):
    assert Linear().dragged(0.25, 100, pace) == pytest.approx(0.25 + px)
    assert Linear().stepped(0.25, 2, pace) == 0.25 + 2 * step


@given(st.floats(-100, 100), st.integers(-50, 50), paces)
def test_steps_can_be_taken_back(value, steps, pace):
    there = Linear().stepped(value, steps, pace)
    assert Linear().stepped(there, -steps, pace) == pytest.approx(value, abs=1e-9)


@pytest.mark.parametrize(
    ("value", "steps", "pace", "result"),
    [
        (1.0, 1, "usual", 2.0),
        (1.0, 3, "usual", 10.0),
        (1.0, -1, "usual", 0.5),
        (0.3, 1, "usual", 0.5),
        (0.3, -1, "usual", 0.2),
        (1.0, 1, "fine", 1.1),
        (1.0, -1, "fine", 0.99),
        (9.9, 1, "fine", 10.0),
        (0.05, 1, "coarse", 0.5),
        (0.05, -2, "coarse", 0.0005),
    ],
)
def test_the_learning_rate_climbs_a_ladder(value, steps, pace, result):
    assert Ratio().stepped(value, steps, pace) == result


@given(st.floats(1e-6, 1e6), st.floats(-500, 500), paces)
def test_the_learning_rate_stays_above_0(value, px, pace):
    scale = Ratio()
    assert scale.stepped(value, -3, pace) > 0
    assert scale.rounded(scale.dragged(value, px / 10, pace), pace) > 0


def test_a_hundred_px_are_tenfold():
    assert Ratio().dragged(0.5, 100, "usual") == pytest.approx(5.0)
    assert Ratio().dragged(0.5, 1e6, "coarse") < float("inf")


def test_no_two_gestures_have_one_group():
    assert len({new_group() for _ in range(100)}) == 100


@pytest.mark.parametrize(
    "ref",
    [Ref("W", 3, (0, 0)), Ref("W", 2, (0, 1)), Ref("b", 2, (1,)), Ref("x", 0, (0,), 1), Ref("y", 5, (0,))],
)
def test_what_the_network_has_not_cannot_be_set(ref):
    assert target_of(ref, frame()) is None
