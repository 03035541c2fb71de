"""What the welcome card says where softmax, an optimiser, a penalty or a lock makes a step another one."""

from __future__ import annotations

from engine.nn.types import Ref
from engine.session.frame import Frame
from gui.translation import QT_TRANSLATE_NOOP

__all__ = ["special_of"]

_COUPLED = {
    "B1": (
        QT_TRANSLATE_NOOP("Welcome", "The slopes of softmax"),
        QT_TRANSLATE_NOOP(
            "Welcome", "Every output depends on every input sum of the layer: a whole table of slopes."
        ),
    ),
    "B2": (
        QT_TRANSLATE_NOOP("Welcome", "{delta} is known"),
        QT_TRANSLATE_NOOP(
            "Welcome", "Each δ adds up what comes through every output. What is left is ŷ − y."
        ),
    ),
}
_OPTIMISED = {
    "UW": (
        QT_TRANSLATE_NOOP("Welcome", "The weights are corrected"),
        QT_TRANSLATE_NOOP("Welcome", "Each moves as the optimiser makes of its gradients so far."),
    ),
    "Ub": (
        QT_TRANSLATE_NOOP("Welcome", "The biases are corrected"),
        QT_TRANSLATE_NOOP("Welcome", "Each moves as the optimiser makes of its gradients so far."),
    ),
}
_PULLED = (
    QT_TRANSLATE_NOOP("Welcome", "The weights are corrected"),
    QT_TRANSLATE_NOOP("Welcome", "Each moves against its gradient and the penalty's pull, η times as much."),
)
_LOCKED = (
    QT_TRANSLATE_NOOP("Welcome", "Nothing moves here"),
    QT_TRANSLATE_NOOP("Welcome", "All of them are locked: the gradients are known, the corrections are 0."),
)
_PENALTY = (
    QT_TRANSLATE_NOOP("Welcome", "The penalty pulls"),
    QT_TRANSLATE_NOOP("Welcome", "Large weights are drawn back towards 0, besides what the data wants."),
)
_REMEMBERED = (
    QT_TRANSLATE_NOOP("Welcome", "The optimiser remembers"),
    QT_TRANSLATE_NOOP(
        "Welcome", "Before it moves anything it takes the new gradients into what it knows of the old ones."
    ),
)
_ALWAYS = {"P": _PENALTY, **dict.fromkeys(("MW", "VW", "Mb", "Vb"), _REMEMBERED)}


def special_of(frame: Frame) -> tuple[str, str] | None:
    """Return title and text of the step in play; None where the usual ones hold."""
    rule = frame.step.rule
    if rule in _ALWAYS:
        return _ALWAYS[rule]
    if frame.shape.softmax and rule in _COUPLED:
        return _COUPLED[rule]
    if rule not in _OPTIMISED:
        return None
    if all(_is_locked(ref, frame) for ref in frame.step.writes):
        return _LOCKED
    if frame.shape.optimizer != "sgd":
        return _OPTIMISED[rule]
    return _PULLED if rule == "UW" and frame.setup.has_penalty else None


def _is_locked(new: Ref, frame: Frame) -> bool:
    return Ref("W" if new.symbol == "W_new" else "b", new.layer, new.index) in frame.network.locked
