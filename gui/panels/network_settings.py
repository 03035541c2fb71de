"""The network's settings as they stand: layers, functions, learning rate, data. Read-only."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QVBoxLayout, QWidget

from engine.nn.costs import cost_function
from engine.nn.network import Network
from engine.nn.types import Ref
from engine.session.frame import Frame
from gui.look import Look
from gui.panel import SurfacePanel
from gui.quantities import kind_of
from gui.theme import set_role
from gui.translation import QT_TRANSLATE_NOOP

__all__ = ["NetworkSettings", "settings_of"]

translate = QCoreApplication.translate
_FIRM = "\u00a0"
"""A space at which no line is broken."""
_LARGE = 1.3
"""From this text size on, formulas are broken where they must."""
_MOST_LAYERS = 6
"""Of deeper networks the layers in the middle are left out."""
_COSTS = {
    "half_squared": QT_TRANSLATE_NOOP("NetworkSettings", "half squared error"),
    "squared": QT_TRANSLATE_NOOP("NetworkSettings", "squared error"),
    "bce": QT_TRANSLATE_NOOP("NetworkSettings", "cross-entropy"),
}
_NAMES = {
    "layers": QT_TRANSLATE_NOOP("NetworkSettings", "Layers"),
    "activations": QT_TRANSLATE_NOOP("NetworkSettings", "Activation"),
    "cost": QT_TRANSLATE_NOOP("NetworkSettings", "Cost"),
    "eta": QT_TRANSLATE_NOOP("NetworkSettings", "Learning rate η"),
    "batch": QT_TRANSLATE_NOOP("NetworkSettings", "Batch size"),
    "samples": QT_TRANSLATE_NOOP("NetworkSettings", "Samples"),
    "seed": QT_TRANSLATE_NOOP("NetworkSettings", "Seed"),
}


def settings_of(frame: Frame, look: Look) -> dict[str, str]:
    """Write every setting of a document, by the name of its row; η is that of the update in play."""
    document = frame.document
    return {
        "layers": _layers(document.network),
        "activations": _activations(document.network),
        "cost": _cost(document.cost, firm=look.scale < _LARGE),
        "eta": look.number(frame.value(Ref("eta", 0))),
        "batch": str(document.batch_size),
        "samples": str(document.samples),
        "seed": str(document.seed),
    }


def _layers(net: Network) -> str:
    sizes = [str(size) for size in net.sizes]
    if len(sizes) > _MOST_LAYERS + 1:
        sizes = [*sizes[:3], "…", *sizes[-2:]]
    text = translate("NetworkSettings", "{sizes}\n{count} parameters")
    return text.format(sizes=f"{_FIRM}– ".join(sizes), count=net.parameters)


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


class NetworkSettings(SurfacePanel):
    """A list of settings, each with its value in a quiet box."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = Look()
        self._frame: Frame | None = None
        self.values: dict[str, QLabel] = {}
        heading = QLabel(self.tr("Network"))
        set_role(heading, "heading")
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(8)
        self._grid.setColumnStretch(0, 3)
        self._grid.setColumnStretch(1, 4)
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 12, 18, 18)
        column.setSpacing(10)
        column.addWidget(heading)
        column.addLayout(self._grid)
        for row, (key, name) in enumerate(_NAMES.items()):
            self._add_row(row, key, translate("NetworkSettings", name))

    def _add_row(self, row: int, key: str, name: str) -> None:
        label, value = QLabel(name), QLabel()
        set_role(label, "muted")
        label.setWordWrap(True)
        set_role(value, "card")
        value.setTextFormat(Qt.TextFormat.PlainText)
        value.setWordWrap(True)
        value.setContentsMargins(9, 5, 9, 5)
        value.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        value.setAccessibleName(name)
        self._grid.addWidget(label, row, 0)
        self._grid.addWidget(value, row, 1)
        self.values[key] = value

    def show_frame(self, frame: Frame) -> None:
        """Show the settings of the document at the update in play."""
        before, self._frame = self._frame, frame
        eta = Ref("eta", 0)
        same = before is not None and before.document is frame.document
        if before is None or not same or before.value(eta) != frame.value(eta):
            self._write()

    def light(self, refs: frozenset[Ref]) -> None:
        """Light up the learning rate where it is pointed at."""
        role = "hint" if any(ref.symbol == "eta" for ref in refs) else "card"
        set_role(self.values["eta"], role)

    def set_look(self, look: Look) -> None:
        """Write the numbers in another way."""
        self._look = look
        self._write()

    def _write(self) -> None:
        if self._frame is None:
            return
        for key, text in settings_of(self._frame, self._look).items():
            self.values[key].setText(text)
