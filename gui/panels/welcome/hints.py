"""What the welcome card says at each step: texts, and a pure function of the frame."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from engine.nn.types import Ref
from engine.session.frame import Frame
from gui.look import Look
from gui.panels.welcome.special import special_of
from gui.quantities import count_of
from gui.translation import QT_TRANSLATE_NOOP

__all__ = ["Hint", "hint_of"]

translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True)
class Hint:
    """What to do or to look at now: one line, and one or two sentences."""

    title: str
    text: str


_FIRST = (
    QT_TRANSLATE_NOOP("Welcome", "Press {space}: it takes one step"),
    QT_TRANSLATE_NOOP(
        "Welcome", "The input x and its label y are loaded. Each step writes what the lecture writes next."
    ),
)
_FIRST_OF_MORE = (
    _FIRST[0],
    QT_TRANSLATE_NOOP(
        "Welcome", "One sample x and its label y are loaded. Each step writes what the lecture writes next."
    ),
)
_FIRST_OF_A_BATCH = (
    _FIRST[0],
    QT_TRANSLATE_NOOP(
        "Welcome",
        "{count} samples and their labels are loaded. Each step takes all of them one line further.",
    ),
)
_AGAIN = (
    QT_TRANSLATE_NOOP("Welcome", "The next update begins"),
    QT_TRANSLATE_NOOP(
        "Welcome", "The same steps with the corrected weights. Drag one up or down: everything follows."
    ),
)
_OUTPUT = (
    QT_TRANSLATE_NOOP("Welcome", "The output ŷ is known"),
    QT_TRANSLATE_NOOP("Welcome", "Next comes the cost J: how far ŷ is from the label y."),
)
_OUTPUT_GRADIENTS = (
    QT_TRANSLATE_NOOP("Welcome", "{delta} is used at once"),
    QT_TRANSLATE_NOOP(
        "Welcome",
        "{delta} times what came in gives the gradients of {place}. Then {delta} flows on upstream.",
    ),
)
_LAST_GRADIENTS = (
    QT_TRANSLATE_NOOP("Welcome", "The way back ends here"),
    QT_TRANSLATE_NOOP(
        "Welcome",
        "{delta} times the input gives the last gradients. The input is data: nothing flows further.",
    ),
)
_HINTS: dict[str, tuple[str, str]] = {
    "Fz": (
        QT_TRANSLATE_NOOP("Welcome", "Forward: numbers flow downstream"),
        QT_TRANSLATE_NOOP(
            "Welcome",
            "The input sum of {place}: each input times its weight, plus the bias. {space} goes on.",
        ),
    ),
    "Fa": (
        QT_TRANSLATE_NOOP("Welcome", "Forward: numbers flow downstream"),
        QT_TRANSLATE_NOOP(
            "Welcome", "The activation function turns the input sum of {place} into its activation."
        ),
    ),
    "C": (
        QT_TRANSLATE_NOOP("Welcome", "Now watch the way back"),
        QT_TRANSLATE_NOOP(
            "Welcome", "J says how wrong the output is. From here on, δ flows upstream: {space} shows it."
        ),
    ),
    "B0": (
        QT_TRANSLATE_NOOP("Welcome", "The way back begins at the cost"),
        QT_TRANSLATE_NOOP(
            "Welcome", "How fast does J change when ŷ changes? That is the first half of {delta}."
        ),
    ),
    "B1": (
        QT_TRANSLATE_NOOP("Welcome", "The slope at the output"),
        QT_TRANSLATE_NOOP(
            "Welcome",
            "How steep is the activation function at its own input sum? The second half of {delta}.",
        ),
    ),
    "B2": (
        QT_TRANSLATE_NOOP("Welcome", "{delta} is known"),
        QT_TRANSLATE_NOOP(
            "Welcome", "It says how fast J changes with the input sum. All deltas upstream are made from it."
        ),
    ),
    "G": (
        QT_TRANSLATE_NOOP("Welcome", "{delta} gives its gradients"),
        QT_TRANSLATE_NOOP(
            "Welcome", "{delta} times what came in: how J changes with each weight into {place}."
        ),
    ),
    "Gb": (
        QT_TRANSLATE_NOOP("Welcome", "{delta} gives its gradients"),
        QT_TRANSLATE_NOOP("Welcome", "The bias sits on a constant 1, so its gradient is {delta} itself."),
    ),
    "B3": (
        QT_TRANSLATE_NOOP("Welcome", "Watch: {ahead} flows upstream"),
        QT_TRANSLATE_NOOP(
            "Welcome",
            "It crosses {weights} against the forward direction, and adds up in {place}.",
        ),
    ),
    "B4": (
        QT_TRANSLATE_NOOP("Welcome", "The slope waits in {place}"),
        QT_TRANSLATE_NOOP(
            "Welcome", "How steep is the activation function there? It scales what arrived from downstream."
        ),
    ),
    "B5": (
        QT_TRANSLATE_NOOP("Welcome", "{delta} is made from {ahead}"),
        QT_TRANSLATE_NOOP(
            "Welcome",
            "What arrived, times the slope. No weight to the left of {place} stands in the formula.",
        ),
    ),
    "AV": (
        QT_TRANSLATE_NOOP("Welcome", "One mean over the samples"),
        QT_TRANSLATE_NOOP("Welcome", "Every sample has its own gradients; the update takes their mean."),
    ),
    "U0": (
        QT_TRANSLATE_NOOP("Welcome", "All gradients are known"),
        QT_TRANSLATE_NOOP(
            "Welcome", "No weight has moved yet: every δ was made with the same weights. Now they move."
        ),
    ),
    "UW": (
        QT_TRANSLATE_NOOP("Welcome", "The weights are corrected"),
        QT_TRANSLATE_NOOP(
            "Welcome", "Each moves against its gradient, by the learning rate η times as much."
        ),
    ),
    "Ub": (
        QT_TRANSLATE_NOOP("Welcome", "The biases are corrected"),
        QT_TRANSLATE_NOOP(
            "Welcome", "Each moves against its gradient, by the learning rate η times as much."
        ),
    ),
    "R": (
        QT_TRANSLATE_NOOP("Welcome", "{change}"),
        QT_TRANSLATE_NOOP(
            "Welcome",
            "That was one update, and the cost curve has a new point. {space} begins the next, {play} plays.",
        ),
    ),
    "forward": (
        QT_TRANSLATE_NOOP("Welcome", "Forward: numbers flow downstream"),
        QT_TRANSLATE_NOOP(
            "Welcome", "From the input to the output, layer by layer. {space} goes on to the cost."
        ),
    ),
    "backward": (
        QT_TRANSLATE_NOOP("Welcome", "Backward: δ flows upstream"),
        QT_TRANSLATE_NOOP(
            "Welcome", "From the output to the first layer, each δ is made from the one before."
        ),
    ),
}
_SAME = {"BF": "B2", "cost": "C", "update": "R"}


def hint_of(frame: Frame, look: Look, shortcuts: Mapping[str, str] | None = None) -> Hint:
    """Say what the newcomer may do or look at in the step in play."""
    title, text = _texts(frame)
    slots = _slots(frame, look, shortcuts or {})
    return Hint(translate("Welcome", title).format(**slots), translate("Welcome", text).format(**slots))


def _texts(frame: Frame) -> tuple[str, str]:
    rule, layer = frame.step.rule, frame.step.layer
    L = frame.network.L
    if frame.number == 1 and rule == "F0" and frame.update > 0:
        return _AGAIN
    if rule == "F0":
        return _loaded(frame)
    if rule == "Fa" and layer == L:
        return _OUTPUT
    if rule == "G" and layer == L and L > 1:
        return _OUTPUT_GRADIENTS
    if rule == "Gb" and layer == 1:
        return _LAST_GRADIENTS
    return special_of(frame) or _HINTS[_SAME.get(rule, rule)]


def _loaded(frame: Frame) -> tuple[str, str]:
    """Say what has been loaded: one input with its label, one sample of more numbers, or a batch."""
    if frame.trace.m > 1:
        return _FIRST_OF_A_BATCH
    return _FIRST if frame.network.sizes[0] == frame.network.sizes[-1] == 1 else _FIRST_OF_MORE


def _slots(frame: Frame, look: Look, shortcuts: Mapping[str, str]) -> dict[str, str]:
    layer = frame.step.layer or frame.network.L
    ahead = min(layer + 1, frame.network.L)
    lecture = frame.names.lecture
    place = translate("Welcome", "node {number}") if lecture else translate("Welcome", "layer {number}")
    weights = translate("Welcome", "its weights")
    return {
        "space": shortcuts.get("step") or translate("Welcome", "Space"),
        "play": shortcuts.get("play") or translate("Welcome", "Play"),
        "place": place.format(number=layer),
        "delta": _delta(frame, layer),
        "ahead": _delta(frame, ahead),
        "weights": frame.names.text(Ref("W", ahead, (0, 0))) if lecture else weights,
        "change": _change(frame, look),
        "count": count_of(frame.trace.m).capitalize(),
    }


def _delta(frame: Frame, layer: int) -> str:
    if frame.names.lecture:
        return frame.names.text(Ref("delta", layer, (0,)))
    return translate("Welcome", "δ of layer {number}").format(number=layer)


def _change(frame: Frame, look: Look) -> str:
    """Say how the update changed J; where that is withheld, only that J was computed again."""
    L = frame.network.L
    before, after = frame.value(Ref("J", L)), frame.value(Ref("J_new", L))
    if before is None or after is None:
        return translate("Welcome", "Forward again, for the new J")
    write = look.telling_apart(before, after).cost
    text = translate("Welcome", "{J} fell from {before} to {after}")
    if write(before) == write(after):
        text = translate("Welcome", "{J} is still {after}")
    elif not after < before:
        text = translate("Welcome", "{J} went from {before} to {after}")
    of_batch = len(frame.rows) < frame.setup.samples
    J = translate("Welcome", "J of the batch") if of_batch else "J"
    return text.format(J=J, before=write(before), after=write(after))
