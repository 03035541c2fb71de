"""The dialog for a table: what was understood of it, what is to become of it, and what the network gets."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from PySide6.QtCore import QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QCursor
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QDialogButtonBox,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from engine.data.dataset import DataSet
from engine.data.tables import Role
from engine.data.tables.layout import Kind
from engine.nn.types import IntArray
from engine.session.fitting import data_changes
from engine.session.frame import Frame
from engine.session.limits import check_limits
from gui.accessible import announce
from gui.importing.choices import WritingFields
from gui.importing.columns import ColumnsModel, ColumnsView
from gui.importing.reading import TableReading
from gui.importing.remarks import RemarkList
from gui.importing.steps import StepFields
from gui.importing.telling import amounts, applied, network_text, remarks_of
from gui.theme import BASE_PX, set_role

__all__ = ["ImportDialog", "busy", "room_for"]

_ROWS_SHOWN = 5
"""At least so many rows of the preview are in sight."""


class ImportDialog(QDialog):
    """Shows a table on its way in. It stays until what is chosen can be used, or is given up.

    Parameters
    ----------
    reading : TableReading
    frame : Frame
        The moment in play: the network that the data are for.
    parent : QWidget, optional

    Signals
    -------
    use_asked(changes)
        Settings for `SetSettings`.
    """

    use_asked = Signal(object)

    def __init__(self, reading: TableReading, frame: Frame, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.reading, self._frame = reading, frame
        self._changes: dict[str, Any] | None = None
        self.setWindowTitle(self.tr("Import {name}").format(name=reading.source))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.writing, self.steps, self.remarks = WritingFields(), StepFields(), RemarkList()
        self.model = ColumnsModel(reading, self)
        self.columns = ColumnsView(self.model, reading)
        self.summary, self.network, self.trouble = self._text("strong"), self._text(""), self._text("strong")
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.use = QPushButton(self.tr("&Use these data"))
        self.buttons.addButton(self.use, QDialogButtonBox.ButtonRole.AcceptRole)
        set_role(self.use, "primary")
        self._arrange()
        self.use.setDefault(True)  # only now the dialog knows of it
        self.buttons.button(QDialogButtonBox.StandardButton.Cancel).setAutoDefault(False)
        self._connect()
        self.read()
        self.use.setFocus()

    def _text(self, role: str) -> QLabel:
        label = QLabel()
        label.setTextFormat(Qt.TextFormat.PlainText)  # it repeats what stands in a file
        label.setWordWrap(True)
        label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        set_role(label, role)
        return label

    def _arrange(self) -> None:
        page = QWidget()
        set_role(page, "page")
        inner = QVBoxLayout(page)
        inner.setContentsMargins(20, 16, 20, 8)
        inner.setSpacing(12)
        for part in (self.writing, self.columns, self.remarks, self.steps):
            inner.addWidget(part, 1 if part is self.columns else 0)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(page)
        below = QVBoxLayout()
        below.setContentsMargins(20, 4, 20, 16)
        below.setSpacing(4)
        below.addWidget(self.summary)
        below.addWidget(self.network)
        below.addWidget(self.trouble)
        below.addWidget(self.buttons)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(area, 1)
        column.addLayout(below)

    def _connect(self) -> None:
        self.writing.changed.connect(self._on_writing_changed)
        self.columns.role_asked.connect(self._on_role_asked)
        self.columns.kind_asked.connect(self._on_kind_asked)
        self.remarks.kind_asked.connect(self._on_kind_offered)
        self.steps.changed.connect(self._renew)
        self.use.clicked.connect(self._on_use_clicked)
        self.buttons.rejected.connect(self.reject)

    def read(self) -> None:
        """Read the whole file and show what came of it."""
        with busy():
            self.reading.read()
        self.writing.show_found(self.reading)
        self.model.renew()
        self._fit()
        self._renew()

    def _fit(self) -> None:
        """Give the rows their room at the text size in use."""
        self.columns.fit(self.fontMetrics().height() / BASE_PX)
        heads, line = self.columns.horizontalHeader(), self.columns.verticalHeader().defaultSectionSize()
        self.columns.setMinimumHeight(heads.sizeHint().height() + _ROWS_SHOWN * line)

    def _on_writing_changed(self) -> None:
        before = self.reading.writing
        try:
            self.reading.write_as(self.writing.writing())
        except ValueError as error:
            self.writing.show_writing(before)
            self.tell(str(error))
            return
        self.read()

    def _on_role_asked(self, places: list[int], role: Role) -> None:
        self.reading.use_as(places, role)
        self.model.renew_heads()
        self._renew()

    def _on_kind_asked(self, places: list[int], kind: Kind) -> None:
        with busy():
            self.reading.take_as(places, kind)
        self.model.renew_heads()
        self._fit()
        self._renew()

    def _on_kind_offered(self, place: int, kind: Kind) -> None:
        if kind == "number":
            with QSignalBlocker(self.steps.missing):
                self.steps.missing.setCurrentIndex(self.steps.missing.findData("drop"))
        self._on_kind_asked([place], kind)

    def _renew(self) -> None:
        """Say what comes of the choices, or why nothing can."""
        data, trouble, self._changes = None, self.reading.fault, None
        try:
            if not trouble:
                data, test = self.reading.data(self.steps.wanted(self._frame.setup.seed))
                self._take(data, test)
        except ValueError as error:
            trouble = str(error)
        if self._changes is None:
            self.summary.clear()
            self.network.clear()
        self.remarks.show_remarks(remarks_of(self.reading, data))
        self.tell(trouble)

    def _take(self, data: DataSet, test: IntArray) -> None:
        """Find the changes that bring the data in."""
        frame = self._frame
        changes = data_changes(frame.setup, data, test=test, network=frame.network)
        after = applied(frame.setup, {"network": frame.network} | changes)
        check_limits(after)
        table = self.reading.table
        if table is not None:
            self.summary.setText(amounts(data, test, table, self.reading.roles.count("label")))
        self.network.setText(network_text(after))
        self._changes = changes

    def tell(self, trouble: str) -> None:
        """Say why the table cannot be used, and to screen readers; an empty text says that it can."""
        sentence = f"{trouble[:1].upper()}{trouble[1:]}"
        self.trouble.setText(sentence)
        self.trouble.setVisible(bool(sentence))
        self.use.setEnabled(self._changes is not None)
        for label in (self.summary, self.network):
            label.setVisible(bool(label.text()))
        if sentence:
            announce(self, sentence)

    def _on_use_clicked(self) -> None:
        if self._changes is not None:
            self.use_asked.emit(self._changes)


@contextmanager
def busy() -> Iterator[None]:
    """Show the busy cursor meanwhile."""
    QApplication.setOverrideCursor(QCursor(Qt.CursorShape.BusyCursor))
    try:
        yield
    finally:
        QApplication.restoreOverrideCursor()


def room_for(dialog: QWidget, window: QWidget) -> QSize:
    """Return a size in which most tables are seen whole, within the window's screen."""
    scale = dialog.fontMetrics().height() / BASE_PX
    screen = window.screen().availableGeometry()
    return QSize(min(round(820 * scale), screen.width() - 40), min(round(600 * scale), screen.height() - 80))
