"""A recording as a draft: a lesson that reads back and leads to the same numbers."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.data.generators import make
from engine.lessons.reading import read_lesson
from engine.lessons.recording import draft
from engine.lessons.stages import Stages
from engine.nn.rebuild import with_activation, with_node
from engine.nn.types import Ref
from engine.session import actions as act
from engine.session.document import Document, two_nodes
from engine.session.edits import standing
from engine.session.frame import frame_of
from engine.session.making import new_document
from engine.session.session import Session
from engine.session.setup import same_setup
from engine.session.training import train
from engine.session.update import update
from tests.engine.lessons_golden.nets import BATCH_X, BATCH_Y, NET_A

W2, B1 = Ref("W", 2, (0, 0)), Ref("b", 1, (0,))
BATCH = Document(NET_A, BATCH_X, BATCH_Y, batch=2, title="A batch")


def recorded(document: Document, *actions) -> tuple[Session, Session, str]:
    """Do what is recorded, and what the draft makes of it; return both ends."""
    session, taken = Session.start(document), []
    for action in actions:
        each = action(session) if callable(action) else action
        taken.append(each)
        session = update(session, each)
    text = draft(document, taken)
    lesson = read_lesson(text)
    return session, Stages(lesson).at(len(lesson.steps) - 1).session, text


def same(one: Session, other: Session, offset: int = 0) -> bool:
    a, b = frame_of(one), frame_of(other)
    return (
        (a.update - offset, a.step, a.focus, a.selected, a.hidden)
        == (b.update, b.step, b.focus, b.selected, b.hidden)
        and a.trace.J == b.trace.J
        and a.trace.network.to_vector().tolist() == b.trace.network.to_vector().tolist()
        and a.network_now.locked == b.network_now.locked
        and (a.setup.cost, a.setup.eta, a.setup.optimizer) == (b.setup.cost, b.setup.eta, b.setup.optimizer)
    )


def trained(updates: int):
    return lambda session: train(session.document, updates).action("train", follow=True)


WAYS = {
    "nothing": [],
    "steps": [act.Step(5), act.Step(3)],
    "across updates": [act.Step(30)],
    "zoom and half a step": [act.SetZoom("edge"), act.Step(11)],
    "phases": [act.SetZoom("phase"), act.Step(2)],
    "a weight": [act.Step(4), act.SetParameter(W2, 0.5, "w"), act.Step(1)],
    "a gesture": [act.SetParameter(W2, value / 10, "w", "drag") for value in range(5)],
    "a gesture given up": [act.SetParameter(W2, 0.5, "w", "drag"), act.Cancel("drag"), act.Step(2)],
    "undone": [act.SetParameter(W2, 0.5, "w"), act.SetEta(3.0, "eta"), act.Undo(), act.Step(1)],
    "done again": [act.SetParameter(W2, 0.5, "w"), act.Undo(), act.Redo(), act.Step(1)],
    "at the end of an update": [act.Seek(22), act.SetParameter(B1, 1.0, "b")],
    "training": [trained(7), act.StepUpdate(1), act.SetEta(0.5, "eta"), trained(3)],
    "back in a run": [trained(7), act.Seek(3, 2), act.SetParameter(W2, 0.1, "w"), trained(2)],
    "cost and activation": [
        act.SetSettings({"cost": "bce"}, "c"),
        lambda s: act.SetSettings({"network": with_activation(s.document.network, 1, "tanh")}, "a"),
    ],
    "locked and cut": [
        lambda s: act.SetSettings({"network": s.document.network.with_locked([W2])}, "l"),
        lambda s: act.SetSettings({"network": s.document.network.with_cut([Ref("W", 1, (0, 0))])}, "c"),
    ],
    "hidden and shown": [
        act.Hide(frozenset({Ref("delta", 1, (0,)), W2})),
        act.Reveal(frozenset({W2})),
        act.Select(B1),
    ],
    "data": [act.SetData(Ref("x", 0, (0,)), -1.5, "x"), act.SetData(Ref("y", 2, (0,)), 0.0, "y")],
    "an optimiser": [act.SetSettings({"optimizer": "momentum(0.9)", "l2": 0.01}, "o"), act.Step(3)],
}


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("document", [two_nodes(), BATCH], ids=["one sample", "batches"])
def test_a_draft_leads_to_where_the_recording_was(way, document):
    end, told, text = recorded(document, *WAYS[way])
    assert same(end, told)
    assert "[also." not in text  # by the same actions, not by numbers that are loaded


@pytest.mark.parametrize(
    "action",
    [
        lambda s: act.SetSettings({"network": with_node(s.document.network, 1)}, "node"),
        act.Reroll(5, "again"),
        act.Open(new_document(make("xor"), hidden=(3,))),
    ],
)
def test_what_no_action_of_a_lesson_does_is_loaded(action):
    end, told, text = recorded(two_nodes(), action, act.Step(3))
    assert "[also.part1.network]" in text
    assert same(end, told)


def test_a_draft_is_one_to_be_worked_on():
    text = draft(two_nodes(), [act.Step(4)])
    lesson = read_lesson(text)
    assert text.startswith("# A draft of a lesson")
    assert lesson.title == "Two-node network"
    assert lesson.steps[0].say


def test_an_earlier_run_is_kept_beside():
    _, told, text = recorded(two_nodes(), trained(3), act.KeepRun("keep"))
    assert '"fork"' in text
    assert len(told.document.ghosts) == 1


def test_data_that_have_a_name_are_named():
    spiral = new_document(
        make("spiral", n=50, noise=0.2, seed=3), hidden=(4,), title='A "spiral"', test=[1, 5, 6]
    )
    text = draft(spiral, [])
    assert 'name = "spiral(' in text
    start = read_lesson(text).starts["start"].document
    assert same_setup(
        start,
        Document(**{name: getattr(spiral, name) for name in ("network", "X", "Y", "cost", "test", "notes")}),
    )


def test_too_much_makes_no_lesson():
    with pytest.raises(ValueError, match="what was recorded makes no lesson"):
        draft(two_nodes(), [act.SetParameter(W2, n / 7, "w") for n in range(1, 300)])


ACTIONS = st.one_of(
    st.integers(-9, 30).map(act.Step),
    st.sampled_from(["phase", "layer", "node", "edge"]).map(act.SetZoom),
    st.integers(-1, 1).map(act.StepUpdate),
    st.floats(-3, 3).map(lambda value: act.SetParameter(W2, value, "w")),
    st.sampled_from([act.Undo(), act.Redo(), act.Reset("r"), act.SetSample(1), act.SetEta(0.25, "e")]),
    st.integers(1, 30).map(trained),
)


@given(st.lists(ACTIONS, max_size=8))
def test_any_recording_reads_back(actions):
    end, told, _ = recorded(BATCH, *actions)
    assert standing(told.document, told.playhead.update).network.sizes == end.document.network.sizes
