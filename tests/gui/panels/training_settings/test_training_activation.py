"""The activation of all hidden layers, and the learning rate that comes along with an optimiser."""

from __future__ import annotations

from types import SimpleNamespace

import numpy as np
import pytest

from engine.nn import rebuild
from engine.nn.activations import HIDDEN
from engine.nn.network import Network
from engine.session import actions as act
from engine.session.document import Document
from gui.look import Look
from tests.gui.panels.training_settings.desk import BATCHES, picked


def _deep(*activations: str) -> Document:
    sizes = (2, *[3] * len(activations), 1)
    net = Network.random(sizes, (*activations, "sigmoid"), seed=3)
    return Document(net, BATCHES.X, BATCHES.Y, eta=0.5, batch=10, seed=3)


@pytest.mark.parametrize("name", [name for name in HIDDEN if name != "tanh"])
def test_an_activation_is_given_to_all_hidden_layers_as_one_undo(desk_on, qtbot, name):
    desk = desk_on(_deep("tanh", "tanh"))
    before = desk.frame.network
    picked(qtbot, desk.panel.training.activation, name)
    assert desk.frame.network.activations == ("", name, name, "sigmoid")
    assert np.array_equal(desk.frame.network.to_vector(), before.to_vector())
    assert desk.undo == [f"choose {name.replace('_', ' ')} for the hidden layers"]
    desk.do(act.Undo())
    assert desk.panel.training.activation.key == "tanh"


def test_of_one_hidden_layer_the_change_says_so(desk_on, qtbot):
    desk = desk_on(_deep("tanh"))
    picked(qtbot, desk.panel.training.activation, "relu")
    assert desk.undo == ["choose relu for the hidden layer"]


def test_layers_that_differ_are_mixed_until_one_is_chosen(desk_on, qtbot):
    desk = desk_on(_deep("tanh", "relu"))
    box = desk.panel.training.activation
    assert box.currentText() == "mixed"
    assert not box.model().item(box.currentIndex()).isEnabled()
    picked(qtbot, box, "tanh")
    assert desk.frame.network.activations[1:-1] == ("tanh", "tanh")
    assert box.findText("mixed") == -1


def test_numbers_of_an_activation_are_told_and_kept(desk_on):
    desk = desk_on(_deep("leaky_relu(0.2)"))
    assert desk.panel.training.activation.currentText() == "leaky relu (0.2)"


def test_without_a_hidden_layer_there_is_no_row(desk_on):
    desk = desk_on(_deep("tanh"))
    box, net = desk.panel.training.activation, desk.frame.network
    assert box.isVisible()
    desk.do(act.SetSettings({"network": rebuild.without_layer(net, 1)}, "x"))
    assert not box.isVisible()


def test_what_stands_on_weights_beyond_all_numbers_is_refused_in_a_sentence(desk_on):
    desk = desk_on()
    vector = desk.frame.network.to_vector()
    runaway = SimpleNamespace(
        network=desk.frame.network.with_vector(np.full_like(vector, np.inf)), setup=desk.setup
    )
    desk.panel.training._frame = runaway
    desk.panel.training.activation.chosen.emit("relu")
    note = desk.panel.training.refusal
    assert (note.text(), note.isVisible()) == ("W of layer 1 holds a number that is not finite.", True)
    assert desk.dispatched == []
    desk.panel.show_frame(desk.frame)
    assert not note.isVisible()


# The learning rate


@pytest.mark.parametrize("name", ["rmsprop", "adam"])
def test_steps_over_their_usual_size_bring_a_learning_rate_for_them(desk_on, qtbot, name):
    desk = desk_on()
    said = {"rmsprop": "RMSprop", "adam": "Adam"}[name]
    picked(qtbot, desk.panel.training.optimizer, name)
    assert (desk.setup.optimizer, desk.setup.eta) == (name, 0.01)
    assert desk.undo == [f"choose {said} with η = 0.01"]
    picked(qtbot, desk.panel.training.optimizer, "sgd")
    assert (desk.setup.eta, desk.undo[-1]) == (0.01, "choose SGD")


def test_a_learning_rate_that_suits_is_kept(desk_on, qtbot):
    desk = desk_on()
    desk.do(act.SetEta(0.1, "x"))
    picked(qtbot, desk.panel.training.optimizer, "adam")
    assert (desk.setup.eta, desk.undo[-1]) == (0.1, "choose Adam")


def test_the_label_has_the_decimal_separator_in_use(desk_on):
    desk = desk_on()
    desk.panel.set_look(Look(point=","))
    desk.panel.training.optimizer.chosen.emit("adam")
    assert desk.undo == ["choose Adam with η = 0,01"]


def test_the_numbers_of_an_optimiser_are_folded_away_until_they_are_unlike_the_usual(desk_on):
    desk = desk_on()
    numbers, fold = desk.panel.training.optimizer_numbers, desk.panel.training.fold
    desk.do(act.SetSettings({"optimizer": "adam"}, "x"))
    assert not fold.is_open
    assert not any(row.isVisible() for row in numbers)
    desk.do(act.SetSettings({"optimizer": "adam(0.5)"}, "x"))
    assert fold.is_open
    assert all(row.isVisible() for row in numbers)
