"""The second page of the settings: every command with its keys, and a field to press another one in."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QGridLayout,
    QHeaderView,
    QKeySequenceEdit,
    QLabel,
    QLineEdit,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from gui.commands import COMMANDS, MENUS, Command, key_text, text_of
from gui.settings.desk import SettingsDesk
from gui.settings.keys import keys_of, objection, with_key
from gui.theme import set_role

__all__ = ["KeysPage"]

translate = QCoreApplication.translate


class KeyField(QKeySequenceEdit):
    """A field in which the next key is pressed; Escape leaves it.

    Signals
    -------
    pressed(key)
        A key, as Qt writes it on every system.
    left()
        The user gave up.
    """

    pressed = Signal(str)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setMaximumSequenceLength(1)
        self.editingFinished.connect(self._on_self_editing_finished)

    def _on_self_editing_finished(self) -> None:
        if not self.keySequence().isEmpty():
            self.pressed.emit(self.keySequence().toString())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take the key, unless it is Escape."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
            return
        super().keyPressEvent(event)


class KeysPage(QWidget):
    """The table of commands, and the keys of the one that is picked.

    Parameters
    ----------
    desk : SettingsDesk
    """

    def __init__(self, desk: SettingsDesk) -> None:
        super().__init__()
        self._desk = desk
        self._make_table()
        self._make_field()
        self._lay_out()
        desk.changed.connect(self._show)
        self._show()
        self.table.selectRow(0)

    def _make_table(self) -> None:
        self.search = QLineEdit()
        self.search.setPlaceholderText(self.tr("Find a command or a key"))
        self.search.setAccessibleName(self.tr("Find a command or a key"))
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(self._filter)
        table = self.table = QTableWidget(len(COMMANDS), 3)
        table.setAccessibleName(self.tr("Commands and their keys"))
        table.setHorizontalHeaderLabels([self.tr("Command"), self.tr("Menu"), self.tr("Keys")])
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setTabKeyNavigation(False)
        table.setShowGrid(False)
        table.verticalHeader().hide()
        table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        head = table.horizontalHeader()
        head.setHighlightSections(False)
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for section, mode in enumerate(("Stretch", "ResizeToContents", "ResizeToContents")):
            head.setSectionResizeMode(section, QHeaderView.ResizeMode[mode])
        table.itemSelectionChanged.connect(self._on_table_selection_changed)
        table.itemActivated.connect(self._on_table_item_activated)
        menus = {name: translate("Menu", title).replace("&", "") for name, title in MENUS}
        self._cells = {command.id: QTableWidgetItem() for command in COMMANDS}
        for row, command in enumerate(COMMANDS):
            table.setItem(row, 0, QTableWidgetItem(text_of(command)))
            table.setItem(row, 1, QTableWidgetItem(menus[command.menu]))
            table.setItem(row, 2, self._cells[command.id])

    def _make_field(self) -> None:
        self.field_name = QLabel()
        self.field = KeyField()
        self.field_name.setBuddy(self.field)
        self.field.pressed.connect(self._on_field_pressed)
        self.field.left.connect(self._on_field_left)
        self.none = QPushButton(self.tr("No key"))
        self.none.clicked.connect(self._on_none_clicked)
        self.usual = QPushButton(self.tr("Usual key"))
        self.usual.clicked.connect(self._on_usual_clicked)
        self.all_usual = QPushButton(self.tr("All usual keys"))
        self.all_usual.clicked.connect(self._on_all_usual_clicked)
        self.said = QLabel()
        self.said.setWordWrap(True)
        self.said.setTextFormat(Qt.TextFormat.PlainText)
        self.said.setMinimumHeight(2 * self.said.fontMetrics().lineSpacing())

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 12)
        column.setSpacing(8)
        column.addWidget(self.search)
        column.addWidget(self.table, 1)
        grid = QGridLayout()
        grid.setHorizontalSpacing(8)
        grid.setColumnStretch(0, 1)
        grid.addWidget(self.field_name, 0, 0, 1, 4)
        for place, part in enumerate((self.field, self.none, self.usual, self.all_usual)):
            grid.addWidget(part, 1, place)
        column.addLayout(grid)
        column.addWidget(self.said)

    @property
    def picked(self) -> Command:
        """The command of the row that is picked."""
        return COMMANDS[max(self.table.currentRow(), 0)]

    def _show(self) -> None:
        keys = keys_of(self._desk.settings.keys)
        for name, cell in self._cells.items():
            cell.setText(",  ".join(map(key_text, keys[name])))
        self._show_picked()

    def _show_picked(self) -> None:
        command = self.picked
        keys = keys_of(self._desk.settings.keys)[command.id]
        text = self.tr("Key of “{command}”: click, or press Enter in the table, then press it")
        self.field_name.setText(text.format(command=text_of(command)))
        self.field.setAccessibleName(self.tr("Key of {command}").format(command=text_of(command)))
        self.field.setKeySequence(keys[0] if keys else "")
        self.none.setEnabled(bool(keys))
        self.usual.setEnabled(command.id in self._desk.settings.keys)
        self.all_usual.setEnabled(bool(self._desk.settings.keys))

    def _filter(self, words: str) -> None:
        """Show only the commands that have all the words, in their name, menu or keys."""
        for row, command in enumerate(COMMANDS):
            line = " ".join((text_of(command), command.menu, self._cells[command.id].text())).casefold()
            self.table.setRowHidden(row, not all(word in line for word in words.casefold().split()))
        self._pick_a_shown_one()

    def _pick_a_shown_one(self) -> None:
        """Move the choice to the first command that is shown; none can be given a key where none is."""
        shown = [row for row in range(self.table.rowCount()) if not self.table.isRowHidden(row)]
        for part in (self.field, self.none, self.usual):
            part.setEnabled(bool(shown))
        if shown and self.table.currentRow() not in shown:
            self.table.selectRow(shown[0])
        elif shown:
            self._show_picked()

    def _take(self, key: str | None) -> None:
        """Give the picked command a key, its usual one where it is None, or say why it can't have it."""
        command, chosen = self.picked, self._desk.settings.keys
        asked = (command.keys[0] if command.keys else "") if key is None else key
        trouble = objection(command.id, asked, chosen) if asked else ""
        if not trouble:
            self._desk.change(keys=with_key(command.id, key, chosen))
        self._show_picked()
        done = self.tr("“{command}” has the key {key} now.")
        if not asked:
            done = self.tr("“{command}” has no key now.")
        self._say(trouble or done.format(command=text_of(command), key=key_text(asked)), bad=bool(trouble))

    def _say(self, sentence: str, *, bad: bool = False) -> None:
        set_role(self.said, "strong" if bad else "muted")
        self.said.setText(sentence)

    def _on_table_selection_changed(self) -> None:
        self._show_picked()
        self._say("")

    def _on_table_item_activated(self) -> None:
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)
        self._say(self.tr("Press the key. Escape leaves things as they are."))

    def _on_field_pressed(self, key: str) -> None:
        self._take(key)

    def _on_field_left(self) -> None:
        self._show_picked()
        self._say("")
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_none_clicked(self) -> None:
        self._take("")

    def _on_usual_clicked(self) -> None:
        self._take(None)

    def _on_all_usual_clicked(self) -> None:
        self._desk.change(keys={})
        self._say(self.tr("Every command has its usual keys."))
