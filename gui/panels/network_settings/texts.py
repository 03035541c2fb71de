"""The settings that can only be read, as texts: layers, functions, sizes, seed."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QFontMetricsF

from engine.nn.costs import cost_function
from engine.nn.network import Network
from engine.session.frame import Frame
from gui.fonts import ui_font
from gui.look import Look
from gui.quantities import kind_of
from gui.short_number import whole
from gui.theme import BASE_PX
from gui.translation import QT_TRANSLATE_NOOP

__all__ = ["NAMES", "settings_of"]

translate = QCoreApplication.translate
_FIRM = "\u00a0"
"""A space at which no line is broken."""
_DASH = f"{_FIRM}–{_FIRM}"
_LARGE = 1.3
"""From this text size on, formulas are broken where they must."""
_COSTS = {
    "half_squared": QT_TRANSLATE_NOOP("NetworkSettings", "half squared error"),
    "squared": QT_TRANSLATE_NOOP("NetworkSettings", "squared error"),
    "bce": QT_TRANSLATE_NOOP("NetworkSettings", "cross-entropy"),
}
NAMES = {
    "layers": QT_TRANSLATE_NOOP("NetworkSettings", "Layers"),
    "parameters": QT_TRANSLATE_NOOP("NetworkSettings", "Parameters"),
    "activations": QT_TRANSLATE_NOOP("NetworkSettings", "Activation"),
    "cost": QT_TRANSLATE_NOOP("NetworkSettings", "Cost"),
    "batch": QT_TRANSLATE_NOOP("NetworkSettings", "Batch size"),
    "samples": QT_TRANSLATE_NOOP("NetworkSettings", "Samples"),
    "seed": QT_TRANSLATE_NOOP("NetworkSettings", "Seed"),
}


def settings_of(frame: Frame, look: Look, room: float = 140.0) -> dict[str, str]:
    """Write every setting of the update in play, by the name of its row.

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
        "batch": str(setup.batch_size),
        "samples": str(setup.samples),
        "seed": str(setup.seed),
    }


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
    said = translate("NetworkSettings", _COSTS[name]) if name in _COSTS else name
    formula = cost_function(name).text_value.format(a="ŷ", y="y")
    if firm:  # a long formula is broken at its plus, not inside of brackets
        formula = formula.replace(" + ", "\n+ ").replace(" ", _FIRM)
    return f"{said}\n{formula}"
