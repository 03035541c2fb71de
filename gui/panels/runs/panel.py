"""The panel: the table of the runs, what can be done with them, and how the chosen one differs."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QMenu, QPushButton, QVBoxLayout, QWidget

from engine.session import actions
from engine.session.document import Document
from engine.session.frame import Frame
from gui.look import Look
from gui.panel import SurfacePanel
from gui.panels.runs.comparing import Comparer, sentences_of
from gui.panels.runs.rows import RunRow, rows_of
from gui.panels.runs.table import RunTable
from gui.run_words import RunNames
from gui.theme import set_role

__all__ = ["RunsPanel"]

_SIDE, _GAP = 18, 6


class RunsPanel(SurfacePanel):
    """Every run with its mark, name, η and J; go on with one, keep, name, hide or delete it.

    Attributes
    ----------
    hidden : frozenset of int
        Numbers of the earlier runs whose curves are not drawn.

    Signals
    -------
    pointed(refs), dispatched(action)
        `NameRun`, `KeepRun`, `DeleteRun`, `TakeUpRun`.
    shown_changed(hidden)
        Other curves are to be drawn: frozenset of the numbers of those that are hidden.
    """

    shown_changed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.hidden: frozenset[int] = frozenset()
        self._look = Look()
        self._frame: Frame | None = None
        self._names, self._comparer = RunNames(), Comparer()
        heading = QLabel(self.tr("Runs"))
        set_role(heading, "heading")
        self.table = RunTable()
        self.difference = QLabel()
        self.difference.setTextFormat(Qt.TextFormat.PlainText)  # it repeats names that were typed
        self.difference.setWordWrap(True)
        set_role(self.difference, "small")
        self._buttons = self._new_buttons()
        self._arrange(heading)
        self.table.rows.renamed.connect(self._on_renamed)
        self.table.chosen.connect(self._on_table_chosen)
        self.table.taken_up.connect(self.take_up)
        self.table.deleted.connect(self.delete)
        self.table.menu_asked.connect(self._on_menu_asked)

    def _new_buttons(self) -> tuple[QPushButton, ...]:
        self.copy = QPushButton(self.tr("Copy as new run"))
        self.copy.setToolTip(self.tr("Keep this run as it is, and go on beside it"))
        self.go_on = QPushButton(self.tr("Go on with it"))
        self.go_on.setToolTip(self.tr("Bring the chosen run back; this one stays beside it"))
        self.copy.clicked.connect(self.keep)
        self.go_on.clicked.connect(self._on_go_on_clicked)
        for button in (self.copy, self.go_on):
            button.setMinimumWidth(1)  # they give way: under one another, they have room again
        return self.copy, self.go_on

    def _arrange(self, heading: QLabel) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(_SIDE, 8, _SIDE, 10)
        column.setSpacing(_GAP)
        self._grid = QGridLayout()
        self._grid.setSpacing(_GAP)
        for part in (heading, self.table, self.difference):
            column.addWidget(part)
        column.addLayout(self._grid)
        self._place_buttons()

    def _place_buttons(self) -> None:
        """Put the buttons side by side, or under one another where there is little room."""
        room = self.width() - 2 * _SIDE
        beside = sum(button.sizeHint().width() for button in self._buttons) + _GAP <= room
        for number, button in enumerate(self._buttons):
            self._grid.addWidget(button, *((0, number) if beside else (number, 0)))

    # What it shows

    def show_frame(self, frame: Frame) -> None:
        """Show the runs as they stand."""
        self._frame = frame
        self._hide(self.hidden & {ghost.number for ghost in frame.document.ghosts})
        self._write()

    def set_look(self, look: Look) -> None:
        """Draw in another theme or text size."""
        self._look = look
        self.table.set_look(look)
        self._place_buttons()
        self._write()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Arrange the buttons anew."""
        super().resizeEvent(event)
        self._place_buttons()

    def _write(self) -> None:
        if self._frame is not None:
            self.table.show_rows(rows_of(self._frame, self._names, self._look, self.hidden))
            self._write_difference()

    def _write_difference(self) -> None:
        """Say how the chosen run differs from the one in play."""
        frame, ghost = self._frame, self._chosen()
        self.go_on.setEnabled(ghost is not None)
        text = ""
        if frame is not None and ghost is not None:
            found = self._comparer.compare(frame, ghost)
            runs = (frame.document, ghost)
            first, second = (self._names.of(run, frame, self._look) for run in runs)
            text = sentences_of(found, frame, ghost, (first, second), self._look)
        if text != self.difference.text():
            self.difference.setText(text)
            self.difference.setAccessibleName(text)
        self.difference.setVisible(bool(text))

    def _chosen(self) -> Document | None:
        """Return the earlier run that is chosen; None where it is the one in play."""
        row, frame = self.table.current, self._frame
        if row is None or frame is None:
            return None
        ghosts = frame.document.ghosts
        return next((ghost.document for ghost in ghosts if ghost.number == row.number), None)

    # What can be done

    def keep(self) -> None:
        """Keep a copy of the run in play, and go on."""
        self.dispatched.emit(actions.KeepRun(self.tr("copy as new run")))

    def take_up(self, number: int) -> None:
        """Go on with an earlier run."""
        row = self._row(number)
        if row is not None and not row.in_play:
            label = self.tr("go on with {name}").format(name=row.name)
            self.dispatched.emit(actions.TakeUpRun(number, label))

    def delete(self, number: int) -> None:
        """Delete an earlier run."""
        row = self._row(number)
        if row is not None and not row.in_play:
            label = self.tr("delete {name}").format(name=row.name)
            self.dispatched.emit(actions.DeleteRun(number, label))

    def show_run(self, number: int, shown: bool) -> None:
        """Draw the curve of an earlier run, or leave it out."""
        self._hide(self.hidden - {number} if shown else self.hidden | {number})
        self._write()

    def show_all(self) -> None:
        """Draw the curves of all runs: another document has runs of its own."""
        self._hide(frozenset())

    def _hide(self, hidden: frozenset[int]) -> None:
        if hidden != self.hidden:
            self.hidden = hidden
            self.shown_changed.emit(hidden)

    def _row(self, number: int) -> RunRow | None:
        return next((row for row in self.table.rows.rows if row.number == number), None)

    def _on_renamed(self, number: int, name: str) -> None:
        label = self.tr("name a run") if name else self.tr("take the name of a run away")
        self.dispatched.emit(actions.NameRun(number, name, label))

    def _on_table_chosen(self) -> None:
        self._write_difference()

    def _on_go_on_clicked(self) -> None:
        row = self.table.current
        if row is not None:
            self.take_up(row.number)

    # The menu

    def _on_menu_asked(self, position: QPoint) -> None:
        row = self.table.current
        if row is not None:
            self.menu_of(row).popup(position)

    def menu_of(self, row: RunRow) -> QMenu:
        """Make the menu of a run; it is gone when it has been closed."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._entry(menu, self.tr("&Go on with it"), not row.in_play).triggered.connect(
            lambda: self.take_up(row.number)
        )
        self._entry(menu, self.tr("&Copy as new run"), row.in_play).triggered.connect(self.keep)
        self._entry(menu, self.tr("&Name it…")).triggered.connect(self.table.name_current)
        shown = self._entry(menu, self.tr("&Show its curve"), not row.in_play)
        shown.setCheckable(True)
        shown.setChecked(row.is_shown)
        shown.toggled.connect(lambda on: self.show_run(row.number, on))
        menu.addSeparator()
        self._entry(menu, self.tr("&Delete it"), not row.in_play).triggered.connect(
            lambda: self.delete(row.number)
        )
        return menu

    @staticmethod
    def _entry(menu: QMenu, text: str, enabled: bool = True) -> QAction:
        entry = menu.addAction(text)
        entry.setEnabled(enabled)
        return entry
