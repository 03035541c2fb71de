"""What can be chosen for a run, each choice with what it means, or why it can't be chosen."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QCoreApplication

from engine.nn import rebuild
from engine.nn.activations import HIDDEN, activation
from engine.nn.costs import COSTS, check_labels
from engine.nn.initialisers import INITIALISERS
from engine.nn.named import split_name
from engine.nn.optimizers import OPTIMIZERS
from engine.nn.schedules import SCHEDULES
from engine.session.frame import Frame
from engine.session.setup import Setup
from gui.controls import words
from gui.controls.choice import Choice
from gui.quantities import kind_of
from gui.short_number import short
from gui.translation import QT_TRANSLATE_NOOP

__all__ = [
    "activation_changes",
    "activation_label",
    "activations",
    "cost_changes",
    "cost_label",
    "costs",
    "initialisers",
    "optimizer_changes",
    "optimizer_label",
    "optimizers",
    "orders",
    "output_for",
    "schedules",
]

translate = QCoreApplication.translate
_LONGEST = 14
"""Letters of a formula that can be a cost's name; a longer one stands behind its name."""
_LABELS_NEEDED = {
    "sigmoid": QT_TRANSLATE_NOOP("TrainingSettings", "needs labels between 0 and 1"),
    "softmax": QT_TRANSLATE_NOOP("TrainingSettings", "needs a label for each class, together 1"),
}
_MIXED = "mixed"
_RATE, _HIGH_RATE = 0.01, 0.1
"""The learning rate that goes with steps over their usual size, and above which it comes along."""
_OPTIMIZERS = {
    "sgd": QT_TRANSLATE_NOOP("TrainingSettings", "plain steps against the gradient"),
    "momentum": QT_TRANSLATE_NOOP("TrainingSettings", "the steps gather speed"),
    "nesterov": QT_TRANSLATE_NOOP("TrainingSettings", "momentum with a look ahead"),
    "rmsprop": QT_TRANSLATE_NOOP("TrainingSettings", "each gradient over its usual size"),
    "adam": QT_TRANSLATE_NOOP("TrainingSettings", "momentum over usual size"),
}
_SCHEDULES = {
    "constant": QT_TRANSLATE_NOOP("TrainingSettings", "η stays as it is"),
    "step": QT_TRANSLATE_NOOP("TrainingSettings", "times a factor every so many updates"),
    "cosine": QT_TRANSLATE_NOOP("TrainingSettings", "down along half a wave of the cosine"),
}
_ORDERS = {
    "keyed": QT_TRANSLATE_NOOP("TrainingSettings", "shuffled"),
    "fixed": QT_TRANSLATE_NOOP("TrainingSettings", "by formula"),
    "none": QT_TRANSLATE_NOOP("TrainingSettings", "none"),
}
_ALIKE = QT_TRANSLATE_NOOP("TrainingSettings", "all the same: the nodes of a layer stay alike")
_INITIALISERS = {
    "zeros": _ALIKE,
    "constant": _ALIKE,
    "uniform": QT_TRANSLATE_NOOP(
        "TrainingSettings", "evenly spread, as far as the reach on either side of 0"
    ),
    "normal": QT_TRANSLATE_NOOP("TrainingSettings", "around 0, as wide as the deviation"),
    "xavier": QT_TRANSLATE_NOOP("TrainingSettings", "suits sigmoid and tanh: ±√(6/(n_in + n_out))"),
    "he": QT_TRANSLATE_NOOP("TrainingSettings", "suits relu: deviation √(2/n_in)"),
    "fixed": QT_TRANSLATE_NOOP("TrainingSettings", "look random, and need no random numbers"),
}


def activations(setup: Setup) -> tuple[tuple[Choice, ...], str]:
    """List what all hidden layers can have, and say what they have; "mixed" where they differ."""
    there = set(setup.network.activations[1:-1])
    own = {split_name(name)[0]: name for name in there} if len(there) == 1 else {}
    offered = tuple(_activation(own.get(name, name)) for name in HIDDEN)
    if len(there) == 1:
        return offered, there.pop()
    text = translate("TrainingSettings", "mixed")
    reason = translate("TrainingSettings", "the hidden layers differ")
    return (*offered, Choice(_MIXED, text, reason=reason)), _MIXED


def _activation(name: str) -> Choice:
    return Choice(name, kind_of(name), activation(name).definition.format(z="z"))


def activation_changes(name: str, frame: Frame) -> dict[str, Any]:
    """Return what is set with an activation: the network, with it in all hidden layers."""
    net = frame.network
    for layer in range(1, net.L):
        net = rebuild.with_activation(net, layer, name)
    return {"network": net}


