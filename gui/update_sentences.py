"""What the penalty and the optimiser do with the gradients, in the lecture's words."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from engine.nn.optimizers import optimizer_rule
from engine.nn.terms import shares
from engine.nn.types import Ref
from engine.session.frame import Frame
from gui.short_number import short
from gui.translation import QT_TRANSLATE_NOOP

__all__ = ["correction", "moment", "pull"]

translate = QCoreApplication.translate


def pull(frame: Frame) -> str:
    """Say how the penalty pulls."""
    l1, l2 = frame.trace.l1, frame.trace.l2
    if l1 and l2:
        text = translate(
            "Words",
            "The penalty pulls every weight towards 0: l1 always as hard, l2 the harder the larger it is.",
        )
    elif l1:
        text = translate("Words", "The penalty pulls every weight towards 0, always as hard: by l1 = {l1}.")
    else:
        text = translate(
            "Words",
            "The penalty pulls every weight towards 0, the harder the larger it is: by l2 = {l2} of it.",
        )
    also = translate("Words", "J stays the cost of the data; biases are left alone.")
    return f"{text.format(l1=short(l1), l2=short(l2))} {also}"


def moment(frame: Frame) -> str:
    """Say what an optimiser remembers, and how much of it it keeps."""
    rule, name = optimizer_rule(frame.trace.optimizer), frame.step.rule[0].lower()
    kept, taken = shares(rule, name)
    if name == "v":
        text = translate(
            "Words",
            "v remembers how large gradients were: {kept} of what it was, and {taken} of the new square.",
        )
    elif taken == 1.0:
        text = translate(
            "Words", "m remembers which way the gradients went: {kept} of what it was, and the new gradient."
        )
    else:
        text = translate(
            "Words",
            "m is a running mean of the gradient: {kept} of what it was, and {taken} of the new one.",
        )
    return text.format(kept=short(kept), taken=short(float(f"{taken:.10g}")))


_STEPS = {
    "sgd": QT_TRANSLATE_NOOP("Words", "A step against the gradient: the correction is −η times {gradient}."),
    "momentum": QT_TRANSLATE_NOOP(
        "Words", "The correction follows m, not the gradient alone: like a ball that keeps rolling."
    ),
    "nesterov": QT_TRANSLATE_NOOP(
        "Words", "The correction follows the gradient, and {kept} of m besides: a look ahead along m."
    ),
    "rmsprop": QT_TRANSLATE_NOOP(
        "Words", "The gradient over its usual size √v: where gradients are small, the step is not."
    ),
    "adam": QT_TRANSLATE_NOOP(
        "Words", "m over √v. Both began at 0 and are too small at first; 1 − βᵗ mends that, with t = {t}."
    ),
}


def correction(frame: Frame) -> str:
    """Say how a weight or bias is corrected; what is locked stays."""
    ref = frame.focus or frame.step.writes[0]
    own = Ref("W" if ref.symbol == "W_new" else "b", ref.layer, ref.index)
    gradient = frame.names.text(Ref("dW" if own.symbol == "W" else "db", ref.layer, ref.index))
    if own in frame.network.locked:
        text = translate("Words", "{name} is locked: {gradient} is known, but the correction is 0.")
        return text.format(name=frame.names.text(own), gradient=gradient)
    rule = optimizer_rule(frame.trace.optimizer)
    if frame.setup.has_penalty and own.symbol == "W":
        pulled = frame.names.text(Ref("pull", ref.layer, ref.index))
        gradient = translate("Words", "({gradient} + {pull})").format(gradient=gradient, pull=pulled)
    words = {
        "gradient": gradient,
        "kept": short(rule.numbers[0]) if rule.numbers else "",
        "t": frame.trace.moments.t + 1,
    }
    old = translate("Words", "The δs belong to the old weights.")
    return f"{translate('Words', _STEPS[rule.kind]).format(**words)} {old}"
