"""Words for penalties, optimisers, softmax and what is locked: titles, cells, sentences, settings, search."""

from __future__ import annotations

from dataclasses import replace

import pytest

from engine.nn.types import Ref
from engine.session import actions
from engine.session.frame import frame_of
from engine.session.session import Session
from engine.session.update import update
from gui.hands.targets import target_of
from gui.help.sources import _is_there
from gui.look import Look
from gui.panels.cost_curve.runs import ghosts_of, run_of, title_of
from gui.panels.network_settings import NetworkSettings, settings_of
from gui.panels.weight_slice.readings import nothing_to_show, readings_of
from gui.panels.welcome.hints import hint_of
from gui.quantities import function_of, kind_of, quantity
from gui.run_words import RunNames
from gui.words import sentence_of, short_step, spoken
from gui.words import title_of as step_title
from tests.gui.rich_documents import RICH, SOME_CUT, w

LOOK = Look()


def at(name, address, selected=None, number=0, zoom="layer"):
    """Make the frame of a step by its address."""
    session = update(Session.start(RICH[name]), actions.SetZoom(zoom))
    session = update(session, actions.Seek(1, number))
    steps = frame_of(session).steps
    found = next(n for n, step in enumerate(steps, 1) if step.address == address)
    return frame_of(update(update(session, actions.Seek(found)), actions.Select(selected)))


UPDATE_OF_ADAM = """
P     | ∂Ω  | ∂Ω/∂w₂, the pull of the penalty
U0    | U₀  | Nothing has moved yet
MW(2) | mw₂ | m(w₂) takes in the gradient
VW(2) | vw₂ | v(w₂) takes in the squared gradient
UW(2) | w₂  | w₂ is corrected
Mb(2) | mb₂ | m(b₂) takes in the gradient
Vb(2) | vb₂ | v(b₂) takes in the squared gradient
Ub(2) | b₂  | b₂ is corrected
"""


def test_the_steps_of_adam_have_cells_and_titles():
    frames = [at("adam, both, two samples", line.split()[0]) for line in UPDATE_OF_ADAM.strip().splitlines()]
    told = [f"{f.step.address:5} | {short_step(f.step, f.names):3} | {step_title(f)}" for f in frames]
    assert told == UPDATE_OF_ADAM.strip().splitlines()


@pytest.mark.parametrize(
    ("name", "address", "words"),
    [
        ("nesterov, l2", "P", "the harder the larger it is: by l2 = 0.1 of it."),
        ("rmsprop, l1", "P", "always as hard: by l1 = 0.02."),
        ("adam, both, two samples", "P", "l1 always as hard, l2 the harder the larger it is."),
        ("momentum", "MW(2)", "m remembers which way the gradients went: 0.9 of what it was"),
        (
            "adam, both, two samples",
            "MW(2)",
            "m is a running mean of the gradient: 0.9 of what it was, and 0.1",
        ),
        ("adam, both, two samples", "VW(2)", "0.999 of what it was, and 0.001 of the new square"),
        ("momentum", "UW(2)", "The correction follows m, not the gradient alone"),
        ("nesterov, l2", "UW(2)", "and 0.5 of m besides"),
        ("rmsprop, l1", "UW(2)", "The gradient over its usual size √v"),
        ("adam, both, two samples", "UW(2)", "1 − βᵗ mends that, with t = 1."),
        ("locked", "UW(2)", "w₂ is locked: ∂J/∂w₂ is known, but the correction is 0."),
        ("all of a layer cut", "UW(1)", "the correction is −η times (∂J/∂w⁽¹⁾₁₁ + ∂Ω/∂w⁽¹⁾₁₁)"),
        ("softmax", "Fa(2)", "all above 0, together 1"),
        ("softmax", "B1(2)", "the slopes along one z add up to 0"),
        ("softmax", "B2(2)", "The δs of the layer add up to 0."),
        ("no hidden layer", "B2(1)", "With one layer, nothing crosses an edge."),
        ("nothing leaves", "B3(1)", "All edges that left node 1 in layer 1 are cut"),
        ("nothing leaves", "B5(1)", "J does not depend on it."),
        ("mini-batch with tail and test", "R", "This J is of the batch"),
    ],
)
def test_what_is_said_in_a_step(name, address, words):
    assert words in sentence_of(at(name, address))


def test_one_edge_left_of_two_is_told_as_one():
    assert sentence_of(at("adam, cut, locked", "B3(1)", Ref("dJ_da", 1, (2,)))).startswith(
        "δ⁽²⁾₂ travels upstream over w⁽²⁾₂₃"
    )


def test_a_correction_is_heard_as_one():
    assert spoken(at("momentum", "UW(2)"), LOOK) == (
        "corrected weight from node 1 to node 2 is 0.892: the old value and the correction"
    )


def test_functions_with_numbers_are_named():
    names = frame_of(Session.start(RICH["softmax"])).names
    assert (function_of(1, names), kind_of(names.activations[1])) == ("the leaky relu", "leaky relu (0.2)")
    assert quantity(Ref("slope", 2, (0, 2)), names) == "slope of output 1 along the input sum of node 3"


# Settings


def shown(name, number=0, **look):
    frame = frame_of(update(Session.start(RICH[name]), actions.Seek(1, number)))
    return {key: text.replace("\u00a0", " ").replace("\u202f", " ") for key, text in
            settings_of(frame, Look(**look)).items() if text}  # fmt: skip


