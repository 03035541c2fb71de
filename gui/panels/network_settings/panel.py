"""The panel: the settings as a list, the learning rate in it, and the numbers of a small network."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QVBoxLayout, QWidget

from engine.nn.types import Ref
from engine.session.frame import Frame
from gui.controls.field_row import FieldRow
from gui.hands.targets import Target, target_of
from gui.look import Look
from gui.panel import SurfacePanel
from gui.panels.network_settings.texts import NAMES, settings_of
from gui.theme import set_role

__all__ = ["NetworkSettings"]

translate = QCoreApplication.translate
_ROW, _SIDE, _GAP = 26, 18, 4
_NAMES_SHARE, _VALUES_SHARE = 1, 1
"""How names and values share the width."""
_ETA = Ref("eta", 0)
_AFTER_COST = 4
"""The learning rate stands after so many rows."""
_FEW = 4
"""Up to so many inputs, and so many labels, are listed."""


class NetworkSettings(SurfacePanel):
    """A list of settings, each with its value at the right; some of them are set here."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = Look()
        self._frame: Frame | None = None
        self._written: tuple[object, ...] = ()
        self.values: dict[str, QLabel] = {}
        self._rows: dict[str, tuple[int, QLabel]] = {}
        self.eta = self._new_row()
        self.numbers = [self._new_row() for _ in range(2 * _FEW + 1)]
        heading = QLabel(self.tr("Network"))
        set_role(heading, "heading")
        self._grid = self._new_grid()
        column = QVBoxLayout(self)
        column.setContentsMargins(_SIDE, 8, _SIDE, 10)
        column.setSpacing(4)
        column.addWidget(heading)
        column.addLayout(self._grid)
        column.addLayout(self._new_list())

    def _new_grid(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(_GAP)
        grid.setVerticalSpacing(0)
        grid.setColumnStretch(0, _NAMES_SHARE)
        grid.setColumnStretch(1, _VALUES_SHARE)
        for number, (key, name) in enumerate(NAMES.items()):
            row = number + (number >= _AFTER_COST)
            self._add_text(grid, row, key, translate("NetworkSettings", name))
        grid.addWidget(self.eta, _AFTER_COST, 0, 1, 2)
        for row in range(grid.rowCount()):
            grid.setRowMinimumHeight(row, _ROW)
        return grid

    def _new_list(self) -> QVBoxLayout:
        """Make the rows of the numbers; those that are needed are shown."""
        listed = QVBoxLayout()
        listed.setSpacing(_GAP)
        for row in self.numbers:
            listed.addWidget(row)
            row.hide()
        return listed

    def _add_text(self, grid: QGridLayout, row: int, key: str, name: str) -> None:
        label, value = QLabel(name), QLabel()
        set_role(label, "muted")
        label.setWordWrap(True)
        value.setTextFormat(Qt.TextFormat.PlainText)
        value.setWordWrap(True)
        value.setContentsMargins(0, 2, 4, 2)
        value.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        value.setAccessibleName(name)
        grid.addWidget(label, row, 0)
        grid.addWidget(value, row, 1)
        self.values[key] = value
        self._rows[key] = row, label

    def _new_row(self) -> FieldRow:
        row = FieldRow(_GAP)
        row.dispatched.connect(self.dispatched)
        row.pointed.connect(self.pointed)
        return row

    def show_frame(self, frame: Frame) -> None:
        """Show the settings and the numbers of the update in play."""
        self._frame = frame
        self._write(frame)

    def light(self, refs: frozenset[Ref]) -> None:
        """Light up what is pointed at."""
        for row in (self.eta, *self.numbers):
            row.light(refs)

    def set_look(self, look: Look) -> None:
        """Write the numbers in another way."""
        self._look = look
        self._grid.setRowMinimumHeight(_AFTER_COST, look.px(_ROW))
        if self._frame is not None:
            self._write(self._frame)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Shorten the list of layers for another width."""
        super().resizeEvent(event)
        if self._frame is not None and event.size().width() != event.oldSize().width():
            self._write(self._frame)

    def _room(self) -> float:
        """Return the px of a value."""
        share = _VALUES_SHARE / (_NAMES_SHARE + _VALUES_SHARE)
        return (self.width() - 2 * _SIDE - _GAP) * share - 5.0

    def _write(self, frame: Frame) -> None:
        wanted = _settings_shown(frame), self._look, self._room()
        if wanted != self._written:
            self._written = wanted
            for key, text in settings_of(frame, self._look, self._room()).items():
                self._write_row(key, text)
        if (eta := target_of(_ETA, frame)) is not None:
            self.eta.show_target(eta, self.tr("Learning rate η"), self._look)
        self._write_numbers(_listed(frame))

    def _write_row(self, key: str, text: str) -> None:
        """Show a setting; one that is not in use takes no room."""
        value, (row, label) = self.values[key], self._rows[key]
        value.setText(text)
        value.setAccessibleDescription(text)
        value.setVisible(bool(text))
        label.setVisible(bool(text))
        self._grid.setRowMinimumHeight(row, self._look.px(_ROW) if text else 0)

    def _write_numbers(self, targets: list[tuple[Target, str]]) -> None:
        """Show a row for each number, and no other."""
        for row, (target, name) in zip(self.numbers, targets, strict=False):
            row.show_target(target, name, self._look)
            row.show()
        for row in self.numbers[len(targets) :]:
            row.forget()


def _settings_shown(frame: Frame) -> tuple[object, ...]:
    """Return all that the texts depend on."""
    setup = frame.setup
    net = setup.network
    plain = (setup.cost, setup.optimizer, setup.schedule, setup.l1, setup.l2, setup.seed, setup.shuffle)
    rows = (setup.batch_size, setup.samples, len(setup.X), len(frame.rows))
    moving = frame.update if rows[0] < rows[1] else 0
    eta = None if setup.schedule == "constant" else frame.value(_ETA)
    return net.sizes, net.activations, plain, rows, moving, eta


def _listed(frame: Frame) -> list[tuple[Target, str]]:
    """List the inputs and labels of a small network, and what is selected, with their names."""
    sizes, L = frame.network.sizes, frame.network.L
    input_, label = translate("NetworkSettings", "Input {name}"), translate("NetworkSettings", "Label {name}")
    refs = [(Ref("x", 0, (k,)), input_) for k in range(sizes[0]) if sizes[0] <= _FEW]
    refs += [(Ref("y", L, (j,)), label) for j in range(sizes[L]) if sizes[L] <= _FEW]
    listed = [
        (target, text.format(name=target.name)) for ref, text in refs if (target := target_of(ref, frame))
    ]
    selected = target_of(frame.selected, frame)
    if selected is not None and all(selected.ref != target.ref for target, _ in listed):
        text = translate("NetworkSettings", "Selected {name}").format(name=f"{selected.name} {selected.when}")
        listed.append((selected, text.strip()))
    return listed
