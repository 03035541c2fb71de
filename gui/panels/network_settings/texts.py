"""The settings that can only be read, as texts: layers, functions, sizes, seed."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QFontMetricsF

from engine.nn.costs import cost_function
from engine.nn.named import filled, split_name
from engine.nn.network import Network
from engine.nn.optimizers import OPTIMIZERS, optimizer_rule
from engine.nn.schedules import SCHEDULES
from engine.nn.types import Ref
from engine.session.frame import Frame
from engine.session.setup import Setup
from gui.controls import words
from gui.fonts import ui_font
from gui.look import Look
from gui.quantities import kind_of
from gui.short_number import short, whole
from gui.theme import BASE_PX
from gui.translation import QT_TRANSLATE_NOOP

__all__ = ["NAMES", "settings_of"]

translate = QCoreApplication.translate
_FIRM = "\u00a0"
"""A space at which no line is broken."""
_DASH = f"{_FIRM}–{_FIRM}"
_LARGE = 1.3
"""From this text size on, formulas are broken where they must."""
_SCHEDULES = {
    "step": QT_TRANSLATE_NOOP("NetworkSettings", "× {1} every {0} updates"),
    "cosine": QT_TRANSLATE_NOOP("NetworkSettings", "cosine to {1} of it in {0} updates"),
}
NAMES = {
    "layers": QT_TRANSLATE_NOOP("NetworkSettings", "Layers"),
    "parameters": QT_TRANSLATE_NOOP("NetworkSettings", "Parameters"),
    "activations": QT_TRANSLATE_NOOP("NetworkSettings", "Activation"),
    "cost": QT_TRANSLATE_NOOP("NetworkSettings", "Cost"),
    "schedule": QT_TRANSLATE_NOOP("NetworkSettings", "η by schedule"),
    "optimizer": QT_TRANSLATE_NOOP("NetworkSettings", "Optimiser"),
    "penalty": QT_TRANSLATE_NOOP("NetworkSettings", "Penalty"),
    "batch": QT_TRANSLATE_NOOP("NetworkSettings", "Batch size"),
    "place": QT_TRANSLATE_NOOP("NetworkSettings", "This batch"),
    "order": QT_TRANSLATE_NOOP("NetworkSettings", "Order"),
    "samples": QT_TRANSLATE_NOOP("NetworkSettings", "Samples"),
    "test": QT_TRANSLATE_NOOP("NetworkSettings", "Test set"),
    "seed": QT_TRANSLATE_NOOP("NetworkSettings", "Seed"),
}


def settings_of(frame: Frame, look: Look, room: float = 140.0) -> dict[str, str]:
    """Write every setting of the update in play, by the name of its row; empty where it is not in use.

    Parameters
    ----------
    frame : Frame
    look : Look
    room : float
        Px for the sizes of the layers: where they take more, those in the middle are left out.
    """
    setup = frame.setup
    return {
        "layers": _layers(setup.network, look, room),
        "parameters": whole(setup.network.parameters),
        "activations": _activations(setup.network),
        "cost": _cost(setup.cost, firm=look.scale < _LARGE),
        "schedule": _schedule(frame, look),
        "optimizer": _optimizer(setup.optimizer, look),
        "penalty": _penalty(setup, look),
        "batch": whole(setup.batch_size),
        "place": _place(frame),
        "order": words.said(words.ORDERS, setup.shuffle) if _has_batches(setup) else "",
        "samples": whole(setup.samples),
        "test": _test(setup),
        "seed": str(setup.seed),
    }


def _schedule(frame: Frame, look: Look) -> str:
    """Say how η changes, and what it is now."""
    text = frame.setup.schedule
    name, given = split_name(text)
    if name not in _SCHEDULES:
        return ""
    numbers = (short(number, look.point) for number in filled(text, given, SCHEDULES[name].numbers))
    told = translate("NetworkSettings", _SCHEDULES[name]).format(*numbers)
    now = translate("NetworkSettings", "now {eta}").format(eta=look.number(frame.value(Ref("eta", 0))))
    return f"{told}\n{now}"


def _optimizer(text: str, look: Look) -> str:
    """Name the optimiser with its numbers; nothing for plain gradient descent."""
    rule = optimizer_rule(text)
    if not rule.numbers:
        return ""
    names = (number.name for number in OPTIMIZERS[rule.kind].numbers)
    pairs = zip(names, rule.numbers, strict=True)
    shown = ((name, short(value, look.point).removeprefix("1×")) for name, value in pairs)
    numbers = [f"{name}{_FIRM}={_FIRM}{value}" for name, value in shown]
    return "\n".join([words.said(words.OPTIMIZERS, rule.kind), ", ".join(numbers)])


def _penalty(setup: Setup, look: Look) -> str:
    """Write the strengths of the penalty that are in use."""
    used = [(name, value) for name, value in (("l1", setup.l1), ("l2", setup.l2)) if value]
    return ", ".join(f"{name}{_FIRM}={_FIRM}{short(value, look.point)}" for name, value in used)


def _has_batches(setup: Setup) -> bool:
    return setup.batch_size < setup.samples


def _place(frame: Frame) -> str:
    """Say which batch of which epoch is in play, and how many samples it has where it is a short one."""
    setup = frame.setup
    if not _has_batches(setup):
        return ""
    each = -(-setup.samples // setup.batch_size)
    epoch, number = divmod(frame.update, each)
    text = translate("NetworkSettings", "{number} of {count}\nin epoch {epoch}")
    said = text.format(number=whole(number + 1), count=whole(each), epoch=whole(epoch + 1))
    if len(frame.rows) == setup.batch_size:
        return said
    left = translate("NetworkSettings", "the last one: {count} left")
    return f"{said}\n{left.format(count=whole(len(frame.rows)))}"


def _test(setup: Setup) -> str:
    """Say how many rows are kept for testing."""
    if not setup.test.size:
        return ""
    text = translate("NetworkSettings", "{kept} of {all} rows are kept for testing")
    return text.format(kept=whole(setup.test.size), all=whole(len(setup.X)))


def _layers(net: Network, look: Look, room: float) -> str:
    """Write the sizes on one line; where there is no room for all, without those in the middle."""
    sizes = [str(size) for size in net.sizes]
    metrics = QFontMetricsF(ui_font(BASE_PX * look.scale))
    shown = sizes
    for kept in range(len(sizes) - 1, 1, -1):
        if metrics.horizontalAdvance(_DASH.join(shown)) <= room:
            break
        after = kept // 2
        shown = [*sizes[: kept - after], "…", *sizes[-after:]]
    return _DASH.join(shown)


def _activations(net: Network) -> str:
    """Name the activation function of every layer, or of all where they have the same."""
    names = [kind_of(name) for name in net.activations[1:]]
    if len(set(names)) == 1:
        return names[0]
    if len(set(names[:-1])) == 1:
        return translate("NetworkSettings", "{name}\noutput {last}").format(name=names[0], last=names[-1])
    return ", ".join(names)


def _cost(name: str, firm: bool) -> str:
    formula = cost_function(name).text_value.format(a="ŷ", y="y", n="n")
    if firm:  # a long formula is broken at its plus, not inside of brackets
        formula = formula.replace(" + ", "\n+ ").replace(" ", _FIRM)
    return f"{words.said(words.COSTS, name)}\n{formula}"