def activation_label(name: str, setup: Setup) -> str:
    """Name the change of the hidden layers."""
    text = translate("TrainingSettings", "choose {kind} for the hidden layers")
    if setup.network.L == 2:
        text = translate("TrainingSettings", "choose {kind} for the hidden layer")
    return text.format(kind=kind_of(name))


def costs(setup: Setup) -> tuple[Choice, ...]:
    """List the costs; those that these labels do not fit say so."""
    return tuple(_cost(name, setup) for name in COSTS)


def _cost(name: str, setup: Setup) -> Choice:
    formula, said = _formula(name), words.said(words.COSTS, name)
    if COSTS[name].needs_output == "softmax":
        said = translate("TrainingSettings", "{cost} of classes").format(cost=said)
    first, second = (formula, said) if len(formula) <= _LONGEST else (said, formula)
    output, reason = output_for(name, setup), _refusal(name, setup)
    if not reason and output != setup.network.activations[-1]:
        comes = translate("TrainingSettings", "makes the output layer {kind}").format(kind=kind_of(output))
        second = f"{second}, {comes}"
    return Choice(name, first, second, reason)


def _formula(name: str) -> str:
    text = COSTS[name].text_value.format(a="ŷ", y="y", n="n")
    return text.replace("½(", "½ (")


def _refusal(name: str, setup: Setup) -> str:
    """Say why a cost can't be computed with these labels."""
    try:
        check_labels(name, setup.Y)
    except ValueError as error:
        needs = COSTS[name].needs_output
        return translate("TrainingSettings", _LABELS_NEEDED[needs]) if needs in _LABELS_NEEDED else str(error)
    return ""


def output_for(cost: str, setup: Setup) -> str:
    """Return the activation that the output layer has under a cost: its own, as long as the two agree."""
    needs, has = COSTS[cost].needs_output, setup.network.activations[-1]
    if needs is not None:
        return needs
    return "sigmoid" if has == "softmax" else has  # labels of classes lie between 0 and 1


def cost_changes(cost: str, frame: Frame) -> dict[str, Any]:
    """Return what is set with a cost: itself, and the output layer that it needs."""
    net, output = frame.network, output_for(cost, frame.setup)
    if output == net.activations[-1]:
        return {"cost": cost}
    return {"cost": cost, "network": rebuild.with_activation(net, net.L, output)}


def cost_label(cost: str, setup: Setup) -> str:
    """Name the change of the cost, and of the output layer where that changes with it."""
    output, said = output_for(cost, setup), words.said(words.COSTS, cost)
    if output == setup.network.activations[-1]:
        return translate("TrainingSettings", "choose the {cost}").format(cost=said)
    text = translate("TrainingSettings", "choose the {cost} with a {kind} output")
    return text.format(cost=said, kind=kind_of(output))


def optimizers() -> tuple[Choice, ...]:
    """List the optimisers."""
    return tuple(
        Choice(key, words.said(words.OPTIMIZERS, key), _told(_OPTIMIZERS, key)) for key in OPTIMIZERS
    )


def optimizer_changes(name: str, setup: Setup) -> dict[str, Any]:
    """Return what is set with an optimiser: itself, and η where its steps would be far too long."""
    comes = {"eta": _RATE} if _needs_rate(name, setup) else {}
    return {"optimizer": name, **comes}


def optimizer_label(name: str, setup: Setup, point: str) -> str:
    """Name the change of the optimiser, and of η where that changes with it."""
    said = words.said(words.OPTIMIZERS, name)
    if not _needs_rate(name, setup):
        return translate("TrainingSettings", "choose {name}").format(name=said)
    text = translate("TrainingSettings", "choose {name} with η = {eta}")
    return text.format(name=said, eta=short(_RATE, point))


def _needs_rate(name: str, setup: Setup) -> bool:
    """Say whether steps over their usual size, which are about as long as η, would be far too long."""
    return "v" in OPTIMIZERS[name].moments and setup.eta > _HIGH_RATE


def schedules() -> tuple[Choice, ...]:
    """List the schedules of η."""
    return tuple(Choice(key, words.said(words.SCHEDULES, key), _told(_SCHEDULES, key)) for key in SCHEDULES)


def initialisers() -> tuple[Choice, ...]:
    """List what weights can begin with."""
    return tuple(
        Choice(key, words.said(words.INITIALISERS, key), _told(_INITIALISERS, key)) for key in INITIALISERS
    )


def orders(setup: Setup) -> tuple[Choice, ...]:
    """List the orders in which an epoch takes its samples; that of lesson 14 where it is in use."""
    keys = [key for key in _ORDERS if key != "fixed" or setup.shuffle == "fixed"]
    return tuple(
        Choice(key, translate("TrainingSettings", _ORDERS[key]), words.said(words.ORDERS, key))
        for key in keys
    )


def _told(texts: dict[str, str], key: str) -> str:
    return translate("TrainingSettings", texts[key]) if key in texts else ""
