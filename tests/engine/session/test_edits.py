"""Changes by hand: what is changed, what stays bit for bit, and how each is taken back."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine import Document, Network, Ref, Session, actions, backprop, frame_of, update
from engine.nn.backprop import cost_of
from engine.session import training
from engine.session.codec import parse, to_text
from engine.session.document import MOST_GHOSTS, same_document, two_nodes
from engine.session.frame import same_frame
from engine.session.replay import curve_of, network_at, setup_at, trace_of
from engine.session.setup import MOST_SEED, same_setup
from engine.session.training import train
from tests.engine.session.by_hand import assert_close, run_of

W2, B1 = Ref("W", 2, (0, 0)), Ref("b", 1, (0,))
X1, Y1 = Ref("x", 0, (0,)), Ref("y", 2, (0,))


def did(session: Session, *steps: actions.Action) -> Session:
    for action in steps:
        session = update(session, action)
    return session


def trained(session: Session, updates: int, *, follow: bool = False) -> Session:
    return update(session, train(session.document, updates).action("Train", follow=follow))


def batches() -> Document:
    """Five samples in batches of two."""
    rng = np.random.default_rng(9)
    net = Network.random((2, 3, 2), ("tanh", "sigmoid"), seed=4)
    return Document(net, rng.normal(size=(5, 2)), rng.random((5, 2)), batch=2, seed=6)


def bits(document: Document, n: int) -> bytes:
    return network_at(document, n).to_vector().tobytes()


def past(document: Document, count: int) -> list[bytes]:
    return [bits(document, n) for n in range(count)]


EDITS = {
    "w": actions.SetParameter(W2, -0.8, "Set w"),
    "b": actions.SetParameter(B1, 0.3, "Set b"),
    "x": actions.SetData(X1, 1.5, "Set x"),
    "y": actions.SetData(Y1, 0.25, "Set y"),
    "eta": actions.SetEta(0.25, "Set η"),
}
each_edit = pytest.mark.parametrize("edit", EDITS.values(), ids=EDITS)
each_document = pytest.mark.parametrize("make", [two_nodes, batches], ids=["two nodes", "batches"])


@each_edit
@each_document
@pytest.mark.parametrize("at", [0, 1, 7, 100, 120])
def test_an_edit_changes_one_thing_from_its_update_on(edit, make, at):
    before = did(trained(Session.start(make()), 120), actions.Seek(4, at))
    after = update(before, edit)
    assert past(after.document, at) == past(before.document, at)
    assert after.document.log.curve()[:at].tolist() == before.document.log.curve()[:at].tolist()
    assert after.document.log.updates == at
    old, new = setup_at(before.document, at), setup_at(after.document, at)
    net = network_at(before.document, at)
    wanted = replace(old, network=net)
    match edit:
        case actions.SetParameter(ref, value):
            wanted = replace(wanted, network=net.with_parameter(ref, value))
        case actions.SetEta(eta):
            wanted = replace(wanted, eta=eta)
        case actions.SetData(ref, value):
            name = ref.symbol.upper()
            table = getattr(old, name).copy()
            table[old.rows(at)[0], 0] = value
            wanted = replace(wanted, **{name: table})
    assert same_setup(new, wanted)
    assert bits(after.document, at) == wanted.network.to_vector().tobytes()
    assert (after.playhead.update, after.playhead.step) == (at, 4)
    if at:
        assert same_setup(setup_at(after.document, at - 1), setup_at(before.document, at - 1))
        assert same_setup(after.document, before.document)


@each_document
def test_a_run_with_edits_is_that_of_sequential_training(make):
    """η at 30, a weight at 130, x at 131, y at 150 (before it was reached otherwise), and on to 260."""
    session = trained(Session.start(make()), 140)
    for at, edit in ((30, "eta"), (130, "w"), (131, "x"), (150, "y")):
        session = trained(session, max(at - session.document.log.updates, 0) + 10)
        session = did(session, actions.Seek(1, at), EDITS[edit])
    document = trained(session, 110).document
    wanted = run_of(document, 260)
    for n, row in enumerate(wanted.rows):
        assert bits(document, n) == row, n
        assert bits(replace(document), n) == row, n  # nothing remembered yet
    assert document.log.curve().tolist() == wanted.costs
    assert network_at(document, 130).parameter(W2) == -0.8
    net = document.network
    for n in range(261):
        setup = setup_at(document, n)
        net = net.with_parameter(W2, -0.8) if n == 130 else net
        assert_close(network_at(document, n), net)
        rows = setup.rows(n)
        net = backprop(net, setup.X[rows], setup.Y[rows], setup.cost, setup.eta).updated
    assert [stage.update for stage in document.log.stages] == [30, 130, 131, 150]
    assert setup_at(document, 29).eta == 1.0
    assert {setup_at(document, n).eta for n in (30, 131, 260)} == {0.25}
    row = setup_at(document, 131).rows(131)[0]
    assert [setup_at(document, n).X[row, 0] == 1.5 for n in (130, 131, 260)] == [False, True, True]


@each_edit
def test_undo_brings_back_curve_and_numbers_also_of_what_was_only_walked(edit):
    walked = did(Session.start(two_nodes()), actions.Seek(22, 9), actions.Seek(5, 3))
    frame = frame_of(walked)
    assert frame.curve.size == 11
    after = update(walked, edit)
    assert frame_of(after).curve.size == 4
    assert [ghost.document.log.curve().tolist() for ghost in after.document.ghosts] == [frame.curve.tolist()]
    undone = update(after, actions.Undo())
    assert undone.document is walked.document
    assert undone.playhead == walked.playhead
    assert frame_of(undone).curve.tolist() == frame.curve.tolist()
    further = did(after, actions.Seek(22, 6))
    redone = did(further, actions.Undo(), actions.Redo())
    assert redone.document is after.document
    assert frame_of(redone).curve.tolist() == frame_of(further).curve.tolist()


@each_edit
def test_cancel_leaves_no_trace(edit):
    before = did(trained(Session.start(two_nodes()), 8), actions.SetEta(0.5, "rate"), actions.Undo())
    before = did(before, actions.Seek(22, 9), actions.Seek(6, 3))
    gesture = replace(edit, group="drag")
    nearly = replace(gesture, **({"eta": 0.3} if edit is EDITS["eta"] else {"value": 0.4}))
    after = did(before, nearly, gesture, nearly, actions.Cancel("drag"))
    assert after.document is before.document
    assert after.playhead == before.playhead
    assert after.history.redo_label == "rate"
    assert (after.history.past, after.history.future) == (before.history.past, before.history.future)
    assert same_frame(frame_of(after), frame_of(before))
    assert did(after, actions.Redo()).document.eta == 0.5
    assert update(after, actions.Cancel("drag")) is after
    assert update(after, actions.Cancel("other")) is after


def test_a_drag_back_to_where_it_began_is_no_change():
    before = did(trained(Session.start(two_nodes()), 8), actions.Seek(1, 0))
    drag = [actions.SetParameter(W2, value, "drag", "g") for value in (0.7, 0.9, 0.8)]
    after = did(before, *drag)
    assert after.document is before.document
    assert (after.history.past, after.playhead) == (before.history.past, before.playhead)
    on = did(after, actions.SetParameter(W2, 0.1, "drag", "g"))
    assert len(on.history.past) == len(before.history.past) + 1
    assert len(on.document.ghosts) == 1


def test_a_gesture_that_goes_on_at_another_update_is_another_one():
    session = trained(Session.start(two_nodes()), 8)
    session = did(session, actions.Seek(1, 4), actions.SetEta(0.5, "rate", "g"))
    session = did(session, actions.Seek(1, 2), actions.SetEta(0.25, "rate", "g"))
    assert [setup_at(session.document, n).eta for n in (1, 2, 4)] == [1.0, 0.25, 0.25]
    session = did(session, actions.Undo())
    assert [setup_at(session.document, n).eta for n in (1, 2, 4)] == [1.0, 1.0, 0.5]


REFUSED = {
    "x of no row": actions.SetData(X1.at(7), 1.0, "x"),
    "x of a row below 0": actions.SetData(X1.at(-1), 1.0, "x"),
    "no such input": actions.SetData(Ref("x", 0, (5,)), 1.0, "x"),
    "no such label": actions.SetData(Ref("y", 2, (-1,)), 1.0, "x"),
    "an input without a number": actions.SetData(Ref("x", 0, ()), 1.0, "x"),
    "not data": actions.SetData(W2, 1.0, "x"),
    "x that is no number": actions.SetData(X1, float("nan"), "x"),
    "infinite y": actions.SetData(Y1, float("inf"), "x"),
    "seed below 0": actions.Reroll(-1, "x"),
    "seed too large for a file": actions.Reroll(MOST_SEED + 1, "x"),
}


@pytest.mark.parametrize("action", REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_is_refused_in_a_sentence(action):
    session = did(trained(Session.start(two_nodes()), 3), actions.Seek(5, 2))
    with pytest.raises(ValueError, match=r"\w+ \w+ \w+"):
        update(session, action)


def test_labels_of_bce_stay_between_0_and_1():
    document = replace(two_nodes(), cost="bce")
    with pytest.raises(ValueError, match="between 0 and 1"):
        update(Session.start(document), actions.SetData(Y1, 1.5, "x"))


def test_nothing_goes_on_from_numbers_that_are_none():
    """Such a stage could not be saved: it is refused, and what was before can still be changed."""
    net = Network.from_arrays([[[1.0]]], [[0.0]], ["linear"])
    session = did(Session.start(Document(net, [[100.0]], [[1.0]], eta=1e6)), actions.Seek(1, 200))
    w = Ref("W", 1, (0, 0))
    for action in (
        actions.SetEta(0.1, "x"),
        actions.SetParameter(w, 1.0, "x"),
        actions.SetData(X1, 1.0, "x"),
    ):
        with pytest.raises(ValueError, match="go back to an earlier update"):
            update(session, action)
    earlier = did(session, actions.Seek(1, 3), actions.SetEta(0.1, "x"))
    assert same_document(parse(to_text(earlier.document))[0], earlier.document)
    assert update(session, actions.Reset("Reset")).playhead.update == 0


def test_a_long_walk_that_was_edited_can_be_saved_and_read(monkeypatch):
    monkeypatch.setattr(training, "_WAIT_NS", 1e7)
    assert training.reach(two_nodes()) == 199
    far = 550
    session = did(Session.start(two_nodes()), actions.Seek(1, far), actions.SetEta(0.5, "rate"))
    found, _ = parse(to_text(session.document, session.playhead))
    assert same_document(found, session.document)
    assert [point.update for point in found.log.checkpoints] == list(range(100, far, 100))
    assert found.log.curve().size == far
    assert bits(found, far) == bits(two_nodes(), far)


def test_x_and_y_are_those_of_the_row_in_view():
    session = did(Session.start(batches()), actions.Seek(3, 1), actions.SetSample(1))
    rows = session.document.rows(1)
    after = did(
        session, actions.SetData(Ref("x", 0, (1,)), 9.0, "x"), actions.SetData(Ref("y", 2, (1,), 0), 7.0, "y")
    )
    setup = setup_at(after.document, 1)
    assert (setup.X[rows[1], 1], setup.Y[rows[0], 1]) == (9.0, 7.0)
    assert np.count_nonzero(setup.X != session.document.X) == 1
    assert np.count_nonzero(setup.Y != session.document.Y) == 1
    assert frame_of(after).value(Ref("x", 0, (1,))) == 9.0


@each_document
def test_reset_goes_back_to_these_weights_and_keeps_the_settings_in_play(make):
    start = did(Session.start(make()), actions.SetParameter(W2, 0.55, "w"))
    session = did(trained(start, 9), actions.Seek(1, 4), EDITS["eta"], EDITS["x"])
    session = did(trained(session, 9), actions.Seek(3, 11))
    after = update(session, actions.Reset("Reset"))
    settings_in_play = setup_at(session.document, 11)
    assert same_setup(after.document, replace(settings_in_play, network=start.document.network))
    assert (after.document.log.updates, after.playhead.update, after.playhead.step) == (0, 0, 1)
    assert frame_of(after).network.to_vector().tolist() == start.document.network.to_vector().tolist()
    assert after.document.ghosts[-1].document.log is session.document.log
    assert update(after, actions.Undo()).document is session.document
    earlier = did(session, actions.Seek(3, 2), actions.Reset("Reset"))
    assert same_setup(earlier.document, start.document)


def test_reset_of_what_was_never_left_is_nothing():
    session = did(Session.start(two_nodes()), actions.Seek(9))
    after = update(session, actions.Reset("Reset"))
    assert after.document is session.document
    assert (after.playhead.step, after.history.past) == (1, ())
    walked = did(session, actions.Seek(1, 3), actions.Reset("Reset"))
    assert [ghost.document.log.curve().size for ghost in walked.document.ghosts] == [4]


@each_document
def test_the_same_seed_rolls_the_same_weights(make):
    session = did(trained(Session.start(make()), 9), actions.Seek(1, 4), EDITS["eta"], EDITS["y"])
    session = did(trained(session, 3), actions.Seek(2, 5))
    first, again = (update(session, actions.Reroll(11, "Re-roll")) for _ in range(2))
    other = update(first, actions.Reroll(12, "Re-roll"))
    assert bits(first.document, 0) == bits(again.document, 0) != bits(other.document, 0)
    wanted = replace(setup_at(session.document, 5), network=first.document.network, seed=11)
    assert same_setup(first.document, wanted)
    assert first.document.network.activations == session.document.network.activations
    assert (first.document.log.updates, first.playhead.update, first.playhead.step) == (0, 0, 1)
    assert did(other, actions.Undo()).document is first.document
    assert did(other, actions.Undo(), actions.Undo()).document is session.document


def test_undo_of_training_goes_back_to_where_it_was_begun():
    start = did(Session.start(two_nodes()), actions.Seek(22, 6), actions.Seek(7, 4))
    after = trained(start, 30, follow=True)
    assert (after.playhead.update, frame_of(after).step.rule) == (29, "R")
    undone = update(after, actions.Undo())
    assert undone.document is start.document
    assert undone.playhead == start.playhead
    assert frame_of(undone).curve.tolist() == frame_of(start).curve.tolist()
    redone = update(undone, actions.Redo())
    assert redone.document is after.document
    assert redone.playhead == after.playhead


@pytest.mark.parametrize("again", [actions.Reset("reset"), actions.Reroll(3, "re-roll")])
def test_undo_of_a_new_beginning_goes_back_to_where_one_stood(again):
    start = did(trained(Session.start(two_nodes()), 30), actions.Seek(9, 17))
    after = update(start, again)
    assert (after.playhead.update, after.playhead.step) == (0, 1)
    undone = update(after, actions.Undo())
    assert (undone.playhead.update, undone.playhead.step) == (17, 9)
    redone = update(undone, actions.Redo())
    assert (redone.playhead.update, redone.playhead.step) == (0, 1)


def test_training_at_a_stretch_is_one_undo():
    session = Session.start(two_nodes())
    for _ in range(3):
        session = update(session, train(session.document, 10).action("Train", "play", follow=True))
    assert (session.document.log.updates, len(session.history.past)) == (30, 1)
    assert did(session, actions.Undo()).playhead.update == 0


VALUES = st.floats(-2, 2).map(lambda value: round(value, 3))
MOVES = st.one_of(
    st.tuples(st.just("w"), VALUES),
    st.tuples(st.just("x"), VALUES),
    st.tuples(st.just("y"), VALUES),
    st.tuples(st.just("eta"), st.sampled_from([0.05, 0.3, 1.0])),
    st.tuples(st.just("train"), st.integers(1, 25)),
    st.tuples(st.just("seek"), st.integers(0, 40)),
    st.tuples(st.just("walk"), st.integers(1, 3)),
    st.tuples(st.sampled_from(["undo", "redo", "reset", "drag", "give up"]), VALUES),
)


def dragged(session: Session, value: float, group: str, *, give_up: bool) -> Session:
    """Drag a bias; given up, it was never there."""
    after = did(session, *(actions.SetParameter(B1, value + n, "b", group) for n in (2, 1)))
    if not give_up:
        return after
    given_up = update(after, actions.Cancel(group))
    assert given_up.document is session.document
    assert given_up.playhead == session.playhead
    assert given_up.history.future == session.history.future
    return given_up


def moved(session: Session, kind: str, value: float, number: int) -> Session:
    if kind == "train":
        return trained(session, int(value), follow=number % 2 == 0)
    if kind in ("drag", "give up"):
        return dragged(session, value, f"drag {number}", give_up=kind == "give up")
    action: dict[str, actions.Action] = {
        "w": actions.SetParameter(W2, value, "w"),
        "x": actions.SetData(X1, value, "x"),
        "y": actions.SetData(Y1, value, "y"),
        "eta": actions.SetEta(value, "rate"),
        "seek": actions.Seek(number, min(int(value), session.document.log.updates)),
        "walk": actions.StepUpdate(int(value)),
        "undo": actions.Undo(),
        "redo": actions.Redo(),
        "reset": actions.Reset("reset"),
    }
    return update(session, action[kind])


@settings(max_examples=60)
@given(first=st.booleans(), moves=st.lists(MOVES, min_size=1, max_size=14))
def test_whatever_is_done_the_run_is_one_run(first, moves):
    session = Session.start(two_nodes() if first else batches())
    for number, move in enumerate(moves, 1):
        session = moved(session, *move, number)
        document, here = session.document, session.playhead
        frame = frame_of(session)
        assert 1 <= here.step == frame.number <= len(frame.steps)
        assert here.sample < len(frame.rows)
        numbers = [document.run, *(ghost.number for ghost in document.ghosts)]
        assert len(set(numbers)) == len(numbers) <= MOST_GHOSTS + 1
    check_run(document)
    found, place = parse(to_text(document, session.playhead))
    assert same_document(found, document)
    assert place == replace(session.playhead, playing=False, speed=1.0)
    assert same_frame(frame_of(Session.start(found, place)), frame_of(session))
    assert found.ghosts == () or len(found.ghosts) == len(document.ghosts)


def check_run(document: Document) -> None:
    """Every update goes on from the one before unless something was changed there; the curve says its J."""
    log = document.log
    changed = {stage.update for stage in log.stages}
    curve = curve_of(document, log.updates + 1)
    assert curve[: log.curve().size].tolist() == log.curve().tolist()
    for n in range(log.updates + 1):
        net, setup = network_at(document, n), setup_at(document, n)
        assert curve[n] == pytest.approx(cost_of(net, setup.X, setup.Y, setup.cost), rel=1e-11)
        if n + 1 not in changed and n < log.updates:
            assert_close(network_at(document, n + 1), trace_of(document, n).updated, 1e-12)
    assert [bits(document, n) for n in range(log.updates + 1)] == run_of(document, log.updates).rows
