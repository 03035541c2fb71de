"""What happens in each micro-step, in one or two sentences of the lecture's words."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication

from engine.nn.activations import activation
from engine.nn.types import Ref, Symbol
from engine.session.frame import Frame
from gui.quantities import cost_name, count_of, function_of, place
from gui.update_sentences import correction, moment, pull

__all__ = ["sentence_of"]

translate = QCoreApplication.translate
_NAMED_LAYERS = 3
"""Of deeper networks "every a and z" is said instead of all their names."""


def sentence_of(frame: Frame) -> str:
    """Say what happens in the micro-step in play."""
    if frame.focus is not None and frame.focus.symbol in ("product", "term"):
        return _of_a_term(frame)
    return _SENTENCES[frame.step.rule](frame)


def _focus(frame: Frame) -> Ref:
    return frame.focus or frame.step.writes[0]


def _name(frame: Frame, symbol: Symbol) -> str:
    """Name a companion of the quantity in focus: z of the node whose δ it is."""
    ref = _focus(frame)
    return frame.names.text(Ref(symbol, ref.layer, ref.index), output=True)


def _place(frame: Frame) -> str:
    ref = _focus(frame)
    return place(ref.layer, ref.index[0], frame.names)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _loading(frame: Frame) -> str:
    m, sizes = frame.trace.m, frame.network.sizes
    if m == 1 and sizes[0] == sizes[-1] == 1:
        return translate(
            "Words", "One sample is loaded: input x and label y. It is data: training never changes it."
        )
    if m == 1:
        return translate(
            "Words", "One sample is loaded: x and its label y. It is data: training never changes it."
        )
    text = translate(
        "Words",
        "{count} samples are loaded, each with its label. They are data: training never changes them.",
    )
    return _capital(text.format(count=count_of(m)))


def _input_sum(frame: Frame) -> str:
    text = translate("Words", "{node} adds up what comes in: each value times its weight, and the bias.")
    return _capital(text.format(node=_place(frame)))


def _activation(frame: Frame) -> str:
    layer = _focus(frame).layer
    if activation(frame.network.activations[layer]).couples:
        return translate(
            "Words",
            "Softmax makes shares of the input sums: all above 0, together 1. "
            "Each output depends on every input sum of the layer.",
        )
    if layer == frame.network.L:
        return translate("Words", "Forward values are kept: the backward pass needs {values}.").format(
            values=_kept(frame)
        )
    text = translate("Words", "{function} turns the input sum {z} into the activation {a}.")
    z, a = _name(frame, "z"), _name(frame, "a")
    return _capital(text.format(function=function_of(layer, frame.names), z=z, a=a))


def _kept(frame: Frame) -> str:
    """Name the forward values that the backward pass reads."""
    L = frame.network.L
    if not frame.names.lecture or L > _NAMED_LAYERS:
        return translate("Words", "every a and every z")
    inner = [Ref("a", l, (0,)) for l in range(1, L)]
    sums = [Ref("z", l, (0,)) for l in range(1, L + 1)]
    return ", ".join(frame.names.text(ref) for ref in (*inner, *sums))


def _cost(_frame: Frame) -> str:
    return translate(
        "Words",
        "How far the output is from the label, as one number. "
        "Now the weights are locked until all gradients are known.",
    )


def _output_start(frame: Frame) -> str:
    text = translate(
        "Words", "Everything that flows upstream starts at the cost: how fast {J} changes when {a} changes."
    )
    return text.format(J=_cost_of(frame), a=_name(frame, "a"))


def _slope(frame: Frame) -> str:
    if len(_focus(frame).index) == 2:
        return translate(
            "Words",
            "How fast each output changes with each input sum. Where one share rises, the others fall: "
            "the slopes along one z add up to 0.",
        )
    text = translate("Words", "The slope of {function} at {z}: it will scale what arrives at {node}.")
    function = function_of(_focus(frame).layer, frame.names)
    return text.format(function=function, z=_name(frame, "z"), node=_place(frame))


def _output_delta(frame: Frame) -> str:
    if activation(frame.network.activations[-1]).couples:
        text = translate(
            "Words",
            "{z} moves every output, so what comes through all of them is added up. "
            "The δs of the layer add up to 0.",
        )
        alone = translate("Words", "With one layer, nothing crosses an edge.") if frame.network.L == 1 else ""
        return f"{text.format(z=_name(frame, 'z'))} {alone}".strip()
    if frame.network.L == 1:
        return translate(
            "Words", "How fast {J} changes when {z} changes. With one layer, nothing crosses an edge."
        ).format(J=_cost_of(frame, alone=True), z=_name(frame, "z"))
    return _how_fast(frame)


def _how_fast(frame: Frame) -> str:
    text = translate("Words", "How fast {J} changes when {z} changes.")
    return text.format(J=_cost_of(frame, alone=True), z=_name(frame, "z"))


def _cost_of(frame: Frame, alone: bool = False) -> str:
    """Name the cost that a δ is the slope of: in a batch that of its sample."""
    named = cost_name(frame, _focus(frame))
    return translate("Words", "the cost J") if alone and named == "J" else named


def _weight_gradient(frame: Frame) -> str:
    tail = frame.names.text(_focus(frame).at(None).tail)
    text = translate(
        "Words",
        "{delta} at the head of the edge, times {tail} at its tail. The weight itself stays as it is.",
    )
    delta = frame.names.text(Ref("delta", _focus(frame).layer, _focus(frame).index[:1]))
    return text.format(delta=delta, tail=tail)


def _bias_gradient(frame: Frame) -> str:
    if _focus(frame).layer == 1:
        return (
            translate("Words", "It stops here: x is data.")
            if frame.network.L > 1
            else translate("Words", "It stops here: x is data. With one layer, nothing crosses an edge.")
        )
    return translate("Words", "A bias hangs on a constant 1, so its gradient is {delta} itself.").format(
        delta=_name(frame, "delta")
    )


def _arriving(frame: Frame) -> str:
    ref = _focus(frame)
    heads = frame.shape.out_of(ref.layer, ref.index[0])
    count = len(heads)
    if not count:
        return _nothing_arrives(frame)
    if count > 1:
        text = translate("Words", "{count} edges leave {node}, so {terms} δ terms come back. They add up.")
        return _capital(text.format(count=count_of(count), node=_place(frame), terms=count_of(count)))
    text = translate("Words", "{delta} travels upstream over {w} and arrives at {node}.")
    delta = frame.names.text(Ref("delta", ref.layer + 1, (heads[0],)))
    w = frame.names.text(Ref("W", ref.layer + 1, (heads[0], ref.index[0])))
    return text.format(delta=delta, w=w, node=_place(frame))


def _nothing_arrives(frame: Frame) -> str:
    text = translate("Words", "All edges that left {node} are cut: J does not depend on it.")
    return text.format(node=_place(frame))


def _inner_delta(frame: Frame) -> str:
    ref = _focus(frame)
    count = len(frame.shape.out_of(ref.layer, ref.index[0]))
    if not count:
        return _nothing_arrives(frame)
    if count == 1:
        return _how_fast(frame)
    text = translate("Words", "{count} edges leave this node, so {terms} δ terms come back.")
    return _capital(text.format(count=count_of(count), terms=count_of(count)))


def _mean(frame: Frame) -> str:
    text = translate(
        "Words",
        "The mean over the {count} samples is the gradient of the batch. A δ is never averaged by itself.",
    )
    return text.format(count=count_of(frame.trace.m))


def _all_known(_frame: Frame) -> str:
    return translate(
        "Words", "All gradients are known, and nothing has moved yet: every one belongs to the same weights."
    )


def _again(frame: Frame) -> str:
    text = translate(
        "Words",
        "Forward once more, with the corrected weights. The δs are done: the next update computes new ones.",
    )
    if len(frame.rows) == frame.setup.samples or frame.setup.measured == "batch":
        return text
    also = translate("Words", "This J is of the batch; the cost curve has that of all samples.")
    return f"{text} {also}"


def _forward_phase(_frame: Frame) -> str:
    return translate(
        "Words",
        "The whole forward pass, from the inputs to the output. Every value is kept for the way back.",
    )


def _backward_phase(_frame: Frame) -> str:
    return translate(
        "Words", "The whole backward pass: every δ, from the output to the first layer, and every gradient."
    )


def _update_phase(_frame: Frame) -> str:
    return translate("Words", "All weights and biases are corrected at once, and the cost is computed again.")


def _of_a_term(frame: Frame) -> str:
    """Say what one part of a sum is: only the edge-term level walks over them."""
    ref = _focus(frame)
    head = place(ref.layer, ref.index[0], frame.names)
    if ref.symbol == "term":
        text = translate(
            "Words", "One δ term: it travels upstream from {head} to {tail} and waits there for the others."
        )
        return text.format(head=head, tail=place(ref.layer - 1, ref.index[1], frame.names))
    if len(ref.index) == 1:
        return translate("Words", "The bias of {head}: an edge from a constant 1.").format(head=head)
    text = translate(
        "Words", "One term of the input sum: what comes from {tail} to {head}, times the weight between them."
    )
    return text.format(head=head, tail=place(ref.layer - 1, ref.index[1], frame.names))


_SENTENCES: dict[str, Callable[[Frame], str]] = {
    "F0": _loading,
    "Fz": _input_sum,
    "Fa": _activation,
    "C": _cost,
    "B0": _output_start,
    "B1": _slope,
    "B2": _output_delta,
    "BF": _output_delta,
    "G": _weight_gradient,
    "Gb": _bias_gradient,
    "B3": _arriving,
    "B4": _slope,
    "B5": _inner_delta,
    "AV": _mean,
    "P": pull,
    "U0": _all_known,
    "MW": moment,
    "VW": moment,
    "UW": correction,
    "Mb": moment,
    "Vb": moment,
    "Ub": correction,
    "R": _again,
    "forward": _forward_phase,
    "cost": _cost,
    "backward": _backward_phase,
    "update": _update_phase,
}
