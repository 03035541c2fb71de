"""Quantities and steps in words: what a title, a sentence, a timeline cell and a screen reader say."""

from __future__ import annotations

import numpy as np
import pytest

from engine.nn.microsteps import PHASES
from engine.nn.network import Network
from engine.nn.notation import Names
from engine.nn.types import ZOOMS, Ref
from engine.session import actions
from engine.session.document import Document
from engine.session.frame import frame_of
from engine.session.session import Session
from engine.session.update import update
from gui import words
from gui.look import Look

LOOK = Look()


def layers(activations=("tanh", "tanh", "sigmoid"), samples=1, cost="half_squared"):
    net = Network.random((2, 4, 3, 1), activations, seed=7)
    X = np.random.default_rng(0).normal(size=(samples, 2))
    return Session.start(Document(net, X, np.ones((samples, 1)), cost=cost))


def walk(session):
    steps = frame_of(session).steps
    return [frame_of(update(session, actions.Seek(n))) for n in range(1, len(steps) + 1)]


TWO_NODES = """
 1 | x   | x and y are data
 2 | z₁  | z₁, the input sum of node 1
 3 | a₁  | a₁, the activation of node 1
 4 | z₂  | z₂, the input sum of node 2
 5 | a₂  | ŷ = a₂, the output
 6 | J   | J, the cost
 7 | ∂ŷ  | ∂J/∂ŷ arrives at node 2
 8 | σ′₂ | σ′(z₂), the slope in node 2
 9 | δ₂  | δ₂ = ∂J/∂z₂
10 | ∂w₂ | ∂J/∂w₂, a gradient
11 | ∂b₂ | ∂J/∂b₂, a gradient
12 | ∂a₁ | ∂J/∂a₁ arrives at node 1
13 | σ′₁ | σ′(z₁), the slope in node 1
14 | δ₁  | δ₁ = ∂J/∂z₁
15 | ∂w₁ | ∂J/∂w₁, a gradient
16 | ∂b₁ | ∂J/∂b₁, a gradient
17 | U₀  | Nothing has moved yet
18 | w₂  | w₂ is corrected
19 | b₂  | b₂ is corrected
20 | w₁  | w₁ is corrected
21 | b₁  | b₁ is corrected
22 | J   | J, forward again
"""


def test_the_22_steps_of_the_lecture_have_their_cells_and_titles():
    told = [
        f"{frame.number:2} | {words.short_step(frame.step, frame.names):3} | {words.title_of(frame)}"
        for frame in walk(Session.start())
    ]
    assert told == TWO_NODES.strip("\n").splitlines()


@pytest.mark.parametrize(
    ("step", "sentence"),
    [
        (5, "Forward values are kept: the backward pass needs a₁, z₁, z₂."),
        (16, "It stops here: x is data."),
        (17, "All gradients are known, and nothing has moved yet: every one belongs to the same weights."),
    ],
)
def test_what_the_lecture_says_is_said_in_its_words(step, sentence):
    assert words.sentence_of(walk(Session.start())[step - 1]) == sentence


def test_larger_networks_name_layers_and_matrices():
    told = {frame.step.address: frame for frame in walk(layers())}
    assert words.title_of(told["B5(1)"]) == "δ of node 1 in layer 1"
    assert words.sentence_of(told["B5(1)"]) == "Three edges leave this node, so three δ terms come back."
    cells = [
        words.short_step(told[step].step, told[step].names) for step in ("G(3)", "Gb(3)", "B4(1)", "UW(2)")
    ]
    assert cells == ["∂W₃", "∂b₃", "φ′₁", "W₂"]


def test_cells_of_one_node_carry_its_number():
    frame = frame_of(update(layers(), actions.SetZoom("node")))
    cells = [words.short_step(step, frame.names) for step in frame.steps if step.address == "B5(1)"]
    assert cells == ["δ₁,₁", "δ₁,₂", "δ₁,₃", "δ₁,₄"]


@pytest.mark.parametrize(
    ("ref", "said"),
    [
        (Ref("delta", 1, (0,)), "delta of node 1 in layer 1"),
        (Ref("W", 3, (0, 1)), "weight from node 2 in layer 2 to node 1 in layer 3"),
        (Ref("z", 2, (2,)), "input sum of node 3 in layer 2"),
        (Ref("a", 1, (0,)), "activation of node 1 in layer 1"),
        (Ref("dJ_da", 1, (0,)), "derivative of the cost with respect to the activation of node 1 in layer 1"),
        (Ref("J", 3), "cost"),
        (Ref("x", 0, (1,), 2), "input 2, sample 3"),
    ],
)
def test_a_quantity_is_named_in_full(ref, said):
    names = Names.of(Network.random((2, 4, 3, 1), ("tanh", "tanh", "sigmoid")))
    assert words.quantity(ref, names) == said


def test_a_step_is_spoken_with_its_number_and_its_making():
    frames = walk(Session.start())
    said = "delta of node 1 in layer 1 is minus 0.028: the sum of one term, times the slope"
    assert words.spoken(frames[13], LOOK) == said
    assert words.spoken(frames[16], LOOK) == words.sentence_of(frames[16])


def test_small_numbers_are_spoken_with_their_power_of_ten():
    session = update(Session.start(), actions.SetParameter(Ref("W", 2, (0, 0)), 1e-4, "set w₂", "small"))
    assert words.spoken(walk(session)[13], Look(decimals=2)).endswith(
        "is minus 3.2 times ten to the minus 6: the sum of one term, times the slope"
    )


def test_what_is_withheld_is_not_spoken():
    session = update(Session.start(), actions.Seek(14))
    hidden = update(session, actions.Hide(frozenset({Ref("delta", 1, (0,))})))
    assert words.spoken(frame_of(hidden), LOOK) == "delta of node 1 in layer 1 is not known yet"


@pytest.mark.parametrize("zoom", ZOOMS)
@pytest.mark.parametrize(
    "session",
    [Session.start(), layers(), layers(samples=3, cost="bce")],
    ids=("two nodes", "2-4-3-1", "batch"),
)
def test_every_step_has_words_at_every_zoom(session, zoom):
    for frame in walk(update(session, actions.SetZoom(zoom))):
        texts = (
            words.title_of(frame),
            words.sentence_of(frame),
            words.spoken(frame, LOOK),
            words.short_step(frame.step, frame.names),
            words.heading_of(frame.step.phase),
            words.phase_name(frame.step.phase),
        )
        for text in texts:
            assert text
            assert "None" not in text
            assert "{" not in text


def test_every_phase_has_its_token():
    assert [words.phase_role(phase) for phase in PHASES] == ["forward", "cost", "delta", "update"]


def test_samples_are_loaded_with_words_that_fit():
    one, many = walk(layers())[0], walk(layers(samples=3))[0]
    assert words.sentence_of(one).startswith("One sample is loaded: x and its label y.")
    assert words.sentence_of(many).startswith("Three samples are loaded, each with its label.")
