"""The two menus of documents: those opened last, and the examples."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QPoint, Signal
from PySide6.QtWidgets import QMenu, QWidget

from engine.session.reading import DocumentError
from gui.files import recent
from gui.files.examples import EXAMPLES
from gui.plain import plain_tip


class RecentMenu(QMenu):
    """The documents opened last; read anew each time it opens, since other windows add to them.

    Signals
    -------
    picked(file)
        A document that there is.
    refused(sentence)
        There is no such document any more; the list cannot be read or written.
    """

    picked = Signal(object)
    refused = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setToolTipsVisible(True)
        self.aboutToShow.connect(self._on_about_to_show)
        self._on_about_to_show()

    def _on_about_to_show(self) -> None:
        self.clear()
        try:
            files = recent.recent_files()
        except DocumentError as error:
            files = []
            self.refused.emit(str(error))
        for number, file in enumerate(files, 1):
            self._add(number, file)
        if not files:
            self.addAction(self.tr("No documents yet")).setEnabled(False)
            return
        self.addSeparator()
        self.addAction(self.tr("&Clear list"), self._clear)

    def _add(self, number: int, file: Path) -> None:
        key = f"&{number}  " if number < 10 else ""
        folder = file.parent.name or str(file.parent)
        text = self.tr("{name} in {folder}").format(name=file.name, folder=folder).replace("&", "&&")
        action = self.addAction(key + text, partial(self._pick, file))
        action.setToolTip(plain_tip(str(file)))

    def _pick(self, file: Path) -> None:
        """Take a document; one that is no more is taken off the list."""
        if file.exists():
            self.picked.emit(file)
            return
        try:
            recent.drop(file)
        except DocumentError as error:
            self.refused.emit(str(error))
            return
        sentence = self.tr("There is no “{name}” any more, so it is taken off the list.")
        self.refused.emit(sentence.format(name=file))

    def _clear(self) -> None:
        try:
            recent.clear()
        except DocumentError as error:
            self.refused.emit(str(error))


class ExamplesMenu(QMenu):
    """The documents that come with the program.

    Signals
    -------
    picked(example)
    """

    picked = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        for example in EXAMPLES:
            text = QCoreApplication.translate("Example", example.name)
            self.addAction(text, partial(self.picked.emit, example))


def show_over(window: QWidget, menu: QMenu) -> None:
    """Show a menu in the middle of a window, its first entry ready for Enter."""
    middle = window.rect().center() - QPoint(menu.sizeHint().width() // 2, window.height() // 4)
    menu.popup(window.mapToGlobal(middle))
    if menu.actions():
        menu.setActiveAction(menu.actions()[0])
