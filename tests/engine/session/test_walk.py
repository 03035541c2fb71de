"""Walking: forwards and back by micro-step, phase and update, at every zoom level, with identical frames."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine import Document, Network, Ref, Session, actions, frame_of, update
from engine.nn.microsteps import ends
from engine.nn.types import ZOOMS
from engine.session.document import two_nodes
from engine.session.frame import same_frame
from engine.session.playhead import SPEEDS, shape_at
from tests.strategies import documents


def deep() -> Document:
    rng = np.random.default_rng(8)
    net = Network.random((2, 4, 3, 1), ("tanh", "relu", "sigmoid"), seed=3)
    return Document(net, rng.normal(size=(1, 2)), rng.random((1, 1)), cost="bce", eta=0.5)


def batches() -> Document:
    """Five samples in batches of two: the third batch of an epoch has one."""
    rng = np.random.default_rng(9)
    net = Network.random((2, 3, 2), ("tanh", "sigmoid"), seed=4)
    return Document(net, rng.normal(size=(5, 2)), rng.random((5, 2)), batch=2, seed=6)


DOCUMENTS = {"two nodes": two_nodes, "2-4-3-1": deep, "batches with a tail": batches}


def did(session, *steps):
    for action in steps:
        session = update(session, action)
    return session


@pytest.mark.parametrize("name", DOCUMENTS)
@pytest.mark.parametrize("zoom", ZOOMS)
def test_three_updates_forwards_and_back_give_identical_frames(name, zoom):
    session = did(Session.start(DOCUMENTS[name]()), actions.SetZoom(zoom))
    frames = [frame_of(session)]
    while frames[-1].update < 3:
        session = did(session, actions.Step(1))
        frames.append(frame_of(session))
    counts = [len(f.steps) for f in frames if f.number == 1]
    assert len(frames) == sum(counts[:3]) + 1
    for wanted in reversed(frames[:-1]):
        session = did(session, actions.Step(-1))
        found = frame_of(session)
        assert same_frame(found, wanted)
        assert found.known() == wanted.known()
    assert frame_of(did(session, actions.Step(-1))).number == 1
    assert frame_of(did(session, actions.Step(-1))).update == 0


@pytest.mark.parametrize("name", DOCUMENTS)
def test_many_steps_at_once_are_many_single_steps(name):
    start = Session.start(DOCUMENTS[name]())
    single = start
    for _ in range(70):
        single = did(single, actions.Step(1))
    assert did(start, actions.Step(70)).playhead == single.playhead
    assert did(single, actions.Step(-70)).playhead.step == 1
    assert did(single, actions.Step(-69)).playhead.update == 0
    assert did(start, actions.Step(-5)) is start


def test_known_grows_with_every_step_and_starts_anew_with_every_update():
    session, seen = Session.start(two_nodes()), []
    for _ in range(22):
        seen.append(frame_of(session).known())
        session = did(session, actions.Step(1))
    assert all(a <= b for a, b in pairwise(seen[:-1]))
    assert len(seen[0]) == 2
    assert len(seen[-2]) == 26  # x, y and what the 19 steps write, four products and one packet
    # Once the new J is known, the δs belong to the old weights, and so does what is made of them.
    gone = {Ref(symbol, layer, (0,)) for symbol in ("delta", "dJ_da") for layer in (1, 2)}
    gone |= {Ref("term", 2, (0, 0))}
    assert seen[-1] == seen[-2] - gone | {Ref("J_new", 2)}
    assert frame_of(session).update == 1
    assert frame_of(session).known() == seen[0]


def test_what_is_not_known_has_no_value():
    session = did(Session.start(two_nodes()), actions.Seek(9))
    frame = frame_of(session)
    assert frame.step.address == "B2(2)"
    assert round(frame.value(Ref("delta", 2, (0,))), 6) == -0.148144
    assert frame.value(Ref("delta", 1, (0,))) is None
    assert frame.value(Ref("J_new", 2)) is None
    assert frame.value(Ref("W", 1, (0, 0))) == 0.2
    assert frame.parameter(Ref("W", 2, (0, 0))) == 0.8
    after = frame_of(did(session, actions.Seek(18)))
    assert round(after.parameter(Ref("W", 2, (0, 0))), 6) == 0.892214
    assert after.parameter(Ref("W", 1, (0, 0))) == 0.2


def test_phases_of_the_two_node_network():
    session, places = Session.start(two_nodes()), []
    for _ in range(6):
        session = did(session, actions.StepPhase(1))
        places.append((session.playhead.update, frame_of(session).step.address))
    assert places == [(0, "Fa(2)"), (0, "C"), (0, "Gb(1)"), (0, "R"), (1, "Fa(2)"), (1, "C")]
    back = []
    for _ in range(7):
        session = did(session, actions.StepPhase(-1))
        back.append((session.playhead.update, frame_of(session).step.address))
    assert back == [(1, "Fa(2)"), (0, "R"), (0, "Gb(1)"), (0, "C"), (0, "Fa(2)"), (0, "F0"), (0, "F0")]


@pytest.mark.parametrize("zoom", ZOOMS)
def test_phases_end_at_the_same_place_at_every_zoom(zoom):
    session = did(Session.start(deep()), actions.SetZoom(zoom))
    phases = ["forward", "cost", "backward", "update", "forward"]
    for wanted in phases[zoom == "phase" :]:  # there the first step is all of the forward pass
        session = did(session, actions.StepPhase(1))
        frame = frame_of(session)
        assert frame.step.phase == wanted
        following = frame_of(did(session, actions.Step(1))).step.phase
        assert following != wanted


def test_updates_forwards_and_back():
    session = did(Session.start(two_nodes()), actions.Seek(7), actions.StepUpdate(1))
    assert (session.playhead.update, session.playhead.step) == (1, 1)
    session = did(session, actions.Step(3), actions.StepUpdate(-1))
    assert (session.playhead.update, session.playhead.step) == (1, 1)
    session = did(session, actions.StepUpdate(-1))
    assert (session.playhead.update, session.playhead.step) == (0, 1)
    assert did(session, actions.StepUpdate(-1)) is session


@pytest.mark.parametrize(
    ("step", "at", "wanted"),
    [
        (1, None, (0, 1)),
        (0, None, (0, 1)),
        (-3, None, (0, 1)),
        (22, None, (0, 22)),
        (99, None, (0, 22)),
        (5, 2, (2, 5)),
        (5, -1, (0, 5)),
    ],
)
def test_seek(step, at, wanted):
    session = did(Session.start(two_nodes()), actions.Seek(step, at))
    assert (session.playhead.update, session.playhead.step) == wanted


def plain(known):
    return {ref for ref in known if ref.symbol not in ("product", "term")}


@given(data=st.data(), zoom=st.sampled_from(ZOOMS), other=st.sampled_from(ZOOMS), step=st.integers(1, 400))
@settings(max_examples=60)
def test_zooming_keeps_the_place(data, zoom, other, step):
    document = data.draw(st.sampled_from([deep(), batches()]))
    session = did(Session.start(document), actions.SetZoom(zoom), actions.Seek(step, 1))
    turned = did(session, actions.SetZoom(other))
    known, now = frame_of(session).known(), frame_of(turned).known()
    if ZOOMS.index(other) >= ZOOMS.index(zoom):  # zooming in: not a cell more, not a cell less
        assert plain(now) == plain(known)
        assert plain(frame_of(did(turned, actions.SetZoom(zoom))).known()) == plain(known)
        assert did(turned, actions.SetZoom(zoom)).playhead == session.playhead
    else:  # zooming out: the step that contains the place
        # A step that holds the second forward pass leaves the old δs behind, and what is made of them.
        over = any(ref.symbol == "J_new" for ref in now)
        gone = {ref for ref in known if over and ref.symbol in ("delta", "term", "dJ_da")}
        assert now >= known - gone
        shape = shape_at(document, 1)
        cell = ends(shape, False, zoom)[session.playhead.step - 1]
        bounds = (0, *ends(shape, False, other))
        assert bounds[turned.playhead.step - 1] < cell <= bounds[turned.playhead.step]
    if "phase" not in (zoom, other):
        assert frame_of(turned).step.address == frame_of(session).step.address
    assert frame_of(turned).step.phase == frame_of(session).step.phase


def test_zooming_in_on_a_delta_and_walking_its_packets():
    session = did(Session.start(deep()), actions.SetZoom("edge"))
    addresses = [step.address for step in frame_of(session).steps]
    place = addresses.index("B3(1)") + 1
    session = did(session, actions.Seek(place))
    frame = frame_of(session)
    assert frame.step.writes == (Ref("term", 2, (0, 0)),)
    assert frame.value(Ref("term", 2, (0, 0))) is not None
    assert frame.value(Ref("term", 2, (1, 0))) is None
    assert frame.value(Ref("dJ_da", 1, (0,))) is None
    assert frame_of(did(session, actions.Step(3))).value(Ref("dJ_da", 1, (0,))) is not None


def test_samples_of_a_batch():
    session = did(Session.start(batches()), actions.Seek(22))
    first, second = (did(session, actions.SetSample(n)) for n in (0, 1))
    ref = Ref("delta", 1, (0,))
    assert frame_of(first).value(ref) != frame_of(second).value(ref)
    assert (
        frame_of(second).value(ref)
        == frame_of(first).value(ref.at(1))
        == frame_of(first).trace.delta[1][1, 0]
    )
    assert did(session, actions.SetSample(2)).playhead.sample == 0
    assert did(session, actions.SetSample(-1)).playhead.sample == 1
    mean = Ref("dW", 1, (0, 0))
    assert frame_of(first).value(mean) == frame_of(second).value(mean) == frame_of(first).trace.dW[1][0, 0]
    tail = did(second, actions.StepUpdate(1), actions.StepUpdate(1))
    assert (frame_of(tail).trace.m, tail.playhead.sample) == (1, 0)
    assert {r.sample for r in frame_of(second).writes()} <= {None, 1}


def test_selecting_brings_the_written_scalar_of_that_node_into_focus():
    session = did(Session.start(deep()), actions.Seek(99))
    addresses = [step.address for step in frame_of(session).steps]
    at = {address: n for n, address in enumerate(addresses, 1)}
    session = did(session, actions.Seek(at["B5(1)"]))
    assert frame_of(session).focus == Ref("delta", 1, (0,))
    assert frame_of(did(session, actions.Select(Ref("z", 1, (2,))))).focus == Ref("delta", 1, (2,))
    assert frame_of(did(session, actions.Select(Ref("z", 2, (2,))))).focus == Ref("delta", 1, (0,))
    weights = did(session, actions.Seek(at["G(2)"]), actions.Select(Ref("W", 2, (1, 3))))
    assert frame_of(weights).focus == Ref("dW", 2, (1, 3))
    assert frame_of(weights).terms.target == Ref("dW", 2, (1, 3))
    assert frame_of(did(weights, actions.Select(Ref("delta", 2, (2,))))).focus == Ref("dW", 2, (2, 0))
    assert frame_of(did(weights, actions.Seek(at["U0"]))).focus is None
    assert frame_of(did(weights, actions.Seek(at["U0"]))).terms is None


def test_the_cost_curve_grows_with_the_walk():
    session, sizes = Session.start(two_nodes()), []
    for step in (1, 5, 6, 21, 22):
        session = did(session, actions.Seek(step))
        sizes.append(frame_of(session).curve.size)
    assert sizes == [0, 0, 1, 1, 2]
    session = did(session, actions.Step(22))
    assert [f"{J:.6f}" for J in frame_of(session).curve] == ["0.223539", "0.185043", "0.147231"]
    back = did(session, actions.Seek(1, 0))
    assert frame_of(back).curve.size == 3  # what was seen stays seen


@given(document=documents(), by=st.lists(st.sampled_from([1, -1, 7, -3, 40]), min_size=1, max_size=6))
@settings(max_examples=25)
def test_a_walk_ends_in_the_middle_of_some_update_of_any_document(document, by):
    session = Session.start(document)
    for n in by:
        session = did(session, actions.Step(n))
        frame = frame_of(session)
        assert 1 <= frame.number <= len(frame.steps)
        assert frame.update >= 0
        assert set(frame.writes()) <= frame.known() | {r for r in frame.writes() if r.symbol == "J"}


@pytest.mark.parametrize("speed", SPEEDS)
def test_speeds(speed):
    assert did(Session.start(), actions.SetSpeed(speed)).playhead.speed == speed


def test_same_frame_sees_every_difference():
    session = did(Session.start(batches()), actions.Seek(15))
    frame = frame_of(session)
    others = [actions.SetSample(1), actions.Step(1), actions.Seek(15, 1), actions.SetZoom("node")]
    others += [
        actions.SetEta(0.3, "η"),
        actions.Select(Ref("z", 1, (0,))),
        actions.Hide(frozenset({Ref("z", 1, (0,))})),
    ]
    assert same_frame(frame, frame_of(did(Session.start(batches()), actions.Seek(15))))
    for action in others:
        assert not same_frame(frame, frame_of(did(session, action))), action
