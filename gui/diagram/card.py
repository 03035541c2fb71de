"""The card at the pointer, and the diagram in words for those who cannot see it."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import QCoreApplication

from engine.nn.formulas import as_text, numbers, symbols
from engine.nn.types import Ref
from engine.session.frame import Frame
from gui.diagram.moment import Moment
from gui.hands.targets import target_of
from gui.look import Look
from gui.names_of_data import named_quantity
from gui.quantities import place
from gui.short_number import whole

translate = QCoreApplication.translate
_MANY = 12
"""Of larger networks only the nodes in play are described."""


def card_of(ref: Ref, frame: Frame, look: Look) -> str:
    """Write a card: what it is, its value, where it came from, and how it is changed by hand.

    Returns
    -------
    str
        Rich text.
    """
    title = escape(_capital(named_quantity(ref.at(None), frame)))
    name = escape(frame.names.text(ref.at(None), output=True))
    lines = [f"<b>{title}</b>", f"{name} = {look.number_of(ref, frame.value(ref))}"]
    if frame.is_known(ref):
        lines += map(escape, _origin(ref, frame, look))
    else:
        lines[1] += f" · {escape(_missing(ref, frame))}"
    if ref.symbol == "z":  # a bias that has no room for an edge of its own is found here
        lines.append(escape(_bias(ref, frame, look)))
    return "<br>".join([*lines, *map(escape, _by_hand(ref, frame))])


def _by_hand(ref: Ref, frame: Frame) -> list[str]:
    """Say how a quantity is changed by hand, where it can be."""
    parameter = Ref("W", ref.layer, ref.index)
    if len(ref.index) == 2 and parameter in frame.network.cut:
        return [translate("Diagram", "cut: nothing crosses here, and the weight stays 0")]
    target = target_of(ref, frame)
    if target is None or ref.symbol == "eta" or not frame.is_known(ref):
        return []
    if ref.symbol in ("W_new", "b_new"):
        text = translate("Diagram", "drag up or down, or double-click, to change {name} {when}")
        return [text.format(name=target.name, when=target.when)]
    if Moment(frame).padlock == "closed" and ref.symbol in ("W", "b"):
        return [
            translate("Diagram", "held still while δ flows;"),
            translate("Diagram", "you may still drag it, or double-click to type"),
        ]
    return [translate("Diagram", "drag up or down, or double-click to type")]


def _bias(z: Ref, frame: Frame, look: Look) -> str:
    """Write the bias in an input sum, and what it was corrected to."""
    b, new = Ref("b", z.layer, z.index), Ref("b_new", z.layer, z.index)
    text = f"{frame.names.text(b)} = {look.number(frame.value(b))}"
    return f"{text} → {look.number(frame.value(new))}" if frame.is_known(new) else text


def _missing(ref: Ref, frame: Frame) -> str:
    """Say why a quantity has no number."""
    withheld = not frame.hidden.isdisjoint((frame.resolved(ref), ref.at(None)))
    if frame.is_over and not withheld:
        return translate("Diagram", "it belonged to the old weights: a step back shows it again")
    return translate("Diagram", "not known yet")


def _origin(ref: Ref, frame: Frame, look: Look) -> list[str]:
    """Say where a number came from: its formula, and in numbers where all of them can be seen."""
    if ref.symbol in ("W", "b"):
        return [_parameter(ref, frame, look)]
    if ref.symbol == "eta":
        return [translate("Diagram", "a setting: training never changes it")]
    if ref.symbol in ("x", "y"):
        return [translate("Diagram", "data: training never changes it")]
    named = symbols(ref, frame.scene)
    filled = numbers(ref, frame.scene, lambda part: look.number_of(part, frame.value(part)))
    seen = all(frame.is_known(part) for piece in named for part in piece.refs)
    texts = [as_text(named), as_text(filled)] if seen else [as_text(named)]
    return [look.pointed(text) for text in texts]


def _parameter(ref: Ref, frame: Frame, look: Look) -> str:
    """Say what the update in play makes of a parameter, or when it had its value."""
    new = Ref("W_new" if ref.symbol == "W" else "b_new", ref.layer, ref.index)
    if ref in frame.network.locked:
        return translate("Diagram", "locked: no update moves it, but your hand may")
    if ref in frame.network.cut:
        return translate("Diagram", "there is no connection")
    if frame.is_known(new):
        return translate("Diagram", "now corrected to {number}").format(number=look.number(frame.value(new)))
    if frame.update == 0:
        return translate("Diagram", "a parameter: training changes it")
    text = translate("Diagram", "a parameter: update {number} began with it")
    return text.format(number=whole(frame.update))


def description_of(frame: Frame, look: Look) -> str:
    """Say in words what the diagram shows."""
    sizes, focus = frame.network.sizes, frame.focus
    nodes = [(l, j) for l in range(1, len(sizes)) for j in range(sizes[l])]
    if len(nodes) > _MANY:
        nodes = [(focus.layer, focus.index[0])] if focus is not None and focus.index and focus.layer else []
    layers = translate("Diagram", "Network with layers of {sizes} nodes.")
    layers = layers.format(sizes=", ".join(map(str, sizes)))
    return " ".join([layers, *(_node(frame, look, *at) for at in nodes), _cost(frame, look)])


def _node(frame: Frame, look: Look, layer: int, j: int) -> str:
    def said(ref: Ref) -> str:
        return look.number(frame.value(ref)) if frame.is_known(ref) else translate("Diagram", "unknown")

    z, a, delta = (said(Ref(symbol, layer, (j,))) for symbol in ("z", "a", "delta"))
    text = translate("Diagram", "{node}: z {z}, a {a}, delta {delta}.")
    return _capital(text.format(node=place(layer, j, frame.names), z=z, a=a, delta=delta))


def _cost(frame: Frame, look: Look) -> str:
    J = Ref("J", frame.network.L)
    number = look.cost(frame.value(J)) if frame.is_known(J) else translate("Diagram", "unknown")
    return translate("Diagram", "Cost {number}.").format(number=number)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