def test_optimiser_penalty_and_schedule_are_listed(qapp):
    said = shown("softmax in batches, cut", 1)
    assert said["optimizer"] == "momentum\nβ = 0.9"
    assert said["penalty"] == "l2 = 0.01"
    assert said["schedule"] == "cosine to 0.1 of it in 10 updates\nnow 0.098"
    assert (said["place"], said["order"]) == ("2 of 3\nin epoch 1", "shuffled every epoch")
    assert shown("rmsprop, l1", 2, point=",")["schedule"] == "× 0,5 every 2 updates\nnow 0,500"


def test_a_short_batch_and_a_test_set_are_told(qapp):
    said = shown("mini-batch with tail and test", 3)
    assert said["place"] == "2 of 2\nin epoch 2\nthe last one: 1 left"
    assert said["test"] == "1 of 5 rows are kept for testing"
    assert (said["samples"], said["order"]) == ("4", "by a fixed formula")
    assert said["cost"].startswith("cross-entropy")


def test_mse_is_written_with_n(qapp):
    assert shown("one weight")["cost"] == "mean squared error\n1/n (ŷ − y)²"


def test_rows_that_say_nothing_take_no_room(qtbot):
    panel = NetworkSettings()
    qtbot.addWidget(panel)
    for name, there in (("locked", False), ("softmax in batches, cut", True), ("locked", False)):
        panel.show_frame(frame_of(Session.start(RICH[name])))
        hidden = [key for key, label in panel.values.items() if label.isHidden()]
        assert ("optimizer" not in hidden) == there
        assert ("place" not in hidden) == there
        assert "cost" not in hidden


# By hand


def test_eta_is_set_as_the_schedule_begins_with_it():
    frame = frame_of(update(Session.start(RICH["rmsprop, l1"]), actions.Seek(1, 4)))
    assert (frame.value(Ref("eta", 0)), target_of(Ref("eta", 0), frame).value) == (0.25, 1.0)


def test_what_is_cut_cannot_be_set_and_what_is_locked_can():
    frame = frame_of(Session.start(RICH["adam, cut, locked"]))
    assert target_of(SOME_CUT[0], frame) is None
    assert target_of(w(1, 0, 0), frame) is not None


def test_a_label_of_softmax_is_a_share():
    frame = at("softmax", "F0")
    target = target_of(Ref("y", 2, (1,)), frame)
    assert (target.low, target.high) == (0.0, 1.0)
    with pytest.raises(ValueError, match="labels that add up to 1"):
        update(Session.start(RICH["softmax"]), target.action(0.5, "g"))


# Plots and search


def test_the_cost_curve_says_of_which_samples_it_is():
    assert title_of(at("softmax", "F0")) == "Cost J"
    assert title_of(at("softmax in batches, cut", "F0")) == "Cost J of all samples"
    frame = at("softmax in batches, cut", "F0")
    large = type("Large", (), {"measured": "batch"})()
    assert title_of(replace(frame, setup=large)) == "Cost J of each batch"


def test_runs_with_names_are_called_by_them():
    session = update(Session.start(replace(RICH["momentum"], run_name="rolling")), actions.Seek(6, 2))
    names = RunNames()
    frame = frame_of(session)
    assert run_of(frame, lambda run: names.of(run, frame, LOOK)).name == "rolling"
    session = update(session, actions.Seek(6, 0))
    after = frame_of(update(session, actions.SetParameter(w(2, 0, 0), 0.5, "set")))

    def name(run):
        return names.of(run, after, LOOK)

    assert [run.name for run in (*ghosts_of(after, name), run_of(after, name))] == ["rolling", "this run"]


def test_the_slice_says_what_a_correction_follows_and_what_is_cut():
    from engine.session.slice import slice_of

    plain, other = at("locked", "G(2)"), at("momentum", "G(2)")
    texts = [readings_of(f, slice_of(f, w(2, 0, 0)), LOOK)[-1].text for f in (plain, other)]
    assert texts == ["Δw₂ = 0.000", "Δw₂ = +0.092"]
    frame = at("adam, cut, locked", "F0")
    assert nothing_to_show(SOME_CUT[0], SOME_CUT[0], frame) == (
        "The connection of w⁽¹⁾₂₁ is cut: J does not depend on it."
    )


def test_moments_and_pulls_are_found_where_there_are_any():
    there, not_there = at("adam, both, two samples", "F0"), at("locked", "F0")
    for ref in (Ref("t", 0), Ref("m_W", 2, (0, 0)), Ref("v_b_new", 1, (0,)), Ref("pull", 1, (0, 0))):
        assert _is_there(ref, there)
        assert not _is_there(ref, not_there)


@pytest.mark.parametrize(
    ("name", "address", "title"),
    [
        ("locked", "UW(2)", "Nothing moves here"),
        ("momentum", "MW(2)", "The optimiser remembers"),
        ("rmsprop, l1", "P", "The penalty pulls"),
        ("softmax", "B1(2)", "The slopes of softmax"),
        ("mini-batch with tail and test", "R", "J of the batch fell from"),
    ],
)
def test_the_newcomer_is_told_what_happens(name, address, title):
    assert hint_of(at(name, address), LOOK).title.startswith(title)
