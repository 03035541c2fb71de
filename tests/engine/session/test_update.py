"""The one door for changes: pure, the same object where nothing changed, and never a rewritten past."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from engine import Document, Network, Ref, Session, actions, frame_of, update
from engine.nn.types import freeze
from engine.session.document import same_document, two_nodes
from engine.session.frame import same_frame
from engine.session.playhead import Playhead
from engine.session.replay import network_at, trace_of
from engine.session.runlog import Checkpoint
from engine.session.training import train
from tests.engine.session.by_hand import assert_close

W2, B1 = Ref("W", 2, (0, 0)), Ref("b", 1, (0,))


def did(session, *steps):
    for action in steps:
        session = update(session, action)
    return session


def trained(session: Session, updates: int) -> Session:
    """Train as the program does."""
    return update(session, train(session.document, updates).action("train"))


def vector_at(session, number):
    return network_at(session.document, number).to_vector().tolist()


EVERYTHING = [
    actions.Step(3),
    actions.Step(-1),
    actions.StepPhase(1),
    actions.StepPhase(-1),
    actions.StepUpdate(1),
    actions.StepUpdate(-1),
    actions.Seek(4, 7),
    actions.SetZoom("edge"),
    actions.SetSample(1),
    actions.Select(W2),
    actions.Play(True),
    actions.SetSpeed(2.0),
    actions.Hide(frozenset({W2})),
    actions.Reveal(),
    actions.SetParameter(W2, 0.3, "set"),
    actions.SetEta(0.2, "rate"),
    actions.Undo(),
    actions.Redo(),
    actions.Open(two_nodes()),
    actions.Train(np.array([1.0, 0.5]), (Checkpoint(1, freeze([1, 2, 3, 4])),), "train"),
]


def fields(session):
    return (
        session.history,
        session.playhead,
        session.selected,
        session.hidden,
        session.document,
        session.document.network.to_vector().tolist(),
        session.document.eta,
        session.document.log,
    )


@pytest.mark.parametrize("action", EVERYTHING, ids=lambda a: type(a).__name__)
def test_update_leaves_the_old_session_as_it_was(action):
    session = did(Session.start(two_nodes()), actions.SetEta(0.5, "rate"), actions.Seek(9, 1), actions.Undo())
    before, known = fields(session), frame_of(session).known()
    update(session, action)
    assert fields(session) == before
    assert frame_of(session).known() == known


NOTHING = [
    actions.Step(0),
    actions.Seek(9),
    actions.Seek(9, 1),
    actions.SetZoom("layer"),
    actions.SetSample(0),
    actions.Select(None),
    actions.Play(False),
    actions.SetSpeed(1.0),
    actions.Hide(frozenset()),
    actions.Reveal(),
    actions.Reveal(frozenset({W2})),
    actions.Undo(),
    actions.Redo(),
    actions.SetEta(1.0, "same"),
]


@pytest.mark.parametrize("action", NOTHING, ids=lambda a: type(a).__name__)
def test_nothing_changed_is_the_same_session(action):
    session = did(Session.start(two_nodes()), actions.Seek(9, 1))
    assert update(session, action) is session


def test_setting_a_parameter_to_what_it_is_changes_nothing_and_keeps_the_run():
    session = did(trained(Session.start(two_nodes()), 5), actions.Seek(3, 2))
    same = float(network_at(session.document, 2).W[2][0, 0])
    assert update(session, actions.SetParameter(W2, same, "same")) is session


@pytest.mark.parametrize(
    "action",
    [
        actions.SetParameter(W2, float("nan"), "x"),
        actions.SetParameter(Ref("W", 3, (0, 0)), 1.0, "x"),
        actions.SetParameter(Ref("z", 1, (0,)), 1.0, "x"),
        actions.SetParameter(Ref("W", 2, (1, 0)), 1.0, "x"),
        actions.SetEta(0.0, "x"),
        actions.SetEta(-1.0, "x"),
        actions.SetEta(float("inf"), "x"),
        actions.SetSpeed(0.0),
        actions.SetSpeed(float("nan")),
        actions.Train(np.array([1.0, 2.0]), (Checkpoint(1, np.array([1.0, 2.0, 3.0, np.inf])),), "x"),
    ],
    ids=lambda a: type(a).__name__,
)
def test_values_that_a_document_cannot_take(action):
    session = did(Session.start(two_nodes()), actions.Seek(9, 1))
    before = fields(session)
    with pytest.raises(ValueError, match=r"\w+ \w+"):
        update(session, action)
    assert fields(session) == before


def test_what_is_no_action_is_refused():
    with pytest.raises(TypeError):
        update(Session.start(), "step")


@pytest.mark.parametrize("edit", [actions.SetParameter(W2, -0.8, "Set w₂"), actions.SetEta(0.25, "Set η")])
def test_an_edit_in_mid_update_keeps_the_playhead_and_forks_the_run(edit):
    session = did(trained(Session.start(two_nodes()), 20), actions.Seek(9, 7))
    edited = update(session, edit)
    assert edited.playhead == session.playhead
    assert edited.document.log.updates == 7
    assert [vector_at(edited, n) for n in range(7)] == [vector_at(session, n) for n in range(7)]
    assert edited.document.log.curve()[:7].tolist() == session.document.log.curve()[:7].tolist()
    assert edited.history.undo_label == edit.label
    undone = update(edited, actions.Undo())
    assert undone.document is session.document
    assert same_frame(frame_of(undone), frame_of(session))
    assert same_frame(frame_of(update(undone, actions.Redo())), frame_of(edited))


def test_a_parameter_in_mid_run_is_the_only_one_that_changes():
    session = did(trained(Session.start(two_nodes()), 20), actions.Seek(9, 7))
    edited = update(session, actions.SetParameter(W2, -0.8, "Set w₂"))
    before, after = network_at(session.document, 7), network_at(edited.document, 7)
    assert after.to_vector().tolist() == before.with_parameter(W2, -0.8).to_vector().tolist()
    assert_close(network_at(edited.document, 8), trace_of(edited.document, 7).updated, 1e-12)
    assert frame_of(edited).value(W2) == -0.8
    at_start = did(session, actions.Seek(1, 0), actions.SetParameter(B1, 0.5, "Set b₁"))
    assert at_start.document.log.updates == 0
    assert at_start.document.network.parameter(B1) == 0.5


def test_eta_in_mid_run_keeps_the_parameters_the_update_began_with():
    for start in (Session.start(two_nodes()), trained(Session.start(two_nodes()), 150)):
        session = did(start, actions.Seek(9, 3))
        edited = update(session, actions.SetEta(0.5, "rate"))
        assert [vector_at(edited, n) for n in range(4)] == [vector_at(session, n) for n in range(4)]
        old, new = trace_of(session.document, 3), trace_of(edited.document, 3)
        assert (old.eta, new.eta, trace_of(edited.document, 2).eta) == (1.0, 0.5, 1.0)
        assert new.dW[1].tolist() == old.dW[1].tolist()
        np.testing.assert_allclose(
            new.updated.to_vector() - new.network.to_vector(),
            (old.updated.to_vector() - old.network.to_vector()) / 2,
            rtol=1e-9,
        )
        assert frame_of(edited).value(Ref("eta", 0)) == 0.5


@pytest.mark.parametrize("at", [0, 3, 99, 100, 101])
def test_every_update_goes_on_from_the_one_before_it(at):
    """Whatever was edited, the parameters after an update are those that the next one begins with."""
    session = did(trained(Session.start(two_nodes()), 150), actions.Seek(1, at), actions.SetEta(0.5, "rate"))
    session = trained(session, 30)
    for n in (0, 1, 2, 3, 50, 98, 99, 100, 101, 120):
        if n < session.document.log.updates:
            assert_close(network_at(session.document, n + 1), trace_of(session.document, n).updated, 1e-12)


def test_a_drag_is_one_undo():
    session = did(Session.start(two_nodes()), actions.Seek(5))
    drag = [actions.SetParameter(W2, value, "Drag w₂", group="drag 1") for value in (0.7, 0.6, 0.5)]
    dragged = did(session, *drag)
    assert dragged.document.network.parameter(W2) == 0.5
    assert len(dragged.history.past) == 1
    assert did(dragged, actions.Undo()).document is session.document
    twice = did(dragged, actions.SetParameter(W2, 0.1, "Drag w₂", group="drag 2"), actions.Undo())
    assert twice.document is dragged.document
    assert did(twice, actions.Redo()).document.network.parameter(W2) == 0.1


def test_a_drag_in_mid_run_forks_once():
    session = did(trained(Session.start(two_nodes()), 10), actions.Seek(3, 4))
    drag = [actions.SetParameter(W2, value, "Drag w₂", group="drag") for value in (0.7, 0.6, 0.5)]
    dragged = did(session, *drag)
    assert [stage.update for stage in dragged.document.log.stages] == [4]
    assert vector_at(dragged, 3) == vector_at(session, 3)
    assert did(dragged, actions.Undo()).document is session.document


def test_a_lesson_puts_the_session_where_it_wants_it_and_keeps_undo_of_the_same_document():
    session = did(Session.start(two_nodes()), actions.SetParameter(W2, 0.5, "set w₂"))
    delta = frozenset({Ref("delta", 2, (0,))})
    there = did(session, actions.Stage(session.document, Playhead(step=9), W2, delta))
    assert (there.playhead.step, there.selected, there.hidden) == (9, W2, delta)
    assert there.history is session.history
    other = did(there, actions.Stage(two_nodes(), Playhead()))
    assert not other.history.past
    assert (other.selected, other.hidden) == (None, frozenset())


def test_hidden_values_and_what_equals_them_are_question_marks_and_nothing_else_is():
    session = did(Session.start(two_nodes()), actions.Seek(21))
    shown = frame_of(session)
    delta = Ref("delta", 2, (0,))
    session = did(session, actions.Hide(frozenset({delta, W2})))
    frame = frame_of(session)
    assert frame.value(delta) is None
    assert frame.value(W2) is None
    assert delta not in frame.known()
    assert shown.known() - frame.known() == {delta, Ref("db", 2, (0,))}
    assert all(frame.value(ref) == shown.value(ref) for ref in frame.known())
    back = frame_of(did(session, actions.Reveal(frozenset({W2}))))
    assert (back.value(delta), back.value(W2)) == (None, 0.8)
    assert same_frame(frame_of(did(session, actions.Reveal())), shown)


def test_hiding_a_quantity_hides_it_for_every_sample():
    document = replace(two_nodes(), X=freeze([[3.0], [1.0]]), Y=freeze([[1.0], [0.0]]))
    session = did(Session.start(document), actions.Seek(22), actions.Hide(frozenset({Ref("delta", 2, (0,))})))
    for sample in (0, 1, None):
        assert frame_of(session).value(Ref("delta", 2, (0,), sample)) is None
    only = did(session, actions.Reveal(), actions.Hide(frozenset({Ref("delta", 2, (0,), 1)})))
    assert frame_of(only).value(Ref("delta", 2, (0,), 1)) is None
    assert frame_of(only).value(Ref("delta", 2, (0,))) is not None


def test_hidden_and_selected_are_no_edits():
    session = did(
        Session.start(two_nodes()), actions.Hide(frozenset({W2})), actions.Select(W2), actions.Seek(5)
    )
    assert not session.history.past
    assert did(session, actions.Undo()) is session


def test_opening_begins_afresh():
    other = Document(Network.random((2, 1), ("tanh",), seed=1), np.ones((3, 2)), np.zeros((3, 1)), batch=2)
    session = did(
        Session.start(two_nodes()), actions.SetEta(0.5, "rate"), actions.Select(W2), actions.Open(other)
    )
    assert session.document is other
    assert (session.history.past, session.selected, session.playhead.step) == ((), None, 1)
    placed = did(session, actions.Open(other, Playhead(update=1, step=999, sample=7, zoom="edge")))
    assert (placed.playhead.update, placed.playhead.sample) == (1, 0)
    assert placed.playhead.step == len(frame_of(placed).steps)


def test_undo_puts_the_playhead_where_there_is_something_to_see():
    small = Document(Network.random((1, 1), ("tanh",)), np.ones((1, 1)), np.zeros((1, 1)))
    session = trained(Session.start(small), 5)
    session = did(session, actions.Seek(13, 5), actions.Undo())
    assert frame_of(session).number == 13
    assert same_document(session.document, small)


def test_a_run_that_ran_away_has_a_frame_that_is_itself():
    net = Network.from_arrays([[[1e200]], [[1e200]]], [[0.0], [0.0]], ["linear", "linear"])
    session = did(Session.start(Document(net, [[1e100]], [[1.0]])), actions.Seek(22))
    assert same_frame(frame_of(session), frame_of(session))
    for zoom in ("phase", "node", "edge"):
        frame_of(did(session, actions.SetZoom(zoom)))
