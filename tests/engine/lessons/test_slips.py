"""Spot the bug: the table of slips, its agreement with the bug library, and a session that shows one."""

import pytest

from engine import Document, Network, Ref, Session, actions, backprop, frame_of, update
from engine.lessons.bugs import mutants
from engine.lessons.slips import SLIPS, first_wrong, fits, fitting, slipped
from engine.nn import slips as rules
from engine.nn.gradcheck import check
from engine.nn.slipping import places, writes_of
from engine.nn.types import freeze
from engine.session.document import two_nodes
from engine.session.frame import same_frame
from engine.session.playhead import Playhead

SIGMOID = ["sigmoid", "sigmoid"]
NET_C = Network.from_arrays(
    [[[0.5, -0.4], [0.3, 0.8]], [[0.7, -1.2], [0.6, 0.9]]], [[0.1, -0.2], [0.2, -0.1]], SIGMOID
)
ONE_NODE = Network.from_arrays([[[0.7]], [[0.8]]], [[-0.1], [-1.2]], SIGMOID)
NEW = {"sum_for_product"}
"""A slip of the chain rule, M21, which the bug library meets in chains only."""


def document(net=NET_C, X=((2.0, -1.0),), Y=((1.0, 0.0),), **changes):
    return Document(net, freeze(X), freeze(Y), **changes)


def batch():
    return document(two_nodes().network, [[-2.0], [-1.0], [1.0], [3.0]], [[0.0], [0.0], [1.0], [1.0]])


def staged(document_, slip):
    return update(Session.start(document_), actions.Stage(document_, Playhead(), slip=slip))


def test_every_slip_has_its_words_and_there_are_enough():
    assert set(SLIPS) == set(rules.SLIPS)
    assert len(SLIPS) >= 8
    assert all(entry.misconception in {f"M{n:02}" for n in range(1, 35)} for entry in SLIPS.values())
    assert all(entry.words.endswith(".") and len(entry.words) < 90 for entry in SLIPS.values())


@pytest.mark.parametrize("name", sorted(set(SLIPS) - NEW))
def test_the_bug_library_has_the_same_slip_by_the_same_name(name):
    """What a slip writes first is what its misconception gives for the same quantity."""
    traces = [
        backprop(two_nodes().network, [[3.0]], [[1.0]], eta=0.5),
        backprop(NET_C, [[2.0, -1.0]], [[1.0, 0.0]], eta=0.5),
        backprop(ONE_NODE, [[3.0]], [[1.0]], "bce", eta=0.5),
        backprop(two_nodes().network, batch().X, batch().Y, eta=0.5),
    ]
    wanted, found = SLIPS[name].misconception, 0
    for trace in traces:
        for slip in places(name, trace):
            wrong = [(ref, value) for ref, value in writes_of(slip, trace) if slip.recipe(ref) is not None]
            for ref, value in wrong:
                if ref.symbol == "term":
                    continue
                same = [
                    m for m in mutants(ref, trace, trace.eta) if m.value == pytest.approx(value, rel=1e-9)
                ]
                named = [m for m in same if m.slip.removeprefix("carried:").startswith(name)]
                assert all(m.id == wanted for m in named)
                found += bool(named)
    assert found


def test_where_the_first_wrong_number_is():
    assert first_wrong("own_weight", two_nodes()).address == "B3(1)"
    assert (first_wrong("no_slope(1)", two_nodes()).rule, first_wrong("no_slope", two_nodes()).layer) == (
        "B5",
        2,
    )
    assert first_wrong("one_path", two_nodes()) is None
    assert fits("one_path", document())
    assert not fits("eta_ignored", two_nodes())  # η is 1
    assert fits("eta_ignored", document(eta=0.5))
    assert "sum_for_mean" in fitting(batch())
    assert len(fitting(two_nodes())) >= 16


def test_a_later_update_can_have_the_slip():
    wrong = slipped("no_slope", two_nodes(), 3)
    right = frame_of(update(Session.start(two_nodes()), actions.Seek(1, 3))).trace
    assert wrong.J == right.J
    assert wrong.value(Ref("delta", 2, (0,))) == right.value(Ref("dJ_da", 2, (0,)))


@pytest.mark.parametrize("make", [two_nodes, document, batch])
def test_a_session_shows_the_slip_step_by_step_and_the_nudge_finds_it(make):
    doc = make()
    for name in fitting(doc):
        session, seen = staged(doc, name), []
        plain = Session.start(doc)
        wrong_at = first_wrong(name, doc).address
        steps = frame_of(session).steps
        at = next(n for n, step in enumerate(steps, 1) if step.address == wrong_at)
        for number, step in enumerate(steps, 1):
            frame = frame_of(update(session, actions.Seek(number)))
            right = frame_of(update(plain, actions.Seek(number)))
            differs = any(frame.value(ref) != right.value(ref) for ref in step.writes)
            assert not differs or number >= at, (name, step.address)
            assert differs or number != at, name
            if frame.focus is not None and frame.terms is not None:
                assert frame.terms.value == frame.value(frame.focus) or number == len(steps)
            found = None if frame.focus is None else check(frame.trace, frame.focus)
            seen += [(number, found.verdict)] if found else []
        assert all(verdict in ("agree", "rounding") for number, verdict in seen if number < at), name


def test_the_slip_stays_while_one_scrubs_and_goes_with_the_next_stage():
    doc = two_nodes()
    session = staged(doc, "own_weight")
    walked = update(update(session, actions.Step(13)), actions.StepUpdate(1))
    assert walked.slip == "own_weight"
    assert frame_of(walked).slip == "own_weight(1)"
    plain = update(walked, actions.Stage(doc, Playhead()))
    assert frame_of(plain).slip == ""
    assert same_frame(frame_of(plain), frame_of(Session.start(doc)))


def test_what_is_not_reached_yet_is_not_known_of_a_slip_either():
    frame = frame_of(update(staged(two_nodes(), "new_weights"), actions.Seek(11)))
    assert frame.step.address == "Gb(2)"
    assert frame.value(Ref("W_new", 2, (0, 0))) is None
    later = frame_of(update(staged(two_nodes(), "new_weights"), actions.Seek(12)))
    assert later.parameter(Ref("W", 2, (0, 0))) == pytest.approx(0.892214, abs=5e-7)
    assert later.value(Ref("W_new", 1, (0, 0))) is None


def test_the_cost_after_is_not_given_away_by_the_curve():
    session = update(staged(two_nodes(), "double_sign"), actions.Seek(22))
    frame = frame_of(session)
    assert frame.value(Ref("J_new", 2)) == pytest.approx(0.260760, abs=5e-7)
    assert len(frame.curve) == 0


def test_a_slip_that_does_not_fit_shows_the_update_as_it_is():
    frame = frame_of(staged(two_nodes(), "sum_for_mean"))
    assert frame.trace.slip is None


@pytest.mark.parametrize("name", ["no_slop", "∂", "no_slope(x)"])
def test_an_unknown_slip_is_refused_and_the_session_stays(name):
    with pytest.raises(ValueError, match="there is no slip called"):
        staged(two_nodes(), name)
