"""The network's settings as they stand: layers, functions, learning rate, data. Read-only."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QFontMetricsF, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QVBoxLayout, QWidget

from engine.nn.costs import cost_function
from engine.nn.network import Network
from engine.nn.types import Ref
from engine.session.frame import Frame
from gui.fonts import ui_font
from gui.look import Look
from gui.panel import SurfacePanel
from gui.quantities import kind_of
from gui.theme import BASE_PX, set_role
from gui.translation import QT_TRANSLATE_NOOP

__all__ = ["NetworkSettings", "settings_of"]

translate = QCoreApplication.translate
_FIRM = "\u00a0"
"""A space at which no line is broken."""
_DASH = f"{_FIRM}–{_FIRM}"
_LARGE = 1.3
"""From this text size on, formulas are broken where they must."""
_ROW, _SIDE, _GAP = 26, 18, 4
_NAMES_SHARE, _VALUES_SHARE = 1, 1
"""How names and values share the width."""
_COSTS = {
    "half_squared": QT_TRANSLATE_NOOP("NetworkSettings", "half squared error"),
    "squared": QT_TRANSLATE_NOOP("NetworkSettings", "squared error"),
    "bce": QT_TRANSLATE_NOOP("NetworkSettings", "cross-entropy"),
}
_NAMES = {
    "layers": QT_TRANSLATE_NOOP("NetworkSettings", "Layers"),
    "parameters": QT_TRANSLATE_NOOP("NetworkSettings", "Parameters"),
    "activations": QT_TRANSLATE_NOOP("NetworkSettings", "Activation"),
    "cost": QT_TRANSLATE_NOOP("NetworkSettings", "Cost"),
    "eta": QT_TRANSLATE_NOOP("NetworkSettings", "Learning rate η"),
    "batch": QT_TRANSLATE_NOOP("NetworkSettings", "Batch size"),
    "samples": QT_TRANSLATE_NOOP("NetworkSettings", "Samples"),
    "seed": QT_TRANSLATE_NOOP("NetworkSettings", "Seed"),
}


def settings_of(frame: Frame, look: Look, room: float = 140.0) -> dict[str, str]:
    """Write every setting of a document, by the name of its row; η is that of the update in play.

    Parameters
    ----------
    frame : Frame
    look : Look
    room : float
        Px for the sizes of the layers: where they take more, those in the middle are left out.
    """
    document = frame.document
    return {
        "layers": _layers(document.network, look, room),
        "parameters": str(document.network.parameters),
        "activations": _activations(document.network),
        "cost": _cost(document.cost, firm=look.scale < _LARGE),
        "eta": look.number(frame.value(Ref("eta", 0))),
        "batch": str(document.batch_size),
        "samples": str(document.samples),
        "seed": str(document.seed),
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


class NetworkSettings(SurfacePanel):
    """A list of settings, each with its value at the right."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = Look()
        self._frame: Frame | None = None
        self.values: dict[str, QLabel] = {}
        heading = QLabel(self.tr("Network"))
        set_role(heading, "heading")
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(_GAP)
        self._grid.setVerticalSpacing(0)
        self._grid.setColumnStretch(0, _NAMES_SHARE)
        self._grid.setColumnStretch(1, _VALUES_SHARE)
        column = QVBoxLayout(self)
        column.setContentsMargins(_SIDE, 8, _SIDE, 10)
        column.setSpacing(4)
        column.addWidget(heading)
        column.addLayout(self._grid)
        for row, (key, name) in enumerate(_NAMES.items()):
            self._add_row(row, key, translate("NetworkSettings", name))
            self._grid.setRowMinimumHeight(row, _ROW)

    def _add_row(self, row: int, key: str, name: str) -> None:
        label, value = QLabel(name), QLabel()
        set_role(label, "muted")
        set_role(value, "plain")
        value.setTextFormat(Qt.TextFormat.PlainText)
        value.setWordWrap(True)
        value.setContentsMargins(0, 2, 4, 2)
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
        role = "hint" if any(ref.symbol == "eta" for ref in refs) else "plain"
        set_role(self.values["eta"], role)

    def set_look(self, look: Look) -> None:
        """Write the numbers in another way."""
        self._look = look
        for row in range(self._grid.rowCount()):
            self._grid.setRowMinimumHeight(row, look.px(_ROW))
        self._write()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Shorten the list of layers for another width."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._write()

    def _room(self) -> float:
        """Return the px of a value."""
        share = _VALUES_SHARE / (_NAMES_SHARE + _VALUES_SHARE)
        return (self.width() - 2 * _SIDE - _GAP) * share - 5.0

    def _write(self) -> None:
        if self._frame is None:
            return
        for key, text in settings_of(self._frame, self._look, self._room()).items():
            self.values[key].setText(text)
