"""What every quantity is called in words: "delta of node 1 in layer 1"."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from engine.nn.activations import activation
from engine.nn.named import split_name
from engine.nn.notation import Names
from engine.nn.types import Ref, Symbol
from engine.session.frame import Frame
from gui.short_number import short
from gui.translation import QT_TRANSLATE_NOOP

__all__ = ["KINDS", "cost_name", "count_of", "function_of", "joined", "kind_of", "node", "place", "quantity"]

translate = QCoreApplication.translate


_COUNTS = (
    QT_TRANSLATE_NOOP("Words", "no"),
    QT_TRANSLATE_NOOP("Words", "one"),
    QT_TRANSLATE_NOOP("Words", "two"),
    QT_TRANSLATE_NOOP("Words", "three"),
    QT_TRANSLATE_NOOP("Words", "four"),
    QT_TRANSLATE_NOOP("Words", "five"),
    QT_TRANSLATE_NOOP("Words", "six"),
    QT_TRANSLATE_NOOP("Words", "seven"),
    QT_TRANSLATE_NOOP("Words", "eight"),
    QT_TRANSLATE_NOOP("Words", "nine"),
    QT_TRANSLATE_NOOP("Words", "ten"),
    QT_TRANSLATE_NOOP("Words", "eleven"),
    QT_TRANSLATE_NOOP("Words", "twelve"),
)

_QUANTITIES: dict[Symbol, str] = {
    "x": QT_TRANSLATE_NOOP("Words", "input {to}"),
    "y": QT_TRANSLATE_NOOP("Words", "label {to}"),
    "z": QT_TRANSLATE_NOOP("Words", "input sum of node {to} in layer {layer}"),
    "a": QT_TRANSLATE_NOOP("Words", "activation of node {to} in layer {layer}"),
    "product": QT_TRANSLATE_NOOP("Words", "product of weight and input from {tail} to {head}"),
    "J": QT_TRANSLATE_NOOP("Words", "cost"),
    "dJ_da": QT_TRANSLATE_NOOP(
        "Words", "derivative of the cost with respect to the activation of node {to} in layer {layer}"
    ),
    "slope": QT_TRANSLATE_NOOP("Words", "slope of the activation function of node {to} in layer {layer}"),
    "delta": QT_TRANSLATE_NOOP("Words", "delta of node {to} in layer {layer}"),
    "term": QT_TRANSLATE_NOOP("Words", "delta term from {head} to {tail}"),
    "W": QT_TRANSLATE_NOOP("Words", "weight from {tail} to {head}"),
    "b": QT_TRANSLATE_NOOP("Words", "bias of node {to} in layer {layer}"),
    "eta": QT_TRANSLATE_NOOP("Words", "learning rate"),
    "dW": QT_TRANSLATE_NOOP("Words", "gradient of the weight from {tail} to {head}"),
    "db": QT_TRANSLATE_NOOP("Words", "gradient of the bias of node {to} in layer {layer}"),
    "W_new": QT_TRANSLATE_NOOP("Words", "corrected weight from {tail} to {head}"),
    "b_new": QT_TRANSLATE_NOOP("Words", "corrected bias of node {to} in layer {layer}"),
    "J_new": QT_TRANSLATE_NOOP("Words", "cost with the corrected weights"),
    "pull": QT_TRANSLATE_NOOP("Words", "pull of the penalty on the weight from {tail} to {head}"),
    "t": QT_TRANSLATE_NOOP("Words", "number of this update, as the optimiser counts"),
    "m_W": QT_TRANSLATE_NOOP("Words", "moment m of the weight from {tail} to {head}"),
    "v_W": QT_TRANSLATE_NOOP("Words", "moment v of the weight from {tail} to {head}"),
    "m_b": QT_TRANSLATE_NOOP("Words", "moment m of the bias of node {to} in layer {layer}"),
    "v_b": QT_TRANSLATE_NOOP("Words", "moment v of the bias of node {to} in layer {layer}"),
    "m_W_new": QT_TRANSLATE_NOOP("Words", "new moment m of the weight from {tail} to {head}"),
    "v_W_new": QT_TRANSLATE_NOOP("Words", "new moment v of the weight from {tail} to {head}"),
    "m_b_new": QT_TRANSLATE_NOOP("Words", "new moment m of the bias of node {to} in layer {layer}"),
    "v_b_new": QT_TRANSLATE_NOOP("Words", "new moment v of the bias of node {to} in layer {layer}"),
}

_FUNCTIONS = {
    "linear": QT_TRANSLATE_NOOP("Words", "the linear function"),
    "sigmoid": QT_TRANSLATE_NOOP("Words", "the sigmoid"),
    "tanh": QT_TRANSLATE_NOOP("Words", "the tanh"),
    "relu": QT_TRANSLATE_NOOP("Words", "the relu"),
    "leaky_relu": QT_TRANSLATE_NOOP("Words", "the leaky relu"),
    "softplus": QT_TRANSLATE_NOOP("Words", "the softplus"),
    "softmax": QT_TRANSLATE_NOOP("Words", "the softmax"),
}
KINDS = {
    "linear": QT_TRANSLATE_NOOP("Words", "linear"),
    "sigmoid": QT_TRANSLATE_NOOP("Words", "sigmoid"),
    "tanh": QT_TRANSLATE_NOOP("Words", "tanh"),
    "relu": QT_TRANSLATE_NOOP("Words", "relu"),
    "leaky_relu": QT_TRANSLATE_NOOP("Words", "leaky relu"),
    "softplus": QT_TRANSLATE_NOOP("Words", "softplus"),
    "softmax": QT_TRANSLATE_NOOP("Words", "softmax"),
}


def quantity(ref: Ref, names: Names) -> str:
    """Say what a quantity is, in full: "delta of node 1 in layer 1"."""
    text = _QUANTITIES[ref.symbol]
    if ref.symbol == "product" and len(ref.index) == 1:
        text = QT_TRANSLATE_NOOP("Words", "product of bias and 1 of node {to} in layer {layer}")
    elif ref.symbol == "slope" and len(ref.index) == 2:
        text = QT_TRANSLATE_NOOP("Words", "slope of output {to} along the input sum of node {other}")
    elif ref.symbol == "a" and ref.layer == names.L:
        text = QT_TRANSLATE_NOOP("Words", "output of node {to} in layer {layer}")
    elif ref.symbol in ("x", "y") and names.sizes[0 if ref.symbol == "x" else -1] == 1:
        text = (
            QT_TRANSLATE_NOOP("Words", "input") if ref.symbol == "x" else QT_TRANSLATE_NOOP("Words", "label")
        )
    to, source = (*ref.index, 0, 0)[:2]
    ends = {} if len(ref.index) < 2 else {
        "head": place(ref.layer, to, names), "tail": place(ref.layer - 1, source, names),
    }  # fmt: skip
    said = translate("Words", text).format(to=to + 1, other=source + 1, layer=ref.layer, **ends)
    if ref.sample is None:
        return said
    return translate("Words", "{quantity}, sample {sample}").format(quantity=said, sample=ref.sample + 1)


def cost_name(frame: Frame, ref: Ref) -> str:
    """Say of which cost a derivative is: J, or "J[2], the cost of this sample," within a sentence."""
    if frame.trace.m == 1 or ref.sample is None:
        return "J"
    own = frame.names.text(Ref("J", frame.network.L, (), ref.sample))
    return translate("Words", "{J}, the cost of this sample,").format(J=own)


def node(layer: int, index: int, names: Names) -> str:
    """Name a node as briefly as the notation allows: "node 2", "input 1"."""
    if layer == 0:
        only = names.sizes[0] == 1
        text = translate("Words", "input") if only else translate("Words", "input {number}")
        return text.format(number=index + 1)
    number = layer if names.lecture else index + 1
    return translate("Words", "node {number}").format(number=number)


def place(layer: int, index: int, names: Names) -> str:
    """Name a node with its layer, where the notation does not tell it: "node 2 in layer 1"."""
    if layer == 0 and names.sizes[0] == 1:
        return translate("Words", "the input")
    if layer == 0 or names.lecture:
        return node(layer, index, names)
    return translate("Words", "node {number} in layer {layer}").format(number=index + 1, layer=layer)


def function_of(layer: int, names: Names) -> str:
    """Name the activation function of a layer: "the sigmoid"."""
    name, _ = split_name(names.activations[layer])
    return translate("Words", _FUNCTIONS[name]) if name in _FUNCTIONS else activation(name).text


def kind_of(activation_name: str) -> str:
    """Name a kind of activation function in a list: "sigmoid", "leaky relu (0.2)"."""
    name, numbers = split_name(activation_name)
    said = translate("Words", KINDS[name]) if name in KINDS else name
    return f"{said} ({', '.join(map(short, numbers))})" if numbers else said


def count_of(number: int) -> str:
    """Write a small count as a word: one, two, … twelve, 13."""
    return translate("Words", _COUNTS[number]) if number < len(_COUNTS) else str(number)


def joined(items: list[str]) -> str:
    """Join words to a list: "a, b and c"."""
    if len(items) < 2:
        return "".join(items)
    return translate("Words", "{most} and {last}").format(most=", ".join(items[:-1]), last=items[-1])
