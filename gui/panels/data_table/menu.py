"""What the table offers for its rows by the right button or the menu key."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QMenu

from gui.panels.data_table.columns import Column
from gui.panels.data_table.view import COMMANDS, RowsView
from gui.translation import QT_TRANSLATE_NOOP

__all__ = ["row_menu"]

translate = QCoreApplication.translate
_WORDS: tuple[tuple[str, str], ...] = (
    ("show", QT_TRANSLATE_NOOP("DataTable", "Show this sample")),
    ("use", QT_TRANSLATE_NOOP("DataTable", "Keep for testing")),
    ("", ""),
    ("copy", QT_TRANSLATE_NOOP("DataTable", "Copy")),
    ("paste", QT_TRANSLATE_NOOP("DataTable", "Paste")),
    ("", ""),
    ("insert", QT_TRANSLATE_NOOP("DataTable", "Insert a row")),
    ("delete", QT_TRANSLATE_NOOP("DataTable", "Delete rows")),
)
_TRAIN = QT_TRANSLATE_NOOP("DataTable", "Train with")
_MOST_CLASSES = 20
"""So many classes make a menu."""


def row_menu(view: RowsView, classes: Column | None, *, all_test: bool) -> QMenu:
    """Make the menu for the chosen rows.

    Parameters
    ----------
    view : RowsView
        Whose `asked` its entries emit; ``"class 2"`` for the third class.
    classes : Column or None
        The column of classes, where there is one that may be set.
    all_test : bool
        Whether all of the rows are kept for testing.
    """
    menu = QMenu(view)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    keys = {command: key for key, command in COMMANDS.items()}
    for command, words in _WORDS:
        if not command:
            menu.addSeparator()
            continue
        text = _TRAIN if command == "use" and all_test else words
        entry = menu.addAction(translate("DataTable", text))
        entry.setShortcut(QKeySequence(keys[command]))
        entry.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)  # written, not listened to
        entry.triggered.connect(lambda _on, command=command: view.asked.emit(command))
    if classes is not None and len(classes.classes) <= _MOST_CLASSES:
        inner = menu.addMenu(classes.name)
        for number, name in enumerate(classes.classes):
            entry = inner.addAction(name.replace("&", "&&"))
            entry.triggered.connect(lambda _on, number=number: view.asked.emit(f"class {number}"))
    return menu
